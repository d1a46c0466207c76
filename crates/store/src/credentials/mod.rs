//! Sending-tool credentials: their secret goes in sealed and comes out for work alone.

mod commands;

use sea_orm::{ColumnTrait as _, QueryFilter as _};
use secrecy::SecretString;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{CredentialId, CredentialKind, WorkspaceId};
use simpleinboxes_core::status::{CredentialStatus, SendingTool};

pub use commands::{DeletedCredential, MAX_CREDENTIALS};

use crate::entities::credential::{Column, Entity, Model};
use crate::error::{Result, StoreError};
use crate::page::{Page, PageRequest};
use crate::scoped::Scoped;
use crate::secrets::{Place, SecretError, Secrets};

/// The column of the sealed secrets.
pub(crate) const SECRET: &str = "sending_tool_credentials.secret";

/// A saved credential, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Its id.
    pub id: CredentialId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// The tool that it is for.
    pub tool: SendingTool,
    /// What its owner calls it.
    pub label: String,
    /// The last characters of the secret.
    pub hint: String,
    /// What else the tool needs.
    pub fields: ToolFields,
    /// Whether the tool took it.
    pub status: CredentialStatus,
    /// What the tool said when it refused.
    pub status_message: Option<String>,
    /// When the tool was last asked.
    pub last_tested_at: Option<Timestamp>,
    /// When it was saved.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What some tools need beside the secret; no secrets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ToolFields {
    /// The address of the tool's API.
    pub base_url: Option<String>,
    /// The workspace within the tool.
    pub tool_workspace_id: Option<String>,
    /// The client id that belongs to the secret.
    pub oauth_client_id: Option<String>,
}

/// A credential to save.
#[derive(Debug, Clone)]
pub struct NewCredential {
    /// The tool that it is for.
    pub tool: SendingTool,
    /// What its owner calls it.
    pub label: String,
    /// The API key, token or client secret.
    pub secret: SecretString,
    /// What else the tool needs.
    pub fields: ToolFields,
}

/// What to change of a credential; what is absent stays.
#[derive(Debug, Clone, Default)]
pub struct CredentialChanges {
    /// A new label.
    pub label: Option<String>,
    /// A new secret.
    pub secret: Option<SecretString>,
    /// A new address of the tool's API.
    pub base_url: Option<String>,
    /// Another workspace within the tool.
    pub tool_workspace_id: Option<String>,
    /// Another client id.
    pub oauth_client_id: Option<String>,
}

impl Scoped<'_> {
    /// A page of the credentials of a workspace, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn credentials(
        &self,
        workspace: WorkspaceId,
        tool: Option<SendingTool>,
        page: PageRequest<CredentialKind>,
    ) -> Result<Page<Credential, CredentialKind>> {
        let mut query = self
            .find::<Entity>()
            .filter(Column::WorkspaceId.eq(workspace.uuid()));
        if let Some(tool) = tool {
            query = query.filter(Column::Tool.eq(tool.as_str()));
        }
        let id = |row: &Model| CredentialId::from_uuid(row.id);
        page.read(query, Column::Id, id, &self.db)
            .await?
            .try_map(record)
    }

    /// One credential of a workspace.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn credential(
        &self,
        workspace: WorkspaceId,
        id: CredentialId,
    ) -> Result<Option<Credential>> {
        let row = self.credential_row(workspace, id).await?;
        row.map(record).transpose()
    }

    /// One credential with its secret, to call the tool with. What uses it may read only, so
    /// whoever shows it to people must ask for the right to write.
    ///
    /// # Errors
    /// When the database fails or the secret does not open.
    pub async fn credential_with_secret(
        &self,
        workspace: WorkspaceId,
        id: CredentialId,
    ) -> Result<Option<(Credential, SecretString)>> {
        let Some(row) = self.credential_row(workspace, id).await? else {
            return Ok(None);
        };
        let secret = open_secret(&self.shared.secrets, &row)?;
        Ok(Some((record(row)?, secret)))
    }

    pub(crate) async fn credential_row(
        &self,
        workspace: WorkspaceId,
        id: CredentialId,
    ) -> Result<Option<Model>> {
        let query = self
            .find::<Entity>()
            .filter(Column::WorkspaceId.eq(workspace.uuid()))
            .filter(Column::Id.eq(id.uuid()));
        Ok(query.one(&self.db).await?)
    }
}

fn open_secret(secrets: &Secrets, row: &Model) -> Result<SecretString> {
    let place = Place {
        column: SECRET,
        row: row.id.as_bytes(),
    };
    let opened = secrets.open(place, &row.secret)?;
    let text = std::str::from_utf8(&opened).map_err(|_| SecretError::DoesNotOpen)?;
    Ok(text.into())
}

pub(crate) fn record(row: Model) -> Result<Credential> {
    let corrupt = |column| StoreError::Corrupt { column };
    Ok(Credential {
        id: CredentialId::from_uuid(row.id),
        workspace: WorkspaceId::from_uuid(row.workspace_id),
        tool: row
            .tool
            .parse()
            .map_err(|_| corrupt("sending_tool_credentials.tool"))?,
        label: row.label,
        hint: row.hint,
        fields: ToolFields {
            base_url: row.base_url,
            tool_workspace_id: row.tool_workspace_id,
            oauth_client_id: row.oauth_client_id,
        },
        status: row
            .status
            .parse()
            .map_err(|_| corrupt("sending_tool_credentials.status"))?,
        status_message: row.status_message,
        last_tested_at: row.last_tested_at,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}
