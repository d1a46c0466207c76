//! The embedded vault.

use std::sync::Arc;

use async_trait::async_trait;
use simpleinboxes_providers::state::{InMemory, SandboxState};
use simpleinboxes_providers::vault::{SandboxVault, Vault};

use crate::contract::{World, inbox};

pub struct Shelf {
    state: Arc<InMemory>,
    vault: SandboxVault,
}

impl Shelf {
    pub async fn open() -> Self {
        let state = Arc::new(InMemory::default());
        Self {
            vault: SandboxVault::new(state.clone(), "Northwind inboxes"),
            state,
        }
    }
}

#[async_trait]
impl World for Shelf {
    fn vault(&self) -> &dyn Vault {
        &self.vault
    }

    async fn titles(&self) -> Vec<String> {
        let kept = self
            .state
            .list("vault_item", "", None, 100)
            .await
            .expect("read");
        let title =
            |value: &serde_json::Value| value["title"].as_str().expect("a title").to_owned();
        let mut titles: Vec<_> = kept
            .iter()
            .map(|(_, document)| title(&document.value))
            .collect();
        titles.sort();
        titles
    }
}

#[tokio::test]
async fn secrets_are_not_kept() {
    let shelf = Shelf::open().await;
    assert!(!shelf.vault.capabilities().live);
    shelf
        .vault
        .put(None, &inbox("inb_1", "jane@northwind.com"))
        .await
        .expect("kept");
    let kept = shelf
        .state
        .list("vault_item", "", None, 100)
        .await
        .expect("read");
    let text = format!("{kept:?}");
    assert!(text.contains("jane@northwind.com"));
    for secret in ["pass-w0rd!", "ijkl", "GEZDGNBV"] {
        assert!(!text.contains(secret), "{text}");
    }
}
