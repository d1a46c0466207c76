//! What is answered, by the standards.

use hickory_proto::op::{OpCode, ResponseCode};
use hickory_proto::rr::{DNSClass, RecordType as Type};
use simpleinboxes_core::dns::{Record, RecordType, Ttl};

use super::ask::{ask, lines, question, udp, with_edns};
use super::world::World;
use crate::contract::{domain, record};

const SOA: &str = "try-northwind.com. SOA ns1.simpleinboxes.test. dns\\.admin.simpleinboxes.test.";

fn records() -> Vec<Record> {
    use RecordType::{A, Aaaa, Cname, Mx, Ns, Srv, Txt};
    vec![
        record(A, "@", "192.0.2.1"),
        record(Aaaa, "@", "2001:db8::1"),
        record(Mx, "@", "mail.try-northwind.com"),
        record(A, "mail", "192.0.2.25"),
        record(Aaaa, "mail", "2001:db8::25"),
        record(Cname, "www", "try-northwind.com"),
        record(Cname, "out", "www.northwind.com"),
        record(Cname, "nowhere", "missing.try-northwind.com"),
        record(Cname, "loop1", "loop2.try-northwind.com"),
        record(Cname, "loop2", "loop1.try-northwind.com"),
        record(A, "a.b.c", "192.0.2.2"),
        record(Txt, "*.wild", "found by a wildcard"),
        record(Cname, "*.alias", "mail.try-northwind.com"),
        record(A, "there.wild", "192.0.2.3"),
        record(A, "x.below.wild", "192.0.2.4"),
        record(Srv, "_s._tcp", "mail.try-northwind.com"),
        record(Ns, "sub", "ns.sub.try-northwind.com"),
        record(Ns, "sub", "ns.elsewhere.com"),
        record(A, "ns.sub", "192.0.2.53"),
        record(Cname, "into", "host.sub.try-northwind.com"),
    ]
}

/// Asks, and tells code, authority, and the three sections.
async fn told(world: &World, of: &str, kind: Type) -> (String, [Vec<String>; 3]) {
    let answer = ask(world.address(), of, kind).await;
    let code = answer.metadata.response_code;
    let authority = if answer.metadata.authoritative {
        " with authority"
    } else {
        ""
    };
    let sections = [&answer.answers, &answer.authorities, &answer.additionals];
    (
        format!("{code:?}{authority}"),
        sections.map(|all| lines(all)),
    )
}

fn soa(version: u64) -> String {
    format!("{SOA} {version} 7200 3600 1209600 300")
}

#[tokio::test]
async fn records_are_answered_with_authority() {
    let world = World::serving(&records()).await;
    for (of, kind, answers, additionals) in [
        (
            "try-northwind.com",
            Type::A,
            vec!["try-northwind.com. A 192.0.2.1"],
            vec![],
        ),
        (
            "TRY-northwind.COM",
            Type::AAAA,
            vec!["try-northwind.com. AAAA 2001:db8::1"],
            vec![],
        ),
        (
            "try-northwind.com",
            Type::MX,
            vec!["try-northwind.com. MX 10 mail.try-northwind.com."],
            vec![
                "mail.try-northwind.com. A 192.0.2.25",
                "mail.try-northwind.com. AAAA 2001:db8::25",
            ],
        ),
        (
            "_s._tcp.try-northwind.com",
            Type::SRV,
            vec!["_s._tcp.try-northwind.com. SRV 10 5 587 mail.try-northwind.com."],
            vec![
                "mail.try-northwind.com. A 192.0.2.25",
                "mail.try-northwind.com. AAAA 2001:db8::25",
            ],
        ),
        (
            "try-northwind.com",
            Type::NS,
            vec![
                "try-northwind.com. NS ns1.simpleinboxes.test.",
                "try-northwind.com. NS ns2.simpleinboxes.test.",
            ],
            vec![],
        ),
    ] {
        let (code, sections) = told(&world, of, kind).await;
        assert_eq!(code, "NoError with authority", "{of} {kind}");
        assert_eq!(sections, [answers, vec![], additionals], "{of} {kind}");
    }
}

#[tokio::test]
async fn the_soa_rises_with_the_zone() {
    let world = World::serving(&records()).await;
    let (_, [before, ..]) = told(&world, "try-northwind.com", Type::SOA).await;
    assert_eq!(before, [soa(21)]);
    world
        .memory
        .write(&domain(), &[record(RecordType::A, "new", "192.0.2.9")]);
    let (_, [after, ..]) = told(&world, "try-northwind.com", Type::SOA).await;
    assert_eq!(after, [soa(22)]);
}

