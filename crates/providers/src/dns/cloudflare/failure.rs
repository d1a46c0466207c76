//! Cloudflare's refusals in the port's terms.

use std::time::Duration;

use super::wire::Refusal;
use crate::dns::{ChangeOutcome, DnsHostError};
use crate::error::{Lack, Outage, ProviderError};
use crate::http::Reply;
use crate::redact::{one_line, without};

/// Something else of this name is there: an address beside a CNAME.
pub(super) const OTHER_OF_THE_NAME: u32 = 81053;
/// The record is there.
pub(super) const RECORD_EXISTS: u32 = 81057;
/// The record is there, to the letter.
pub(super) const IDENTICAL_EXISTS: u32 = 81058;
/// The record is gone.
const RECORD_MISSING: u32 = 81044;
/// The zone exists, here or in another account.
pub(super) const ZONE_EXISTS: u32 = 1061;
/// Not a path: the id in it belongs to nothing.
const NO_ROUTE: u32 = 7003;

/// Characters of Cloudflare's text that are kept.
const LONGEST: usize = 300;

/// A call that failed.
#[derive(Debug)]
pub(super) struct Failure {
    /// Cloudflare's first code.
    pub(super) code: Option<u32>,
    /// Whether what was named is not there.
    pub(super) is_missing: bool,
    /// In the port's terms.
    pub(super) error: DnsHostError,
}

impl Failure {
    /// A change that was refused for what it says; other failures end the whole call.
    pub(super) fn outcome(self) -> Result<ChangeOutcome, DnsHostError> {
        match self.error {
            DnsHostError::Refused { code, reason } => Ok(ChangeOutcome::Refused { code, reason }),
            other => Err(other),
        }
    }

    pub(super) fn is(&self, codes: &[u32]) -> bool {
        self.code.is_some_and(|code| codes.contains(&code))
    }
}

impl From<Failure> for DnsHostError {
    fn from(failure: Failure) -> Self {
        failure.error
    }
}

/// An answer that is not a success. `away` is how long we stay away now.
pub(super) fn failure(reply: &Reply, token: &str, away: Option<Duration>) -> Failure {
    let refusal = reply.error::<Refusal>();
    let said = refusal.and_then(|refusal| refusal.errors.into_iter().next());
    let code = said.as_ref().map(|said| said.code);
    let words = said
        .as_ref()
        .map(|said| one_line(&without(&said.message, token), LONGEST))
        .filter(|words| !words.is_empty());
    let reason = |otherwise: &str| words.clone().unwrap_or_else(|| otherwise.to_owned());
    let status = reply.status.as_u16();
    let error = match (status, code) {
        (300..400, _) => Outage::Redirected.into(),
        (401, _) | (400, Some(6003 | 6111)) | (403, Some(9109)) => ProviderError::Rejected {
            reason: reason("the token is not known"),
        }
        .into(),
        (403, _) => ProviderError::NotAllowed {
            lack: Lack::Permission,
            reason: reason("the token lacks a permission"),
        }
        .into(),
        (429, _) => ProviderError::RateLimited { retry_after: away }.into(),
        (200..300 | 400..500, Some(code)) => DnsHostError::Refused {
            code: Some(code.to_string()),
            reason: reason("no reason was given"),
        },
        _ => Outage::Status {
            status,
            reason: words.clone(),
        }
        .into(),
    };
    Failure {
        code,
        is_missing: status == 404 || matches!(code, Some(RECORD_MISSING | NO_ROUTE)),
        error,
    }
}
