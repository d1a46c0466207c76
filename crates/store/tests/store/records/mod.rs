//! DNS records: written, managed, synced, served, and seen by nobody else.

mod managed;
mod own;
mod sync;
mod zones;

use simpleinboxes_core::dns::{DomainName, Record, RecordInput, RecordPurpose, RecordType};
use simpleinboxes_core::id::DomainId;
use simpleinboxes_core::status::{DomainStatus, OrderStatus};
use simpleinboxes_store::{
    DnsRecord, DnsRefused, DomainZone, JobFilter, ManagedRecord, PageRequest, ScopedTx,
};

use crate::support::World;

/// The domain that the records are of.
const NAME: &str = "try-northwind.com";

/// The host that its zone is at.
const HOST: &str = "embedded";

pub fn name() -> DomainName {
    NAME.parse().expect("a name")
}

/// A record from its type, name and content; an `MX` has the priority 10.
pub fn record(kind: RecordType, at: &str, content: &str) -> Record {
    let input = RecordInput {
        kind,
        name: at,
        content,
        ttl: 3600,
        priority: (kind == RecordType::Mx).then_some(10),
        weight: None,
        port: None,
        flags: None,
        tag: None,
    };
    input.check(&name()).expect("a record")
}

pub fn txt(at: &str, content: &str) -> Record {
    record(RecordType::Txt, at, content)
}

pub fn kept(purpose: RecordPurpose, record: Record) -> ManagedRecord {
    ManagedRecord { purpose, record }
}

impl World {
    /// A domain of acme's first workspace in this state, with a zone.
    pub async fn zoned(&self, status: DomainStatus) -> DomainId {
        let id = self.unzoned(status).await;
        let zone = DomainZone {
            host: HOST.to_owned(),
            id: NAME.to_owned(),
            nameservers: vec!["ns1.example.net".to_owned(), "ns2.example.net".to_owned()],
        };
        let caller = self.acme.caller;
        let set = self.run(&caller, async |tx| tx.set_domain_zone(id, &zone).await);
        assert!(set.await.expect("set"));
        id
    }

    /// The same without a zone.
    pub async fn unzoned(&self, status: DomainStatus) -> DomainId {
        let seed = self.seed(&self.acme, self.acme.first.id);
        let order = seed.order(OrderStatus::Active).await;
        seed.domain(order, NAME, status).await
    }

    /// Runs a command on records of acme in a transaction of its own.
    pub async fn records<T>(
        &self,
        command: impl AsyncFnOnce(ScopedTx<'_>) -> Result<T, DnsRefused>,
    ) -> Result<T, DnsRefused> {
        let caller = self.acme.caller;
        self.store
            .write(async |tx| command(tx.scoped(&caller)).await)
            .await
    }

    /// Adds a record.
    pub async fn add(&self, domain: DomainId, record: &Record) -> DnsRecord {
        let added = self.records(async |tx| tx.add_dns_record(domain, record).await);
        added.await.expect("added")
    }

    /// All records of a domain, newest first, read page by page.
    pub async fn records_of(&self, domain: DomainId) -> Vec<DnsRecord> {
        let scoped = self.store.scoped(&self.acme.caller);
        let (mut found, mut page) = (Vec::new(), PageRequest::first(2));
        loop {
            let read = scoped.dns_records(domain, None, page).await;
            let read = read.expect("a page");
            found.extend(read.items);
            let Some(next) = read.next else {
                return found;
            };
            page.cursor = Some(next);
        }
    }

    /// The version that the zone has for the DNS server.
    pub async fn version(&self) -> u64 {
        let found = self.store.find_zone(&[NAME], HOST).await;
        found.expect("an answer").expect("a zone").version
    }

    /// How many syncs of records wait.
    pub async fn syncs(&self) -> usize {
        let filter = JobFilter {
            state: Some(simpleinboxes_store::JobState::Queued),
            kind: Some(simpleinboxes_store::DNS_SYNC_JOB.to_owned()),
            account: None,
        };
        let jobs = self.store.jobs(&filter, PageRequest::first(10)).await;
        jobs.expect("jobs").items.len()
    }
}

/// Asserts that a command was refused in these words.
#[track_caller]
pub fn assert_refused<T: std::fmt::Debug>(result: Result<T, DnsRefused>, words: &str) {
    let refused = result.expect_err("refused");
    assert!(refused.to_string().contains(words), "{refused}");
}
