//! What can go wrong at a registrar, sorted by who can do something about it.

use std::net::Ipv4Addr;
use std::time::Duration;

use simpleinboxes_core::cents::Cents;
use thiserror::Error;

use crate::error::{Outage, ProviderError};

/// Why a registrar did not do what was asked.
///
/// Reasons are the registrar's own words, shortened and with our secrets taken out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RegistrarError {
    /// Credentials, limits and outages, as with every vendor.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// The registrar was asked for a change, and gave no usable answer: it may have been made.
    #[error("{0}, so that it may have been done")]
    Uncertain(Outage),
    /// The registrar takes no calls from our address until the account's owner allows it.
    #[error("{registrar} takes no calls from {}: allow this address in its API settings", shown(.address))]
    AddressNotAllowed {
        /// The registrar's name for people.
        registrar: &'static str,
        /// The address that it saw, or the one that we call from.
        address: Option<Ipv4Addr>,
    },
    /// The registrar wants to be told our address, which the operator has not set.
    #[error("the address that our calls come from is not set")]
    AddressUnknown,
    /// The account has no such domain.
    #[error("the domain is not in the account: {reason}")]
    NoSuchDomain {
        /// The registrar's words, or ours where it gave none.
        reason: String,
    },
    /// The domain can't be bought: somebody has it, or it is reserved or not sold.
    #[error("the domain can't be bought: {reason}")]
    NotAvailable {
        /// The registrar's words, or ours where it gave none.
        reason: String,
    },
    /// The price is higher than the buyer agreed to. Nothing was bought.
    #[error("the price is {price} now")]
    PriceChanged {
        /// What it would cost.
        price: Cents,
    },
    /// Our account at the registrar has too little money. Nothing was bought.
    #[error("the registrar's account is short of funds: {reason}")]
    InsufficientFunds {
        /// The registrar's words, or ours where it gave none.
        reason: String,
    },
    /// The registrar or the registry refuses this; asking again in the same way does not help.
    #[error("the registrar refused: {reason}")]
    Refused {
        /// The registrar's words, or ours where it gave none.
        reason: String,
    },
    /// An earlier try may have bought the domain, and the registrar can't tell yet.
    #[error("whether the domain was bought is not known yet")]
    Undecided,
    /// The sandbox could not keep its state. What was asked may have been done.
    #[error("the sandbox's state could not be kept: {0}")]
    State(String),
}

impl RegistrarError {
    /// Whether what was asked may have been done all the same. Ask again, and for a purchase say
    /// so ([`Purchase::after_unknown`](super::marketplace::Purchase::after_unknown)).
    #[must_use]
    pub const fn may_have_happened(&self) -> bool {
        match self {
            Self::Uncertain(_) | Self::Undecided | Self::State(_) => true,
            Self::Provider(_)
            | Self::AddressNotAllowed { .. }
            | Self::AddressUnknown
            | Self::NoSuchDomain { .. }
            | Self::NotAvailable { .. }
            | Self::PriceChanged { .. }
            | Self::InsufficientFunds { .. }
            | Self::Refused { .. } => false,
        }
    }

    /// How long the vendor is left alone, if that is why it was not asked.
    #[must_use]
    pub const fn circuit_open(&self) -> Option<Duration> {
        match self {
            Self::Provider(error) => error.circuit_open(),
            _ => None,
        }
    }

    /// Whether other credentials, or another setting of the account that they belong to, help.
    #[must_use]
    pub const fn is_about_credentials(&self) -> bool {
        matches!(
            self,
            Self::Provider(
                ProviderError::Rejected { .. }
                    | ProviderError::NotAllowed { .. }
                    | ProviderError::MissingField { .. }
            ) | Self::AddressNotAllowed { .. }
        )
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

    /// Passes every text that came from the registrar through `edit`.
    pub(super) fn edit_reason(self, edit: impl FnOnce(String) -> String) -> Self {
        match self {
            Self::Provider(error) => Self::Provider(error.edit_reason(edit)),
            Self::Uncertain(outage) => Self::Uncertain(outage.edit_reason(edit)),
            Self::NoSuchDomain { reason } => Self::NoSuchDomain {
                reason: edit(reason),
            },
            Self::NotAvailable { reason } => Self::NotAvailable {
                reason: edit(reason),
            },
            Self::InsufficientFunds { reason } => Self::InsufficientFunds {
                reason: edit(reason),
            },
            Self::Refused { reason } => Self::Refused {
                reason: edit(reason),
            },
            other @ (Self::AddressNotAllowed { .. }
            | Self::AddressUnknown
            | Self::PriceChanged { .. }
            | Self::Undecided
            | Self::State(_)) => other,
        }
    }
}

impl From<Outage> for RegistrarError {
    fn from(outage: Outage) -> Self {
        Self::Provider(outage.into())
    }
}

fn shown(address: &Option<Ipv4Addr>) -> String {
    address.map_or_else(|| "our address".to_owned(), |address| address.to_string())
}
