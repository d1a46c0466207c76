//! Smartlead's answers in the port's terms.

use std::time::Duration;

use super::wire::{Accounts, Failure};
use crate::error::ProviderError;
use crate::http::{Reply, accept};
use crate::sending::port::KeyCheck;

pub(super) fn checked(reply: Reply) -> Result<KeyCheck, ProviderError> {
    let told = told_wait(&reply);
    let reply = accept(reply, reason).map_err(|error| match error {
        ProviderError::RateLimited { retry_after } => ProviderError::RateLimited {
            retry_after: retry_after.or(told),
        },
        other => other,
    })?;
    reply.json::<Accounts>()?;
    Ok(KeyCheck { account: None })
}

pub(super) fn reason(reply: &Reply) -> Option<String> {
    Some(match reply.error()? {
        Failure::Detailed { error } => error.message,
        Failure::Plain { error } => error,
        Failure::Message { message } => message,
    })
}

/// The wait that the body names beside the header.
fn told_wait(reply: &Reply) -> Option<Duration> {
    match reply.error()? {
        Failure::Detailed { error } => error.retry_after.map(Duration::from_secs),
        Failure::Plain { .. } | Failure::Message { .. } => None,
    }
}
