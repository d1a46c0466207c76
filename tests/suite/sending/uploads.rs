//! Hand-overs: what arrives, what is told of it, and what happens when the tool fails.

use std::time::Duration;

use serde_json::{Value, json};
use simpleinboxes_tests::{made::text, tool::Fault, until::until};

use super::{World, order};

const UPLOAD: &str = "upload_to_sending_tool";

#[tokio::test]
async fn ordered_inboxes_arrive_in_the_tool_as_documented() {
    for world in World::each().await {
        let placed = world.order("northwind.com", &["jane", "john"]).await;
        // Until its inbox is made, the hand-over waits.
        let waits = world.inbox("jane@northwind.com").await["sendingTool"].take();
        if waits["status"] != "uploaded" {
            assert_eq!(waits["status"], "queued");
            assert_eq!(waits["credentialId"], world.credential.as_str());
        }
        let done = world.ended("northwind.com", UPLOAD, "succeeded").await;
        assert_eq!(
            (&done["itemsDone"], &done["itemsTotal"]),
            (&json!(2), &json!(2))
        );
        let emails = ["jane@northwind.com", "john@northwind.com"];
        assert_eq!(world.tool.accounts.emails(), emails);
        let posted = world.tool.accounts.seen().into_iter();
        let posted: Vec<Value> = posted
            .filter(|seen| seen.method == "POST" && seen.path == "/accounts")
            .map(|seen| seen.body)
            .collect();
        assert_eq!(posted.len(), 2);
        let id = text(&world.inbox(emails[0]).await["id"]);
        let path = format!("/inboxes/{id}/credentials");
        let told = world.api.get(&path).await.data(200);
        let expected = json!({
            "email": "jane@northwind.com", "first_name": "Jane", "last_name": "Doe",
            "provider_code": 1, "daily_limit": 30,
            "imap_username": "jane@northwind.com", "imap_password": told["password"],
            "imap_host": told["imap"]["host"], "imap_port": told["imap"]["port"],
            "smtp_username": "jane@northwind.com", "smtp_password": told["password"],
            "smtp_host": told["smtp"]["host"], "smtp_port": told["smtp"]["port"],
        });
        assert_eq!(posted[0], expected);
        let tool = world.inbox(emails[0]).await["sendingTool"].take();
        assert_eq!(
            (
                &tool["status"],
                &tool["tool"],
                &tool["tags"],
                &tool["lastError"]
            ),
            (
                &json!("uploaded"),
                &json!("instantly"),
                &json!(["q4"]),
                &Value::Null
            )
        );
        assert!(tool["uploadedAt"].is_string());
        let path = format!("/orders/{}", text(&placed["id"]));
        assert_eq!(world.api.get(&path).await.data(200)["status"], "active");
    }
}

/// The tool says that it added the account, and that it can't sign in.
#[tokio::test]
async fn an_account_that_the_tool_can_not_sign_in_to_fails_with_its_reason() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        accounts.can_sign_in("john@northwind.com", false);
        world.order("northwind.com", &["jane", "john"]).await;
        let failed = world.ended("northwind.com", UPLOAD, "failed").await;
        assert_eq!(failed["error"]["vendor"], "instantly");
        let message = text(&failed["error"]["message"]);
        assert!(
            message.contains("john@northwind.com") && message.contains("535 wrong password"),
            "{message}"
        );
        let john = world.inbox("john@northwind.com").await["sendingTool"].take();
        assert_eq!(john["status"], "failed");
        assert!(text(&john["lastError"]).contains("535 wrong password"));
        // The other one is not held up, and neither is the domain.
        let jane = world.inbox("jane@northwind.com").await["sendingTool"].take();
        assert_eq!(jane["status"], "uploaded");
        let domain = world.api.get("/domains/northwind.com").await.data(200);
        assert_eq!(domain["status"], "active");
        // Mended in the tool, a retry finishes it, and doubles nothing.
        accounts.can_sign_in("john@northwind.com", true);
        let _ = accounts.seen();
        let path = format!(
            "/domains/northwind.com/actions/{}/retry",
            text(&failed["id"])
        );
        world
            .api
            .request(reqwest::Method::POST, &path)
            .await
            .data(202);
        world.ended("northwind.com", UPLOAD, "succeeded").await;
        let expected = [
            "PATCH /accounts/john@northwind.com",
            "POST /accounts/warmup/enable",
        ];
        assert_eq!(accounts.changes(), expected);
        let john = world.inbox("john@northwind.com").await["sendingTool"].take();
        assert_eq!(
            (&john["status"], &john["lastError"]),
            (&json!("uploaded"), &Value::Null)
        );
    }
}

#[tokio::test]
async fn a_tool_that_is_down_holds_up_its_own_step_alone() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        accounts.fault(Some(Fault::Down));
        world.order("northwind.com", &["jane"]).await;
        world
            .api
            .post("/orders", &order("without.com", &["jane"]))
            .await
            .data(201);
        let waits = world.put_off("northwind.com", UPLOAD).await;
        assert_eq!(waits["error"]["vendor"], "instantly");
        for domain in ["northwind.com", "without.com"] {
            let email = format!("jane@{domain}");
            world
                .inbox_until(&email, |inbox| inbox["status"] == "active")
                .await;
            until(&format!("{domain} is in use"), async || {
                world.ground.pass(Duration::from_secs(1));
                let found = world.api.get(&format!("/domains/{domain}")).await;
                (found.data(200)["status"] == "active").then_some(())
            })
            .await;
        }
        assert!(accounts.emails().is_empty());
        accounts.fault(None);
        let done = world.ended("northwind.com", UPLOAD, "succeeded").await;
        assert!(done["attempts"].as_i64() > Some(1), "{done}");
        assert_eq!(accounts.emails(), ["jane@northwind.com"]);
    }
}

