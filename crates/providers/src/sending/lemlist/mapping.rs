//! lemlist's answers in the port's terms.

use reqwest::StatusCode;

use super::wire::{Failure, Team};
use crate::error::ProviderError;
use crate::http::{Reply, accept};
use crate::sending::port::KeyCheck;

pub(super) fn checked(reply: Reply) -> Result<KeyCheck, ProviderError> {
    if reply.status == StatusCode::BAD_REQUEST {
        return Err(ProviderError::Rejected {
            reason: reason(&reply).unwrap_or_else(|| "the key's team is invalid".to_owned()),
        });
    }
    let Team { name, .. } = accept(reply, reason)?.json()?;
    Ok(KeyCheck { account: name })
}

pub(super) fn reason(reply: &Reply) -> Option<String> {
    match reply.error() {
        Some(Failure { message, error }) => message.or(error),
        None => reply.plain_text(),
    }
}
