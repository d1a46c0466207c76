//! Reply.io's answers in the port's terms.

use super::wire::{Problem, WhoAmI};
use crate::error::ProviderError;
use crate::http::{Reply, accept};
use crate::sending::port::KeyCheck;

pub(super) fn checked(reply: Reply) -> Result<KeyCheck, ProviderError> {
    let me: WhoAmI = accept(reply, reason)?.json()?;
    let account = me
        .username
        .unwrap_or_else(|| format!("user {}", me.user_id));
    Ok(KeyCheck {
        account: Some(account),
    })
}

pub(super) fn reason(reply: &Reply) -> Option<String> {
    let Problem { title, detail } = reply.error()?;
    detail.or(title)
}
