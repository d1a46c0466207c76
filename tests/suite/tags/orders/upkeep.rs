//! What the service sees to by itself, as time passes.

use std::time::Duration;

use serde_json::Value;
use simpleinboxes_tests::{made::text, service::Ground, until::until};

use super::{Customer, small};
use crate::tags::inboxes;

const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(86_400);

impl Customer {
    /// The latest step by which the mailboxes of a domain are deleted.
    async fn deletion(&self, domain: &str) -> Value {
        let path = format!("/domains/{domain}/actions?status=all&limit=100");
        let actions = self.api.get(&path).await.data(200);
        let actions = actions.as_array().expect("a list").iter();
        let deletions = actions.filter(|action| action["type"] == "delete_mailboxes");
        let latest = deletions.max_by_key(|action| text(&action["id"]));
        latest.expect("a step").clone()
    }
}

/// A provider that does not delete a mailbox for days has given a step up; it is tried again.
#[tokio::test]
async fn mailboxes_that_could_not_be_deleted_are_tried_again() {
    for mut ground in Ground::each().await {
        ground.config.jobs.poll_ms = super::LOOK_MS;
        let customer = Customer::with(ground, 10_000, inboxes::handlers()).await;
        let mut body = small("stays.com");
        body["domains"][0]["inboxes"][0]["username"] = "nodelete.jane".into();
        let order = customer.delivered(&body).await;
        customer.tell(&order, "cancel").await.data(200);
        customer.ground.pass(35 * DAY);
        customer.reaches(&order, "canceled").await;
        until("it is given up", async || {
            customer.ground.pass(HOUR);
            let step = customer.deletion("stays.com").await;
            (step["status"] == "failed").then_some(())
        })
        .await;
        let given_up = customer.deletion("stays.com").await;
        customer.ground.pass(DAY);
        let again = until("it is tried again", async || {
            customer.ground.pass(Duration::from_secs(60));
            let step = customer.deletion("stays.com").await;
            (step["status"] != "failed").then_some(step)
        })
        .await;
        assert_eq!(again["id"], given_up["id"]);
        let history = customer.api.all("/domains/stays.com/history").await;
        let told = history
            .iter()
            .any(|event| event["type"] == "action_retried");
        assert!(told, "{history:?}");
    }
}

#[tokio::test]
async fn an_order_that_nobody_pays_for_is_canceled_after_thirty_days() {
    for customer in Customer::each(0).await {
        let order = customer.place(&small("never.com")).await;
        customer.ground.pass(29 * DAY);
        customer.ground.pass(DAY - HOUR);
        let paid_later = customer.place(&small("later.com")).await;
        customer.ground.pass(2 * HOUR);
        let canceled = customer.reaches(&order, "canceled").await;
        assert_eq!(canceled["outstandingCents"], 0);
        assert_eq!(canceled["domains"][0]["status"], "released");
        assert_eq!(customer.order(&paid_later).await["status"], "unpaid");
        customer.place(&small("never.com")).await;
    }
}
