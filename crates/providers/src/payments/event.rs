//! What the provider reports by itself.

use serde::{Deserialize, Serialize};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;

use super::{CheckoutSession, Customer, Invoice, Payment, PaymentMethod, SetupOutcome};

/// A report of the provider. It may come twice, late and in any order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentEvent {
    /// The provider's id of it (`evt_…`); a repeat has the same.
    pub id: String,
    /// Its kind in the provider's words (`checkout.session.completed`).
    pub name: String,
    /// When it happened.
    pub created_at: Timestamp,
    /// Whether real money is meant.
    pub live: bool,
    /// What happened.
    pub kind: EventKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "object", rename_all = "snake_case")]
pub enum EventKind {
    /// The customer is done with the checkout; paid or still under way.
    CheckoutCompleted(CheckoutSession),
    /// The money of a checkout that was under way has come.
    CheckoutPaid(CheckoutSession),
    /// The money of a checkout that was under way will not come.
    CheckoutFailed(CheckoutSession),
    /// A checkout was not paid in time.
    CheckoutExpired(CheckoutSession),
    /// A payment has come.
    PaymentSucceeded(Payment),
    /// A payment was refused.
    PaymentFailed(Payment),
    /// A payment method was saved.
    SetupSucceeded(SetupOutcome),
    /// A payment method was refused.
    SetupFailed(SetupOutcome),
    /// An invoice was paid.
    InvoicePaid(Box<Invoice>),
    /// The payment of an invoice was refused.
    InvoicePaymentFailed(Box<Invoice>),
    /// An invoice is final.
    InvoiceFinalized(Box<Invoice>),
    /// Money went back.
    ChargeRefunded(Refund),
    /// A payment method was saved with a customer.
    PaymentMethodAttached(PaymentMethod),
    /// A payment method was taken off a customer.
    PaymentMethodDetached(PaymentMethod),
    /// A customer changed, such as its default payment method.
    CustomerUpdated(Customer),
    /// Something that we do not act on: another kind, or another currency than ours.
    Other,
}

/// Money that went back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// The charge (`ch_…`).
    pub charge: String,
    /// Its payment (`pi_…`).
    pub payment: Option<String>,
    /// Whose.
    pub customer: Option<String>,
    /// What was charged.
    pub amount: Cents,
    /// What of it went back until now, in all.
    pub refunded: Cents,
}
