//! What the sandbox keeps of each object.

use serde::{Deserialize, Serialize};
use simpleinboxes_core::Timestamp;

use super::cards::Behaviour;
use crate::payments::{CheckoutSession, Customer, Metadata, Payment, PaymentMethod, SetupOutcome};

pub(super) const CUSTOMER: &str = "customer";
pub(super) const METHOD: &str = "method";
pub(super) const CHECKOUT: &str = "checkout";
pub(super) const PAYMENT: &str = "payment";
pub(super) const SETUP: &str = "setup";
pub(super) const PORTAL: &str = "portal";
pub(super) const INVOICE: &str = "invoice";
pub(super) const EVENT: &str = "event";
pub(super) const KEY: &str = "key";

/// A customer and the cards saved with it, oldest first.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct CustomerRecord {
    pub(super) customer: Customer,
    pub(super) name: String,
    pub(super) email: Option<String>,
    pub(super) metadata: Metadata,
    pub(super) methods: Vec<String>,
}

/// A card, without its number.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct MethodRecord {
    pub(super) method: PaymentMethod,
    pub(super) behaviour: Behaviour,
}

/// A checkout session and what its page needs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct CheckoutRecord {
    pub(super) session: CheckoutSession,
    pub(super) description: String,
    pub(super) success_url: String,
    pub(super) cancel_url: String,
    pub(super) save_card: bool,
    pub(super) invoice: bool,
    /// The card whose bank wants the holder to confirm.
    pub(super) challenged: Option<MethodRecord>,
    /// Why the last card was refused.
    pub(super) refused: Option<crate::payments::Decline>,
}

/// A payment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct PaymentRecord {
    pub(super) payment: Payment,
    /// The checkout that it belongs to.
    pub(super) checkout: Option<String>,
    /// For one that is being processed: whether it will succeed, and whether it was asked for.
    pub(super) slow: Option<Slow>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Slow {
    pub(super) succeeds: bool,
    pub(super) asked: bool,
}

/// A setup intent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct SetupRecord {
    pub(super) outcome: SetupOutcome,
    pub(super) customer: String,
    pub(super) created_at: Timestamp,
    /// The card whose bank wants the holder to confirm.
    pub(super) challenged: Option<MethodRecord>,
}

/// A way into the portal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct PortalRecord {
    pub(super) customer: String,
    pub(super) return_url: String,
    pub(super) created_at: Timestamp,
    pub(super) expires_at: Timestamp,
}

/// What an idempotency key was used for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct KeyRecord {
    /// SHA-256 of the request.
    pub(super) request: String,
    /// The object that came of it.
    pub(super) object: String,
}
