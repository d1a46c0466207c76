//! Invoices that the provider keeps, with what the API shows of them.

use serde::{Deserialize, Serialize};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;

use super::Metadata;

/// Which invoices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceQuery {
    /// Whose.
    pub customer: String,
    /// How many at most, 1 to 100.
    pub limit: u32,
    /// [`InvoicePage::next`] of the page before.
    pub after: Option<String>,
}

/// Some invoices, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoicePage {
    /// The invoices. Those in other currencies than ours are left out.
    pub invoices: Vec<Invoice>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// An invoice as the provider has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// The provider's id of it (`in_…`).
    pub id: String,
    /// The number on it; nothing for a draft.
    pub number: Option<String>,
    /// What made it.
    pub origin: InvoiceOrigin,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// Whose.
    pub customer: Option<String>,
    /// The name of the seller's account at the provider.
    pub seller_name: Option<String>,
    /// Whom it is made out to.
    pub bill_to: Party,
    /// The lines; of more than the provider puts into a list, the first ones.
    pub lines: Vec<InvoiceLine>,
    /// The sum of the lines.
    pub subtotal: Cents,
    /// What is taken off.
    pub discount: Cents,
    /// What is added.
    pub tax: Cents,
    /// What is to be paid in the end.
    pub total: Cents,
    /// What of it is paid.
    pub paid: Cents,
    /// What of it is not.
    pub due: Cents,
    /// The caller's id of the top-up that it is for.
    pub reference: Option<String>,
    /// A text on it.
    pub note: Option<String>,
    /// A page that shows it without a key.
    pub hosted_url: Option<String>,
    /// Where it is as a PDF.
    pub pdf_url: Option<String>,
    /// What the caller wrote on it.
    pub metadata: Metadata,
    /// When it was made.
    pub issued_at: Timestamp,
    /// When it is to be paid; nothing when it was paid at once.
    pub due_at: Option<Timestamp>,
    /// When it was paid in full.
    pub paid_at: Option<Timestamp>,
}

/// What made an invoice: the values of `InvoiceKind` in the API that a provider makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceOrigin {
    /// A subscription kept at the provider.
    Subscription,
    /// A single purchase.
    OneOff,
    /// Money paid into a wallet.
    Topup,
}

/// Where an invoice stands: the values of `InvoiceStatus` in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceStatus {
    /// Not final.
    Draft,
    /// To be paid.
    Open,
    /// Paid.
    Paid,
    /// Given up.
    Uncollectible,
    /// Taken back.
    Void,
}

/// Who gets an invoice, as it stood when the invoice was made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The address.
    pub address: Option<Address>,
    /// The VAT number.
    pub vat_number: Option<String>,
}

/// A postal address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The first line.
    pub line1: Option<String>,
    /// The second.
    pub line2: Option<String>,
    /// The city.
    pub city: Option<String>,
    /// The state, province or county.
    #[serde(rename = "state")]
    pub region: Option<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// The country, two capitals.
    pub country: Option<String>,
}

/// A line of an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceLine {
    /// What it is for.
    pub description: String,
    /// How many, at least 1.
    pub quantity: i64,
    /// What one costs, rounded to a cent.
    pub unit_price: Cents,
    /// What all cost.
    pub amount: Cents,
}
