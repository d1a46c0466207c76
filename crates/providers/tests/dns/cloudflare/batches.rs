//! How many requests changes take, and what they leave alone.

use serde_json::json;
use simpleinboxes_core::dns::sync::Found;
use simpleinboxes_core::dns::{RecordType, Ttl};
use simpleinboxes_providers::dns::{Change, ChangeOutcome};

use super::world::World;
use crate::contract::{Surroundings, create, domain, record, there, valid, write, zone};

#[tokio::test]
async fn what_fits_is_one_request() {
    let world = World::open().await;
    let zone = zone(&world).await;
    let many: Vec<_> = (0..450)
        .map(|n| record(RecordType::A, &format!("n{n}"), "192.0.2.1"))
        .collect();
    world.fake.fail([]);
    write(&world, &zone, &many).await;
    let batch = format!("POST /client/v4/zones/{}/dns_records/batch", zone.id);
    assert_eq!(world.fake.asked(), [batch.as_str(); 3]);
    world.fake.fail([]);
    there(&world, &zone).await;
    assert_eq!(world.fake.asked().len(), 3, "450 records in pages of 200");
    world.fake.fail([]);
    write(&world, &zone, &[record(RecordType::A, "one", "192.0.2.1")]).await;
    let single = format!("POST /client/v4/zones/{}/dns_records", zone.id);
    assert_eq!(world.fake.asked(), [single]);
}

#[tokio::test]
async fn a_refused_batch_does_not_hold_up_the_next() {
    let world = World::with(|settings| settings.batch = 2).await;
    let zone = zone(&world).await;
    let a = record(RecordType::A, "a", "192.0.2.1");
    let changes = [
        create(&a),
        create(&record(RecordType::Cname, "a", "x.northwind.com")),
        create(&record(RecordType::A, "b", "192.0.2.1")),
        create(&record(RecordType::A, "c", "192.0.2.1")),
    ];
    world.fake.fail([]);
    let outcomes = world.host().apply(&zone, &changes).await.expect("outcomes");
    let ChangeOutcome::Refused { code, reason } = &outcomes[1] else {
        panic!("{outcomes:?}");
    };
    assert_eq!(code.as_deref(), Some("81053"));
    assert_eq!(
        reason,
        "An A, AAAA, or CNAME record with that host already exists."
    );
    let methods: Vec<_> = world
        .fake
        .asked()
        .iter()
        .map(|line| line.rsplit('/').next().expect("a path").to_owned())
        .collect();
    // The batch, its two records, a look for the one that is there, and the next batch.
    let expected = [
        "batch",
        "dns_records",
        "dns_records",
        "dns_records",
        "batch",
    ];
    assert_eq!(methods, expected);
    assert_eq!(valid(&world, &zone).await.len(), 3);
}

#[tokio::test]
async fn whether_a_record_is_proxied_is_its_owners() {
    let world = World::open().await;
    let zone = zone(&world).await;
    let mut one = record(RecordType::A, "a", "192.0.2.1");
    one.ttl = Ttl::AUTOMATIC;
    let ids = write(&world, &zone, std::slice::from_ref(&one)).await;
    {
        let mut state = world.fake.state();
        let kept = state.zones.get_mut(&zone.id).expect("a zone");
        kept.records[0]["proxied"] = json!(true);
    }
    let mut moved = record(RecordType::A, "a", "192.0.2.2");
    moved.ttl = Ttl::AUTOMATIC;
    let update = |forwarded| Change::Update {
        id: ids[0].clone(),
        record: moved.clone(),
        forwarded,
    };
    for (before, forwarded) in [(true, false), (false, false), (false, true)] {
        {
            let mut state = world.fake.state();
            let kept = state.zones.get_mut(&zone.id).expect("a zone");
            kept.records[0]["proxied"] = json!(before);
        }
        // Alone, and in a batch.
        let other = create(&record(
            RecordType::Txt,
            "t",
            &format!("{before} {forwarded}"),
        ));
        for changes in [vec![update(forwarded)], vec![update(forwarded), other]] {
            world.host().apply(&zone, &changes).await.expect("written");
            let all = there(&world, &zone).await;
            let now = all.iter().find(|there| there.id == ids[0]).expect("it");
            assert_eq!(now.forwarded, before || forwarded);
            assert_eq!(now.found.valid(), Some(&moved));
        }
    }
}

