//! When keys were last used, exact to a minute: gathered in memory and written together, so that
//! a request costs no write.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::TimeDelta;
use simpleinboxes_core::{Timestamp, clock::Clock, id::ApiKeyId};
use simpleinboxes_store::{Store, StoreError, auth::KeyIdentity};
use tokio::sync::watch;

/// How old a written time may be before a use is worth a write.
const EXACT_TO: TimeDelta = TimeDelta::seconds(60);

/// How long uses are gathered.
const GATHER: Duration = Duration::from_secs(15);

/// Uses that are not written yet.
#[derive(Debug)]
pub struct LastUsed {
    clock: Arc<dyn Clock>,
    uses: Mutex<HashMap<ApiKeyId, Timestamp>>,
}

impl LastUsed {
    /// None yet.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            uses: Mutex::default(),
        }
    }

    /// Notes a use.
    pub fn note(&self, key: &KeyIdentity) {
        let now = self.clock.now();
        if key.last_used_at.is_none_or(|last| now - last >= EXACT_TO) {
            let mut uses = self.uses.lock().unwrap_or_else(PoisonError::into_inner);
            uses.insert(key.key, now);
        }
    }

    /// Writes what was gathered.
    ///
    /// # Errors
    /// The database fails; the uses are kept for the next time.
    pub async fn write(&self, store: &Store) -> Result<(), StoreError> {
        let uses = std::mem::take(&mut *self.uses.lock().unwrap_or_else(PoisonError::into_inner));
        if uses.is_empty() {
            return Ok(());
        }
        let list: Vec<_> = uses.iter().map(|(key, at)| (*key, *at)).collect();
        let written = store
            .write(async |tx| tx.auth().touch_keys(&list).await)
            .await;
        if written.is_err() {
            let mut kept = self.uses.lock().unwrap_or_else(PoisonError::into_inner);
            for (key, at) in uses {
                kept.entry(key).or_insert(at);
            }
        }
        written
    }

    /// Writes now and then, and once more when told to stop.
    pub async fn run(self: Arc<Self>, store: Arc<Store>, mut stop: watch::Receiver<bool>) {
        loop {
            let stopping = tokio::select! {
                _ = stop.wait_for(|stop| *stop) => true,
                () = tokio::time::sleep(GATHER) => false,
            };
            if let Err(error) = self.write(&store).await {
                tracing::warn!(%error, "the last uses of keys could not be written");
            }
            if stopping {
                return;
            }
        }
    }
}
