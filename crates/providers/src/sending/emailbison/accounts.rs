//! Sender emails in EmailBison.
//!
//! An account's `status` is "Connected" when EmailBison could sign in. Lists come in pages as
//! Laravel makes them (`meta.last_page`). Operators report that creating fails with 500 now and
//! then: it is uncertain then, and looked for.

use serde::{Deserialize, Serialize};
use url::Url;

use super::EmailBison;
use super::wire::{Failure, below};
use crate::http::Reply;
use crate::sending::account::{AccountPage, AccountState, Mailbox, ToolAccount};
use crate::sending::accounts::shown;
use crate::sending::credential::Credential;
use crate::sending::error::SendingError;
use crate::sending::exchange::{change, json, nothing, read};
use crate::sending::fields::{API_KEY, BASE_URL};

#[derive(Serialize)]
struct NewSender<'a> {
    name: String,
    email: &'a str,
    password: &'a str,
    imap_server: &'a str,
    imap_port: u16,
    smtp_server: &'a str,
    smtp_port: u16,
}

/// What can be changed of an account that is there.
#[derive(Serialize)]
struct Changes {
    name: String,
    daily_limit: u32,
}

#[derive(Serialize)]
struct Limits {
    sender_email_ids: [u64; 1],
    daily_limit: u32,
}

#[derive(Serialize)]
struct Senders {
    sender_email_ids: [u64; 1],
}

#[derive(Deserialize)]
struct One {
    data: Sender,
}

#[derive(Deserialize)]
struct Page {
    data: Vec<Sender>,
    meta: Option<Meta>,
}

#[derive(Deserialize)]
struct Meta {
    current_page: u32,
    last_page: u32,
}

#[derive(Deserialize)]
struct Sender {
    id: u64,
    email: String,
    status: Option<String>,
    daily_limit: Option<u32>,
    warmup_enabled: Option<bool>,
}

pub(super) async fn add(
    tool: &EmailBison,
    credential: &Credential,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    let url = url(tool, credential, "/api/sender-emails/imap-smtp")?;
    let request = tool.http.post(url).bearer_auth(credential.get(API_KEY)?);
    let request = request.json(&sender(mailbox));
    let one = change(&tool.http, request, reason, json::<One>).await?;
    settle(tool, credential, account(one.data), mailbox).await
}

/// Sets limit and warm-up where they are not as they should be. The account is there whether or not
/// this works; what did not work stays as the tool told it.
async fn settle(
    tool: &EmailBison,
    credential: &Credential,
    mut account: ToolAccount,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    if account.state != AccountState::Connected {
        return Ok(account);
    }
    if account.daily_limit != Some(mailbox.daily_limit) {
        let set = limit(tool, credential, &account.id, mailbox.daily_limit).await;
        if set.is_ok() {
            account.daily_limit = Some(mailbox.daily_limit);
        }
    }
    if account.warmup != Some(mailbox.warmup) {
        let set = warm_up(tool, credential, &account.id, mailbox.warmup).await;
        if set.is_ok() {
            account.warmup = Some(mailbox.warmup);
        }
    }
    Ok(account)
}

async fn warm_up(
    tool: &EmailBison,
    credential: &Credential,
    id: &str,
    on: bool,
) -> Result<(), SendingError> {
    let switch = if on { "enable" } else { "disable" };
    let path = format!("/api/warmup/sender-emails/{switch}");
    let body = Senders {
        sender_email_ids: [number(id)?],
    };
    let request = tool
        .http
        .patch(url(tool, credential, &path)?)
        .bearer_auth(credential.get(API_KEY)?)
        .json(&body);
    change(&tool.http, request, reason, nothing).await
}

async fn limit(
    tool: &EmailBison,
    credential: &Credential,
    id: &str,
    daily_limit: u32,
) -> Result<(), SendingError> {
    let url = url(tool, credential, "/api/sender-emails/daily-limits/bulk")?;
    let body = Limits {
        sender_email_ids: [number(id)?],
        daily_limit,
    };
    let request = tool
        .http
        .patch(url)
        .bearer_auth(credential.get(API_KEY)?)
        .json(&body);
    change(&tool.http, request, reason, nothing).await
}

