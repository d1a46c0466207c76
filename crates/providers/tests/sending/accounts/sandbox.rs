//! The embedded tool, which stands in for every vendor.

use std::sync::Arc;

use async_trait::async_trait;
use secrecy::SecretString;
use serde_json::json;
use simpleinboxes_providers::ProviderError;
use simpleinboxes_providers::outbound::OutboundPolicy;
use simpleinboxes_providers::sending::{
    AccountState, Credential, Mailbox, SendingError, SendingTools,
};
use simpleinboxes_providers::state::{Document, InMemory, SandboxState, Write};

use super::{PASSWORD, jane};
use crate::contract::{ByHand, Held, World};

/// The kind of the documents that it keeps.
const KIND: &str = "sending_account";

/// The embedded tool in the place of one.
pub struct Tool {
    state: Arc<InMemory>,
    tools: SendingTools,
    key: Credential,
}

impl Tool {
    pub fn open(tool: &str) -> Self {
        let state = Arc::new(InMemory::default());
        let tools = tools(state.clone());
        let key = complete(&tools, tool, "a-sandbox-key");
        Self { state, tools, key }
    }

    async fn documents(&self, email: &str) -> Vec<(String, Document)> {
        let all = self.state.list(KIND, "", None, 100).await.expect("read");
        let is_its = |(_, document): &(String, Document)| document.value["email"] == email;
        all.into_iter().filter(is_its).collect()
    }
}

#[async_trait]
impl World for Tool {
    fn tools(&self) -> &SendingTools {
        &self.tools
    }

    fn key(&self) -> &Credential {
        &self.key
    }

    fn bad_key(&self) -> Credential {
        complete(&self.tools, self.key.tool().id, "invalid-sandbox-key")
    }

    fn unknown(&self) -> &'static str {
        "nobody@northwind.com"
    }

    async fn held(&self, email: &str) -> Vec<Held> {
        let documents = self.documents(email).await.into_iter();
        let held = documents.map(|(_, Document { value, .. })| Held {
            login: value["fingerprint"].as_str().expect("a text").to_owned(),
            daily_limit: serde_json::from_value(value["daily_limit"].clone()).expect("a number"),
            warmup: value["warmup"] == true,
            tags: serde_json::from_value(value["tags"].clone()).expect("texts"),
        });
        held.collect()
    }

    async fn by_hand(&self, email: &str, change: ByHand) {
        let mut documents = self.documents(email).await;
        let (id, document) = documents.pop().expect("an account");
        let value = match change {
            ByHand::Gone => None,
            ByHand::Settings {
                daily_limit,
                warmup,
            } => {
                let mut value = document.value;
                value["daily_limit"] = json!(daily_limit);
                value["warmup"] = json!(warmup);
                Some(value)
            }
        };
        let write = Write {
            kind: KIND,
            id,
            expected: Some(document.version),
            value,
        };
        assert!(self.state.commit(vec![write]).await.expect("kept"));
    }
}

/// A credential of a tool, with whatever fields it has.
fn complete(tools: &SendingTools, tool: &str, key: &str) -> Credential {
    let fields = tools.spec(tool).expect("a tool").fields.iter();
    let fields = fields.map(|field| {
        let value = match field.name {
            "apiKey" => key,
            "baseUrl" => "https://bison.example.com",
            _ => "a-reference",
        };
        (field.name, SecretString::from(value))
    });
    tools.credential(tool, fields).expect("complete")
}

fn tools(state: Arc<InMemory>) -> SendingTools {
    SendingTools::sandbox(state, OutboundPolicy::default())
}

fn key(tools: &SendingTools, key: &str) -> Credential {
    let fields = [("apiKey", SecretString::from(key))];
    tools.credential("instantly", fields).expect("complete")
}

fn named(email: &str) -> Mailbox {
    Mailbox {
        email: email.into(),
        ..jane()
    }
}

#[tokio::test]
async fn accounts_live_as_in_a_vendors_tool() {
    let state = Arc::new(InMemory::default());
    let tools = tools(state.clone());
    let credential = key(&tools, "a-sandbox-key");
    assert!(tools.test_key(&credential).await.is_ok());

    let added = tools.add(&credential, &jane()).await.expect("added");
    assert!(added.newly);
    assert_eq!(added.account.state, AccountState::Connected);
    assert!(!tools.add(&credential, &jane()).await.expect("there").newly);
    let id = added.account.id;
    assert_eq!(
        tools
            .check(&credential, &id)
            .await
            .expect("there")
            .daily_limit,
        Some(30)
    );
    let busier = Mailbox {
        daily_limit: 40,
        ..jane()
    };
    let updated = tools
        .update(&credential, &id, &busier)
        .await
        .expect("updated");
    assert_eq!(updated.daily_limit, Some(40));
    let kept = state
        .list("sending_account", "", None, 10)
        .await
        .expect("read");
    assert!(
        !format!("{kept:?}").contains(PASSWORD),
        "passwords are not kept"
    );

    for _ in 0..2 {
        assert_eq!(tools.remove(&credential, &id).await, Ok(()));
    }
    let gone = tools.check(&credential, &id).await;
    assert!(
        matches!(gone, Err(SendingError::NoSuchAccount { .. })),
        "{gone:?}"
    );
    let gone = tools.update(&credential, &id, &jane()).await;
    assert!(
        matches!(gone, Err(SendingError::NoSuchAccount { .. })),
        "{gone:?}"
    );
}

#[tokio::test]
async fn addresses_tell_what_happens() {
    let tools = tools(Arc::default());
    let credential = key(&tools, "a-sandbox-key");
    let failed = tools
        .add(&credential, &named("unreachable@northwind.com"))
        .await;
    assert!(
        matches!(failed, Err(SendingError::NotConnected { .. })),
        "{failed:?}"
    );
    let refused = tools
        .add(&credential, &named("refused@northwind.com"))
        .await;
    assert!(
        matches!(refused, Err(SendingError::Refused { .. })),
        "{refused:?}"
    );
    let slow = tools
        .add(&credential, &named("slow@northwind.com"))
        .await
        .expect("added");
    assert_eq!(slow.account.state, AccountState::Pending);
    let slow = tools
        .check(&credential, &slow.account.id)
        .await
        .expect("there");
    assert_eq!(slow.state, AccountState::Connected);
    let invalid = key(&tools, "invalid-key");
    let rejected = tools.add(&invalid, &jane()).await;
    assert!(matches!(
        rejected,
        Err(SendingError::Provider(ProviderError::Rejected { .. }))
    ));
}

#[tokio::test]
async fn each_credential_has_accounts_of_its_own_in_pages() {
    let tools = tools(Arc::default());
    let (one, other) = (
        key(&tools, "one-sandbox-key"),
        key(&tools, "other-sandbox-key"),
    );
    for number in 0..101 {
        let mailbox = named(&format!("n{number:03}@northwind.com"));
        tools.add(&one, &mailbox).await.expect("added");
    }
    let first = tools.list(&one, None).await.expect("accounts");
    assert_eq!(first.accounts.len(), 100);
    let second = tools
        .list(&one, first.next.as_deref())
        .await
        .expect("accounts");
    assert_eq!((second.accounts.len(), second.next), (1, None));
    let none = tools.list(&other, None).await.expect("accounts");
    assert!(none.accounts.is_empty());
}
