//! Who pays, and the provider's pages for them.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use simpleinboxes_core::Timestamp;

use super::Metadata;

/// A customer to make at the provider: one of our accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewCustomer {
    /// The name on invoices.
    pub name: String,
    /// Where the provider sends receipts.
    pub email: Option<String>,
    /// What to find it by again.
    pub metadata: Metadata,
}

/// A customer as the provider has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// The provider's id of it (`cus_…`).
    pub id: String,
    /// The payment method that is charged without asking, if one is set.
    pub default_payment_method: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A way into the customer portal to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewPortalSession {
    /// Whose portal.
    pub customer: String,
    /// Where the way back leads.
    pub return_url: String,
}

/// A way into the provider's customer portal.
#[derive(Debug, Clone)]
pub struct PortalSession {
    /// The provider's id of it.
    pub id: String,
    /// Signs in whoever opens it, so it is a secret.
    pub url: SecretString,
    /// When it was made.
    pub created_at: Timestamp,
}
