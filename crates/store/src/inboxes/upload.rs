//! What became of handing inboxes over to sending tools.

use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, Set};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{CredentialId, DomainId, InboxId};
use simpleinboxes_core::status::{InboxStatus, MailboxProvider, SendingTool};

use crate::entities::inbox;
use crate::error::Result;
use crate::orders::{parsed, write_json};
use crate::scoped::{Scoped, ScopedTx};

/// An inbox to hand over, or to take back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxToUpload {
    /// Its id.
    pub id: InboxId,
    /// Its address.
    pub email: String,
    /// The person that it writes as.
    pub first_name: String,
    /// The same.
    pub last_name: String,
    /// Where its mailbox lives.
    pub provider: MailboxProvider,
    /// Where it stands.
    pub status: InboxStatus,
    /// The credential that it was last handed over with.
    pub credential: Option<CredentialId>,
    /// How the tool calls it.
    pub reference: Option<String>,
    /// How far that is.
    pub state: Option<UploadState>,
    /// When the tool last took it.
    pub uploaded_at: Option<Timestamp>,
}

/// How far an inbox is on its way into a sending tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UploadState {
    /// Handed over, and the tool has yet to sign in.
    Queued,
    /// The tool has it.
    Uploaded,
    /// The tool refused it.
    Failed,
    /// It was taken out again.
    Removed,
}

impl UploadState {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Uploaded => "uploaded",
            Self::Failed => "failed",
            Self::Removed => "removed",
        }
    }

    fn of(text: &str) -> Option<Self> {
        let all = [Self::Queued, Self::Uploaded, Self::Failed, Self::Removed];
        all.into_iter().find(|state| state.as_str() == text)
    }
}

/// What became of handing an inbox over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadNote<'a> {
    /// The credential.
    pub credential: CredentialId,
    /// Its tool.
    pub tool: SendingTool,
    /// The tags that it got; nothing leaves them as they are.
    pub tags: Option<&'a [String]>,
    /// How far it is.
    pub state: UploadState,
    /// How the tool calls it, where that is known.
    pub reference: Option<String>,
    /// What the tool said, at a failure.
    pub error: Option<String>,
}

impl Scoped<'_> {
    /// The inboxes of a domain, in their places.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn inboxes_to_upload(&self, domain: DomainId) -> Result<Vec<InboxToUpload>> {
        let rows = self.domain_inbox_rows(domain).await?;
        rows.into_iter().map(to_upload).collect()
    }
}

impl ScopedTx<'_> {
    /// Notes what became of handing an inbox over. False for one that is not seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_upload(&self, id: InboxId, note: &UploadNote<'_>) -> Result<bool> {
        let query = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::Id.eq(id.uuid()));
        let Some(row) = query.one(&self.db).await? else {
            return Ok(false);
        };
        let error = note.error.as_deref();
        let mut changed = inbox::ActiveModel {
            id: Set(row.id),
            upload_credential_id: Set(Some(note.credential.uuid())),
            upload_tool: Set(Some(note.tool.as_str().to_owned())),
            upload_status: Set(Some(note.state.as_str().to_owned())),
            upload_error: Set(error.map(|error| error.chars().take(500).collect())),
            updated_at: Set(self.now()),
            ..Default::default()
        };
        if let Some(tags) = note.tags {
            changed.upload_tags = Set(write_json(&tags)?);
        }
        if let Some(reference) = &note.reference {
            changed.upload_reference = Set(Some(reference.clone()));
        }
        if note.state == UploadState::Uploaded {
            changed.uploaded_at = Set(Some(self.now()));
        }
        changed.update(&self.db).await?;
        Ok(true)
    }
}

fn to_upload(row: inbox::Model) -> Result<InboxToUpload> {
    Ok(InboxToUpload {
        id: InboxId::from_uuid(row.id),
        provider: parsed(&row.provider, "inboxes.provider")?,
        status: parsed(&row.status, "inboxes.status")?,
        credential: row.upload_credential_id.map(CredentialId::from_uuid),
        state: row.upload_status.as_deref().and_then(UploadState::of),
        reference: row.upload_reference,
        uploaded_at: row.uploaded_at,
        email: row.email,
        first_name: row.first_name,
        last_name: row.last_name,
    })
}
