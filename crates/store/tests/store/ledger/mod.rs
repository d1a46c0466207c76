//! The ledger: its face, what the database refuses by itself, and what happens all at once.

mod at_once;
mod face;
pub mod fence;
mod in_time;
mod pages;
mod proof;
mod refusals;

use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_core::status::{BillingCategory, BillingMode, TransactionReason};
use simpleinboxes_store::{
    Caller, ChargeLine, Charged, Fallback, LedgerError, NewCharge, NewCredit, Posted, References,
    ScopedTx, Wallet, WorkspaceChanges,
};

use crate::support::World;

pub const fn cents(cents: i64) -> Cents {
    Cents::new(cents)
}

/// One line for inboxes.
pub fn line(amount: i64) -> ChargeLine {
    ChargeLine {
        category: BillingCategory::Inboxes,
        quantity: 1,
        amount: cents(amount),
    }
}

pub fn charge<'a>(workspace: WorkspaceId, key: &'a str, lines: &'a [ChargeLine]) -> NewCharge<'a> {
    NewCharge {
        workspace,
        key,
        reason: TransactionReason::Order,
        description: "Order",
        lines,
        references: References::default(),
    }
}

pub fn credit(wallet: Wallet, key: &str, amount: i64) -> NewCredit<'_> {
    NewCredit {
        wallet,
        amount: cents(amount),
        key,
        reason: TransactionReason::Topup,
        description: "Top-up",
        references: References::default(),
    }
}

impl World {
    /// Runs a command of the ledger in a transaction of its own.
    pub async fn ledger<T>(
        &self,
        caller: &Caller,
        command: impl AsyncFnOnce(ScopedTx<'_>) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        self.store
            .write(async |tx| command(tx.scoped(caller)).await)
            .await
    }

    /// Pays into a wallet of acme.
    pub async fn pay_in(&self, wallet: Wallet, key: &str, amount: i64) -> Posted {
        let caller = self.acme.caller;
        self.ledger(&caller, async |tx| {
            tx.credit(&credit(wallet, key, amount)).await
        })
        .await
        .expect("paid in")
    }

    /// Charges a workspace of acme.
    pub async fn charge(
        &self,
        workspace: WorkspaceId,
        key: &str,
        amount: i64,
    ) -> Result<Charged, LedgerError> {
        let caller = self.acme.caller;
        let lines = [line(amount)];
        self.ledger(&caller, async |tx| {
            tx.charge(&charge(workspace, key, &lines)).await
        })
        .await
    }

    /// A workspace of acme with a wallet of its own.
    pub async fn dedicated(&self, name: &str, fallback: Fallback) -> WorkspaceId {
        let caller = self.acme.caller;
        let id = self.workspace(&caller, name).await.id;
        let changes = WorkspaceChanges {
            billing_mode: Some(BillingMode::Dedicated),
            fallback: Some(fallback),
            ..WorkspaceChanges::default()
        };
        self.run(&caller, async |tx| tx.update_workspace(id, &changes).await)
            .await
            .expect("changed");
        id
    }

    /// What a wallet of acme holds.
    pub async fn balance(&self, wallet: Wallet) -> i64 {
        let scoped = self.store.scoped(&self.acme.caller);
        let balance = scoped.wallet_balance(wallet).await.expect("an answer");
        balance.expect("a wallet").get()
    }

    /// Asserts that everything agrees with the postings.
    pub async fn assert_sound(&self) {
        let check = self.store.verify_ledger().await.expect("checked");
        assert_eq!(check.differences, [], "{check:?}");
    }
}
