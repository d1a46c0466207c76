//! Making and changing workspaces.

use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QuerySelect as _, Set,
};
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{WorkspaceId, WorkspaceKind};
use simpleinboxes_core::status::BillingMode;

use super::{Fallback, NewWorkspace, Workspace, WorkspaceChanges, record};
use crate::entities::account;
use crate::entities::workspace::{ActiveModel, Column, Entity};
use crate::error::{Result, StoreError};
use crate::ledger::{ModeChange, begin_books};
use crate::scoped::ScopedTx;

/// The most workspaces of an account.
pub const MAX_WORKSPACES: u64 = 1000;

impl ScopedTx<'_> {
    /// Makes a workspace.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] with [`crate::Constraint::WorkspaceName`] when the name is taken,
    /// [`StoreError::Limit`] when the account has [`MAX_WORKSPACES`], and
    /// [`StoreError::NotFound`] for a bound caller, who could not see it.
    pub async fn create_workspace(&self, new: &NewWorkspace) -> Result<Workspace> {
        if self.caller.workspace.is_some() {
            return Err(StoreError::NotFound("account"));
        }
        self.lock_account().await?;
        let count = self.find::<Entity>().count(&self.db).await?;
        if count >= MAX_WORKSPACES {
            return Err(StoreError::Limit {
                what: "workspaces",
                max: MAX_WORKSPACES,
            });
        }
        let now = self.now();
        let row = ActiveModel {
            id: Set(self.shared.ids.next::<WorkspaceKind>().uuid()),
            account_id: Set(self.account()),
            name: Set(new.name.to_string()),
            name_key: Set(new.name.key().as_str().to_owned()),
            billing_mode: Set(new.billing_mode.to_string()),
            fallback_enabled: Set(new.fallback.enabled),
            fallback_monthly_limit_cents: Set(new.fallback.monthly_limit.map(Cents::get)),
            created_at: Set(now),
            updated_at: Set(now),
            deleted_at: Set(None),
        };
        let made = record(row.insert(&self.db).await?)?;
        begin_books(&self.db, now, self.account(), Some(made.id.uuid())).await?;
        self.note(
            Some(made.id),
            "workspace_created",
            made.id,
            Some(&made.name),
        )
        .await?;
        Ok(made)
    }

    /// Changes a workspace, and moves what is left in its own wallet when that is no longer used;
    /// nothing for one that the caller does not see. Changes that change
    /// nothing leave `updated_at` as it is.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] with [`crate::Constraint::WorkspaceName`] when the name is taken.
    pub async fn update_workspace(
        &self,
        id: WorkspaceId,
        changes: &WorkspaceChanges,
    ) -> Result<Option<Workspace>> {
        let changed = self.change_workspace(id, changes).await?;
        Ok(changed.map(|changed| changed.workspace))
    }

    pub(crate) async fn change_workspace(
        &self,
        id: WorkspaceId,
        changes: &WorkspaceChanges,
    ) -> Result<Option<ModeChange>> {
        let query = self.find::<Entity>().filter(Column::Id.eq(id.uuid()));
        let Some(row) = query.lock_exclusive().one(&self.db).await? else {
            return Ok(None);
        };
        let before = record(row.clone())?;
        let mut changed: ActiveModel = row.into();
        if let Some(name) = changes
            .name
            .as_ref()
            .filter(|name| name.as_str() != before.name)
        {
            changed.name = Set(name.to_string());
            changed.name_key = Set(name.key().as_str().to_owned());
        }
        if let Some(mode) = changes
            .billing_mode
            .filter(|mode| *mode != before.billing_mode)
        {
            changed.billing_mode = Set(mode.to_string());
        }
        if let Some(fallback) = changes
            .fallback
            .filter(|fallback| *fallback != before.fallback)
        {
            let Fallback {
                enabled,
                monthly_limit,
            } = fallback;
            changed.fallback_enabled = Set(enabled);
            changed.fallback_monthly_limit_cents = Set(monthly_limit.map(Cents::get));
        }
        if !changed.is_changed() {
            return Ok(Some(ModeChange {
                workspace: before,
                moved: Cents::ZERO,
                transaction: None,
            }));
        }
        changed.updated_at = Set(self.now());
        let after = record(changed.update(&self.db).await?)?;
        self.note(Some(id), "workspace_updated", id, Some(&after.name))
            .await?;
        let moved = match after.billing_mode {
            // The row is locked: of two that switch at once the second finds nothing to change.
            BillingMode::Master if before.billing_mode != BillingMode::Master => {
                let moved = self.empty_wallet(id).await.map_err(StoreError::from)?;
                self.switch_off_recharge(id).await?;
                moved
            }
            _ => None,
        };
        if (after.billing_mode, after.fallback) != (before.billing_mode, before.fallback) {
            // Another wallet may be able to pay what this one could not.
            self.settle_soon().await?;
        }
        Ok(Some(ModeChange {
            workspace: after,
            moved: moved.map_or(Cents::ZERO, |moved| moved.1),
            transaction: moved.map(|moved| moved.0),
        }))
    }

    /// Makes commands that count rows of the account wait for each other, until they commit.
    pub(crate) async fn lock_account(&self) -> Result<()> {
        // Not the strongest lock: rows that merely refer to the account need not wait.
        account::Entity::find_by_id(self.account())
            .lock(LockType::NoKeyUpdate)
            .one(&self.db)
            .await?
            .map(drop)
            .ok_or(StoreError::NotFound("account"))
    }
}
