//! Where sandboxes keep their state: JSON documents by kind and id, changed several at once.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use serde_json::Value;
use thiserror::Error;

/// A document as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// 1 when made, one more with every change. A document that was deleted and made again may
    /// begin anew: ids are never used twice.
    pub version: i64,
    /// The document.
    pub value: Value,
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Write {
    /// The kind of document, a short word.
    pub kind: &'static str,
    /// The document's id, at most 300 characters.
    pub id: String,
    /// The version that it must have now; nothing if it must not exist.
    pub expected: Option<i64>,
    /// What it shall be; nothing deletes it.
    pub value: Option<Value>,
}

/// The state could not be read or kept. The text is for the operator's log.
#[derive(Debug, Clone, Error)]
#[error("{0}")]
pub struct StateError(pub String);

/// Keeps the documents of sandboxes, all of them: each has kinds of its own. The service does it in its database, so that they survive
/// restarts and several processes share them; [`InMemory`] does it for tests.
#[async_trait]
pub trait SandboxState: Send + Sync + fmt::Debug {
    /// Reads a document.
    ///
    /// # Errors
    /// When the state can't be read.
    async fn get(&self, kind: &'static str, id: &str) -> Result<Option<Document>, StateError>;

    /// Reads the first `limit` documents of a kind in the order of their ids, with ids that begin
    /// with `prefix` and come after `after`.
    ///
    /// # Errors
    /// When the state can't be read.
    async fn list(
        &self,
        kind: &'static str,
        prefix: &str,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<(String, Document)>, StateError>;

    /// Makes all changes at once, or none and answers `false` when a document does not have the
    /// expected version. Once it answers `true`, the changes last.
    ///
    /// # Errors
    /// When the state can't be kept; whether the changes were made is then unknown.
    async fn commit(&self, writes: Vec<Write>) -> Result<bool, StateError>;
}

/// State that lasts as long as the process.
#[derive(Debug, Default)]
pub struct InMemory(Mutex<BTreeMap<(&'static str, String), Document>>);

#[async_trait]
impl SandboxState for InMemory {
    async fn get(&self, kind: &'static str, id: &str) -> Result<Option<Document>, StateError> {
        let documents = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(documents.get(&(kind, id.to_owned())).cloned())
    }

    async fn list(
        &self,
        kind: &'static str,
        prefix: &str,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<(String, Document)>, StateError> {
        let documents = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = documents
            .iter()
            .filter(|((found, id), _)| *found == kind && id.starts_with(prefix))
            .filter(|((_, id), _)| after.is_none_or(|after| id.as_str() > after))
            .take(limit)
            .map(|((_, id), document)| (id.clone(), document.clone()));
        Ok(found.collect())
    }

    async fn commit(&self, writes: Vec<Write>) -> Result<bool, StateError> {
        let mut documents = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let stands = |write: &Write| {
            let found = documents.get(&(write.kind, write.id.clone()));
            found.map(|document| document.version) == write.expected
        };
        if !writes.iter().all(stands) {
            return Ok(false);
        }
        for Write {
            kind,
            id,
            expected,
            value,
        } in writes
        {
            match value {
                Some(value) => {
                    let version = expected.unwrap_or(0) + 1;
                    documents.insert((kind, id), Document { version, value });
                }
                None => {
                    documents.remove(&(kind, id));
                }
            }
        }
        Ok(true)
    }
}
