//! Whether a domain can be bought, and for how much.

use serde::{Deserialize, Serialize};
use simpleinboxes_core::cents::{AmountTooLarge, Cents};

use crate::domain_name::DomainName;

/// What a registrar says of one name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The name.
    pub domain: DomainName,
    /// Whether it can be bought.
    pub availability: Availability,
}

/// Whether a domain can be bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// It can.
    Available {
        /// For how much.
        price: Price,
        /// Whether the registry sells the name at a higher price of its own.
        premium: bool,
    },
    /// It is registered.
    Taken,
    /// Its top-level domain is not sold here.
    Unsupported,
    /// The registry reserves the name.
    Restricted,
    /// The registrar could not tell; ask again later.
    Unknown,
}

/// What a domain costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// The first year.
    pub first_year: Cents,
    /// Each further year.
    pub renewal: Cents,
}

/// What domains of a top-level domain cost that are not premium.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TldPrice {
    /// `com`, `co.uk`.
    pub tld: String,
    /// The price.
    pub price: Price,
}

impl Price {
    /// The price of `years` years.
    ///
    /// # Errors
    /// When the sum does not fit.
    pub fn of_years(self, years: u8) -> Result<Cents, AmountTooLarge> {
        let further = i64::from(years.saturating_sub(1));
        self.first_year.plus(self.renewal.times(further)?)
    }
}

impl Offer {
    /// The price, if it can be bought.
    #[must_use]
    pub const fn price(&self) -> Option<Price> {
        match self.availability {
            Availability::Available { price, .. } => Some(price),
            _ => None,
        }
    }
}
