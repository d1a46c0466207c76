//! Records that the service keeps itself.

use simpleinboxes_core::dns::{RecordPurpose, RecordType, SyncStatus};
use simpleinboxes_core::status::DomainStatus;
use simpleinboxes_store::ManagedRecord;

use super::{assert_refused, kept, record, txt};
use crate::support::worlds;

const MAIL: [RecordPurpose; 3] = [RecordPurpose::Mx, RecordPurpose::Spf, RecordPurpose::Dmarc];

fn mail() -> Vec<ManagedRecord> {
    vec![
        kept(
            RecordPurpose::Mx,
            record(RecordType::Mx, "@", "mx.example.net"),
        ),
        kept(
            RecordPurpose::Spf,
            txt("@", "v=spf1 include:spf.example.net ~all"),
        ),
        kept(RecordPurpose::Dmarc, txt("_dmarc", "v=DMARC1; p=none")),
    ]
}

#[tokio::test]
async fn managed_records_are_exactly_those_that_are_wanted() {
    for world in worlds().await {
        let domain = world.zoned(DomainStatus::Provisioning).await;
        let put = async |records: &[ManagedRecord]| {
            let put =
                world.records(async |tx| tx.put_managed_records(domain, &MAIL, records).await);
            put.await.expect("put")
        };
        assert!(put(&mail()).await);
        let first = world.records_of(domain).await;
        assert_eq!(first.len(), 3);
        assert!(
            first
                .iter()
                .all(|one| one.managed && one.sync == SyncStatus::Pending)
        );
        // Once more is no change.
        let version = world.version().await;
        assert!(!put(&mail()).await);
        assert_eq!(
            (world.version().await, world.records_of(domain).await),
            (version, first.clone())
        );

        // Of another purpose, it stays; the one SPF record is changed in its place.
        let own = world.add(domain, &txt("@", "own")).await;
        let dkim = [kept(
            RecordPurpose::Dkim,
            txt("s._domainkey", "v=DKIM1; p="),
        )];
        let purposes = [RecordPurpose::Dkim];
        let other =
            world.records(async |tx| tx.put_managed_records(domain, &purposes, &dkim).await);
        assert!(other.await.expect("put"));
        let mut wanted = mail();
        wanted.remove(0);
        wanted[0].record = txt("@", "v=spf1 -all");
        assert!(put(&wanted).await);
        let mut now = world.records_of(domain).await;
        now.retain(|one| one.managed);
        now.reverse();
        let shown: Vec<_> = now.iter().map(|one| one.record.to_string()).collect();
        let expected = [
            "TXT try-northwind.com: v=spf1 -all",
            "TXT _dmarc.try-northwind.com: v=DMARC1; p=none",
            "TXT s._domainkey.try-northwind.com: v=DKIM1; p=",
        ];
        assert_eq!(shown, expected);
        assert!(first.iter().any(|one| one.id == now[0].id));
        assert!(
            world
                .records_of(domain)
                .await
                .iter()
                .any(|one| one.id == own.id)
        );
        assert!(put(&[]).await);
        assert_eq!(world.records_of(domain).await.len(), 2);
    }
}

#[tokio::test]
async fn a_record_of_the_owners_is_taken_over_or_named() {
    for world in worlds().await {
        let domain = world.zoned(DomainStatus::Active).await;
        let own = world.add(domain, &txt("_dmarc", "v=DMARC1; p=none")).await;
        let put = async |records: &[ManagedRecord]| {
            let put =
                world.records(async |tx| tx.put_managed_records(domain, &MAIL, records).await);
            put.await
        };
        let mut other = mail();
        other[2].record = txt("_dmarc", "v=DMARC1; p=reject");
        assert_refused(
            put(&other).await,
            "one DMARC record (TXT _dmarc.try-northwind.com",
        );
        assert_eq!(world.records_of(domain).await.len(), 1);
        assert!(put(&mail()).await.expect("put"));
        let now = world.records_of(domain).await;
        let taken = now.iter().find(|one| one.id == own.id).expect("it");
        assert!(taken.managed && taken.purpose == RecordPurpose::Dmarc);
        assert_eq!(now.len(), 3);
    }
}
