//! What came of syncs, noted.

use chrono::TimeDelta;
use simpleinboxes_core::dns::sync::Synced;
use simpleinboxes_core::dns::{Record, SyncStatus};
use simpleinboxes_core::id::DomainId;
use simpleinboxes_core::status::DomainStatus;
use simpleinboxes_store::{DnsRecord, DnsRefused, RecordEdit, SyncNote};

use super::{World, txt};
use crate::support::worlds;

fn had(record: &Record, host_id: &str) -> Synced {
    Synced {
        record: record.clone(),
        host_id: host_id.to_owned(),
    }
}

impl World {
    async fn noted(&self, domain: DomainId, notes: &[SyncNote]) {
        let noted = self.records(async |tx| tx.note_dns_sync(domain, notes).await);
        noted.await.expect("noted");
    }

    async fn the(&self, one: &DnsRecord) -> DnsRecord {
        let scoped = self.store.scoped(&self.acme.caller);
        let found = scoped.dns_record(one.domain, one.id).await;
        found.expect("an answer").expect("a record")
    }

    async fn change(&self, domain: DomainId, old: &Record, new: Record) {
        let edits = [
            RecordEdit::Delete {
                kind: old.kind(),
                name: old.name.clone(),
                content: Some(old.data.content().into_owned()),
            },
            RecordEdit::Upsert {
                record: new,
                keep_ttl: false,
            },
        ];
        let made = self.records(async |tx| tx.edit_dns_records(domain, &edits).await);
        made.await.expect("made");
    }
}

#[tokio::test]
async fn what_the_host_has_is_remembered() {
    for world in worlds().await {
        let domain = world.zoned(DomainStatus::Active).await;
        let one = world.add(domain, &txt("@", "one")).await;
        let version = world.version().await;
        let note = SyncNote::Synced {
            id: one.id,
            synced: had(&one.record, "h1"),
        };
        world.noted(domain, std::slice::from_ref(&note)).await;
        let now = world.the(&one).await;
        assert_eq!((now.sync, now.sync_error), (SyncStatus::Synced, None));
        assert!(now.synced_at.is_some());
        // A sync is no change of the zone.
        assert_eq!(world.version().await, version);
        let sides = world
            .store
            .scoped(&world.acme.caller)
            .dns_sides(domain)
            .await;
        let here = sides.expect("sides").here;
        assert_eq!(here[0].synced, Some(had(&one.record, "h1")));

        for (note, status) in [
            (
                SyncNote::Failed {
                    id: one.id,
                    record: one.record.clone(),
                    reason: "no".to_owned(),
                },
                SyncStatus::Failed,
            ),
            (
                SyncNote::Conflict {
                    id: one.id,
                    record: one.record.clone(),
                    reason: "no".to_owned(),
                },
                SyncStatus::Conflict,
            ),
        ] {
            world.noted(domain, &[note]).await;
            let now = world.the(&one).await;
            assert_eq!((now.sync, now.sync_error), (status, Some("no".to_owned())));
        }
        world.noted(domain, &[note]).await;
        assert_eq!(world.the(&one).await.sync, SyncStatus::Synced);

        let gone = world.records(async |tx| tx.delete_dns_record(domain, one.id).await);
        gone.await.expect("deleted");
        let sides = world
            .store
            .scoped(&world.acme.caller)
            .dns_sides(domain)
            .await;
        let sides = sides.expect("sides");
        assert!(sides.here.is_empty() && sides.gone.len() == 1);
        world
            .noted(domain, &[SyncNote::Forget { id: one.id }])
            .await;
        let sides = world
            .store
            .scoped(&world.acme.caller)
            .dns_sides(domain)
            .await;
        assert_eq!(
            sides.expect("sides"),
            simpleinboxes_store::SyncSides::default()
        );
    }
}

