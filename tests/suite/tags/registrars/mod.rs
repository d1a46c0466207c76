//! Registrars: credentials are tried, saved and never seen again; nameservers are set with them.

mod credentials;
mod sandbox;
mod updates;

use serde_json::{Value, json};
use simpleinboxes_core::{
    id::DomainId,
    status::{DomainStatus, OrderStatus},
};
use simpleinboxes_store::{Caller, DomainZone};
use simpleinboxes_tests::{
    api::Api,
    registrar::{Registrars, SECRET, TAKEN, USER},
    service::{Account, Ground, Running},
    until::until,
};

/// The nameservers that are assigned to domains here.
const ASSIGNED: [&str; 2] = ["amy.ns.example.net", "rick.ns.example.net"];

/// A service, and the registrars that it calls.
struct Place {
    api: Api,
    registrars: Registrars,
    running: Running,
    ground: Ground,
}

impl Place {
    /// One on each engine.
    async fn each() -> Vec<Self> {
        Self::each_with(|_| {}).await
    }

    async fn each_with(change: impl Fn(&mut Ground)) -> Vec<Self> {
        let mut all = Vec::new();
        for mut ground in Ground::each().await {
            let registrars = Registrars::start().await;
            registrars.configure(&mut ground);
            change(&mut ground);
            let running = ground.start().await;
            all.push(Self {
                api: running.with(&ground.acme.key),
                registrars,
                running,
                ground,
            });
        }
        all
    }

    /// A domain of acme's first workspace, with nameservers assigned to it.
    async fn domain(&self, name: &str) -> DomainId {
        let acme = &self.ground.acme;
        let id = self.seed(acme, name, DomainStatus::Active).await;
        let zone = DomainZone {
            host: "elsewhere".to_owned(),
            id: name.to_owned(),
            nameservers: ASSIGNED.map(str::to_owned).into(),
        };
        let system = Caller::system(acme.id);
        let set = self
            .running
            .store()
            .write(async |tx| tx.scoped(&system).set_domain_zone(id, &zone).await);
        assert!(set.await.expect("set"));
        id
    }

    /// A domain without.
    async fn seed(&self, account: &Account, name: &str, status: DomainStatus) -> DomainId {
        let seed = self.running.seed(account, account.first);
        let order = seed.order(OrderStatus::Active).await;
        seed.domain(order, name, status).await
    }

    /// Tries and saves a credential, which must be taken.
    async fn save(&self, registrar: &str) {
        let tested = self.api.post(TEST, &credentials(registrar, true)).await;
        let tested = tested.data(200);
        assert_eq!(
            (&tested["valid"], &tested["saved"], &tested["message"]),
            (&json!(true), &json!(true), &Value::Null)
        );
    }

    /// Queues an update at a registrar, of one domain to what is assigned to it; the action's id.
    async fn update(&self, registrar: &str, domain: &str) -> String {
        let body = json!({"registrar": registrar, "domains": [{"domain": domain}]});
        let queued = self.api.post(UPDATE, &body).await.data(202);
        assert_eq!(queued["queuedCount"], 1, "{queued}");
        let id = queued["results"][0]["actionId"].as_str();
        id.expect("an action").to_owned()
    }

    async fn actions(&self, domain: &str) -> Vec<Value> {
        let path = format!("/domains/{domain}/actions?status=all");
        let found = self.api.get(&path).await.data(200);
        found.as_array().expect("a list").clone()
    }

    async fn action(&self, domain: &str, id: &str) -> Value {
        let all = self.actions(domain).await.into_iter();
        let mut all = all.filter(|one| one["id"] == id);
        all.next().expect("the action")
    }

    /// The action, once it is in this state.
    async fn reaches(&self, domain: &str, id: &str, status: &str) -> Value {
        until(&format!("{domain}: {id} is {status}"), async || {
            let found = self.action(domain, id).await;
            (found["status"] == status).then_some(found)
        })
        .await
    }

    async fn retry(&self, domain: &str, id: &str) {
        let path = format!("/domains/{domain}/actions/{id}/retry");
        let call = self.api.request(reqwest::Method::POST, &path);
        call.await.data(202);
    }

    /// What a domain has at the registrars.
    fn set(&self, domain: &str) -> Option<Vec<String>> {
        self.registrars.world().nameservers.get(domain).cloned()
    }
}

const TEST: &str = "/registrars/test-credentials";
const UPDATE: &str = "/registrars/update-nameservers";

/// Credentials that the registrar takes.
fn credentials(registrar: &str, save: bool) -> Value {
    let fields = match registrar {
        "namecheap" => json!({"username": USER, "apiKey": TAKEN}),
        _ => json!({"apiKey": TAKEN, "apiSecret": SECRET}),
    };
    json!({"registrar": registrar, "credentials": fields, "save": save})
}
