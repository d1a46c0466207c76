//! What a status means where vendors agree.

use reqwest::StatusCode;

use super::Reply;
use crate::error::{Lack, Outage, ProviderError};

/// Passes a successful reply on and sorts the others. `reason` finds the vendor's words in its
/// error body.
///
/// A vendor that means something else by a status says so in its own mapping, before this.
pub(crate) fn accept(
    reply: Reply,
    reason: impl Fn(&Reply) -> Option<String>,
) -> Result<Reply, ProviderError> {
    let said = |otherwise: &str| reason(&reply).unwrap_or_else(|| otherwise.to_owned());
    Err(match reply.status {
        status if status.is_success() => return Ok(reply),
        status if status.is_redirection() => Outage::Redirected.into(),
        StatusCode::UNAUTHORIZED => ProviderError::Rejected {
            reason: said("the vendor does not know them"),
        },
        StatusCode::PAYMENT_REQUIRED => ProviderError::NotAllowed {
            lack: Lack::Plan,
            reason: said("the vendor asks for a paid plan"),
        },
        StatusCode::FORBIDDEN => ProviderError::NotAllowed {
            lack: Lack::Permission,
            reason: said("the vendor forbids it"),
        },
        StatusCode::TOO_MANY_REQUESTS => ProviderError::RateLimited {
            retry_after: reply.retry_after(),
        },
        status => Outage::Status {
            status: status.as_u16(),
            reason: reason(&reply),
        }
        .into(),
    })
}
