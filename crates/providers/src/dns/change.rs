//! Records at a host, and changes of them.

use simpleinboxes_core::dns::Record;
use simpleinboxes_core::dns::sync::{AtHost, Found};

/// A record as a host has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostRecord {
    /// Its id there.
    pub id: String,
    /// What it is to us.
    pub found: Found,
    /// Whether web visitors who follow it meet the host's own servers, as forwarding needs it.
    pub forwarded: bool,
}

impl From<HostRecord> for AtHost {
    fn from(record: HostRecord) -> Self {
        Self {
            id: record.id,
            found: record.found,
        }
    }
}

/// A change to make at a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Add a record. One that is there already is a success.
    Create {
        /// The record.
        record: Record,
        /// Whether web visitors who follow it are to meet the host's own servers. For the records
        /// of [`super::DnsHost::forwarding_records`].
        forwarded: bool,
    },
    /// Write a record over one that is there.
    Update {
        /// The id of the one there.
        id: String,
        /// The record.
        record: Record,
        /// As above; `false` leaves what the host has.
        forwarded: bool,
    },
    /// Delete a record. One that is gone already is a success.
    Delete {
        /// Its id.
        id: String,
    },
}

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeOutcome {
    /// The host has the record as it was given, under this id.
    Written {
        /// The id there.
        id: String,
    },
    /// The host does not have the record any more.
    Deleted,
    /// There is no record of this id to write over. The next plan will know.
    Missing,
    /// The host does not want it; nothing else will help than another record.
    Refused {
        /// The host's own code, for the operator's log.
        code: Option<String>,
        /// Why, for people, 1 to 300 characters.
        reason: String,
    },
}
