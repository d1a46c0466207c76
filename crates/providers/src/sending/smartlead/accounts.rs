//! Accounts in Smartlead.
//!
//! Adding answers with an id, in `emailAccountId` or, on the newest page of api.smartlead.ai, in
//! `data`; whether Smartlead could sign in is read afterwards, from `is_smtp_success` and
//! `is_imap_success`. The key is in every URL.

use serde::{Deserialize, Serialize};
use url::Url;

use super::Smartlead;
use super::mapping::reason;
use crate::error::Outage;
use crate::http::endpoint;
use crate::sending::account::{AccountPage, AccountState, Mailbox, ToolAccount};
use crate::sending::accounts::shown;
use crate::sending::credential::Credential;
use crate::sending::error::SendingError;
use crate::sending::exchange::{change, json, nothing, read};
use crate::sending::fields::API_KEY;

const PAGE: usize = 100;

#[derive(Serialize)]
struct Save<'a> {
    id: Option<u64>,
    from_name: String,
    from_email: &'a str,
    user_name: &'a str,
    password: &'a str,
    smtp_host: &'a str,
    smtp_port: u16,
    imap_host: &'a str,
    imap_port: u16,
    max_email_per_day: u32,
    warmup_enabled: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Saved {
    #[serde(default)]
    ok: bool,
    message: Option<String>,
    email_account_id: Option<u64>,
    data: Option<SavedData>,
}

#[derive(Deserialize)]
struct SavedData {
    id: Option<u64>,
}

#[derive(Deserialize)]
struct Account {
    id: u64,
    from_email: String,
    is_smtp_success: Option<bool>,
    is_imap_success: Option<bool>,
    smtp_failure_error: Option<String>,
    imap_failure_error: Option<String>,
    message_per_day: Option<u32>,
    warmup_details: Option<Warmup>,
}

#[derive(Deserialize)]
struct Warmup {
    status: Option<String>,
}

pub(super) async fn add(
    tool: &Smartlead,
    credential: &Credential,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    save(tool, credential, None, mailbox).await
}

pub(super) async fn update(
    tool: &Smartlead,
    credential: &Credential,
    id: &str,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    save(tool, credential, Some(number(id)?), mailbox).await
}

async fn save(
    tool: &Smartlead,
    credential: &Credential,
    id: Option<u64>,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    let body = Save {
        id,
        from_name: mailbox.full_name(),
        from_email: &mailbox.email,
        user_name: &mailbox.smtp.username,
        password: shown(&mailbox.smtp.password),
        smtp_host: &mailbox.smtp.host,
        smtp_port: mailbox.smtp.port,
        imap_host: &mailbox.imap.host,
        imap_port: mailbox.imap.port,
        max_email_per_day: mailbox.daily_limit,
        warmup_enabled: mailbox.warmup,
    };
    let url = url(tool, credential, "/email-accounts/save")?;
    let request = tool.http.post(url).json(&body);
    let saved = change(&tool.http, request, reason, json::<Saved>).await?;
    let told = saved.email_account_id;
    let told = told.or(saved.data.and_then(|data| data.id));
    let (true, Some(id)) = (saved.ok, told.or(id)) else {
        return Err(match saved.message {
            Some(message) if !saved.ok => SendingError::Refused { reason: message },
            _ => SendingError::Uncertain(Outage::Garbage),
        });
    };
    let id = id.to_string();
    // It was saved; what can't be read of it now can be checked later.
    match check(tool, credential, &id).await {
        Ok(account) => Ok(account),
        Err(_) => Ok(ToolAccount::new(id, AccountState::Pending).of(&*mailbox.email)),
    }
}

pub(super) async fn check(
    tool: &Smartlead,
    credential: &Credential,
    id: &str,
) -> Result<ToolAccount, SendingError> {
    let url = url(
        tool,
        credential,
        &format!("/email-accounts/{}/", number(id)?),
    )?;
    let found: Account = read(&tool.http, tool.http.get(url), reason).await?;
    Ok(account(found))
}

pub(super) async fn find(
    tool: &Smartlead,
    credential: &Credential,
    email: &str,
) -> Result<Option<ToolAccount>, SendingError> {
    let mut url = url(tool, credential, "/email-accounts/")?;
    url.query_pairs_mut().append_pair("username", email);
    let found: Vec<Account> = read(&tool.http, tool.http.get(url), reason).await?;
    Ok(found
        .into_iter()
        .map(account)
        .find(|account| account.is_of(email)))
}

pub(super) async fn remove(
    tool: &Smartlead,
    credential: &Credential,
    id: &str,
) -> Result<(), SendingError> {
    let url = url(
        tool,
        credential,
        &format!("/email-accounts/{}", number(id)?),
    )?;
    change(&tool.http, tool.http.delete(url), reason, nothing).await
}

pub(super) async fn list(
    tool: &Smartlead,
    credential: &Credential,
    page: Option<&str>,
) -> Result<AccountPage, SendingError> {
    let offset = page.and_then(|page| page.parse().ok()).unwrap_or(0_usize);
    let mut url = url(tool, credential, "/email-accounts/")?;
    url.query_pairs_mut()
        .append_pair("offset", &offset.to_string())
        .append_pair("limit", &PAGE.to_string());
    let found: Vec<Account> = read(&tool.http, tool.http.get(url), reason).await?;
    let is_full = found.len() >= PAGE;
    Ok(AccountPage {
        accounts: found.into_iter().map(account).collect(),
        next: is_full.then(|| offset.saturating_add(PAGE).to_string()),
    })
}

/// The URL is a secret.
fn url(tool: &Smartlead, credential: &Credential, path: &str) -> Result<Url, SendingError> {
    let mut url = endpoint(&tool.base, path);
    url.query_pairs_mut()
        .append_pair("api_key", credential.get(API_KEY)?);
    Ok(url)
}

fn number(id: &str) -> Result<u64, SendingError> {
    id.parse().map_err(|_| SendingError::NoSuchAccount {
        reason: "that is not an id".to_owned(),
    })
}

fn account(account: Account) -> ToolAccount {
    let failed = [
        (account.is_smtp_success, "SMTP", account.smtp_failure_error),
        (account.is_imap_success, "IMAP", account.imap_failure_error),
    ];
    let failed = failed
        .into_iter()
        .find(|(success, _, _)| *success == Some(false));
    let state = match failed {
        Some((_, which, error)) => {
            let error = error.unwrap_or_else(|| "no reason given".to_owned());
            AccountState::Failed(format!("{which}: {error}"))
        }
        None if account.is_smtp_success.is_some() && account.is_imap_success.is_some() => {
            AccountState::Connected
        }
        None => AccountState::Pending,
    };
    let warmup = account.warmup_details.and_then(|warmup| warmup.status);
    ToolAccount {
        daily_limit: account.message_per_day,
        warmup: warmup.map(|status| status == "ACTIVE"),
        ..ToolAccount::new(account.id.to_string(), state).of(account.from_email)
    }
}
