//! What may be done to an order in which state: all of it and nothing else, by the one table.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use simpleinboxes_core::{
    machine::{ORDER, OrderEvent},
    status::OrderStatus,
};
use simpleinboxes_store::Wallet;
use simpleinboxes_tests::{made::text, played};

use super::{Customer, small};

/// What owners do, and how they say so.
const DEEDS: [(OrderEvent, &str); 3] = [
    (OrderEvent::Cancel, "cancel"),
    (OrderEvent::Revert, "revert-cancellation"),
    (OrderEvent::Reactivate, "reactivate"),
];

/// What owners set, beside what the table says.
const AUTO_RENEW: &str = "auto-renew";

/// An order in each state for each deed.
type Orders = BTreeMap<(String, &'static str), Value>;

/// Where a deed leads; nothing where the table has no edge.
fn leads(from: OrderStatus, on: OrderEvent) -> Option<OrderStatus> {
    let edge = ORDER.iter().find(|edge| (edge.from, edge.on) == (from, on));
    edge.map(|edge| edge.to)
}

fn deeds() -> impl Iterator<Item = &'static str> {
    DEEDS.iter().map(|(_, what)| *what).chain([AUTO_RENEW])
}

/// Places an order for each deed, on domains whose names begin so.
async fn place(
    customer: &Customer,
    orders: &mut Orders,
    status: &str,
    begin: &str,
    workspace: &Value,
) {
    for deed in deeds() {
        let mut body = small(&format!("{begin}{}-{deed}.com", status.replace('_', "-")));
        if !workspace.is_null() {
            body["workspaceId"] = workspace.clone();
        }
        let placed = customer.place(&body).await;
        orders.insert((status.to_owned(), deed), placed);
    }
}

async fn all_reach(customer: &Customer, orders: &Orders, group: &str, status: &str) {
    for ((of, _), order) in orders {
        if of == group {
            customer.reaches(order, status).await;
        }
    }
}

/// Orders in every state, on a service that begins no work any more.
async fn in_every_state(customer: &mut Customer) -> Orders {
    let mut orders = Orders::new();
    // A wallet that is empty when the month is over.
    let poor = Value::from(customer.dedicated("Poor").await);
    let count = i64::try_from(deeds().count()).expect("a few");
    let wallet = Wallet::Workspace(text(&poor).parse().expect("an id"));
    customer.pay_in(wallet, 350 * count).await;
    place(customer, &mut orders, "past_due", "", &poor).await;
    place(customer, &mut orders, "canceled", "", &Value::Null).await;
    all_reach(customer, &orders, "past_due", "active").await;
    all_reach(customer, &orders, "canceled", "active").await;
    let mut end = Value::Null;
    for ((status, _), order) in &orders {
        end = customer.order(order).await["currentPeriodEnd"].clone();
        if status == "canceled" {
            customer.tell(order, "cancel").await.data(200);
        }
    }
    customer.move_to(&end);
    all_reach(customer, &orders, "past_due", "past_due").await;
    for ((status, _), order) in &orders {
        if status == "canceled" {
            customer.released(order).await;
        }
    }
    place(customer, &mut orders, "unpaid", "", &poor).await;
    for (status, begin) in [
        ("active", ""),
        ("cancellation_queued", ""),
        ("provisioning", played::WAITS),
        ("failed", played::LOST),
    ] {
        place(customer, &mut orders, status, begin, &Value::Null).await;
    }
    all_reach(customer, &orders, "cancellation_queued", "active").await;
    for ((status, _), order) in &orders {
        if status == "cancellation_queued" {
            customer.tell(order, "cancel").await.data(200);
        }
    }
    for status in ["active", "provisioning", "failed"] {
        all_reach(customer, &orders, status, status).await;
    }
    customer.ground.config.jobs.workers = 0;
    let idle = customer.ground.start().await;
    std::mem::replace(&mut customer.running, idle).stop().await;
    customer.api = customer.running.with(&customer.ground.acme.key);
    place(customer, &mut orders, "queued", "", &Value::Null).await;
    orders
}

#[tokio::test]
async fn every_deed_does_what_the_table_says_in_every_state() {
    for mut customer in Customer::each(100_000).await {
        let orders = in_every_state(&mut customer).await;
        for &status in OrderStatus::ALL {
            for (event, deed) in DEEDS {
                let order = &orders[&(status.to_string(), deed)];
                assert_eq!(
                    customer.order(order).await["status"],
                    status.as_str(),
                    "{deed}"
                );
                let answer = customer.tell(order, deed).await;
                let Some(to) = leads(status, event) else {
                    let error = answer.refused(409, "CONFLICT");
                    let words = text(&error["message"]);
                    assert!(words.contains(status.as_str()), "{status} {deed}: {words}");
                    let found = customer.order(order).await;
                    assert_eq!(found["status"], status.as_str(), "{deed} had an effect");
                    continue;
                };
                assert_eq!(answer.data(200)["status"], to.as_str(), "{status} {deed}");
                // Once: unless that leads on, it is refused from then on.
                let again = customer.tell(order, deed).await;
                match leads(to, event) {
                    Some(next) => assert_eq!(again.data(200)["status"], next.as_str()),
                    None => drop(again.refused(409, "CONFLICT")),
                }
            }
            auto_renew(&customer, &orders, status).await;
        }
    }
}

/// Auto-renew is set until an order is about to end or has ended.
async fn auto_renew(customer: &Customer, orders: &Orders, status: OrderStatus) {
    let order = &orders[&(status.to_string(), AUTO_RENEW)];
    let path = format!("/orders/{}/auto-renew", text(&order["id"]));
    let answer = customer
        .api
        .patch(&path, &json!({"autoRenew": false}))
        .await;
    let ends = [
        OrderStatus::CancellationQueued,
        OrderStatus::Canceled,
        OrderStatus::Failed,
    ];
    if ends.contains(&status) {
        answer.refused(409, "CONFLICT");
        assert_eq!(customer.order(order).await["autoRenew"], true, "{status}");
    } else {
        let set = answer.data(200);
        assert_eq!(
            (&set["autoRenew"], &set["status"]),
            (&json!(false), &json!(status.as_str()))
        );
    }
}
