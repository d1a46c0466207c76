//! The life of an order while time passes and money comes and goes.

use std::time::Duration;

use serde_json::json;
use simpleinboxes_store::{Wallet, testing::texts};
use simpleinboxes_tests::until::until;

use super::{Customer, bought, inboxes, small};

const DAY: Duration = Duration::from_secs(86_400);

#[tokio::test]
async fn it_renews_goes_past_due_is_saved_and_is_given_up() {
    for customer in Customer::each(350 * 2).await {
        let first = customer.delivered(&small("lives.com")).await;
        assert_eq!(
            (&first["autoRenew"], &first["nextRenewalCents"]),
            (&json!(true), &json!(350))
        );
        // The next month is paid when this one ends.
        customer.move_to(&first["currentPeriodEnd"]);
        let second = until("another month", async || {
            let found = customer.order(&first).await;
            (found["currentPeriodEnd"] != first["currentPeriodEnd"]).then_some(found)
        })
        .await;
        assert_eq!(
            (&second["status"], customer.holds().await),
            (&json!("active"), 0)
        );
        let entries = customer.api.all("/wallet/transactions").await;
        assert_eq!(entries[0]["reason"], "renewal");
        // The one after that can't be.
        customer.move_to(&second["currentPeriodEnd"]);
        let due = customer.reaches(&first, "past_due").await;
        assert_eq!(due["outstandingCents"], 350);
        assert!(
            due["failureReason"]
                .as_str()
                .is_some_and(|why| why.contains("$3.50")),
            "{due}"
        );
        let unpaid = customer.api.all("/orders/unpaid").await;
        assert_eq!(unpaid[0]["id"], first["id"]);
        // Its inboxes work on, and money that comes in time saves it: the month began when the last one ended.
        assert_eq!(due["domains"][0]["inboxes"][0]["status"], "active");
        customer.ground.pass(DAY);
        customer.pay_in(Wallet::Master, 350).await;
        let saved = customer.reaches(&first, "active").await;
        assert_eq!(saved["failureReason"], json!(null));
        // Without money it is tried three times in seven days and then ends.
        customer.move_to(&saved["currentPeriodEnd"]);
        customer.reaches(&first, "past_due").await;
        customer.ground.pass(DAY * 3);
        until("another attempt", async || {
            let attempts = "SELECT CAST(renewal_attempts AS text) FROM orders";
            let attempts = texts(customer.running.store(), attempts).await;
            (attempts == ["2"]).then_some(())
        })
        .await;
        assert_eq!(customer.order(&first).await["status"], "past_due");
        customer.ground.pass(DAY * 4);
        customer.reaches(&first, "canceled").await;
        let gone = customer.released(&first).await;
        assert_eq!(gone["domains"][0]["inboxes"][0]["status"], "canceled");
        assert_eq!(
            (&gone["outstandingCents"], customer.holds().await),
            (&json!(0), 0)
        );
    }
}

