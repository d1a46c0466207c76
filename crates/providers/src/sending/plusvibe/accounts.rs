//! Accounts in PlusVibe.
//!
//! Adding is asynchronous: the answer says that the accounts were taken, and the list tells later
//! whether PlusVibe could sign in. Until the list has the account, its id is its address. Changing
//! and removing exist in the API, in a form that no page read shows: they are not used.

use serde::{Deserialize, Serialize};

use super::PlusVibe;
use super::wire::Failure;
use crate::http::{Reply, endpoint, secret_header};
use crate::sending::account::{AccountPage, AccountState, Mailbox, ToolAccount};
use crate::sending::accounts::shown;
use crate::sending::credential::Credential;
use crate::sending::error::SendingError;
use crate::sending::exchange::{change, json, look, read};
use crate::sending::fields::{API_KEY, WORKSPACE_ID};

const PAGE: usize = 100;

#[derive(Serialize)]
struct NewAccounts<'a> {
    workspace_id: &'a str,
    accounts: [NewAccount<'a>; 1],
}

#[derive(Serialize)]
struct NewAccount<'a> {
    first_name: &'a str,
    last_name: &'a str,
    email: &'a str,
    username: &'a str,
    password: &'a str,
    imap_host: &'a str,
    imap_port: u16,
    smtp_host: &'a str,
    smtp_username: &'a str,
    smtp_password: &'a str,
    smtp_port: u16,
    daily_limit: u32,
    enable_warmup: &'static str,
}

#[derive(Deserialize)]
struct Taken {
    status: String,
    message: Option<String>,
}

#[derive(Deserialize)]
struct Page {
    accounts: Vec<Account>,
}

#[derive(Deserialize)]
struct Account {
    #[serde(alias = "_id")]
    id: Option<String>,
    email: String,
    status: Option<String>,
    daily_limit: Option<u32>,
}

pub(super) async fn add(
    tool: &PlusVibe,
    credential: &Credential,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    let body = NewAccounts {
        workspace_id: credential.get(WORKSPACE_ID)?,
        accounts: [NewAccount {
            first_name: &mailbox.first_name,
            last_name: &mailbox.last_name,
            email: &mailbox.email,
            username: &mailbox.imap.username,
            password: shown(&mailbox.imap.password),
            imap_host: &mailbox.imap.host,
            imap_port: mailbox.imap.port,
            smtp_host: &mailbox.smtp.host,
            smtp_username: &mailbox.smtp.username,
            smtp_password: shown(&mailbox.smtp.password),
            smtp_port: mailbox.smtp.port,
            daily_limit: mailbox.daily_limit,
            enable_warmup: if mailbox.warmup { "yes" } else { "no" },
        }],
    };
    let url = endpoint(&tool.base, "/account/bulk-add-regular-accounts");
    let key = secret_header(credential.get(API_KEY)?)?;
    let request = tool.http.post(url).header("x-api-key", key).json(&body);
    let taken = change(&tool.http, request, reason, json::<Taken>).await?;
    if taken.status != "success" {
        return Err(SendingError::Refused {
            reason: taken.message.unwrap_or(taken.status),
        });
    }
    Ok(ToolAccount::new(&*mailbox.email, AccountState::Pending).of(&*mailbox.email))
}

/// The id may be the address of an account that was added a moment ago.
pub(super) async fn check(
    tool: &PlusVibe,
    credential: &Credential,
    id: &str,
) -> Result<ToolAccount, SendingError> {
    let found = look(tool, credential, |account| {
        account.id == id || account.is_of(id)
    })
    .await?;
    found.ok_or_else(|| SendingError::NoSuchAccount {
        reason: "the list does not have it".to_owned(),
    })
}

pub(super) async fn find(
    tool: &PlusVibe,
    credential: &Credential,
    email: &str,
) -> Result<Option<ToolAccount>, SendingError> {
    look(tool, credential, |account| account.is_of(email)).await
}

pub(super) async fn list(
    tool: &PlusVibe,
    credential: &Credential,
    page: Option<&str>,
) -> Result<AccountPage, SendingError> {
    let skip = page.and_then(|page| page.parse().ok()).unwrap_or(0_usize);
    let mut url = endpoint(&tool.base, "/account/list");
    url.query_pairs_mut()
        .append_pair("workspace_id", credential.get(WORKSPACE_ID)?)
        .append_pair("skip", &skip.to_string())
        .append_pair("limit", &PAGE.to_string());
    let key = secret_header(credential.get(API_KEY)?)?;
    let request = tool.http.get(url).header("x-api-key", key);
    let page: Page = read(&tool.http, request, reason).await?;
    let is_full = page.accounts.len() >= PAGE;
    Ok(AccountPage {
        accounts: page.accounts.into_iter().map(account).collect(),
        next: is_full.then(|| skip.saturating_add(PAGE).to_string()),
    })
}

fn account(account: Account) -> ToolAccount {
    let state = match account
        .status
        .as_deref()
        .map(str::to_ascii_lowercase)
        .as_deref()
    {
        Some("active" | "connected") => AccountState::Connected,
        Some(text) if text.contains("error") || text.contains("fail") || text == "disconnected" => {
            AccountState::Failed(account.status.unwrap_or_default())
        }
        Some(_) => AccountState::Pending,
        None => AccountState::Untold,
    };
    let id = account.id.unwrap_or_else(|| account.email.clone());
    ToolAccount {
        daily_limit: account.daily_limit,
        ..ToolAccount::new(id, state).of(account.email)
    }
}

fn reason(reply: &Reply) -> Option<String> {
    Some(reply.error::<Failure>()?.message)
}
