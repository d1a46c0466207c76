//! DNS records of domains: edited here, published by the DNS host, and reconciled with it.
//!
//! - A record is checked alone (`core::dns`, then `mail_auth`), then among the others of its domain
//!   in the transaction that writes it. Every edit puts a sync into the queue with it.
//! - [`publish`] brings the zone at the host into line with what stands here; [`sync`] goes both
//!   ways. One runs at a time for a domain, and none holds a transaction while the host is asked.
//! - The server in this program answers from the store itself ([`StoredZones`]): there a record is
//!   published as soon as it is written.

mod api;
mod bulk;
mod convert;
mod forward;
mod host;
mod job;
mod mail;
mod outcome;
mod refuse;
mod sync;
mod wanted;
mod zones;

pub use bulk::bulk_update_dns;
pub use host::{HostError, Syncing};
pub(crate) use job::DnsSync;
pub use mail::managed;
pub use sync::{Direction, Report, SyncError, publish, sync, sync_record};
pub use zones::{RecentZones, StoredZones};
