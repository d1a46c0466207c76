//! Mail records in the public DNS.

use simpleinboxes_core::Timestamp;
use simpleinboxes_core::dns::verdict::MailCheckStatus;
use simpleinboxes_core::dns::{DomainName, Record, RecordInput, RecordType};
use simpleinboxes_providers::dns::propagation::{Expected, MailRecords};

use super::tree::{Does, OURS, Tree, domains};
use crate::contract::{domain, record};

const ASSIGNED: &str = "ns1.simpleinboxes.test ns2.simpleinboxes.test";

fn expect(record: &Record) -> Expected {
    let content = record.data.content();
    Expected {
        name: record.name.clone(),
        kind: record.kind(),
        contents: vec![match record.data.priority() {
            Some(priority) => format!("{priority} {content}"),
            None => content.into_owned(),
        }],
    }
}

fn wanted() -> [Record; 5] {
    let key = format!("v=DKIM1; k=rsa; p={}", "Q".repeat(392));
    [
        record(RecordType::Mx, "@", "smtp.google.com"),
        record(RecordType::Txt, "@", "v=spf1 include:_spf.google.com ~all"),
        record(RecordType::Txt, "google._domainkey", &key),
        record(RecordType::Cname, "s1._domainkey", "s1.northwind.com"),
        record(RecordType::Txt, "_dmarc", "v=DMARC1; p=none"),
    ]
}

fn records(all: &[Record; 5]) -> MailRecords {
    MailRecords {
        mx: vec![expect(&all[0])],
        spf: vec![expect(&all[1])],
        dkim: vec![expect(&all[2]), expect(&all[3])],
        dmarc: vec![expect(&all[4])],
    }
}

async fn tree() -> Tree {
    let tree = Tree::open().await;
    let own: DomainName = "simpleinboxes.test".parse().expect("a domain");
    tree.memory.add_zone(&own);
    for host in ["ns1", "ns2"] {
        let address = std::net::Ipv4Addr::from(OURS).to_string();
        let input = RecordInput {
            kind: RecordType::A,
            name: host,
            content: &address,
            ttl: 60,
            priority: None,
            weight: None,
            port: None,
            flags: None,
            tag: None,
        };
        tree.memory
            .write(&own, &[input.check(&own).expect("a record")]);
    }
    tree.memory.add_zone(&domain());
    tree.above(domains(ASSIGNED), domains(ASSIGNED));
    tree
}

async fn statuses(tree: &Tree, expected: &MailRecords) -> [MailCheckStatus; 4] {
    let looks = tree.propagation(|set| set.timeout_ms = 5_000);
    let looks = looks.mail(expected, Timestamp::UNIX_EPOCH).await;
    looks.map(|look| {
        assert_eq!(look.checked_at, Timestamp::UNIX_EPOCH);
        look.status
    })
}

#[tokio::test]
async fn records_are_compared_with_what_should_be_there() {
    use MailCheckStatus::{Missing, Ok, Unknown, Wrong};
    let tree = tree().await;
    let all = wanted();
    let expected = records(&all);
    assert_eq!(statuses(&tree, &expected).await, [Missing; 4]);
    tree.memory.write(&domain(), &all[..3]);
    // Other texts of the name are nobody's business.
    tree.memory
        .write(&domain(), &[record(RecordType::Txt, "@", "other")]);
    assert_eq!(
        statuses(&tree, &expected).await,
        [Ok, Ok, Missing, Missing],
        "one key of two"
    );
    tree.memory.write(&domain(), &all);
    assert_eq!(statuses(&tree, &expected).await, [Ok; 4]);
    tree.memory.write(
        &domain(),
        &[
            record(RecordType::Mx, "@", "old.northwind.com"),
            record(RecordType::Txt, "@", "v=spf1 -all"),
            record(RecordType::Txt, "_dmarc", "v=DMARC1; p=reject"),
        ],
    );
    assert_eq!(statuses(&tree, &expected).await, [Wrong, Wrong, Ok, Wrong]);
    let looks = tree
        .propagation(|_| {})
        .mail(&expected, Timestamp::UNIX_EPOCH)
        .await;
    assert_eq!(
        looks[0].found,
        ["10 old.northwind.com", "10 smtp.google.com"]
    );
    assert_eq!(looks[0].expected, ["10 smtp.google.com"]);

    let unknown = MailRecords {
        dkim: vec![Expected {
            contents: Vec::new(),
            ..expect(&all[2])
        }],
        dmarc: Vec::new(),
        ..expected
    };
    let told = statuses(&tree, &unknown).await;
    assert_eq!(
        told[2..],
        [Unknown, Unknown],
        "it is not known what should be there"
    );
}

#[tokio::test]
async fn aliases_lead_on() {
    let tree = tree().await;
    let alias = record(
        RecordType::Cname,
        "google._domainkey",
        "key.try-northwind.com",
    );
    let away = record(RecordType::Cname, "_dmarc", "_dmarc.simpleinboxes.test");
    let key = record(RecordType::Txt, "key", "v=DKIM1; p=");
    tree.memory.write(&domain(), &[alias, away, key]);
    let own: DomainName = "simpleinboxes.test".parse().expect("a domain");
    let input = RecordInput {
        kind: RecordType::Txt,
        name: "_dmarc",
        content: "v=DMARC1; p=none",
        ttl: 60,
        priority: None,
        weight: None,
        port: None,
        flags: None,
        tag: None,
    };
    tree.memory
        .write(&own, &[input.check(&own).expect("a record")]);
    let expected = MailRecords {
        dkim: vec![expect(&record(
            RecordType::Txt,
            "google._domainkey",
            "v=DKIM1; p=",
        ))],
        dmarc: vec![expect(&record(
            RecordType::Txt,
            "_dmarc",
            "v=DMARC1; p=none",
        ))],
        ..MailRecords::default()
    };
    let told = statuses(&tree, &expected).await;
    assert_eq!(told[2..], [MailCheckStatus::Ok; 2]);
}

#[tokio::test]
async fn silence_is_not_absence() {
    let tree = tree().await;
    tree.above(Does::Hangs, Does::Hangs);
    let looks = tree.propagation(|set| set.timeout_ms = 200);
    let looks = looks.mail(&records(&wanted()), Timestamp::UNIX_EPOCH).await;
    for look in looks {
        assert_eq!(look.status, MailCheckStatus::Unknown);
        assert!(look.found.is_empty());
    }
}
