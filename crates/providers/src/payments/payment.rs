//! Payments: what moves the money, behind a checkout or by itself.

use serde::{Deserialize, Serialize};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;

use super::{Decline, Metadata};

/// A charge to a saved payment method, without the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewCharge {
    /// Who pays.
    pub customer: String,
    /// With what.
    pub payment_method: String,
    /// How much.
    pub amount: Cents,
    /// What it is for, on the provider's pages and receipts.
    pub description: String,
    /// The caller's own id of it (`top_…`), put under [`super::TOPUP_ID`] into the metadata.
    pub reference: String,
    /// Further metadata.
    pub metadata: Metadata,
}

/// A payment as the provider has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// The provider's id of it (`pi_…`).
    pub id: String,
    /// Where it stands.
    pub status: PaymentStatus,
    /// How much.
    pub amount: Cents,
    /// Who pays.
    pub customer: Option<String>,
    /// With what.
    pub payment_method: Option<String>,
    /// The caller's own id of it, from the metadata.
    pub reference: Option<String>,
    /// Why the last attempt was refused.
    pub failure: Option<Decline>,
    /// What the caller wrote on it.
    pub metadata: Metadata,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Where a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    /// It waits for a payment method, for the first time or after a refusal.
    RequiresPaymentMethod,
    /// The holder must confirm at the bank.
    RequiresAction,
    /// The money is under way.
    Processing,
    /// The money is there.
    Succeeded,
    /// It was given up.
    Canceled,
}
