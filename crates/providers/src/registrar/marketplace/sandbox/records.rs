//! What the sandbox keeps.

use serde::{Deserialize, Serialize};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;

use crate::domain_name::DomainName;
use crate::registrar::marketplace::ContactId;

pub(super) const DOMAIN: &str = "registrar_domain";
pub(super) const CONTACT: &str = "registrar_contact";

/// A domain that was bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bought {
    /// Whom it is registered for.
    pub contact: ContactId,
    /// When it was bought last.
    pub bought_at: Timestamp,
    /// From when the account shows it.
    pub shows_at: Timestamp,
    /// Until when it is paid for.
    pub expires_at: Timestamp,
    /// Its name servers.
    pub name_servers: Vec<DomainName>,
    /// How often it was bought.
    pub purchases: u32,
    /// How often it was renewed.
    pub renewals: u32,
    /// What was paid for it, all in all.
    pub paid: Cents,
}
