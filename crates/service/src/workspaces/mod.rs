//! Workspaces: one for each client of an agency, with its numbers and its sending-tool defaults.
//!
//! - Names are unique in an account without regard to case.
//! - A key that is bound to a workspace sees that one only, and makes no others.
//! - How a workspace is paid for is changed only with the scope `billing`, and not by a key that
//!   is bound to it: else a client's key could spend the agency's money.

mod activity;
mod api;
mod change;
pub(crate) mod convert;
mod create;
mod defaults;
mod summary;
