//! Orders: priced by the book, placed and paid, renewed, ended and taken up again; promotions; and
//! changes of many inboxes.
//!
//! - What an order may do in which state is told by the tables in `core::machine`; what is refused
//!   is 409 and says the state and what it allows.
//! - What `dryRun` says is made by the same checks that placing makes, in the same function of the
//!   store.
//! - No vendor is called within a request: the store writes rows and jobs in one transaction.

mod api;
pub mod change;
pub(crate) mod convert;
mod jobs;
pub mod mutations;
mod offers;
pub mod place;
mod prices;
pub mod promotions;
pub mod read;
mod refuse;
mod renew_domain;
pub(crate) mod wanted;

pub(crate) use jobs::{OrderDue, OrdersUpkeep, SettleOrders};
pub(crate) use renew_domain::RenewDomain;

pub use prices::PriceSettings;
pub(crate) use wanted::workspace;
