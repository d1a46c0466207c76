//! Inboxes: read, logged in to, and changed one by one or many at once.
//!
//! - No provider is asked within a request. A change is a row and a job; the job asks the provider
//!   under the inbox's own id, as often as it has to, and writes down what became of each inbox.
//! - Until the provider has a new password the old one stands in the credentials and works.
//! - Secrets are in the answers of two operations, which no cache may keep, and reading them is
//!   written to the audit log.

mod api;
mod change;
mod convert;
mod drift;
pub mod export;
mod list;
mod mailbox;
mod mutate;
mod photos;
mod secrets;
mod vault;

pub(crate) use drift::{DueToolListings, ToolListings};
pub use list::of_domain;
pub(crate) use mailbox::{mailbox, warmup};
pub(crate) use mutate::InboxMutations;
pub use photos::Photos;
pub(crate) use photos::routes as photo_routes;
pub(crate) use vault::VaultSync;

use simpleinboxes_core::{id::InboxId, status::InboxStatus};
use simpleinboxes_server::runtime::errors::{Conflict, NotFound};
use simpleinboxes_store::{Inbox, Scoped};

use crate::{
    transact::{Faulty, OrFault as _},
    wire,
};

/// The answer to an inbox that the caller does not see.
const NOT_FOUND: NotFound = NotFound::of("Inbox not found");

/// The inbox of a path.
async fn find<E: Faulty + From<NotFound>>(scoped: &Scoped<'_>, id: &str) -> Result<Inbox, E> {
    let id: InboxId = wire::path_id::<_, E>(id, "Inbox")?;
    let found = scoped.inbox(id).await.or_fault::<E>()?;
    Ok(found.ok_or(NOT_FOUND)?)
}

/// Whether the inbox has a mailbox.
fn is_in_use(inbox: &Inbox) -> bool {
    matches!(inbox.status, InboxStatus::Active | InboxStatus::Suspended)
}

/// Refuses what needs a mailbox.
fn in_use(inbox: &Inbox) -> Result<(), Conflict> {
    if is_in_use(inbox) {
        return Ok(());
    }
    let words = format!(
        "The inbox is {}; it has to be active or suspended.",
        inbox.status
    );
    Err(Conflict::new(words))
}
