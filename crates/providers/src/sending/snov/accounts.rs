//! Sender accounts in Snov.io.
//!
//! Source: the section "Email account" of snov.io/api (a copy of September 2026).
//! - Adding answers at once; the checks of SMTP and IMAP run later, and `check-sender-status` tells
//!   how they ended (`pending`, `valid`, `invalid` with errors; IMAP may be missing). Of the answer
//!   to adding, one table has `connected` and `error` in their place. A change of a server or the
//!   password has them run again.
//! - In the list an account has `valid`, `suspended`, and `imap.valid` in the place of these.
//! - The port decides the encryption: 465 and 993 `ssl`, 587 `tls`, 25 and 143 `none`.
//! - Warm-ups are campaigns of their own there: not used.
//!
//! The list has no parameters, and so no pages. The section has no call that removes an account.

use serde::{Deserialize, Serialize};

use super::Snov;
use super::mapping::words;
use crate::http::endpoint;
use crate::redact::without;
use crate::sending::account::{AccountPage, AccountState, MailLogin, Mailbox, ToolAccount};
use crate::sending::accounts::shown;
use crate::sending::credential::Credential;
use crate::sending::error::SendingError;
use crate::sending::exchange::{change, json, read};

const ACCOUNTS: &str = "/v2/sender-accounts/emails";

#[derive(Serialize)]
struct NewSender<'a> {
    sender_name: String,
    email_from: &'a str,
    password: &'a str,
    smtp: Server<'a>,
    imap: Server<'a>,
    limitation: u32,
    tags: &'a [String],
}

#[derive(Serialize)]
struct Server<'a> {
    host: &'a str,
    port: u16,
    encryption: &'static str,
}

#[derive(Deserialize)]
struct Data<T> {
    data: T,
}

#[derive(Deserialize)]
struct Sender {
    id: u64,
    email_from: Option<String>,
    limitation: Option<u32>,
    #[serde(flatten)]
    checks: Checks,
}

#[derive(Deserialize)]
struct Listed {
    id: u64,
    email_from: String,
    limitation: Option<u32>,
    valid: Option<bool>,
    #[serde(default)]
    suspended: bool,
    imap: Option<ListedServer>,
}

#[derive(Deserialize)]
struct ListedServer {
    valid: Option<bool>,
}

#[derive(Deserialize)]
struct Checks {
    smtp: Option<Check>,
    imap: Option<Check>,
}

#[derive(Deserialize)]
struct Check {
    status: Option<String>,
    #[serde(default)]
    errors: Vec<String>,
}

pub(super) async fn add(
    tool: &Snov,
    credential: &Credential,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    let url = endpoint(&tool.base, ACCOUNTS);
    let token = tool.token(credential).await?;
    let request = tool.http.post(url).bearer_auth(token);
    let request = request.json(&sender(mailbox));
    let added = change(&tool.http, request, words(token), json::<Data<Sender>>).await?;
    Ok(account(added.data, token).of(&*mailbox.email))
}

pub(super) async fn check(
    tool: &Snov,
    credential: &Credential,
    id: &str,
) -> Result<ToolAccount, SendingError> {
    let mut url = endpoint(&tool.base, "/v2/sender-accounts/check-sender-status");
    let number = number(id)?.to_string();
    url.query_pairs_mut()
        .append_pair("sender_account_id", &number);
    let token = tool.token(credential).await?;
    let request = tool.http.get(url).bearer_auth(token);
    let checks: Data<Checks> = read(&tool.http, request, words(token)).await?;
    Ok(ToolAccount::new(number, state(checks.data, token)))
}

pub(super) async fn find(
    tool: &Snov,
    credential: &Credential,
    email: &str,
) -> Result<Option<ToolAccount>, SendingError> {
    let all = list(tool, credential, None).await?;
    let mut accounts = all.accounts.into_iter();
    let Some(found) = accounts.find(|account| account.is_of(email)) else {
        return Ok(None);
    };
    // The list does not tell one that was not tried yet from one that failed.
    let state = check(tool, credential, &found.id).await?.state;
    Ok(Some(ToolAccount { state, ..found }))
}

pub(super) async fn update(
    tool: &Snov,
    credential: &Credential,
    id: &str,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    let url = endpoint(&tool.base, &format!("{ACCOUNTS}/{}", number(id)?));
    let token = tool.token(credential).await?;
    let request = tool.http.patch(url).bearer_auth(token);
    let request = request.json(&sender(mailbox));
    let updated = change(&tool.http, request, words(token), json::<Data<Sender>>).await?;
    Ok(account(updated.data, token).of(&*mailbox.email))
}

pub(super) async fn list(
    tool: &Snov,
    credential: &Credential,
    _page: Option<&str>,
) -> Result<AccountPage, SendingError> {
    let url = endpoint(&tool.base, ACCOUNTS);
    let token = tool.token(credential).await?;
    let request = tool.http.get(url).bearer_auth(token);
    let all: Data<Vec<Listed>> = read(&tool.http, request, words(token)).await?;
    Ok(AccountPage {
        accounts: all.data.into_iter().map(listed).collect(),
        next: None,
    })
}

fn number(id: &str) -> Result<u64, SendingError> {
    id.parse().map_err(|_| SendingError::NoSuchAccount {
        reason: "that is not an id".to_owned(),
    })
}

fn sender(mailbox: &Mailbox) -> NewSender<'_> {
    NewSender {
        sender_name: mailbox.full_name().chars().take(100).collect(),
        email_from: &mailbox.email,
        password: shown(&mailbox.smtp.password),
        smtp: server(&mailbox.smtp),
        imap: server(&mailbox.imap),
        limitation: mailbox.daily_limit.clamp(1, 1200),
        tags: &mailbox.tags,
    }
}

fn server(login: &MailLogin) -> Server<'_> {
    Server {
        host: &login.host,
        port: login.port,
        encryption: match login.port {
            465 | 993 => "ssl",
            587 => "tls",
            _ => "none",
        },
    }
}

fn account(sender: Sender, token: &str) -> ToolAccount {
    ToolAccount {
        email: sender.email_from,
        daily_limit: sender.limitation,
        ..ToolAccount::new(sender.id.to_string(), state(sender.checks, token))
    }
}

fn listed(listed: Listed) -> ToolAccount {
    let imap = listed.imap.and_then(|imap| imap.valid);
    let state = match (listed.valid, imap) {
        _ if listed.suspended => AccountState::Failed("suspended".to_owned()),
        (Some(false), _) => AccountState::Failed("SMTP: not valid".to_owned()),
        (_, Some(false)) => AccountState::Failed("IMAP: not valid".to_owned()),
        (Some(true), _) => AccountState::Connected,
        (None, _) => AccountState::Untold,
    };
    ToolAccount {
        daily_limit: listed.limitation,
        ..ToolAccount::new(listed.id.to_string(), state).of(listed.email_from)
    }
}

fn state(checks: Checks, token: &str) -> AccountState {
    let checks = [("SMTP", checks.smtp), ("IMAP", checks.imap)];
    let mut told = checks
        .into_iter()
        .filter_map(|(name, check)| Some((name, check?)))
        .peekable();
    if told.peek().is_none() {
        return AccountState::Untold;
    }
    let mut state = AccountState::Connected;
    for (name, check) in told {
        match check.status.as_deref() {
            Some("valid" | "connected") => {}
            Some("invalid" | "error") => {
                let errors = without(&check.errors.join("; "), token);
                return AccountState::Failed(format!("{name}: {errors}"));
            }
            _ => state = AccountState::Pending,
        }
    }
    state
}
