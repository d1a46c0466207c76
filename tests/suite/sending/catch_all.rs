//! Mail to unknown addresses of a domain.

use serde_json::json;
use simpleinboxes_store::testing::texts;

use super::{World, order};

const SET: &str = "set_catch_all";

impl World {
    /// What the sandbox's mail servers have for a domain.
    async fn caught(&self, domain: &str) -> Vec<String> {
        let sql = format!(
            "SELECT catch_all FROM hosted_domains \
             WHERE name = '{domain}' AND catch_all IS NOT NULL"
        );
        texts(self.running.store(), &sql).await
    }

    async fn catch(
        &self,
        domain: &str,
        catch_all: serde_json::Value,
    ) -> simpleinboxes_tests::api::Answer {
        let path = format!("/domains/{domain}/fulfillment-settings");
        self.api.patch(&path, &json!({"catchAll": catch_all})).await
    }
}

#[tokio::test]
async fn an_inbox_gets_what_is_for_nobody() {
    for world in World::each().await {
        world
            .api
            .post("/orders", &order("northwind.com", &["jane", "john"]))
            .await
            .data(201);
        world
            .inbox_until("john@northwind.com", |inbox| {
                inbox["domain"]["status"] == "active"
            })
            .await;
        let set = world
            .catch("northwind.com", json!("jane@northwind.com"))
            .await
            .data(200);
        assert_eq!(set["queuedActions"][0]["type"], SET);
        world.ended("northwind.com", SET, "succeeded").await;
        assert_eq!(world.caught("northwind.com").await, ["jane@northwind.com"]);
        // Its old address is still its own.
        let id = world.inbox("jane@northwind.com").await["id"].clone();
        let items = json!([{"inboxId": id, "username": "jd"}]);
        world
            .change(&json!({"type": "rename", "items": items}))
            .await;
        assert_eq!(world.caught("northwind.com").await, ["jane@northwind.com"]);
        world
            .catch("northwind.com", json!("john@northwind.com"))
            .await
            .data(200);
        world.ended("northwind.com", SET, "succeeded").await;
        assert_eq!(world.caught("northwind.com").await, ["john@northwind.com"]);
        world.catch("northwind.com", json!(null)).await.data(200);
        world.ended("northwind.com", SET, "succeeded").await;
        assert!(world.caught("northwind.com").await.is_empty());
        let nobody = world
            .catch("northwind.com", json!("nobody@northwind.com"))
            .await;
        nobody.refused(400, "INVALID_REQUEST");
    }
}

/// What is set before there are mailboxes is carried out when they are made.
#[tokio::test]
async fn a_setting_of_before_is_carried_out_later() {
    for world in World::each().await {
        world
            .api
            .post("/orders", &order("soon.com", &["jane"]))
            .await
            .data(201);
        world
            .catch("soon.com", json!("jane@soon.com"))
            .await
            .data(200);
        world.ended("soon.com", SET, "succeeded").await;
        assert_eq!(world.caught("soon.com").await, ["jane@soon.com"]);
    }
}

#[tokio::test]
async fn a_provider_that_can_not_do_it_says_so() {
    for world in World::each().await {
        for provider in ["google", "microsoft"] {
            let domain = format!("{provider}-northwind.com");
            let mut placed = order(&domain, &["jane"]);
            placed["provider"] = json!(provider);
            world.api.post("/orders", &placed).await.data(201);
            let refused = world.catch(&domain, json!(format!("jane@{domain}"))).await;
            let error = refused.refused(409, "CONFLICT");
            let message = error["message"].as_str().expect("a message");
            assert!(message.contains("mailbox provider"), "{message}");
            // Clearing what is not set is nothing.
            world.catch(&domain, json!(null)).await.data(200);
        }
    }
}
