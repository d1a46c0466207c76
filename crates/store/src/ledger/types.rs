//! Wallets, and what commands tell of the money that they moved.

use std::fmt;

use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{InvoiceId, OrderId, TopupId, TransactionId, WorkspaceId};

/// A wallet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wallet {
    /// The account's.
    Master,
    /// A workspace's own.
    Workspace(WorkspaceId),
}

impl Wallet {
    /// The workspace whose own it is.
    #[must_use]
    pub const fn workspace(self) -> Option<WorkspaceId> {
        match self {
            Self::Master => None,
            Self::Workspace(id) => Some(id),
        }
    }
}

impl fmt::Display for Wallet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Master => f.write_str("master"),
            Self::Workspace(id) => id.fmt(f),
        }
    }
}

/// What a transaction refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct References {
    /// The order that it is for.
    pub order: Option<OrderId>,
    /// The top-up that it comes from.
    pub topup: Option<TopupId>,
    /// The invoice for it.
    pub invoice: Option<InvoiceId>,
}

/// What a wallet holds after a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WalletBalance {
    /// The wallet.
    pub wallet: Wallet,
    /// What it holds.
    pub balance: Cents,
}

/// What one transaction did to one wallet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movement {
    /// The wallet.
    pub wallet: Wallet,
    /// What it got, negative for what it gave.
    pub amount: Cents,
    /// What it held afterwards.
    pub balance: Cents,
}

/// A transaction that stands in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// Its id.
    pub transaction: TransactionId,
    /// False when the same key had made it before.
    pub is_new: bool,
    /// The transaction that it belongs to.
    pub related: Option<TransactionId>,
    /// What it did to wallets.
    pub movements: Vec<Movement>,
    /// When.
    pub created_at: Timestamp,
}

impl Posted {
    /// What `wallet` held afterwards, if it was moved.
    #[must_use]
    pub fn balance(&self, wallet: Wallet) -> Option<Cents> {
        let found = self.movements.iter().find(|one| one.wallet == wallet);
        found.map(|one| one.balance)
    }
}
