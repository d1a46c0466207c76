//! Inboxes in sending tools, over HTTP on both sides: ours, and that of a tool which is played.

mod catch_all;
mod drift;
mod export;
mod removals;
mod renewals;
mod tracking;
mod uploads;

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use simpleinboxes_store::Wallet;
use simpleinboxes_tests::{
    api::Api,
    made::text,
    service::{Ground, Running},
    tool::{TAKEN, Tool},
    until::until,
};

use crate::tags::inboxes::handlers;

/// The password that inboxes are ordered with.
const FIRST: &str = "Made-up-Passw0rd-1";

/// A service with money, and a tool that it has a credential for.
struct World {
    api: Api,
    running: Running,
    ground: Ground,
    tool: Tool,
    credential: String,
}

impl World {
    /// One on each engine.
    async fn each() -> Vec<Self> {
        let mut worlds = Vec::new();
        for ground in Ground::each().await {
            worlds.push(Self::on(ground).await);
        }
        worlds
    }

    async fn on(mut ground: Ground) -> Self {
        let tool = Tool::start().await;
        ground.config.jobs.poll_ms = 20;
        let sending = &mut ground.config.sending;
        sending
            .base_urls
            .insert("instantly".to_owned(), tool.base_url());
        // A tool that is down stays down.
        sending.http.repeats = 0;
        let running = ground.start_with(handlers()).await;
        running
            .pay_in(&ground.acme, Wallet::Master, 1_000_000)
            .await;
        let api = running.with(&ground.acme.key);
        let body = json!({"tool": "instantly", "apiKey": TAKEN, "label": "Outreach"});
        let made = api.post("/clients/First/credentials", &body).await;
        let credential = text(&made.data(201)["id"]);
        Self {
            api,
            running,
            ground,
            tool,
            credential,
        }
    }

    /// Orders inboxes on a domain of one's own, to be handed over to the tool.
    async fn order(&self, domain: &str, usernames: &[&str]) -> Value {
        let mut order = order(domain, usernames);
        order["sendingTool"] = json!({"credentialId": self.credential, "tags": ["q4"]});
        self.api.post("/orders", &order).await.data(201)
    }

    /// Orders them and waits until the tool has them.
    async fn uploaded(&self, domain: &str, usernames: &[&str]) -> Value {
        let placed = self.order(domain, usernames).await;
        self.ended(domain, "upload_to_sending_tool", "succeeded")
            .await;
        placed
    }

    /// The latest step of a type, as soon as it stands like this. Time passes meanwhile.
    async fn ended(&self, domain: &str, kind: &str, status: &str) -> Value {
        until(&format!("{kind} is {status}"), async || {
            self.ground.pass(Duration::from_secs(1));
            let latest = self.latest(domain, kind).await?;
            (latest["status"] == status).then_some(latest)
        })
        .await
    }

    async fn latest(&self, domain: &str, kind: &str) -> Option<Value> {
        let path = format!("/domains/{domain}/actions?status=all&limit=100");
        let actions = self.api.get(&path).await.data(200);
        let actions = actions.as_array().expect("a list").iter();
        let of_kind = actions.filter(|action| action["type"] == kind);
        // Ids are in the order of time.
        of_kind.max_by_key(|action| text(&action["id"])).cloned()
    }

    /// An upload that waits after a failure.
    async fn put_off(&self, domain: &str, kind: &str) -> Value {
        until("a step is put off", async || {
            self.ground.pass(Duration::from_secs(1));
            let latest = self.latest(domain, kind).await?;
            (latest["status"] == "queued" && !latest["error"].is_null()).then_some(latest)
        })
        .await
    }

    async fn inbox(&self, email: &str) -> Value {
        let found = self.api.get(&format!("/inboxes?q={email}")).await.data(200);
        found[0].clone()
    }

    async fn inbox_until(&self, email: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        until(&format!("{email} is so"), async || {
            self.ground.pass(Duration::from_secs(1));
            let inbox = self.inbox(email).await;
            is_so(&inbox).then_some(inbox)
        })
        .await
    }

    async fn password(&self, email: &str) -> Value {
        let id = text(&self.inbox(email).await["id"]);
        let path = format!("/inboxes/{id}/credentials");
        self.api.get(&path).await.data(200)["password"].clone()
    }

    async fn reupload(&self, domain: &str) -> Value {
        let path = format!("/domains/{domain}/reupload");
        self.api.request(Method::POST, &path).await.data(202)
    }

    /// A change of many, once it is over.
    async fn change(&self, body: &Value) -> Value {
        let queued = self.api.post("/orders/inbox-mutations", body).await;
        let path = format!("/orders/inbox-mutations/{}", text(&queued.data(202)["id"]));
        until("the change is over", async || {
            self.ground.pass(Duration::from_secs(1));
            let found = self.api.get(&path).await.data(200);
            (!found["finishedAt"].is_null()).then_some(found)
        })
        .await
    }
}

fn order(domain: &str, usernames: &[&str]) -> Value {
    let inbox = |username: &&str| {
        let (first, last) = ("Jane", "Doe");
        json!({"firstName": first, "lastName": last, "username": username, "password": FIRST})
    };
    let inboxes: Vec<Value> = usernames.iter().map(inbox).collect();
    json!({
        "provider": "smtp",
        "autoRenew": true,
        "domains": [{"domain": domain, "source": "owned", "inboxes": inboxes}],
    })
}
