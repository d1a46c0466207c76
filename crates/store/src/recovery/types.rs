//! Entries of the Recovery Pool as commands and reads tell them.

use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{DomainId, RecoveryEntryId, WorkspaceId};
use simpleinboxes_core::status::{
    BlocklistName, BlocklistVerdict, HealthLight, RecoveryReason, RecoveryStatus, RemovalState,
};

/// A domain that is or was in the Recovery Pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryEntry {
    /// Its id.
    pub id: RecoveryEntryId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// The domain.
    pub domain_id: DomainId,
    /// The domain's name.
    pub domain: String,
    /// Where it stands.
    pub status: RecoveryStatus,
    /// Why it was parked.
    pub reason: RecoveryReason,
    /// The verdict over all blocklists.
    pub light: HealthLight,
    /// What each of them said last, in the order of the enumeration.
    pub blocklists: Vec<BlocklistState>,
    /// When it was taken in.
    pub submitted_at: Timestamp,
    /// When it became ready, or while it rests or heals the earliest moment at which it can.
    pub ready_at: Option<Timestamp>,
    /// When it was back in use.
    pub reactivated_at: Option<Timestamp>,
    /// When it was taken out for good.
    pub removed_at: Option<Timestamp>,
}

/// What a blocklist said of a domain last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlocklistState {
    /// The list.
    pub list: BlocklistName,
    /// What it said.
    pub verdict: BlocklistVerdict,
    /// The address that it answered with, if it gave one.
    pub return_code: Option<String>,
    /// What that means, in words.
    pub reason: Option<String>,
    /// When it was last asked.
    pub checked_at: Option<Timestamp>,
    /// The request to take the domain off, if there was one.
    pub removal: Option<Removal>,
}

/// A request to take a domain off a blocklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// How far it is.
    pub state: RemovalState,
    /// Where people ask for it.
    pub url: Option<String>,
    /// Since when it is wanted.
    pub opened_at: Timestamp,
    /// When the list's operator was asked.
    pub requested_at: Option<Timestamp>,
}
