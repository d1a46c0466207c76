//! A deployment for trying out: the registrars have nobody behind them, and the sandbox's registry
//! knows what was set there.

use std::time::Duration;

use serde_json::json;
use simpleinboxes::config::Environment;
use simpleinboxes_store::Wallet;
use simpleinboxes_tests::{service::Ground, until::until};

use super::{TEST, UPDATE};

/// Its owner has not delegated it yet.
const NAME: &str = "undelegated-northwind.com";

#[tokio::test]
async fn an_order_waits_until_its_nameservers_are_set() {
    for mut ground in Ground::each().await {
        ground.config.environment = Environment::Sandbox;
        let running = ground.start().await;
        let api = running.with(&ground.acme.key);
        running.pay_in(&ground.acme, Wallet::Master, 100_000).await;
        let inbox = json!({"firstName": "Jane", "lastName": "Doe", "username": "jane"});
        let domains = json!([{"domain": NAME, "source": "owned", "inboxes": [inbox]}]);
        let order = json!({"provider": "smtp", "domains": domains});
        let placed = api.post("/orders", &order).await.data(201);
        let order = format!("/orders/{}", placed["id"].as_str().expect("an id"));
        let delegated = async |status: &'static str| {
            until(&format!("the delegation is {status}"), async || {
                let found = api.get(&format!("/domains/{NAME}")).await.data(200);
                (found["nameserverStatus"] == status).then_some(())
            })
            .await;
        };
        delegated("pending").await;

        let credentials = |key: &str| {
            let fields = json!({"apiKey": key, "apiSecret": "sk1_anything"});
            json!({"registrar": "porkbun", "credentials": fields, "save": true})
        };
        let refused = api.post(TEST, &credentials("invalid-key")).await.data(200);
        assert_eq!(refused["valid"], false);
        let nobody = api.post(TEST, &credentials("unreachable")).await;
        nobody.refused(502, "UPSTREAM_ERROR");
        let taken = api.post(TEST, &credentials("pk1_anything")).await.data(200);
        assert_eq!(
            (&taken["valid"], &taken["saved"]),
            (&json!(true), &json!(true))
        );
        let body = json!({"registrar": "porkbun", "domains": [{"domain": NAME}]});
        let queued = api.post(UPDATE, &body).await.data(202);
        assert_eq!(queued["queuedCount"], 1, "{queued}");
        // It is looked again a minute later, whenever the next look was to be.
        until("the nameservers are set", async || {
            let found = api.get(&format!("/domains/{NAME}/actions?status=succeeded"));
            let found = found.await.data(200);
            let mut all = found.as_array().expect("a list").iter();
            all.any(|one| one["type"] == "set_nameservers")
                .then_some(())
        })
        .await;
        ground.pass(Duration::from_secs(61));
        delegated("propagated").await;
        until("the order is delivered", async || {
            let found = api.get(&order).await.data(200);
            (found["status"] == "active").then_some(())
        })
        .await;
    }
}
