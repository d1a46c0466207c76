//! What can go wrong at a vault, sorted by who can do something about it.

use std::time::Duration;

use thiserror::Error;

use crate::error::{Outage, ProviderError};
use crate::state::StateError;

/// Why a vault did not do what was asked. Reasons are its own words, shortened and with secrets
/// taken out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum VaultError {
    /// Credentials, limits and outages, as with every vendor.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// There is no such vault, or the token may not see it.
    #[error("there is no such vault: {reason}")]
    NoSuchVault {
        /// The vault's words, or ours where it gave none.
        reason: String,
    },
    /// The vault refuses the item; asking again in the same way does not help.
    #[error("the vault refused the item: {reason}")]
    Refused {
        /// The vault's words, or ours where it gave none.
        reason: String,
    },
    /// The vault was asked for a change, and gave no usable answer: it may have been made. Asking
    /// again does no harm.
    #[error("{0}, so that it may have been done")]
    Uncertain(Outage),
    /// The sandbox could not keep its state.
    #[error("the sandbox's state could not be kept: {0}")]
    State(String),
}

impl VaultError {
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

    /// Passes every text that came from the vault through `edit`.
    pub(super) fn edit_reason(self, edit: impl FnOnce(String) -> String) -> Self {
        match self {
            Self::Provider(error) => Self::Provider(error.edit_reason(edit)),
            Self::NoSuchVault { reason } => Self::NoSuchVault {
                reason: edit(reason),
            },
            Self::Refused { reason } => Self::Refused {
                reason: edit(reason),
            },
            Self::Uncertain(outage) => Self::Uncertain(outage.edit_reason(edit)),
            other @ Self::State(_) => other,
        }
    }
}

impl From<Outage> for VaultError {
    fn from(outage: Outage) -> Self {
        Self::Provider(outage.into())
    }
}

impl From<StateError> for VaultError {
    fn from(error: StateError) -> Self {
        Self::State(error.0)
    }
}
