//! Instantly's answers in the port's terms.

use super::wire::{Accounts, Failure};
use crate::error::ProviderError;
use crate::http::{Reply, accept};
use crate::sending::port::KeyCheck;

pub(super) fn checked(reply: Reply) -> Result<KeyCheck, ProviderError> {
    let reply = accept(reply, |reply| Some(reply.error::<Failure>()?.message))?;
    reply.json::<Accounts>()?;
    Ok(KeyCheck { account: None })
}
