//! What can go wrong with an account in a sending tool, sorted by who can do something about it.

use std::time::Duration;

use thiserror::Error;

use crate::error::{Outage, ProviderError};
use crate::state::StateError;

/// Why a sending tool did not do what was asked. Reasons are its own words, shortened and with
/// secrets taken out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SendingError {
    /// Credentials, limits and outages, as with every vendor.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// The tool has the account, but can't sign in to the mailbox: it can't send from there.
    #[error("the tool can't connect to the mailbox: {reason}")]
    NotConnected {
        /// The account's id in the tool.
        account: String,
        /// What the tool said.
        reason: String,
    },
    /// The tool refuses the account; asking again in the same way does not help.
    #[error("the tool refused the mailbox: {reason}")]
    Refused {
        /// The tool's words, or ours where it gave none.
        reason: String,
    },
    /// The tool has no such account.
    #[error("the tool has no such account: {reason}")]
    NoSuchAccount {
        /// The tool's words, or ours where it gave none.
        reason: String,
    },
    /// The tool was asked for a change, and gave no usable answer: it may have been made. Look
    /// before asking again.
    #[error("{0}, so that it may have been done")]
    Uncertain(Outage),
    /// The tool's API can't do this, see the capabilities.
    #[error("this tool's API can't {0}")]
    Unsupported(&'static str),
    /// The sandbox could not keep its state.
    #[error("the sandbox's state could not be kept: {0}")]
    State(String),
}

impl SendingError {
    /// Whether what was asked may have been done all the same.
    #[must_use]
    pub const fn may_have_happened(&self) -> bool {
        matches!(self, Self::Uncertain(_) | Self::State(_))
    }

    /// How long the vendor is left alone, if that is why it was not asked.
    #[must_use]
    pub const fn circuit_open(&self) -> Option<Duration> {
        match self {
            Self::Provider(error) => error.circuit_open(),
            _ => None,
        }
    }

    /// The error as one of a change that was sent: without a usable answer it may have been made.
    pub(super) fn of_change(self) -> Self {
        match self {
            Self::Provider(ProviderError::Unavailable(outage)) if outage.may_have_been_asked() => {
                Self::Uncertain(outage)
            }
            certain => certain,
        }
    }

    /// Passes every text that came from the tool through `edit`.
    pub(super) fn edit_reason(self, edit: impl FnOnce(String) -> String) -> Self {
        match self {
            Self::Provider(error) => Self::Provider(error.edit_reason(edit)),
            Self::NotConnected { account, reason } => Self::NotConnected {
                account,
                reason: edit(reason),
            },
            Self::Refused { reason } => Self::Refused {
                reason: edit(reason),
            },
            Self::NoSuchAccount { reason } => Self::NoSuchAccount {
                reason: edit(reason),
            },
            Self::Uncertain(outage) => Self::Uncertain(outage.edit_reason(edit)),
            other @ (Self::Unsupported(_) | Self::State(_)) => other,
        }
    }
}

impl From<Outage> for SendingError {
    fn from(outage: Outage) -> Self {
        Self::Provider(outage.into())
    }
}

impl From<StateError> for SendingError {
    fn from(error: StateError) -> Self {
        Self::State(error.0)
    }
}
