//! Answers that are kept for a while.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use simpleinboxes_core::Timestamp;

use super::{Blocklist, Finding};
use crate::domain_name::DomainName;

type Key = (Blocklist, DomainName);

/// Findings by list and domain, each until its time is over.
pub(super) struct Cache {
    most: usize,
    kept: Mutex<HashMap<Key, (Timestamp, Finding)>>,
}

impl Cache {
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            kept: Mutex::default(),
        }
    }

    pub(super) fn get(
        &self,
        list: Blocklist,
        domain: &DomainName,
        now: Timestamp,
    ) -> Option<Finding> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (until, finding) = kept.get(&(list, domain.clone()))?;
        (now < *until).then(|| finding.clone())
    }

    /// Keeps a finding. When there are too many, those that are over go, and if that is not enough,
    /// all of them: asking again does no harm.
    pub(super) fn put(
        &self,
        domain: &DomainName,
        finding: &Finding,
        now: Timestamp,
        until: Timestamp,
    ) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= self.most {
            kept.retain(|_, (until, _)| now < *until);
        }
        if kept.len() >= self.most {
            kept.clear();
        }
        kept.insert((finding.list, domain.clone()), (until, finding.clone()));
    }
}
