//! Asking tools about accounts: reads may be repeated, changes are sent once.

use reqwest::RequestBuilder;
use serde::de::DeserializeOwned;

use super::account::ToolAccount;
use super::credential::Credential;
use super::error::SendingError;
use super::port::SendingTool;
use crate::http::{Http, Reply, accept};

/// Pages that are looked through for an account, where a tool can't be asked for one.
const MOST_PAGES: usize = 50;

/// Sends a request that changes nothing. `reason` finds the vendor's words in its error body.
pub(super) async fn read<T: DeserializeOwned>(
    http: &Http,
    request: RequestBuilder,
    reason: impl Fn(&Reply) -> Option<String> + Send,
) -> Result<T, SendingError> {
    let reply = http.read(request).await?;
    Ok(sorted(reply, reason)?.json()?)
}

/// Looks through a tool's list for an account.
pub(super) async fn look(
    tool: &dyn SendingTool,
    credential: &Credential,
    is_it: impl Fn(&ToolAccount) -> bool + Send,
) -> Result<Option<ToolAccount>, SendingError> {
    let mut next: Option<String> = None;
    for _ in 0..MOST_PAGES {
        let page = tool.list(credential, next.as_deref()).await?;
        if let Some(found) = page.accounts.into_iter().find(&is_it) {
            return Ok(Some(found));
        }
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    Ok(None)
}

/// Sends a change once, and reads its answer with `understand`.
pub(super) async fn change<T>(
    http: &Http,
    request: RequestBuilder,
    reason: impl Fn(&Reply) -> Option<String> + Send,
    understand: impl FnOnce(&Reply) -> Result<T, SendingError> + Send,
) -> Result<T, SendingError> {
    let reply = http.send(request).await.map_err(SendingError::from);
    let accepted = reply.and_then(|reply| sorted(reply, reason));
    let understood = accepted.and_then(|reply| understand(&reply));
    understood.map_err(SendingError::of_change)
}

/// The answer to a change, as JSON.
pub(super) fn json<T: DeserializeOwned>(reply: &Reply) -> Result<T, SendingError> {
    Ok(reply.json()?)
}

/// The answer to a change of which only the success matters.
pub(super) fn nothing(_: &Reply) -> Result<(), SendingError> {
    Ok(())
}

fn sorted(reply: Reply, reason: impl Fn(&Reply) -> Option<String>) -> Result<Reply, SendingError> {
    let told = |otherwise: &str| reason(&reply).unwrap_or_else(|| otherwise.to_owned());
    match reply.status.as_u16() {
        404 => Err(SendingError::NoSuchAccount {
            reason: told("the tool does not know it"),
        }),
        400 | 409 | 422 => Err(SendingError::Refused {
            reason: told("the tool refused"),
        }),
        _ => Ok(accept(reply, reason)?),
    }
}
