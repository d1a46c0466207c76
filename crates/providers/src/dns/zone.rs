//! Zones at a host.

use simpleinboxes_core::Timestamp;
use simpleinboxes_core::dns::DomainName;

/// A domain's zone at its host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// Its id there.
    pub id: String,
    /// The domain.
    pub domain: DomainName,
    /// Where it stands.
    pub status: ZoneStatus,
    /// The name servers to set at the registrar, in lower case without a final dot, in order. A
    /// zone that is made anew can have others than before.
    pub name_servers: Vec<String>,
    /// When the host deletes it, if it is not delegated until then.
    pub expires_at: Option<Timestamp>,
}

/// Where a zone stands by the host's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneStatus {
    /// It is not delegated to the host yet. It answers there all the same.
    Pending,
    /// It is delegated.
    Active,
    /// It was delegated and is no more; the host will delete it.
    Moved,
}
