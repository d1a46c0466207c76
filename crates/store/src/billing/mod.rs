//! Billing: whom invoices are made out to, the invoices, and what will renew.

mod details;
mod invoices;
mod numbers;
mod record;
mod renewals;

pub use details::BillingDetails;
pub use invoices::{Invoice, InvoiceList, ProviderInvoice};
pub use record::{NewInvoice, NotOpen, Numbering};
