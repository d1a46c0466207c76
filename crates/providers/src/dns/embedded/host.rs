//! The embedded server as a DNS host: what the store has is published already.

use std::net::IpAddr;
use std::sync::Arc;

use async_trait::async_trait;
use simpleinboxes_core::dns::sync::Found;
use simpleinboxes_core::dns::{DomainName, Record, RecordInput, RecordType, Ttl};

use super::settings::{EmbeddedSettings, EmbeddedSettingsError};
use super::source::{SourceError, StoredRecord, ZoneSource};
use crate::dns::{
    Capabilities, Change, ChangeOutcome, DnsHost, DnsHostError, DnsHostName, Forwarding,
    ForwardingBy, HostRecord, Zone, ZoneStatus,
};
use crate::error::Outage;

/// The embedded server as a DNS host. A zone is there as soon as the source has it, and gone as
/// soon as it has not; a change is made by whoever writes the store, and only confirmed here.
#[derive(Debug)]
pub struct EmbeddedHost {
    source: Arc<dyn ZoneSource>,
    name_servers: Vec<String>,
    web_addresses: Vec<IpAddr>,
}

impl EmbeddedHost {
    /// A host that answers from `source`.
    ///
    /// # Errors
    /// When a setting can't be used.
    pub fn new(
        settings: &EmbeddedSettings,
        source: Arc<dyn ZoneSource>,
    ) -> Result<Self, EmbeddedSettingsError> {
        let names = settings.checked_name_servers()?;
        Ok(Self {
            source,
            name_servers: names.iter().map(ToString::to_string).collect(),
            web_addresses: settings.web_addresses.clone(),
        })
    }

    async fn stored(&self, domain: &DomainName) -> Result<Vec<StoredRecord>, DnsHostError> {
        match self.source.load(domain).await? {
            Some(contents) => Ok(contents.records),
            None => Err(DnsHostError::NoZone),
        }
    }
}

#[async_trait]
impl DnsHost for EmbeddedHost {
    fn name(&self) -> DnsHostName {
        DnsHostName::Embedded
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            batch: usize::MAX,
            publishes_ours: true,
            checks_delegation: false,
            shortest_ttl: 60,
            forwarding: if self.web_addresses.is_empty() {
                ForwardingBy::Nobody
            } else {
                ForwardingBy::Us
            },
        }
    }

    async fn find_zone(&self, domain: &DomainName) -> Result<Option<Zone>, DnsHostError> {
        let head = self.source.find(&[domain.as_str()]).await?;
        Ok(head.map(|head| Zone {
            id: head.domain.to_string(),
            domain: head.domain,
            status: ZoneStatus::Active,
            name_servers: self.name_servers.clone(),
            expires_at: None,
        }))
    }

    async fn ensure_zone(&self, domain: &DomainName) -> Result<Zone, DnsHostError> {
        self.find_zone(domain).await?.ok_or(DnsHostError::NoZone)
    }

    async fn zone(&self, id: &str) -> Result<Option<Zone>, DnsHostError> {
        match id.parse::<DomainName>() {
            Ok(domain) if domain.as_str() == id => self.find_zone(&domain).await,
            _ => Ok(None),
        }
    }

    async fn check_activation(&self, _: &Zone) -> Result<(), DnsHostError> {
        Ok(())
    }

    async fn delete_zone(&self, _: &str) -> Result<(), DnsHostError> {
        Ok(())
    }

    async fn records(&self, zone: &Zone) -> Result<Vec<HostRecord>, DnsHostError> {
        let stored = self.stored(&zone.domain).await?;
        let records = stored.into_iter().map(|one| HostRecord {
            id: one.id,
            found: Found::Valid(one.record),
            forwarded: false,
        });
        Ok(records.collect())
    }

    async fn apply(
        &self,
        zone: &Zone,
        changes: &[Change],
    ) -> Result<Vec<ChangeOutcome>, DnsHostError> {
        let stored = self.stored(&zone.domain).await?;
        let outcomes = changes.iter().map(|change| confirmed(change, &stored));
        Ok(outcomes.collect())
    }

    fn forwarding_records(&self, domain: &DomainName) -> Vec<Record> {
        let mut records = Vec::new();
        for name in ["@", "www"] {
            for address in &self.web_addresses {
                let input = RecordInput {
                    kind: match address {
                        IpAddr::V4(_) => RecordType::A,
                        IpAddr::V6(_) => RecordType::Aaaa,
                    },
                    name,
                    content: &address.to_string(),
                    ttl: Ttl::AUTOMATIC.get(),
                    priority: None,
                    weight: None,
                    port: None,
                    flags: None,
                    tag: None,
                };
                // Only a domain of more than 249 characters has no `www`.
                records.extend(input.check(domain));
            }
        }
        records
    }

    async fn set_forwarding(&self, _: &Zone, _: &Forwarding) -> Result<(), DnsHostError> {
        if self.web_addresses.is_empty() {
            return Err(DnsHostError::Unsupported("forward web visitors"));
        }
        Ok(())
    }

    async fn clear_forwarding(&self, _: &Zone) -> Result<(), DnsHostError> {
        Ok(())
    }
}

/// Whether the store has made a change.
fn confirmed(change: &Change, stored: &[StoredRecord]) -> ChangeOutcome {
    let of = |id: &str| stored.iter().find(|one| one.id == id);
    let written = |one: &StoredRecord| ChangeOutcome::Written { id: one.id.clone() };
    let other = || ChangeOutcome::Refused {
        code: None,
        reason: "the store has no such record".to_owned(),
    };
    match change {
        Change::Create { record, .. } => {
            let found = stored.iter().find(|one| one.record == *record);
            found.map_or_else(other, written)
        }
        Change::Update { id, record, .. } => match of(id) {
            None => ChangeOutcome::Missing,
            Some(one) if one.record == *record => written(one),
            Some(_) => other(),
        },
        Change::Delete { id } => match of(id) {
            None => ChangeOutcome::Deleted,
            Some(_) => ChangeOutcome::Refused {
                code: None,
                reason: "the store still has the record".to_owned(),
            },
        },
    }
}

impl From<SourceError> for DnsHostError {
    fn from(_: SourceError) -> Self {
        Outage::Unreachable.into()
    }
}
