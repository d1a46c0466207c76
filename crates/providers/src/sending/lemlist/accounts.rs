//! Accounts in lemlist.
//!
//! Source: the page "Connect Email Account" of developer.lemlist.com (read in November 2026): `POST
//! /user/email-accounts` answers `{id, email, provider}`. Mailboxes of Google are refused there, for
//! they are connected by consent. No page read tells how accounts are listed, changed or removed,
//! or whether lemlist could sign in.

use serde::{Deserialize, Serialize};

use super::Lemlist;
use super::mapping::reason;
use crate::http::endpoint;
use crate::sending::account::{AccountState, MailLogin, Mailbox, ToolAccount};
use crate::sending::accounts::shown;
use crate::sending::credential::Credential;
use crate::sending::error::SendingError;
use crate::sending::exchange::{change, json};
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
