//! What a DNS host is to the rest of the program.

use std::fmt;

use async_trait::async_trait;
use simpleinboxes_core::dns::{DomainName, Record};

use super::{Change, ChangeOutcome, DnsHostError, Forwarding, HostRecord, Zone};

/// Who publishes the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DnsHostName {
    /// Cloudflare.
    Cloudflare,
    /// The server in this program.
    Embedded,
}

impl DnsHostName {
    /// As it is in settings and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cloudflare => "cloudflare",
            Self::Embedded => "embedded",
        }
    }
}

/// Who sends web visitors on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForwardingBy {
    /// The host, by rules that it is given.
    Host,
    /// This program's own redirect server.
    Us,
    /// Nobody.
    Nobody,
}

/// What a host can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// Records that are changed in one call; more are split.
    pub batch: usize,
    /// Whether it publishes what stands here, so that there is nothing to write: then a change
    /// only confirms what the store has already.
    pub publishes_ours: bool,
    /// Whether zones begin as pending and the host looks at their delegation itself.
    pub checks_delegation: bool,
    /// The shortest time to live in seconds; shorter ones are refused.
    pub shortest_ttl: u32,
    /// Who sends web visitors on.
    pub forwarding: ForwardingBy,
}

/// A DNS host that can be called. Implemented once per host.
///
/// Calls end within the time set for them, and what they answer is what the host has at that moment.
#[async_trait]
pub trait DnsHost: Send + Sync + fmt::Debug {
    /// Who it is.
    fn name(&self) -> DnsHostName;

    /// What it can do.
    fn capabilities(&self) -> Capabilities;

    /// Asks whether our account works, without changing anything.
    ///
    /// # Errors
    /// See [`DnsHostError`].
    async fn test(&self) -> Result<(), DnsHostError> {
        // Nobody has this name (RFC 2606), and to be told so takes a token that may read zones.
        let Ok(nobody) = "simpleinboxes.example".parse() else {
            return Ok(());
        };
        self.find_zone(&nobody).await.map(drop)
    }

    /// Finds the zone of a domain; nothing when the host has none.
    ///
    /// # Errors
    /// See [`DnsHostError`].
    async fn find_zone(&self, domain: &DomainName) -> Result<Option<Zone>, DnsHostError>;

    /// The zone of a domain: the one that is there, else a new one.
    ///
    /// # Errors
    /// See [`DnsHostError`].
    async fn ensure_zone(&self, domain: &DomainName) -> Result<Zone, DnsHostError>;

    /// Reads a zone; nothing when it is gone.
    ///
    /// # Errors
    /// See [`DnsHostError`].
    async fn zone(&self, id: &str) -> Result<Option<Zone>, DnsHostError>;

    /// Asks the host to look at the delegation soon. A host that does so by itself may refuse to
    /// be hurried, and nothing is lost by that.
    ///
    /// # Errors
    /// See [`DnsHostError`].
    async fn check_activation(&self, zone: &Zone) -> Result<(), DnsHostError>;

    /// Deletes a zone with all its records. One that is gone already is a success.
    ///
    /// # Errors
    /// See [`DnsHostError`].
    async fn delete_zone(&self, id: &str) -> Result<(), DnsHostError>;

    /// All records of a zone but the SOA and NS of the domain itself.
    ///
    /// # Errors
    /// See [`DnsHostError`].
    async fn records(&self, zone: &Zone) -> Result<Vec<HostRecord>, DnsHostError>;

    /// Makes changes: deletions, then updates, then additions, whatever their order here. What
    /// became of each is answered in the order of `changes`.
    ///
    /// # Errors
    /// When the host could not be asked to the end. Some changes may have been made then.
    async fn apply(
        &self,
        zone: &Zone,
        changes: &[Change],
    ) -> Result<Vec<ChangeOutcome>, DnsHostError>;

    /// The records that web forwarding needs, to be written with `forwarded` set.
    fn forwarding_records(&self, domain: &DomainName) -> Vec<Record>;

    /// Sends web visitors of the domain and of its `www` on, in place of any forwarding that was
    /// set before. The records of [`DnsHost::forwarding_records`] are the caller's to write.
    ///
    /// # Errors
    /// See [`DnsHostError`].
    async fn set_forwarding(
        &self,
        zone: &Zone,
        forwarding: &Forwarding,
    ) -> Result<(), DnsHostError>;

    /// Sends web visitors nowhere. No forwarding is a success.
    ///
    /// # Errors
    /// See [`DnsHostError`].
    async fn clear_forwarding(&self, zone: &Zone) -> Result<(), DnsHostError>;
}
