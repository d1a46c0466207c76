//! Records of the owner's own.

use simpleinboxes_core::dns::{RecordPurpose, RecordType, SyncStatus, Ttl};
use simpleinboxes_core::id::DnsRecordId;
use simpleinboxes_core::status::{DomainEventType, DomainStatus};
use simpleinboxes_store::{Caller, DnsRefused, PageRequest, RecordEdit, testing};

use super::{World, assert_refused, kept, record, txt};
use crate::support::worlds;

fn upsert(record: simpleinboxes_core::dns::Record) -> RecordEdit {
    RecordEdit::Upsert {
        record,
        keep_ttl: false,
    }
}

fn delete(kind: RecordType, at: &str, content: Option<&str>) -> RecordEdit {
    RecordEdit::Delete {
        kind,
        name: txt(at, "x").name,
        content: content.map(str::to_owned),
    }
}

#[tokio::test]
async fn records_are_added_listed_and_deleted() {
    for world in worlds().await {
        let domain = world.zoned(DomainStatus::Active).await;
        assert_eq!(world.version().await, 0);
        let one = world.add(domain, &txt("@", "one")).await;
        assert_eq!(
            (one.sync, one.managed, one.purpose),
            (SyncStatus::Pending, false, RecordPurpose::Custom)
        );
        assert_eq!(world.syncs().await, 1);
        let first = world.version().await;
        let mx = world
            .add(domain, &record(RecordType::Mx, "in", "mx.example.net"))
            .await;
        let last = world.add(domain, &txt("www", "three")).await;
        // One sync does for all of them.
        assert_eq!(world.syncs().await, 1);
        assert!(world.version().await > first);
        let newest_first = [last.id, mx.id, one.id];
        let listed = world.records_of(domain).await;
        let ids: Vec<_> = listed.iter().map(|one| one.id).collect();
        assert_eq!(ids, newest_first);
        let scoped = world.store.scoped(&world.acme.caller);
        let of_kind = scoped.dns_records(domain, Some(RecordType::Mx), PageRequest::first(9));
        assert_eq!(
            of_kind.await.expect("a page").items,
            std::slice::from_ref(&mx)
        );
        let before = world.version().await;
        let gone = world.records(async |tx| tx.delete_dns_record(domain, mx.id).await);
        assert_eq!(gone.await.expect("deleted").record, mx.record);
        assert!(world.version().await > before);
        assert_eq!(world.records_of(domain).await.len(), 2);
        let again = world.records(async |tx| tx.delete_dns_record(domain, mx.id).await);
        assert!(matches!(again.await, Err(DnsRefused::NoRecord)));
        let read = scoped.dns_record(domain, mx.id).await;
        assert_eq!(read.expect("an answer"), None);
        let events = scoped.domain_events(domain, PageRequest::first(9)).await;
        let kinds: Vec<_> = events
            .expect("a page")
            .items
            .into_iter()
            .map(|one| one.kind)
            .collect();
        let added = DomainEventType::DnsRecordCreated;
        assert_eq!(
            kinds,
            [DomainEventType::DnsRecordDeleted, added, added, added]
        );
    }
}

#[tokio::test]
async fn rules_among_records_hold() {
    for world in worlds().await {
        let domain = world.zoned(DomainStatus::Active).await;
        let spf = [kept(RecordPurpose::Spf, txt("@", "v=spf1 -all"))];
        let purposes = [RecordPurpose::Spf];
        let put = world.records(async |tx| tx.put_managed_records(domain, &purposes, &spf).await);
        put.await.expect("put");
        world.add(domain, &txt("www", "text")).await;
        for (new, words) in [
            (
                txt("www", "text"),
                "this record already (TXT www.try-northwind.com: text)",
            ),
            (
                record(RecordType::Cname, "www", "a.example.net"),
                "only record of its name",
            ),
            (txt("@", "v=spf1 ~all"), "one SPF record"),
        ] {
            let added = world
                .records(async |tx| tx.add_dns_record(domain, &new).await)
                .await;
            assert_refused(added, words);
        }
        let managed = world.records_of(domain).await;
        let managed = managed.iter().find(|one| one.managed).expect("one");
        let gone = world.records(async |tx| tx.delete_dns_record(domain, managed.id).await);
        assert_refused(gone.await, "keeps this record itself");
    }
}

#[tokio::test]
async fn the_state_of_the_domain_decides() {
    for world in worlds().await {
        let domain = world.unzoned(DomainStatus::Active).await;
        let new = txt("@", "text");
        let added = world.records(async |tx| tx.add_dns_record(domain, &new).await);
        assert!(matches!(added.await, Err(DnsRefused::NoZone)));
    }
    for status in [
        DomainStatus::Pending,
        DomainStatus::InRecovery,
        DomainStatus::Released,
    ] {
        for world in worlds().await {
            let domain = world.zoned(status).await;
            let new = txt("@", "text");
            let added = world.records(async |tx| tx.add_dns_record(domain, &new).await);
            assert!(matches!(added.await, Err(DnsRefused::Status(found)) if found == status));
        }
    }
}

