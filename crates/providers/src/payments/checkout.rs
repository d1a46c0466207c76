//! Checkout sessions: the provider's page on which a top-up is paid.

use serde::{Deserialize, Serialize};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;

use super::{Decline, Metadata};

/// A checkout session to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewCheckout {
    /// Who pays.
    pub customer: String,
    /// How much.
    pub amount: Cents,
    /// What the page says is bought.
    pub description: String,
    /// The caller's own id of it (`top_…`), which comes back in the session. It is put under
    /// [`super::TOPUP_ID`] into all metadata, too.
    pub reference: String,
    /// Further metadata, on the session and on its payment.
    pub metadata: Metadata,
    /// Where the customer goes once paid.
    pub success_url: String,
    /// Where the customer goes who gives up.
    pub cancel_url: String,
    /// Until when it can be paid; Stripe takes 30 minutes to 24 hours. Without it: 24 hours.
    pub expires_at: Option<Timestamp>,
    /// Whether the card is kept for charges without the customer.
    pub save_card: bool,
    /// Whether the provider makes an invoice for it.
    pub invoice: bool,
}

/// A checkout session as the provider has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutSession {
    /// The provider's id of it (`cs_…`).
    pub id: String,
    /// Where the customer pays; nothing once it is closed.
    pub url: Option<String>,
    /// Where the customer stands.
    pub status: CheckoutStatus,
    /// Where the money stands.
    pub payment_state: PaymentState,
    /// How much is paid or to be paid, which is what counts.
    pub amount: Cents,
    /// Who pays.
    pub customer: Option<String>,
    /// The caller's own id of it.
    pub reference: Option<String>,
    /// The payment (`pi_…`), once there is one.
    pub payment: Option<String>,
    /// The payment method that was used. Told when the session is read, not in events.
    pub payment_method: Option<String>,
    /// Why the payment failed for good. Told when the session is read, not in events.
    pub failure: Option<Decline>,
    /// The invoice for it (`in_…`), once there is one.
    pub invoice: Option<String>,
    /// What the caller wrote on it.
    pub metadata: Metadata,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it can be paid.
    pub expires_at: Timestamp,
}

impl CheckoutSession {
    /// Whether the money is there: the only state in which a wallet may be credited.
    #[must_use]
    pub fn is_paid(&self) -> bool {
        self.status == CheckoutStatus::Complete && self.payment_state == PaymentState::Paid
    }
}

/// Where the customer stands with a checkout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckoutStatus {
    /// The page waits.
    Open,
    /// The customer is done; the money may still be under way.
    Complete,
    /// Its time is over.
    Expired,
}

/// Where the money of a checkout stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// Not there, perhaps not yet.
    Unpaid,
    /// There.
    Paid,
    /// Nothing was to be paid. Top-ups never are in this state.
    NotRequired,
}