#[tokio::test]
async fn what_is_not_there_is_denied_with_the_soa() {
    let world = World::serving(&records()).await;
    for (of, kind, code) in [
        ("nothing.try-northwind.com", Type::A, "NXDomain"),
        ("a.mail.try-northwind.com", Type::A, "NXDomain"),
        ("mail.try-northwind.com", Type::TXT, "NoError"),
        // Names that exist because of those below them.
        ("c.try-northwind.com", Type::A, "NoError"),
        ("b.c.try-northwind.com", Type::A, "NoError"),
        ("x.c.try-northwind.com", Type::A, "NXDomain"),
        ("wild.try-northwind.com", Type::TXT, "NoError"),
    ] {
        let (told, sections) = told(&world, of, kind).await;
        assert_eq!(told, format!("{code} with authority"), "{of}");
        assert_eq!(sections, [vec![], vec![soa(21)], vec![]], "{of}");
    }
    let answer = ask(world.address(), "nothing.try-northwind.com", Type::A).await;
    assert_eq!(answer.authorities[0].ttl, 300, "the negative TTL");
}

#[tokio::test]
async fn aliases_are_followed_inside_the_zone() {
    let world = World::serving(&records()).await;
    let alias = |from: &str, to: &str| format!("{from}.try-northwind.com. CNAME {to}.");
    for (of, code, answers, authorities) in [
        (
            "www",
            "NoError",
            vec![
                "try-northwind.com. A 192.0.2.1".into(),
                alias("www", "try-northwind.com"),
            ],
            vec![],
        ),
        (
            "out",
            "NoError",
            vec![alias("out", "www.northwind.com")],
            vec![],
        ),
        (
            "nowhere",
            "NXDomain",
            vec![alias("nowhere", "missing.try-northwind.com")],
            vec![soa(21)],
        ),
        (
            "x.alias",
            "NoError",
            vec![
                "mail.try-northwind.com. A 192.0.2.25".into(),
                alias("x.alias", "mail.try-northwind.com"),
            ],
            vec![],
        ),
    ] {
        let name = format!("{of}.try-northwind.com");
        let (told, sections) = told(&world, &name, Type::A).await;
        assert_eq!(told, format!("{code} with authority"), "{of}");
        assert_eq!(sections, [answers, authorities, vec![]], "{of}");
    }
    let (_, [answers, ..]) = told(&world, "www.try-northwind.com", Type::CNAME).await;
    assert_eq!(answers, [alias("www", "try-northwind.com")]);
    let (code, [answers, ..]) = told(&world, "loop1.try-northwind.com", Type::A).await;
    assert_eq!(
        (code.as_str(), answers.len()),
        ("NoError with authority", 8),
        "it ends"
    );
    let (code, [answers, authorities, glue]) =
        told(&world, "into.try-northwind.com", Type::A).await;
    assert_eq!(code, "NoError with authority");
    assert_eq!(answers, [alias("into", "host.sub.try-northwind.com")]);
    assert_eq!((authorities.len(), glue.len()), (2, 1), "and who knows on");
}

#[tokio::test]
async fn wildcards_stand_for_what_is_not_there() {
    let world = World::serving(&records()).await;
    for name in ["a.wild", "a.b.wild", "*.wild"] {
        let name = format!("{name}.try-northwind.com");
        let (code, [answers, ..]) = told(&world, &name, Type::TXT).await;
        assert_eq!(code, "NoError with authority");
        assert_eq!(answers, [format!("{name}. TXT found by a wildcard")]);
    }
    // Not for a name that is there, nor for those below one that is (RFC 4592, 2.2.1).
    for (name, code) in [
        ("there.wild", "NoError"),
        ("a.there.wild", "NXDomain"),
        ("below.wild", "NoError"),
        ("y.below.wild", "NXDomain"),
    ] {
        let name = format!("{name}.try-northwind.com");
        let (told, sections) = told(&world, &name, Type::TXT).await;
        assert_eq!(told, format!("{code} with authority"), "{name}");
        assert_eq!(sections[1], [soa(21)], "{name}");
    }
    let (code, sections) = told(&world, "a.wild.try-northwind.com", Type::A).await;
    assert_eq!(code, "NoError with authority", "the wildcard has no A");
    assert_eq!(sections, [vec![], vec![soa(21)], vec![]]);
}

#[tokio::test]
async fn delegated_names_are_referred() {
    let world = World::serving(&records()).await;
    for (of, kind) in [
        ("sub", Type::A),
        ("sub", Type::NS),
        ("a.b.sub", Type::A),
        ("ns.sub", Type::A),
    ] {
        let name = format!("{of}.try-northwind.com");
        let (code, sections) = told(&world, &name, kind).await;
        assert_eq!(code, "NoError", "{of}: not ours to say");
        let servers = vec![
            "sub.try-northwind.com. NS ns.elsewhere.com.",
            "sub.try-northwind.com. NS ns.sub.try-northwind.com.",
        ];
        let glue = vec!["ns.sub.try-northwind.com. A 192.0.2.53"];
        assert_eq!(sections, [vec![], servers, glue], "{of}");
    }
    let (code, sections) = told(&world, "sub.try-northwind.com", Type::DS).await;
    assert_eq!(code, "NoError with authority", "the DS is the parent's");
    assert_eq!(sections, [vec![], vec![soa(21)], vec![]]);
}

