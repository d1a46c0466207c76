//! The rules that every host keeps. Each takes a world with a host in it.

pub mod forwarding;
pub mod records;
pub mod syncing;
pub mod zones;

use async_trait::async_trait;
use simpleinboxes_core::dns::{CaaTag, DomainName, Record, RecordInput, RecordType};
use simpleinboxes_providers::dns::{Change, ChangeOutcome, DnsHost, HostRecord, Zone};

/// A host and what is around it: our own store, a registrar, and web visitors.
#[async_trait]
pub trait Surroundings: Send + Sync {
    fn host(&self) -> &dyn DnsHost;

    /// Our own store takes a domain in.
    async fn take_in(&self, domain: &DomainName);

    /// Our own store has made these changes. A host that publishes ours sees them at once.
    async fn keep(&self, domain: &DomainName, changes: &[Change]);

    /// Our own store gives a domain up.
    async fn give_up(&self, domain: &DomainName);

    /// The registrar sets the zone's name servers.
    async fn delegate(&self, zone: &Zone);

    /// What a visitor is answered: a status and where to go; nothing where nobody answers.
    async fn visit(&self, url: &str) -> Option<(u16, String)>;
}

pub fn domain() -> DomainName {
    "try-northwind.com".parse().expect("a domain")
}

pub fn record(kind: RecordType, name: &str, content: &str) -> Record {
    let input = RecordInput {
        kind,
        name,
        content,
        ttl: 3600,
        priority: matches!(kind, RecordType::Mx | RecordType::Srv).then_some(10),
        weight: (kind == RecordType::Srv).then_some(5),
        port: (kind == RecordType::Srv).then_some(587),
        flags: (kind == RecordType::Caa).then_some(128),
        tag: (kind == RecordType::Caa).then_some(CaaTag::Issue),
    };
    input.check(&domain()).expect("a record")
}

pub fn create(record: &Record) -> Change {
    Change::Create {
        record: record.clone(),
        forwarded: false,
    }
}

pub async fn zone(world: &dyn Surroundings) -> Zone {
    world.take_in(&domain()).await;
    world.host().ensure_zone(&domain()).await.expect("a zone")
}

/// Makes changes as the program does: in our own store, then at the host.
pub async fn apply(
    world: &dyn Surroundings,
    zone: &Zone,
    changes: &[Change],
) -> Vec<ChangeOutcome> {
    world.keep(&zone.domain, changes).await;
    let outcomes = world.host().apply(zone, changes).await.expect("outcomes");
    assert_eq!(outcomes.len(), changes.len());
    outcomes
}

pub async fn write(world: &dyn Surroundings, zone: &Zone, records: &[Record]) -> Vec<String> {
    let changes: Vec<_> = records.iter().map(create).collect();
    let outcomes = apply(world, zone, &changes).await;
    outcomes.into_iter().map(id).collect()
}

pub fn id(outcome: ChangeOutcome) -> String {
    match outcome {
        ChangeOutcome::Written { id } => id,
        other => panic!("not written: {other:?}"),
    }
}

pub async fn there(world: &dyn Surroundings, zone: &Zone) -> Vec<HostRecord> {
    let records = world.host().records(zone).await;
    records.expect("the records")
}

/// The valid records that are there, in order.
pub async fn valid(world: &dyn Surroundings, zone: &Zone) -> Vec<Record> {
    let all = there(world, zone).await;
    let mut valid: Vec<_> = all
        .into_iter()
        .map(|there| there.found.valid().cloned().expect("a valid record"))
        .collect();
    valid.sort();
    valid
}
