//! Saving, changing and deleting credentials.

use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, PaginatorTrait as _, QueryFilter as _,
    QuerySelect as _, Set,
};
use secrecy::{ExposeSecret as _, SecretString};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::hint::hint;
use simpleinboxes_core::id::{CredentialId, CredentialKind, WorkspaceId};
use simpleinboxes_core::status::{CredentialStatus, SendingTool};

use super::{Credential, CredentialChanges, NewCredential, SECRET, record};
use crate::entities::credential::{ActiveModel, Column, Entity};
use crate::entities::{sending_defaults, workspace};
use crate::error::{Result, StoreError};
use crate::scoped::ScopedTx;
use crate::secrets::{Place, Sealed};

/// The most credentials of a workspace.
pub const MAX_CREDENTIALS: u64 = 100;

/// A credential that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeletedCredential {
    /// Its id.
    pub id: CredentialId,
    /// The tool that it was for.
    pub tool: SendingTool,
    /// Whether new orders inherited it, which now inherit none.
    pub was_default: bool,
    /// When it was deleted.
    pub deleted_at: Timestamp,
}

impl ScopedTx<'_> {
    /// Saves a credential.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a workspace that the caller does not see,
    /// [`StoreError::Limit`] when the workspace has [`MAX_CREDENTIALS`].
    pub async fn create_credential(
        &self,
        workspace: WorkspaceId,
        new: &NewCredential,
    ) -> Result<Credential> {
        self.lock_workspace(workspace).await?;
        let saved = self
            .find::<Entity>()
            .filter(Column::WorkspaceId.eq(workspace.uuid()))
            .count(&self.db)
            .await?;
        if saved >= MAX_CREDENTIALS {
            return Err(StoreError::Limit {
                what: "credentials",
                max: MAX_CREDENTIALS,
            });
        }
        let id: CredentialId = self.shared.ids.next::<CredentialKind>();
        let sealed = self.seal(id, &new.secret)?;
        let now = self.now();
        let row = ActiveModel {
            id: Set(id.uuid()),
            account_id: Set(self.account()),
            workspace_id: Set(workspace.uuid()),
            tool: Set(new.tool.to_string()),
            label: Set(new.label.clone()),
            secret: Set(sealed.bytes),
            secret_key_version: Set(sealed.key_version),
            hint: Set(hint(new.secret.expose_secret())),
            base_url: Set(new.fields.base_url.clone()),
            tool_workspace_id: Set(new.fields.tool_workspace_id.clone()),
            oauth_client_id: Set(new.fields.oauth_client_id.clone()),
            status: Set(CredentialStatus::Untested.to_string()),
            status_message: Set(None),
            last_tested_at: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
            next_listing_at: Set(None),
        };
        let made = record(row.insert(&self.db).await?)?;
        self.note(Some(workspace), "credential_added", id, Some(&made.label))
            .await?;
        Ok(made)
    }

    /// Changes a credential; nothing for one that is not the workspace's. After a change of
    /// anything but the label it counts as untested. No change leaves `updated_at` as it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn update_credential(
        &self,
        workspace: WorkspaceId,
        id: CredentialId,
        changes: &CredentialChanges,
    ) -> Result<Option<Credential>> {
        let query = self
            .find::<Entity>()
            .filter(Column::WorkspaceId.eq(workspace.uuid()))
            .filter(Column::Id.eq(id.uuid()));
        let Some(row) = query.lock_exclusive().one(&self.db).await? else {
            return Ok(None);
        };
        let before = record(row.clone())?;
        let mut changed: ActiveModel = row.into();
        set_fields(&mut changed, changes, &before);
        if let Some(secret) = &changes.secret {
            let sealed = self.seal(id, secret)?;
            changed.secret = Set(sealed.bytes);
            changed.secret_key_version = Set(sealed.key_version);
            changed.hint = Set(hint(secret.expose_secret()));
        }
        if changed.is_changed() {
            changed.status = Set(CredentialStatus::Untested.to_string());
            changed.status_message = Set(None);
            changed.last_tested_at = Set(None);
        }
        if let Some(label) = changes
            .label
            .as_ref()
            .filter(|label| **label != before.label)
        {
            changed.label = Set(label.clone());
        }
        if !changed.is_changed() {
            return Ok(Some(before));
        }
        changed.updated_at = Set(self.now());
        let after = record(changed.update(&self.db).await?)?;
        self.note(
            Some(workspace),
            "credential_updated",
            id,
            Some(&after.label),
        )
        .await?;
        Ok(Some(after))
    }

    /// Notes what the tool said about `tested`: nothing, when it took it, or why it refused. A
    /// credential that was changed in the meantime stays untested; false then.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_credential_test(
        &self,
        tested: &Credential,
        at: Timestamp,
        refusal: Option<&str>,
    ) -> Result<bool> {
        let status = match refusal {
            None => CredentialStatus::Valid,
            Some(_) => CredentialStatus::Invalid,
        };
        let noted = self
            .update_many::<Entity>()
            .col_expr(Column::Status, status.as_str().into())
            .col_expr(Column::StatusMessage, refusal.map(str::to_owned).into())
            .col_expr(Column::LastTestedAt, at.into())
            .filter(Column::Id.eq(tested.id.uuid()))
            .filter(Column::UpdatedAt.eq(tested.updated_at))
            .exec(&self.db)
            .await?;
        Ok(noted.rows_affected > 0)
    }

    /// Deletes a credential with its secret, also as a default. Nothing for one that is not the
    /// workspace's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_credential(
        &self,
        workspace: WorkspaceId,
        id: CredentialId,
    ) -> Result<Option<DeletedCredential>> {
        let Some(credential) = self.credential(workspace, id).await? else {
            return Ok(None);
        };
        let unset = self
            .update_many::<sending_defaults::Entity>()
            .col_expr(
                sending_defaults::Column::CredentialId,
                Option::<uuid::Uuid>::None.into(),
            )
            .filter(sending_defaults::Column::WorkspaceId.eq(workspace.uuid()))
            .filter(sending_defaults::Column::CredentialId.eq(id.uuid()))
            .exec(&self.db)
            .await?;
        let deleted = self
            .delete_many::<Entity>()
            .filter(Column::WorkspaceId.eq(workspace.uuid()))
            .filter(Column::Id.eq(id.uuid()))
            .exec(&self.db)
            .await?;
        if deleted.rows_affected == 0 {
            return Ok(None);
        }
        self.note(
            Some(workspace),
            "credential_removed",
            id,
            Some(&credential.label),
        )
        .await?;
        Ok(Some(DeletedCredential {
            id,
            tool: credential.tool,
            was_default: unset.rows_affected > 0,
            deleted_at: self.now(),
        }))
    }

    fn seal(&self, id: CredentialId, secret: &SecretString) -> Result<Sealed> {
        let uuid = id.uuid();
        let place = Place {
            column: SECRET,
            row: uuid.as_bytes(),
        };
        Ok(self
            .shared
            .secrets
            .seal(place, secret.expose_secret().as_bytes())?)
    }

    /// Makes commands that count rows of a workspace wait for each other.
    pub(crate) async fn lock_workspace(&self, id: WorkspaceId) -> Result<()> {
        self.find::<workspace::Entity>()
            .filter(workspace::Column::Id.eq(id.uuid()))
            .lock(sea_orm::sea_query::LockType::NoKeyUpdate)
            .one(&self.db)
            .await?
            .map(drop)
            .ok_or(StoreError::NotFound("workspace"))
    }
}

fn set_fields(row: &mut ActiveModel, changes: &CredentialChanges, before: &Credential) {
    let fields = &before.fields;
    if changes.base_url.is_some() && changes.base_url != fields.base_url {
        row.base_url = Set(changes.base_url.clone());
    }
    if changes.tool_workspace_id.is_some() && changes.tool_workspace_id != fields.tool_workspace_id
    {
        row.tool_workspace_id = Set(changes.tool_workspace_id.clone());
    }
    if changes.oauth_client_id.is_some() && changes.oauth_client_id != fields.oauth_client_id {
        row.oauth_client_id = Set(changes.oauth_client_id.clone());
    }
}
