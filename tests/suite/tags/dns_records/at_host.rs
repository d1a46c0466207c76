//! Records at another's DNS host: Cloudflare, played by the stub of its adapter.

use serde_json::{Value, json};
use simpleinboxes_core::dns::RecordPurpose;
use simpleinboxes_store::{Caller, DnsRefused, RecordEdit};
use simpleinboxes_tests::{
    cloudflare::fake::{Fake, Fault},
    service::Ground,
    until::until,
};

use super::{NAME, Zoned, id, path, text_record, txt};

/// The contents of the zone's texts at the host.
fn texts(fake: &Fake, zone: &str) -> Vec<String> {
    let state = fake.state();
    let records = state.zones[zone].records.iter();
    let texts = records.filter(|one| one["type"] == "TXT");
    let mut texts: Vec<_> = texts
        .map(|one| one["content"].as_str().expect("a content").replace('"', ""))
        .collect();
    texts.sort();
    texts
}

/// Changes the record at the host that has this content.
fn change(fake: &Fake, zone: &str, content: &str, change: impl FnOnce(&mut Vec<Value>, usize)) {
    let mut state = fake.state();
    let records = &mut state.zones.get_mut(zone).expect("a zone").records;
    let has = |one: &Value| {
        one["content"]
            .as_str()
            .is_some_and(|text| text.contains(content))
    };
    let at = records.iter().position(has).expect("a record");
    change(records, at);
}

async fn sync(zoned: &Zoned) -> Value {
    let report = zoned.api.post(&path("/sync"), &json!({})).await;
    report.data(200)
}

fn counts(report: &Value) -> [i64; 4] {
    ["created", "updated", "deleted", "unchanged"]
        .map(|field| report[field].as_i64().expect("a count"))
}

#[tokio::test]
async fn every_edit_reaches_the_host() {
    for ground in Ground::each().await {
        let (zoned, fake, zone) = Zoned::at_cloudflare(ground).await;
        let one = zoned.add(&txt("@", "one")).await;
        assert_eq!(one["syncStatus"], "pending");
        let two = zoned.add(&txt("@", "two")).await;
        zoned.has_status(&id(&one), "synced").await;
        zoned.has_status(&id(&two), "synced").await;
        assert_eq!(texts(&fake, &zone), ["one", "two"]);
        let gone = zoned.api.delete(&path(&format!("/{}", id(&one)))).await;
        gone.data(200);
        let let_go = async || (texts(&fake, &zone) == ["two"]).then_some(());
        until("the host lets go of it", let_go).await;
    }
}

#[tokio::test]
async fn what_changed_on_one_side_is_carried_over() {
    for ground in Ground::each().await {
        let (zoned, fake, zone) = Zoned::at_cloudflare(ground).await;
        zoned
            .keep(&[(RecordPurpose::Spf, text_record("@", "v=spf1 -all"))])
            .await;
        for content in ["a", "b", "c", "d"] {
            let made = zoned.add(&txt(content, content)).await;
            zoned.has_status(&id(&made), "synced").await;
        }
        assert_eq!(counts(&sync(&zoned).await), [0, 0, 0, 5]);

        change(&fake, &zone, "\"a\"", |all, at| {
            all[at]["content"] = json!("\"changed\"")
        });
        change(&fake, &zone, "\"b\"", |all, at| drop(all.remove(at)));
        change(&fake, &zone, "spf1", |all, at| {
            all[at]["content"] = json!("\"v=spf1 +all\"")
        });
        change(&fake, &zone, "\"c\"", |all, at| {
            let mut new = all[at].clone();
            new["id"] = json!("f".repeat(32));
            new["name"] = json!(format!("new.{NAME}"));
            all.push(new);
        });
        let report = sync(&zoned).await;
        // The managed one is written back; all others are as the host has them.
        assert_eq!(counts(&report), [1, 2, 1, 2], "{report}");
        assert_eq!(report["conflicts"], json!([]));
        let mut here: Vec<_> = zoned.list().await.into_iter().collect();
        here.sort_by_key(|one| one["content"].as_str().map(str::to_owned));
        let here: Vec<_> = here
            .iter()
            .map(|one| (&one["name"], &one["content"]))
            .collect();
        let name = |name: &str| json!(format!("{name}.{NAME}"));
        let expected = [
            (name("c"), json!("c")),
            (name("new"), json!("c")),
            (name("a"), json!("changed")),
            (name("d"), json!("d")),
            (json!(NAME), json!("v=spf1 -all")),
        ];
        let mut here: Vec<_> = here
            .into_iter()
            .map(|(a, b)| (a.clone(), b.clone()))
            .collect();
        here.sort_by_key(|one| (one.1.to_string(), one.0.to_string()));
        assert_eq!(here, expected);
        assert_eq!(counts(&sync(&zoned).await), [0, 0, 0, 5]);
        let history = zoned.api.get(&format!("/domains/{NAME}/history")).await;
        let last = history.data(200)[0].clone();
        assert_eq!(
            (&last["type"], &last["actor"]["type"]),
            (&json!("dns_synced"), &json!("api_key"))
        );
        let summary = last["summary"].as_str().expect("a summary");
        assert!(
            summary.contains("0 created") && summary.contains("5 unchanged"),
            "{summary}"
        );
    }
}

