//! Wallets that stay as they are while somebody decides by what they hold.

use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::status::BillingMode;
use uuid::Uuid;

use super::Wallet;
use super::books::Place;
use crate::error::Result;
use crate::scoped::ScopedTx;

/// A wallet that stays as it is until the transaction ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HeldWallet {
    /// Its account of the ledger.
    pub(crate) id: Uuid,
    /// What it holds.
    pub(crate) balance: Cents,
    /// False for the wallet of a workspace on master billing.
    pub(crate) in_use: bool,
}

impl ScopedTx<'_> {
    /// Locks a wallet and where its money comes from.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`] for one that the caller does not see.
    pub(crate) async fn hold_wallet(&self, wallet: Wallet) -> Result<HeldWallet> {
        let in_use = match wallet.workspace() {
            None => true,
            Some(id) => self.hold_mode(id).await?.billing_mode == BillingMode::Dedicated,
        };
        let mut books = self.lock_books(&[wallet.into(), Place::EXTERNAL]).await?;
        let book = books.at(wallet.into())?;
        Ok(HeldWallet {
            id: book.id,
            balance: book.head.balance,
            in_use,
        })
    }
}
