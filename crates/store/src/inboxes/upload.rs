//! Handing inboxes over to sending tools: what is asked for, and what became of it.
//!
//! Every request is counted with its inbox, and a hand-over notes which request it answered. So one
//! that was overtaken, by a new password for example, leaves the inbox waiting for the next.

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, Set};
use serde_json::Value;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{CredentialId, DomainId, InboxId, WorkspaceId};
use simpleinboxes_core::status::{InboxStatus, MailboxProvider};
use uuid::Uuid;

use crate::entities::{domain, inbox};
use crate::error::Result;
use crate::orders::{parsed, read_json};
use crate::scoped::{Scoped, ScopedTx};

/// The longest message that is kept, in characters.
const LONGEST: usize = 500;

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
    /// When its password last changed.
    pub password_changed_at: Option<Timestamp>,
    /// The credential that it is handed over with.
    pub credential: Option<CredentialId>,
    /// The tags that it gets there.
    pub tags: Vec<String>,
    /// How the tool calls it.
    pub reference: Option<String>,
    /// How the tool calls the account of the address before.
    pub stale_reference: Option<String>,
    /// How far that is.
    pub state: Option<UploadState>,
    /// When the tool last took it.
    pub uploaded_at: Option<Timestamp>,
    /// Which request is to be answered.
    pub asked: i32,
    /// Whether that was answered: handed over since it was last asked for.
    pub is_answered: bool,
}

/// How far an inbox is on its way into a sending tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UploadState {
    /// To be handed over; or handed over, and the tool has yet to sign in.
    Queued,
    /// The tool has it.
    Uploaded,
    /// The tool refused it.
    Failed,
    /// It was taken out again.
    Removed,
}

impl UploadState {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Uploaded => "uploaded",
            Self::Failed => "failed",
            Self::Removed => "removed",
        }
    }

    pub(super) fn of(text: &str) -> Option<Self> {
        let all = [Self::Queued, Self::Uploaded, Self::Failed, Self::Removed];
        all.into_iter().find(|state| state.as_str() == text)
    }
}

/// What became of handing an inbox over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadNote<'a> {
    /// The request that it answers.
    pub asked: i32,
    /// The address that was handed over.
    pub email: &'a str,
    /// How far it is.
    pub state: UploadState,
    /// How the tool calls it, where that is known.
    pub reference: Option<String>,
    /// How the tool has it, where it was just handed over.
    pub told: Option<UploadSettings>,
    /// What the tool said, at a failure.
    pub error: Option<String>,
}

/// How a tool has an inbox after it was handed over, as far as the tool told or took it: what later
/// listings are compared with. What it could not take, it does not drift from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UploadSettings {
    /// Messages a day at most.
    pub daily_limit: Option<u32>,
    /// Whether warm-up is on.
    pub warmup: Option<bool>,
}

/// Where an inbox is to be handed over to.
#[derive(Debug, Clone)]
pub(crate) struct UploadTo {
    pub(crate) credential: Uuid,
    pub(crate) tool: String,
    pub(crate) tags: Value,
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

    /// Where the inboxes of a domain are handed over to; nothing where there is no tool.
    pub(crate) async fn upload_target(&self, row: &domain::Model) -> Result<Option<UploadTo>> {
        let Some(credential) = row.sending_tool_credential_id else {
            return Ok(None);
        };
        let workspace = WorkspaceId::from_uuid(row.workspace_id);
        let id = CredentialId::from_uuid(credential);
        let found = self.credential_row(workspace, id).await?;
        Ok(found.map(|found| UploadTo {
            credential,
            tool: found.tool,
            tags: row.sending_tool_tags.clone(),
        }))
    }
}

