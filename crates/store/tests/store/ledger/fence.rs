//! The walk of the fence through the ledger.

use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{TransactionId, WorkspaceId};
use simpleinboxes_core::status::BillingMode;
use simpleinboxes_store::{
    Adjustment, Caller, LedgerError, NewRefund, NewTransfer, PageRequest, References, StoreError,
    Wallet, WalletFilter, testing,
};

use super::{charge, credit, line};
use crate::support::World;

/// Money of one workspace of `acme`.
pub struct Money {
    workspace: WorkspaceId,
    charge: TransactionId,
    pending: TransactionId,
}

/// A charge of 1,799 cents, and something pending.
pub async fn money(world: &World, workspace: WorkspaceId) -> Money {
    world.pay_in(Wallet::Master, "in", 1799).await;
    let charge = world.charge(workspace, "order", 1799).await;
    let pending = world.ledger(&world.acme.caller, async |tx| {
        tx.begin_pending(&credit(Wallet::Master, "pending", 500))
            .await
    });
    Money {
        workspace,
        charge: charge.expect("charged").transaction,
        pending: pending.await.expect("begun").transaction,
    }
}

/// Every read of the ledger, with the id of someone else's workspace.
pub async fn sees_no_money(world: &World, stranger: &Caller, workspace: WorkspaceId) {
    let scoped = world.store.scoped(stranger);
    let wallet = Wallet::Workspace(workspace);
    assert_eq!(
        scoped.wallet_balance(wallet).await.expect("an answer"),
        None
    );
    let page = PageRequest::first(10);
    let listed = scoped.wallet_transactions(wallet, WalletFilter::All, page);
    assert!(listed.await.expect("an answer").is_none());
    // Its own master wallet, or none of the account's entries for another workspace.
    let listed = scoped.wallet_transactions(Wallet::Master, WalletFilter::All, page);
    let listed = listed.await.expect("an answer");
    assert!(listed.is_none_or(|page| page.items.is_empty()));
    let month = scoped.month_spend(workspace, "2026-11").await;
    assert!(month.expect("a month").categories.is_empty());
    let months = scoped.spent_months(workspace, None, 10).await;
    assert_eq!(months.expect("months"), []);
    let month = scoped.wallet_month(wallet, "2026-11").await;
    assert_eq!(month.expect("a month"), []);
    let used = scoped.fallback_used(workspace).await.expect("a sum");
    assert_eq!(used, Cents::ZERO);
    let figures = scoped.wallet_figures().await.expect("figures");
    assert!(!figures.workspaces.contains_key(&workspace));
}

/// Every command of the ledger, with the ids of someone else's property.
pub async fn moves_nothing(world: &World, stranger: &Caller, money: &Money) {
    let before = testing::snapshot(&world.store).await;
    let workspace = money.workspace;
    let wallet = Wallet::Workspace(workspace);
    let lines = [line(1)];
    let new_transfer = |from, to| NewTransfer {
        from,
        to,
        amount: Cents::new(1),
        key: "theft",
        description: "Transfer",
        note: None,
    };
    let new_refund = NewRefund {
        charge: money.charge,
        key: "theft",
        description: "Refund",
        amount: Cents::new(1),
        quantity: 1,
        references: References::default(),
    };
    let adjustment = Adjustment {
        workspace,
        amount: Cents::new(1),
        key: "theft",
        description: "Correction",
        references: References::default(),
    };
    let refused = |result: Result<(), LedgerError>| {
        let not_found = matches!(result, Err(LedgerError::Store(StoreError::NotFound(_))));
        assert!(not_found, "{result:?}");
    };
    world
        .run(stranger, async |tx| {
            refused(
                tx.charge(&charge(workspace, "theft", &lines))
                    .await
                    .map(drop),
            );
            refused(tx.refund(&new_refund).await.map(drop));
            refused(tx.adjust(&adjustment).await.map(drop));
            refused(tx.credit(&credit(wallet, "theft", 1)).await.map(drop));
            refused(
                tx.begin_pending(&credit(wallet, "theft", 1))
                    .await
                    .map(drop),
            );
            for (from, to) in [(wallet, Wallet::Master), (Wallet::Master, wallet)] {
                refused(tx.transfer(&new_transfer(from, to)).await.map(drop));
            }
            refused(tx.post_pending(money.pending).await.map(drop));
            refused(tx.void_pending(money.pending).await.map(drop));
            for mode in [BillingMode::Master, BillingMode::Dedicated] {
                assert!(tx.set_billing_mode(workspace, mode).await?.is_none());
            }
            Ok(())
        })
        .await
        .expect("refused without an error");
    assert_eq!(testing::snapshot(&world.store).await, before);
}
