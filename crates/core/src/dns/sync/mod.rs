//! The plan by which what stands here and what stands at the DNS host become one again.
//!
//! Three sides are compared: the records here, those at the host, and each record as both had it at
//! the last sync. What changed on one side is carried over to the other. Managed records are always
//! written as they stand here. What changed on both sides differently, what a CNAME forbids, and what
//! the host has but could not stand here is left alone on both sides and reported. Records of types
//! that we do not have stay at the host, unseen.
//!
//! Nothing is done by planning. Carry the steps out in their order, those at the host first; a plan
//! that was carried out halfway is simply made anew.

mod blocked;
mod fate;
mod pair;
mod plan;
mod report;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

pub use report::{Counts, Side, TooManyDeletions};

use super::Record;
use crate::status::{UnknownName, named};

/// The most conflicts that are reported; the rest come up again at the next sync.
pub const MAX_CONFLICTS: usize = 1000;

/// A record as both sides had it when it was last synced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synced {
    /// The record.
    pub record: Record,
    /// Its id at the host.
    pub host_id: String,
}

/// A record that stands here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here<K> {
    /// What the caller knows it by.
    pub key: K,
    /// The record.
    pub record: Record,
    /// Whether the service keeps it itself.
    pub managed: bool,
    /// Nothing when it never was at the host.
    pub synced: Option<Synced>,
}

/// A record that was deleted here and may still be at the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone<K> {
    /// What the caller knows it by.
    pub key: K,
    /// Whether the service kept it itself.
    pub managed: bool,
    /// What it was.
    pub synced: Synced,
}

/// A record at the host. The host's own SOA and NS of the domain are not among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtHost {
    /// Its id there.
    pub id: String,
    /// What it is.
    pub found: Found,
}

/// What a record at the host is to us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One that could stand here.
    Valid(Record),
    /// One of a type that we have, which is not valid here.
    Invalid(Raw),
    /// One of a type that we do not have.
    Foreign(Raw),
}

/// A record in the host's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw {
    /// Its type.
    pub kind: String,
    /// Its full name.
    pub name: String,
    /// What it says.
    pub content: String,
}

/// What to do at the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostStep<K> {
    /// Delete a record.
    Delete {
        /// Its id there.
        host_id: String,
        /// The record that was deleted here, to be forgotten then; none where the host's record is
        /// in the way of a managed one.
        key: Option<K>,
    },
    /// Write a record over the one that is there.
    Update {
        /// The record here.
        key: K,
        /// The id of the one there.
        host_id: String,
    },
    /// Write a record that is not there.
    Create {
        /// The record here.
        key: K,
    },
}

impl<K: Copy> HostStep<K> {
    /// The record here that it is about; none where the host's record is in the way of another.
    #[must_use]
    pub const fn key(&self) -> Option<K> {
        match self {
            Self::Delete { key, .. } => *key,
            Self::Update { key, .. } | Self::Create { key } => Some(*key),
        }
    }
}

/// What to do here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HereStep<K> {
    /// Delete a record.
    Delete {
        /// Which.
        key: K,
    },
    /// Change a record.
    Update {
        /// Which.
        key: K,
        /// What it is at the host.
        synced: Synced,
    },
    /// Add a record.
    Create {
        /// What it is at the host.
        synced: Synced,
    },
    /// Remember that both sides have the record.
    Remember {
        /// Which.
        key: K,
        /// What it is at the host.
        synced: Synced,
    },
    /// Forget a record that is gone on both sides.
    Forget {
        /// Which.
        key: K,
    },
}

named! {
    /// What does not fit.
    ConflictReason, "conflict reason" {
        /// Changed here and at the host since the last sync, differently.
        ChangedOnBothSides = "changed_on_both_sides",
        /// A CNAME on the one side, another record of the same name on the other.
        BlockedByCname = "blocked_by_cname",
        /// A record at the host that could not stand here.
        InvalidAtHost = "invalid_at_host",
    }
}

/// A record that is left alone on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict<K> {
    /// The record here; none when there is only one at the host.
    pub key: Option<K>,
    /// The type, as the host has it if it has one.
    pub kind: String,
    /// The name, as the host has it if it has one.
    pub name: String,
    /// What does not fit.
    pub reason: ConflictReason,
    /// What it says here.
    pub here: Option<String>,
    /// What it says at the host.
    pub at_host: Option<String>,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan<K> {
    /// At the host: deletions, then changes, then additions.
    pub at_host: Vec<HostStep<K>>,
    /// Here: deletions, then changes, then additions, then what only has to be remembered.
    pub here: Vec<HereStep<K>>,
    /// What is left alone.
    pub conflicts: Vec<Conflict<K>>,
    /// How many records are the same on both sides.
    pub unchanged: usize,
    /// How many records stand here.
    records_here: usize,
    /// How many records of our types stand at the host.
    records_at_host: usize,
}

/// Plans. `gone` are the records that were deleted here and not yet at the host.
#[must_use]
pub fn plan<K: Clone + Eq>(here: &[Here<K>], gone: &[Gone<K>], at_host: &[AtHost]) -> Plan<K> {
    plan::Planner::new(here, gone, at_host).plan()
}

impl Found {
    /// The record, if it could stand here.
    #[must_use]
    pub const fn valid(&self) -> Option<&Record> {
        match self {
            Self::Valid(record) => Some(record),
            Self::Invalid(_) | Self::Foreign(_) => None,
        }
    }

    /// The record in words.
    #[must_use]
    pub fn raw(&self) -> Raw {
        match self {
            Self::Valid(record) => Raw {
                kind: record.kind().to_string(),
                name: record.name.to_string(),
                content: record.data.content().into_owned(),
            },
            Self::Invalid(raw) | Self::Foreign(raw) => raw.clone(),
        }
    }

    const fn is_foreign(&self) -> bool {
        matches!(self, Self::Foreign(_))
    }
}
