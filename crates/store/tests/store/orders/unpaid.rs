//! Orders that nobody pays for.

use chrono::TimeDelta;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::status::{DomainSource, DomainStatus, InboxStatus, OrderStatus};
use simpleinboxes_store::{MAX_UNPAID, OrderRefused, Wallet, testing};

use super::{book, domain};
use crate::support::{World, worlds};

fn small(world: &World, name: &str) -> simpleinboxes_store::NewOrder {
    world.order_of(vec![domain(name, DomainSource::Owned, &["jane"])])
}

#[tokio::test]
async fn an_order_that_is_unpaid_for_too_long_is_canceled_and_its_names_are_free() {
    for world in worlds().await {
        let old = world.place(&small(&world, "old.com")).await.expect("kept");
        world.clock.advance(TimeDelta::days(1));
        let new = world.place(&small(&world, "new.com")).await.expect("kept");
        world
            .clock
            .advance(TimeDelta::days(29) - TimeDelta::seconds(1));
        let expire = async || {
            let cutoff = world.clock.now() - TimeDelta::days(30);
            let expired = world.store.expire_unpaid_orders(cutoff).await;
            expired.expect("looked")
        };
        assert_eq!(expire().await, 0);
        world.clock.advance(TimeDelta::seconds(1));
        assert_eq!(expire().await, 1);
        assert_eq!(expire().await, 0);
        let found = world.order(old).await;
        assert_eq!(found.order.status, OrderStatus::Canceled);
        assert_eq!(found.order.outstanding.get(), 0);
        assert_eq!(found.order.canceled_at, Some(world.clock.now()));
        assert_eq!(found.domains[0].status, DomainStatus::Released);
        assert_eq!(found.domains[0].inboxes[0].status, InboxStatus::Canceled);
        assert_eq!(world.order(new).await.order.status, OrderStatus::Unpaid);
        // Money that comes later pays what is left, and the name is anybody's.
        world.pay_in(Wallet::Master, "late", 700).await;
        let settled = world.store.settle_orders(world.acme.account, &book()).await;
        assert_eq!(settled.expect("settled").paid, 1);
        let again = world.place(&small(&world, "old.com")).await.expect("free");
        assert_eq!(world.order(again).await.order.status, OrderStatus::Queued);
        // One that was paid is none of those.
        world.clock.advance(TimeDelta::days(60));
        assert_eq!(expire().await, 0);
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn an_account_has_so_many_unpaid_orders_and_no_more() {
    for world in worlds().await {
        let seed = world.seed(&world.acme, world.acme.first.id);
        for _ in 1..MAX_UNPAID {
            seed.order(OrderStatus::Unpaid).await;
        }
        // Neither those that are past due nor those of others count.
        seed.order(OrderStatus::PastDue).await;
        world
            .seed(&world.rival, world.rival.first.id)
            .order(OrderStatus::Unpaid)
            .await;
        let last = world.place(&small(&world, "last.com")).await.expect("kept");
        let before = testing::snapshot(&world.store).await;
        let one_more = small(&world, "one-more.com");
        let refused = world.place(&one_more).await;
        assert!(
            matches!(refused, Err(OrderRefused::TooManyUnpaid)),
            "{refused:?}"
        );
        let scoped = world.store.scoped(&world.acme.caller);
        let quote = scoped.quote_order(&one_more, &book()).await;
        assert!(
            matches!(quote, Err(OrderRefused::TooManyUnpaid)),
            "{quote:?}"
        );
        assert_eq!(testing::snapshot(&world.store).await, before);
        // One that is paid at once is no matter.
        world.pay_in(Wallet::Master, "in", 350).await;
        let paid = world.place(&one_more).await.expect("placed");
        assert_eq!(world.order(paid).await.order.status, OrderStatus::Queued);
        world
            .orders(async |tx| tx.cancel_order(last).await)
            .await
            .expect("canceled");
        world.place(&small(&world, "next.com")).await.expect("kept");
    }
}

/// More than are read at once.
#[tokio::test]
async fn many_orders_are_paid_in_their_order() {
    const MANY: i64 = 60;
    for world in worlds().await {
        let mut orders = Vec::new();
        for number in 0..MANY {
            let new = small(&world, &format!("a{number}.com"));
            orders.push(world.place(&new).await.expect("kept"));
            world.clock.advance(TimeDelta::seconds(1));
        }
        world.pay_in(Wallet::Master, "in", (MANY - 1) * 350).await;
        let settled = world.store.settle_orders(world.acme.account, &book()).await;
        let settled = settled.expect("settled");
        assert_eq!((settled.paid, settled.owing), (59, 1));
        let last = orders.pop().expect("an order");
        assert_eq!(world.order(last).await.order.status, OrderStatus::Unpaid);
        for id in orders {
            assert_eq!(world.order(id).await.order.status, OrderStatus::Queued);
        }
    }
}
