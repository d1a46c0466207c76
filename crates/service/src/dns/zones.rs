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

/// How many names that is remembered for.
const NAMES: u64 = 100_000;

/// The zones of the store, as they are at this moment.
#[derive(Debug)]
pub struct StoredZones(Arc<Store>);

/// The same, where the answer to a question for a name may be half a second old.
#[derive(Debug)]
pub struct RecentZones {
    zones: StoredZones,
    heads: Cache<Box<str>, Option<ZoneHead>>,
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
        let heads = Cache::builder().max_capacity(NAMES).time_to_live(RECENT);
        Self {
            zones: StoredZones::new(store),
            heads: heads.build(),
        }
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
        if let Some(head) = self.heads.get(*name) {
            return Ok(head);
        }
        let head = self.zones.find(names).await?;
        self.heads.insert((*name).into(), head.clone());
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
