//! Orders: placed, paid, renewed and ended, with their domains and inboxes.
//!
//! - What may happen to an order is in `core::machine`; every command here goes through that table
//!   and is refused with its words.
//! - A command locks the workspace, then the order, then books of the ledger. So orders of one
//!   workspace wait for each other, and never in a ring.
//! - Each charge has a key made of the order, its round and the month: however often a job is
//!   begun again, a month is paid once.
//! - A month is charged by the price book of the day on which it falls due. `renewal_cents`, which
//!   is what is told of it beforehand, is written when a month begins: a changed book shows in it
//!   from the next month on.
//! - An order that nobody pays for holds its domains' names for all the world, so it ends after a
//!   while ([`Store::expire_unpaid_orders`](crate::Store::expire_unpaid_orders)), and an account may
//!   have [`MAX_UNPAID`] of them at once.
//! - `due_at` is when time next asks something of an order; a job with the order's key is in the
//!   queue for it. [`Store::queue_forgotten_orders`](crate::Store::queue_forgotten_orders) mends
//!   what was lost.

mod cancel;
mod check;
mod conclude;
mod due;
mod end;
mod errors;
mod expire;
mod pay;
mod place;
mod promotions;
mod reactivate;
mod read;
mod record;
mod registrant;
mod renew;
mod rows;
mod settle;
mod standing;
mod types;

pub use check::Quote;
pub use due::Due;
pub use errors::OrderRefused;
pub use expire::MAX_UNPAID;
pub use promotions::PromotionState;
pub use read::OrderFilter;
pub use registrant::Registrant;
pub(crate) use rows::{Round, Written};
pub use settle::SettledOrders;
pub use types::{
    DomainOffer, NewOrder, NewOrderDomain, NewOrderInbox, Order, OrderDetail, OrderDomain,
    OrderInbox, OrderSendingTool,
};

/// The job that does what is due of an order: its payload is an [`OrderJob`].
pub const ORDER_JOB: &str = "order";

/// The job that pays what an account owes once money is there.
pub const SETTLE_JOB: &str = "settle_orders";

/// The job that has a registrar renew a domain for a year: its payload is a [`RenewDomainJob`].
pub const RENEW_DOMAIN_JOB: &str = "renew_domain";

/// What an [`ORDER_JOB`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OrderJob {
    /// The order.
    pub order: simpleinboxes_core::id::OrderId,
}

/// What a [`RENEW_DOMAIN_JOB`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RenewDomainJob {
    /// The domain.
    pub domain: simpleinboxes_core::id::DomainId,
    /// When its registration ends without it: a renewal that has been made has moved that.
    pub expires_at: simpleinboxes_core::Timestamp,
}

/// What a domain of an order was when it was placed and what became of it is text in the rows.
pub(crate) fn parsed<T: std::str::FromStr>(
    text: &str,
    column: &'static str,
) -> crate::error::Result<T> {
    text.parse()
        .map_err(|_| crate::error::StoreError::Corrupt { column })
}

/// Where `event` leads an order whose state was looked at.
pub(crate) fn order_after(
    row: &crate::entities::order::Model,
    event: simpleinboxes_core::machine::OrderEvent,
    now: simpleinboxes_core::Timestamp,
) -> crate::error::Result<simpleinboxes_core::status::OrderStatus> {
    record::after(row, event, now).map_err(settle::impossible)
}

/// Reads a column of JSON.
pub(crate) fn read_json<T: serde::de::DeserializeOwned>(
    value: &serde_json::Value,
    column: &'static str,
) -> crate::error::Result<T> {
    T::deserialize(value).map_err(|_| crate::error::StoreError::Corrupt { column })
}

/// Writes one.
pub(crate) fn write_json(value: &impl serde::Serialize) -> crate::error::Result<serde_json::Value> {
    serde_json::to_value(value)
        .map_err(|error| crate::error::StoreError::Other(sea_orm::DbErr::Custom(error.to_string())))
}
