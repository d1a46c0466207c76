//! Cloudflare as a DNS host.

use async_trait::async_trait;
use simpleinboxes_core::dns::{DomainName, Record};

use super::{Cloudflare, rules};
use crate::dns::{
    Capabilities, Change, ChangeOutcome, DnsHost, DnsHostError, DnsHostName, Forwarding,
    ForwardingBy, HostRecord, Zone,
};

#[async_trait]
impl DnsHost for Cloudflare {
    fn name(&self) -> DnsHostName {
        DnsHostName::Cloudflare
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            batch: self.batch,
            publishes_ours: false,
            checks_delegation: true,
            shortest_ttl: 60,
            forwarding: ForwardingBy::Host,
        }
    }

    async fn find_zone(&self, domain: &DomainName) -> Result<Option<Zone>, DnsHostError> {
        self.zone_of(domain).await
    }

    async fn ensure_zone(&self, domain: &DomainName) -> Result<Zone, DnsHostError> {
        self.made_zone(domain).await
    }

    async fn zone(&self, id: &str) -> Result<Option<Zone>, DnsHostError> {
        self.read_zone(id).await
    }

    async fn check_activation(&self, zone: &Zone) -> Result<(), DnsHostError> {
        self.look_again(zone).await
    }

    async fn delete_zone(&self, id: &str) -> Result<(), DnsHostError> {
        self.drop_zone(id).await
    }

    async fn records(&self, zone: &Zone) -> Result<Vec<HostRecord>, DnsHostError> {
        self.all_records(zone).await
    }

    async fn apply(
        &self,
        zone: &Zone,
        changes: &[Change],
    ) -> Result<Vec<ChangeOutcome>, DnsHostError> {
        self.changed(zone, changes).await
    }

    fn forwarding_records(&self, domain: &DomainName) -> Vec<Record> {
        rules::records(domain)
    }

    async fn set_forwarding(
        &self,
        zone: &Zone,
        forwarding: &Forwarding,
    ) -> Result<(), DnsHostError> {
        self.forward(zone, forwarding).await
    }

    async fn clear_forwarding(&self, zone: &Zone) -> Result<(), DnsHostError> {
        self.forward_no_more(zone).await
    }
}
