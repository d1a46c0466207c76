//! What the tags do, told as journeys with the typed client, on both engines.

mod api_keys;
mod billing;
mod clients;
mod credentials;
mod defaults;
mod dns_records;
mod domains;
pub(crate) mod inboxes;
mod numbers;
mod orders;
mod paging;
mod payments;
mod recovery_pool;
mod registrars;
mod testing_keys;
mod wallet;
mod workspaces;

use simpleinboxes_client::{Client, prelude::*};
use simpleinboxes_tests::service::{Account, Ground, Running};
use simpleinboxes_types as types;

/// A service and the typed client of the account `acme`.
struct Journey {
    client: Client,
    running: Running,
    ground: Ground,
}

impl Journey {
    /// One on each engine.
    async fn each() -> Vec<Self> {
        let mut journeys = Vec::new();
        for ground in Ground::each().await {
            journeys.push(Self::on(ground).await);
        }
        journeys
    }

    async fn on(ground: Ground) -> Self {
        let running = ground.start().await;
        Self {
            client: running.with(&ground.acme.key).typed(),
            running,
            ground,
        }
    }

    fn acme(&self) -> &Account {
        &self.ground.acme
    }

    async fn make_client(&self, name: &str) -> types::Client {
        let body = types::CreateClientRequest::builder().name(name);
        self.client
            .create_client()
            .body(body)
            .send()
            .await
            .expect("a client")
            .into_inner()
            .data
    }

    async fn make_credential(&self, client: &str, label: &str) -> types::SendingToolCredential {
        let body = types::CreateClientCredentialRequest::builder()
            .tool(types::SendingTool::Instantly)
            .api_key("secret-of-a-tool-Zk9Q")
            .label(label);
        let call = self
            .client
            .create_client_credential()
            .client_name(client)
            .body(body);
        call.send().await.expect("a credential").into_inner().data
    }
}
