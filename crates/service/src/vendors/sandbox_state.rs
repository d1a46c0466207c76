//! What sandboxes keep, in the store: one table for all of them.

use std::sync::Arc;

use async_trait::async_trait;
use simpleinboxes_providers::state::{Document, SandboxState, StateError, Write};
use simpleinboxes_store::{SandboxDocument, SandboxWrite, Store, StoreError};

/// Keeps the documents of sandboxes in the store.
#[derive(Debug)]
pub(crate) struct StoredState(Arc<Store>);

impl StoredState {
    pub(crate) fn new(store: Arc<Store>) -> Self {
        Self(store)
    }
}

#[async_trait]
impl SandboxState for StoredState {
    async fn get(&self, kind: &'static str, id: &str) -> Result<Option<Document>, StateError> {
        let found = self.0.sandbox_document(kind, id).await.map_err(told)?;
        Ok(found.map(|found| document(found).1))
    }

    async fn list(
        &self,
        kind: &'static str,
        prefix: &str,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<(String, Document)>, StateError> {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        let found = self.0.sandbox_documents(kind, prefix, after, limit).await;
        Ok(found.map_err(told)?.into_iter().map(document).collect())
    }

    async fn commit(&self, writes: Vec<Write>) -> Result<bool, StateError> {
        let writes = writes.into_iter().map(|write| SandboxWrite {
            kind: write.kind.to_owned(),
            id: write.id,
            expected: write.expected,
            value: write.value,
        });
        self.0.write_sandbox(writes.collect()).await.map_err(told)
    }
}

fn document(found: SandboxDocument) -> (String, Document) {
    let SandboxDocument { id, version, value } = found;
    (id, Document { version, value })
}

fn told(error: StoreError) -> StateError {
    StateError(error.to_string())
}