#[tokio::test]
async fn what_changed_on_both_sides_is_a_conflict_until_it_is_settled() {
    for ground in Ground::each().await {
        let (zoned, fake, zone) = Zoned::at_cloudflare(ground).await;
        let old = zoned.add(&txt("_dmarc", "v=DMARC1; p=none")).await;
        zoned.has_status(&id(&old), "synced").await;
        // The host has another one in its place by the time that ours is written.
        change(&fake, &zone, "DMARC1", |all, at| {
            all[at]["content"] = json!("\"v=DMARC1; p=reject\"");
        });
        let edit = [RecordEdit::Upsert {
            record: text_record("_dmarc", "v=DMARC1; p=quarantine"),
            keep_ttl: true,
        }];
        let caller = zoned.ground.acme.caller();
        let edited: Result<_, DnsRefused> = zoned
            .running
            .store()
            .write(async |tx| tx.scoped(&caller).edit_dns_records(zoned.id, &edit).await)
            .await;
        edited.expect("edited");
        let new = old;
        let shown = zoned.has_status(&id(&new), "conflict").await;
        let why = shown["syncError"].as_str().expect("a reason");
        assert!(why.contains("p=reject"), "{why}");
        let report = sync(&zoned).await;
        let conflict = &report["conflicts"][0];
        assert_eq!(
            (&conflict["recordId"], &conflict["reason"]),
            (&new["id"], &json!("changed_on_both_sides")),
            "{report}"
        );
        let settle = json!({"recordId": new["id"]});
        let settled = zoned
            .api
            .post(&path("/sync-record"), &settle)
            .await
            .data(200);
        assert_eq!(
            (&settled["syncStatus"], &settled["syncError"]),
            (&json!("synced"), &json!(null))
        );
        assert_eq!(texts(&fake, &zone), ["v=DMARC1; p=quarantine"]);
        assert_eq!(sync(&zoned).await["conflicts"], json!([]));
    }
}

#[tokio::test]
async fn much_is_deleted_only_by_force() {
    for ground in Ground::each().await {
        let (zoned, fake, zone) = Zoned::at_cloudflare(ground).await;
        for content in ["a", "b", "c"] {
            let made = zoned.add(&txt("@", content)).await;
            zoned.has_status(&id(&made), "synced").await;
        }
        change(&fake, &zone, "\"a\"", |all, at| drop(all.remove(at)));
        let refused = zoned.api.post(&path("/sync"), &json!({})).await;
        let error = refused.refused(409, "CONFLICT");
        let message = error["message"].as_str().expect("a message");
        assert!(message.contains("1 of the 3 records here"), "{message}");
        assert_eq!(zoned.list().await.len(), 3);
        let forced = zoned.api.post(&path("/sync?force=true"), &json!({})).await;
        assert_eq!(counts(&forced.data(200)), [0, 0, 1, 2]);
        assert_eq!(zoned.list().await.len(), 2);
    }
}

#[tokio::test]
async fn a_host_that_fails_is_502_and_loses_nothing() {
    let (zoned, fake, zone) = Zoned::at_cloudflare(Ground::one().await).await;
    let made = zoned.add(&txt("@", "one")).await;
    zoned.has_status(&id(&made), "synced").await;
    let down = || Fault::Answer(503, Vec::new(), "{}".to_owned());
    let one = json!({"recordId": made["id"]});
    for (rest, body) in [("/sync", json!({})), ("/sync-record", one.clone())] {
        fake.fail(std::iter::repeat_with(down).take(9));
        let error = zoned.api.post(&path(rest), &body).await;
        let error = error.refused(502, "UPSTREAM_ERROR");
        assert_eq!(error["details"][0]["field"], "vendor.cloudflare", "{error}");
    }
    fake.fail([]);
    // Neither stands in the way of the next.
    assert_eq!(counts(&sync(&zoned).await), [0, 0, 0, 1]);
    zoned.api.post(&path("/sync-record"), &one).await.data(200);
    assert_eq!(texts(&fake, &zone), ["one"]);
}

#[tokio::test]
async fn a_record_that_the_host_refuses_says_why() {
    let (zoned, fake, zone) = Zoned::at_cloudflare(Ground::one().await).await;
    // Something of a type that we do not have is in its place, which is left alone.
    let foreign = json!({"id": "e".repeat(32), "type": "HTTPS", "name": format!("www.{NAME}"),
        "content": "1 . alpn=h2", "ttl": 300, "proxied": false});
    fake.state()
        .zones
        .get_mut(&zone)
        .expect("a zone")
        .records
        .push(foreign);
    let body = json!({"type": "CNAME", "name": "www", "content": "www.northwind.com"});
    let made = zoned.add(&body).await;
    let shown = zoned.has_status(&id(&made), "conflict").await;
    assert!(shown["syncError"].is_string());
    let one = json!({"recordId": made["id"]});
    let refused = zoned.api.post(&path("/sync-record"), &one).await;
    refused.refused(502, "UPSTREAM_ERROR");
    let shown = zoned.record(&id(&made)).await.expect("it");
    assert!(shown["syncError"].is_string(), "{shown}");
    assert_eq!(fake.state().zones[&zone].records.len(), 1);
}

#[tokio::test]
async fn one_sync_runs_at_a_time() {
    let (zoned, _fake, _) = Zoned::at_cloudflare(Ground::one().await).await;
    let system = Caller::system(zoned.ground.acme.id);
    let begun: Result<_, DnsRefused> = zoned
        .running
        .store()
        .write(async |tx| {
            let time = chrono::TimeDelta::seconds(60);
            tx.scoped(&system).begin_dns_sync(zoned.id, time).await
        })
        .await;
    begun.expect("an answer").expect("begun");
    let busy = zoned.api.post(&path("/sync"), &json!({})).await;
    busy.refused(409, "CONFLICT");
    // One that was cut off is over in time.
    zoned.ground.pass(std::time::Duration::from_secs(61));
    sync(&zoned).await;
}
