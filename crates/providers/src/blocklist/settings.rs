//! What the operator sets for blocklists.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Blocklist;
use crate::domain_name::DomainName;

/// What the operator sets for blocklists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BlocklistSettings {
    /// Recursive resolvers to ask, `192.0.2.1:53`; those of the system when there are none. The
    /// lists refuse public ones.
    pub resolvers: Vec<SocketAddr>,
    /// Milliseconds for one look-up, tries included.
    pub timeout_ms: u64,
    /// How often a resolver is asked.
    pub attempts: usize,
    /// Seconds that an answer is kept at least.
    pub keep_least_seconds: u32,
    /// Seconds that an answer is kept at most.
    pub keep_most_seconds: u32,
    /// Answers that are kept at most.
    pub keep_answers: usize,
    /// Seconds that a list is left alone after it refused or said that it was asked too often.
    pub pause_seconds: u32,
    /// What differs from the usual for a list.
    pub lists: BTreeMap<Blocklist, ListSettings>,
}

/// What the operator sets for one list.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListSettings {
    /// The zone instead of the public one. That of a paid service has a key in it, so that it is
    /// not printed.
    #[serde(serialize_with = "redacted")]
    pub zone: Option<String>,
    /// Questions a minute at most, of one process.
    pub per_minute: u32,
    /// Questions in 24 hours at most, of one process.
    pub per_day: u32,
}

/// Settings that can't be used.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// A zone that is no name.
    #[error("lists.{}.zone: must be the name of a zone", .0.as_str())]
    Zone(Blocklist),
    /// Bounds the wrong way round.
    #[error("keep_least_seconds: must not be more than keep_most_seconds")]
    Keep,
    /// A number that must be at least one.
    #[error("{0}: must be at least 1")]
    Zero(&'static str),
    /// The system's resolvers can't be read, or no resolver can be made.
    #[error("the resolver could not be made: {0}")]
    Resolver(String),
}

impl Default for BlocklistSettings {
    fn default() -> Self {
        Self {
            resolvers: Vec::new(),
            timeout_ms: 5_000,
            attempts: 2,
            keep_least_seconds: 300,
            keep_most_seconds: 3_600,
            keep_answers: 100_000,
            pause_seconds: 600,
            lists: BTreeMap::new(),
        }
    }
}

impl Default for ListSettings {
    /// Well below what the lists allow without a contract.
    fn default() -> Self {
        Self {
            zone: None,
            per_minute: 120,
            per_day: 50_000,
        }
    }
}

/// What people may see of a zone: that there is one.
fn redacted<S: serde::Serializer>(zone: &Option<String>, to: S) -> Result<S::Ok, S::Error> {
    zone.as_ref().map(|_| "[redacted]").serialize(to)
}

impl std::fmt::Debug for ListSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ListSettings")
            .field("zone", &self.zone.as_ref().map(|_| ".."))
            .field("per_minute", &self.per_minute)
            .field("per_day", &self.per_day)
            .finish()
    }
}

impl BlocklistSettings {
    pub(super) fn list(&self, list: Blocklist) -> ListSettings {
        self.lists.get(&list).cloned().unwrap_or_default()
    }

    pub(super) fn zone(&self, list: Blocklist) -> Result<DomainName, SettingsError> {
        let zone = self.list(list).zone;
        let zone = zone.as_deref().unwrap_or(list.zone());
        DomainName::parse(zone).map_err(|_| SettingsError::Zone(list))
    }

    pub(super) fn check(&self) -> Result<(), SettingsError> {
        if self.keep_least_seconds > self.keep_most_seconds {
            return Err(SettingsError::Keep);
        }
        for (name, value) in [
            ("timeout_ms", self.timeout_ms),
            ("attempts", self.attempts as u64),
            ("keep_answers", self.keep_answers as u64),
        ] {
            if value == 0 {
                return Err(SettingsError::Zero(name));
            }
        }
        Ok(())
    }
}