#[tokio::test]
async fn what_others_wrote_is_read() {
    let world = World::open().await;
    let zone = zone(&world).await;
    let name = "try-northwind.com";
    let of = |n: u32, kind: &str, name: &str, content: &str| {
        json!({"id": format!("{n:032x}"), "type": kind, "name": name, "content": content,
            "ttl": 300, "proxied": false})
    };
    let mut mx = of(6, "MX", name, "mx.northwind.com");
    mx["priority"] = json!(5);
    let mut srv = of(
        9,
        "SRV",
        "_a._tcp.try-northwind.com",
        "5 587 a.northwind.com",
    );
    srv["data"] = json!({"priority": 1, "weight": 5, "port": 587, "target": "a.northwind.com",
        "service": "_a", "proto": "_tcp", "name": name});
    {
        let mut state = world.fake.state();
        let kept = state.zones.get_mut(&zone.id).expect("a zone");
        kept.records = vec![
            of(1, "NS", name, "ns.elsewhere.com"),
            of(2, "SOA", name, "x"),
            of(3, "NS", "sub.try-northwind.com", "ns.elsewhere.com"),
            of(4, "TXT", "t.try-northwind.com", "without quotes"),
            of(5, "TXT", "u.try-northwind.com", "\"two \" \"strings\""),
            mx,
            of(7, "HTTPS", name, "1 . alpn=h2"),
            of(8, "CNAME", name, "flat.northwind.com"),
            srv,
            of(10, "TXT", "v.try-northwind.com", "\"open"),
        ];
    }
    let mut shown: Vec<_> = there(&world, &zone)
        .await
        .into_iter()
        .map(|one| {
            let kind = match &one.found {
                Found::Valid(_) => "valid",
                Found::Invalid(_) => "invalid",
                Found::Foreign(_) => "foreign",
            };
            let raw = one.found.raw();
            format!("{kind} {} {}", raw.kind, raw.content)
        })
        .collect();
    shown.sort();
    assert_eq!(
        shown,
        [
            "foreign HTTPS 1 . alpn=h2",
            "invalid CNAME flat.northwind.com",
            "invalid TXT \"open",
            "valid MX mx.northwind.com",
            "valid NS ns.elsewhere.com",
            "valid SRV a.northwind.com",
            "valid TXT two strings",
            "valid TXT without quotes",
        ]
    );
}

#[tokio::test]
async fn rules_of_others_stay() {
    let world = World::open().await;
    let zone = zone(&world).await;
    let theirs = json!({"id": "a".repeat(32), "ref": "x", "action": "redirect", "enabled": true,
        "expression": "(http.host eq \"a.try-northwind.com\")",
        "action_parameters": {"from_value": {"target_url": {"value": "https://x.com"}}}});
    let forwarding = |url: &str| {
        use simpleinboxes_providers::dns::Forwarding;
        Forwarding::new(&domain(), url, true, true).expect("a forwarding")
    };
    world
        .host()
        .set_forwarding(&zone, &forwarding("https://northwind.com"))
        .await
        .expect("set");
    {
        let mut state = world.fake.state();
        let kept = state.zones.get_mut(&zone.id).expect("a zone");
        let rules = &mut kept.ruleset.as_mut().expect("rules").rules;
        rules.insert(0, theirs.clone());
    }
    for url in ["https://northwind.com/a", "https://northwind.com/b"] {
        world
            .host()
            .set_forwarding(&zone, &forwarding(url))
            .await
            .expect("set");
    }
    world.host().clear_forwarding(&zone).await.expect("cleared");
    world
        .host()
        .set_forwarding(&zone, &forwarding("https://northwind.com/c"))
        .await
        .expect("set");
    let state = world.fake.state();
    let rules = &state.zones[&zone.id].ruleset.as_ref().expect("rules").rules;
    assert_eq!(rules.len(), 2);
    assert_eq!(rules[0], theirs);
}
