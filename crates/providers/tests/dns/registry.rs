//! The sandbox's registry, asked over real DNS, and looks that begin at it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use hickory_proto::op::ResponseCode;
use hickory_proto::rr::RecordType;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::dns::verdict::{MailCheckStatus, NameserverStatus};
use simpleinboxes_providers::dns::embedded::{ServingLimits, SourceError};
use simpleinboxes_providers::dns::propagation::{
    Expected, MailRecords, Outcome, Propagation, PropagationSettings, Role,
};
use simpleinboxes_providers::dns::registry::{
    Registered, Registrations, RegistryServer, RegistrySettings,
};

use crate::contract::{domain, record};
use crate::embedded::ask::{ask, lines};
use crate::embedded::world::World;

const OURS: [&str; 2] = ["ns1.simpleinboxes.test", "ns2.simpleinboxes.test"];

/// What is registered: domains and their name servers; nothing when it can't be told.
#[derive(Debug, Default)]
struct Known(Mutex<Option<BTreeMap<String, Vec<String>>>>);

#[async_trait]
impl Registrations for Known {
    async fn find(&self, names: &[&str]) -> Result<Option<Registered>, SourceError> {
        let known = self.0.lock().expect("no panic");
        let known = known.as_ref().ok_or(SourceError)?;
        assert!(names.iter().all(|name| name.contains('.')), "{names:?}");
        Ok(names.iter().find_map(|name| {
            let name_servers = known.get(*name)?.clone();
            Some(Registered {
                domain: name.parse().expect("a domain"),
                name_servers,
            })
        }))
    }
}

struct Play {
    world: World,
    known: Arc<Known>,
    registry: RegistryServer,
}

impl Play {
    async fn open() -> Self {
        let wanted = [
            record(
                simpleinboxes_core::dns::RecordType::Mx,
                "@",
                "mx.northwind.com",
            ),
            record(
                simpleinboxes_core::dns::RecordType::Txt,
                "@",
                "v=spf1 include:northwind.com ~all",
            ),
        ];
        let world = World::serving(&wanted).await;
        let known = Arc::new(Known::default());
        let here = vec![world.address().ip()];
        let settings = RegistrySettings {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            limits: ServingLimits::default(),
            hosts: OURS.map(|host| (host.to_owned(), here.clone())).into(),
        };
        let registry = RegistryServer::start(settings, known.clone()).await;
        let play = Self {
            world,
            known,
            registry: registry.expect("listening"),
        };
        play.delegate(&OURS);
        play
    }

    fn delegate(&self, to: &[&str]) {
        let to = to.iter().map(ToString::to_string).collect();
        let known = BTreeMap::from([(domain().to_string(), to)]);
        *self.known.0.lock().expect("no panic") = Some(known);
    }

    fn looks(&self) -> Propagation {
        let settings = PropagationSettings {
            roots: vec![self.registry.root()],
            port: self.world.address().port(),
            private_servers: true,
            ..PropagationSettings::default()
        };
        Propagation::new(&settings).expect("usable settings")
    }
}

#[tokio::test]
async fn it_refers_what_is_registered_and_denies_the_rest() {
    let play = Play::open().await;
    let at = play.registry.address();
    let name = domain();
    for asked in [
        name.to_string(),
        format!("a.b._c.{name}"),
        name.to_string().to_uppercase(),
    ] {
        let answer = ask(at, &format!("{asked}."), RecordType::MX).await;
        assert_eq!(answer.metadata.response_code, ResponseCode::NoError);
        assert!(!answer.metadata.authoritative && answer.answers.is_empty());
        let referred = OURS.map(|server| format!("{name}. NS {server}."));
        assert_eq!(lines(&answer.authorities), referred);
        let glue = OURS.map(|server| format!("{server}. A 127.0.0.1"));
        assert_eq!(lines(&answer.additionals), glue);
    }
    // A parent answers for the keys of a child.
    let answer = ask(at, &format!("{name}."), RecordType::DS).await;
    assert!(answer.metadata.authoritative && answer.answers.is_empty());
    for (asked, kind, code) in [
        ("nobody.com.", RecordType::NS, ResponseCode::NXDomain),
        ("x.nobody.com.", RecordType::A, ResponseCode::NXDomain),
        ("com.", RecordType::NS, ResponseCode::NoError),
        (".", RecordType::MX, ResponseCode::NoError),
        (
            "ns1.simpleinboxes.test.",
            RecordType::AAAA,
            ResponseCode::NoError,
        ),
    ] {
        let answer = ask(at, asked, kind).await;
        assert_eq!(answer.metadata.response_code, code, "{asked}");
        assert!(answer.metadata.authoritative && answer.answers.is_empty());
        assert!(
            lines(&answer.authorities)[0].starts_with(". SOA "),
            "{asked}"
        );
    }
    let answer = ask(at, "NS2.simpleinboxes.test.", RecordType::A).await;
    assert_eq!(answer.answers.len(), 1);
    let answer = ask(at, ".", RecordType::NS).await;
    assert_eq!(answer.answers.len(), 1);
    play.delegate(&[]);
    let answer = ask(at, &format!("{name}."), RecordType::NS).await;
    assert_eq!(answer.metadata.response_code, ResponseCode::NXDomain);
    *play.known.0.lock().expect("no panic") = None;
    let answer = ask(at, &format!("{name}."), RecordType::NS).await;
    assert_eq!(answer.metadata.response_code, ResponseCode::ServFail);
}

