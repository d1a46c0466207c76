//! Saved payment methods, and how they come to be saved.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use simpleinboxes_core::Timestamp;

use super::Decline;

/// A saved payment method. Its full number is known to the provider only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentMethod {
    /// The provider's id of it (`pm_…`).
    pub id: String,
    /// What it is.
    pub kind: PaymentMethodKind,
    /// A card's brand (`visa`) or a bank's name.
    pub brand: Option<String>,
    /// The last four digits.
    pub last4: Option<String>,
    /// The month at whose end a card expires, 1 to 12.
    pub exp_month: Option<u8>,
    /// The year in which a card expires.
    pub exp_year: Option<u16>,
    /// The country of the bank, two capitals.
    pub country: Option<String>,
    /// The holder's name.
    pub holder_name: Option<String>,
    /// Whose it is; nothing for one that is not saved any more.
    pub customer: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Kinds of payment methods: the values of `PaymentMethodType` in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethodKind {
    /// A card.
    Card,
    /// A bank account in the USA.
    UsBankAccount,
    /// A bank account in the SEPA area.
    SepaDebit,
    /// Stripe's wallet.
    Link,
    /// A kind that the API does not have.
    Other,
}

impl PaymentMethodKind {
    /// As it is in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::UsBankAccount => "us_bank_account",
            Self::SepaDebit => "sepa_debit",
            Self::Link => "link",
            Self::Other => "other",
        }
    }
}

/// The right to save one payment method.
#[derive(Debug, Clone)]
pub struct SetupIntent {
    /// The provider's id of it (`seti_…`).
    pub id: String,
    /// What the form hands to the provider. Not to be stored or logged.
    pub client_secret: SecretString,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What became of a setup intent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetupOutcome {
    /// The provider's id of it.
    pub id: String,
    /// Whose.
    pub customer: Option<String>,
    /// The payment method that was saved or refused.
    pub payment_method: Option<String>,
    /// Where it stands.
    pub status: SetupStatus,
    /// Why it was refused.
    pub failure: Option<Decline>,
}

/// Where a setup intent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetupStatus {
    /// It waits for a payment method, for the first time or after a refusal.
    Pending,
    /// The holder must confirm at the bank.
    RequiresAction,
    /// The provider is at it.
    Processing,
    /// The payment method is saved.
    Succeeded,
    /// It was given up.
    Canceled,
}
