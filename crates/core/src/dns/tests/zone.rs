//! What holds among records.

use super::*;

fn clash(there: &Record, managed: bool, new: &Record) -> Option<ClashRule> {
    let present = Present {
        record: there,
        managed,
    };
    let new = Present {
        record: new,
        managed: false,
    };
    let checked = check_addition([present], new);
    checked.err().map(|clash| {
        assert_eq!(clash.with, Some(there));
        assert!(clash.to_string().ends_with(&format!("({there})")));
        clash.rule
    })
}

#[test]
fn records_clash_by_the_rules() {
    use ClashRule::{CnameNotAlone, Duplicate, Managed, Second};
    use RecordType::{A, Aaaa, Caa, Cname, Mx, Txt};
    for ((kind, name, content), (kind2, name2, content2), expected) in [
        (
            (A, "a", "192.0.2.1"),
            (A, "A", "192.0.2.1"),
            Some(Duplicate),
        ),
        ((A, "a", "192.0.2.1"), (A, "a", "192.0.2.2"), None),
        ((A, "a", "192.0.2.1"), (A, "b", "192.0.2.1"), None),
        (
            (A, "a", "192.0.2.1"),
            (Cname, "a", "x.example.com"),
            Some(CnameNotAlone),
        ),
        (
            (Cname, "a", "x.example.com"),
            (Aaaa, "a", "::1"),
            Some(CnameNotAlone),
        ),
        (
            (Cname, "a", "x.example.com"),
            (Cname, "a", "y.example.com"),
            Some(CnameNotAlone),
        ),
        (
            (Cname, "a", "x.example.com"),
            (Cname, "a", "X.example.com."),
            Some(Duplicate),
        ),
        (
            (Txt, "@", "v=spf1 -all"),
            (Txt, "@", "v=spf1 ~all"),
            Some(Second(MailText::Spf)),
        ),
        ((Txt, "@", "v=spf1 -all"), (Txt, "@", "other"), None),
        (
            (Txt, "_dmarc", "v=DMARC1; p=none"),
            (Txt, "_dmarc", "v=DMARC1; p=reject"),
            Some(Second(MailText::Dmarc)),
        ),
        (
            (Txt, "s._domainkey", "p=a"),
            (Txt, "s._domainkey", "p=b"),
            Some(Second(MailText::Dkim)),
        ),
        (
            (Txt, "s._domainkey", "p=a"),
            (Txt, "t._domainkey", "p=a"),
            None,
        ),
        ((Mx, "@", "a.example.com"), (Mx, "@", "b.example.com"), None),
        ((Caa, "@", "a.example"), (Caa, "@", "b.example"), None),
    ] {
        let there = record(kind, name, content);
        let new = record(kind2, name2, content2);
        assert_eq!(clash(&there, false, &new), expected, "{there} / {new}");
        assert_eq!(clash(&new, false, &there), expected, "{new} / {there}");
    }
    let managed = record(Mx, "@", "smtp.google.com");
    let own = record(Mx, "@", "mx.northwind.com");
    assert_eq!(clash(&managed, true, &own), Some(Managed));
    let elsewhere = record(Mx, "replies", "mx.northwind.com");
    assert_eq!(clash(&managed, true, &elsewhere), None);
    let text = record(Txt, "@", "own");
    assert_eq!(clash(&record(Txt, "@", "v=spf1 -all"), true, &text), None);
}

#[test]
fn what_is_the_same_has_the_same_tag_and_port() {
    let issue = record(RecordType::Caa, "@", "letsencrypt.org");
    let wild = RecordInput {
        tag: Some(CaaTag::Issuewild),
        ..input(RecordType::Caa, "@", "letsencrypt.org")
    };
    let wild = wild.check(&domain()).expect("a record");
    assert_eq!(clash(&issue, false, &wild), None);
    let mx = record(RecordType::Mx, "a", "mx.example.com");
    let other = RecordInput {
        priority: Some(20),
        ttl: 60,
        ..input(RecordType::Mx, "a", "mx.example.com")
    };
    let other = other.check(&domain()).expect("a record");
    assert_eq!(clash(&mx, false, &other), Some(ClashRule::Duplicate));
}

#[test]
fn a_domain_is_full_at_1000() {
    let records: Vec<_> = (0..MAX_RECORDS)
        .map(|n| record(RecordType::Txt, "a", &n.to_string()))
        .collect();
    let present = |count| {
        records[..count].iter().map(|record| Present {
            record,
            managed: false,
        })
    };
    let new = record(RecordType::Txt, "a", "new");
    let new = Present {
        record: &new,
        managed: false,
    };
    assert_eq!(check_addition(present(MAX_RECORDS - 1), new), Ok(()));
    let full = check_addition(present(MAX_RECORDS), new).expect_err("full");
    assert_eq!((full.rule, full.with), (ClashRule::TooMany, None));
}

#[test]
fn versions_take_the_place_of_their_kind() {
    use RecordType::{A, Cname, Txt};
    for ((kind, name, content), (kind2, name2, content2), expected) in [
        ((A, "a", "192.0.2.1"), (A, "a", "192.0.2.1"), true),
        ((A, "a", "192.0.2.1"), (A, "a", "192.0.2.2"), false),
        (
            (Cname, "a", "x.example.com"),
            (Cname, "a", "y.example.com"),
            true,
        ),
        ((Cname, "a", "x.example.com"), (A, "a", "192.0.2.1"), false),
        ((Txt, "@", "v=spf1 -all"), (Txt, "@", "v=spf1 ~all"), true),
        ((Txt, "@", "v=spf1 -all"), (Txt, "@", "text"), false),
        ((Txt, "@", "v=spf1 -all"), (Txt, "b", "v=spf1 -all"), false),
    ] {
        let (new, old) = (record(kind, name, content), record(kind2, name2, content2));
        assert_eq!(is_version_of(&new, &old), expected, "{new} / {old}");
    }
}
