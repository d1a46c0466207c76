//! What is counted: orders, inboxes, spend, usernames.

use futures::TryStreamExt as _;
use simpleinboxes_client::prelude::*;
use simpleinboxes_core::{
    cents::Cents,
    status::{DomainStatus, InboxStatus, OrderStatus},
};
use simpleinboxes_types::StateCounts;

use super::Journey;

fn counts(counts: &StateCounts) -> (i32, i32, i32, i32) {
    (counts.active, counts.pending, counts.canceled, counts.total)
}

/// An active order with three inboxes, a canceled one, and what they cost.
async fn some_business(journey: &Journey) {
    let seed = journey.running.seed(journey.acme(), journey.acme().first);
    let active = seed.order(OrderStatus::Active).await;
    let canceled = seed.order(OrderStatus::Canceled).await;
    let domain = seed
        .domain(active, "try-northwind.com", DomainStatus::Active)
        .await;
    let released = seed
        .domain(canceled, "old-northwind.com", DomainStatus::Released)
        .await;
    seed.inbox(active, domain, "jane.doe", InboxStatus::Active)
        .await;
    seed.inbox(active, domain, "john.roe", InboxStatus::Provisioning)
        .await;
    seed.inbox(active, domain, "amy.poe", InboxStatus::Failed)
        .await;
    seed.inbox(canceled, released, "jane.doe", InboxStatus::Canceled)
        .await;
    seed.posting("revenue", Cents::new(1799)).await;
}

#[tokio::test]
async fn an_account_without_business_counts_nothing() {
    for journey in Journey::each().await {
        let summary = journey
            .client
            .get_global_summary()
            .send()
            .await
            .expect("a summary")
            .into_inner()
            .data;
        assert_eq!(
            (summary.workspace_count, counts(&summary.orders)),
            (1, (0, 0, 0, 0))
        );
        assert_eq!(
            (summary.spend.total_cents.0, counts(&summary.inboxes)),
            (0, (0, 0, 0, 0))
        );
        let detail = journey
            .client
            .get_client()
            .client_name("First")
            .send()
            .await
            .expect("a client");
        let detail = detail.into_inner().data;
        assert_eq!(
            (
                detail.domain_count,
                detail.username_count,
                detail.credential_count
            ),
            (0, 0, 0)
        );
    }
}

#[tokio::test]
async fn business_is_counted_where_it_is_done() {
    for journey in Journey::each().await {
        some_business(&journey).await;
        journey.make_client("Idle").await;
        let summary = journey
            .client
            .get_global_summary()
            .send()
            .await
            .expect("a summary")
            .into_inner()
            .data;
        assert_eq!(
            (summary.workspace_count, counts(&summary.orders)),
            (2, (1, 0, 1, 2))
        );
        assert_eq!(counts(&summary.inboxes), (1, 1, 1, 4));
        assert_eq!(
            (
                summary.spend.month_to_date_cents.0,
                summary.spend.last_month_cents.0
            ),
            (1799, 0)
        );

        let first = journey.acme().first.to_string();
        let one = journey
            .client
            .get_workspace_summary()
            .id(first)
            .send()
            .await
            .expect("a summary");
        assert_eq!(counts(&one.into_inner().data.inboxes), (1, 1, 1, 4));
        let clients: Vec<_> = journey
            .client
            .list_clients()
            .stream()
            .try_collect()
            .await
            .expect("clients");
        let inboxes: Vec<_> = clients
            .iter()
            .map(|client| (client.name.as_str(), client.inboxes.total))
            .collect();
        assert_eq!(inboxes, [("Idle", 0), ("First", 4)]);
        let detail = journey
            .client
            .get_client()
            .client_name("First")
            .send()
            .await
            .expect("a client");
        let detail = detail.into_inner().data;
        assert_eq!((detail.domain_count, detail.username_count), (1, 3));

        // A month on it is last month's.
        journey
            .ground
            .pass(std::time::Duration::from_secs(30 * 86_400));
        let later = journey
            .client
            .get_global_summary()
            .send()
            .await
            .expect("a summary")
            .into_inner()
            .data;
        let spend = (
            later.spend.month_to_date_cents.0,
            later.spend.last_month_cents.0,
            later.spend.total_cents.0,
        );
        assert_eq!(spend, (0, 1799, 1799));
    }
}

#[tokio::test]
async fn usernames_are_told_apart_and_in_order() {
    for journey in Journey::each().await {
        some_business(&journey).await;
        let call = journey
            .client
            .list_client_usernames()
            .client_name("First")
            .limit(2);
        let used: Vec<_> = call.stream().try_collect().await.expect("usernames");
        let used: Vec<_> = used
            .iter()
            .map(|used| (used.username.as_str(), used.inbox_count))
            .collect();
        assert_eq!(used, [("amy.poe", 1), ("jane.doe", 2), ("john.roe", 1)]);
    }
}
