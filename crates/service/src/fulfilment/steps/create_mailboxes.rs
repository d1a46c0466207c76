//! Makes the mailboxes of a domain, once each.
//!
//! A mailbox bears the id of its inbox, so that an attempt that was cut off is known by the host:
//! asked again, it answers the one that it made. One that the host refuses fails alone and is paid
//! back; with the last one the domain fails. One that may be made later does not hold up the rest.

use async_trait::async_trait;
use serde_json::{Value, json};
use simpleinboxes_core::status::{DomainActionType, InboxStatus};
use simpleinboxes_providers::mailbox::{
    MailboxError, MailboxHost, MailboxTarget, NewMailbox, Reference,
};
use simpleinboxes_store::{Caller, Inbox, MadeInbox, Started};

use super::{
    at_mailbox_host::{self, said, words},
    at_zone, write_dns,
};
use crate::{
    app::App,
    fulfilment::{Step, StepError},
};

/// After so many mailboxes in a row that can't be made now, the host is taken to be down.
const IN_A_ROW: u32 = 3;

/// Makes mailboxes.
pub(super) struct CreateMailboxes;

/// What became of the inboxes so far.
#[derive(Default)]
struct Progress {
    made: u32,
    failed: u32,
    /// Why some have to wait.
    waiting: Option<MailboxError>,
    in_a_row: u32,
}

impl Progress {
    fn of(inboxes: &[Inbox]) -> Self {
        let in_state = |status| inboxes.iter().filter(move |inbox| inbox.status == status);
        let count = |status| u32::try_from(in_state(status).count()).unwrap_or(u32::MAX);
        Self {
            made: count(InboxStatus::Active) + count(InboxStatus::Suspended),
            failed: count(InboxStatus::Failed),
            ..Self::default()
        }
    }

    fn result(&self) -> Value {
        json!({ "made": self.made, "failed": self.failed })
    }
}

#[async_trait]
impl Step for CreateMailboxes {
    fn kind(&self) -> DomainActionType {
        DomainActionType::CreateMailboxes
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        let system = Caller::system(started.account);
        let scoped = app.store.scoped(&system);
        let inboxes = scoped.all_domain_inboxes(started.action.domain).await?;
        let Some(first) = inboxes.first() else {
            return Ok(json!({}));
        };
        let host = &**app.vendors.mailboxes.of(first.provider);
        let domain = at_mailbox_host::name(&started.domain)?;
        at_mailbox_host::verified(host, &domain).await?;
        if host.capabilities().verifies_domains {
            // Some hosts tell where mail goes only now.
            let id = started.action.domain;
            let found = at_zone::domain(app, &system, id).await?;
            write_dns::write_mail(app, &system, &found).await?;
            at_zone::publish(app, &system, id).await?;
        }
        let mut progress = Progress::of(&inboxes);
        let to_make = inboxes
            .iter()
            .filter(|inbox| inbox.status == InboxStatus::Provisioning);
        for inbox in to_make {
            match make(host, inbox, &system, app).await? {
                Ok(()) => {
                    progress.made += 1;
                    progress.in_a_row = 0;
                }
                // When no attempt is left, those that could be made are not lost with this one.
                Err(error) if error.circuit_open().is_some() => {
                    // What was tried and failed before this counts.
                    progress.waiting.get_or_insert(error);
                    break;
                }
                Err(error) if at_mailbox_host::may_pass(&error) && !is_last(started, &progress) => {
                    progress.in_a_row += 1;
                    progress.waiting = Some(error);
                    if progress.in_a_row >= IN_A_ROW {
                        break;
                    }
                }
                Err(error) => {
                    progress.failed += 1;
                    fail(inbox, &words(&error), &system, app).await?;
                }
            }
            note(started, &progress, &system, app).await?;
        }
        match &progress.waiting {
            Some(error) => Err(at_mailbox_host::after(host, error)),
            None if progress.made == 0 => {
                // The last one took the domain with it.
                let words = "The mailbox host refused all mailboxes.";
                Err(StepError::Lost(said(host, words)))
            }
            None => Ok(progress.result()),
        }
    }
}

/// Whether no later attempt can make what this one can't, while others were made.
fn is_last(started: &Started, progress: &Progress) -> bool {
    progress.made > 0 && started.action.attempts >= started.action.max_attempts
}

/// Makes one mailbox and puts its inbox into use.
async fn make(
    host: &dyn MailboxHost,
    inbox: &Inbox,
    system: &Caller,
    app: &App,
) -> Result<Result<(), MailboxError>, StepError> {
    let scoped = app.store.scoped(system);
    let secrets = scoped.inbox_secrets(inbox.id).await?.unwrap_or_default();
    let (Some(password), Some(target)) = (secrets.password, target(inbox)) else {
        let refused = MailboxError::Refused {
            reason: "the address or the password can't be used".to_owned(),
        };
        return Ok(Err(refused));
    };
    let new = NewMailbox {
        address: target.address.clone(),
        reference: target.reference.clone(),
        first_name: inbox.first_name.clone(),
        last_name: inbox.last_name.clone(),
        password,
    };
    let made = match at_host(host, &new, &target).await {
        Ok(made) => made,
        Err(error) => return Ok(Err(error)),
    };
    app.store
        .write(async |tx| tx.scoped(system).activate_inbox(inbox.id, &made).await)
        .await?;
    Ok(Ok(()))
}

async fn at_host(
    host: &dyn MailboxHost,
    new: &NewMailbox,
    target: &MailboxTarget,
) -> Result<MadeInbox, MailboxError> {
    let mailbox = host.create_mailbox(new).await?;
    let mfa_secret = if host.capabilities().mfa {
        host.mfa(target).await?.secret
    } else {
        None
    };
    Ok(MadeInbox {
        app_password: mailbox.app_password,
        mfa_secret,
        ..MadeInbox::default()
    })
}

/// The mailbox of an inbox; nothing for an address that no host takes.
pub(crate) fn target(inbox: &Inbox) -> Option<MailboxTarget> {
    Some(MailboxTarget {
        address: inbox.email.parse().ok()?,
        reference: Reference::new(&inbox.id.to_string())?,
    })
}

async fn fail(inbox: &Inbox, reason: &str, system: &Caller, app: &App) -> Result<(), StepError> {
    app.store
        .write(async |tx| {
            let scoped = tx.scoped(system);
            scoped.fail_inbox(inbox.id, reason, &app.prices).await
        })
        .await?;
    Ok(())
}

/// Notes how far it is. When the step runs no more, its order has ended meanwhile, and what was
/// made is taken down by other steps.
async fn note(
    started: &Started,
    progress: &Progress,
    system: &Caller,
    app: &App,
) -> Result<(), StepError> {
    let (id, result) = (started.action.id, progress.result());
    let done = progress.made + progress.failed;
    let runs = app
        .store
        .write(async |tx| tx.scoped(system).note_progress(id, done, &result).await)
        .await?;
    if runs || progress.made == 0 {
        return Ok(());
    }
    Err(StepError::stuck("The mailboxes are not wanted any more."))
}
