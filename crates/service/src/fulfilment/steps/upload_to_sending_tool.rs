//! Hands the active inboxes of a domain over to its sending tool.
//!
//! What became of each is kept with the inbox as soon as it is known, so that an attempt that was
//! cut off goes on where it was. The tool is looked through before an account is added. An account
//! that the tool can't sign in to is a failure; one that it has yet to try is looked at again.

use async_trait::async_trait;
use chrono::TimeDelta;
use serde_json::{Value, json};
use simpleinboxes_core::status::{DomainActionType, InboxStatus, MailboxProvider};
use simpleinboxes_providers::sending::{
    AccountState, MailHost, MailLogin, Mailbox, SendingError, ToolAccount,
};
use simpleinboxes_store::{Caller, Domain, InboxToUpload, Started, UploadNote, UploadState};

use super::at_sending_tool::{self, Opened, is_about_one};
use crate::{
    app::App,
    fulfilment::{Step, StepError},
};

/// When to look again whether a tool has signed in.
const LOOK: TimeDelta = TimeDelta::minutes(2);

/// Messages a day at most: what a mailbox that is not known yet may send without harm.
const DAILY: u32 = 30;

/// Hands inboxes over.
pub(super) struct UploadToSendingTool;

struct Upload<'a> {
    app: &'a App,
    started: &'a Started,
    system: Caller,
    tool: Opened,
    tags: Vec<String>,
    warmup: bool,
}

#[async_trait]
impl Step for UploadToSendingTool {
    fn kind(&self) -> DomainActionType {
        DomainActionType::UploadToSendingTool
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        let system = Caller::system(started.account);
        let scoped = app.store.scoped(&system);
        let domain = scoped.domain(started.action.domain).await?;
        let Some((domain, tool)) = domain.and_then(|one| Some((one.clone(), one.sending_tool?)))
        else {
            return Err(StepError::stuck("The domain has no sending tool."));
        };
        let opened = at_sending_tool::open(app, &system, domain.workspace, tool.credential).await?;
        let upload = Upload {
            app,
            started,
            tool: opened.ok_or_else(|| StepError::stuck("The credential was deleted."))?,
            tags: tool.tags,
            warmup: warmup(app, &system, &domain).await?,
            system,
        };
        let inboxes = scoped.inboxes_to_upload(domain.id).await?;
        let live = inboxes
            .iter()
            .filter(|one| one.status == InboxStatus::Active);
        upload.all(live.collect()).await
    }
}

async fn warmup(app: &App, system: &Caller, domain: &Domain) -> Result<bool, StepError> {
    if let Some(own) = domain.overrides.warmup {
        return Ok(own);
    }
    let scoped = app.store.scoped(system);
    let defaults = scoped.sending_defaults(domain.workspace).await?;
    Ok(defaults.is_some_and(|defaults| defaults.warmup_enabled))
}

