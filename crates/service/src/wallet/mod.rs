//! Wallets: what they hold, their ledgers, which of them pays, and money between them.
//!
//! - An account has one master wallet, and each workspace one of its own, which is in use while
//!   the workspace is on dedicated billing. All money is in the store's ledger; nothing here adds
//!   or keeps a balance.
//! - A caller that is bound to a workspace sees the master wallet only where it pays for that
//!   workspace, and there the entries for that workspace. It changes nothing that concerns the
//!   master wallet.
//! - What a caller cannot see is 404 before anything else is said of it, also before 403.

mod api;
mod convert;
mod mode;
mod read;
mod recharge;
mod transfer;
mod which;
