//! Requests that may be repeated.

mod concurrent;
mod replay;

use serde_json::{Value, json};
use simpleinboxes_core::{
    id::{CredentialId, InboxId},
    status::{DomainStatus, InboxStatus, OrderStatus},
};
use simpleinboxes_server::runtime::OperationMeta;
use simpleinboxes_store::{DomainZone, Wallet};
use simpleinboxes_tests::{
    api::{Api, Call},
    mounted::{example, fill, mounted},
    service::{Ground, Running},
};

/// Whether an operation is repeated in the tests of its tag: these note nothing of our own, or
/// change nothing any more once they have, so that there is no effect to count here; or they need
/// a domain with a zone.
fn is_elsewhere(operation: &OperationMeta) -> bool {
    let elsewhere = [
        "confirmTopup",
        "createDnsRecord",
        "createSetupIntent",
        "createCustomerPortalSession",
        "reactivateOrder",
        "reuploadDomain",
        "setWorkspaceBillingMode",
        "useMasterBilling",
    ];
    elsewhere.contains(&operation.id)
}

/// An operation that takes an `Idempotency-Key`, with a body that the spec gives as an example.
struct Repeatable {
    operation: &'static OperationMeta,
    path: String,
    body: Value,
}

/// A domain in use, with a zone.
const DOMAIN: &str = "stage.com";

/// What there is to name in requests.
struct Stage {
    workspace: String,
    /// An inbox in use.
    inbox: InboxId,
    /// A credential of a sending tool.
    credential: CredentialId,
}

impl Stage {
    async fn make(ground: &Ground, running: &Running, api: &Api) -> Self {
        let workspace = api.make_client("Stage").await;
        let seed = running.seed(&ground.acme, workspace.parse().expect("an id"));
        let order = seed.order(OrderStatus::Active).await;
        let domain = seed.domain(order, DOMAIN, DomainStatus::Active).await;
        let inbox = seed.inbox(order, domain, "jane", InboxStatus::Active).await;
        let zone = DomainZone {
            host: "embedded".to_owned(),
            id: DOMAIN.to_owned(),
            nameservers: Vec::new(),
        };
        let caller = ground.acme.caller();
        let set = running
            .store()
            .write(async |tx| tx.scoped(&caller).set_domain_zone(domain, &zone).await);
        assert!(set.await.expect("a zone"));
        let credential = api.make_credential("Stage", "Of the stage").await;
        Self {
            workspace,
            inbox,
            credential: credential.parse().expect("an id"),
        }
    }
}

/// A place on each engine where no jobs are done: they would leave traces of their own.
async fn grounds() -> Vec<Ground> {
    let mut grounds = Ground::each().await;
    for ground in &mut grounds {
        ground.config.jobs.workers = 0;
    }
    grounds
}

impl Repeatable {
    /// All of them that are mounted. What they need is there afterwards.
    async fn each(ground: &Ground, running: &Running) -> Vec<Self> {
        let acme = &ground.acme;
        let api = running.with(&acme.key);
        let stage = Stage::make(ground, running, &api).await;
        let body = json!({"billingMode": "dedicated"});
        let path = format!("/workspaces/{}", stage.workspace);
        api.patch(&path, &body).await.data(200);
        running.pay_in(acme, Wallet::Master, 100_000).await;
        let operations = mounted(&api)
            .await
            .into_iter()
            .filter(|operation| operation.idempotent && !is_elsewhere(operation));
        operations
            .map(|operation| Self::of(operation, &stage))
            .collect()
    }

    fn of(operation: &'static OperationMeta, stage: &Stage) -> Self {
        let path = fill(operation.path, |name| match name {
            "clientName" => "Stage".to_owned(),
            "domain" => DOMAIN.to_owned(),
            other => panic!("{}: say what to put for {other}", operation.id),
        });
        let mut body = example(operation, |_| true).expect("an example");
        let members = body.as_object_mut().expect("an object");
        // The example's workspace is not ours.
        members.remove("workspaceId");
        members
            .entry("to")
            .and_modify(|to| *to = stage.workspace.as_str().into());
        members.remove("sendingTool");
        members
            .entry("clientName")
            .and_modify(|name| *name = "Stage".into());
        let items = json!([{"inboxId": stage.inbox}]);
        members.entry("items").and_modify(|of| *of = items);
        members
            .entry("credentialId")
            .and_modify(|id| *id = stage.credential.to_string().into());
        if operation.id == "submitRecoveryDomains" {
            // Each domain leaves a trace of its own.
            members.insert("domains".to_owned(), json!([{"domain": "parked.com"}]));
        }
        if operation.id == "bulkUpdateDns" {
            members.insert("workspaceId".to_owned(), stage.workspace.as_str().into());
            members.insert("domains".to_owned(), json!([DOMAIN]));
        }
        // Two of them make what must have a name of its own.
        members
            .entry("name")
            .and_modify(|name| *name = operation.id.into());
        Self {
            operation,
            path,
            body,
        }
    }

    /// The table in which each effect of it leaves a row.
    fn traces(&self) -> &'static str {
        match self.operation.tag {
            "Domains" => "domain_actions",
            _ => "audit_log",
        }
    }

    /// What its success is.
    fn status(&self) -> u16 {
        let successes = self.operation.successes.iter();
        successes.copied().max().expect("a success")
    }

    /// A member of its body, and another value that it may have.
    fn another(&self) -> (&'static str, Value) {
        let has = |field| self.body.get(field).is_some();
        if has("label") {
            ("label", json!("Something else"))
        } else if has("amountCents") {
            ("amountCents", json!(501))
        } else if has("autoRenew") {
            ("autoRenew", json!(false))
        } else if has("items") {
            let mut items = self.body["items"].clone();
            items[0]["password"] = json!("Made-up-Passw0rd-9");
            ("items", items)
        } else if has("operations") {
            let record = json!({"type": "TXT", "name": "_something-else"});
            ("operations", json!([{"op": "delete", "record": record}]))
        } else if has("credentialId") {
            ("tags", json!(["something-else"]))
        } else if has("domains") {
            ("domains", json!([{"domain": "something-else.com"}]))
        } else {
            ("name", json!("Something else"))
        }
    }

    fn call(&self, api: &Api, key: &str) -> Call {
        api.request(self.operation.method.clone(), &self.path)
            .once(key)
            .json(&self.body)
    }

    /// The same request in other words: members the other way round, and blanks between them.
    fn reworded(&self, api: &Api, key: &str) -> Call {
        let members = self.body.as_object().expect("an object").iter().rev();
        let members: Vec<String> = members
            .map(|(name, value)| format!("  {} : {value}", json!(name)))
            .collect();
        let text = format!("\n{{ {}\n}} ", members.join(" ,\n"));
        api.request(self.operation.method.clone(), &self.path)
            .once(key)
            .bytes(text)
    }
}
