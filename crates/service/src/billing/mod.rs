//! Billing: what was spent in which month, invoices, and whom they are made out to.
//!
//! Every figure of a month comes from sums that the ledger keeps with each transaction, so that
//! it equals the postings and costs the same however many there are. A month that is over does
//! not change any more: what is paid back later counts in the month of the refund.
//!
//! Invoices are rows that keep both parties as they stood when they were made. Those of the
//! payment provider are kept up to date by what it reports; custom ones are made by the operator
//! ([`operator`]), for what is paid elsewhere.

mod api;
mod convert;
mod details;
mod invoices;
pub mod operator;
pub mod seller;
mod statements;

pub(crate) use details::save as save_details;
