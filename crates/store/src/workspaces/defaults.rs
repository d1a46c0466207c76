//! What new orders of a workspace inherit.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set, sea_query::OnConflict};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{CredentialId, WorkspaceId};
use simpleinboxes_core::status::SendingTool;

use crate::entities::sending_defaults::{ActiveModel, Column, Entity};
use crate::error::{Result, StoreError};
use crate::orders::read_json;
use crate::scoped::{Scoped, ScopedTx};

/// Which sending tool new inboxes are handed over to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendingDefaults {
    /// The credential; without one they are handed over to none.
    pub credential: Option<DefaultCredential>,
    /// The tags that they get there.
    pub tags: Vec<String>,
    /// Whether warm-up is switched on.
    pub warmup_enabled: bool,
    /// When this was last set; nothing as long as it never was.
    pub updated_at: Option<Timestamp>,
}

/// The credential that new orders inherit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultCredential {
    /// Its id.
    pub id: CredentialId,
    /// The tool that it is for.
    pub tool: SendingTool,
    /// What its owner calls it.
    pub label: String,
}

/// Defaults to set, as a whole.
#[derive(Debug, Clone)]
pub struct NewDefaults {
    /// The credential, one of the same workspace.
    pub credential: Option<CredentialId>,
    /// The tags.
    pub tags: Vec<String>,
    /// Whether to switch on warm-up.
    pub warmup_enabled: bool,
}

impl Scoped<'_> {
    /// The defaults of a workspace: the starting values as long as none were set, nothing for a
    /// workspace that the caller does not see.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sending_defaults(
        &self,
        workspace: WorkspaceId,
    ) -> Result<Option<SendingDefaults>> {
        if self.workspace(workspace).await?.is_none() {
            return Ok(None);
        }
        let row = self
            .find::<Entity>()
            .filter(Column::WorkspaceId.eq(workspace.uuid()))
            .one(&self.db)
            .await?;
        let Some(row) = row else {
            return Ok(Some(SendingDefaults {
                credential: None,
                tags: Vec::new(),
                warmup_enabled: true,
                updated_at: None,
            }));
        };
        let credential = match row.credential_id {
            Some(id) => {
                self.credential(workspace, CredentialId::from_uuid(id))
                    .await?
            }
            None => None,
        };
        Ok(Some(SendingDefaults {
            credential: credential.map(|credential| DefaultCredential {
                id: credential.id,
                tool: credential.tool,
                label: credential.label,
            }),
            tags: read_json(&row.tags, "sending_tool_defaults.tags")?,
            warmup_enabled: row.warmup_enabled,
            updated_at: Some(row.updated_at),
        }))
    }
}

impl ScopedTx<'_> {
    /// Sets the defaults of a workspace; what was set before is forgotten.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a workspace that the caller does not see, or a credential
    /// that is not the workspace's.
    pub async fn put_sending_defaults(
        &self,
        workspace: WorkspaceId,
        new: &NewDefaults,
    ) -> Result<SendingDefaults> {
        self.require_workspace(workspace).await?;
        if let Some(id) = new.credential {
            let found = self.credential(workspace, id).await?;
            found.ok_or(StoreError::NotFound("credential"))?;
        }
        let row = ActiveModel {
            workspace_id: Set(workspace.uuid()),
            account_id: Set(self.account()),
            credential_id: Set(new.credential.map(CredentialId::uuid)),
            tags: Set(new.tags.iter().cloned().collect()),
            warmup_enabled: Set(new.warmup_enabled),
            updated_at: Set(self.now()),
        };
        let replace = OnConflict::column(Column::WorkspaceId)
            .update_columns([
                Column::CredentialId,
                Column::Tags,
                Column::WarmupEnabled,
                Column::UpdatedAt,
            ])
            .to_owned();
        Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(&self.db)
            .await?;
        self.note(Some(workspace), "sending_defaults_set", workspace, None)
            .await?;
        let set = self.sending_defaults(workspace).await?;
        set.ok_or(StoreError::NotFound("workspace"))
    }
}