#[tokio::test]
async fn looks_begin_at_it_and_end_at_our_server() {
    let play = Play::open().await;
    let looks = play.looks();
    let assigned = OURS.map(str::to_owned).into();
    let now = Timestamp::UNIX_EPOCH;
    for (set, status) in [
        (&OURS[..], NameserverStatus::Propagated),
        (&["ns1.elsewhere.test"], NameserverStatus::Pending),
        (&[OURS[0], "ns1.elsewhere.test"], NameserverStatus::Mismatch),
        (&[], NameserverStatus::Pending),
    ] {
        play.delegate(set);
        let look = looks.delegation(&domain(), &assigned, None, now).await;
        assert_eq!(look.status, status, "{look:?}");
        let parents: Vec<_> = look
            .answers
            .iter()
            .filter(|one| one.role == Role::Parent)
            .collect();
        assert_eq!(parents.len(), 1);
        assert_eq!(parents[0].server, "registry.sandbox.example");
        // The assigned ones answer whatever is set above.
        let ours = look.answers.iter().filter(|one| one.role == Role::Assigned);
        assert!(
            ours.clone().all(|one| one.outcome == Outcome::Answered),
            "{look:?}"
        );
        assert_eq!(ours.count(), 2);
    }
    let expected = |kind, content: &str| Expected {
        name: record(kind, "@", content).name,
        kind,
        contents: vec![content.to_owned()],
    };
    let wanted = MailRecords {
        mx: vec![Expected {
            contents: vec!["10 mx.northwind.com".to_owned()],
            ..expect_mx()
        }],
        spf: vec![expected(
            simpleinboxes_core::dns::RecordType::Txt,
            "v=spf1 include:northwind.com ~all",
        )],
        ..MailRecords::default()
    };
    play.delegate(&OURS);
    let [mx, spf, _, dmarc] = looks.mail(&wanted, now).await;
    assert_eq!(mx.found.len(), 1, "{mx:?}");
    assert_eq!(spf.status, MailCheckStatus::Ok);
    assert_eq!(dmarc.status, MailCheckStatus::Unknown);
    // Without a delegation nobody in the world sees them.
    play.delegate(&[]);
    let [mx, spf, ..] = looks.mail(&wanted, now).await;
    assert_eq!(
        (mx.status, spf.status),
        (MailCheckStatus::Missing, MailCheckStatus::Missing)
    );
}

fn expect_mx() -> Expected {
    let mx = record(
        simpleinboxes_core::dns::RecordType::Mx,
        "@",
        "mx.northwind.com",
    );
    Expected {
        name: mx.name.clone(),
        kind: mx.kind(),
        contents: Vec::new(),
    }
}

#[tokio::test]
async fn answers_are_counted_by_their_code() {
    let play = Play::open().await;
    let at = play.world.address();
    ask(at, &format!("{}.", domain()), RecordType::MX).await;
    ask(at, &format!("{}.", domain()), RecordType::MX).await;
    ask(at, &format!("nothing.{}.", domain()), RecordType::MX).await;
    ask(at, "nobody.test.", RecordType::MX).await;
    let counted: BTreeMap<_, _> = play.world.server.counted().all().collect();
    let of = |code: &str| counted[code];
    assert_eq!(of("NOERROR"), 2, "{counted:?}");
    assert_eq!((of("NXDOMAIN"), of("REFUSED"), of("SERVFAIL")), (1, 1, 0));
}
