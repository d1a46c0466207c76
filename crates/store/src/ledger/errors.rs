//! Why money does not move.

use simpleinboxes_core::cents::{AmountTooLarge, Cents};
use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_core::ledger::RefundTooLarge;

use super::Wallet;
use crate::error::StoreError;

/// Why a command of the ledger was refused. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// There is too little money.
    #[error("the wallet {wallet} can pay {available} of {needed}")]
    Insufficient {
        /// The wallet that was to pay.
        wallet: Wallet,
        /// What it can pay, with its fallback.
        available: Cents,
        /// What was to be paid.
        needed: Cents,
    },
    /// The workspace is on master billing, and its wallet not in use.
    #[error("the wallet of {0} is not in use")]
    NotInUse(WorkspaceId),
    /// The same wallet at both ends.
    #[error("the same wallet at both ends")]
    SameWallet,
    /// What was pending has been posted or voided in another way.
    #[error("the pending transaction was settled in another way")]
    Settled,
    /// More than is left of a charge.
    #[error(transparent)]
    RefundTooLarge(#[from] RefundTooLarge),
    /// An amount that is no amount here: zero, of the wrong sign, or too large.
    #[error("an amount that can't be moved")]
    InvalidAmount,
    /// The database, or something that the caller does not see.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<AmountTooLarge> for LedgerError {
    fn from(_: AmountTooLarge) -> Self {
        Self::InvalidAmount
    }
}

impl From<sea_orm::DbErr> for LedgerError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl From<LedgerError> for StoreError {
    /// For commands that move only what is there: what is refused is a fault in the books.
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Store(error) => error,
            _ => Self::Corrupt {
                column: "ledger_accounts.balance_cents",
            },
        }
    }
}
