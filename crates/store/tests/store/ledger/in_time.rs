//! What takes two steps, or comes at the same moment.

use simpleinboxes_core::status::BillingMode;
use simpleinboxes_store::{Fallback, LedgerError, NewRefund, References, Wallet};

use super::face::entries;
use super::{cents, credit};
use crate::support::worlds;

#[tokio::test]
async fn pending_money_moves_when_it_is_posted_and_once() {
    for world in worlds().await {
        let own = world.dedicated("Own", Fallback::default()).await;
        let caller = world.acme.caller;
        let wallet = Wallet::Workspace(own);
        let begin = async |key: &str| {
            let new = credit(wallet, key, 500);
            let begun = world.ledger(&caller, async |tx| tx.begin_pending(&new).await);
            begun.await.expect("begun").transaction
        };
        let post = async |id| {
            world
                .ledger(&caller, async |tx| tx.post_pending(id).await)
                .await
        };
        let void = async |id| {
            world
                .ledger(&caller, async |tx| tx.void_pending(id).await)
                .await
        };
        let paid = begin("a").await;
        assert_eq!(begin("a").await, paid);
        assert_eq!(world.balance(wallet).await, 0);
        let posted = post(paid).await.expect("posted");
        assert_eq!(posted.balance(wallet), Some(cents(500)));
        assert_eq!(
            post(paid).await.expect("the same").transaction,
            posted.transaction
        );
        assert!(matches!(void(paid).await, Err(LedgerError::Settled)));

        let failed = begin("b").await;
        let voided = void(failed).await.expect("voided");
        assert_eq!(
            void(failed).await.expect("the same").transaction,
            voided.transaction
        );
        assert!(matches!(post(failed).await, Err(LedgerError::Settled)));
        assert_eq!(entries(&world, wallet).await.len(), 1);

        let late = begin("c").await;
        let switched = world
            .run(&caller, async |tx| {
                tx.set_billing_mode(own, BillingMode::Master).await
            })
            .await
            .expect("an answer")
            .expect("seen");
        assert_eq!(switched.moved, cents(500));
        let landed = post(late).await.expect("landed");
        assert_eq!(landed.balance(Wallet::Master), Some(cents(1000)));
        assert_eq!(
            post(late).await.expect("the same").transaction,
            landed.transaction
        );
        assert!(matches!(void(late).await, Err(LedgerError::Settled)));
        assert_eq!(world.balance(wallet).await, 0);
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn switching_to_master_moves_once_even_at_the_same_moment() {
    for world in worlds().await {
        let own = world.dedicated("Own", Fallback::default()).await;
        world.pay_in(Wallet::Workspace(own), "own", 300).await;
        let caller = world.acme.caller;
        let switch = || {
            world.run(&caller, async |tx| {
                tx.set_billing_mode(own, BillingMode::Master).await
            })
        };
        let switched = futures::future::join_all((0..8).map(|_| switch())).await;
        let moved: Vec<_> = switched
            .into_iter()
            .map(|change| change.expect("an answer").expect("seen"))
            .filter(|change| change.transaction.is_some())
            .collect();
        assert_eq!(moved.len(), 1);
        assert_eq!(moved[0].moved, cents(300));
        assert_eq!(world.balance(Wallet::Master).await, 300);
        assert_eq!(entries(&world, Wallet::Master).await.len(), 1);
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn what_comes_for_a_deleted_workspace_lands_in_the_master_wallet() {
    for world in worlds().await {
        let own = world.dedicated("Own", Fallback::default()).await;
        let caller = world.acme.caller;
        let wallet = Wallet::Workspace(own);
        world.pay_in(wallet, "own", 300).await;
        let charged = world.charge(own, "one", 100).await.expect("charged");
        let new = credit(wallet, "late", 500);
        let begun = world.ledger(&caller, async |tx| tx.begin_pending(&new).await);
        let late = begun.await.expect("begun").transaction;
        let deleted = world.run(&caller, async |tx| tx.delete_workspace(own).await);
        let deleted = deleted.await.expect("an answer").expect("seen");
        assert_eq!(deleted.expect("deleted").returned, cents(200));
        let landed = world.ledger(&caller, async |tx| tx.post_pending(late).await);
        let landed = landed.await.expect("landed");
        assert_eq!(landed.balance(Wallet::Master), Some(cents(700)));
        let refund = NewRefund {
            charge: charged.transaction,
            key: "refund",
            description: "Refund",
            amount: cents(100),
            quantity: 1,
            references: References::default(),
        };
        let refunded = world.ledger(&caller, async |tx| tx.refund(&refund).await);
        refunded.await.expect("refunded");
        assert_eq!(world.balance(Wallet::Master).await, 800);
        world.assert_sound().await;
    }
}
