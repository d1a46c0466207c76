//! DNS records of domains, and how far the DNS host has them.
//!
//! - The rules among records are `core::dns`'; every command here goes through them and is refused
//!   with their words.
//! - Whenever a record of a domain changes, `domains.zone_serial` rises in the same transaction. It
//!   begins with the time, so that a name that comes back never has a serial that it had before.
//! - A record that was deleted stays as a row until the DNS host has let go of it
//!   ([`Scoped::dns_sides`](crate::Scoped::dns_sides)).
//! - While the host is asked no transaction is open. What came of it is noted with the record as it
//!   was sent ([`SyncNote`]): if it was changed meanwhile, it stays `pending` for the next sync.
//! - Managed records are written by
//!   [`put_managed_records`](crate::ScopedTx::put_managed_records) alone.

mod change;
mod domain;
mod forwarding;
mod lease;
mod managed;
mod note;
mod read;
mod refused;
mod row;
mod zones;

pub use change::RecordEdit;
pub use forwarding::NewForwarding;
pub use lease::DnsSync;
pub use managed::ManagedRecord;
pub use note::SyncNote;
pub use read::{DnsRecord, SyncSides};
pub use refused::DnsRefused;
pub use zones::{ZoneRecords, ZoneVersion};

/// The job that brings a domain's zone into line with its records: its payload is a [`DnsSyncJob`].
pub const DNS_SYNC_JOB: &str = "dns_sync";

/// What a [`DNS_SYNC_JOB`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DnsSyncJob {
    /// The domain.
    pub domain: simpleinboxes_core::id::DomainId,
}
