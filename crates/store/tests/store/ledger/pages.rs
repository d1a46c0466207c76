//! The entries of a wallet, page by page.

use simpleinboxes_core::id::TransactionKind;
use simpleinboxes_core::status::BillingMode;
use simpleinboxes_store::{Page, PageRequest, Wallet, WalletFilter, WalletTransaction};

use crate::support::worlds;

#[tokio::test]
async fn pages_follow_each_other_and_bound_callers_see_their_own() {
    for world in worlds().await {
        let first = world.acme.first.id;
        let second = world.workspace(&world.acme.caller, "Second").await.id;
        world.pay_in(Wallet::Master, "in", 10_000).await;
        for round in 0..5 {
            for workspace in [first, second] {
                let key = format!("{workspace}:{round}");
                world.charge(workspace, &key, 100).await.expect("charged");
            }
        }
        let read = async |caller: &simpleinboxes_store::Caller, filter| {
            let mut all = Vec::new();
            let mut page = PageRequest::first(3);
            loop {
                let scoped = world.store.scoped(caller);
                let found: Page<WalletTransaction, TransactionKind> = scoped
                    .wallet_transactions(Wallet::Master, filter, page)
                    .await
                    .expect("an answer")
                    .expect("seen");
                all.extend(found.items);
                match found.next {
                    Some(next) => page.cursor = Some(next),
                    None => return all,
                }
            }
        };
        let all = read(&world.acme.caller, WalletFilter::All).await;
        assert_eq!(all.len(), 11);
        assert!(all.windows(2).all(|pair| pair[0].id > pair[1].id));
        let debits = read(&world.acme.caller, WalletFilter::Debits).await;
        let credits = read(&world.acme.caller, WalletFilter::Credits).await;
        assert_eq!((debits.len(), credits.len()), (10, 1));
        let bound = world.acme.bound_to(second);
        let own = read(&bound, WalletFilter::All).await;
        assert_eq!(own.len(), 5);
        assert!(own.iter().all(|one| one.workspace == Some(second)));
        // Once it has a wallet of its own, the account's is none of its business.
        let caller = world.acme.caller;
        world
            .run(&caller, async |tx| {
                tx.set_billing_mode(second, BillingMode::Dedicated).await
            })
            .await
            .expect("switched");
        let scoped = world.store.scoped(&bound);
        assert_eq!(
            scoped
                .wallet_balance(Wallet::Master)
                .await
                .expect("an answer"),
            None
        );
        let figures = scoped.wallet_figures().await.expect("figures");
        assert_eq!((figures.master, figures.workspaces.len()), (None, 1));
    }
}
