//! Buying and keeping domains.

use serde::{Deserialize, Serialize};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;

use super::ContactId;
use crate::domain_name::DomainName;
use crate::registrar::RegistrarError;

/// How many years a domain can be bought or renewed for.
const YEARS: std::ops::RangeInclusive<u8> = 1..=10;

/// A domain to buy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchase {
    /// The domain.
    pub domain: DomainName,
    /// For how many years, 1 to 10.
    pub years: u8,
    /// Whom it is registered for, see [`Marketplace::save_contact`](super::Marketplace::save_contact).
    pub contact: ContactId,
    /// The most that may be paid for all years together: what the offer said.
    pub most: Cents,
    /// Whether the buyer knows that it is a premium name.
    pub premium: bool,
    /// Whether an earlier try of this purchase ended with an error that may hide a success.
    pub after_unknown: bool,
}

/// A domain that is ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Until when it is paid for; nothing when the registrar does not tell at once.
    pub expires_at: Option<Timestamp>,
    /// Whether it was bought just now; false when it was in the account before.
    pub newly: bool,
}

/// A domain to renew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewal {
    /// The domain.
    pub domain: DomainName,
    /// For how many years, 1 to 10.
    pub years: u8,
    /// The expiry that the years are added to, as it was told before. A domain that expires later
    /// by now was renewed already.
    pub from: Timestamp,
}

/// A domain that is renewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewed {
    /// Until when it is paid for.
    pub expires_at: Timestamp,
    /// Whether it was renewed just now; false when it had been before.
    pub newly: bool,
}

/// A domain in our account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnedDomain {
    /// The domain.
    pub domain: DomainName,
    /// Until when it is paid for.
    pub expires_at: Timestamp,
    /// Its name servers; empty when it has those of the registrar.
    pub name_servers: Vec<DomainName>,
}

impl Purchase {
    /// Refuses what no registrar sells.
    pub(super) fn check(&self) -> Result<(), RegistrarError> {
        check_years(self.years)
    }
}

impl Renewal {
    /// Refuses what no registrar sells.
    pub(super) fn check(&self) -> Result<(), RegistrarError> {
        check_years(self.years)
    }

    /// What is left to do for a domain that expires at `expires_at`: nothing if it was renewed.
    ///
    /// Within a day both count as the same moment: registrars round.
    pub(super) fn done_by(&self, expires_at: Timestamp) -> Result<Option<Renewed>, RegistrarError> {
        let day = chrono::Duration::days(1);
        if expires_at > self.from + day {
            return Ok(Some(Renewed {
                expires_at,
                newly: false,
            }));
        }
        if expires_at < self.from - day {
            return Err(RegistrarError::Refused {
                reason: format!("the domain expires earlier than thought, at {expires_at}"),
            });
        }
        Ok(None)
    }
}

fn check_years(years: u8) -> Result<(), RegistrarError> {
    if YEARS.contains(&years) {
        Ok(())
    } else {
        Err(RegistrarError::Refused {
            reason: "domains are sold for 1 to 10 years".to_owned(),
        })
    }
}
