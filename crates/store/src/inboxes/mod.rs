//! Inboxes: what they know that nobody else may, and changes of many at once.

mod apply;
mod mutations;
mod photos;
mod secrets;
mod taken;

pub use apply::{ItemDone, ItemFailure, PendingItem, PendingMutation};
pub use mutations::{
    InboxMutation, InboxMutationDetail, InboxMutationItem, NewInboxMutation, NewMutationItem,
    UnknownInboxes,
};
pub use photos::InboxPhoto;
pub use secrets::InboxSecrets;

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
