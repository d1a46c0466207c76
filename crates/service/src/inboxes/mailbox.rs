//! An inbox as sending tools take it, with what they sign in with.

use simpleinboxes_core::{id::InboxId, status::MailboxProvider};
use simpleinboxes_providers::sending::{MailHost, MailLogin, Mailbox};
use simpleinboxes_store::{Caller, Domain, Inbox, InboxToUpload, StoreError};

use crate::app::App;

/// Messages a day at most: what a mailbox that is not known yet may send without harm.
const DAILY: u32 = 30;

/// What of an inbox its mailbox is made of.
pub(crate) struct Person<'a> {
    id: InboxId,
    provider: MailboxProvider,
    email: &'a str,
    first_name: &'a str,
    last_name: &'a str,
    tags: &'a [String],
}

impl<'a> From<&'a InboxToUpload> for Person<'a> {
    fn from(inbox: &'a InboxToUpload) -> Self {
        Self {
            id: inbox.id,
            provider: inbox.provider,
            email: &inbox.email,
            first_name: &inbox.first_name,
            last_name: &inbox.last_name,
            tags: &inbox.tags,
        }
    }
}

impl<'a> From<&'a Inbox> for Person<'a> {
    fn from(inbox: &'a Inbox) -> Self {
        let tags = inbox.upload.as_ref().map(|upload| upload.tags.as_slice());
        Self {
            id: inbox.id,
            provider: inbox.provider,
            email: &inbox.email,
            first_name: &inbox.first_name,
            last_name: &inbox.last_name,
            tags: tags.unwrap_or_default(),
        }
    }
}

/// The mailbox of an inbox; nothing for one without a password.
///
/// # Errors
/// The database fails, or what it keeps does not open.
pub(crate) async fn mailbox<'a>(
    app: &App,
    caller: &Caller,
    inbox: impl Into<Person<'a>>,
    warmup: bool,
) -> Result<Option<Mailbox>, StoreError> {
    let inbox = inbox.into();
    let secrets = app.store.scoped(caller).inbox_secrets(inbox.id).await?;
    let secrets = secrets.unwrap_or_default();
    let Some(password) = secrets.app_password.or(secrets.password) else {
        return Ok(None);
    };
    let connection = app.vendors.mailboxes.of(inbox.provider).connection();
    let login = |host: String, port| MailLogin {
        host,
        port,
        username: inbox.email.to_owned(),
        password: password.clone(),
    };
    Ok(Some(Mailbox {
        email: inbox.email.to_owned(),
        first_name: inbox.first_name.to_owned(),
        last_name: inbox.last_name.to_owned(),
        host: match inbox.provider {
            MailboxProvider::Google => MailHost::Google,
            MailboxProvider::Microsoft => MailHost::Microsoft,
            MailboxProvider::Smtp => MailHost::Other,
        },
        smtp: login(connection.smtp.host, connection.smtp.port),
        imap: login(connection.imap.host, connection.imap.port),
        daily_limit: DAILY,
        warmup,
        tags: inbox.tags.to_vec(),
    }))
}

/// Whether the inboxes of a domain are handed over with warm-up.
///
/// # Errors
/// The database fails.
pub(crate) async fn warmup(
    app: &App,
    caller: &Caller,
    domain: &Domain,
) -> Result<bool, StoreError> {
    if let Some(own) = domain.overrides.warmup {
        return Ok(own);
    }
    let scoped = app.store.scoped(caller);
    let defaults = scoped.sending_defaults(domain.workspace).await?;
    Ok(defaults.is_some_and(|defaults| defaults.warmup_enabled))
}
