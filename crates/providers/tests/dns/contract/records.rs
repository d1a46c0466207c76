//! Records.

use simpleinboxes_core::dns::{Record, RecordType, Ttl};
use simpleinboxes_providers::dns::{Change, ChangeOutcome, DnsHostError};

use super::{Surroundings, apply, create, domain, id, record, there, valid, write, zone};

fn of_every_type() -> Vec<Record> {
    use RecordType::{A, Aaaa, Caa, Cname, Mx, Ns, Srv, Txt};
    let key = format!("v=DKIM1; k=rsa; p={}", "Q".repeat(392));
    let mut all = vec![
        record(A, "@", "192.0.2.1"),
        record(A, "*.wild", "192.0.2.2"),
        record(Aaaa, "six", "2001:db8::1"),
        record(Cname, "www", "www.northwind.com"),
        record(Cname, "s1._domainkey", "s1-x._domainkey.y.onmicrosoft.com"),
        record(Mx, "@", "aspmx.l.google.com"),
        record(Txt, "@", "v=spf1 include:_spf.google.com ~all"),
        record(Txt, "quotes", r#"say "hi"; back\slash, ümläut  two"#),
        record(Txt, "google._domainkey", &key),
        record(Txt, "long", &"ä".repeat(1000)),
        record(Srv, "_submission._tcp", "smtp.northwind.com"),
        record(Caa, "@", "letsencrypt.org"),
        record(Caa, "none", ";"),
        record(Ns, "sub", "ns1.northwind.com"),
    ];
    all[0].ttl = Ttl::AUTOMATIC;
    all[2].ttl = Ttl::new(60).expect("a time");
    all.sort();
    all
}

pub async fn of_every_type_come_back(world: &dyn Surroundings) {
    let zone = zone(world).await;
    assert_eq!(there(world, &zone).await, [], "SOA and NS are not listed");
    let all = of_every_type();
    let mut ids = write(world, &zone, &all).await;
    assert_eq!(valid(world, &zone).await, all);
    let mut found: Vec<_> = there(world, &zone)
        .await
        .into_iter()
        .map(|one| one.id)
        .collect();
    found.sort();
    ids.sort();
    assert_eq!(found, ids);
    ids.dedup();
    assert_eq!(ids.len(), all.len());
}

pub async fn are_changed_and_deleted(world: &dyn Surroundings) {
    let zone = zone(world).await;
    let (a, b) = (
        record(RecordType::A, "a", "192.0.2.1"),
        record(RecordType::Txt, "b", "old"),
    );
    let ids = write(world, &zone, &[a.clone(), b]).await;
    let changed = Record {
        ttl: Ttl::new(120).expect("a time"),
        ..record(RecordType::Txt, "b", "new")
    };
    let added = record(RecordType::Mx, "c", "mx.northwind.com");
    let changes = [
        create(&added),
        Change::Update {
            id: ids[1].clone(),
            record: changed.clone(),
            forwarded: false,
        },
        Change::Delete { id: ids[0].clone() },
    ];
    let outcomes = apply(world, &zone, &changes).await;
    assert_eq!(outcomes[2], ChangeOutcome::Deleted);
    assert_eq!(id(outcomes[1].clone()), ids[1], "it keeps its id");
    id(outcomes[0].clone());
    assert_eq!(valid(world, &zone).await, [changed.clone(), added.clone()]);

    // The same once more, as after an answer that was lost.
    let again = apply(world, &zone, &changes).await;
    assert_eq!(again, outcomes);
    assert_eq!(valid(world, &zone).await, [changed, added]);
}

pub async fn are_written_once(world: &dyn Surroundings) {
    let zone = zone(world).await;
    let one = record(RecordType::Txt, "a", "once");
    let first = write(world, &zone, std::slice::from_ref(&one)).await;
    let again = write(world, &zone, std::slice::from_ref(&one)).await;
    assert_eq!(first, again);
    // Another time to live does not make another record.
    let slower = Record {
        ttl: Ttl::new(7200).expect("a time"),
        ..one
    };
    let again = write(world, &zone, std::slice::from_ref(&slower)).await;
    assert_eq!(first, again);
    assert_eq!(valid(world, &zone).await, [slower]);
}

pub async fn that_are_gone_are_missing(world: &dyn Surroundings) {
    let zone = zone(world).await;
    let one = record(RecordType::A, "a", "192.0.2.1");
    let ids = write(world, &zone, std::slice::from_ref(&one)).await;
    let delete = Change::Delete { id: ids[0].clone() };
    apply(world, &zone, std::slice::from_ref(&delete)).await;
    for gone in [ids[0].as_str(), "nonsense", "", "../x"] {
        let update = Change::Update {
            id: gone.into(),
            record: one.clone(),
            forwarded: false,
        };
        let delete = Change::Delete { id: gone.into() };
        let outcomes = world.host().apply(&zone, &[update.clone(), delete]).await;
        let expected = vec![ChangeOutcome::Missing, ChangeOutcome::Deleted];
        assert_eq!(outcomes, Ok(expected), "{gone}");
        let alone = world.host().apply(&zone, &[update]).await;
        assert_eq!(alone, Ok(vec![ChangeOutcome::Missing]), "{gone}");
    }
    assert_eq!(world.host().apply(&zone, &[]).await, Ok(Vec::new()));
}

pub async fn fail_one_by_one(world: &dyn Surroundings) {
    let zone = zone(world).await;
    let good = [
        record(RecordType::A, "a", "192.0.2.1"),
        record(RecordType::Txt, "b", "text"),
    ];
    let bad = record(RecordType::Cname, "a", "x.northwind.com");
    // Our own store would never have the two.
    let kept: Vec<_> = good.iter().map(create).collect();
    world.keep(&domain(), &kept).await;
    let changes = [create(&good[0]), create(&bad), create(&good[1])];
    let outcomes = world.host().apply(&zone, &changes).await.expect("outcomes");
    let ChangeOutcome::Refused { reason, .. } = &outcomes[1] else {
        panic!("{outcomes:?}");
    };
    assert!((1..=300).contains(&reason.chars().count()));
    id(outcomes[0].clone());
    id(outcomes[2].clone());
    assert_eq!(valid(world, &zone).await, good);
}

pub async fn come_all_however_many(world: &dyn Surroundings) {
    let zone = zone(world).await;
    let mut many: Vec<_> = (0..450)
        .map(|n| record(RecordType::Txt, &format!("n{n}"), &"x".repeat(500)))
        .collect();
    write(world, &zone, &many).await;
    many.sort();
    assert_eq!(valid(world, &zone).await, many);
}

pub async fn go_with_their_zone(world: &dyn Surroundings) {
    let zone = zone(world).await;
    let one = record(RecordType::A, "a", "192.0.2.1");
    write(world, &zone, std::slice::from_ref(&one)).await;
    world.give_up(&domain()).await;
    world.host().delete_zone(&zone.id).await.expect("deleted");
    let changes = [create(&one)];
    let applied = world.host().apply(&zone, &changes).await;
    assert_eq!(applied, Err(DnsHostError::NoZone));
    let anew = super::zone(world).await;
    assert_eq!(there(world, &anew).await, []);
}
