//! Plans, one rule at a time.

mod converge;

use super::*;
use crate::dns::{DomainName, RecordInput, RecordType};

fn domain() -> DomainName {
    "try-northwind.com".parse().expect("a domain")
}

fn with_ttl(kind: RecordType, name: &str, content: &str, ttl: u32) -> Record {
    let priority = (kind == RecordType::Mx).then_some(10);
    let input = RecordInput {
        kind,
        name,
        content,
        ttl,
        priority,
        weight: None,
        port: None,
        flags: None,
        tag: None,
    };
    input.check(&domain()).expect("a record")
}

fn a(name: &str, last: u8) -> Record {
    with_ttl(RecordType::A, name, &format!("192.0.2.{last}"), 300)
}

fn cname(name: &str, target: &str) -> Record {
    with_ttl(RecordType::Cname, name, target, 300)
}

fn txt(name: &str, text: &str) -> Record {
    with_ttl(RecordType::Txt, name, text, 300)
}

fn synced(record: &Record, id: &str) -> Option<Synced> {
    Some(Synced {
        record: record.clone(),
        host_id: id.into(),
    })
}

fn here(key: u32, record: Record, synced: Option<Synced>) -> Here<u32> {
    Here {
        key,
        record,
        managed: false,
        synced,
    }
}

fn managed(key: u32, record: Record, synced: Option<Synced>) -> Here<u32> {
    Here {
        managed: true,
        ..here(key, record, synced)
    }
}

fn gone(key: u32, record: &Record, id: &str) -> Gone<u32> {
    Gone {
        key,
        managed: false,
        synced: synced(record, id).expect("synced"),
    }
}

fn host(id: &str, record: Record) -> AtHost {
    AtHost {
        id: id.into(),
        found: Found::Valid(record),
    }
}

fn raw(kind: &str, name: &str, content: &str) -> Raw {
    Raw {
        kind: kind.into(),
        name: format!("{name}.try-northwind.com"),
        content: content.into(),
    }
}

fn reasons(plan: &Plan<u32>) -> Vec<(Option<u32>, ConflictReason)> {
    let all = plan.conflicts.iter();
    all.map(|one| (one.key, one.reason)).collect()
}

fn nothing_done(plan: &Plan<u32>) {
    assert_eq!(plan.counts(), Counts::default(), "{plan:?}");
}

#[test]
fn changes_are_carried_over_both_ways() {
    let (x, y) = (a("x", 1), a("x", 2));
    let plan = plan(
        &[
            here(1, y.clone(), synced(&x, "h1")),
            here(2, a("b", 1), synced(&a("b", 1), "h2")),
            here(3, a("c", 1), synced(&a("c", 1), "h3")),
            here(4, a("d", 1), None),
            here(5, a("same", 1), synced(&a("same", 1), "h5")),
        ],
        &[gone(6, &a("e", 1), "h6"), gone(7, &a("f", 1), "h7")],
        &[
            host("h1", x),
            host("h2", a("b", 9)),
            host("h5", a("same", 1)),
            host("h6", a("e", 1)),
            host("h8", a("new", 1)),
        ],
    );
    let delete = HostStep::Delete {
        host_id: "h6".into(),
        key: Some(6),
    };
    let update = HostStep::Update {
        key: 1,
        host_id: "h1".into(),
    };
    assert_eq!(plan.at_host, [delete, update, HostStep::Create { key: 4 }]);
    let adopted = synced(&a("b", 9), "h2").expect("some");
    let added = synced(&a("new", 1), "h8").expect("some");
    assert_eq!(
        plan.here,
        [
            HereStep::Delete { key: 3 },
            HereStep::Update {
                key: 2,
                synced: adopted
            },
            HereStep::Create { synced: added },
            HereStep::Forget { key: 7 },
        ]
    );
    assert_eq!((plan.unchanged, plan.conflicts.len()), (1, 0));
    let counts = Counts {
        created: 2,
        updated: 2,
        deleted: 2,
    };
    assert_eq!(plan.counts(), counts);
}

#[test]
fn what_is_equal_already_is_only_remembered() {
    let plan = plan(
        &[
            here(1, a("x", 1), None),
            here(2, a("y", 2), synced(&a("y", 1), "h2")),
        ],
        &[],
        &[host("h1", a("x", 1)), host("h2", a("y", 2))],
    );
    nothing_done(&plan);
    assert_eq!((plan.unchanged, plan.here.len()), (2, 2));
    assert!(plan.conflicts.is_empty());
}

#[test]
fn records_that_swapped_their_contents_are_no_change() {
    let plan = plan(
        &[
            here(1, a("x", 1), synced(&a("x", 1), "h1")),
            here(2, a("x", 2), synced(&a("x", 2), "h2")),
        ],
        &[],
        &[host("h1", a("x", 2)), host("h2", a("x", 1))],
    );
    nothing_done(&plan);
    assert!(plan.conflicts.is_empty());
}