#[tokio::test]
async fn what_is_not_ours_is_refused() {
    let world = World::serving(&records()).await;
    let server = world.address();
    for (of, kind) in [
        ("northwind.com", Type::A),
        ("com", Type::NS),
        (".", Type::NS),
        ("xtry-northwind.com", Type::A),
        ("try-northwind.com", Type::AXFR),
        ("try-northwind.com", Type::IXFR),
    ] {
        let asked = with_edns(question(of, kind), 1232);
        for answer in [
            udp(server, &asked).await.0,
            super::ask::tcp(server, &asked).await,
        ] {
            assert_eq!(
                answer.metadata.response_code,
                ResponseCode::Refused,
                "{of} {kind}"
            );
            assert!(answer.answers.is_empty() && answer.authorities.is_empty());
            assert!(!answer.metadata.authoritative);
        }
    }
    let mut chaos = question("version.bind", Type::TXT);
    chaos.queries[0].set_query_class(DNSClass::CH);
    let (answer, _) = udp(server, &chaos).await;
    assert_eq!(answer.metadata.response_code, ResponseCode::Refused);
    for code in [OpCode::Update, OpCode::Notify, OpCode::Status] {
        let mut asked = question("try-northwind.com", Type::SOA);
        asked.metadata.op_code = code;
        let (answer, _) = udp(server, &asked).await;
        assert_eq!(
            answer.metadata.response_code,
            ResponseCode::NotImp,
            "{code:?}"
        );
        assert_eq!(answer.metadata.op_code, code);
    }
}

#[tokio::test]
async fn any_gets_one_kind() {
    let world = World::serving(&records()).await;
    let (code, [answers, ..]) = told(&world, "mail.try-northwind.com", Type::ANY).await;
    assert_eq!(code, "NoError with authority");
    assert_eq!(answers, ["mail.try-northwind.com. A 192.0.2.25"]);
}

#[tokio::test]
async fn answers_are_those_of_the_moment() {
    let world = World::serving(&[]).await;
    let name = "fresh.try-northwind.com";
    for last in 1..20 {
        let mut fresh = record(RecordType::Txt, "fresh", &format!("version {last}"));
        fresh.ttl = Ttl::new(60).expect("a time");
        let id = {
            let zone = world.host_zone().await;
            crate::contract::there(&world, &zone)
                .await
                .first()
                .map(|one| one.id.clone())
        };
        match id {
            None => world.memory.write(&domain(), &[fresh]),
            Some(id) => {
                use simpleinboxes_providers::dns::Change;
                let change = Change::Update {
                    id,
                    record: fresh,
                    forwarded: false,
                };
                world.memory.change(&domain(), &[change]);
            }
        }
        let answer = ask(world.address(), name, Type::TXT).await;
        assert_eq!(
            lines(&answer.answers),
            [format!("{name}. TXT version {last}")]
        );
        assert_eq!(answer.answers[0].ttl, 60);
    }
    let loads = world.memory.state().loads;
    for _ in 0..5 {
        ask(world.address(), name, Type::TXT).await;
    }
    assert_eq!(
        world.memory.state().loads,
        loads,
        "nothing changed, nothing was read"
    );
    world.memory.remove_zone(&domain());
    let answer = ask(world.address(), name, Type::TXT).await;
    assert_eq!(answer.metadata.response_code, ResponseCode::Refused);
}

#[tokio::test]
async fn a_set_has_one_time_to_live() {
    let mut slow = record(RecordType::A, "a", "192.0.2.1");
    slow.ttl = Ttl::new(3600).expect("a time");
    let mut fast = record(RecordType::A, "a", "192.0.2.2");
    fast.ttl = Ttl::new(60).expect("a time");
    for records in [[slow.clone(), fast.clone()], [fast, slow]] {
        let world = World::serving(&records).await;
        let answer = ask(world.address(), "a.try-northwind.com", Type::A).await;
        let ttls: Vec<_> = answer.answers.iter().map(|one| one.ttl).collect();
        assert_eq!(ttls, [60, 60]);
    }
}

impl World {
    async fn host_zone(&self) -> simpleinboxes_providers::dns::Zone {
        use simpleinboxes_providers::dns::DnsHost;
        self.host.ensure_zone(&domain()).await.expect("a zone")
    }
}
