//! Accounts in PlusVibe.
//!
//! Sources (stored copies, read in November 2026): the pages "List all email accounts in the
//! workspace" (which can be asked for one address), "Bulk Update Email Accounts" and "Bulk Update
//! Email Account Warmup Status" of developer.plusvibe.ai.
//! - Adding is asynchronous: the answer says that the accounts were taken, and the list tells later
//!   whether PlusVibe could sign in. Until the list has the account, its id is its address.
//! - `PUT /account/bulk-update` changes names, limits, warm-up and ramps of accounts by their ids,
//!   and no passwords; `PATCH /account/bulk-update-warmup` switches warm-up.
//! - `POST /account/delete` is in the vendor's table of contents; that it takes `{workspace_id,
//!   email}` is from public clients which use it.
//!
//! Not confirmed: where a row of the list has the limit, at its top or in `payload` (both are
//! read); what `status` says of an account that can't be signed in to.

use serde::{Deserialize, Serialize};

use super::PlusVibe;
use super::wire::Failure;
use crate::http::{Reply, endpoint, secret_header};
use crate::sending::account::{AccountPage, AccountState, Mailbox, ToolAccount};
use crate::sending::accounts::shown;
use crate::sending::credential::Credential;
use crate::sending::error::SendingError;
use crate::sending::exchange::{change, look, nothing, read};
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

#[derive(Serialize)]
struct Changes<'a> {
    workspace_id: &'a str,
    ids: [&'a str; 1],
    daily_limit: u32,
}

#[derive(Serialize)]
struct Switch<'a> {
    workspace_id: &'a str,
    ids: [&'a str; 1],
    warmup_status: &'static str,
}

#[derive(Serialize)]
struct Removal<'a> {
    workspace_id: &'a str,
    email: &'a str,
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
    id: Option<String>,
    #[serde(rename = "_id")]
    other_id: Option<String>,
    email: String,
    status: Option<String>,
    warmup_status: Option<String>,
    daily_limit: Option<u32>,
    payload: Option<Payload>,
}

#[derive(Deserialize)]
struct Payload {
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
    change(&tool.http, request, reason, taken).await?;
    Ok(ToolAccount {
        daily_limit: Some(mailbox.daily_limit),
        warmup: Some(mailbox.warmup),
        ..ToolAccount::new(&*mailbox.email, AccountState::Pending).of(&*mailbox.email)
    })
}

/// A success without the word for it is none.
fn taken(reply: &Reply) -> Result<(), SendingError> {
    let taken: Taken = reply.json()?;
    if taken.status == "success" {
        return Ok(());
    }
    Err(SendingError::Refused {
        reason: taken.message.unwrap_or(taken.status),
    })
}

/// An account that the list does not have yet is known by its address: it is still on its way.
pub(super) async fn check(
    tool: &PlusVibe,
    credential: &Credential,
    id: &str,
) -> Result<ToolAccount, SendingError> {
    match held(tool, credential, id).await {
        Err(SendingError::NoSuchAccount { .. }) if is_address(id) => {
            Ok(ToolAccount::new(id, AccountState::Pending).of(id))
        }
        outcome => outcome,
    }
}

/// The account as the list has it.
async fn held(
    tool: &PlusVibe,
    credential: &Credential,
    id: &str,
) -> Result<ToolAccount, SendingError> {
    let found = if is_address(id) {
        find(tool, credential, id).await?
    } else {
        look(tool, credential, |account| account.id == id).await?
    };
    found.ok_or_else(|| SendingError::NoSuchAccount {
        reason: "the list does not have it".to_owned(),
    })
}

fn is_address(id: &str) -> bool {
    id.contains('@')
}

pub(super) async fn find(
    tool: &PlusVibe,
    credential: &Credential,
    email: &str,
) -> Result<Option<ToolAccount>, SendingError> {
    let mut url = endpoint(&tool.base, "/account/list");
    url.query_pairs_mut()
        .append_pair("workspace_id", credential.get(WORKSPACE_ID)?)
        .append_pair("email", email);
    let key = secret_header(credential.get(API_KEY)?)?;
    let request = tool.http.get(url).header("x-api-key", key);
    let page: Page = read(&tool.http, request, reason).await?;
    let mut accounts = page.accounts.into_iter().map(account);
    Ok(accounts.find(|account| account.is_of(email)))
}

/// The password stays as it is there.
pub(super) async fn update(
    tool: &PlusVibe,
    credential: &Credential,
    id: &str,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    let mut account = held(tool, credential, id).await?;
    let workspace_id = credential.get(WORKSPACE_ID)?;
    let body = Changes {
        workspace_id,
        ids: [&account.id],
        daily_limit: mailbox.daily_limit,
    };
    let url = endpoint(&tool.base, "/account/bulk-update");
    let key = secret_header(credential.get(API_KEY)?)?;
    let request = tool.http.put(url).header("x-api-key", key).json(&body);
    change(&tool.http, request, reason, taken).await?;
    account.daily_limit = Some(mailbox.daily_limit);
    if account.warmup != Some(mailbox.warmup) {
        let body = Switch {
            workspace_id,
            ids: [&account.id],
            warmup_status: if mailbox.warmup { "ACTIVE" } else { "INACTIVE" },
        };
        let url = endpoint(&tool.base, "/account/bulk-update-warmup");
        let key = secret_header(credential.get(API_KEY)?)?;
        let request = tool.http.patch(url).header("x-api-key", key).json(&body);
        // The account is changed whether or not this works; else it stays as the tool told it.
        if change(&tool.http, request, reason, nothing).await.is_ok() {
            account.warmup = Some(mailbox.warmup);
        }
    }
    Ok(account)
}

/// Takes an account out, by its address: one that is known by its id is looked for first.
pub(super) async fn remove(
    tool: &PlusVibe,
    credential: &Credential,
    id: &str,
) -> Result<(), SendingError> {
    let email = if is_address(id) {
        None
    } else {
        held(tool, credential, id).await?.email
    };
    let body = Removal {
        workspace_id: credential.get(WORKSPACE_ID)?,
        email: email.as_deref().unwrap_or(id),
    };
    let url = endpoint(&tool.base, "/account/delete");
    let key = secret_header(credential.get(API_KEY)?)?;
    let request = tool.http.post(url).header("x-api-key", key).json(&body);
    change(&tool.http, request, reason, taken).await
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
    let id = account.id.or(account.other_id);
    let id = id.unwrap_or_else(|| account.email.clone());
    let inner = account.payload.and_then(|payload| payload.daily_limit);
    let warmup = account.warmup_status;
    ToolAccount {
        daily_limit: account.daily_limit.or(inner),
        warmup: warmup.map(|status| status.eq_ignore_ascii_case("active")),
        ..ToolAccount::new(id, state).of(account.email)
    }
}

fn reason(reply: &Reply) -> Option<String> {
    Some(reply.error::<Failure>()?.message)
}
