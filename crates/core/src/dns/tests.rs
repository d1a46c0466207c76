//! Records by themselves.

mod zone;

use proptest::prelude::*;

use super::*;

fn domain() -> DomainName {
    "try-northwind.com".parse().expect("a domain")
}

fn input<'a>(kind: RecordType, name: &'a str, content: &'a str) -> RecordInput<'a> {
    RecordInput {
        kind,
        name,
        content,
        ttl: 1,
        priority: matches!(kind, RecordType::Mx | RecordType::Srv).then_some(10),
        weight: (kind == RecordType::Srv).then_some(5),
        port: (kind == RecordType::Srv).then_some(587),
        flags: None,
        tag: (kind == RecordType::Caa).then_some(CaaTag::Issue),
    }
}

fn record(kind: RecordType, name: &str, content: &str) -> Record {
    input(kind, name, content)
        .check(&domain())
        .unwrap_or_else(|errors| panic!("{name} {content}: {errors:?}"))
}

fn wrong(input: &RecordInput<'_>) -> Vec<(Field, Issue)> {
    let errors = input.check(&domain()).expect_err("something wrong");
    let pairs = errors.into_iter().map(|error| (error.field, error.issue));
    pairs.collect()
}

#[test]
fn names_are_full_or_relative() {
    for (text, expected) in [
        ("@", "try-northwind.com"),
        ("try-northwind.com", "try-northwind.com"),
        ("Try-Northwind.com.", "try-northwind.com"),
        ("_dmarc", "_dmarc.try-northwind.com"),
        ("_DMARC.try-northwind.com", "_dmarc.try-northwind.com"),
        ("*", "*.try-northwind.com"),
        ("*.a.try-northwind.com.", "*.a.try-northwind.com"),
        ("www.other.com", "www.other.com.try-northwind.com"),
        ("xtry-northwind.com", "xtry-northwind.com.try-northwind.com"),
        ("google._domainkey", "google._domainkey.try-northwind.com"),
    ] {
        let name = RecordName::read(text, &domain()).expect(text);
        assert_eq!(name.as_str(), expected);
        let again = RecordName::read(name.relative_to(&domain()), &domain());
        assert_eq!(again, Ok(name));
    }
}

#[test]
fn what_is_no_name_is_refused() {
    for text in [
        "", ".a", "a..b", "-a", "a-", "a b", "a.*", "**", "*a", "@.a", "a@b", "ä", "*.*", "a.-",
        "@.", "a/b", "a\\.b",
    ] {
        let read = RecordName::read(text, &domain());
        assert!(
            matches!(
                read,
                Err(RecordNameError::Malformed | RecordNameError::Outside)
            ),
            "{text:?} {read:?}"
        );
    }
    for text in [".", "www.other.com.", "com."] {
        let read = RecordName::read(text, &domain());
        assert_eq!(read, Err(RecordNameError::Outside), "{text}");
    }
    let long = ["a".repeat(63).as_str(); 4].join(".");
    let read = RecordName::read(&long, &domain());
    assert_eq!(read, Err(RecordNameError::TooLong));
    let read = RecordName::read(&"a".repeat(64), &domain());
    assert_eq!(read, Err(RecordNameError::Malformed));
}

#[test]
fn contents_come_in_one_form() {
    use RecordType::{A, Aaaa, Caa, Cname, Mx, Ns, Srv, Txt};
    for (kind, content, expected) in [
        (A, "192.0.2.1", "192.0.2.1"),
        (Aaaa, "2001:DB8:0:0::0:1", "2001:db8::1"),
        (Aaaa, "::ffff:192.0.2.1", "::ffff:192.0.2.1"),
        (Cname, "Www.Example.COM.", "www.example.com"),
        (
            Cname,
            "selector1-a._domainkey.b.onmicrosoft.com",
            "selector1-a._domainkey.b.onmicrosoft.com",
        ),
        (Ns, "ns1.example.com", "ns1.example.com"),
        (Mx, "ASPMX.l.google.com", "aspmx.l.google.com"),
        (Srv, "bücher.example", "xn--bcher-kva.example"),
        (Txt, " As it \"is\" ", " As it \"is\" "),
        (Caa, " LetsEncrypt.org ", "letsencrypt.org"),
        (Caa, ";", ";"),
        (
            Caa,
            "ca.example; accounturi=https://x/1; validationmethods=dns-01",
            "ca.example; accounturi=https://x/1; validationmethods=dns-01",
        ),
    ] {
        let made = record(kind, "a", content);
        assert_eq!(made.data.content(), expected, "{kind} {content}");
        assert_eq!(made.kind(), kind);
        let again = record(kind, "a", &made.data.content());
        assert_eq!(again, made);
    }
    let report = RecordInput {
        tag: Some(CaaTag::Iodef),
        ..input(Caa, "@", "mailto:security@example.com")
    };
    report.check(&domain()).expect("a report");
}

