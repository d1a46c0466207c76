//! What a plan comes to.

use std::fmt;

use super::{HereStep, HostStep, Plan};

/// How many records a plan adds, changes and deletes, both sides together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Added.
    pub created: usize,
    /// Changed.
    pub updated: usize,
    /// Deleted.
    pub deleted: usize,
}

/// A side of a sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What stands here.
    Here,
    /// What stands at the host.
    Host,
}

/// A plan deletes more than 30% of the records of a side. It needs to be forced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it would delete {deleted} of the {of} records {side}, more than 30%")]
pub struct TooManyDeletions {
    /// Where.
    pub side: Side,
    /// How many.
    pub deleted: usize,
    /// Of how many.
    pub of: usize,
}

impl<K> Plan<K> {
    /// How many records it adds, changes and deletes.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for step in &self.at_host {
            match step {
                HostStep::Delete { .. } => counts.deleted += 1,
                HostStep::Update { .. } => counts.updated += 1,
                HostStep::Create { .. } => counts.created += 1,
            }
        }
        for step in &self.here {
            match step {
                HereStep::Delete { .. } => counts.deleted += 1,
                HereStep::Update { .. } => counts.updated += 1,
                HereStep::Create { .. } => counts.created += 1,
                HereStep::Remember { .. } | HereStep::Forget { .. } => {}
            }
        }
        counts
    }

    /// Refuses a plan that deletes more than 30% of the records of a side.
    ///
    /// # Errors
    /// Which side, and how many.
    pub fn check_deletions(&self) -> Result<(), TooManyDeletions> {
        let at_host = |step: &&HostStep<K>| matches!(step, HostStep::Delete { .. });
        let here = |step: &&HereStep<K>| matches!(step, HereStep::Delete { .. });
        for (side, deleted, of) in [
            (
                Side::Here,
                self.here.iter().filter(here).count(),
                self.records_here,
            ),
            (
                Side::Host,
                self.at_host.iter().filter(at_host).count(),
                self.records_at_host,
            ),
        ] {
            if deleted * 10 > of * 3 {
                return Err(TooManyDeletions { side, deleted, of });
            }
        }
        Ok(())
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Here => "here",
            Self::Host => "at the DNS host",
        })
    }
}
