//! What the service serves besides the API: DNS, the registry of a sandbox, and web forwarding;
//! and what it sees of its domains in the DNS.

mod cloudflare;
mod delegations;
mod dns;
mod forwarding;
mod mail;
mod operations;
mod settings;

use simpleinboxes_core::{
    dns::{DomainName, Record, RecordInput, RecordPurpose, RecordType},
    id::DomainId,
    status::{DomainStatus, OrderStatus},
};
use simpleinboxes_store::{DnsRefused, DomainZone, ManagedRecord, Tx};
use simpleinboxes_tests::service::{Account, Ground, Running};

/// The nameservers that a deployment without settings assigns.
const ASSIGNED: [&str; 2] = ["ns1.dns.sandbox.example", "ns2.dns.sandbox.example"];

/// A record of a domain.
fn record(domain: &str, kind: RecordType, name: &str, content: &str) -> Record {
    let input = RecordInput {
        kind,
        name,
        content,
        ttl: 3600,
        priority: matches!(kind, RecordType::Mx | RecordType::Srv).then_some(10),
        weight: (kind == RecordType::Srv).then_some(5),
        port: (kind == RecordType::Srv).then_some(587),
        flags: None,
        tag: None,
    };
    let domain: DomainName = domain.parse().expect("a domain");
    input.check(&domain).expect("a record")
}

/// A domain that is in use and has a zone at the server in this program.
async fn zoned(running: &Running, account: &Account, name: &str) -> DomainId {
    let seed = running.seed(account, account.first);
    let order = seed.order(OrderStatus::Active).await;
    let id = seed.domain(order, name, DomainStatus::Active).await;
    let zone = DomainZone {
        host: "embedded".to_owned(),
        id: name.to_owned(),
        nameservers: ASSIGNED.map(str::to_owned).into(),
    };
    let caller = account.caller();
    let made = running
        .store()
        .write(async |tx: &Tx| tx.scoped(&caller).set_domain_zone(id, &zone).await)
        .await;
    assert!(made.expect("an answer"));
    id
}

async fn add(running: &Running, account: &Account, domain: DomainId, record: &Record) {
    let caller = account.caller();
    let added = running
        .store()
        .write::<_, DnsRefused, _>(async |tx: &Tx| {
            let scoped = tx.scoped(&caller);
            scoped.add_dns_record(domain, record).await.map(|_| ())
        })
        .await;
    added.expect("a record");
}

/// Makes the managed records of some purposes these.
async fn put(
    running: &Running,
    account: &Account,
    domain: DomainId,
    records: &[(RecordPurpose, Record)],
    purposes: &[RecordPurpose],
) {
    let records: Vec<ManagedRecord> = records
        .iter()
        .map(|(purpose, record)| ManagedRecord {
            purpose: *purpose,
            record: record.clone(),
        })
        .collect();
    let caller = account.caller();
    let put = running
        .store()
        .write::<_, DnsRefused, _>(async |tx: &Tx| {
            let scoped = tx.scoped(&caller);
            scoped.put_managed_records(domain, purposes, &records).await
        })
        .await;
    put.expect("records");
}

/// A running service on the first engine, with a domain that has a zone.
async fn with_zone(name: &str) -> (Ground, Running, DomainId) {
    let ground = Ground::one().await;
    let running = ground.start().await;
    let domain = zoned(&running, &ground.acme, name).await;
    (ground, running, domain)
}
