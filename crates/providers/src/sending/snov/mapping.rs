//! Snov.io's answers in the port's terms.

use reqwest::StatusCode;

use super::wire::{Balance, Failure, Token};
use crate::error::{Outage, ProviderError};
use crate::http::{Reply, accept};
use crate::redact::without;
use crate::sending::port::KeyCheck;

pub(super) fn token(reply: Reply) -> Result<String, ProviderError> {
    // OAuth's "invalid_client" may come as 400.
    if reply.status == StatusCode::BAD_REQUEST {
        return Err(ProviderError::Rejected {
            reason: reason(&reply).unwrap_or_else(|| "the vendor does not know them".to_owned()),
        });
    }
    let Token { access_token } = accept(reply, reason)?.json()?;
    if access_token.is_empty() || !access_token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Outage::Garbage.into());
    }
    Ok(access_token)
}

pub(super) fn checked(reply: Reply, token: &str) -> Result<KeyCheck, ProviderError> {
    let reply = accept(reply, words(token))?;
    reply.json::<Balance>()?;
    Ok(KeyCheck { account: None })
}

/// The vendor's words in its error body, without the token: nobody after us knows it.
pub(super) fn words(token: &str) -> impl Fn(&Reply) -> Option<String> + Send {
    move |reply| Some(without(&reason(reply)?, token))
}

fn reason(reply: &Reply) -> Option<String> {
    let failure: Failure = reply.error()?;
    failure
        .error_description
        .or(failure.message)
        .or(failure.error)
}
