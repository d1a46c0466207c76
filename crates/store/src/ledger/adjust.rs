//! Corrections by the operator.

use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_core::status::{BillingCategory, Phase, TransactionReason};

use super::books::Place;
use super::write::{Draft, Leg};
use super::{LedgerError, Posted, References};
use crate::error::Result;
use crate::scoped::ScopedTx;

/// A correction of what a workspace spent.
#[derive(Debug, Clone, Copy)]
pub struct Adjustment<'a> {
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// What the wallet that pays for it gets; negative for what it gives.
    pub amount: Cents,
    /// Unique in the account: the same key corrects once.
    pub key: &'a str,
    /// What for, for people, 1 to 300 characters.
    pub description: &'a str,
    /// What it refers to.
    pub references: References,
}

impl ScopedTx<'_> {
    /// Corrects what a workspace spent. A fallback does not help.
    ///
    /// # Errors
    /// [`LedgerError::Insufficient`] when the wallet has too little to give, and
    /// [`crate::StoreError::NotFound`] for a workspace that the caller does not see.
    pub async fn adjust(&self, new: &Adjustment<'_>) -> Result<Posted, LedgerError> {
        if new.amount == Cents::ZERO {
            return Err(LedgerError::InvalidAmount);
        }
        let wallet = self.lock_paying(new.workspace).await?.pays();
        let revenue = Place::revenue(new.workspace);
        let mut books = self.lock_books(&[wallet.into(), revenue]).await?;
        let reason = TransactionReason::Adjustment;
        if let Some(before) = self.done_before(new.key, reason, Phase::Single).await? {
            return Ok(before);
        }
        let available = books.available(wallet.into())?;
        let needed = Cents::ZERO.minus(new.amount)?;
        if needed > available {
            return Err(LedgerError::Insufficient {
                wallet,
                available,
                needed,
            });
        }
        let mut draft = Draft::single(self.next_transaction(), reason, new.key, new.description);
        draft.workspace = Some(new.workspace);
        draft.references = new.references;
        draft.legs = vec![
            Leg::new(wallet, new.amount),
            Leg {
                place: revenue,
                amount: needed,
                of: Some((BillingCategory::Adjustments, 1)),
            },
        ];
        self.post_one(&mut books, draft).await
    }
}