impl Upload<'_> {
    async fn all(&self, inboxes: Vec<&InboxToUpload>) -> Result<Value, StepError> {
        let (mut done, mut pending) = (0, 0);
        let mut failed: Vec<String> = Vec::new();
        for inbox in &inboxes {
            match self.one(inbox).await? {
                UploadState::Uploaded | UploadState::Removed => done += 1,
                UploadState::Queued => pending += 1,
                UploadState::Failed => failed.push(inbox.email.clone()),
            }
            let id = self.started.action.id;
            let so_far = json!({ "failed": failed });
            self.app
                .store
                .write(async |tx| {
                    let scoped = tx.scoped(&self.system);
                    scoped.note_progress(id, done, &so_far).await
                })
                .await?;
        }
        if pending > 0 {
            return Err(StepError::Later {
                error: self
                    .tool
                    .said(format!("{pending} inboxes are being tested there.")),
                after: Some(LOOK),
            });
        }
        if failed.is_empty() {
            return Ok(json!({ "uploaded": done }));
        }
        let words = format!(
            "{} of {} inboxes were not taken: {}.",
            failed.len(),
            inboxes.len(),
            failed.join(", ")
        );
        Err(StepError::Stuck(self.tool.said(words)))
    }

    /// Hands one inbox over, and keeps what became of it.
    async fn one(&self, inbox: &InboxToUpload) -> Result<UploadState, StepError> {
        let same = inbox.credential == Some(self.tool.id);
        let since = self.started.action.created_at;
        let fresh = inbox.uploaded_at.is_some_and(|at| at >= since);
        if same && fresh && inbox.state == Some(UploadState::Uploaded) {
            return Ok(UploadState::Uploaded);
        }
        let reference = inbox.reference.as_deref().filter(|_| same);
        let outcome = match (reference, inbox.state) {
            // It was handed over, and waits for the tool's own test.
            (Some(reference), Some(UploadState::Queued)) => {
                let tools = &self.app.tools;
                tools.check(&self.tool.credential, reference).await
            }
            (Some(reference), Some(UploadState::Uploaded | UploadState::Failed)) => {
                self.renew(inbox, reference).await?
            }
            _ => self.add(inbox).await?,
        };
        self.keep(inbox, outcome).await
    }

    async fn add(
        &self,
        inbox: &InboxToUpload,
    ) -> Result<Result<ToolAccount, SendingError>, StepError> {
        let mailbox = self.mailbox(inbox).await?;
        let added = self.app.tools.add(&self.tool.credential, &mailbox).await;
        Ok(added.map(|added| added.account))
    }

    /// Brings an account of the tool up to date; adds it anew where it is gone or can't be changed.
    async fn renew(
        &self,
        inbox: &InboxToUpload,
        reference: &str,
    ) -> Result<Result<ToolAccount, SendingError>, StepError> {
        let mailbox = self.mailbox(inbox).await?;
        let tools = &self.app.tools;
        let updated = tools.update(&self.tool.credential, reference, &mailbox);
        match updated.await {
            Err(SendingError::NoSuchAccount { .. } | SendingError::Unsupported(_)) => {
                self.add(inbox).await
            }
            outcome => Ok(outcome),
        }
    }

    async fn mailbox(&self, inbox: &InboxToUpload) -> Result<Mailbox, StepError> {
        let scoped = self.app.store.scoped(&self.system);
        let secrets = scoped.inbox_secrets(inbox.id).await?.unwrap_or_default();
        let password = secrets.app_password.or(secrets.password);
        let password = password.ok_or_else(|| StepError::stuck("An inbox has no password."))?;
        let host = self.app.vendors.mailboxes.of(inbox.provider);
        let connection = host.connection();
        let login = |host: String, port| MailLogin {
            host,
            port,
            username: inbox.email.clone(),
            password: password.clone(),
        };
        Ok(Mailbox {
            email: inbox.email.clone(),
            first_name: inbox.first_name.clone(),
            last_name: inbox.last_name.clone(),
            host: match inbox.provider {
                MailboxProvider::Google => MailHost::Google,
                MailboxProvider::Microsoft => MailHost::Microsoft,
                MailboxProvider::Smtp => MailHost::Other,
            },
            smtp: login(connection.smtp.host, connection.smtp.port),
            imap: login(connection.imap.host, connection.imap.port),
            daily_limit: DAILY,
            warmup: self.warmup,
            tags: self.tags.clone(),
        })
    }

    async fn keep(
        &self,
        inbox: &InboxToUpload,
        outcome: Result<ToolAccount, SendingError>,
    ) -> Result<UploadState, StepError> {
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
            Err(error) => return Err(self.tool.failed(&error)),
        };
        let note = UploadNote {
            credential: self.tool.id,
            tool: self.tool.tool,
            tags: Some(&self.tags),
            state,
            reference,
            error,
        };
        self.app
            .store
            .write(async |tx| tx.scoped(&self.system).note_upload(inbox.id, &note).await)
            .await?;
        Ok(state)
    }
}