pub(super) async fn check(
    tool: &EmailBison,
    credential: &Credential,
    id: &str,
) -> Result<ToolAccount, SendingError> {
    let url = one(tool, credential, id)?;
    let request = tool.http.get(url).bearer_auth(credential.get(API_KEY)?);
    let found: One = read(&tool.http, request, reason).await?;
    Ok(account(found.data))
}

pub(super) async fn find(
    tool: &EmailBison,
    credential: &Credential,
    email: &str,
) -> Result<Option<ToolAccount>, SendingError> {
    let mut url = url(tool, credential, "/api/sender-emails")?;
    url.query_pairs_mut().append_pair("search", email);
    let request = tool.http.get(url).bearer_auth(credential.get(API_KEY)?);
    let found: Page = read(&tool.http, request, reason).await?;
    Ok(found
        .data
        .into_iter()
        .map(account)
        .find(|account| account.is_of(email)))
}

/// The password stays as it is there.
pub(super) async fn update(
    tool: &EmailBison,
    credential: &Credential,
    id: &str,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    let url = one(tool, credential, id)?;
    let request = tool.http.patch(url).bearer_auth(credential.get(API_KEY)?);
    let request = request.json(&Changes {
        name: mailbox.full_name(),
        daily_limit: mailbox.daily_limit,
    });
    let one = change(&tool.http, request, reason, json::<One>).await?;
    settle(tool, credential, account(one.data), mailbox).await
}

pub(super) async fn remove(
    tool: &EmailBison,
    credential: &Credential,
    id: &str,
) -> Result<(), SendingError> {
    let url = one(tool, credential, id)?;
    let request = tool.http.delete(url).bearer_auth(credential.get(API_KEY)?);
    change(&tool.http, request, reason, nothing).await
}

pub(super) async fn list(
    tool: &EmailBison,
    credential: &Credential,
    page: Option<&str>,
) -> Result<AccountPage, SendingError> {
    let mut url = url(tool, credential, "/api/sender-emails")?;
    url.query_pairs_mut()
        .append_pair("page", page.unwrap_or("1"));
    let request = tool.http.get(url).bearer_auth(credential.get(API_KEY)?);
    let page: Page = read(&tool.http, request, reason).await?;
    let more = page.meta.filter(|meta| meta.current_page < meta.last_page);
    Ok(AccountPage {
        accounts: page.data.into_iter().map(account).collect(),
        next: more.map(|meta| meta.current_page.saturating_add(1).to_string()),
    })
}

fn url(tool: &EmailBison, credential: &Credential, path: &str) -> Result<Url, SendingError> {
    let base = tool.policy.check_url(credential.get(BASE_URL)?);
    let base = base.map_err(crate::error::ProviderError::from)?;
    Ok(below(&base, path))
}

fn one(tool: &EmailBison, credential: &Credential, id: &str) -> Result<Url, SendingError> {
    url(
        tool,
        credential,
        &format!("/api/sender-emails/{}", number(id)?),
    )
}

fn number(id: &str) -> Result<u64, SendingError> {
    id.parse().map_err(|_| SendingError::NoSuchAccount {
        reason: "that is not an id".to_owned(),
    })
}

fn sender(mailbox: &Mailbox) -> NewSender<'_> {
    NewSender {
        name: mailbox.full_name(),
        email: &mailbox.email,
        password: shown(&mailbox.smtp.password),
        imap_server: &mailbox.imap.host,
        imap_port: mailbox.imap.port,
        smtp_server: &mailbox.smtp.host,
        smtp_port: mailbox.smtp.port,
    }
}

fn account(sender: Sender) -> ToolAccount {
    let state = match sender.status.as_deref() {
        Some("Connected") => AccountState::Connected,
        Some(status) => AccountState::Failed(status.to_owned()),
        None => AccountState::Untold,
    };
    ToolAccount {
        daily_limit: sender.daily_limit,
        warmup: sender.warmup_enabled,
        ..ToolAccount::new(sender.id.to_string(), state).of(sender.email)
    }
}

fn reason(reply: &Reply) -> Option<String> {
    Some(reply.error::<Failure>()?.message)
}
