//! Money between wallets, and money that comes in at once.

use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{TransactionId, WorkspaceId};
use simpleinboxes_core::status::{BillingMode, Phase, TransactionReason};

use super::books::Place;
use super::write::{Draft, Leg};
use super::{LedgerError, Posted, References, Wallet};
use crate::error::Result;
use crate::scoped::ScopedTx;
use crate::workspaces::{Workspace, WorkspaceChanges};

/// A transfer to make.
#[derive(Debug, Clone, Copy)]
pub struct NewTransfer<'a> {
    /// The wallet that gives.
    pub from: Wallet,
    /// The wallet that gets.
    pub to: Wallet,
    /// How much.
    pub amount: Cents,
    /// Unique in the account: the same key moves once.
    pub key: &'a str,
    /// What for, for people, 1 to 300 characters.
    pub description: &'a str,
    /// The note of whoever moved it.
    pub note: Option<&'a str>,
}

/// Money that comes into a wallet.
#[derive(Debug, Clone, Copy)]
pub struct NewCredit<'a> {
    /// The wallet that gets it.
    pub wallet: Wallet,
    /// How much.
    pub amount: Cents,
    /// Unique in the account: the same key credits once.
    pub key: &'a str,
    /// Why. A promotion comes from what we give away, anything else from outside.
    pub reason: TransactionReason,
    /// What for, for people, 1 to 300 characters.
    pub description: &'a str,
    /// What it refers to.
    pub references: References,
}

impl NewCredit<'_> {
    pub(super) fn source(&self) -> Place {
        match self.reason {
            TransactionReason::Promotion => Place::PROMOTIONS,
            _ => Place::EXTERNAL,
        }
    }
}

/// How a workspace is paid from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModeChange {
    /// The workspace.
    pub workspace: Workspace,
    /// What its own wallet still held and the master wallet got.
    pub moved: Cents,
    /// The transaction that moved it.
    pub transaction: Option<TransactionId>,
}

impl ScopedTx<'_> {
    /// Moves money between two wallets.
    ///
    /// # Errors
    /// [`LedgerError::Insufficient`] when there is too little, [`LedgerError::NotInUse`] for the
    /// wallet of a workspace on master billing, [`LedgerError::SameWallet`], and
    /// [`crate::StoreError::NotFound`] for one that the caller can't move money of.
    pub async fn transfer(&self, new: &NewTransfer<'_>) -> Result<Posted, LedgerError> {
        if new.from == new.to {
            return Err(LedgerError::SameWallet);
        }
        if new.amount <= Cents::ZERO {
            return Err(LedgerError::InvalidAmount);
        }
        self.require_wallet(new.from).await?;
        self.require_wallet(new.to).await?;
        // In the order of their ids, like everything that is locked.
        let mut ends = [new.from, new.to];
        ends.sort_unstable();
        let mut unused = None;
        for id in ends.into_iter().filter_map(Wallet::workspace) {
            if self.hold_mode(id).await?.billing_mode == BillingMode::Master {
                unused = Some(id);
            }
        }
        let mut books = self.lock_books(&[new.from.into(), new.to.into()]).await?;
        let reason = TransactionReason::Transfer;
        if let Some(before) = self.done_before(new.key, reason, Phase::Single).await? {
            return Ok(before);
        }
        if let Some(id) = unused {
            return Err(LedgerError::NotInUse(id));
        }
        let available = books.available(new.from.into())?;
        if available < new.amount {
            return Err(LedgerError::Insufficient {
                wallet: new.from,
                available,
                needed: new.amount,
            });
        }
        let mut draft = Draft::single(self.next_transaction(), reason, new.key, new.description);
        draft.workspace = new.to.workspace().or(new.from.workspace());
        draft.note = new.note;
        draft.legs = vec![
            Leg::new(new.from, Cents::ZERO.minus(new.amount)?),
            Leg::new(new.to, new.amount),
        ];
        let workspace = draft.workspace;
        let posted = self.post_one(&mut books, draft).await?;
        self.note(workspace, "funds_transferred", posted.transaction, None)
            .await?;
        Ok(posted)
    }

    /// Pays money into a wallet at once.
    ///
    /// # Errors
    /// [`LedgerError::NotInUse`] for the wallet of a workspace on master billing, and
    /// [`crate::StoreError::NotFound`] for one that the caller can't pay into.
    pub async fn credit(&self, new: &NewCredit<'_>) -> Result<Posted, LedgerError> {
        if new.amount <= Cents::ZERO {
            return Err(LedgerError::InvalidAmount);
        }
        let in_use = self.hold_in_use(new.wallet).await?;
        let places = [new.wallet.into(), new.source()];
        let mut books = self.lock_books(&places).await?;
        if let Some(before) = self.done_before(new.key, new.reason, Phase::Single).await? {
            return Ok(before);
        }
        in_use?;
        let id = self.next_transaction();
        let mut draft = Draft::single(id, new.reason, new.key, new.description);
        draft.workspace = new.wallet.workspace();
        draft.references = new.references;
        draft.legs = vec![
            Leg::new(new.source(), Cents::ZERO.minus(new.amount)?),
            Leg::new(new.wallet, new.amount),
        ];
        self.post_one(&mut books, draft).await
    }

    /// Fails for a wallet that the caller does not reach; within, whether it is in use.
    pub(super) async fn hold_in_use(&self, wallet: Wallet) -> Result<Result<(), LedgerError>> {
        self.require_wallet(wallet).await?;
        if let Some(id) = wallet.workspace()
            && self.hold_mode(id).await?.billing_mode == BillingMode::Master
        {
            return Ok(Err(LedgerError::NotInUse(id)));
        }
        Ok(Ok(()))
    }

    /// Sets which wallet pays for a workspace; nothing for one that the caller does not see.
    /// Back to the master wallet, what is left in its own moves there, once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_billing_mode(
        &self,
        id: WorkspaceId,
        mode: BillingMode,
    ) -> Result<Option<ModeChange>> {
        let changes = WorkspaceChanges {
            billing_mode: Some(mode),
            ..WorkspaceChanges::default()
        };
        self.change_workspace(id, &changes).await
    }

    /// Moves what can be taken from a workspace's own wallet to the master wallet. The caller
    /// has locked the workspace.
    pub(crate) async fn empty_wallet(
        &self,
        id: WorkspaceId,
    ) -> Result<Option<(TransactionId, Cents)>, LedgerError> {
        let own = Wallet::Workspace(id);
        let mut books = self
            .lock_books(&[own.into(), Wallet::Master.into()])
            .await?;
        let left = books.available(own.into())?;
        if left <= Cents::ZERO {
            return Ok(None);
        }
        let transaction = self.next_transaction();
        let key = format!("mode_switch:{transaction}");
        let words = "What was left in the workspace's wallet";
        let reason = TransactionReason::ModeSwitch;
        let mut draft = Draft::single(transaction, reason, &key, words);
        draft.workspace = Some(id);
        draft.legs = vec![
            Leg::new(own, Cents::ZERO.minus(left)?),
            Leg::new(Wallet::Master, left),
        ];
        self.post_one(&mut books, draft).await?;
        Ok(Some((transaction, left)))
    }
}
