//! Payments: money that is paid into wallets, by hand on the payment provider's page or by itself
//! from a saved card.
//!
//! - A top-up is `pending` until the provider has decided; then it is `paid`, `failed` or
//!   `expired`, for good. Its money is credited by one command of the store, `pay_topup`, whoever
//!   brings the news: the customer's return (`confirm`), the provider's report (`events`) or a job.
//! - What counts is the provider's object, never what a request says. A payment of another amount
//!   or by another customer is not credited.
//! - No transaction is open while the provider is asked. What it is asked for is written before,
//!   and it is asked under the id of that, so that a repeat after a crash asks for the same.
//! - The provider's reports are kept before they are acted upon, each is acted upon once, and they
//!   may come late, twice and in any order.
//! - Without a key for Stripe the sandbox takes its place: no money moves, and `pages` are what a
//!   provider would show.

mod api;
mod ask;
mod auto;
mod cashier;
mod confirm;
mod convert;
mod customer;
mod deliver;
mod events;
mod expiry;
mod fail;
mod method;
mod pages;
mod portal;
mod saved;
mod setup;
mod topup;
mod upkeep;
mod webhook;

pub(crate) use auto::AutoRecharge;
pub use cashier::Cashier;
pub(crate) use events::Events;
pub(crate) use expiry::Expiry;
pub(crate) use pages::routes as page_routes;
pub(crate) use saved::SavedMethods;
pub(crate) use upkeep::Upkeep;
pub(crate) use webhook::routes as webhook_routes;
