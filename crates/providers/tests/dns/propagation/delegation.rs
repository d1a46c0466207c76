//! Delegations, seen from the root down.

use std::net::{SocketAddr, UdpSocket};

use hickory_proto::op::ResponseCode;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::dns::verdict::{HostNames, NameserverStatus};
use simpleinboxes_core::dns::{DomainName, RecordInput, RecordType};
use simpleinboxes_providers::dns::propagation::{
    Delegation, Outcome, Propagation, PropagationSettings, PropagationSettingsError, Role,
    RootServer,
};

use super::tree::{Does, NOBODY, OLD, OURS, Tree, domains};
use crate::contract::domain;

const ASSIGNED: &str = "ns1.simpleinboxes.test ns2.simpleinboxes.test";
const BEFORE: &str = "ns1.old.test ns2.old.test";

fn names(text: &str) -> HostNames {
    text.split_whitespace().map(str::to_owned).collect()
}

async fn look(propagation: &Propagation) -> Delegation {
    let now = Timestamp::UNIX_EPOCH;
    let before = names(BEFORE);
    let look = propagation
        .delegation(&domain(), &names(ASSIGNED), Some(&before), now)
        .await;
    assert_eq!(look.checked_at, now);
    assert_eq!(look.assigned, names(ASSIGNED));
    assert!(look.answers.len() <= 32);
    look
}

/// Our own names lead to our own servers, and our server has the domain.
fn set_up(tree: &Tree) {
    for (zone, hosts) in [
        ("simpleinboxes.test", [("ns1", OURS), ("ns2", OURS)]),
        ("old.test", [("ns1", OLD), ("ns2", NOBODY)]),
    ] {
        let zone: DomainName = zone.parse().expect("a domain");
        tree.memory.add_zone(&zone);
        for (host, address) in hosts {
            let address = std::net::Ipv4Addr::from(address).to_string();
            let input = RecordInput {
                kind: RecordType::A,
                name: host,
                content: &address,
                ttl: 60,
                priority: None,
                weight: None,
                port: None,
                flags: None,
                tag: None,
            };
            tree.memory
                .write(&zone, &[input.check(&zone).expect("a record")]);
        }
    }
    tree.memory.add_zone(&domain());
}

fn said(look: &Delegation, role: Role) -> Vec<(String, Outcome, usize)> {
    let answers = look.answers.iter().filter(|one| one.role == role);
    answers
        .map(|one| (one.server.clone(), one.outcome, one.nameservers.len()))
        .collect()
}

#[tokio::test]
async fn delegations_are_told_as_the_zone_above_has_them() {
    use NameserverStatus::{Mismatch, Pending, Propagated};
    let tree = Tree::open().await;
    set_up(&tree);
    let propagation = tree.propagation(|_| {});
    for (first, second, status, found) in [
        (ASSIGNED, ASSIGNED, Propagated, ASSIGNED),
        (BEFORE, BEFORE, Pending, BEFORE),
        (
            ASSIGNED,
            BEFORE,
            Pending,
            "ns1.old.test ns1.simpleinboxes.test ns2.old.test ns2.simpleinboxes.test",
        ),
        ("", "", Pending, ""),
        (
            "ns1.simpleinboxes.test",
            "ns1.simpleinboxes.test",
            Mismatch,
            "ns1.simpleinboxes.test",
        ),
        (
            "ns1.other.test",
            "ns1.other.test",
            Mismatch,
            "ns1.other.test",
        ),
    ] {
        tree.above(domains(first), domains(second));
        let look = look(&propagation).await;
        assert_eq!(look.status, status, "{first} / {second}: {look:?}");
        assert_eq!(look.found, names(found), "{first} / {second}");
        let count = |text: &str| names(text).len();
        let outcome = |text: &str| match count(text) {
            0 => Outcome::NoDelegation,
            _ => Outcome::Answered,
        };
        assert_eq!(
            said(&look, Role::Parent),
            [
                ("a.gtld.test".into(), outcome(first), count(first)),
                ("b.gtld.test".into(), outcome(second), count(second)),
            ]
        );
        // Whoever it is delegated to, ours answer for it.
        assert_eq!(
            said(&look, Role::Assigned),
            [
                ("ns1.simpleinboxes.test".into(), Outcome::Answered, 2),
                ("ns2.simpleinboxes.test".into(), Outcome::Answered, 2),
            ]
        );
    }
}