#[tokio::test]
async fn edits_are_made_all_or_none() {
    for world in worlds().await {
        let domain = world.zoned(DomainStatus::Active).await;
        let old = world.add(domain, &txt("_dmarc", "v=DMARC1; p=none")).await;
        world.add(domain, &txt("old", "one")).await;
        world.add(domain, &txt("old", "two")).await;
        let mut dmarc = txt("_dmarc", "v=DMARC1; p=reject");
        dmarc.ttl = Ttl::AUTOMATIC;
        let edits = [
            RecordEdit::Upsert {
                record: dmarc,
                keep_ttl: true,
            },
            delete(RecordType::Txt, "old", Some("one")),
            delete(RecordType::Txt, "nowhere", None),
            upsert(txt("new", "three")),
            delete(RecordType::Txt, "old", None),
            // Free now, within the same edits.
            upsert(record(RecordType::Cname, "old", "a.example.net")),
        ];
        let made = world.records(async |tx| tx.edit_dns_records(domain, &edits).await);
        let action = made.await.expect("made");
        let scoped = world.store.scoped(&world.acme.caller);
        let action = scoped.domain_action(action).await.expect("an answer");
        assert_eq!(action.expect("queued").kind.as_str(), "write_dns");
        let mut shown: Vec<_> = world.records_of(domain).await;
        shown.reverse();
        assert_eq!((shown[0].id, shown[0].record.ttl.get()), (old.id, 3600));
        let shown: Vec<_> = shown.iter().map(|one| one.record.to_string()).collect();
        let expected = [
            "TXT _dmarc.try-northwind.com: v=DMARC1; p=reject",
            "TXT new.try-northwind.com: three",
            "CNAME old.try-northwind.com: a.example.net",
        ];
        assert_eq!(shown, expected);

        let before = testing::snapshot(&world.store).await;
        let refused = [
            upsert(txt("x", "four")),
            upsert(record(RecordType::Cname, "new", "a.example.net")),
        ];
        let made = world.records(async |tx| tx.edit_dns_records(domain, &refused).await);
        assert_refused(made.await, "only record of its name");
        assert_eq!(testing::snapshot(&world.store).await, before);
    }
}

#[tokio::test]
async fn others_neither_see_nor_change_records() {
    for world in worlds().await {
        let domain = world.zoned(DomainStatus::Active).await;
        let found = world.add(domain, &txt("@", "one")).await;
        let other = world.workspace(&world.acme.caller, "Other").await.id;
        for stranger in [world.rival.caller, world.acme.bound_to(other)] {
            sees_nothing(&world, &stranger, domain, found.id).await;
            changes_nothing(&world, &stranger, domain, found.id).await;
        }
        // The same walk from within must find things, or it would prove nothing.
        let home = world.acme.bound_to(world.acme.first.id);
        let scoped = world.store.scoped(&home);
        let read = scoped.dns_record(domain, found.id).await;
        assert_eq!(read.expect("an answer"), Some(found));
    }
}

async fn sees_nothing(
    world: &World,
    stranger: &Caller,
    domain: simpleinboxes_core::id::DomainId,
    id: DnsRecordId,
) {
    let scoped = world.store.scoped(stranger);
    let page = scoped.dns_records(domain, None, PageRequest::first(9));
    assert!(page.await.expect("a page").items.is_empty());
    assert_eq!(
        scoped.dns_record(domain, id).await.expect("an answer"),
        None
    );
    assert!(
        scoped
            .all_dns_records(domain)
            .await
            .expect("rows")
            .is_empty()
    );
    let sides = scoped.dns_sides(domain).await.expect("sides");
    assert_eq!(sides, simpleinboxes_store::SyncSides::default());
}

async fn changes_nothing(
    world: &World,
    stranger: &Caller,
    domain: simpleinboxes_core::id::DomainId,
    id: DnsRecordId,
) {
    let before = testing::snapshot(&world.store).await;
    let new = txt("@", "stolen");
    let wanted = [kept(RecordPurpose::Spf, txt("@", "v=spf1 +all"))];
    let tried: Result<(), DnsRefused> = world
        .store
        .write(async |tx| {
            let tx = tx.scoped(stranger);
            let no_domain = |refused: Option<DnsRefused>| {
                assert!(matches!(refused, Some(DnsRefused::NoDomain)), "{refused:?}");
            };
            no_domain(tx.add_dns_record(domain, &new).await.err());
            no_domain(tx.delete_dns_record(domain, id).await.err());
            no_domain(tx.edit_dns_records(domain, &[]).await.err());
            let put = tx.put_managed_records(domain, &[RecordPurpose::Spf], &wanted);
            no_domain(put.await.err());
            no_domain(tx.note_dns_sync(domain, &[]).await.err());
            no_domain(tx.note_published(domain).await.err());
            let time = chrono::TimeDelta::seconds(9);
            no_domain(tx.begin_dns_sync(domain, time).await.err());
            Ok(())
        })
        .await;
    tried.expect("refused without an error");
    assert_eq!(testing::snapshot(&world.store).await, before);
}
