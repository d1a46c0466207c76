//! Accounts in Saleshandy.
//!
//! Sources: the pages "Connect Email Account" and "List Email Accounts" of developer.saleshandy.com
//! (read in November 2026). An account is saved even when the test of its connection fails: `status`
//! is 1 when it is verified, and `smtpConnection.error` and `imapConnection.error` tell why not. In
//! lists an account is `{id, fromName, fromEmail, status, …}` with an id that is a text, and the
//! status is 0 inactive, 1 active, 2 suspended.
//!
//! The pages "Bulk Update" and "Reconnect Email Account" show how names, signature and daily quota
//! are changed and how a connection is tried again, but no call that takes another password. Of
//! calls, the section "Email Accounts" has none that removes one.
//!
//! Not confirmed: whether answers stand in `payload` (both are read); the name of the id in the
//! answer to connecting (`id` or `emailAccountId`); the members `encryption` of the logins.

use serde::{Deserialize, Serialize};

use super::Saleshandy;
use super::wire::{Failure, Listing};
use crate::http::{Reply, endpoint, secret_header};
use crate::sending::account::{
    AccountPage, AccountState, MailHost, MailLogin, Mailbox, ToolAccount,
};
use crate::sending::accounts::shown;
use crate::sending::credential::Credential;
use crate::sending::error::SendingError;
use crate::sending::exchange::{change, json, look, read};
use crate::sending::fields::API_KEY;

const PAGE: u32 = 100;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewAccount<'a> {
    email_service_provider: &'static str,
    from_name: String,
    from_first_name: &'a str,
    from_last_name: &'a str,
    payload: Logins<'a>,
}

#[derive(Serialize)]
struct Logins<'a> {
    smtp: Login<'a>,
    imap: Login<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Login<'a> {
    email_address: &'a str,
    user_name: &'a str,
    password: &'a str,
    host: &'a str,
    port: u16,
    encryption: &'static str,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Wrapped<T> {
    Payload { payload: T },
    Bare(T),
}

impl<T> Wrapped<T> {
    fn get(self) -> T {
        match self {
            Self::Payload { payload: inner } | Self::Bare(inner) => inner,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Connected {
    #[serde(alias = "emailAccountId")]
    id: Id,
    status: u8,
    smtp_connection: Option<Connection>,
    imap_connection: Option<Connection>,
}

#[derive(Deserialize)]
struct Connection {
    error: Option<String>,
}

#[derive(Deserialize)]
struct Emails {
    emails: Vec<Listed>,
}

/// One without an address is none of ours, and one without an id can't be asked about.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Listed {
    id: Option<Id>,
    email_account_id: Option<Id>,
    from_email: Option<String>,
    email_address: Option<String>,
    email: Option<String>,
    status: Option<u8>,
}

/// A number or a text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Number(u64),
    Text(String),
}

impl Id {
    fn text(self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text,
        }
    }
}

pub(super) async fn add(
    tool: &Saleshandy,
    credential: &Credential,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    let body = NewAccount {
        email_service_provider: match mailbox.host {
            MailHost::Google => "gsuite",
            MailHost::Microsoft => "o365",
            MailHost::Other => "other",
        },
        from_name: mailbox.full_name(),
        from_first_name: &mailbox.first_name,
        from_last_name: &mailbox.last_name,
        payload: Logins {
            smtp: login(mailbox, &mailbox.smtp),
            imap: login(mailbox, &mailbox.imap),
        },
    };
    let url = endpoint(&tool.base, "/email-accounts/smtp-imap/connect");
    let key = secret_header(credential.get(API_KEY)?)?;
    let request = tool.http.post(url).header("x-api-key", key).json(&body);
    let answer = change(&tool.http, request, reason, json::<Wrapped<Connected>>).await?;
    let connected = answer.get();
    let errors = [connected.smtp_connection, connected.imap_connection];
    let error = errors
        .into_iter()
        .flatten()
        .find_map(|connection| connection.error);
    let state = match (connected.status, error) {
        (1, None) => AccountState::Connected,
        (_, Some(error)) => AccountState::Failed(error),
        (_, None) => AccountState::Failed("not verified".to_owned()),
    };
    Ok(ToolAccount::new(connected.id.text(), state).of(&*mailbox.email))
}

pub(super) async fn check(
    tool: &Saleshandy,
    credential: &Credential,
    id: &str,
) -> Result<ToolAccount, SendingError> {
    let found = look(tool, credential, |account| account.id == id).await?;
    found.ok_or_else(|| SendingError::NoSuchAccount {
        reason: "the list does not have it".to_owned(),
    })
}

pub(super) async fn find(
    tool: &Saleshandy,
    credential: &Credential,
    email: &str,
) -> Result<Option<ToolAccount>, SendingError> {
    look(tool, credential, |account| account.is_of(email)).await
}

pub(super) async fn list(
    tool: &Saleshandy,
    credential: &Credential,
    page: Option<&str>,
) -> Result<AccountPage, SendingError> {
    let number = page.and_then(|page| page.parse().ok()).unwrap_or(1_u32);
    let body = Listing {
        page_size: PAGE,
        page: number,
    };
    let url = endpoint(&tool.base, "/email-accounts");
    let key = secret_header(credential.get(API_KEY)?)?;
    let request = tool.http.post(url).header("x-api-key", key).json(&body);
    let page: Wrapped<Emails> = read(&tool.http, request, reason).await?;
    let emails = page.get().emails;
    let is_full = emails.len() >= PAGE as usize;
    let account = |listed: Listed| {
        let state = match listed.status {
            Some(1) => AccountState::Connected,
            Some(2) => AccountState::Failed("suspended".to_owned()),
            Some(_) => AccountState::Failed("inactive".to_owned()),
            None => AccountState::Untold,
        };
        let id = listed.id.or(listed.email_account_id)?.text();
        let email = listed.from_email.or(listed.email_address).or(listed.email);
        Some(ToolAccount {
            email,
            ..ToolAccount::new(id, state)
        })
    };
    Ok(AccountPage {
        accounts: emails.into_iter().filter_map(account).collect(),
        next: is_full.then(|| number.saturating_add(1).to_string()),
    })
}

fn login<'a>(mailbox: &'a Mailbox, login: &'a MailLogin) -> Login<'a> {
    Login {
        email_address: &mailbox.email,
        user_name: &login.username,
        password: shown(&login.password),
        host: &login.host,
        port: login.port,
        encryption: match login.port {
            465 | 993 => "ssl",
            _ => "tls",
        },
    }
}

fn reason(reply: &Reply) -> Option<String> {
    Some(reply.error::<Failure>()?.message)
}