#[tokio::test]
async fn it_is_canceled_at_the_end_of_the_month_and_taken_up_again() {
    for customer in Customer::each(10_000).await {
        let order = customer.delivered(&bought("again.com")).await;
        let queued = customer.tell(&order, "cancel").await.data(200);
        assert_eq!(queued["status"], "cancellation_queued");
        assert_eq!(queued["cancelAt"], order["currentPeriodEnd"]);
        let reverted = customer.tell(&order, "revert-cancellation").await.data(200);
        assert_eq!(
            (&reverted["status"], &reverted["cancelAt"]),
            (&json!("active"), &json!(null))
        );
        customer.tell(&order, "cancel").await.data(200);
        customer.move_to(&order["currentPeriodEnd"]);
        customer.reaches(&order, "canceled").await;
        let gone = customer.released(&order).await;
        assert_eq!(gone["domains"][0]["inboxes"][1]["status"], "canceled");
        // The domain is registered still, so that only its inboxes cost something.
        customer.leave(699).await;
        let poor = customer.tell(&order, "reactivate").await;
        let error = poor.refused(402, "INSUFFICIENT_FUNDS");
        assert!(
            error["message"]
                .as_str()
                .is_some_and(|words| words.contains("$7.00")),
            "{error}"
        );
        assert_eq!(customer.order(&order).await["status"], "canceled");
        customer.pay_in(Wallet::Master, 1).await;
        let again = customer.tell(&order, "reactivate").await.data(200);
        assert_eq!(
            (&again["status"], &again["pricing"]["totalCents"]),
            (&json!("queued"), &json!(700))
        );
        assert_eq!(customer.holds().await, 0);
        let live = customer.reaches(&order, "active").await;
        let (new, old) = (&live["domains"][0], &gone["domains"][0]);
        assert_eq!(
            (&new["name"], &new["status"]),
            (&old["name"], &json!("active"))
        );
        assert_ne!(new["id"], old["id"]);
        assert_eq!(new["inboxes"][0]["email"], old["inboxes"][0]["email"]);
        assert_ne!(new["inboxes"][0]["id"], old["inboxes"][0]["id"]);
        // Another order takes the domain once this one has ended.
        customer.pay_in(Wallet::Master, 10_000).await;
        customer.tell(&order, "cancel").await.data(200);
        customer.move_to(&live["currentPeriodEnd"]);
        customer.released(&order).await;
        let mut other = small("again.com");
        other["domains"][0]["source"] = json!("existing");
        customer.delivered(&other).await;
        let held = customer
            .tell(&order, "reactivate")
            .await
            .refused(409, "CONFLICT");
        assert!(
            held["message"]
                .as_str()
                .is_some_and(|words| words.contains("again.com")),
            "{held}"
        );
    }
}

#[tokio::test]
async fn without_auto_renew_it_ends_with_its_month() {
    for customer in Customer::each(10_000).await {
        let order = customer.delivered(&small("once.com")).await;
        let path = format!(
            "/orders/{}/auto-renew",
            order["id"].as_str().expect("an id")
        );
        let set = customer
            .api
            .patch(&path, &json!({"autoRenew": false}))
            .await
            .data(200);
        assert_eq!(
            (&set["status"], &set["autoRenew"]),
            (&json!("active"), &json!(false))
        );
        customer.move_to(&order["currentPeriodEnd"]);
        customer.reaches(&order, "canceled").await;
        customer.released(&order).await;
        assert_eq!(customer.holds().await, 10_000 - 350);
    }
}

#[tokio::test]
async fn what_can_not_be_delivered_is_refunded() {
    for customer in Customer::each(10_000).await {
        let mut order = bought("good.com");
        let lost =
            json!({"domain": "lost-a.com", "source": "purchase", "inboxes": inboxes(&["amy"])});
        order["domains"].as_array_mut().expect("a list").push(lost);
        let placed = customer.place(&order).await;
        let found = customer.reaches(&placed, "active").await;
        let of = |name: &str| {
            let lines = placed["pricing"]["lines"].as_array().expect("lines").iter();
            let own = lines.filter(|line| line["domain"] == name);
            own.filter_map(|line| line["amountCents"].as_i64())
                .sum::<i64>()
        };
        assert_eq!(found["refundedCents"], of("lost-a.com"));
        assert_eq!(found["domains"][1]["status"], "failed");
        assert_eq!(found["domains"][1]["inboxes"][0]["status"], "failed");
        assert_eq!(customer.holds().await, 10_000 - of("good.com"));
        assert_eq!(found["nextRenewalCents"], 700);
        // All of it.
        let held = customer.holds().await;
        let placed = customer.place(&bought("lost-b.com")).await;
        let failed = customer.reaches(&placed, "failed").await;
        assert_eq!(failed["failureReason"], "It is lost.");
        assert_eq!(failed["refundedCents"], failed["pricing"]["totalCents"]);
        assert_eq!(customer.holds().await, held);
    }
}
