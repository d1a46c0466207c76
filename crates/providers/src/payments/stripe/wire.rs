//! What Stripe takes and gives. Only the members that are used are declared.

use secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value;

use crate::payments::{Address, Metadata};

/// Whether a text can be the id of an object.
pub(super) fn is_id(text: &str) -> bool {
    (1..=255).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The id of an object, or the object where it was asked for.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Link<T> {
    Id(String),
    Object(Box<T>),
}

/// An object of which only the id counts.
#[derive(Deserialize)]
pub(super) struct Named {
    pub(super) id: String,
}

impl Link<Named> {
    pub(super) fn into_id(self) -> String {
        match self {
            Self::Id(id) => id,
            Self::Object(object) => object.id,
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Customer {
    pub(super) id: String,
    #[serde(default)]
    pub(super) deleted: bool,
    /// Not there once it is deleted.
    pub(super) created: Option<i64>,
    pub(super) invoice_settings: Option<InvoiceSettings>,
}

#[derive(Deserialize)]
pub(super) struct InvoiceSettings {
    pub(super) default_payment_method: Option<Link<PaymentMethod>>,
}

#[derive(Deserialize)]
pub(super) struct Session {
    pub(super) id: String,
    pub(super) url: Option<String>,
    pub(super) mode: String,
    pub(super) status: String,
    pub(super) payment_status: String,
    pub(super) amount_total: Option<i64>,
    pub(super) currency: Option<String>,
    pub(super) customer: Option<Link<Named>>,
    pub(super) client_reference_id: Option<String>,
    pub(super) payment_intent: Option<Link<PaymentIntent>>,
    pub(super) invoice: Option<Link<Named>>,
    pub(super) metadata: Option<Metadata>,
    pub(super) created: i64,
    pub(super) expires_at: i64,
}

#[derive(Deserialize)]
pub(super) struct PaymentIntent {
    pub(super) id: String,
    pub(super) status: String,
    pub(super) amount: i64,
    pub(super) currency: String,
    pub(super) customer: Option<Link<Named>>,
    pub(super) payment_method: Option<Link<Named>>,
    pub(super) last_payment_error: Option<Failure>,
    pub(super) metadata: Option<Metadata>,
    pub(super) created: i64,
}

#[derive(Deserialize)]
pub(super) struct SetupIntent {
    pub(super) id: String,
    pub(super) status: String,
    pub(super) client_secret: Option<SecretString>,
    pub(super) customer: Option<Link<Named>>,
    pub(super) payment_method: Option<Link<Named>>,
    pub(super) last_setup_error: Option<Failure>,
    pub(super) created: i64,
}

#[derive(Deserialize)]
pub(super) struct PaymentMethod {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) card: Option<Card>,
    pub(super) us_bank_account: Option<BankAccount>,
    pub(super) sepa_debit: Option<BankAccount>,
    pub(super) billing_details: Option<BillingDetails>,
    pub(super) customer: Option<Link<Named>>,
    pub(super) created: i64,
}

#[derive(Deserialize)]
pub(super) struct Card {
    pub(super) brand: Option<String>,
    pub(super) last4: Option<String>,
    pub(super) exp_month: Option<u8>,
    pub(super) exp_year: Option<u16>,
    pub(super) country: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct BankAccount {
    pub(super) bank_name: Option<String>,
    pub(super) last4: Option<String>,
    pub(super) country: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct BillingDetails {
    pub(super) name: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct PortalSession {
    pub(super) id: String,
    pub(super) url: SecretString,
    pub(super) created: i64,
}

#[derive(Deserialize)]
pub(super) struct List<T> {
    pub(super) data: Vec<T>,
    pub(super) has_more: bool,
}

#[derive(Deserialize)]
pub(super) struct Invoice {
    pub(super) id: String,
    pub(super) number: Option<String>,
    pub(super) status: Option<String>,
    pub(super) billing_reason: Option<String>,
    pub(super) currency: String,
    pub(super) customer: Option<Link<Named>>,
    pub(super) customer_name: Option<String>,
    pub(super) customer_email: Option<String>,
    pub(super) customer_address: Option<Address>,
    pub(super) customer_tax_ids: Option<Vec<TaxId>>,
    pub(super) account_name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) subtotal: i64,
    pub(super) total: i64,
    pub(super) amount_remaining: i64,
    pub(super) total_discount_amounts: Option<Vec<Amount>>,
    pub(super) lines: List<Line>,
    pub(super) hosted_invoice_url: Option<String>,
    pub(super) invoice_pdf: Option<String>,
    pub(super) metadata: Option<Metadata>,
    pub(super) created: i64,
    pub(super) due_date: Option<i64>,
    pub(super) status_transitions: Option<Transitions>,
}

#[derive(Deserialize)]
pub(super) struct TaxId {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) value: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Amount {
    pub(super) amount: i64,
}

#[derive(Deserialize)]
pub(super) struct Line {
    pub(super) description: Option<String>,
    pub(super) quantity: Option<i64>,
    pub(super) amount: i64,
}

#[derive(Deserialize)]
pub(super) struct Transitions {
    pub(super) paid_at: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct Charge {
    pub(super) id: String,
    pub(super) amount: i64,
    pub(super) amount_refunded: i64,
    pub(super) currency: String,
    pub(super) customer: Option<Link<Named>>,
    pub(super) payment_intent: Option<Link<Named>>,
}

#[derive(Deserialize)]
pub(super) struct Event {
    pub(super) id: String,
    pub(super) object: String,
    #[serde(rename = "type")]
    pub(super) name: String,
    pub(super) created: i64,
    pub(super) livemode: bool,
    pub(super) data: EventData,
}

#[derive(Deserialize)]
pub(super) struct EventData {
    pub(super) object: Value,
}

/// The body of every error.
#[derive(Deserialize)]
pub(super) struct Refusal {
    pub(super) error: Failure,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Failure {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) code: Option<String>,
    pub(super) decline_code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) param: Option<String>,
    pub(super) payment_intent: Option<Link<Named>>,
}
