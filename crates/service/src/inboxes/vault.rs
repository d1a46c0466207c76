//! Pushes of credentials to the linked vault.

use std::time::Duration;

use async_trait::async_trait;
use secrecy::SecretString;
use simpleinboxes_core::{id::InboxId, status::MailboxProvider, totp::Totp};
use simpleinboxes_providers::vault::{InboxItem, ItemId, Server, VaultError};
use simpleinboxes_providers::{ProviderError, mailbox::MailServer};
use simpleinboxes_server::{
    SyncInboxTo1PasswordError, SyncInboxTo1PasswordParams,
    runtime::{Success, errors::Conflict},
};
use simpleinboxes_store::{Caller as Tenant, Inbox, Job, VAULT_SYNC_JOB, VaultSyncJob};
use simpleinboxes_types as types;

use super::{NOT_FOUND, convert, secrets};
use crate::{
    app::App,
    auth::Caller,
    jobs::{self, Context, Handler, JobError},
    transact::{self, OrFault as _},
};

/// After so many attempts a push has failed, though the vault may only have been away.
const ATTEMPTS: u32 = 18;

/// `syncInboxTo1Password`
///
/// # Errors
/// It is not seen or has no mailbox, or no vault is linked.
pub(super) async fn sync(
    app: &App,
    caller: &Caller,
    params: SyncInboxTo1PasswordParams,
) -> Result<Success<types::InboxVaultItemResponse>, SyncInboxTo1PasswordError> {
    type E = SyncInboxTo1PasswordError;
    transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let inbox = super::find::<E>(&scoped, &params.inbox_id).await?;
        let linked = app.vendors.vault.as_ref();
        let linked = linked.ok_or(Conflict::of("No vault is linked to this deployment."))?;
        super::in_use(&inbox)?;
        let asked = scoped.request_vault_sync(inbox.id, &linked.name, false);
        asked.await.or_fault::<E>()?;
        let inbox = scoped.inbox(inbox.id).await.or_fault::<E>()?;
        let inbox = inbox.ok_or(NOT_FOUND)?;
        let item = convert::vault_item(inbox.id, inbox.vault.ok_or(NOT_FOUND)?)?;
        Ok::<_, E>(types::InboxVaultItemResponse::from(item))
    })
    .await
    .map(Success::from)
}

/// Writes an inbox's credentials to the linked vault.
pub(crate) struct VaultSync;

#[async_trait]
impl Handler for VaultSync {
    fn kind(&self) -> &'static str {
        VAULT_SYNC_JOB
    }

    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError> {
        let account = job.account.ok_or_else(|| JobError::dead("no account"))?;
        let VaultSyncJob { inbox: id } = jobs::payload(job)?;
        let app = &*context.app;
        let system = Tenant::system(account);
        let scoped = app.store.scoped(&system);
        let Some(inbox) = scoped.inbox(id).await? else {
            return Ok(());
        };
        let Some(wanted) = inbox.vault.clone().filter(|vault| vault.status == "queued") else {
            return Ok(());
        };
        let outcome = match item(app, &system, &inbox).await? {
            Ok(item) => push(app, wanted.item, &item).await,
            Err(words) => Err(Failed::for_good(words)),
        };
        let outcome = match outcome {
            Ok(item) => Ok(item),
            Err(Failed {
                words,
                alone: Some(alone),
                ..
            }) => {
                note(app, &system, id, &words).await?;
                return Err(JobError::put_off(words, alone));
            }
            Err(Failed {
                words,
                passing: true,
                ..
            }) if job.attempts < ATTEMPTS => {
                note(app, &system, id, &words).await?;
                return Err(JobError::retry(words));
            }
            Err(Failed { words, .. }) => Err(words),
        };
        app.store
            .write(async |tx| {
                let scoped = tx.scoped(&system);
                scoped
                    .finish_vault_sync(id, wanted.requested_at, outcome)
                    .await
            })
            .await?;
        Ok(())
    }
}

/// Why an item was not written.
struct Failed {
    words: String,
    /// Whether it may go well later.
    passing: bool,
    /// How long the vault is left alone, if that is why it was not asked.
    alone: Option<Duration>,
}

impl Failed {
    const fn for_good(words: String) -> Self {
        Self {
            words,
            passing: false,
            alone: None,
        }
    }
}

/// Writes down why the item is not there yet.
async fn note(app: &App, system: &Tenant, id: InboxId, words: &str) -> Result<(), JobError> {
    app.store
        .write(async |tx| tx.scoped(system).note_vault_error(id, words).await)
        .await?;
    Ok(())
}

/// Writes the item.
async fn push(app: &App, known: Option<String>, item: &InboxItem) -> Result<String, Failed> {
    let Some(linked) = &app.vendors.vault else {
        let words = "No vault is linked to this deployment.";
        return Err(Failed::for_good(words.to_owned()));
    };
    let known = known.map(ItemId);
    match linked.vault.put(known.as_ref(), item).await {
        Ok(stored) => Ok(stored.id.0),
        Err(error) => Err(Failed {
            words: error.to_string(),
            passing: is_passing(&error),
            alone: error.circuit_open(),
        }),
    }
}

fn is_passing(error: &VaultError) -> bool {
    match error {
        VaultError::Uncertain(_) | VaultError::State(_) => true,
        VaultError::Provider(error) => matches!(
            error,
            ProviderError::RateLimited { .. } | ProviderError::Unavailable(_)
        ),
        VaultError::NoSuchVault { .. } | VaultError::Refused { .. } => false,
    }
}

/// What is written, or why there is nothing to write.
async fn item(
    app: &App,
    system: &Tenant,
    inbox: &Inbox,
) -> Result<Result<InboxItem, String>, JobError> {
    let secrets = app.store.scoped(system).inbox_secrets(inbox.id).await?;
    let secrets = secrets.unwrap_or_default();
    let domain = simpleinboxes_providers::DomainName::parse(&inbox.domain.name);
    let (Some(password), Ok(domain), true) = (secrets.password, domain, super::is_in_use(inbox))
    else {
        return Ok(Err("The inbox is not in use any more.".to_owned()));
    };
    let connection = app.vendors.mailboxes.of(inbox.provider).connection();
    let server = |server: MailServer| Server {
        host: server.host,
        port: server.port,
    };
    Ok(Ok(InboxItem {
        inbox_id: inbox.id.to_string(),
        address: inbox.email.clone(),
        username: inbox.email.clone(),
        password,
        app_password: secrets.app_password,
        otpauth: secrets
            .mfa_secret
            .and_then(|secret: SecretString| Totp::from_base32(&secret).ok())
            .and_then(|totp| secrets::otpauth(&totp, inbox)),
        sign_in_url: match inbox.provider {
            MailboxProvider::Google => Some("https://mail.google.com".to_owned()),
            MailboxProvider::Microsoft => Some("https://outlook.office.com".to_owned()),
            MailboxProvider::Smtp => None,
        },
        domain,
        imap: Some(server(connection.imap)),
        smtp: Some(server(connection.smtp)),
    }))
}
