//! Hands the active inboxes of a domain over to the sending tools that they are for.
//!
//! What became of each is kept with the inbox as soon as it is known, so that an attempt that was
//! cut off goes on where it was. The tool is looked through before an account is added. An account
//! that the tool can't sign in to is a failure; one that it has yet to try is looked at again, as
//! often as the step has attempts: then it fails and says what it waited for. One of which the tool
//! does not tell even when it is asked is uploaded, and nothing more is known of it.

use std::collections::HashMap;

use async_trait::async_trait;
use chrono::TimeDelta;
use serde_json::{Value, json};
use simpleinboxes_core::{
    id::CredentialId,
    status::{DomainActionType, InboxStatus},
};
use simpleinboxes_providers::sending::{AccountState, Handing, Known, SendingError, ToolAccount};
use simpleinboxes_store::{
    Caller, Domain, InboxToUpload, RENEWAL, Started, UploadNote, UploadSettings, UploadState,
};

use super::at_sending_tool::{self, Opened, is_about_one};
use crate::{
    app::App,
    fulfilment::{Step, StepError},
    inboxes::{mailbox, warmup},
};

/// When to look again whether a tool has signed in.
const LOOK: TimeDelta = TimeDelta::minutes(2);

/// Hands inboxes over.
pub(super) struct UploadToSendingTool;

struct Upload<'a> {
    app: &'a App,
    started: &'a Started,
    system: Caller,
    domain: Domain,
    warmup: bool,
    /// Whether it is for inboxes that were changed.
    renewal: bool,
    opened: HashMap<CredentialId, Opened>,
}

/// What became of one inbox.
enum Outcome {
    Done,
    Pending,
    Failed(String),
}

#[async_trait]
impl Step for UploadToSendingTool {
    fn kind(&self) -> DomainActionType {
        DomainActionType::UploadToSendingTool
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        let system = Caller::system(started.account);
        let scoped = app.store.scoped(&system);
        let Some(domain) = scoped.domain(started.action.domain).await? else {
            return Err(StepError::stuck("The domain is gone."));
        };
        let renewal = started.action.payload.get(RENEWAL).is_some();
        if !renewal {
            app.store
                .write(async |tx| tx.scoped(&system).ask_new_uploads(domain.id).await)
                .await?;
        }
        let inboxes = scoped.inboxes_to_upload(domain.id).await?;
        let upload = Upload {
            app,
            started,
            warmup: warmup(app, &system, &domain).await?,
            renewal,
            domain,
            system,
            opened: HashMap::new(),
        };
        upload.all(inboxes).await
    }
}

