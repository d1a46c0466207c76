//! Orders over HTTP, on both engines, with the work on their domains played: every step succeeds
//! at once, unless the name of its domain says otherwise.

mod edges;
mod life;
mod placing;
mod renewing;
mod repeats;
mod settling;
mod upkeep;

use reqwest::Method;
use serde_json::{Value, json};
use simpleinboxes::jobs::Handlers;
use simpleinboxes_store::Wallet;
use simpleinboxes_tests::{
    api::{Answer, Api},
    made::text,
    played,
    service::{Ground, Running},
    until::until,
};

/// How often a service looks for what its time has come for.
const LOOK_MS: u64 = 20;

/// Somebody who orders.
struct Customer {
    api: Api,
    running: Running,
    ground: Ground,
}

impl Customer {
    /// One on each engine, with so many cents.
    async fn each(cents: i64) -> Vec<Self> {
        let mut customers = Vec::new();
        for ground in Ground::each().await {
            customers.push(Self::on(ground, cents).await);
        }
        customers
    }

    /// The same where no work is done.
    async fn each_idle(cents: i64) -> Vec<Self> {
        let mut customers = Vec::new();
        for mut ground in Ground::each().await {
            ground.config.jobs.workers = 0;
            customers.push(Self::on(ground, cents).await);
        }
        customers
    }

    async fn on(ground: Ground, cents: i64) -> Self {
        Self::with(ground, cents, played::handlers()).await
    }

    async fn with(mut ground: Ground, cents: i64, handlers: Handlers) -> Self {
        ground.config.jobs.poll_ms = LOOK_MS;
        let running = ground.start_with(handlers).await;
        let customer = Self {
            api: running.with(&ground.acme.key),
            running,
            ground,
        };
        if cents > 0 {
            customer.pay_in(Wallet::Master, cents).await;
        }
        customer
    }

    async fn pay_in(&self, wallet: Wallet, cents: i64) {
        self.running.pay_in(&self.ground.acme, wallet, cents).await;
    }

    /// What the master wallet holds.
    async fn holds(&self) -> i64 {
        let wallet = self.api.get("/wallet").await.data(200);
        wallet["balanceCents"].as_i64().expect("cents")
    }

    /// Another workspace, with a wallet of its own in use.
    async fn dedicated(&self, name: &str) -> String {
        let id = self.api.make_client(name).await;
        let path = format!("/wallet/workspaces/{id}/mode");
        let body = json!({"mode": "dedicated"});
        self.api.post(&path, &body).await.data(200);
        id
    }

    /// Leaves so many cents in the master wallet.
    async fn leave(&self, cents: i64) {
        let elsewhere = format!("Elsewhere {}", self.running.unique());
        let elsewhere = self.dedicated(&elsewhere).await;
        let away = self.holds().await - cents;
        let body = json!({"from": "master", "to": elsewhere, "amountCents": away});
        self.api.post("/wallet/transfer", &body).await.data(201);
    }

    async fn place(&self, body: &Value) -> Value {
        self.api.post("/orders", body).await.data(201)
    }

    /// An order that is delivered.
    async fn delivered(&self, body: &Value) -> Value {
        let placed = self.place(body).await;
        self.reaches(&placed, "active").await
    }

    async fn order(&self, order: &Value) -> Value {
        let path = format!("/orders/{}", text(&order["id"]));
        self.api.get(&path).await.data(200)
    }

    /// The order, once it is in this state.
    async fn reaches(&self, order: &Value, status: &str) -> Value {
        let what = format!("an order that is {status}");
        until(&what, async || {
            let found = self.order(order).await;
            (found["status"] == status).then_some(found)
        })
        .await
    }

    /// The order, once all of its domains are let go.
    async fn released(&self, order: &Value) -> Value {
        until("its domains are let go", async || {
            let found = self.order(order).await;
            let domains = found["domains"].as_array().expect("a list");
            let gone = domains.iter().all(|domain| domain["status"] == "released");
            gone.then_some(found)
        })
        .await
    }

    /// `POST /orders/{orderId}/{what}`
    async fn tell(&self, order: &Value, what: &str) -> Answer {
        let path = format!("/orders/{}/{what}", text(&order["id"]));
        self.api.request(Method::POST, &path).await
    }

    /// Moves the clock to a moment that an answer names.
    fn move_to(&self, moment: &Value) {
        let moment = moment.as_str().expect("a moment");
        let moment = chrono::DateTime::parse_from_rfc3339(moment).expect("a moment");
        self.ground.clock.set(moment.to_utc());
    }
}

/// An inbox for each username.
fn inboxes(usernames: &[&str]) -> Value {
    let one =
        |username: &&str| json!({"firstName": "Jane", "lastName": "Doe", "username": username});
    usernames.iter().map(one).collect()
}

/// An order of one Google inbox on a domain of one's own: 350 cents a month.
fn small(domain: &str) -> Value {
    json!({
        "provider": "google",
        "autoRenew": true,
        "domains": [{"domain": domain, "source": "owned", "inboxes": inboxes(&["jane"])}],
    })
}

/// An order of two inboxes on a domain that is bought.
fn bought(domain: &str) -> Value {
    let mut body = small(domain);
    body["domains"][0]["source"] = json!("purchase");
    body["domains"][0]["inboxes"] = inboxes(&["jane", "john"]);
    body["registrant"] = json!({
        "firstName": "Olivia", "lastName": "Park", "email": "ops@acme.example",
        "phone": "+12065550142", "addressLine1": "410 Terry Avenue North", "city": "Seattle",
        "state": "WA", "postalCode": "98109", "country": "US",
    });
    body
}
