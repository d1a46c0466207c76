//! Changes of inboxes, carried out one inbox at a time at its provider.
//!
//! Each inbox stands for itself: one that the provider refuses fails with its reason, and the rest
//! goes on. What may pass is tried again by later attempts at the job, which find the others done.
//! Providers are asked for what is to be, so that asking twice does no harm.

use std::time::Duration;

use async_trait::async_trait;
use chrono::TimeDelta;
use futures::StreamExt as _;
use simpleinboxes_core::{
    id::InboxId,
    status::{InboxMutationErrorCode as Code, InboxMutationType},
};
use simpleinboxes_providers::{
    Outage, ProviderError,
    mailbox::{
        Capability, MailboxError, MailboxHost, MailboxTarget, Photo, PhotoFormat, Reference,
    },
    photo::PhotoError,
};
use simpleinboxes_store::{
    Caller, INBOX_MUTATION_JOB, Inbox, InboxMutationJob, ItemDone, ItemFailure, Job, PendingItem,
    StoreError,
};

use super::change;
use crate::{
    app::App,
    jobs::{self, Context, Handler, JobError},
};

/// Inboxes that are changed at once.
const AT_ONCE: usize = 4;

/// After so many attempts an inbox is given up: fewer than the job has.
const ATTEMPTS: u32 = 6;

/// Carries out changes of inboxes.
pub(crate) struct InboxMutations;

