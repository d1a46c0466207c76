//! Workspaces, which are also clients: the same rows, found by id or by name.

mod commands;
mod defaults;
mod delete;
mod totals;
mod usernames;

use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{WorkspaceId, WorkspaceKind};
use simpleinboxes_core::name::{NameKey, WorkspaceName};
use simpleinboxes_core::status::BillingMode;

pub use commands::MAX_WORKSPACES;
pub use defaults::{DefaultCredential, NewDefaults, SendingDefaults};
pub use delete::{DeletedWorkspace, DeletionRefused};
pub use totals::{AccountTotals, StateCounts, WorkspaceDetails, WorkspaceTotals};
pub use usernames::{UsernamePage, UsernameUse};

use crate::entities::workspace::{Column, Entity, Model};
use crate::error::{Result, StoreError};
use crate::page::{Page, PageRequest};
use crate::scoped::Scoped;

/// A workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// Its id.
    pub id: WorkspaceId,
    /// Its name.
    pub name: String,
    /// Which wallet pays for it.
    pub billing_mode: BillingMode,
    /// Whether the master wallet pays what its own lacks.
    pub fallback: Fallback,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its name, billing mode or fallback last changed.
    pub updated_at: Timestamp,
}

/// Whether and how far the master wallet helps out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fallback {
    /// Whether it does.
    pub enabled: bool,
    /// The most that it pays in a calendar month.
    pub monthly_limit: Option<Cents>,
}

/// A workspace to make.
#[derive(Debug, Clone)]
pub struct NewWorkspace {
    /// Its name.
    pub name: WorkspaceName,
    /// Which wallet shall pay for it.
    pub billing_mode: BillingMode,
    /// Whether the master wallet shall help out.
    pub fallback: Fallback,
}

impl NewWorkspace {
    /// One that the master wallet pays for.
    #[must_use]
    pub fn named(name: WorkspaceName) -> Self {
        Self {
            name,
            billing_mode: BillingMode::Master,
            fallback: Fallback::default(),
        }
    }
}

/// What to change of a workspace; what is absent stays.
#[derive(Debug, Clone, Default)]
pub struct WorkspaceChanges {
    /// The new name.
    pub name: Option<WorkspaceName>,
    /// Which wallet shall pay.
    pub billing_mode: Option<BillingMode>,
    /// Whether the master wallet shall help out.
    pub fallback: Option<Fallback>,
}

impl Scoped<'_> {
    /// A page of workspaces, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn workspaces(
        &self,
        page: PageRequest<WorkspaceKind>,
    ) -> Result<Page<Workspace, WorkspaceKind>> {
        let id = |row: &Model| WorkspaceId::from_uuid(row.id);
        page.read(self.find::<Entity>(), Column::Id, id, &self.db)
            .await?
            .try_map(record)
    }

    /// One workspace.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn workspace(&self, id: WorkspaceId) -> Result<Option<Workspace>> {
        let query = self.find::<Entity>().filter(Column::Id.eq(id.uuid()));
        query.one(&self.db).await?.map(record).transpose()
    }

    /// The workspace with this name, whatever its case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn workspace_named(&self, name: &str) -> Result<Option<Workspace>> {
        let key = NameKey::of(name);
        let query = self
            .find::<Entity>()
            .filter(Column::NameKey.eq(key.as_str()));
        query.one(&self.db).await?.map(record).transpose()
    }

    /// The workspace that is meant when none is named: the one that the caller is bound to, or
    /// the account's first, which is the oldest that is left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn default_workspace(&self) -> Result<Option<Workspace>> {
        let query = self.find::<Entity>().order_by_asc(Column::Id);
        query.one(&self.db).await?.map(record).transpose()
    }

    /// The id of the account's first workspace, also for a caller that does not see it: whether
    /// its own is the first one, it may know.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn first_workspace_id(&self) -> Result<Option<WorkspaceId>> {
        let first = <Entity as sea_orm::EntityTrait>::find()
            .filter(Column::AccountId.eq(self.account()))
            .filter(Column::DeletedAt.is_null())
            .order_by_asc(Column::Id)
            .one(&self.db)
            .await?;
        Ok(first.map(|row| WorkspaceId::from_uuid(row.id)))
    }

    /// Fails with [`StoreError::NotFound`] for a workspace that the caller does not see.
    pub(crate) async fn require_workspace(&self, id: WorkspaceId) -> Result<()> {
        let found = self.workspace(id).await?;
        found.map(drop).ok_or(StoreError::NotFound("workspace"))
    }
}

pub(crate) fn record(row: Model) -> Result<Workspace> {
    Ok(Workspace {
        id: WorkspaceId::from_uuid(row.id),
        name: row.name,
        billing_mode: row.billing_mode.parse().map_err(|_| StoreError::Corrupt {
            column: "workspaces.billing_mode",
        })?,
        fallback: Fallback {
            enabled: row.fallback_enabled,
            monthly_limit: row.fallback_monthly_limit_cents.map(Cents::new),
        },
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}
