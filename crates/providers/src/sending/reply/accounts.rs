//! Accounts in Reply.io, by its API v3.
//!
//! Sources (stored copies, read in November 2026): the pages "List email accounts", "Get an email
//! account" and "Update an email account" of docs.reply.io, which call all of it a beta, and the
//! same section of the preview that it was made from (api-docs.platform.replycontrol.com), whose
//! page "Create an email account" has the body in sections: `connection`, `safety`, `tags` and others.
//! An older copy of the page, of the time when the key went into `X-API-Key`, has a flat body.
//! - An answer is the whole account: `connectionStatus` (`unknown`, `connected`, `disconnected`)
//!   with the errors beside it. In a list an account has its address and limit at the top.
//! - `DELETE /email-accounts/{id}` is in public lists of the API's operations, 404 for one that is
//!   gone; a page of the vendor shows the same for many at once (`/bulk-delete`).
//!
//! Only accounts with an SMTP server of their own can be made, changed and removed. `rampUp` raises
//! the limit by the day and is no warm-up; it is left alone.

use serde::{Deserialize, Serialize};
use url::Url;

use super::ReplyIo;
use super::mapping::reason;
use crate::http::endpoint;
use crate::sending::account::{AccountPage, AccountState, Mailbox, ToolAccount};
use crate::sending::accounts::shown;
use crate::sending::credential::Credential;
use crate::sending::error::SendingError;
use crate::sending::exchange::{change, json, look, nothing, read};
use crate::sending::fields::API_KEY;

const PAGE: usize = 100;

/// A new account, or what is changed of one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sections<'a> {
    connection: NewConnection<'a>,
    safety: Safety,
    tags: &'a [String],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewConnection<'a> {
    email: &'a str,
    sender_name: String,
    smtp_host: &'a str,
    smtp_port: u16,
    smtp_password: &'a str,
    smtp_ssl: bool,
    imap_host: &'a str,
    imap_port: u16,
    imap_password: &'a str,
    imap_ssl: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Safety {
    daily_limit: u32,
}

/// An account, whole or in a list.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Account {
    id: u64,
    email: Option<String>,
    daily_limit: Option<u32>,
    connection_status: Option<String>,
    sending_connectivity_error: Option<String>,
    receiving_connectivity_error: Option<String>,
    connection: Option<Connection>,
    safety: Option<Safety>,
}

#[derive(Deserialize)]
struct Connection {
    email: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    items: Vec<Account>,
    #[serde(default)]
    has_more: bool,
}

pub(super) async fn add(
    tool: &ReplyIo,
    credential: &Credential,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    let url = endpoint(&tool.base, "/email-accounts");
    let request = tool.http.post(url).bearer_auth(credential.get(API_KEY)?);
    let request = request.json(&sections(mailbox));
    change(&tool.http, request, reason, json::<Account>)
        .await
        .map(account)
}

pub(super) async fn check(
    tool: &ReplyIo,
    credential: &Credential,
    id: &str,
) -> Result<ToolAccount, SendingError> {
    let request = tool.http.get(one(tool, id)?);
    let request = request.bearer_auth(credential.get(API_KEY)?);
    read(&tool.http, request, reason).await.map(account)
}

pub(super) async fn find(
    tool: &ReplyIo,
    credential: &Credential,
    email: &str,
) -> Result<Option<ToolAccount>, SendingError> {
    look(tool, credential, |account| account.is_of(email)).await
}

pub(super) async fn update(
    tool: &ReplyIo,
    credential: &Credential,
    id: &str,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    let request = tool.http.patch(one(tool, id)?);
    let request = request.bearer_auth(credential.get(API_KEY)?);
    let request = request.json(&sections(mailbox));
    change(&tool.http, request, reason, json::<Account>)
        .await
        .map(account)
}

pub(super) async fn remove(
    tool: &ReplyIo,
    credential: &Credential,
    id: &str,
) -> Result<(), SendingError> {
    let request = tool.http.delete(one(tool, id)?);
    let request = request.bearer_auth(credential.get(API_KEY)?);
    change(&tool.http, request, reason, nothing).await
}

pub(super) async fn list(
    tool: &ReplyIo,
    credential: &Credential,
    page: Option<&str>,
) -> Result<AccountPage, SendingError> {
    let skip = page.and_then(|page| page.parse().ok()).unwrap_or(0_usize);
    let mut url = endpoint(&tool.base, "/email-accounts");
    url.query_pairs_mut()
        .append_pair("top", &PAGE.to_string())
        .append_pair("skip", &skip.to_string());
    let request = tool.http.get(url).bearer_auth(credential.get(API_KEY)?);
    let page: Page = read(&tool.http, request, reason).await?;
    Ok(AccountPage {
        accounts: page.items.into_iter().map(account).collect(),
        next: page.has_more.then(|| skip.saturating_add(PAGE).to_string()),
    })
}

fn one(tool: &ReplyIo, id: &str) -> Result<Url, SendingError> {
    let number: u64 = id.parse().map_err(|_| SendingError::NoSuchAccount {
        reason: "that is not an id".to_owned(),
    })?;
    Ok(endpoint(&tool.base, &format!("/email-accounts/{number}")))
}

fn sections(mailbox: &Mailbox) -> Sections<'_> {
    Sections {
        connection: NewConnection {
            email: &mailbox.email,
            sender_name: mailbox.full_name(),
            smtp_host: &mailbox.smtp.host,
            smtp_port: mailbox.smtp.port,
            smtp_password: shown(&mailbox.smtp.password),
            smtp_ssl: mailbox.smtp.port == 465,
            imap_host: &mailbox.imap.host,
            imap_port: mailbox.imap.port,
            imap_password: shown(&mailbox.imap.password),
            imap_ssl: mailbox.imap.port == 993,
        },
        safety: Safety {
            daily_limit: mailbox.daily_limit.max(1),
        },
        tags: &mailbox.tags,
    }
}

fn account(account: Account) -> ToolAccount {
    let errors = [
        account.sending_connectivity_error,
        account.receiving_connectivity_error,
    ];
    let error = errors.into_iter().flatten().find(|text| !text.is_empty());
    let state = match (account.connection_status.as_deref(), error) {
        (_, Some(error)) => AccountState::Failed(error),
        (Some("disconnected"), None) => AccountState::Failed("disconnected".to_owned()),
        (Some("connected"), None) => AccountState::Connected,
        (Some(_), None) => AccountState::Pending,
        (None, None) => AccountState::Untold,
    };
    let in_sections = account.connection.and_then(|connection| connection.email);
    let limit = account.safety.map(|safety| safety.daily_limit);
    ToolAccount {
        email: account.email.or(in_sections),
        daily_limit: account.daily_limit.or(limit),
        ..ToolAccount::new(account.id.to_string(), state)
    }
}