#[test]
fn what_does_not_fit_its_type_is_refused() {
    use RecordType::{A, Aaaa, Caa, Cname, Mx, Ns, Srv, Txt};
    for (kind, content) in [
        (A, "192.0.2"),
        (A, "192.0.2.01"),
        (A, "::1"),
        (Aaaa, "192.0.2.1"),
        (Aaaa, "fe80::1%eth0"),
        (Cname, "www"),
        (Cname, "."),
        (Cname, ""),
        (Cname, "192.0.2.1"),
        (Cname, "*.example.com"),
        (Mx, "10 mx.example.com"),
        (Mx, "2001:db8::1"),
        (Srv, "."),
        (Ns, "ns1..example.com"),
        (Ns, "host.1"),
        (Txt, ""),
        (Txt, "a\nb"),
        (Txt, "\"quoted\""),
        (Caa, ""),
        (Caa, "letsencrypt.org; x"),
        (Caa, "lets encrypt.org"),
    ] {
        let wrong = wrong(&input(kind, "a", content));
        let fields: Vec<_> = wrong.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, [Field::Content], "{kind} {content:?} {wrong:?}");
    }
    record(Txt, "a", &"ä".repeat(1024));
    let long = "ä".repeat(1025);
    assert_eq!(
        wrong(&input(Txt, "a", &long)),
        [(Field::Content, Issue::Text(TextError::TooLong))]
    );
    for content in [
        "mailto:a",
        "http://a.example",
        "https:a",
        "ftp://x",
        "mailto:a b@c.d",
    ] {
        let input = RecordInput {
            tag: Some(CaaTag::Iodef),
            ..input(Caa, "@", content)
        };
        assert_eq!(
            wrong(&input),
            [(Field::Content, Issue::Report)],
            "{content}"
        );
    }
}

#[test]
fn every_wrong_field_is_named() {
    let all = RecordInput {
        kind: RecordType::A,
        name: "a b",
        content: "x",
        ttl: 59,
        priority: Some(1),
        weight: Some(1),
        port: Some(1),
        flags: Some(1),
        tag: Some(CaaTag::Issue),
    };
    let fields: Vec<_> = wrong(&all).into_iter().map(|(f, _)| f.pointer()).collect();
    assert_eq!(
        fields,
        [
            "/name",
            "/ttl",
            "/priority",
            "/weight",
            "/port",
            "/flags",
            "/tag",
            "/content"
        ]
    );
    let none = RecordInput {
        priority: None,
        weight: None,
        port: None,
        ..input(RecordType::Srv, "_a._tcp", "b.example.com")
    };
    let required = Issue::Required(RecordType::Srv);
    assert_eq!(
        wrong(&none),
        [Field::Priority, Field::Weight, Field::Port].map(|field| (field, required.clone()))
    );
    let caa = RecordInput {
        tag: None,
        ..input(RecordType::Caa, "@", ";")
    };
    assert_eq!(
        wrong(&caa),
        [(Field::Tag, Issue::Required(RecordType::Caa))]
    );
}

