//! Requests that may be repeated.

mod concurrent;
mod replay;

use serde_json::{Value, json};
use simpleinboxes_server::runtime::OperationMeta;
use simpleinboxes_store::Wallet;
use simpleinboxes_tests::{
    api::{Api, Call},
    mounted::{example, fill, mounted},
    service::{Ground, Running},
};

/// Whether an operation is repeated in the tests of its tag: these note nothing of our own, or
/// change nothing any more once they have, so that there is no effect to count here.
fn is_elsewhere(operation: &OperationMeta) -> bool {
    let elsewhere = [
        "confirmTopup",
        "createSetupIntent",
        "createCustomerPortalSession",
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

impl Repeatable {
    /// All of them that are mounted. What they need is there afterwards.
    async fn each(ground: &Ground, running: &Running) -> Vec<Self> {
        let acme = &ground.acme;
        let api = running.with(&acme.key);
        let stage = api.make_client("Stage").await;
        let body = json!({"billingMode": "dedicated"});
        let path = format!("/workspaces/{stage}");
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

    fn of(operation: &'static OperationMeta, stage: &str) -> Self {
        let path = fill(operation.path, |name| match name {
            "clientName" => "Stage".to_owned(),
            other => panic!("{}: say what to put for {other}", operation.id),
        });
        let mut body = example(operation, |_| true).expect("an example");
        let members = body.as_object_mut().expect("an object");
        // The example's workspace is not ours.
        members.remove("workspaceId");
        members.entry("to").and_modify(|to| *to = stage.into());
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
