//! EmailBison's answers in the port's terms.

use reqwest::StatusCode;
use serde_json::Value;

use super::wire::{Failure, User};
use crate::error::{Outage, ProviderError};
use crate::http::{Reply, accept};
use crate::sending::port::KeyCheck;

pub(super) fn checked(reply: Reply) -> Result<KeyCheck, ProviderError> {
    // The base URL is the user's: a missing path is a wrong URL, not an outage.
    if reply.status == StatusCode::NOT_FOUND {
        return Err(ProviderError::Rejected {
            reason: "there is no EmailBison API at this server URL".to_owned(),
        });
    }
    let reply = accept(reply, |reply| Some(reply.error::<Failure>()?.message))?;
    let User { data } = reply.json()?;
    if data.is_null() {
        return Err(Outage::Garbage.into());
    }
    let account = data.get("email").and_then(Value::as_str).map(str::to_owned);
    Ok(KeyCheck { account })
}
