//! Accounts in Instantly. An account's id is its address.
//!
//! The answer's `status` is positive for accounts that work and negative for those with an error,
//! whose words are in `status_message`. Warm-up is switched on and off by calls of their own.

use serde::{Deserialize, Serialize};
use url::Url;

use super::Instantly;
use super::wire::Failure;
use crate::http::{Reply, endpoint};
use crate::sending::account::{AccountPage, AccountState, MailHost, Mailbox, ToolAccount};
use crate::sending::accounts::shown;
use crate::sending::credential::Credential;
use crate::sending::error::SendingError;
use crate::sending::exchange::{change, json, nothing, read};
use crate::sending::fields::API_KEY;

const PAGE: &str = "100";

#[derive(Serialize)]
struct NewAccount<'a> {
    email: &'a str,
    first_name: &'a str,
    last_name: &'a str,
    provider_code: u8,
    #[serde(flatten)]
    logins: Logins<'a>,
    daily_limit: u32,
}

#[derive(Serialize)]
struct Changes<'a> {
    first_name: &'a str,
    last_name: &'a str,
    #[serde(flatten)]
    logins: Logins<'a>,
    daily_limit: u32,
}

#[derive(Serialize)]
struct Logins<'a> {
    imap_username: &'a str,
    imap_password: &'a str,
    imap_host: &'a str,
    imap_port: u16,
    smtp_username: &'a str,
    smtp_password: &'a str,
    smtp_host: &'a str,
    smtp_port: u16,
}

#[derive(Serialize)]
struct Emails<'a> {
    emails: [&'a str; 1],
}

#[derive(Deserialize)]
struct Account {
    email: String,
    status: i32,
    warmup_status: Option<i32>,
    #[serde(default)]
    setup_pending: bool,
    status_message: Option<StatusMessage>,
    daily_limit: Option<u32>,
}

#[derive(Deserialize)]
struct StatusMessage {
    response: Option<String>,
    code: Option<String>,
}

#[derive(Deserialize)]
struct Page {
    items: Vec<Account>,
    next_starting_after: Option<String>,
}

pub(super) async fn add(
    tool: &Instantly,
    credential: &Credential,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    let body = NewAccount {
        email: &mailbox.email,
        first_name: &mailbox.first_name,
        last_name: &mailbox.last_name,
        provider_code: match mailbox.host {
            MailHost::Google => 2,
            MailHost::Microsoft => 3,
            MailHost::Other => 1,
        },
        logins: logins(mailbox),
        daily_limit: mailbox.daily_limit,
    };
    let url = endpoint(&tool.base, "/accounts");
    let request = tool
        .http
        .post(url)
        .bearer_auth(credential.get(API_KEY)?)
        .json(&body);
    let added = change(&tool.http, request, reason, json::<Account>)
        .await
        .map(account)?;
    settle(tool, credential, added, mailbox).await
}

/// Switches warm-up where it is not as it should be. The account is there whether or not this
/// works; what did not work stays as the tool told it.
async fn settle(
    tool: &Instantly,
    credential: &Credential,
    mut account: ToolAccount,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    let fails = matches!(account.state, AccountState::Failed(_));
    if !fails
        && account.warmup.unwrap_or(false) != mailbox.warmup
        && warm_up(tool, credential, &account.id, mailbox.warmup)
            .await
            .is_ok()
    {
        account.warmup = Some(mailbox.warmup);
    }
    Ok(account)
}

async fn warm_up(
    tool: &Instantly,
    credential: &Credential,
    email: &str,
    on: bool,
) -> Result<(), SendingError> {
    let switch = if on { "enable" } else { "disable" };
    let url = endpoint(&tool.base, &format!("/accounts/warmup/{switch}"));
    let body = Emails { emails: [email] };
    let request = tool
        .http
        .post(url)
        .bearer_auth(credential.get(API_KEY)?)
        .json(&body);
    change(&tool.http, request, reason, nothing).await
}

