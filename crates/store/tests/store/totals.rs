//! What workspaces have and have spent.

use chrono::{DateTime, TimeDelta};
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::status::{DomainStatus, InboxStatus, OrderStatus};
use simpleinboxes_store::{Spend, StateCounts, WorkspaceDetails, WorkspaceTotals};

use crate::support::worlds;

#[tokio::test]
async fn nothing_counts_as_zero() {
    for world in worlds().await {
        let first = world.acme.first.id;
        let scoped = world.store.scoped(&world.acme.caller);
        let totals = scoped.workspace_totals(&[first]).await.expect("totals");
        assert_eq!(totals[&first], WorkspaceTotals::default());
        let details = scoped.workspace_details(first).await.expect("details");
        assert_eq!(details, WorkspaceDetails::default());
        assert_eq!(
            scoped.spend(Some(first)).await.expect("spend"),
            Spend::default()
        );
        let account = scoped.account_totals().await.expect("totals");
        assert_eq!((account.workspaces, account.spend), (1, Spend::default()));
    }
}

#[tokio::test]
async fn every_state_is_counted_where_it_belongs() {
    for world in worlds().await {
        let first = world.acme.first.id;
        let seed = world.seed(&world.acme, first);
        let mut orders = Vec::new();
        for status in OrderStatus::ALL {
            orders.push(seed.order(*status).await);
        }
        let domain = seed
            .domain(orders[0], "one.com", DomainStatus::Active)
            .await;
        seed.domain(orders[0], "two.com", DomainStatus::Released)
            .await;
        for status in InboxStatus::ALL {
            // An address is held once: each on a domain of its own, which no longer counts.
            let name = format!("{}.example", status.as_str());
            let domain = seed.domain(orders[0], &name, DomainStatus::Released).await;
            seed.inbox(orders[0], domain, "jane", *status).await;
        }
        seed.inbox(orders[0], domain, "john", InboxStatus::Active)
            .await;
        // Neighbours, which must not be counted.
        let other = world.workspace(&world.acme.caller, "Other").await.id;
        world
            .seed(&world.acme, other)
            .order(OrderStatus::Active)
            .await;
        world
            .seed(&world.rival, world.rival.first.id)
            .order(OrderStatus::Active)
            .await;

        let scoped = world.store.scoped(&world.acme.caller);
        let totals = scoped
            .workspace_totals(&[first, other])
            .await
            .expect("totals");
        let expected = WorkspaceTotals {
            orders: StateCounts {
                active: 3,
                pending: 3,
                canceled: 1,
                total: 8,
            },
            inboxes: StateCounts {
                active: 3,
                pending: 2,
                canceled: 1,
                total: 7,
            },
        };
        assert_eq!(totals[&first], expected);
        assert_eq!(totals[&other].orders.total, 1);
        let details = scoped.workspace_details(first).await.expect("details");
        assert_eq!(
            details,
            WorkspaceDetails {
                domains: 1,
                usernames: 2,
                credentials: 0
            }
        );
        let account = scoped.account_totals().await.expect("totals");
        assert_eq!((account.workspaces, account.totals.orders.total), (2, 9));
        let bound = world.acme.bound_to(first);
        let account = world
            .store
            .scoped(&bound)
            .account_totals()
            .await
            .expect("totals");
        assert_eq!((account.workspaces, account.totals), (1, expected));
    }
}

#[tokio::test]
async fn spend_is_split_by_calendar_month() {
    for world in worlds().await {
        let seed = world.seed(&world.acme, world.acme.first.id);
        let at = |text: &str| DateTime::parse_from_rfc3339(text).expect("a time").to_utc();
        for (time, cents) in [
            ("2026-09-30T23:59:59.999Z", 1),
            ("2026-10-01T00:00:00Z", 10),
            ("2026-10-31T23:59:59.999Z", 100),
            ("2026-11-01T00:00:00Z", 1000),
            ("2026-11-02T08:00:00.5Z", 10_000),
            ("2026-11-02T08:00:00.5Z", -3000),
        ] {
            world.clock.set(at(time));
            seed.posting("revenue", Cents::new(cents)).await;
            // What only moves between wallets and the outside is not spent.
            seed.posting("dedicated_wallet", Cents::new(cents.abs()))
                .await;
        }
        let rival = world.seed(&world.rival, world.rival.first.id);
        rival.posting("revenue", Cents::new(77)).await;
        let expected = Spend {
            month_to_date: Cents::new(8000),
            last_month: Cents::new(110),
            total: Cents::new(8111),
        };
        let scoped = world.store.scoped(&world.acme.caller);
        assert_eq!(scoped.spend(None).await.expect("spend"), expected);
        let first = Some(world.acme.first.id);
        assert_eq!(scoped.spend(first).await.expect("spend"), expected);
        world.clock.set(at("2026-12-01T00:00:00Z"));
        let december = scoped.spend(first).await.expect("spend");
        assert_eq!(december.month_to_date, Cents::ZERO);
        assert_eq!(december.last_month, Cents::new(8000));
    }
}

#[tokio::test]
async fn usernames_come_once_in_the_order_of_their_bytes() {
    for world in worlds().await {
        let first = world.acme.first.id;
        let seed = world.seed(&world.acme, first);
        let order = seed.order(OrderStatus::Active).await;
        let domain = seed.domain(order, "one.com", DomainStatus::Active).await;
        let start = world.clock.now();
        for name in ["j_doe", "j.doe", "jdoe", "j-doe", "a1", "j.doe", "a"] {
            seed.inbox(order, domain, name, InboxStatus::Canceled).await;
            world.clock.advance(TimeDelta::minutes(1));
        }
        let scoped = world.store.scoped(&world.acme.caller);
        let mut seen = Vec::new();
        let mut cursor = None;
        loop {
            let page = scoped
                .usernames(first, 2, cursor.as_ref())
                .await
                .expect("a page");
            seen.extend(page.items);
            match page.next {
                Some(next) => cursor = Some(next),
                None => break,
            }
        }
        let names: Vec<_> = seen.iter().map(|row| row.username.as_str()).collect();
        assert_eq!(names, ["a", "a1", "j-doe", "j.doe", "j_doe", "jdoe"]);
        assert_eq!(seen[3].inbox_count, 2);
        assert_eq!(seen[3].last_ordered_at, start + TimeDelta::minutes(5));
    }
}