#[tokio::test]
async fn servers_that_do_not_answer_are_told_apart() {
    let tree = Tree::open().await;
    set_up(&tree);
    let propagation = tree.propagation(|settings| settings.timeout_ms = 700);
    for (does, outcome) in [
        (Does::Says(ResponseCode::Refused), Outcome::Refused),
        (Does::Says(ResponseCode::ServFail), Outcome::Error),
        (Does::Hangs, Outcome::Timeout),
    ] {
        tree.above(domains(ASSIGNED), does);
        let look = look(&propagation).await;
        assert_eq!(
            look.status,
            NameserverStatus::Propagated,
            "the other knows: {look:?}"
        );
        assert_eq!(
            said(&look, Role::Parent)[1],
            ("b.gtld.test".into(), outcome, 0)
        );
    }
    // Nobody knows.
    tree.above(Does::Hangs, Does::Hangs);
    let look = look(&propagation).await;
    assert_eq!(look.status, NameserverStatus::Unknown);
    assert_eq!(look.found, HostNames::new());
}

#[tokio::test]
async fn silent_roots_are_left_alone_for_a_while() {
    let root = UdpSocket::bind("127.0.0.1:0").expect("a socket");
    root.set_nonblocking(true).expect("a setting");
    let asked = || {
        let mut buffer = [0; 512];
        std::iter::from_fn(|| root.recv(&mut buffer).ok()).count()
    };
    let port = root.local_addr().expect("an address").port();
    for rests in [false, true] {
        let settings = PropagationSettings {
            roots: vec![RootServer {
                name: "a.root.test".into(),
                address: [127, 0, 0, 1].into(),
                port: Some(port),
            }],
            timeout_ms: 100,
            private_servers: true,
            roots_rest_ms: if rests { 600_000 } else { 0 },
            ..PropagationSettings::default()
        };
        let propagation = Propagation::new(&settings).expect("usable settings");
        for second in [false, true] {
            let look = look(&propagation).await;
            assert_eq!(look.status, NameserverStatus::Unknown);
            assert_eq!(asked() == 0, rests && second);
        }
    }
}

#[tokio::test]
async fn assigned_servers_without_the_domain_refuse() {
    let tree = Tree::open().await;
    set_up(&tree);
    tree.memory.remove_zone(&domain());
    tree.above(domains(ASSIGNED), domains(ASSIGNED));
    let look = look(&tree.propagation(|_| {})).await;
    let outcomes: Vec<_> = said(&look, Role::Assigned)
        .into_iter()
        .map(|one| one.1)
        .collect();
    assert_eq!(outcomes, [Outcome::Refused; 2]);
    assert_eq!(
        look.status,
        NameserverStatus::Propagated,
        "that is another matter"
    );
}

#[tokio::test]
async fn resolvers_are_asked_besides() {
    let tree = Tree::open().await;
    set_up(&tree);
    tree.above(domains(ASSIGNED), domains(ASSIGNED));
    // Ours answers as a resolver would.
    let resolver = SocketAddr::from((OURS, tree.port));
    let propagation = tree.propagation(|settings| settings.resolvers = vec![resolver]);
    let look = look(&propagation).await;
    assert_eq!(
        said(&look, Role::Resolver),
        [("127.0.1.4".into(), Outcome::Answered, 2)]
    );
}

#[tokio::test]
async fn servers_inside_our_network_are_not_asked() {
    let tree = Tree::open().await;
    set_up(&tree);
    tree.above(domains(ASSIGNED), domains(ASSIGNED));
    let propagation = tree.propagation(|settings| settings.private_servers = false);
    let look = look(&propagation).await;
    assert_eq!(look.status, NameserverStatus::Unknown);
    let outcomes: Vec<_> = look.answers.iter().map(|one| one.outcome).collect();
    assert_eq!(
        outcomes,
        [Outcome::Error; 2],
        "the assigned ones have no address"
    );
}

#[tokio::test]
async fn a_look_has_an_end() {
    let tree = Tree::open().await;
    set_up(&tree);
    tree.above(domains(ASSIGNED), domains(ASSIGNED));
    let propagation = tree.propagation(|settings| settings.questions = 3);
    let look = look(&propagation).await;
    let answered = look
        .answers
        .iter()
        .filter(|one| one.outcome == Outcome::Answered);
    assert!(answered.count() <= 1, "{look:?}");
}

#[test]
fn settings_are_checked() {
    use PropagationSettingsError::{Limits, Resolvers, Roots};
    let made = |change: &dyn Fn(&mut PropagationSettings)| {
        let mut settings = PropagationSettings::default();
        change(&mut settings);
        Propagation::new(&settings).err()
    };
    assert_eq!(made(&|_| {}), None);
    assert_eq!(made(&|set| set.roots.clear()), Some(Roots));
    let resolver = SocketAddr::from(([192, 0, 2, 1], 53));
    assert_eq!(
        made(&|set| set.resolvers = vec![resolver; 5]),
        Some(Resolvers)
    );
    assert_eq!(made(&|set| set.timeout_ms = 0), Some(Limits));
    assert_eq!(PropagationSettings::default().roots.len(), 13);
}
