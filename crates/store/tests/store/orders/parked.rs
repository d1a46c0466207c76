//! Orders of which a domain is parked before all are set up.

use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::status::{DomainSource, DomainStatus, OrderStatus, RecoveryReason};
use simpleinboxes_store::{NewRecovery, PageRequest, RecoveryFilter, Wallet, testing};

use super::{book, domain};
use crate::ledger::cents;
use crate::support::{World, worlds};

/// An order of two domains, the first of them delivered and parked.
async fn parked(world: &World) -> simpleinboxes_core::id::OrderId {
    world.pay_in(Wallet::Master, "in", 100_000).await;
    let new = world.order_of(vec![
        domain("a.com", DomainSource::Purchase, &["jane", "john"]),
        domain("b.com", DomainSource::Owned, &["amy"]),
    ]);
    let id = world.place(&new).await.expect("placed");
    let first = world.order(id).await.domains[0].id;
    world.deliver_domain(id, first).await;
    let (caller, workspace) = (world.acme.caller, world.acme.first.id);
    let new = NewRecovery {
        name: "a.com".parse().expect("a name"),
        reason: RecoveryReason::Burned,
    };
    let taken = world
        .run(&caller, async |tx| {
            tx.submit_recovery(workspace, &new).await
        })
        .await;
    taken.expect("an answer").expect("taken in");
    let found = world.order(id).await;
    assert_eq!(found.order.status, OrderStatus::Provisioning);
    assert_eq!(found.domains[0].status, DomainStatus::InRecovery);
    id
}

/// Domains whose next year a renewal will carry.
async fn renewing(world: &World) -> Vec<String> {
    let sql = "SELECT name FROM domains WHERE renews_at IS NOT NULL AND auto_renew ORDER BY name";
    testing::texts(&world.store, sql).await
}

#[tokio::test]
async fn an_order_of_which_all_but_a_parked_domain_fails_is_active() {
    for world in worlds().await {
        let id = parked(&world).await;
        let caller = world.acme.caller;
        let lost = world.order(id).await.domains[1].id;
        let gone = world.run(&caller, async |tx| {
            tx.fail_domain(lost, "It is taken.", &book()).await
        });
        assert!(gone.await.expect("an answer"));
        let found = world.order(id).await.order;
        assert_eq!(found.status, OrderStatus::Active);
        assert_eq!(found.failure_reason, None);
        assert_eq!(found.activated_at, Some(world.clock.now()));
        // What was delivered is renewed, the bought domain with it, and can be canceled.
        assert_eq!(found.refunded, cents(350));
        assert_eq!(found.next_renewal, Some(cents(700)));
        assert_eq!(renewing(&world).await, ["a.com"]);
        let canceled = world.orders(async |tx| tx.cancel_order(id).await).await;
        canceled.expect("allowed").expect("seen");
        let found = world.order(id).await.order;
        assert_eq!(found.status, OrderStatus::CancellationQueued);
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn a_domain_that_is_parked_when_its_order_is_delivered_is_renewed() {
    for world in worlds().await {
        let id = parked(&world).await;
        let start = world.clock.now();
        world.deliver(id).await;
        assert_eq!(world.order(id).await.order.status, OrderStatus::Active);
        assert_eq!(renewing(&world).await, ["a.com"]);
        let mut paid = world.balance(Wallet::Master).await;
        for month in 1..=12 {
            world.clock.set(start + chrono::Months::new(month));
            world.due(id).await;
            let left = world.balance(Wallet::Master).await;
            let year = if month == 12 { 1299 } else { 0 };
            assert_eq!(paid - left, 3 * 350 + year, "month {month}");
            paid = left;
        }
        world.assert_sound().await;
    }
}

/// Out of the pool for good means that it had been delivered; it is not renewed, for it is let go,
/// whether or not that is done.
#[tokio::test]
async fn a_domain_that_was_taken_out_of_the_pool_for_good_counts_as_delivered() {
    for (world, is_gone) in worlds().await.into_iter().zip([true, false]) {
        taken_out(&world, is_gone).await;
    }
    for (world, is_gone) in worlds().await.into_iter().zip([false, true]) {
        taken_out(&world, is_gone).await;
    }
}

async fn taken_out(world: &World, is_gone: bool) {
    let id = parked(world).await;
    let caller = world.acme.caller;
    let filter = RecoveryFilter::default();
    let scoped = world.store.scoped(&caller);
    let page = scoped.recovery_entries(world.acme.first.id, filter, PageRequest::first(9));
    let entry = page.await.expect("a page").items[0].id;
    let removed = world.run(&caller, async |tx| tx.remove_recovery(entry).await);
    let removed = removed.await.expect("an answer").expect("seen");
    removed.expect("allowed");
    let domains = world.order(id).await.domains;
    if is_gone {
        world.deliver_domain(id, domains[0].id).await;
    }
    let found = world.order(id).await;
    let expected = match is_gone {
        true => DomainStatus::Released,
        false => DomainStatus::InRecovery,
    };
    assert_eq!(found.domains[0].status, expected);
    assert_eq!(found.order.status, OrderStatus::Provisioning);
    let gone = world.run(&caller, async |tx| {
        tx.fail_domain(domains[1].id, "Taken.", &book()).await
    });
    assert!(gone.await.expect("an answer"));
    assert_eq!(world.order(id).await.order.status, OrderStatus::Active);
    let sql = "SELECT name FROM domains WHERE renews_at IS NOT NULL";
    let renewing = testing::texts(&world.store, sql).await;
    assert!(renewing.is_empty(), "{renewing:?}");
}
