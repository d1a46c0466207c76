//! What changes of an inbox is handed to the tool that has it.

use serde_json::{Value, json};
use simpleinboxes_tests::{made::text, tool::Fault, until::until};

use super::{World, order};

const UPLOAD: &str = "upload_to_sending_tool";
const NEW: &str = "Made-up-Passw0rd-2";

impl World {
    /// No time passes meanwhile: what was put off stays so.
    async fn rotate(&self, email: &str, password: &str) {
        let id = text(&self.inbox(email).await["id"]);
        let body = json!({"password": password});
        let path = format!("/inboxes/{id}/password");
        self.api.patch(&path, &body).await.data(202);
        until("the password is current", async || {
            let inbox = self.inbox(email).await;
            (inbox["passwordStatus"] == "current").then_some(())
        })
        .await;
    }

    async fn is_uploaded(&self, email: &str) -> Value {
        self.inbox_until(email, |inbox| inbox["sendingTool"]["status"] == "uploaded")
            .await
    }
}

#[tokio::test]
async fn a_new_password_reaches_the_tool() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        world.uploaded("northwind.com", &["jane", "john"]).await;
        let _ = accounts.seen();
        world.rotate("jane@northwind.com", NEW).await;
        world.is_uploaded("jane@northwind.com").await;
        // She alone is handed over again.
        assert_eq!(accounts.changes(), ["PATCH /accounts/jane@northwind.com"]);
        let jane = accounts.account("jane@northwind.com").expect("an account");
        assert_eq!(
            (&jane["smtp_password"], &jane["imap_password"]),
            (&json!(NEW), &json!(NEW))
        );
        let done = world.ended("northwind.com", UPLOAD, "succeeded").await;
        assert_eq!(done["itemsTotal"], 1);
    }
}

#[tokio::test]
async fn changes_of_many_reach_the_tool() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        world.uploaded("northwind.com", &["jane", "john"]).await;
        let mut items = Vec::new();
        for email in ["jane@northwind.com", "john@northwind.com"] {
            let id = world.inbox(email).await["id"].clone();
            items.push(json!({"inboxId": id, "password": NEW}));
        }
        let changed = world
            .change(&json!({"type": "password", "items": items}))
            .await;
        assert_eq!(changed["status"], "succeeded");
        for email in ["jane@northwind.com", "john@northwind.com"] {
            world.is_uploaded(email).await;
            let account = accounts.account(email).expect("an account");
            assert_eq!(account["imap_password"], NEW);
        }
    }
}

/// A tool that can't be reached learns of it later, and of the last password alone.
#[tokio::test]
async fn a_tool_that_is_down_learns_of_the_last_password_when_it_is_back() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        world.uploaded("northwind.com", &["jane"]).await;
        accounts.fault(Some(Fault::Down));
        world.rotate("jane@northwind.com", NEW).await;
        world.put_off("northwind.com", UPLOAD).await;
        let waits = world.inbox("jane@northwind.com").await["sendingTool"].take();
        assert_eq!(waits["status"], "queued");
        let last = "Made-up-Passw0rd-3";
        world.rotate("jane@northwind.com", last).await;
        let actions = world
            .api
            .get("/domains/northwind.com/actions?status=queued");
        let queued = actions.await.data(200);
        assert_eq!(queued.as_array().map(Vec::len), Some(1), "{queued}");
        accounts.fault(None);
        world.is_uploaded("jane@northwind.com").await;
        let jane = accounts.account("jane@northwind.com").expect("an account");
        assert_eq!(jane["imap_password"], last);
    }
}

#[tokio::test]
async fn a_rename_leaves_no_account_of_the_old_address() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        world.uploaded("northwind.com", &["jane", "john"]).await;
        let _ = accounts.seen();
        let id = world.inbox("jane@northwind.com").await["id"].clone();
        let items = json!([{"inboxId": id, "username": "jd"}]);
        let changed = world
            .change(&json!({"type": "rename", "items": items}))
            .await;
        assert_eq!(changed["status"], "succeeded");
        world.is_uploaded("jd@northwind.com").await;
        let expected = [
            "DELETE /accounts/jane@northwind.com",
            "POST /accounts",
            "POST /accounts/warmup/enable",
        ];
        assert_eq!(accounts.changes(), expected);
        assert_eq!(
            accounts.emails(),
            ["jd@northwind.com", "john@northwind.com"]
        );
    }
}

#[tokio::test]
async fn an_inbox_that_is_in_no_tool_is_left_alone() {
    for world in World::each().await {
        let placed = world
            .api
            .post("/orders", &order("without.com", &["jane"]))
            .await;
        placed.data(201);
        world
            .inbox_until("jane@without.com", |inbox| inbox["status"] == "active")
            .await;
        world.rotate("jane@without.com", NEW).await;
        assert!(world.latest("without.com", UPLOAD).await.is_none());
    }
}

/// Another tool takes the place of the first, where the inbox stays: it learns of the password.
#[tokio::test]
async fn an_inbox_is_renewed_where_it_is() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        world.uploaded("northwind.com", &["jane"]).await;
        let body = json!({"tool": "smartlead", "apiKey": "another-key-4321", "label": "Other"});
        let other = world.api.post("/clients/First/credentials", &body).await;
        let body = json!({"sendingToolCredentialId": other.data(201)["id"]});
        let path = "/domains/northwind.com/fulfillment-settings";
        world.api.patch(path, &body).await.data(200);
        world.rotate("jane@northwind.com", NEW).await;
        let jane = world.is_uploaded("jane@northwind.com").await;
        assert_eq!(
            jane["sendingTool"]["credentialId"],
            world.credential.as_str()
        );
        let account = accounts.account("jane@northwind.com").expect("an account");
        assert_eq!(account["imap_password"], NEW);
    }
}
