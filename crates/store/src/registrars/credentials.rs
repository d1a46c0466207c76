//! Credentials of registrars, saved and opened.

use std::collections::BTreeMap;

use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, Set};
use secrecy::{ExposeSecret as _, SecretString};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{CredentialId, CredentialKind, WorkspaceId};
use zeroize::Zeroizing;

use crate::entities::registrar_credential::{ActiveModel, Column, Entity, Model};
use crate::error::{Result, StoreError};
use crate::scoped::{Scoped, ScopedTx};
use crate::secrets::{Place, Sealed, SecretError};

/// The column of the sealed fields.
pub(crate) const SECRET: &str = "registrar_credentials.secret";

/// The fields of a credential by name, each a secret.
pub type RegistrarFields = BTreeMap<String, SecretString>;

/// A saved credential of a registrar, without its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedRegistrar {
    /// Its id.
    pub id: CredentialId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// The registrar.
    pub registrar: String,
    /// When the registrar took it.
    pub tested_at: Timestamp,
}

impl Scoped<'_> {
    /// Whether a workspace has a credential for a registrar.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn registrar_credential(
        &self,
        workspace: WorkspaceId,
        registrar: &str,
    ) -> Result<Option<SavedRegistrar>> {
        let row = self.registrar_row(workspace, registrar).await?;
        Ok(row.as_ref().map(record))
    }

    /// The fields of a workspace's credential for a registrar, to call it with.
    ///
    /// # Errors
    /// When the database fails or the fields do not open.
    pub async fn registrar_fields(
        &self,
        workspace: WorkspaceId,
        registrar: &str,
    ) -> Result<Option<RegistrarFields>> {
        let Some(row) = self.registrar_row(workspace, registrar).await? else {
            return Ok(None);
        };
        let place = Place {
            column: SECRET,
            row: row.id.as_bytes(),
        };
        let opened = self.shared.secrets.open(place, &row.secret)?;
        let fields: BTreeMap<String, String> =
            serde_json::from_slice(&opened).map_err(|_| SecretError::DoesNotOpen)?;
        let fields = fields.into_iter();
        Ok(Some(
            fields.map(|(name, value)| (name, value.into())).collect(),
        ))
    }

    async fn registrar_row(
        &self,
        workspace: WorkspaceId,
        registrar: &str,
    ) -> Result<Option<Model>> {
        let query = self
            .find::<Entity>()
            .filter(Column::WorkspaceId.eq(workspace.uuid()))
            .filter(Column::Registrar.eq(registrar));
        Ok(query.one(&self.db).await?)
    }
}

impl ScopedTx<'_> {
    /// Saves a credential that a registrar took, in place of the one that the workspace had there.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a workspace that the caller does not see; when the database
    /// fails.
    pub async fn save_registrar_credential(
        &self,
        workspace: WorkspaceId,
        registrar: &str,
        fields: &RegistrarFields,
        tested_at: Timestamp,
    ) -> Result<SavedRegistrar> {
        self.lock_workspace(workspace).await?;
        let before = self.registrar_row(workspace, registrar).await?;
        let id = match &before {
            Some(row) => CredentialId::from_uuid(row.id),
            None => self.shared.ids.next::<CredentialKind>(),
        };
        let sealed = self.seal_fields(id, fields)?;
        let now = self.now();
        let action = match before {
            Some(_) => "credential_updated",
            None => "credential_added",
        };
        let mut row = ActiveModel {
            id: Set(id.uuid()),
            secret: Set(sealed.bytes),
            secret_key_version: Set(sealed.key_version),
            tested_at: Set(tested_at),
            updated_at: Set(now),
            ..Default::default()
        };
        let saved = match before {
            Some(_) => row.update(&self.db).await?,
            None => {
                row.account_id = Set(self.account());
                row.workspace_id = Set(workspace.uuid());
                row.registrar = Set(registrar.to_owned());
                row.created_at = Set(now);
                row.insert(&self.db).await?
            }
        };
        self.note(Some(workspace), action, id, Some(registrar))
            .await?;
        Ok(record(&saved))
    }

    fn seal_fields(&self, id: CredentialId, fields: &RegistrarFields) -> Result<Sealed> {
        let plain: BTreeMap<&str, &str> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.expose_secret()))
            .collect();
        let text =
            serde_json::to_vec(&plain).map_err(|_| StoreError::Corrupt { column: SECRET })?;
        let text = Zeroizing::new(text);
        let uuid = id.uuid();
        let place = Place {
            column: SECRET,
            row: uuid.as_bytes(),
        };
        Ok(self.shared.secrets.seal(place, &text)?)
    }
}

fn record(row: &Model) -> SavedRegistrar {
    SavedRegistrar {
        id: CredentialId::from_uuid(row.id),
        workspace: WorkspaceId::from_uuid(row.workspace_id),
        registrar: row.registrar.clone(),
        tested_at: row.tested_at,
    }
}
