//! What is owed is paid when money comes, oldest first.

use simpleinboxes_core::status::{DomainSource, OrderStatus};
use simpleinboxes_store::{NewOrder, NewOrderDomain, Wallet, testing};

use super::{book, domain};
use crate::support::{World, worlds};

fn owned(name: &str, inboxes: usize) -> NewOrderDomain {
    let names: Vec<String> = (0..inboxes).map(|number| format!("i{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    domain(name, DomainSource::Owned, &names)
}

async fn settle(world: &World) -> (u64, u64) {
    let settled = world.store.settle_orders(world.acme.account, &book()).await;
    let settled = settled.expect("settled");
    (settled.paid, settled.owing)
}

#[tokio::test]
async fn the_oldest_is_paid_first_and_none_in_part() {
    for world in worlds().await {
        let mut orders = Vec::new();
        for (name, inboxes) in [("a.com", 3), ("b.com", 2), ("c.com", 1)] {
            let new = world.order_of(vec![owned(name, inboxes)]);
            orders.push(world.place(&new).await.expect("kept"));
        }
        let states = async || {
            let mut states = Vec::new();
            for id in &orders {
                states.push(world.order(*id).await.order.status == OrderStatus::Queued);
            }
            states
        };
        // Enough for the smallest, but the oldest comes first.
        world.pay_in(Wallet::Master, "1", 1049).await;
        assert_eq!(settle(&world).await, (0, 3));
        assert_eq!(states().await, [false, false, false]);
        world.pay_in(Wallet::Master, "2", 1).await;
        assert_eq!(settle(&world).await, (1, 2));
        assert_eq!(states().await, [true, false, false]);
        world.pay_in(Wallet::Master, "3", 700 + 350).await;
        assert_eq!(settle(&world).await, (2, 0));
        assert_eq!(states().await, [true, true, true]);
        assert_eq!(settle(&world).await, (0, 0));
        assert_eq!(world.balance(Wallet::Master).await, 0);
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn a_wallet_without_money_holds_up_its_own_orders_alone() {
    for world in worlds().await {
        let rich = world.dedicated("Rich", Default::default()).await;
        let poor = world.place(&world.order_of(vec![owned("a.com", 1)])).await;
        let new = NewOrder {
            workspace: rich,
            ..world.order_of(vec![owned("b.com", 1)])
        };
        let other = world.place(&new).await.expect("kept");
        world.pay_in(Wallet::Workspace(rich), "in", 350).await;
        assert_eq!(settle(&world).await, (1, 1));
        let poor = world.order(poor.expect("kept")).await.order;
        assert_eq!(poor.status, OrderStatus::Unpaid);
        assert_eq!(world.order(other).await.order.status, OrderStatus::Queued);
    }
}

#[tokio::test]
async fn money_wakes_the_job_where_something_is_owed() {
    for world in worlds().await {
        let jobs = async || {
            let jobs = testing::snapshot(&world.store).await["jobs"].clone();
            jobs.iter()
                .filter(|job| job.contains("settle_orders"))
                .count()
        };
        world.pay_in(Wallet::Master, "1", 100).await;
        assert_eq!(jobs().await, 0);
        let new = world.order_of(vec![owned("a.com", 1)]);
        world.place(&new).await.expect("kept");
        assert_eq!(jobs().await, 0);
        world.pay_in(Wallet::Master, "2", 100).await;
        world.pay_in(Wallet::Master, "3", 100).await;
        assert_eq!(jobs().await, 1);
    }
}
