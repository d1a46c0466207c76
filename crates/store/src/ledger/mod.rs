//! The ledger: every movement of money is a transaction of postings that add up to zero.
//!
//! - Commands are methods of [`ScopedTx`](crate::ScopedTx): [`charge`](crate::ScopedTx::charge),
//!   refund, transfer, credit, adjust, and the two-phase `begin_pending`, `post_pending` and
//!   `void_pending`. Each has a key of its own: called again with it, it gives what was done the
//!   first time. What can't be paid changes nothing.
//!   Transactions that belong to it have that key with `:fallback`, `:post`, `:void`, `:master`.
//! - Workspaces are locked before accounts of the ledger, and each in the order of their ids, so
//!   that commands wait for each other in a row and never in a ring. One transaction of the
//!   database has one command, or several for one workspace: what is to be paid for others once
//!   money is there is paid in transactions of its own.
//! - The rules are kept by the database as well (`dialect/ledger.rs`), and `verify` proves them.

mod adjust;
mod books;
mod charge;
mod errors;
mod hold;
mod moves;
mod overview;
mod pending;
mod read;
mod refund;
#[cfg(feature = "testing")]
mod seed;
mod settle;
mod spend;
mod types;
mod verify;
mod write;

pub use adjust::Adjustment;
pub use charge::{ChargeLine, Charged, Lent, NewCharge};
pub use errors::LedgerError;
pub use moves::{ModeChange, NewCredit, NewTransfer};
pub use overview::{MasterFigures, WalletFigures, WorkspaceFigures};
pub use read::{WalletFilter, WalletTransaction};
pub use refund::NewRefund;
pub use spend::{CategoryTotal, MonthSpend, ReasonTotal, Spend};
pub use types::{Movement, Posted, References, Wallet, WalletBalance};
pub use verify::{Difference, LedgerCheck};

pub(crate) use books::{OF_ACCOUNT, OF_WORKSPACE, begin_books, book_id};
