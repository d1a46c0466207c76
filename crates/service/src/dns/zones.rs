//! The zones of the store, for the DNS server in this program.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use moka::sync::Cache;
use simpleinboxes_core::dns::DomainName;
use simpleinboxes_providers::dns::{
    DnsHostName,
    embedded::{SourceError, StoredRecord, ZoneContents, ZoneHead, ZoneSource},
};
use simpleinboxes_store::{Store, StoreError};

/// For how long it is remembered which zone a name is in, and its version. What was changed is
/// published this much later at most.
const RECENT: Duration = Duration::from_millis(500);

// Answers are fresh within a second, half of which is left to load the zone.
const _: () = assert!(RECENT.as_millis() <= 500, "older than promised");

/// How many names that is remembered for.
const NAMES: u64 = 100_000;

/// The zones of the store, as they are at this moment.
#[derive(Debug)]
pub struct StoredZones(Arc<Store>);

/// The same, where what is known of a zone may be half a second old. All names of a zone have one
/// version at a time, so that a change has it loaded once and not for each of them.
#[derive(Debug)]
pub struct RecentZones {
    zones: StoredZones,
    zone_of: Cache<Box<str>, Option<DomainName>>,
    versions: Cache<DomainName, u64>,
}

impl StoredZones {
    /// The zones of a store.
    #[must_use]
    pub const fn new(store: Arc<Store>) -> Self {
        Self(store)
    }
}

impl RecentZones {
    /// The zones of a store.
    #[must_use]
    pub fn new(store: Arc<Store>) -> Self {
        let zone_of = Cache::builder().max_capacity(NAMES).time_to_live(RECENT);
        let versions = Cache::builder().max_capacity(NAMES).time_to_live(RECENT);
        Self {
            zones: StoredZones::new(store),
            zone_of: zone_of.build(),
            versions: versions.build(),
        }
    }

    /// What is known of the zone of a name; within, that it is in none.
    fn known(&self, name: &str) -> Option<Option<ZoneHead>> {
        let Some(domain) = self.zone_of.get(name)? else {
            return Some(None);
        };
        let version = self.versions.get(&domain)?;
        Some(Some(ZoneHead { domain, version }))
    }
}

#[async_trait]
impl ZoneSource for StoredZones {
    async fn find(&self, names: &[&str]) -> Result<Option<ZoneHead>, SourceError> {
        let host = DnsHostName::Embedded.as_str();
        let found = self.0.find_zone(names, host).await.map_err(told)?;
        Ok(found.map(|zone| ZoneHead {
            domain: zone.domain,
            version: zone.version,
        }))
    }

    async fn load(&self, domain: &DomainName) -> Result<Option<ZoneContents>, SourceError> {
        let host = DnsHostName::Embedded.as_str();
        let found = self.0.load_zone(domain, host).await.map_err(told)?;
        Ok(found.map(|zone| {
            let records = zone.records.into_iter().map(|(id, record)| StoredRecord {
                id: id.to_string(),
                record,
            });
            ZoneContents {
                version: zone.version,
                records: records.collect(),
            }
        }))
    }
}

#[async_trait]
impl ZoneSource for RecentZones {
    async fn find(&self, names: &[&str]) -> Result<Option<ZoneHead>, SourceError> {
        let Some(name) = names.first() else {
            return Ok(None);
        };
        if let Some(known) = self.known(name) {
            return Ok(known);
        }
        let head = self.zones.find(names).await?;
        let domain = head.as_ref().map(|head| head.domain.clone());
        self.zone_of.insert((*name).into(), domain);
        if let Some(head) = &head {
            // Of two that asked at once, the one with the older answer may come last.
            let newer = |old: Option<moka::Entry<_, u64>>| match old {
                Some(old) => old.into_value().max(head.version),
                None => head.version,
            };
            self.versions
                .entry(head.domain.clone())
                .and_upsert_with(newer);
        }
        Ok(head)
    }

    async fn load(&self, domain: &DomainName) -> Result<Option<ZoneContents>, SourceError> {
        self.zones.load(domain).await
    }
}

fn told(error: StoreError) -> SourceError {
    tracing::warn!(%error, "a zone could not be read");
    SourceError
}
