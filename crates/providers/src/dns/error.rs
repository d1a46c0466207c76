//! What can go wrong at a DNS host.

use std::time::Duration;

use thiserror::Error;

use crate::error::{Outage, ProviderError};

/// Why a DNS host did not do what was asked. What was done before stays done; everything can be
/// asked for again.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DnsHostError {
    /// The credentials, the rate, or no answer.
    #[error(transparent)]
    Host(#[from] ProviderError),
    /// The host does not have this zone, or has it no more.
    #[error("the DNS host has no such zone")]
    NoZone,
    /// The host does not want this, whoever asks and whenever.
    #[error("the DNS host refused: {reason}")]
    Refused {
        /// The host's own code, for the operator's log.
        code: Option<String>,
        /// Why, for people, 1 to 300 characters.
        reason: String,
    },
    /// The host can't do this at all; its capabilities say so.
    #[error("this DNS host can't {0}")]
    Unsupported(&'static str),
}

impl DnsHostError {
    /// How long the vendor is left alone, if that is why it was not asked.
    #[must_use]
    pub const fn circuit_open(&self) -> Option<Duration> {
        match self {
            Self::Host(error) => error.circuit_open(),
            _ => None,
        }
    }
}

impl From<Outage> for DnsHostError {
    fn from(outage: Outage) -> Self {
        Self::Host(outage.into())
    }
}
