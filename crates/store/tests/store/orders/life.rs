//! The life of an order: activation, renewals, missed ones, its end, and another round.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_core::status::{
    DomainActionType, DomainSource, DomainStatus, InboxMutationType, InboxStatus, OrderStatus,
};
use simpleinboxes_store::{
    Due, ItemDone, NewInboxMutation, NewMutationItem, NewOrder, NewTransfer, OrderRefused, Wallet,
    testing,
};

use super::{book, domain};
use crate::ledger::{cents, credit};
use crate::support::{World, worlds};

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).expect("a time").to_utc()
}

/// Takes money away until the wallet holds so much.
async fn leave(world: &World, cents_left: i64) {
    let id = world.dedicated("Elsewhere", Default::default()).await;
    let holds = world.balance(Wallet::Master).await;
    let caller = world.acme.caller;
    let new = NewTransfer {
        from: Wallet::Master,
        to: Wallet::Workspace(id),
        amount: cents(holds - cents_left),
        key: "away",
        description: "Away",
        note: None,
    };
    world
        .ledger(&caller, async |tx| tx.transfer(&new).await)
        .await
        .expect("moved");
}

#[tokio::test]
async fn a_delivered_order_is_active_and_renews_each_month() {
    for world in worlds().await {
        let id = world.delivered(&world.usual()).await;
        let start = world.clock.now();
        let found = world.order(id).await;
        assert_eq!(found.order.status, OrderStatus::Active);
        assert_eq!(found.domains[0].status, DomainStatus::Active);
        assert_eq!(found.domains[0].inboxes[1].status, InboxStatus::Active);
        assert_eq!(found.order.activated_at, Some(start));
        assert_eq!(found.order.period_end, Some(at("2026-12-02T08:30:00Z")));
        assert_eq!(found.order.next_renewal, Some(cents(700)));
        assert_eq!(world.balance(Wallet::Master).await, 100_000 - 1799);
        // Before its time nothing is due.
        world.clock.set(at("2026-12-02T08:29:59Z"));
        let end = at("2026-12-02T08:30:00Z");
        assert_eq!(world.due(id).await, Due::NotBefore(end));
        let mut paid = 1799;
        for month in 1..=14 {
            world.clock.set(start + chrono::Months::new(month));
            // The eleventh month's renewal is the one before the domain's year runs out: bought
            // and activated in the same moment, it runs out with the twelfth month's end.
            paid += if month == 12 { 700 + 1299 } else { 700 };
            assert_eq!(world.due(id).await, Due::Renewed, "month {month}");
            // Once a month, however often it is asked.
            assert!(matches!(world.due(id).await, Due::NotBefore(_)));
            assert_eq!(
                world.balance(Wallet::Master).await,
                100_000 - paid,
                "{month}"
            );
            let order = world.order(id).await.order;
            let end = start + chrono::Months::new(month + 1);
            assert_eq!(order.period_end, Some(end));
            let next = if month == 11 { 700 + 1299 } else { 700 };
            assert_eq!(order.next_renewal, Some(cents(next)), "after month {month}");
        }
        let jobs = testing::snapshot(&world.store).await["jobs"].clone();
        let renewals = jobs.iter().filter(|job| job.contains("renew_domain"));
        assert_eq!(renewals.count(), 1);
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn a_renewal_that_cannot_be_paid_is_tried_three_times_in_seven_days() {
    for world in worlds().await {
        let id = world.delivered(&world.usual()).await;
        leave(&world, 699).await;
        let end = world.order(id).await.order.period_end.expect("a period");
        for (days, attempts) in [(0, 1), (3, 2)] {
            world.clock.set(end + TimeDelta::days(days));
            assert_eq!(world.due(id).await, Due::PastDue);
            let order = world.order(id).await.order;
            assert_eq!(order.status, OrderStatus::PastDue);
            assert_eq!(
                (order.outstanding, order.renewal_attempts),
                (cents(700), attempts)
            );
            assert!(order.failure_reason.expect("a reason").contains("$7.00"));
            assert_eq!(order.period_end, Some(end));
            assert!(matches!(world.due(id).await, Due::NotBefore(_)));
        }
        world.clock.set(end + TimeDelta::days(7));
        assert_eq!(world.due(id).await, Due::Ended);
        let found = world.order(id).await;
        assert_eq!(found.order.status, OrderStatus::Canceled);
        assert_eq!(
            (found.order.outstanding, found.order.failure_reason),
            (cents(0), None)
        );
        assert_eq!(world.balance(Wallet::Master).await, 699);
        // What exists is taken down step by step.
        assert_eq!(found.domains[0].status, DomainStatus::Active);
        world.deliver(id).await;
        let found = world.order(id).await;
        assert_eq!(found.domains[0].status, DomainStatus::Released);
        assert_eq!(found.domains[0].inboxes[0].status, InboxStatus::Canceled);
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn money_that_comes_in_time_makes_it_active_again() {
    for world in worlds().await {
        let id = world.delivered(&world.usual()).await;
        leave(&world, 0).await;
        let end = world.order(id).await.order.period_end.expect("a period");
        world.clock.set(end);
        assert_eq!(world.due(id).await, Due::PastDue);
        world.clock.set(end + TimeDelta::days(5));
        world.pay_in(Wallet::Master, "late", 700).await;
        let settled = world.store.settle_orders(world.acme.account, &book()).await;
        assert_eq!(settled.expect("settled").paid, 1);
        let order = world.order(id).await.order;
        assert_eq!(order.status, OrderStatus::Active);
        // The month began when the last one ended, not when it was paid.
        assert_eq!(order.period_end, Some(at("2027-01-02T08:30:00Z")));
        assert_eq!((order.outstanding, order.renewal_attempts), (cents(0), 0));
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn a_cancellation_is_carried_out_at_the_end_unless_it_is_taken_back() {
    for world in worlds().await {
        let id = world.delivered(&world.usual()).await;
        let end = world.order(id).await.order.period_end.expect("a period");
        let cancel = async || world.orders(async |tx| tx.cancel_order(id).await).await;
        let revert = async || {
            world
                .orders(async |tx| tx.revert_cancellation(id).await)
                .await
        };
        cancel().await.expect("allowed").expect("seen");
        let order = world.order(id).await.order;
        assert_eq!(order.status, OrderStatus::CancellationQueued);
        assert_eq!((order.cancel_at, order.next_renewal), (Some(end), None));
        revert().await.expect("allowed").expect("seen");
        let order = world.order(id).await.order;
        assert_eq!(order.status, OrderStatus::Active);
        assert_eq!(
            (order.cancel_at, order.next_renewal),
            (None, Some(cents(700)))
        );
        cancel().await.expect("allowed").expect("seen");
        world.clock.set(end);
        // Its time has come, also when nobody has looked yet.
        let late = revert().await;
        assert!(matches!(late, Err(OrderRefused::State(_))), "{late:?}");
        let before = world.balance(Wallet::Master).await;
        assert_eq!(world.due(id).await, Due::Ended);
        assert_eq!(world.due(id).await, Due::Nothing);
        let order = world.order(id).await.order;
        assert_eq!(order.status, OrderStatus::Canceled);
        assert_eq!((order.canceled_at, order.cancel_at), (Some(end), None));
        assert_eq!(world.balance(Wallet::Master).await, before);
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn an_order_without_auto_renew_ends_with_its_month() {
    for world in worlds().await {
        let id = world.delivered(&world.usual()).await;
        let caller = world.acme.caller;
        let set = async |on: bool| {
            let set = world.run(&caller, async |tx| tx.set_auto_renew(id, on).await);
            set.await.expect("an answer").expect("seen")
        };
        assert_eq!(set(false).await, Ok(()));
        let order = world.order(id).await.order;
        assert_eq!((order.next_renewal, order.cancel_at), (None, None));
        let updated = order.updated_at;
        world.clock.advance(TimeDelta::hours(1));
        assert_eq!(set(false).await, Ok(()));
        assert_eq!(world.order(id).await.order.updated_at, updated);
        world.clock.set(order.period_end.expect("a period"));
        assert_eq!(world.due(id).await, Due::Ended);
        assert_eq!(world.order(id).await.order.status, OrderStatus::Canceled);
        assert_eq!(set(true).await, Err(OrderStatus::Canceled));
    }
}

#[tokio::test]
async fn a_canceled_order_is_taken_up_again_at_the_prices_of_the_day() {
    for world in worlds().await {
        let id = world.delivered(&world.usual()).await;
        let first = world.order(id).await;
        world
            .orders(async |tx| tx.cancel_order(id).await)
            .await
            .expect("allowed");
        world.clock.set(first.order.period_end.expect("a period"));
        assert_eq!(world.due(id).await, Due::Ended);
        let entropy = Entropy::seeded(1);
        let again = async || {
            let book = book();
            world
                .orders(async |tx| {
                    tx.reactivate_order(id, &HashMap::new(), &book, &entropy)
                        .await
                })
                .await
        };
        // Its domain is still being taken down.
        let early = again().await;
        assert!(
            matches!(early, Err(OrderRefused::DomainHeld(_))),
            "{early:?}"
        );
        world.deliver(id).await;
        leave(&world, 699).await;
        let poor = again().await;
        assert!(
            matches!(poor, Err(OrderRefused::Insufficient { needed, .. }) if needed == cents(700)),
            "{poor:?}"
        );
        assert_eq!(world.order(id).await.order.status, OrderStatus::Canceled);
        let caller = world.acme.caller;
        world
            .ledger(&caller, async |tx| {
                tx.credit(&credit(Wallet::Master, "more", 1)).await
            })
            .await
            .expect("paid in");
        again().await.expect("allowed").expect("seen");
        let second = world.order(id).await;
        assert_eq!(
            (second.order.status, second.order.round),
            (OrderStatus::Queued, 2)
        );
        // The domain is registered still, and not charged again.
        assert_eq!(second.order.pricing.total, cents(700));
        assert_eq!(second.order.canceled_at, None);
        assert_eq!(world.balance(Wallet::Master).await, 0);
        assert_ne!(second.domains[0].id, first.domains[0].id);
        let names = |order: &simpleinboxes_store::OrderDetail| -> Vec<String> {
            let inboxes = order.domains[0].inboxes.iter();
            inboxes.map(|inbox| inbox.email.clone()).collect()
        };
        assert_eq!(names(&second), names(&first));
        world.deliver(id).await;
        assert_eq!(world.order(id).await.order.status, OrderStatus::Active);
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn a_domain_that_was_let_go_can_be_ordered_again_as_existing() {
    for world in worlds().await {
        let id = world.delivered(&world.usual()).await;
        let end = world.order(id).await.order.period_end.expect("a period");
        world
            .orders(async |tx| tx.cancel_order(id).await)
            .await
            .expect("allowed");
        world.clock.set(end);
        world.due(id).await;
        world.deliver(id).await;
        let existing = |world: &World| NewOrder {
            registrant: None,
            ..world.order_of(vec![domain(
                "try-northwind.com",
                DomainSource::Existing,
                &["amy"],
            )])
        };
        let next = world.place(&existing(&world)).await.expect("placed");
        assert_eq!(world.order(next).await.order.pricing.total, cents(350));
        world
            .orders(async |tx| {
                let gone = tx.cancel_order(next).await;
                assert!(matches!(gone, Err(OrderRefused::State(_))));
                Ok(())
            })
            .await
            .expect("refused");
        // Once its registration is over it is nobody's.
        world.deliver(next).await;
        let seeded = world.order(next).await;
        assert_eq!(seeded.order.status, OrderStatus::Active);
    }
}

#[tokio::test]
async fn what_was_forgotten_is_queued_again() {
    for world in worlds().await {
        let id = world.delivered(&world.usual()).await;
        let end = world.order(id).await.order.period_end.expect("a period");
        let forgotten = async || {
            let queued = world.store.queue_forgotten_orders().await;
            queued.expect("queued")
        };
        world.clock.set(end);
        // Its job is there.
        assert_eq!(forgotten().await, 0);
        testing::run(&world.store, &["DELETE FROM jobs".to_owned()])
            .await
            .expect("gone");
        assert_eq!(forgotten().await, 1);
        assert_eq!(forgotten().await, 0);
    }
}

#[tokio::test]
async fn two_inboxes_that_came_to_have_one_address_are_not_taken_up_again() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "in", 10_000).await;
        let id = world.place(&world.usual()).await.expect("placed");
        let inboxes = world.order(id).await.domains[0].inboxes.clone();
        let book = book();
        // The second one can't be made, and the first one gets its name.
        world
            .work(id, async |tx, kind| {
                if kind == DomainActionType::CreateMailboxes {
                    let failed = tx.fail_inbox(inboxes[1].id, "It is taken.", &book).await;
                    assert!(failed.expect("an answer"));
                }
                true
            })
            .await;
        let caller = world.acme.caller;
        let rename = NewInboxMutation {
            workspace: None,
            kind: InboxMutationType::Rename,
            items: vec![NewMutationItem {
                inbox: inboxes[0].id,
                username: Some("john".to_owned()),
                password: None,
                photo_url: None,
                photo_token: None,
            }],
        };
        let renamed = world.run(&caller, async |tx| {
            let made = tx.create_inbox_mutation(&rename).await?.expect("seen");
            let pending = tx.start_mutation(made).await?.expect("open");
            tx.finish_item(pending.items[0].id, Ok(ItemDone::default()))
                .await
        });
        assert!(renamed.await.expect("an answer"));
        world
            .orders(async |tx| tx.cancel_order(id).await)
            .await
            .expect("allowed");
        let end = world.order(id).await.order.period_end.expect("a period");
        world.clock.set(end);
        assert_eq!(world.due(id).await, Due::Ended);
        world.deliver(id).await;
        let entropy = Entropy::seeded(1);
        let again = world
            .orders(async |tx| {
                tx.reactivate_order(id, &HashMap::new(), &book, &entropy)
                    .await
            })
            .await;
        assert!(
            matches!(&again, Err(OrderRefused::AddressTwice(email)) if email == "john@try-northwind.com"),
            "{again:?}"
        );
        assert_eq!(world.order(id).await.order.status, OrderStatus::Canceled);
        world.assert_sound().await;
    }
}