/// Why an inbox was not changed.
enum Refusal {
    /// It will not be.
    Now(ItemFailure),
    /// Another attempt may succeed, after so long if the provider said so.
    Later(ItemFailure, Option<TimeDelta>),
    /// The provider was not asked, being left alone for so long: no attempt.
    PutOff(Duration),
    /// Our own database failed.
    Store(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// What an attempt at an inbox came to.
enum Ended {
    Done,
    Waits(Option<TimeDelta>),
    PutOff(Duration),
}

#[async_trait]
impl Handler for InboxMutations {
    fn kind(&self) -> &'static str {
        INBOX_MUTATION_JOB
    }

    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError> {
        let account = job.account.ok_or_else(|| JobError::dead("no account"))?;
        let InboxMutationJob { mutation } = jobs::payload(job)?;
        let app = &*context.app;
        let system = Caller::system(account);
        let pending = app
            .store
            .write(async |tx| tx.scoped(&system).start_mutation(mutation).await)
            .await?;
        let Some(pending) = pending else {
            return Ok(());
        };
        let (kind, system) = (pending.kind, &system);
        let attempts = pending
            .items
            .into_iter()
            .map(|item| attempt(app, system, kind, item));
        let ended: Vec<_> = futures::stream::iter(attempts)
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        let (mut waits, mut put_off) = (Vec::new(), None);
        for one in ended {
            match one? {
                Ended::Done => {}
                Ended::Waits(after) => waits.push(after),
                Ended::PutOff(alone) => put_off = put_off.max(Some(alone)),
            }
        }
        match put_off {
            None if waits.is_empty() => Ok(()),
            Some(alone) if waits.is_empty() => {
                let words = "the provider of the inboxes is left alone for a while";
                Err(JobError::put_off(words, alone))
            }
            _ => Err(JobError::Retry {
                error: format!("{} of the inboxes have to wait", waits.len()),
                after: waits.into_iter().flatten().max(),
            }),
        }
    }
}

/// One attempt at one inbox, and what came of it written down.
async fn attempt(
    app: &App,
    system: &Caller,
    kind: InboxMutationType,
    item: PendingItem,
) -> Result<Ended, JobError> {
    let outcome = match carry_out(app, system, kind, &item).await {
        Ok(done) => Ok(done),
        Err(Refusal::Now(failure)) => Err(failure),
        Err(Refusal::Later(failure, _)) if item.attempts >= ATTEMPTS => Err(failure),
        Err(Refusal::Later(_, after)) => return Ok(Ended::Waits(after)),
        Err(Refusal::PutOff(alone)) => {
            app.store
                .write(async |tx| tx.scoped(system).uncount_item(item.id).await)
                .await?;
            return Ok(Ended::PutOff(alone));
        }
        Err(Refusal::Store(error)) => return Err(error.into()),
    };
    let changed_password = outcome.is_ok() && kind == InboxMutationType::Password;
    app.store
        .write(async |tx| {
            let scoped = tx.scoped(system);
            let now = scoped.finish_item(item.id, outcome).await?;
            if now && changed_password {
                renew_elsewhere(app, &scoped, item.inbox).await?;
            }
            Ok::<_, StoreError>(())
        })
        .await?;
    Ok(Ended::Done)
}

/// Where the inbox's password was handed to, the new one is, too.
async fn renew_elsewhere(
    app: &App,
    scoped: &simpleinboxes_store::ScopedTx<'_>,
    id: InboxId,
) -> Result<(), StoreError> {
    let Some(linked) = &app.vendors.vault else {
        return Ok(());
    };
    let inbox = scoped.inbox(id).await?;
    if inbox.is_some_and(|inbox| inbox.vault.is_some()) {
        scoped.request_vault_sync(id, &linked.name, true).await?;
    }
    Ok(())
}

async fn carry_out(
    app: &App,
    system: &Caller,
    kind: InboxMutationType,
    item: &PendingItem,
) -> Result<ItemDone, Refusal> {
    let inbox = app.store.scoped(system).inbox(item.inbox).await?;
    let inbox = inbox.filter(super::is_in_use).ok_or_else(|| {
        let words = "The inbox is not in use.";
        now(Code::InboxNotActive, words)
    })?;
    let host = &**app.vendors.mailboxes.of(inbox.provider);
    let target = target(&inbox)?;
    match kind {
        InboxMutationType::Rename => rename(host, &target, item).await,
        InboxMutationType::Password => password(host, &target, item).await,
        InboxMutationType::Photo => photo(app, system, host, &target, item).await,
    }
}

fn target(inbox: &Inbox) -> Result<MailboxTarget, Refusal> {
    let address = inbox.email.parse().ok();
    let reference = Reference::new(&inbox.id.to_string());
    let (Some(address), Some(reference)) = (address, reference) else {
        return Err(now(Code::ProviderRefused, "No provider takes the address."));
    };
    Ok(MailboxTarget { address, reference })
}

async fn rename(
    host: &dyn MailboxHost,
    target: &MailboxTarget,
    item: &PendingItem,
) -> Result<ItemDone, Refusal> {
    let able = host.capabilities();
    if !able.rename {
        return Err(refused(&MailboxError::Unsupported(Capability::Rename)));
    }
    let username = item.username.as_deref().unwrap_or_default().parse();
    let username = username.map_err(|_| {
        let words = "The provider takes no such username.";
        now(Code::ProviderRefused, words)
    })?;
    let renamed = host.rename_mailbox(target, &username).await;
    renamed.map_err(|error| refused(&error))?;
    Ok(ItemDone {
        keeps_old_address: able.keeps_old_address,
        ..ItemDone::default()
    })
}

async fn password(
    host: &dyn MailboxHost,
    target: &MailboxTarget,
    item: &PendingItem,
) -> Result<ItemDone, Refusal> {
    let able = host.capabilities();
    if !able.password {
        return Err(refused(&MailboxError::Unsupported(Capability::Password)));
    }
    let password = item.password.clone().unwrap_or_default();
    let set = host.set_password(target, &password).await;
    set.map_err(|error| refused(&error))?;
    let mut done = ItemDone::default();
    if able.app_password {
        let mailbox = host.mailbox(target).await;
        let mailbox = mailbox.map_err(|error| refused(&error))?;
        done.app_password = mailbox.and_then(|mailbox| mailbox.app_password);
    }
    Ok(done)
}

async fn photo(
    app: &App,
    system: &Caller,
    host: &dyn MailboxHost,
    target: &MailboxTarget,
    item: &PendingItem,
) -> Result<ItemDone, Refusal> {
    if !host.capabilities().photo {
        return Err(refused(&MailboxError::Unsupported(Capability::Photo)));
    }
    let (token, photo) = match &item.photo_token {
        Some(token) => (token.clone(), uploaded(app, token).await?),
        None => {
            let photo = loaded(app, item.photo_url.as_deref().unwrap_or_default()).await?;
            (app.photos.new_token(), photo)
        }
    };
    let set = host.set_photo(target, &photo).await;
    set.map_err(|error| refused(&error))?;
    if item.photo_token.is_none() {
        let kept = change::kept(photo);
        app.store
            .write(async |tx| tx.scoped(system).keep_photo(item.inbox, &token, kept).await)
            .await?;
    }
    Ok(ItemDone {
        photo_token: Some(token),
        ..ItemDone::default()
    })
}

async fn uploaded(app: &App, token: &str) -> Result<Photo, Refusal> {
    let kept = app.store.inbox_photo(token).await?;
    let kept = kept.ok_or_else(|| now(Code::PhotoInvalid, "The photo is gone."))?;
    let format = match kept.media_type.as_str() {
        "image/png" => PhotoFormat::Png,
        _ => PhotoFormat::Jpeg,
    };
    Ok(Photo {
        bytes: kept.content,
        format,
    })
}

async fn loaded(app: &App, url: &str) -> Result<Photo, Refusal> {
    let file = app.photos.load(url).await.map_err(|error| match &error {
        ProviderError::Unavailable(Outage::TooLarge) => {
            now(Code::PhotoInvalid, PhotoError::TooLong)
        }
        // What is not there now may be in a moment; what is elsewhere will not come back.
        ProviderError::Unavailable(Outage::Status { status, .. }) if *status < 500 => {
            now(Code::PhotoUnreachable, &error)
        }
        ProviderError::Unavailable(Outage::Redirected) | ProviderError::RefusedUrl(_) => {
            now(Code::PhotoUnreachable, &error)
        }
        _ => Refusal::Later(failure(Code::PhotoUnreachable, &error), None),
    })?;
    let prepared = app.photos.prepare(file).await;
    prepared.map_err(|error| now(Code::PhotoInvalid, error))
}

/// What a provider's error means for the inbox.
fn refused(error: &MailboxError) -> Refusal {
    if let Some(alone) = error.circuit_open() {
        return Refusal::PutOff(alone);
    }
    match error {
        MailboxError::Taken { .. } => now(Code::AddressTaken, error),
        MailboxError::Refused { .. }
        | MailboxError::NotFound { .. }
        | MailboxError::Unsupported(_) => now(Code::ProviderRefused, error),
        MailboxError::Provider(ProviderError::RateLimited { retry_after }) => {
            let after = retry_after.and_then(|wait| TimeDelta::from_std(wait).ok());
            Refusal::Later(failure(Code::ProviderUnavailable, error), after)
        }
        MailboxError::Provider(ProviderError::Unavailable(_)) => {
            Refusal::Later(failure(Code::ProviderUnavailable, error), None)
        }
        MailboxError::Provider(_) | MailboxError::Full { .. } | MailboxError::State(_) => {
            tracing::error!(%error, "a mailbox host did not do what was asked");
            let words = "The mailbox provider can't be asked at present.";
            Refusal::Later(failure(Code::ProviderUnavailable, words), None)
        }
        MailboxError::NotVerified => {
            Refusal::Later(failure(Code::ProviderUnavailable, error), None)
        }
    }
}

fn now(code: Code, words: impl ToString) -> Refusal {
    Refusal::Now(failure(code, words))
}

fn failure(code: Code, words: impl ToString) -> ItemFailure {
    ItemFailure {
        code,
        message: words.to_string(),
    }
}
