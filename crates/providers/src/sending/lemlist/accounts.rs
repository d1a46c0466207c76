//! Accounts in lemlist.
//!
//! Sources: the three pages on email accounts of developer.lemlist.com and their OpenAPI document
//! (read in November 2026).
//! - `POST /user/email-accounts` answers `{id, email, provider}`, and nothing of the connection.
//!   Mailboxes of Google are refused there, for they are connected by consent.
//! - `POST /user/email-accounts/{id}/test` signs in to both servers and tells `{success, error}` of
//!   each. It changes nothing.
//! - `DELETE /user/email-accounts/{id}` answers `{ok: true}`, and takes it out of campaigns.
//!
//! No page read tells how accounts are changed, or listed by address: mailboxes are shown with the
//! user that has them (`GET /users/{userId}`), by ids of another kind. `PATCH
//! /user/sending-settings` sets limits by those ids.

use serde::{Deserialize, Serialize};
use url::Url;

use super::Lemlist;
use super::mapping::reason;
use crate::http::endpoint;
use crate::sending::account::{AccountState, MailLogin, Mailbox, ToolAccount};
use crate::sending::accounts::shown;
use crate::sending::credential::Credential;
use crate::sending::error::SendingError;
use crate::sending::exchange::{change, json, nothing, read};
use crate::sending::fields::API_KEY;

#[derive(Serialize)]
struct NewAccount<'a> {
    sender_name: String,
    sender_email: &'a str,
    smtp_host: &'a str,
    smtp_port: u16,
    smtp_login: &'a str,
    smtp_password: &'a str,
    smtp_secure: bool,
    imap_host: &'a str,
    imap_port: u16,
    imap_login: &'a str,
    imap_password: &'a str,
    imap_secure: bool,
}

#[derive(Deserialize)]
struct Account {
    id: String,
    email: String,
}

#[derive(Deserialize)]
struct Tested {
    smtp: Test,
    imap: Test,
}

#[derive(Deserialize)]
struct Test {
    success: bool,
    error: Option<String>,
}

pub(super) async fn add(
    tool: &Lemlist,
    credential: &Credential,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    let MailLogin { host, port, .. } = &mailbox.smtp;
    let body = NewAccount {
        sender_name: mailbox.full_name(),
        sender_email: &mailbox.email,
        smtp_host: host,
        smtp_port: *port,
        smtp_login: &mailbox.smtp.username,
        smtp_password: shown(&mailbox.smtp.password),
        smtp_secure: *port == 465,
        imap_host: &mailbox.imap.host,
        imap_port: mailbox.imap.port,
        imap_login: &mailbox.imap.username,
        imap_password: shown(&mailbox.imap.password),
        imap_secure: mailbox.imap.port == 993,
    };
    let url = endpoint(&tool.base, "/user/email-accounts");
    let request = tool
        .http
        .post(url)
        .basic_auth("", Some(credential.get(API_KEY)?));
    let added = change(&tool.http, request.json(&body), reason, json::<Account>).await?;
    Ok(ToolAccount::new(added.id, AccountState::Untold).of(added.email))
}

/// Has lemlist sign in.
pub(super) async fn check(
    tool: &Lemlist,
    credential: &Credential,
    id: &str,
) -> Result<ToolAccount, SendingError> {
    let request = tool
        .http
        .post(one(tool, id, &["test"])?)
        .basic_auth("", Some(credential.get(API_KEY)?));
    let Tested { smtp, imap } = read(&tool.http, request, reason).await?;
    let tests = [("SMTP", smtp), ("IMAP", imap)];
    let failed = tests.into_iter().find(|(_, test)| !test.success);
    let state = match failed {
        Some((which, test)) => {
            let error = test.error.unwrap_or_else(|| "no reason given".to_owned());
            AccountState::Failed(format!("{which}: {error}"))
        }
        None => AccountState::Connected,
    };
    Ok(ToolAccount::new(id, state))
}

pub(super) async fn remove(
    tool: &Lemlist,
    credential: &Credential,
    id: &str,
) -> Result<(), SendingError> {
    let request = tool
        .http
        .delete(one(tool, id, &[])?)
        .basic_auth("", Some(credential.get(API_KEY)?));
    change(&tool.http, request, reason, nothing).await
}

/// An id as a part of the path.
fn one(tool: &Lemlist, id: &str, rest: &[&str]) -> Result<Url, SendingError> {
    let none = || SendingError::NoSuchAccount {
        reason: "that is not an id".to_owned(),
    };
    let is_id = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if id.is_empty() || !id.bytes().all(is_id) {
        return Err(none());
    }
    let mut url = endpoint(&tool.base, "/user/email-accounts");
    let mut path = url.path_segments_mut().map_err(|()| none())?;
    path.push(id).extend(rest);
    drop(path);
    Ok(url)
}