#[test]
fn a_record_whose_new_content_is_there_already_leaves_the_old_one() {
    let plan = plan(
        &[here(1, a("x", 2), synced(&a("x", 1), "h1"))],
        &[],
        &[host("h1", a("x", 1)), host("h2", a("x", 2))],
    );
    let delete = HostStep::Delete {
        host_id: "h1".into(),
        key: None,
    };
    assert_eq!(plan.at_host, [delete]);
    assert_eq!(plan.unchanged, 1);
}

#[test]
fn what_changed_on_both_sides_is_left() {
    let base = a("x", 1);
    let spf = |end: &str| txt("@", &format!("v=spf1 {end}"));
    let plan = plan(
        &[
            here(1, a("x", 2), synced(&base, "h1")),
            here(2, a("y", 2), synced(&a("y", 1), "h2")),
            here(3, spf("-all"), None),
            here(4, with_ttl(RecordType::A, "z", "192.0.2.1", 60), None),
        ],
        &[gone(5, &a("w", 1), "h5")],
        &[
            host("h1", a("x", 3)),
            host("h3", spf("~all")),
            host("h4", a("z", 1)),
            host("h5", a("w", 2)),
        ],
    );
    nothing_done(&plan);
    let both = ConflictReason::ChangedOnBothSides;
    let mut found = reasons(&plan);
    found.sort_by_key(|(key, _)| *key);
    assert_eq!(
        found,
        [None, Some(1), Some(2), Some(3), Some(4)].map(|key| (key, both))
    );
    let one = plan.conflicts.iter().find(|one| one.key == Some(1));
    let one = one.expect("it");
    assert_eq!(
        (one.here.as_deref(), one.at_host.as_deref()),
        (Some("192.0.2.2"), Some("192.0.2.3"))
    );
    assert_eq!(
        (one.kind.as_str(), one.name.as_str()),
        ("A", "x.try-northwind.com")
    );
    let two = plan.conflicts.iter().find(|one| one.key == Some(2));
    assert_eq!(two.expect("it").at_host, None);
}

#[test]
fn deleted_and_added_again_goes_on_from_there() {
    let slow = with_ttl(RecordType::A, "x", "192.0.2.1", 3600);
    let fast = with_ttl(RecordType::A, "x", "192.0.2.1", 60);
    let plan = plan(
        &[here(2, fast, None)],
        &[gone(1, &slow, "h1")],
        &[host("h1", slow)],
    );
    let update = HostStep::Update {
        key: 2,
        host_id: "h1".into(),
    };
    assert_eq!(plan.at_host, [update]);
    assert_eq!(plan.here, [HereStep::Forget { key: 1 }]);
}

#[test]
fn managed_records_are_written_as_they_stand() {
    let spf = txt("@", "v=spf1 include:_spf.google.com ~all");
    let (old, theirs) = (a("x", 1), a("x", 9));
    let plan = plan(
        &[
            managed(1, old.clone(), synced(&old, "h1")),
            managed(2, a("y", 1), synced(&a("y", 1), "h2")),
            managed(3, spf.clone(), None),
            managed(4, a("www", 1), None),
            managed(5, a("bad", 1), synced(&a("bad", 1), "h5")),
        ],
        &[Gone {
            managed: true,
            ..gone(6, &a("z", 1), "h6")
        }],
        &[
            host("h1", theirs),
            host("h3", txt("@", "v=spf1 -all")),
            host("h4", cname("www", "elsewhere.example.com")),
            AtHost {
                id: "h5".into(),
                found: Found::Invalid(raw("A", "bad", "x")),
            },
            host("h6", a("z", 7)),
        ],
    );
    assert!(plan.conflicts.is_empty(), "{plan:?}");
    assert!(plan.here.is_empty());
    let delete = |id: &str, key| HostStep::Delete {
        host_id: id.into(),
        key,
    };
    let update = |key, id: &str| HostStep::Update {
        key,
        host_id: id.into(),
    };
    assert_eq!(
        plan.at_host,
        [
            delete("h6", Some(6)),
            delete("h4", None),
            update(1, "h1"),
            update(3, "h3"),
            update(5, "h5"),
            HostStep::Create { key: 2 },
            HostStep::Create { key: 4 },
        ]
    );
}

#[test]
fn a_cname_blocks_once_and_both_ways() {
    for (ours, theirs) in [
        (a("www", 1), cname("www", "x.example.com")),
        (cname("www", "x.example.com"), a("www", 1)),
    ] {
        for synced in [None, synced(&ours, "gone-there")] {
            // One that was synced and untouched here was deleted there, and makes room.
            let makes_room = synced.is_some();
            let one = here(1, ours.clone(), synced);
            let plan = plan(&[one], &[], &[host("h1", theirs.clone())]);
            if makes_room {
                assert!(plan.conflicts.is_empty(), "{plan:?}");
                assert_eq!(plan.here.len(), 2);
            } else {
                nothing_done(&plan);
                assert_eq!(reasons(&plan), [(Some(1), ConflictReason::BlockedByCname)]);
                assert_eq!(plan.conflicts[0].kind, theirs.kind().as_str());
            }
        }
    }
}