#[test]
fn the_domain_itself_has_no_ns_and_no_cname() {
    for (kind, issue) in [
        (RecordType::Ns, Issue::NsOfDomain),
        (RecordType::Cname, Issue::CnameOfDomain),
    ] {
        for name in ["@", "try-northwind.com."] {
            let input = input(kind, name, "x.example.com");
            assert_eq!(wrong(&input), [(Field::Name, issue.clone())]);
        }
    }
    record(RecordType::Ns, "sub", "ns.example.com");
}

#[test]
fn no_mail_has_priority_0() {
    let none = RecordInput {
        priority: Some(0),
        ..input(RecordType::Mx, "@", ".")
    };
    assert_eq!(none.check(&domain()).expect("RFC 7505").data.content(), ".");
    assert_eq!(
        wrong(&input(RecordType::Mx, "@", ".")),
        [(Field::Priority, Issue::NoMailPriority)]
    );
}

#[test]
fn times_to_live_have_a_gap() {
    for number in [1, 60, 86_400] {
        assert_eq!(Ttl::new(number).expect("one").get(), number);
    }
    for number in [0, 2, 59, 86_401] {
        assert_eq!(Ttl::new(number), Err(TtlOutOfRange));
    }
    assert_eq!(Ttl::AUTOMATIC.seconds(), 300);
}

#[test]
fn kinds_of_text_are_told_by_place_and_beginning() {
    use MailText::{Dkim, Dmarc, Spf};
    for (name, content, expected) in [
        ("@", "v=spf1 -all", Some(Spf)),
        ("@", "V=SPF1", Some(Spf)),
        ("@", "v=spf10 -all", None),
        ("@", "v=DMARC1; p=none", None),
        ("_dmarc", "v=DMARC1; p=none", Some(Dmarc)),
        ("_dmarc.sub", "anything", Some(Dmarc)),
        ("google._domainkey", "v=DKIM1; p=x", Some(Dkim)),
        ("a.b._domainkey.sub", "p=", Some(Dkim)),
        ("_domainkey", "t=y", None),
    ] {
        let kind = record(RecordType::Txt, name, content).mail_text();
        assert_eq!(kind, expected, "{name} {content}");
    }
    let target = record(RecordType::Cname, "s1._domainkey", "a.example.com");
    assert_eq!(target.mail_text(), None);
}

#[test]
fn texts_are_split_at_255_bytes() {
    let text: Text = "ä".repeat(300).parse().expect("a text");
    let strings: Vec<_> = text.strings().map(<[u8]>::len).collect();
    assert_eq!(strings, [255, 255, 90]);
    assert_eq!(
        text.strings().collect::<Vec<_>>().concat(),
        text.as_str().as_bytes()
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_name_that_is_read_reads_the_same(text in "[-a-zA-Z0-9_.*@]{0,80}") {
        if let Ok(name) = RecordName::read(&text, &domain()) {
            prop_assert!(name.as_str().ends_with("try-northwind.com"));
            prop_assert_eq!(&RecordName::read(name.as_str(), &domain()).expect("full"), &name);
            let relative = name.relative_to(&domain());
            prop_assert_eq!(&RecordName::read(relative, &domain()).expect("relative"), &name);
        }
    }

    #[test]
    fn nothing_that_is_written_panics_and_what_is_read_reads_the_same(
        kind in prop::sample::select(RecordType::ALL),
        name in "\\PC{0,20}",
        content in "\\PC{0,40}",
        ttl in 0u32..90_000,
    ) {
        let text = RecordInput { ttl, ..input(kind, &name, &content) };
        match text.check(&domain()) {
            Err(errors) => prop_assert!(!errors.is_empty()),
            Ok(record) => {
                let content = record.data.content().into_owned();
                let again = RecordInput {
                    name: record.name.as_str(),
                    content: &content,
                    ..text
                };
                prop_assert_eq!(again.check(&domain()).expect("again"), record);
            }
        }
    }

    #[test]
    fn domains_read_the_same(text in "\\PC{1,30}\\.[a-zA-Zäß]{2,10}") {
        if let Ok(name) = text.parse::<DomainName>() {
            prop_assert_eq!(&name.as_str().parse::<DomainName>().expect("again"), &name);
        }
    }
}
