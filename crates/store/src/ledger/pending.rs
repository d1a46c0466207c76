//! Money that is on its way: begun here, decided outside.

use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::status::Phase;

use super::write::{Draft, Leg};
use super::{LedgerError, NewCredit, Posted};
use crate::error::Result;
use crate::scoped::ScopedTx;

impl ScopedTx<'_> {
    /// Begins a credit whose payment is decided outside. Nothing moves before it is posted.
    ///
    /// # Errors
    /// As [`ScopedTx::credit`].
    pub async fn begin_pending(&self, new: &NewCredit<'_>) -> Result<Posted, LedgerError> {
        if new.amount <= Cents::ZERO {
            return Err(LedgerError::InvalidAmount);
        }
        let in_use = self.hold_in_use(new.wallet).await?;
        let places = [new.wallet.into(), new.source()];
        let mut books = self.lock_books(&places).await?;
        if let Some(before) = self
            .done_before(new.key, new.reason, Phase::Pending)
            .await?
        {
            return Ok(before);
        }
        in_use?;
        let id = self.next_transaction();
        let mut draft = Draft::single(id, new.reason, new.key, new.description);
        draft.phase = Phase::Pending;
        draft.workspace = new.wallet.workspace();
        draft.references = new.references;
        draft.legs = vec![
            Leg::new(new.source(), Cents::ZERO.minus(new.amount)?),
            Leg::new(new.wallet, new.amount),
        ];
        self.post_one(&mut books, draft).await
    }
}
