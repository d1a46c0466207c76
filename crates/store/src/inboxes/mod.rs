//! Inboxes: what they know that nobody else may, and changes of many at once.

mod apply;
mod drift;
mod mend;
mod mutations;
mod photos;
mod read;
mod search;
mod secrets;
mod taken;
mod upload;
mod vault;

pub use apply::{ItemDone, ItemFailure, PendingItem, PendingMutation};
pub use drift::{Drift, ListedAccount, TOOL_LISTING_JOB, ToolListingJob};
pub use mutations::{
    InboxMutation, InboxMutationDetail, InboxMutationItem, NewInboxMutation, NewMutationItem,
    UnknownInboxes,
};
pub use photos::InboxPhoto;
pub use read::{Inbox, InboxDomain, InboxFilter, InboxUpload, InboxVault};
pub use search::InboxSearchPage;
pub use secrets::InboxSecrets;
pub use upload::{InboxToUpload, UploadNote, UploadSettings, UploadState};

pub(crate) use mutations::NEW_PASSWORD;
pub(crate) use secrets::SECRETS;

/// The job that carries out a change of inboxes: its payload is an [`InboxMutationJob`].
pub const INBOX_MUTATION_JOB: &str = "inbox_mutation";

/// What an [`INBOX_MUTATION_JOB`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct InboxMutationJob {
    /// The change.
    pub mutation: simpleinboxes_core::id::InboxMutationId,
}

/// The job that pushes an inbox to the linked vault: its payload is a [`VaultSyncJob`].
pub const VAULT_SYNC_JOB: &str = "vault_sync";

/// What a [`VAULT_SYNC_JOB`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct VaultSyncJob {
    /// The inbox.
    pub inbox: simpleinboxes_core::id::InboxId,
}