#[tokio::test]
async fn a_tool_that_asks_for_patience_gets_it() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        accounts.fault(Some(Fault::Busy(7200)));
        world.order("northwind.com", &["jane"]).await;
        let waits = world.put_off("northwind.com", UPLOAD).await;
        let at = |field: &str| -> chrono::DateTime<chrono::Utc> {
            text(&waits[field]).parse().expect("a time")
        };
        let wait = at("nextAttemptAt") - at("startedAt");
        assert!((7190..=7210).contains(&wait.num_seconds()), "{wait}");
    }
}

#[tokio::test]
async fn an_answer_that_is_lost_makes_no_second_account() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        accounts.fault(Some(Fault::LosesAnswers));
        world.order("northwind.com", &["jane"]).await;
        world.ended("northwind.com", UPLOAD, "succeeded").await;
        let added = accounts.changes();
        let adds = added.iter().filter(|one| *one == "POST /accounts");
        assert_eq!(adds.count(), 1, "{added:?}");
        assert_eq!(accounts.emails(), ["jane@northwind.com"]);
    }
}

#[tokio::test]
async fn what_the_tool_has_already_is_updated_and_not_doubled() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        world.uploaded("northwind.com", &["jane", "john"]).await;
        accounts.alter("jane@northwind.com", "imap_password", json!("an-old-one"));
        accounts.lose("john@northwind.com");
        let _ = accounts.seen();
        let queued = world.reupload("northwind.com").await;
        assert_eq!(
            (&queued["itemsTotal"], &queued["status"]),
            (&json!(2), &json!("queued"))
        );
        world.ended("northwind.com", UPLOAD, "succeeded").await;
        let expected = [
            "PATCH /accounts/jane@northwind.com",
            "PATCH /accounts/john@northwind.com",
            "POST /accounts",
            "POST /accounts/warmup/enable",
        ];
        assert_eq!(accounts.changes(), expected);
        let jane = accounts.account("jane@northwind.com").expect("an account");
        let password = world.password("jane@northwind.com").await;
        assert_eq!(jane["imap_password"], password);
        assert_eq!(accounts.emails().len(), 2);
    }
}

#[tokio::test]
async fn a_tool_that_is_attached_later_gets_what_is_there_if_that_is_wanted() {
    for world in World::each().await {
        let placed = world
            .api
            .post("/orders", &order("later.com", &["jane"]))
            .await;
        placed.data(201);
        world
            .inbox_until("jane@later.com", |inbox| {
                inbox["domain"]["status"] == "active"
            })
            .await;
        let attach = async |wanted: bool| {
            let body = json!({
                "credentialId": world.credential, "tags": ["late"], "uploadExisting": wanted,
            });
            let path = "/domains/later.com/add-sending-tool";
            world.api.post(path, &body).await.data(200)
        };
        let attached = attach(false).await;
        assert_eq!(attached["uploadAction"], Value::Null);
        assert_eq!(
            world.inbox("jane@later.com").await["sendingTool"],
            Value::Null
        );
        let attached = attach(true).await;
        assert_eq!(attached["uploadAction"]["type"], UPLOAD);
        world.ended("later.com", UPLOAD, "succeeded").await;
        assert_eq!(world.tool.accounts.emails(), ["jane@later.com"]);
        let tool = world.inbox("jane@later.com").await["sendingTool"].take();
        assert_eq!(tool["tags"], json!(["late"]));
    }
}

/// A tool that is attached before the inboxes are made gets them as soon as they are.
#[tokio::test]
async fn inboxes_that_become_active_later_are_uploaded_with_the_tool_of_then() {
    for mut ground in simpleinboxes_tests::service::Ground::each().await {
        ground.config.jobs.workers = 0;
        let world = World::on(ground).await;
        let placed = world
            .api
            .post("/orders", &order("soon.com", &["jane"]))
            .await;
        placed.data(201);
        let body = json!({"credentialId": world.credential});
        let path = "/domains/soon.com/add-sending-tool";
        let attached = world.api.post(path, &body).await.data(200);
        assert_eq!(attached["uploadAction"], Value::Null);
        let World {
            mut ground,
            tool,
            running,
            credential,
            ..
        } = world;
        ground.config.jobs.workers = 4;
        let running_again = ground.start_with(crate::tags::inboxes::handlers()).await;
        let world = World {
            api: running_again.with(&ground.acme.key),
            running: running_again,
            ground,
            tool,
            credential,
        };
        world.ended("soon.com", UPLOAD, "succeeded").await;
        assert_eq!(world.tool.accounts.emails(), ["jane@soon.com"]);
        world.running.stop().await;
        running.stop().await;
    }
}
