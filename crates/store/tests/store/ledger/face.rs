//! What the commands do.

use simpleinboxes_core::status::{BillingCategory, BillingMode, TransactionReason};
use simpleinboxes_store::{
    Adjustment, ChargeLine, Constraint, Fallback, LedgerError, NewRefund, NewTransfer, PageRequest,
    References, StoreError, Wallet, WalletFilter, WalletTransaction, testing,
};

use super::{cents, charge};
use crate::support::{World, worlds};

const HELPED: Fallback = Fallback {
    enabled: true,
    monthly_limit: None,
};

pub(super) async fn entries(world: &World, wallet: Wallet) -> Vec<WalletTransaction> {
    let scoped = world.store.scoped(&world.acme.caller);
    let page = scoped
        .wallet_transactions(wallet, WalletFilter::All, PageRequest::first(100))
        .await;
    page.expect("an answer").expect("a wallet").items
}

#[tokio::test]
async fn the_master_wallet_pays_for_workspaces_without_one() {
    for world in worlds().await {
        let first = world.acme.first.id;
        world.pay_in(Wallet::Master, "in", 1000).await;
        let caller = world.acme.caller;
        let lines = [
            ChargeLine {
                category: BillingCategory::Inboxes,
                quantity: 3,
                amount: cents(900),
            },
            ChargeLine {
                category: BillingCategory::Discounts,
                quantity: 1,
                amount: cents(-100),
            },
        ];
        let new = charge(first, "order", &lines);
        let charged = world
            .ledger(&caller, async |tx| tx.charge(&new).await)
            .await
            .expect("charged");
        assert_eq!(
            (charged.wallet, charged.amount),
            (Wallet::Master, cents(800))
        );
        assert_eq!((charged.fallback, charged.is_new), (None, true));
        assert_eq!(charged.balances[0].balance, cents(200));
        let again = world
            .ledger(&caller, async |tx| tx.charge(&new).await)
            .await
            .expect("the same");
        assert_eq!(again.transaction, charged.transaction);
        assert_eq!((again.is_new, &again.balances), (false, &charged.balances));
        assert_eq!(world.balance(Wallet::Master).await, 200);

        let listed = entries(&world, Wallet::Master).await;
        assert_eq!(listed.len(), 2);
        assert_eq!(listed[0].id, charged.transaction);
        assert_eq!(
            (listed[0].amount, listed[0].balance),
            (cents(-800), cents(200))
        );
        assert_eq!(
            (listed[0].workspace, listed[0].counter),
            (Some(first), None)
        );
        assert_eq!(listed[1].reason, TransactionReason::Topup);
        let scoped = world.store.scoped(&caller);
        let month = scoped.month_spend(first, "2026-11").await.expect("a month");
        assert_eq!((month.charged, month.refunded), (cents(800), cents(0)));
        assert_eq!((month.transactions, month.categories.len()), (1, 2));
        assert_eq!(month.categories[0].quantity, 3);
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn what_can_not_be_paid_changes_nothing() {
    for world in worlds().await {
        let first = world.acme.first.id;
        let own = world.dedicated("Own", HELPED).await;
        let capped = Fallback {
            enabled: true,
            monthly_limit: Some(cents(100)),
        };
        let capped = world.dedicated("Capped", capped).await;
        world.pay_in(Wallet::Master, "in", 500).await;
        world.pay_in(Wallet::Workspace(own), "own", 300).await;
        let before = testing::snapshot(&world.store).await;
        for (workspace, amount, available) in
            [(first, 501, 500), (own, 801, 800), (capped, 101, 100)]
        {
            let refused = world.charge(workspace, "much", amount).await;
            let Err(LedgerError::Insufficient {
                available: found,
                needed,
                ..
            }) = refused
            else {
                panic!("{refused:?}");
            };
            assert_eq!((found, needed), (cents(available), cents(amount)));
        }
        assert_eq!(testing::snapshot(&world.store).await, before);
    }
}

#[tokio::test]
async fn both_legs_of_a_fallback_name_each_other() {
    for world in worlds().await {
        let limit = Fallback {
            enabled: true,
            monthly_limit: Some(cents(900)),
        };
        let own = world.dedicated("Own", limit).await;
        let wallet = Wallet::Workspace(own);
        world.pay_in(Wallet::Master, "in", 5000).await;
        world.pay_in(wallet, "own", 300).await;
        let charged = world.charge(own, "one", 1000).await.expect("charged");
        let lent = charged.fallback.expect("a fallback");
        assert_eq!((lent.amount, charged.wallet), (cents(700), wallet));
        assert_eq!(charged.balances.len(), 2);
        let again = world.charge(own, "one", 1000).await.expect("the same");
        assert_eq!(again.fallback, charged.fallback);
        let listed = entries(&world, wallet).await;
        let (paid, got) = (&listed[0], &listed[1]);
        assert_eq!(
            (paid.id, paid.related),
            (charged.transaction, Some(lent.transaction))
        );
        assert_eq!(
            (got.id, got.related),
            (lent.transaction, Some(charged.transaction))
        );
        assert_eq!(
            (got.amount, got.counter),
            (cents(700), Some(Wallet::Master))
        );
        assert_eq!((paid.amount, paid.balance), (cents(-1000), cents(0)));
        let gave = &entries(&world, Wallet::Master).await[0];
        assert_eq!((gave.id, gave.amount), (lent.transaction, cents(-700)));
        assert_eq!(gave.counter, Some(wallet));

        let scoped = world.store.scoped(&world.acme.caller);
        assert_eq!(scoped.fallback_used(own).await.expect("a sum"), cents(700));
        let refused = world.charge(own, "two", 201).await;
        assert!(matches!(refused, Err(LedgerError::Insufficient { .. })));
        world
            .charge(own, "three", 200)
            .await
            .expect("within the limit");
        // Another month, another limit.
        world.clock.advance(chrono::TimeDelta::days(30));
        world.charge(own, "four", 900).await.expect("a new month");
        let figures = scoped.wallet_figures().await.expect("figures");
        assert_eq!(figures.workspaces[&own].fallback_used, cents(900));
        assert_eq!(figures.workspaces[&own].spend, cents(900));
        let master = figures.master.expect("a master wallet");
        assert_eq!((master.balance, master.spend), (cents(3200), cents(900)));
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn refunds_go_back_where_the_money_came_from() {
    for world in worlds().await {
        let own = world.dedicated("Own", HELPED).await;
        let wallet = Wallet::Workspace(own);
        world.pay_in(Wallet::Master, "in", 700).await;
        world.pay_in(wallet, "own", 300).await;
        let charged = world.charge(own, "one", 1000).await.expect("charged");
        let caller = world.acme.caller;
        let refund = async |key: &str, amount: i64| {
            let new = NewRefund {
                charge: charged.transaction,
                key,
                description: "Refund",
                amount: cents(amount),
                quantity: 1,
                references: References::default(),
            };
            world
                .ledger(&caller, async |tx| tx.refund(&new).await)
                .await
        };
        let first = refund("r1", 800).await.expect("refunded");
        assert_eq!(first.balance(Wallet::Master), Some(cents(700)));
        assert_eq!(first.balance(wallet), Some(cents(100)));
        assert_eq!(
            refund("r1", 800).await.expect("the same").transaction,
            first.transaction
        );
        let much = refund("r2", 201).await;
        assert!(matches!(much, Err(LedgerError::RefundTooLarge(left)) if left.left == cents(200)));
        // The wallet goes out of use: what is paid back then is the account's.
        world
            .run(&caller, async |tx| {
                tx.set_billing_mode(own, BillingMode::Master).await
            })
            .await
            .expect("switched");
        refund("r3", 200).await.expect("refunded");
        assert_eq!(world.balance(Wallet::Master).await, 1000);
        assert_eq!(world.balance(wallet).await, 0);
        let scoped = world.store.scoped(&caller);
        let month = scoped.month_spend(own, "2026-11").await.expect("a month");
        assert_eq!((month.charged, month.refunded), (cents(1000), cents(1000)));
        assert_eq!((month.transactions, month.spend()), (3, cents(0)));
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn transfers_stand_in_both_wallets() {
    for world in worlds().await {
        let own = world.dedicated("Own", Fallback::default()).await;
        let caller = world.acme.caller;
        world.pay_in(Wallet::Master, "in", 500).await;
        let transfer = async |from, to, amount: i64, key: &str| {
            let new = NewTransfer {
                from,
                to,
                amount: cents(amount),
                key,
                description: "Transfer",
                note: Some("Budget"),
            };
            world
                .ledger(&caller, async |tx| tx.transfer(&new).await)
                .await
        };
        let wallet = Wallet::Workspace(own);
        let moved = transfer(Wallet::Master, wallet, 200, "t1")
            .await
            .expect("moved");
        assert_eq!(moved.balance(Wallet::Master), Some(cents(300)));
        assert_eq!(moved.balance(wallet), Some(cents(200)));
        let again = transfer(Wallet::Master, wallet, 200, "t1")
            .await
            .expect("the same");
        assert_eq!(
            (again.transaction, again.is_new),
            (moved.transaction, false)
        );
        for listed in [
            entries(&world, Wallet::Master).await,
            entries(&world, wallet).await,
        ] {
            assert_eq!(listed[0].id, moved.transaction);
            assert_eq!(listed[0].note.as_deref(), Some("Budget"));
        }
        let short = transfer(wallet, Wallet::Master, 201, "t2").await;
        assert!(matches!(short, Err(LedgerError::Insufficient { .. })));
        let same = transfer(wallet, wallet, 1, "t3").await;
        assert!(matches!(same, Err(LedgerError::SameWallet)));
        let unused = Wallet::Workspace(world.acme.first.id);
        let refused = transfer(Wallet::Master, unused, 1, "t4").await;
        assert!(matches!(refused, Err(LedgerError::NotInUse(_))));
        let foreign = Wallet::Workspace(world.rival.first.id);
        let refused = transfer(Wallet::Master, foreign, 1, "t5").await;
        assert!(matches!(
            refused,
            Err(LedgerError::Store(StoreError::NotFound(_)))
        ));
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn corrections_go_either_way() {
    for world in worlds().await {
        let first = world.acme.first.id;
        let caller = world.acme.caller;
        let adjust = async |amount: i64, key: &str| {
            let new = Adjustment {
                workspace: first,
                amount: cents(amount),
                key,
                description: "Correction",
                references: References::default(),
            };
            world
                .ledger(&caller, async |tx| tx.adjust(&new).await)
                .await
        };
        adjust(300, "a").await.expect("given");
        adjust(-100, "b").await.expect("taken");
        let short = adjust(-201, "c").await;
        assert!(matches!(short, Err(LedgerError::Insufficient { .. })));
        let scoped = world.store.scoped(&caller);
        let month = scoped.month_spend(first, "2026-11").await.expect("a month");
        assert_eq!((month.charged, month.refunded), (cents(100), cents(300)));
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn a_key_means_one_thing() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "key", 500).await;
        let other = world.charge(world.acme.first.id, "key", 100).await;
        let conflict = StoreError::Conflict(Constraint::LedgerKey);
        assert!(
            matches!(&other, Err(LedgerError::Store(error)) if error.to_string() == conflict.to_string()),
            "{other:?}"
        );
        assert_eq!(world.balance(Wallet::Master).await, 500);
    }
}
