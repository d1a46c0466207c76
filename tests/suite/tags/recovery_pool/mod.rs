//! The Recovery Pool over HTTP, on both engines, with the clock moved.

mod by_hand;
mod edges;
mod life;
mod parked;
mod submitting;

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use simpleinboxes::{config::Environment, jobs::Handlers};
use simpleinboxes_core::{
    id::{DomainId, InboxId},
    status::{DomainActionType, DomainStatus, InboxStatus, OrderStatus},
};
use simpleinboxes_store::Wallet;
use simpleinboxes_tests::{
    api::{Answer, Api},
    made::text,
    played,
    service::{Ground, Running},
    until::until,
};

const HOUR: Duration = Duration::from_secs(3_600);

/// How often a service looks for what its time has come for.
const LOOK_MS: u64 = 20;

/// Somebody who parks domains.
struct Owner {
    api: Api,
    running: Running,
    ground: Ground,
}

impl Owner {
    /// One on each engine, with money, the sandbox's sending tools, and work that is played but for
    /// that of the sending tool.
    async fn each() -> Vec<Self> {
        let mut owners = Vec::new();
        for mut ground in Ground::each().await {
            ground.config.jobs.poll_ms = LOOK_MS;
            let real = [
                DomainActionType::UploadToSendingTool,
                DomainActionType::RemoveFromSendingTool,
            ];
            let handlers = played::handlers_but_for(&real);
            let owner = Self::with(ground, handlers).await;
            let acme = &owner.ground.acme;
            owner.running.pay_in(acme, Wallet::Master, 100_000).await;
            owners.push(owner);
        }
        owners
    }

    /// One on each engine where no work is done.
    async fn each_idle() -> Vec<Self> {
        let mut owners = Vec::new();
        for mut ground in Ground::each().await {
            ground.config.jobs.workers = 0;
            owners.push(Self::with(ground, Handlers::of_program()).await);
        }
        owners
    }

    async fn with(mut ground: Ground, handlers: Handlers) -> Self {
        ground.config.environment = Environment::Sandbox;
        let running = ground.start_with(handlers).await;
        Self {
            api: running.with(&ground.acme.key),
            running,
            ground,
        }
    }

    /// A domain of the first workspace in this state, with an inbox in use.
    async fn domain(&self, name: &str, status: DomainStatus) -> (DomainId, InboxId) {
        let acme = &self.ground.acme;
        let seed = self.running.seed(acme, acme.first);
        let order = seed.order(OrderStatus::Active).await;
        let domain = seed.domain(order, name, status).await;
        let inbox = seed.inbox(order, domain, "jane", InboxStatus::Active).await;
        (domain, inbox)
    }

    /// What became of domains that were submitted.
    async fn submit(&self, names: &[&str]) -> Value {
        let domains: Value = names.iter().map(|name| json!({"domain": name})).collect();
        let body = json!({"domains": domains});
        self.api.post("/recovery/domains", &body).await.data(202)
    }

    /// The entry of a domain that is taken in.
    async fn taken(&self, name: &str) -> Value {
        let answer = self.submit(&[name]).await;
        assert_eq!(answer["results"][0]["accepted"], true, "{answer}");
        answer["results"][0]["entry"].clone()
    }

    async fn entry(&self, entry: &Value) -> Value {
        let path = format!("/recovery/{}", text(&entry["id"]));
        self.api.get(&path).await.data(200)
    }

    /// The entry, once it is in this state.
    async fn reaches(&self, entry: &Value, status: &str) -> Value {
        until(&format!("an entry that is {status}"), async || {
            let found = self.entry(entry).await;
            (found["status"] == status).then_some(found)
        })
        .await
    }

    /// `POST /recovery/{id}/{what}`
    async fn tell(&self, entry: &Value, what: &str, body: &Value) -> Answer {
        let path = format!("/recovery/{}/{what}", text(&entry["id"]));
        self.api.post(&path, body).await
    }

    async fn dismiss(&self, entry: &Value) -> Value {
        let path = format!("/recovery/{}/dismiss-banner", text(&entry["id"]));
        self.api.request(Method::POST, &path).await.data(200)
    }

    async fn remove(&self, entry: &Value) -> Answer {
        let path = format!("/recovery/{}", text(&entry["id"]));
        self.api.delete(&path).await
    }

    /// Has blocklists asked about a domain at once.
    async fn check(&self, name: &str) -> Value {
        let body = json!({"domains": [name]});
        let answer = self.api.post("/recovery/blacklist-check", &body).await;
        answer.data(200)["results"][0].clone()
    }

    /// The types of what is unread, newest first.
    async fn unread(&self) -> Vec<String> {
        let all = self.api.all("/recovery/pending-notifications").await;
        all.iter().map(|one| text(&one["type"])).collect()
    }

    async fn domain_status(&self, name: &str) -> String {
        let found = self.api.get(&format!("/domains/{name}")).await.data(200);
        text(&found["status"])
    }

    /// Moves entries on whose time has come, where nobody else does.
    async fn upkeep(&self) {
        let store = self.running.store();
        let moved = store.advance_due_recoveries(100).await;
        moved.expect("moved on");
    }
}

/// A value of every blocklist in an entry or a check.
fn lists(of: &Value, field: &str) -> Vec<Value> {
    let lists = of["health"]["blocklists"].as_array().expect("a list");
    lists.iter().map(|list| list[field].clone()).collect()
}

fn seconds(moment: &Value) -> i64 {
    let moment = moment.as_str().expect("a moment");
    let moment = chrono::DateTime::parse_from_rfc3339(moment).expect("a moment");
    moment.timestamp()
}