#[test]
fn records_that_exchange_their_places_are_written_in_an_order_that_works() {
    let (moved, alias) = (a("b", 1), cname("a", "x.example.com"));
    let plan = plan(
        &[
            here(1, moved, synced(&a("a", 1), "h1")),
            here(2, alias, synced(&cname("b", "x.example.com"), "h2")),
        ],
        &[],
        &[
            host("h1", a("a", 1)),
            host("h2", cname("b", "x.example.com")),
        ],
    );
    let delete = HostStep::Delete {
        host_id: "h2".into(),
        key: None,
    };
    let update = HostStep::Update {
        key: 1,
        host_id: "h1".into(),
    };
    assert_eq!(plan.at_host, [delete, update, HostStep::Create { key: 2 }]);
    assert!(plan.conflicts.is_empty());
}

#[test]
fn records_of_other_types_stay_and_block() {
    let foreign = AtHost {
        id: "h1".into(),
        found: Found::Foreign(raw("HTTPS", "www", "1 .")),
    };
    let others = std::slice::from_ref(&foreign);
    let quiet = plan::<u32>(&[], &[], others);
    nothing_done(&quiet);
    assert!(quiet.conflicts.is_empty());
    let beside = plan(&[here(1, a("www", 1), None)], &[], others);
    assert_eq!(beside.at_host, [HostStep::Create { key: 1 }]);
    for own in [here, managed] {
        let one = own(1, cname("www", "x.example.com"), None);
        let blocked = plan(&[one], &[], others);
        nothing_done(&blocked);
        assert_eq!(
            reasons(&blocked),
            [(Some(1), ConflictReason::BlockedByCname)]
        );
        assert_eq!(blocked.conflicts[0].kind, "HTTPS");
    }
}

#[test]
fn what_could_not_stand_here_is_left_there() {
    let spf = txt("@", "v=spf1 -all");
    let mx = with_ttl(RecordType::Mx, "@", "smtp.google.com", 300);
    let invalid = |id: &str, name: &str| AtHost {
        id: id.into(),
        found: Found::Invalid(raw("CNAME", name, "x.example.com")),
    };
    let plan = plan(
        &[
            managed(1, spf.clone(), synced(&spf, "h1")),
            managed(2, mx.clone(), synced(&mx, "h2")),
            here(3, a("c", 1), synced(&a("c", 1), "h5")),
        ],
        &[],
        &[
            host("h1", spf),
            host("h2", mx),
            host("h3", txt("@", "v=spf1 ~all")),
            host("h4", with_ttl(RecordType::Mx, "@", "old.example.com", 300)),
            invalid("h5", "c"),
            invalid("h6", "d"),
        ],
    );
    nothing_done(&plan);
    let reason = ConflictReason::InvalidAtHost;
    let mut found = reasons(&plan);
    found.sort_by_key(|(key, _)| *key);
    assert_eq!(found, [None, None, None, Some(3)].map(|key| (key, reason)));
    assert_eq!(plan.unchanged, 2);
}

#[test]
fn a_full_domain_takes_no_more() {
    let own: Vec<_> = (0..999)
        .map(|n| here(n, txt("a", &n.to_string()), None))
        .collect();
    let theirs = [host("h1", a("x", 1)), host("h2", a("x", 2))];
    let plan = plan(&own, &[], &theirs);
    assert_eq!(plan.counts().created, 999 + 1);
    assert_eq!(reasons(&plan), [(None, ConflictReason::InvalidAtHost)]);
}

#[test]
fn many_deletions_need_force() {
    let records: Vec<_> = (0..10).map(|n| a("x", n)).collect();
    let all: Vec<_> = (0..)
        .zip(&records)
        .map(|(n, record)| here(n, record.clone(), synced(record, &format!("h{n}"))))
        .collect();
    let there: Vec<_> = records
        .iter()
        .enumerate()
        .map(|(n, record)| host(&format!("h{n}"), record.clone()))
        .collect();
    assert_eq!(plan(&all, &[], &there[3..]).check_deletions(), Ok(()));
    let error = TooManyDeletions {
        side: Side::Here,
        deleted: 4,
        of: 10,
    };
    assert_eq!(plan(&all, &[], &there[4..]).check_deletions(), Err(error));
    let gone: Vec<_> = (0..4)
        .zip(&records)
        .map(|(n, record)| gone(n, record, &format!("h{n}")))
        .collect();
    let error = plan(&all[4..], &gone, &there).check_deletions();
    let error = error.expect_err("too many");
    assert_eq!((error.side, error.deleted, error.of), (Side::Host, 4, 10));
    assert_eq!(
        error.to_string(),
        "it would delete 4 of the 10 records at the DNS host, more than 30%"
    );
    assert_eq!(
        plan(&all[3..], &gone[..3], &there).check_deletions(),
        Ok(())
    );
    assert_eq!(plan::<u32>(&[], &[], &[]).check_deletions(), Ok(()));
}
