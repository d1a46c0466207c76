//! The Recovery Pool: domains that rest and heal, what blocklists say of them, and what there is to
//! know.
//!
//! - An entry moves by its table of states, under the locks of its domain: workspace, order,
//!   domain, entry. Time alone moves it too: `advance_at` tells when to look.
//! - What each list said last stands in a row of its own, with the request to take the domain off.
//! - A domain that comes back is brought back by steps of work; whoever ends one of them tells the
//!   entry in the same transaction.

mod advance;
mod check;
mod entry;
mod notifications;
mod reactivate;
mod read;
mod removals;
mod remove;
mod submit;
mod types;

pub use check::BlocklistFinding;
pub use notifications::RecoveryNotification;
pub use reactivate::RecoveryRefused;
pub use read::RecoveryFilter;
pub use removals::{OpenRemoval, RemovalStep};
pub use submit::{NewRecovery, RecoveryRejected};
pub use types::{BlocklistState, RecoveryEntry, Removal};

/// The job that asks blocklists about an entry: its payload is a [`RecoveryJob`].
pub const RECOVERY_CHECK_JOB: &str = "recovery_check";

/// The job that asks for an entry's domain to be taken off blocklists: its payload is a
/// [`RecoveryJob`].
pub const RECOVERY_REMOVAL_JOB: &str = "recovery_removal";

/// What a job of the pool is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RecoveryJob {
    /// The entry.
    pub entry: simpleinboxes_core::id::RecoveryEntryId,
}
