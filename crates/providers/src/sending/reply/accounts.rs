//! Accounts in Reply.io, by its API v3.
//!
//! Sources: the pages "Create an email account" and "Get an email account" of docs.reply.io (read in
//! November 2026). The body is flat. The answer echoes the account with its id; its
//! `connectionStatus` (`unknown`, `connected`, `disconnected`), with the errors beside it, is shown
//! for v4 and read here if it is there. No page read tells how v3 lists, changes or removes.

use serde::{Deserialize, Serialize};

use super::ReplyIo;
use super::mapping::reason;
use crate::http::endpoint;
use crate::sending::account::{AccountState, Mailbox, ToolAccount};
use crate::sending::accounts::shown;
use crate::sending::credential::Credential;
use crate::sending::error::SendingError;
use crate::sending::exchange::{change, json, read};
use crate::sending::fields::API_KEY;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewAccount<'a> {
    email: &'a str,
    daily_limit: u32,
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

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Account {
    id: u64,
    email: Option<String>,
    daily_limit: Option<u32>,
    connection_status: Option<String>,
    sending_connectivity_error: Option<String>,
    receiving_connectivity_error: Option<String>,
}

pub(super) async fn add(
    tool: &ReplyIo,
    credential: &Credential,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    let body = NewAccount {
        email: &mailbox.email,
        daily_limit: mailbox.daily_limit.max(1),
        sender_name: mailbox.full_name(),
        smtp_host: &mailbox.smtp.host,
        smtp_port: mailbox.smtp.port,
        smtp_password: shown(&mailbox.smtp.password),
        smtp_ssl: mailbox.smtp.port == 465,
        imap_host: &mailbox.imap.host,
        imap_port: mailbox.imap.port,
        imap_password: shown(&mailbox.imap.password),
        imap_ssl: mailbox.imap.port == 993,
    };
    let url = endpoint(&tool.base, "/email-accounts");
    let request = tool
        .http
        .post(url)
        .bearer_auth(credential.get(API_KEY)?)
        .json(&body);
    change(&tool.http, request, reason, json::<Account>)
        .await
        .map(account)
}

pub(super) async fn check(
    tool: &ReplyIo,
    credential: &Credential,
    id: &str,
) -> Result<ToolAccount, SendingError> {
    let number: u64 = id.parse().map_err(|_| SendingError::NoSuchAccount {
        reason: "that is not an id".to_owned(),
    })?;
    let url = endpoint(&tool.base, &format!("/email-accounts/{number}"));
    let request = tool.http.get(url).bearer_auth(credential.get(API_KEY)?);
    read(&tool.http, request, reason).await.map(account)
}

fn account(account: Account) -> ToolAccount {
    let error = account
        .sending_connectivity_error
        .or(account.receiving_connectivity_error);
    let error = error.filter(|text| !text.is_empty());
    let state = match (account.connection_status.as_deref(), error) {
        (_, Some(error)) => AccountState::Failed(error),
        (Some("disconnected"), None) => AccountState::Failed("disconnected".to_owned()),
        (Some("connected"), None) => AccountState::Connected,
        (Some(_), None) => AccountState::Pending,
        (None, None) => AccountState::Untold,
    };
    ToolAccount {
        email: account.email,
        daily_limit: account.daily_limit,
        ..ToolAccount::new(account.id.to_string(), state)
    }
}
