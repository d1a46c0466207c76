//! Why orders are refused.

use simpleinboxes_core::cents::{AmountTooLarge, Cents};
use simpleinboxes_core::machine::{OrderEvent, Refused};
use simpleinboxes_core::pricing::QuoteRefused;
use simpleinboxes_core::status::{OrderStatus, PromotionRefusal};

use super::Quote;
use crate::error::{Constraint, StoreError};
use crate::ledger::LedgerError;

/// Why a command on an order was refused. Nothing was changed. Places count from 0.
#[derive(Debug, thiserror::Error)]
pub enum OrderRefused {
    /// The same domain twice, the second time at this place.
    #[error("domain {0} is there twice")]
    DomainTwice(usize),
    /// The same username twice on a domain, the second time at this place.
    #[error("inbox {1} of domain {0} has the username of another")]
    UsernameTwice(usize, usize),
    /// Another order has the domain.
    #[error("another order has the domain {0}")]
    DomainHeld(String),
    /// Two inboxes would have this address.
    #[error("two inboxes have the address {0}")]
    AddressTwice(String),
    /// The workspace never had the domain at this place.
    #[error("domain {0} was not here before")]
    NoSuchDomain(usize),
    /// The registration of a domain that was bought here is over.
    #[error("the registration of {0} is over")]
    RegistrationOver(String),
    /// No price.
    #[error(transparent)]
    Price(#[from] QuoteRefused),
    /// No promotion that runs has this code.
    #[error("there is no such promotion")]
    UnknownPromotion,
    /// The workspace can't use the promotion.
    #[error("the workspace can't use the promotion: {0}")]
    Promotion(PromotionRefusal),
    /// Nobody is known whom domains can be registered for.
    #[error("there is nobody to register domains for")]
    NoRegistrant,
    /// The credential is not the workspace's.
    #[error("there is no such credential")]
    NoCredential,
    /// It costs something else.
    #[error("it costs {} now", .0.pricing.total)]
    PriceChanged(Box<Quote>),
    /// The account has as many unpaid orders as it may.
    #[error("{} orders of the account are unpaid", super::MAX_UNPAID)]
    TooManyUnpaid,
    /// The state forbids it.
    #[error(transparent)]
    State(#[from] Refused<OrderStatus, OrderEvent>),
    /// The wallet holds too little.
    #[error("{available} of {needed} are there")]
    Insufficient {
        /// What can be paid.
        available: Cents,
        /// What was to be paid.
        needed: Cents,
    },
    /// The database, or something that the caller does not see.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for OrderRefused {
    fn from(error: StoreError) -> Self {
        match error {
            // Somebody took it between our look and our row.
            StoreError::Conflict(Constraint::DomainHeld) => {
                Self::DomainHeld("one of the domains".to_owned())
            }
            other => Self::Store(other),
        }
    }
}

impl From<sea_orm::DbErr> for OrderRefused {
    fn from(error: sea_orm::DbErr) -> Self {
        StoreError::from(error).into()
    }
}

impl From<AmountTooLarge> for OrderRefused {
    fn from(error: AmountTooLarge) -> Self {
        Self::Price(error.into())
    }
}

impl From<LedgerError> for OrderRefused {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Insufficient {
                available, needed, ..
            } => Self::Insufficient { available, needed },
            other => StoreError::from(other).into(),
        }
    }
}
