//! Orders that the wallet holds too little for.

use serde_json::Value;
use simpleinboxes_store::{Wallet, testing::texts};
use simpleinboxes_tests::{made::text, until::until};

use super::{Customer, bought, small};

fn ids(orders: &[Value]) -> Vec<String> {
    orders.iter().map(|order| text(&order["id"])).collect()
}

#[tokio::test]
async fn unpaid_orders_are_paid_oldest_first_once_money_arrives() {
    for customer in Customer::each(0).await {
        let quote = customer
            .api
            .post("/orders?dryRun=true", &bought("dear.com"))
            .await;
        let quote = quote.data(200);
        assert_eq!(quote["outstandingCents"], quote["pricing"]["totalCents"]);
        let mut orders = vec![customer.place(&bought("dear.com")).await];
        for name in ["second.com", "third.com"] {
            customer.ground.pass(std::time::Duration::from_secs(1));
            orders.push(customer.place(&small(name)).await);
        }
        for order in &orders {
            assert_eq!(
                (&order["status"], &order["paidAt"]),
                (&"unpaid".into(), &Value::Null)
            );
            assert_eq!(order["outstandingCents"], order["pricing"]["totalCents"]);
            assert_eq!(order["domains"][0]["status"], "pending");
        }
        let unpaid = async || ids(&customer.api.all("/orders/unpaid").await);
        let newest_first: Vec<_> = ids(&orders).into_iter().rev().collect();
        assert_eq!(unpaid().await, newest_first);
        // Enough for the newer ones, and not for the oldest: nothing is paid.
        let dear = orders[0]["outstandingCents"].as_i64().expect("cents");
        customer.pay_in(Wallet::Master, dear - 1).await;
        until("the money was looked at", async || {
            let open = "SELECT kind FROM jobs WHERE kind = 'settle_orders' \
                        AND state NOT IN ('done', 'dead')";
            let open = texts(customer.running.store(), open).await;
            open.is_empty().then_some(())
        })
        .await;
        assert_eq!(unpaid().await, newest_first);
        assert_eq!(customer.holds().await, dear - 1);
        // One cent more pays it, and nothing else.
        customer.pay_in(Wallet::Master, 1).await;
        let first = customer.reaches(&orders[0], "active").await;
        assert_eq!(first["outstandingCents"], 0);
        assert_eq!(unpaid().await, newest_first[..2]);
        // The rest is paid in the order in which it was placed.
        customer.pay_in(Wallet::Master, 350).await;
        customer.reaches(&orders[1], "active").await;
        assert_eq!(unpaid().await, newest_first[..1]);
        customer.pay_in(Wallet::Master, 350).await;
        customer.reaches(&orders[2], "active").await;
        assert_eq!((unpaid().await.len(), customer.holds().await), (0, 0));
    }
}

#[tokio::test]
async fn an_unpaid_order_that_is_canceled_costs_nothing() {
    for customer in Customer::each(0).await {
        let order = customer.place(&small("never.com")).await;
        let canceled = customer.tell(&order, "cancel").await.data(200);
        assert_eq!(
            (&canceled["status"], &canceled["outstandingCents"]),
            (&"canceled".into(), &0.into())
        );
        assert_eq!(canceled["domains"][0]["status"], "released");
        assert_eq!(canceled["domains"][0]["inboxes"][0]["status"], "canceled");
        customer.pay_in(Wallet::Master, 1000).await;
        // Its domain is free at once.
        let again = customer.delivered(&small("never.com")).await;
        assert_ne!(again["id"], order["id"]);
        assert_eq!(customer.order(&order).await["status"], "canceled");
        assert_eq!(customer.holds().await, 650);
    }
}
