//! What can go wrong at a vendor, sorted by who can do something about it.

use std::time::Duration;

use thiserror::Error;

use crate::outbound::RefusedUrl;

/// Why a vendor did not do what was asked.
///
/// Reasons are the vendor's own words, shortened and with our secrets taken out: fit to be shown
/// to the owner of the credentials, not to be interpreted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProviderError {
    /// The vendor does not accept the credentials; only other credentials help.
    #[error("the credentials were rejected: {reason}")]
    Rejected {
        /// The vendor's words, or ours where it gave none.
        reason: String,
    },
    /// The credentials are real but not good for this; the owner must change something there.
    #[error("{lack}: {reason}")]
    NotAllowed {
        /// What is missing.
        lack: Lack,
        /// The vendor's words, or ours where it gave none.
        reason: String,
    },
    /// The vendor wants fewer requests; the credentials may be fine.
    #[error("too many requests to the vendor")]
    RateLimited {
        /// How long the vendor asked us to wait, if it said so.
        retry_after: Option<Duration>,
    },
    /// The vendor gave no usable answer; the credentials may be fine.
    #[error("{0}")]
    Unavailable(#[from] Outage),
    /// The address that the user gave is one that we do not call.
    #[error("{0}")]
    RefusedUrl(#[from] RefusedUrl),
    /// A saved credential lacks what its tool needs (for one saved before the field was required).
    #[error("the credential has no {field}")]
    MissingField {
        /// Name of the field, as in the tool's declaration.
        field: &'static str,
    },
}

/// What a key needs beyond being valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Lack {
    /// A scope, a role, or access to the named workspace.
    #[error("the credentials lack a permission")]
    Permission,
    /// The vendor's plan of the account does not include the API.
    #[error("the vendor's plan does not include this")]
    Plan,
}

/// How a vendor failed to answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Outage {
    /// The host name has no address.
    #[error("the vendor's host name could not be resolved")]
    Unresolved,
    /// No connection, or no TLS.
    #[error("the vendor could not be reached")]
    Unreachable,
    /// No complete answer in the time allowed.
    #[error("the vendor did not answer in time")]
    Timeout,
    /// The connection ended before the answer did.
    #[error("the vendor's answer was cut off")]
    Cut,
    /// The answer is longer than we read.
    #[error("the vendor's answer was too long")]
    TooLarge,
    /// The answer is not what the vendor's documentation shows.
    #[error("the vendor's answer could not be understood")]
    Garbage,
    /// The answer is a redirect; following it would carry credentials elsewhere.
    #[error("the vendor answered with a redirect, which is not followed")]
    Redirected,
    /// Nothing was asked: the vendor failed several times in a row, and is left alone for a while.
    #[error("the vendor failed several times in a row, and is asked again in {} s", seconds(.retry_after))]
    CircuitOpen {
        /// When to try again.
        retry_after: Duration,
    },
    /// A status that says nothing about the credentials.
    #[error("the vendor answered with status {status}{}", said(.reason))]
    Status {
        /// The HTTP status.
        status: u16,
        /// The vendor's words, if any.
        reason: Option<String>,
    },
}

impl Outage {
    /// Whether the request may have reached the vendor: without a connection nothing was asked.
    pub(crate) const fn may_have_been_asked(&self) -> bool {
        !matches!(
            self,
            Self::Unresolved | Self::Unreachable | Self::CircuitOpen { .. }
        )
    }

    /// Passes the vendor's text, if any, through `edit`.
    pub(crate) fn edit_reason(self, edit: impl FnOnce(String) -> String) -> Self {
        match self {
            Self::Status { status, reason } => Self::Status {
                status,
                reason: reason.map(edit),
            },
            other => other,
        }
    }
}

/// Whole seconds, at least one.
fn seconds(wait: &Duration) -> u64 {
    let whole = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    whole.max(1)
}

fn said(reason: &Option<String>) -> String {
    reason
        .as_ref()
        .map(|reason| format!(": {reason}"))
        .unwrap_or_default()
}

impl ProviderError {
    /// How long to wait before asking again, where that is known.
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RateLimited { retry_after } => *retry_after,
            error => error.circuit_open(),
        }
    }

    /// How long the vendor is left alone, if that is why it was not asked. Such a call is no
    /// attempt at anything.
    #[must_use]
    pub const fn circuit_open(&self) -> Option<Duration> {
        match self {
            Self::Unavailable(Outage::CircuitOpen { retry_after }) => Some(*retry_after),
            _ => None,
        }
    }

    /// Passes every text that came from the vendor through `edit`.
    pub(crate) fn edit_reason(self, edit: impl FnOnce(String) -> String) -> Self {
        match self {
            Self::Rejected { reason } => Self::Rejected {
                reason: edit(reason),
            },
            Self::NotAllowed { lack, reason } => Self::NotAllowed {
                lack,
                reason: edit(reason),
            },
            Self::Unavailable(outage) => Self::Unavailable(outage.edit_reason(edit)),
            other
            @ (Self::RateLimited { .. } | Self::RefusedUrl(_) | Self::MissingField { .. }) => other,
        }
    }
}