#[tokio::test]
async fn what_was_changed_meanwhile_stays_for_the_next_sync() {
    for world in worlds().await {
        let domain = world.zoned(DomainStatus::Active).await;
        let one = world.add(domain, &txt("www", "one")).await;
        let gone = world.add(domain, &txt("gone", "one")).await;
        let new = txt("www", "two");
        world.change(domain, &one.record, new.clone()).await;
        let deleted = world.records(async |tx| tx.delete_dns_record(domain, gone.id).await);
        deleted.await.expect("deleted");
        let two = world.records_of(domain).await.remove(0);
        // The host was sent what stood here before.
        let notes = [
            SyncNote::Synced {
                id: two.id,
                synced: had(&one.record, "h1"),
            },
            SyncNote::Synced {
                id: gone.id,
                synced: had(&gone.record, "h2"),
            },
            SyncNote::Pull {
                id: two.id,
                before: one.record.clone(),
                synced: had(&txt("www", "three"), "h1"),
            },
            SyncNote::Drop {
                id: two.id,
                before: one.record.clone(),
            },
        ];
        world.noted(domain, &notes).await;
        let now = world.the(&two).await;
        assert_eq!((now.record, now.sync), (new, SyncStatus::Pending));
        let sides = world
            .store
            .scoped(&world.acme.caller)
            .dns_sides(domain)
            .await;
        let sides = sides.expect("sides");
        assert_eq!(sides.here[0].synced, Some(had(&one.record, "h1")));
        // Its deletion is still to be carried to the host, which has it by now.
        let last = sides.gone.iter().find(|one| one.key == gone.id);
        assert_eq!(last.expect("gone").synced, had(&gone.record, "h2"));
        assert_eq!(world.syncs().await, 1);
    }
}

#[tokio::test]
async fn what_was_changed_at_the_host_is_changed_here() {
    for world in worlds().await {
        let domain = world.zoned(DomainStatus::Active).await;
        let one = world.add(domain, &txt("one", "a")).await;
        let two = world.add(domain, &txt("two", "b")).await;
        let version = world.version().await;
        let notes = [
            SyncNote::Pull {
                id: one.id,
                before: one.record.clone(),
                synced: had(&txt("one", "c"), "h1"),
            },
            SyncNote::Drop {
                id: two.id,
                before: two.record.clone(),
            },
            SyncNote::Add {
                synced: had(&txt("three", "d"), "h3"),
            },
        ];
        world.noted(domain, &notes).await;
        assert!(world.version().await > version);
        let mut now = world.records_of(domain).await;
        now.reverse();
        let shown: Vec<_> = now.iter().map(|one| one.record.to_string()).collect();
        assert_eq!(
            shown,
            [
                "TXT one.try-northwind.com: c",
                "TXT three.try-northwind.com: d"
            ]
        );
        assert!(now.iter().all(|one| one.sync == SyncStatus::Synced));
        // The same record once more is none.
        let again = SyncNote::Add {
            synced: had(&txt("three", "d"), "h4"),
        };
        world.noted(domain, &[again]).await;
        assert_eq!(world.records_of(domain).await.len(), 2);
    }
}

#[tokio::test]
async fn one_sync_runs_at_a_time() {
    for world in worlds().await {
        let domain = world.zoned(DomainStatus::Active).await;
        let begin = async || {
            let time = TimeDelta::seconds(60);
            let begun = world.records(async |tx| tx.begin_dns_sync(domain, time).await);
            begun.await.expect("an answer")
        };
        let first = begin().await.expect("begun");
        let until = begin().await.expect_err("busy");
        world.clock.set(until);
        // It was cut off; its end does not end the one that took over.
        let second = begin().await.expect("taken over");
        let end = async |sync| {
            let ended: Result<(), DnsRefused> = world
                .records(async |tx| Ok(tx.end_dns_sync(&sync).await?))
                .await;
            ended.expect("ended");
        };
        end(first).await;
        begin().await.expect_err("busy");
        end(second).await;
        begin().await.expect("begun");
    }
}

#[tokio::test]
async fn published_records_are_synced() {
    for world in worlds().await {
        let domain = world.zoned(DomainStatus::Active).await;
        let one = world.add(domain, &txt("one", "a")).await;
        let two = world.add(domain, &txt("two", "b")).await;
        let deleted = world.records(async |tx| tx.delete_dns_record(domain, two.id).await);
        deleted.await.expect("deleted");
        let noted = world.records(async |tx| tx.note_published(domain).await);
        assert_eq!(noted.await.expect("noted"), 1);
        assert_eq!(world.the(&one).await.sync, SyncStatus::Synced);
        let sides = world
            .store
            .scoped(&world.acme.caller)
            .dns_sides(domain)
            .await;
        let sides = sides.expect("sides");
        assert!(sides.gone.is_empty() && sides.never_there.is_empty());
    }
}
