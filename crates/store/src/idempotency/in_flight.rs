//! Which requests are under way in this process.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

/// The requests of this process that are under way.
#[derive(Debug, Clone, Default)]
pub(crate) struct InFlight(Arc<Mutex<HashSet<(Uuid, String)>>>);

/// Says that a request is under way, until it is dropped.
#[derive(Debug)]
pub(super) struct Claim {
    in_flight: InFlight,
    entry: (Uuid, String),
}

impl InFlight {
    pub(super) fn claim(&self, owner: Uuid, key: &str) -> Option<Claim> {
        let entry = (owner, key.to_owned());
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.insert(entry.clone()).then(|| Claim {
            in_flight: self.clone(),
            entry,
        })
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        let mut entries = self
            .in_flight
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        entries.remove(&self.entry);
    }
}
