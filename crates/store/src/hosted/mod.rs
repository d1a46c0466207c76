//! Mailboxes that we keep ourselves: those of the sandbox and those of our own mail servers.
//!
//! - They stand on the vendor's side: their host knows them by a reference, and no tenant. What a
//!   tenant knows of them is in its inboxes.
//! - Each host has its own set, by its name. The mailboxes of [`SELF_HOSTED`] are those that the
//!   views `mail_users`, `mail_aliases` and `mail_domains` show to our mail servers, unless the
//!   inbox may not be used.
//! - No two mailboxes of a host share an address, whether they have it or had it.

mod domains;
mod mailboxes;

pub use domains::{HostedDkim, HostedDomain};
pub use mailboxes::{HostedChange, HostedMailbox};

/// The host whose mailboxes our mail servers serve.
pub const SELF_HOSTED: &str = "selfhosted";
