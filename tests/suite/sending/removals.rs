//! Inboxes taken out of the tool again when their order ends.

use reqwest::Method;
use serde_json::{Value, json};
use simpleinboxes_tests::{made::text, tool::Fault, until::until};

use super::World;

const REMOVE: &str = "remove_from_sending_tool";
const UPLOAD: &str = "upload_to_sending_tool";

impl World {
    /// Cancels an order and lets its period end.
    async fn cancel(&self, order: &Value) {
        let path = format!("/orders/{}/cancel", text(&order["id"]));
        self.api.request(Method::POST, &path).await.data(200);
        self.ground
            .pass(std::time::Duration::from_secs(35 * 24 * 3600));
    }

    async fn is_released(&self, order: &Value) {
        let path = format!("/orders/{}", text(&order["id"]));
        until("a domain is released", async || {
            self.ground.pass(std::time::Duration::from_secs(1));
            let found = self.api.get(&path).await.data(200);
            (found["domains"][0]["status"] == "released").then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn the_end_of_an_order_takes_its_accounts_out() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        let ends = world.uploaded("northwind.com", &["jane", "john"]).await;
        world.uploaded("stays.com", &["jane"]).await;
        let _ = accounts.seen();
        world.cancel(&ends).await;
        world.ended("northwind.com", REMOVE, "succeeded").await;
        world.is_released(&ends).await;
        assert_eq!(accounts.emails(), ["jane@stays.com"]);
        let removed = world.inbox("jane@northwind.com").await;
        assert_eq!(
            (&removed["status"], &removed["sendingTool"]["status"]),
            (&json!("canceled"), &json!("removed"))
        );
    }
}

/// One that the customer took out already, and a tool that loses its answer.
#[tokio::test]
async fn what_is_gone_is_removed() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        let ends = world.uploaded("northwind.com", &["jane", "john"]).await;
        accounts.lose("jane@northwind.com");
        accounts.fault(Some(Fault::LosesAnswers));
        world.cancel(&ends).await;
        world.put_off("northwind.com", REMOVE).await;
        accounts.fault(None);
        world.ended("northwind.com", REMOVE, "succeeded").await;
        assert!(accounts.emails().is_empty());
    }
}

#[tokio::test]
async fn a_tool_that_is_down_is_waited_for() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        let ends = world.uploaded("northwind.com", &["jane"]).await;
        accounts.fault(Some(Fault::Down));
        world.cancel(&ends).await;
        let waits = world.put_off("northwind.com", REMOVE).await;
        assert_eq!(waits["error"]["vendor"], "instantly");
        // Its mailbox is kept until then.
        let jane = world.inbox("jane@northwind.com").await;
        assert_eq!(jane["status"], "active");
        accounts.fault(None);
        world.is_released(&ends).await;
        assert!(accounts.emails().is_empty());
    }
}

/// The order ends when the tool has the account and we have lost its answer.
#[tokio::test]
async fn an_account_that_we_do_not_know_of_is_looked_for() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        accounts.fault(Some(Fault::Down));
        let ends = world.order("northwind.com", &["jane"]).await;
        world.put_off("northwind.com", UPLOAD).await;
        let there = json!({"email": "jane@northwind.com", "first_name": "Jane"});
        accounts.put(there);
        world.cancel(&ends).await;
        accounts.fault(None);
        world.is_released(&ends).await;
        assert!(accounts.emails().is_empty());
    }
}

/// The order ends while an account is on its way into the tool: it is taken out when it is there.
#[tokio::test]
async fn an_account_that_comes_late_is_taken_out() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        accounts.fault(Some(Fault::HoldsAccounts));
        let ends = world.order("northwind.com", &["jane"]).await;
        until("it is on its way", async || {
            world.ground.pass(std::time::Duration::from_secs(1));
            let changes = accounts.changes();
            (!changes.is_empty()).then_some(())
        })
        .await;
        world.cancel(&ends).await;
        let waits = world.put_off("northwind.com", REMOVE).await;
        assert_eq!(waits["attempts"], 0, "that was no attempt");
        accounts.fault(None);
        world.is_released(&ends).await;
        assert_eq!(accounts.emails(), [] as [&str; 0]);
        let removed = world.inbox("jane@northwind.com").await;
        assert_eq!(removed["sendingTool"]["status"], "removed");
    }
}

#[tokio::test]
async fn a_credential_that_was_deleted_keeps_no_domain() {
    for world in World::each().await {
        let ends = world.uploaded("northwind.com", &["jane"]).await;
        let path = format!("/clients/First/credentials/{}", world.credential);
        world.api.delete(&path).await.data(200);
        world.cancel(&ends).await;
        world.is_released(&ends).await;
        assert_eq!(world.tool.accounts.emails(), ["jane@northwind.com"]);
    }
}