impl Upload<'_> {
    async fn all(mut self, inboxes: Vec<InboxToUpload>) -> Result<Value, StepError> {
        let (mut done, mut pending) = (0, 0);
        let mut failed: Vec<String> = Vec::new();
        let live = |one: &&InboxToUpload| one.status == InboxStatus::Active;
        let mut at = None;
        for inbox in inboxes.iter().filter(live) {
            let Some(credential) = inbox.credential else {
                continue;
            };
            let waits = matches!(inbox.state, Some(UploadState::Queued | UploadState::Failed));
            if !waits {
                done += u32::from(inbox.state == Some(UploadState::Uploaded));
                continue;
            }
            self.open(credential).await?;
            at = Some(credential);
            match self.one(inbox, credential).await? {
                Outcome::Done => done += 1,
                Outcome::Pending => pending += 1,
                Outcome::Failed(reason) => failed.push(format!("{}: {reason}", inbox.email)),
            }
            self.note_progress(done, &failed).await?;
        }
        let Some(at) = at.and_then(|at| self.opened.get(&at)) else {
            return Ok(json!({ "uploaded": done }));
        };
        if !failed.is_empty() && pending == 0 {
            return Err(StepError::Stuck(at.said(words(&failed, done))));
        }
        if pending > 0 {
            let words = format!("{pending} inboxes are being tested there.");
            return Err(StepError::Later {
                error: at.said(words),
                after: Some(LOOK),
            });
        }
        Ok(json!({ "uploaded": done }))
    }

    async fn open(&mut self, credential: CredentialId) -> Result<(), StepError> {
        if self.opened.contains_key(&credential) {
            return Ok(());
        }
        let workspace = self.domain.workspace;
        let opened = at_sending_tool::open(self.app, &self.system, workspace, credential).await?;
        let opened = opened.ok_or_else(|| StepError::stuck("The credential was deleted."))?;
        self.opened.insert(credential, opened);
        Ok(())
    }

    fn tool(&self, credential: CredentialId) -> Result<&Opened, StepError> {
        let opened = self.opened.get(&credential);
        opened.ok_or_else(|| StepError::stuck("The credential was deleted."))
    }

    /// Hands one inbox over, and keeps what became of it.
    async fn one(
        &self,
        inbox: &InboxToUpload,
        credential: CredentialId,
    ) -> Result<Outcome, StepError> {
        let tool = self.tool(credential)?;
        let tools = &self.app.tools;
        let waits_for_test = inbox.is_answered && inbox.state == Some(UploadState::Queued);
        if let (true, Some(reference)) = (waits_for_test, &inbox.reference) {
            match tools.check(&tool.credential, reference).await {
                // It was taken out there meanwhile.
                Err(SendingError::NoSuchAccount { .. }) => {}
                outcome => return self.keep(inbox, tool, outcome, None).await,
            }
        }
        let left = self.remove_stale(inbox, tool).await?;
        let mailbox = mailbox(self.app, &self.system, inbox, self.warmup).await?;
        let Some(mailbox) = mailbox else {
            return Err(StepError::stuck("An inbox has no password."));
        };
        let known = inbox.reference.as_deref().map(|id| Known {
            id,
            has_password: has_password(inbox),
        });
        let put = tools.put(&tool.credential, known, &mailbox).await;
        let outcome = match put {
            Ok(put) if put.how == Handing::Found && self.is_outdated_there(inbox) => Err(
                SendingError::Unsupported("change accounts: give it the new password by hand"),
            ),
            put => put.map(|put| put.account),
        };
        let told = outcome.as_ref().ok().map(|account| UploadSettings {
            daily_limit: account.daily_limit,
            warmup: account.warmup,
        });
        match self.keep(inbox, tool, outcome, told).await? {
            Outcome::Done if left => Ok(Outcome::Failed(
                "it is there with its new address, but this tool's API can't remove accounts: take \
                 the one with the old address out by hand"
                    .to_owned(),
            )),
            outcome => Ok(outcome),
        }
    }

    /// Whether the tool, which has the inbox as it was, can't sign in to it any more.
    fn is_outdated_there(&self, inbox: &InboxToUpload) -> bool {
        let changed = inbox.password_changed_at;
        let after = inbox.uploaded_at.is_some() && changed > inbox.uploaded_at;
        // Whoever asks again has seen to it.
        after && self.renewal && inbox.state == Some(UploadState::Queued)
    }

    /// Takes the account of a former address out. True when the tool's API can't do that.
    async fn remove_stale(&self, inbox: &InboxToUpload, tool: &Opened) -> Result<bool, StepError> {
        let Some(stale) = inbox.stale_reference.as_deref() else {
            return Ok(false);
        };
        let removed = self.app.tools.remove(&tool.credential, stale).await;
        let left = match removed {
            Ok(()) => false,
            Err(error) if is_about_one(&error) => true,
            Err(error) => return Err(tool.failed(&error)),
        };
        let store = &self.app.store;
        let noted = store.write(async |tx| {
            let scoped = tx.scoped(&self.system);
            scoped.note_stale_removed(inbox.id, stale).await
        });
        noted.await?;
        Ok(left)
    }

    async fn keep(
        &self,
        inbox: &InboxToUpload,
        tool: &Opened,
        outcome: Result<ToolAccount, SendingError>,
        told: Option<UploadSettings>,
    ) -> Result<Outcome, StepError> {
        let (state, reference, error) = match outcome {
            Ok(account) if account.state == AccountState::Pending => {
                (UploadState::Queued, Some(account.id), None)
            }
            Ok(account) => (UploadState::Uploaded, Some(account.id), None),
            Err(error) if is_about_one(&error) => {
                let reference = match &error {
                    SendingError::NotConnected { account, .. } => Some(account.clone()),
                    _ => None,
                };
                (UploadState::Failed, reference, Some(error.to_string()))
            }
            Err(error) => return Err(tool.failed(&error)),
        };
        let note = UploadNote {
            asked: inbox.asked,
            email: &inbox.email,
            state,
            reference,
            told,
            error: error.clone(),
        };
        self.app
            .store
            .write(async |tx| tx.scoped(&self.system).note_upload(inbox.id, &note).await)
            .await?;
        Ok(match (state, error) {
            (UploadState::Queued, _) => Outcome::Pending,
            (_, Some(error)) => Outcome::Failed(error),
            (_, None) => Outcome::Done,
        })
    }

    /// Notes how far it is. When the step runs no more, its order has ended meanwhile, and what was
    /// handed over is taken back by another step.
    async fn note_progress(&self, done: u32, failed: &[String]) -> Result<(), StepError> {
        let (id, so_far) = (self.started.action.id, json!({ "failed": failed }));
        let store = &self.app.store;
        let runs = store.write(async |tx| {
            let scoped = tx.scoped(&self.system);
            scoped.note_progress(id, done, &so_far).await
        });
        if runs.await? {
            return Ok(());
        }
        Err(StepError::stuck(
            "The inboxes are not wanted there any more.",
        ))
    }
}

/// Whether the tool was given the password that the inbox has now. When it failed to sign in, it
/// is given again what it needs.
fn has_password(inbox: &InboxToUpload) -> bool {
    let given = inbox.uploaded_at.is_some() && inbox.password_changed_at <= inbox.uploaded_at;
    given && inbox.state != Some(UploadState::Failed)
}

/// Which were not taken, and why the first one was not.
fn words(failed: &[String], done: u32) -> String {
    let count = failed.len();
    let all = usize::try_from(done).map_or(count, |done| done + count);
    let first = failed.first().map_or("", String::as_str);
    let more = match count {
        1 => String::new(),
        _ => format!(" ({} more are told with the inboxes)", count - 1),
    };
    format!("{count} of {all} inboxes were not taken. {first}{more}.")
}