pub(super) async fn check(
    tool: &Instantly,
    credential: &Credential,
    id: &str,
) -> Result<ToolAccount, SendingError> {
    let request = tool
        .http
        .get(one(&tool.base, id)?)
        .bearer_auth(credential.get(API_KEY)?);
    read(&tool.http, request, reason).await.map(account)
}

pub(super) async fn find(
    tool: &Instantly,
    credential: &Credential,
    email: &str,
) -> Result<Option<ToolAccount>, SendingError> {
    match check(tool, credential, email).await {
        Ok(account) => Ok(Some(account)),
        Err(SendingError::NoSuchAccount { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

pub(super) async fn update(
    tool: &Instantly,
    credential: &Credential,
    id: &str,
    mailbox: &Mailbox,
) -> Result<ToolAccount, SendingError> {
    let body = Changes {
        first_name: &mailbox.first_name,
        last_name: &mailbox.last_name,
        logins: logins(mailbox),
        daily_limit: mailbox.daily_limit,
    };
    let request = tool.http.patch(one(&tool.base, id)?);
    let request = request.bearer_auth(credential.get(API_KEY)?).json(&body);
    let updated = change(&tool.http, request, reason, json::<Account>)
        .await
        .map(account)?;
    settle(tool, credential, updated, mailbox).await
}

pub(super) async fn remove(
    tool: &Instantly,
    credential: &Credential,
    id: &str,
) -> Result<(), SendingError> {
    let request = tool
        .http
        .delete(one(&tool.base, id)?)
        .bearer_auth(credential.get(API_KEY)?);
    change(&tool.http, request, reason, nothing).await
}

pub(super) async fn list(
    tool: &Instantly,
    credential: &Credential,
    page: Option<&str>,
) -> Result<AccountPage, SendingError> {
    let mut url = endpoint(&tool.base, "/accounts");
    url.query_pairs_mut().append_pair("limit", PAGE);
    if let Some(after) = page {
        url.query_pairs_mut().append_pair("starting_after", after);
    }
    let request = tool.http.get(url).bearer_auth(credential.get(API_KEY)?);
    let page: Page = read(&tool.http, request, reason).await?;
    // The last page names a next one that is empty.
    let next = page.next_starting_after.filter(|_| !page.items.is_empty());
    Ok(AccountPage {
        accounts: page.items.into_iter().map(account).collect(),
        next,
    })
}

/// An address as a part of the path.
fn one(base: &Url, email: &str) -> Result<Url, SendingError> {
    let none = || SendingError::NoSuchAccount {
        reason: "that is not an address".to_owned(),
    };
    if email.is_empty() || email.contains("..") {
        return Err(none());
    }
    let mut url = endpoint(base, "/accounts");
    url.path_segments_mut().map_err(|()| none())?.push(email);
    Ok(url)
}

fn logins(mailbox: &Mailbox) -> Logins<'_> {
    Logins {
        imap_username: &mailbox.imap.username,
        imap_password: shown(&mailbox.imap.password),
        imap_host: &mailbox.imap.host,
        imap_port: mailbox.imap.port,
        smtp_username: &mailbox.smtp.username,
        smtp_password: shown(&mailbox.smtp.password),
        smtp_host: &mailbox.smtp.host,
        smtp_port: mailbox.smtp.port,
    }
}

fn account(account: Account) -> ToolAccount {
    let state = if account.status < 0 {
        let said = account
            .status_message
            .and_then(|said| said.response.or(said.code));
        let said = said.unwrap_or_else(|| format!("status {}", account.status));
        AccountState::Failed(said)
    } else if account.setup_pending {
        AccountState::Pending
    } else {
        AccountState::Connected
    };
    ToolAccount {
        daily_limit: account.daily_limit,
        warmup: account.warmup_status.map(|status| status == 1),
        ..ToolAccount::new(&*account.email, state).of(&*account.email)
    }
}

fn reason(reply: &Reply) -> Option<String> {
    Some(reply.error::<Failure>()?.message)
}