impl ScopedTx<'_> {
    /// Asks for the live inboxes of a domain that were never handed over, or were taken back, to be
    /// handed over to the domain's tool.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ask_new_uploads(&self, domain: DomainId) -> Result<()> {
        let Some((_, row)) = self.lock_domain(domain).await? else {
            return Ok(());
        };
        let Some(to) = self.upload_target(&row).await? else {
            return Ok(());
        };
        for inbox in self.domain_inbox_rows(domain).await? {
            let state = inbox.upload_status.as_deref().and_then(UploadState::of);
            let new = matches!(state, None | Some(UploadState::Removed));
            if new && inbox.status == InboxStatus::Active.as_str() {
                self.ask_upload(inbox, &to).await?;
            }
        }
        Ok(())
    }

    /// Asks for the inboxes of a domain that are yet to be made to be handed over then.
    pub(crate) async fn ask_first_uploads(&self, row: &domain::Model) -> Result<()> {
        let Some(to) = self.upload_target(row).await? else {
            return Ok(());
        };
        let asked = Expr::col(inbox::Column::UploadAsked).add(1);
        let queued = UploadState::Queued.as_str();
        self.update_many::<inbox::Entity>()
            .col_expr(inbox::Column::UploadCredentialId, to.credential.into())
            .col_expr(inbox::Column::UploadTool, to.tool.into())
            .col_expr(inbox::Column::UploadTags, Expr::value(to.tags))
            .col_expr(inbox::Column::UploadStatus, queued.into())
            .col_expr(inbox::Column::UploadAsked, asked)
            .filter(inbox::Column::DomainId.eq(row.id))
            .filter(inbox::Column::Status.eq(InboxStatus::Pending.as_str()))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Asks for an inbox to be handed over. With another credential than before, what the tool
    /// before has of it is out of our hands.
    pub(crate) async fn ask_upload(&self, row: inbox::Model, to: &UploadTo) -> Result<()> {
        let is_elsewhere = row.upload_credential_id != Some(to.credential);
        let mut changed = self.asked_again(&row);
        changed.upload_credential_id = Set(Some(to.credential));
        changed.upload_tool = Set(Some(to.tool.clone()));
        changed.upload_tags = Set(to.tags.clone());
        if is_elsewhere {
            changed.upload_reference = Set(None);
            changed.upload_stale_reference = Set(None);
            changed.uploaded_at = Set(None);
            changed.upload_error = Set(None);
            changed.upload_drift = Set(None);
            changed.upload_listed_at = Set(None);
        }
        changed.update(&self.db).await?;
        Ok(())
    }

    /// Asks for an inbox that was changed to be handed over again to where it is. False for one
    /// that is at no tool.
    pub(super) async fn ask_renewal(&self, row: &inbox::Model, renamed: bool) -> Result<bool> {
        let state = row.upload_status.as_deref().and_then(UploadState::of);
        let is_there = !matches!(state, None | Some(UploadState::Removed));
        if row.upload_credential_id.is_none() || !is_there {
            return Ok(false);
        }
        let mut changed = self.asked_again(row);
        if renamed {
            let stale = row.upload_stale_reference.clone();
            changed.upload_stale_reference = Set(stale.or(row.upload_reference.clone()));
            changed.upload_reference = Set(None);
        }
        changed.update(&self.db).await?;
        Ok(true)
    }

    fn asked_again(&self, row: &inbox::Model) -> inbox::ActiveModel {
        inbox::ActiveModel {
            id: Set(row.id),
            upload_status: Set(Some(UploadState::Queued.as_str().to_owned())),
            upload_asked: Set(row.upload_asked + 1),
            updated_at: Set(self.now()),
            ..Default::default()
        }
    }

    /// Hands inboxes that only wait over to another tool, or to none.
    pub(crate) async fn redirect_uploads(&self, row: &domain::Model) -> Result<()> {
        let to = self.upload_target(row).await?;
        for inbox in self.domain_inbox_rows(DomainId::from_uuid(row.id)).await? {
            let state = inbox.upload_status.as_deref().and_then(UploadState::of);
            let only_waits = state == Some(UploadState::Queued) && inbox.upload_answered == 0;
            if !only_waits {
                continue;
            }
            match &to {
                Some(to) => self.ask_upload(inbox, to).await?,
                None => {
                    let changed = inbox::ActiveModel {
                        id: Set(inbox.id),
                        upload_credential_id: Set(None),
                        upload_tool: Set(None),
                        upload_status: Set(None),
                        ..Default::default()
                    };
                    changed.update(&self.db).await?;
                }
            }
        }
        Ok(())
    }

    /// Notes what became of handing an inbox over. One for which it was asked again meanwhile
    /// waits on. False for an inbox that is not seen.
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
            upload_error: Set(error.map(|error| error.chars().take(LONGEST).collect())),
            updated_at: Set(self.now()),
            ..Default::default()
        };
        if row.upload_asked == note.asked {
            changed.upload_status = Set(Some(note.state.as_str().to_owned()));
            changed.upload_answered = Set(note.asked);
        }
        let is_renamed = row.email != note.email;
        match &note.reference {
            // What was handed over is the account of an address that it has no more.
            Some(reference) if is_renamed => {
                changed.upload_stale_reference = Set(Some(reference.clone()));
            }
            Some(reference) => changed.upload_reference = Set(Some(reference.clone())),
            None => {}
        }
        match note.state {
            UploadState::Uploaded => {
                changed.uploaded_at = Set(Some(self.now()));
                changed.upload_drift = Set(None);
                changed.upload_listed_at = Set(None);
            }
            UploadState::Removed => {
                changed.upload_reference = Set(None);
                changed.upload_stale_reference = Set(None);
                changed.upload_drift = Set(None);
                changed.upload_listed_at = Set(None);
            }
            UploadState::Queued | UploadState::Failed => {}
        }
        if let Some(told) = note.told {
            let limit = told.daily_limit.map(i32::try_from);
            changed.upload_daily_limit = Set(limit.and_then(Result::ok));
            changed.upload_warmup = Set(told.warmup);
        }
        changed.update(&self.db).await?;
        if let (UploadState::Uploaded, Some(credential)) = (note.state, row.upload_credential_id) {
            self.begin_listings(credential).await?;
        }
        Ok(true)
    }

    /// Notes that the tool has the account of an inbox's former address no more, or can't be rid
    /// of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_stale_removed(&self, id: InboxId, reference: &str) -> Result<()> {
        self.update_many::<inbox::Entity>()
            .col_expr(
                inbox::Column::UploadStaleReference,
                Option::<String>::None.into(),
            )
            .filter(inbox::Column::Id.eq(id.uuid()))
            .filter(inbox::Column::UploadStaleReference.eq(reference))
            .exec(&self.db)
            .await?;
        Ok(())
    }
}

fn to_upload(row: inbox::Model) -> Result<InboxToUpload> {
    Ok(InboxToUpload {
        id: InboxId::from_uuid(row.id),
        provider: parsed(&row.provider, "inboxes.provider")?,
        status: parsed(&row.status, "inboxes.status")?,
        password_changed_at: row.password_changed_at,
        credential: row.upload_credential_id.map(CredentialId::from_uuid),
        tags: read_json(&row.upload_tags, "inboxes.upload_tags")?,
        state: row.upload_status.as_deref().and_then(UploadState::of),
        reference: row.upload_reference,
        stale_reference: row.upload_stale_reference,
        uploaded_at: row.uploaded_at,
        asked: row.upload_asked,
        is_answered: row.upload_answered == row.upload_asked,
        email: row.email,
        first_name: row.first_name,
        last_name: row.last_name,
    })
}
