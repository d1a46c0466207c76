//! Reading documents, and changing several at once.

use aws_lc_rs::digest;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Sandbox;
use super::records::{EVENT, KEY, KeyRecord};
use crate::hex::hex;
use crate::payments::{EventKind, IdempotencyKey, PaymentError, PaymentEvent};
use crate::state::{StateError, Write};

/// How often a change is tried anew when others changed the same documents meanwhile.
pub(super) const TRIES: u32 = 64;

/// A document as it was read.
pub(super) struct Kept<T> {
    pub(super) version: i64,
    pub(super) value: T,
}

/// Changes that are made at once or not at all.
#[derive(Default)]
pub(super) struct Batch {
    writes: Vec<Write>,
    pub(super) events: Vec<PaymentEvent>,
}

impl Batch {
    /// One change.
    pub(super) fn of(write: Write) -> Self {
        Self {
            writes: vec![write],
            events: Vec::new(),
        }
    }

    /// Makes a document; there must be none with this id.
    pub(super) fn make<T: Serialize>(
        &mut self,
        kind: &'static str,
        id: &str,
        value: &T,
    ) -> Result<(), PaymentError> {
        self.put(kind, id, None, value)
    }

    /// Puts a document in the place of the version that was read.
    pub(super) fn put<T: Serialize>(
        &mut self,
        kind: &'static str,
        id: &str,
        expected: Option<i64>,
        value: &T,
    ) -> Result<(), PaymentError> {
        self.writes.push(Write {
            kind,
            id: id.to_owned(),
            expected,
            value: Some(serde_json::to_value(value).map_err(unreadable)?),
        });
        Ok(())
    }

    /// Reports something.
    pub(super) fn report(
        &mut self,
        sandbox: &Sandbox,
        name: &str,
        kind: EventKind,
    ) -> Result<(), PaymentError> {
        let id = sandbox.new_event_id();
        let event = PaymentEvent {
            id,
            name: name.to_owned(),
            created_at: sandbox.now(),
            live: false,
            kind,
        };
        self.make(EVENT, &event.id, &event)?;
        self.events.push(event);
        Ok(())
    }
}

impl Sandbox {
    pub(super) async fn read<T: DeserializeOwned>(
        &self,
        kind: &'static str,
        id: &str,
    ) -> Result<Option<Kept<T>>, PaymentError> {
        let Some(document) = self.state.get(kind, id).await? else {
            return Ok(None);
        };
        Ok(Some(Kept {
            version: document.version,
            value: serde_json::from_value(document.value).map_err(unreadable)?,
        }))
    }

    /// Reads a document that must be there.
    pub(super) async fn need<T: DeserializeOwned>(
        &self,
        kind: &'static str,
        id: &str,
    ) -> Result<Kept<T>, PaymentError> {
        let found = self.read(kind, id).await?;
        found.ok_or_else(|| PaymentError::NotFound {
            message: format!("no such {kind}"),
        })
    }

    pub(super) async fn commit(&self, batch: &Batch) -> Result<bool, PaymentError> {
        Ok(self.state.commit(batch.writes.clone()).await?)
    }

    /// What `key` made before, if it came with this request.
    pub(super) async fn made_before(
        &self,
        key: &IdempotencyKey,
        request: &str,
    ) -> Result<Option<String>, PaymentError> {
        let found = self.read::<KeyRecord>(KEY, key.as_str()).await?;
        match found {
            None => Ok(None),
            Some(kept) if kept.value.request == request => Ok(Some(kept.value.object)),
            Some(_) => Err(PaymentError::KeyReused),
        }
    }
}

impl Batch {
    /// Notes what `key` made.
    pub(super) fn claim(
        &mut self,
        key: &IdempotencyKey,
        request: &str,
        object: &str,
    ) -> Result<(), PaymentError> {
        let record = KeyRecord {
            request: request.to_owned(),
            object: object.to_owned(),
        };
        self.make(KEY, key.as_str(), &record)
    }
}

/// What tells requests with the same key apart.
///
/// # Errors
/// When the key is none.
pub(super) fn fingerprint<T: Serialize>(
    what: &str,
    request: &T,
    key: &IdempotencyKey,
) -> Result<String, PaymentError> {
    key.check()?;
    let text = serde_json::to_string(&(what, request)).map_err(unreadable)?;
    Ok(hex(
        digest::digest(&digest::SHA256, text.as_bytes()).as_ref()
    ))
}

pub(super) fn crowded() -> PaymentError {
    PaymentError::State("too many changes at once".to_owned())
}

fn unreadable(error: serde_json::Error) -> PaymentError {
    PaymentError::State(error.to_string())
}

impl From<StateError> for PaymentError {
    fn from(error: StateError) -> Self {
        Self::State(error.0)
    }
}
