//! Months: the one that runs, and those that are over.

use chrono::TimeDelta;
use serde_json::{Value, json};
use simpleinboxes_core::{
    cents::Cents,
    period::Period,
    status::{BillingCategory, DomainStatus, OrderStatus},
};
use simpleinboxes_store::Wallet;

use super::Journey;

#[tokio::test]
async fn the_present_month_is_projected_to_its_end() {
    for journey in Journey::each().await {
        let first = journey.acme().first;
        journey
            .pay_in(Wallet::Master, 100_000, "in")
            .await
            .expect("paid in");
        let lines = [
            (BillingCategory::Domains, 1, 1099),
            (BillingCategory::Inboxes, 2, 700),
            (BillingCategory::Discounts, 1, -99),
        ];
        let charged = journey
            .charge(first, &lines, "order")
            .await
            .expect("charged");
        journey
            .refund(&charged, 350, "back")
            .await
            .expect("paid back");
        let seed = journey.running.seed(journey.acme(), first);
        let month: Period = "2026-11".parse().expect("a month");
        let order = seed.order(OrderStatus::Active).await;
        let soon = month.end() - TimeDelta::milliseconds(1);
        seed.order_renews(order, soon, Cents::new(700)).await;
        let domain = seed
            .domain(order, "try-northwind.com", DomainStatus::Active)
            .await;
        seed.domain_renews(domain, month.end(), Cents::new(1099), true)
            .await;
        let mut summary = journey.data("/billing/summary").await;
        summary["asOfAt"].take();
        let line = |category: &str, quantity: i32, cents: i64| json!({"category": category, "quantity": quantity, "amountCents": cents});
        let expected = json!({
            "workspaceId": first.to_string(), "period": "2026-11",
            "startsAt": "2026-11-01T00:00:00Z", "endsAt": "2026-12-01T00:00:00Z",
            "asOfAt": null, "currency": "USD",
            "chargedCents": 1700, "refundedCents": 350, "spendCents": 1350,
            "upcomingCents": 700, "projectedCents": 2050,
            "breakdown": [
                line("inboxes", 2, 700), line("domains", 1, 1099), line("discounts", 1, -99),
                line("refunds", 1, -350),
            ],
        });
        assert_eq!(summary, expected);
        // In the next month both are to come.
        journey.ground.clock.set(month.end());
        let summary = journey.data("/billing/summary").await;
        assert_eq!(
            (&summary["spendCents"], &summary["upcomingCents"]),
            (&json!(0), &json!(1799))
        );
        let history = journey.data("/billing/history").await;
        assert_eq!(
            (&history[0]["spendCents"], &history[0]["transactionCount"]),
            (&json!(1350), &json!(2))
        );
    }
}

#[tokio::test]
async fn months_without_spend_are_listed_from_the_first() {
    for journey in Journey::each().await {
        let owner = journey.owner();
        let periods = async |path: &str| {
            let page = owner.get(path).await.json();
            let of = |one: &Value| one["period"].as_str().expect("a month").to_owned();
            let data = page["data"].as_array().expect("a list");
            let cursor = page["pagination"]["nextCursor"].as_str().map(str::to_owned);
            (data.iter().map(of).collect::<Vec<_>>(), cursor)
        };
        assert_eq!(periods("/billing/history").await, (vec![], None));
        let to = |text: &str| journey.ground.clock.set(text.parse().expect("a time"));
        to("2027-01-15T00:00:00Z");
        let late = owner.make_client("Late").await;
        to("2027-03-01T00:00:00Z");
        let (all, end) = periods("/billing/history").await;
        assert_eq!(all, ["2027-02", "2027-01", "2026-12", "2026-11"]);
        assert_eq!(end, None);
        let (one, cursor) = periods("/billing/history?limit=3").await;
        assert_eq!(one, all[..3]);
        let cursor = cursor.expect("more");
        // Another month may end between two pages.
        to("2027-04-01T00:00:00Z");
        let rest = periods(&format!("/billing/history?limit=3&cursor={cursor}")).await;
        assert_eq!(rest, (vec![all[3].clone()], None));
        let of_late = periods(&format!("/billing/history?workspaceId={late}")).await;
        assert_eq!(of_late.0, ["2027-03", "2027-02", "2027-01"]);
        let clients = owner.get("/clients?limit=1").await.json();
        let foreign = clients["pagination"]["nextCursor"].as_str().expect("more");
        for wrong in [foreign, "x", "MjAyNi0xMQ"] {
            let refused = owner.get(&format!("/billing/history?cursor={wrong}")).await;
            refused.refused(400, "INVALID_REQUEST");
        }
        owner
            .get(&format!("/clients?cursor={cursor}"))
            .await
            .refused(400, "INVALID_REQUEST");
    }
}
