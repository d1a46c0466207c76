//! The rules that all blocklists keep, those asked by DNS as well as the sandbox's. Each takes a
//! world whose lists answer by the words in a domain's first label, as the sandbox does.

use std::sync::Arc;

use chrono::Duration;
use simpleinboxes_core::clock::{Clock as _, MovableClock};
use simpleinboxes_core::status::{BlocklistVerdict, HealthLight};
use simpleinboxes_providers::blocklist::{
    Blocklist, Blocklists, Finding, RemovalRequest, Severity, Verdict, light,
};

use crate::world::name;

/// Lists, and their clock.
pub trait World: Send + Sync {
    fn lists(&self) -> &dyn Blocklists;

    fn clock(&self) -> &Arc<MovableClock>;
}

/// What each list says of a domain, in short.
fn told(findings: &[Finding]) -> Vec<BlocklistVerdict> {
    findings.iter().map(Finding::told).collect()
}

pub async fn every_list_says_something(world: &dyn World) {
    use BlocklistVerdict::{Blocked, Clean, Unknown, Warned};
    for (domain, verdicts, expected) in [
        ("northwind.com", [Clean; 3], HealthLight::Green),
        ("blocked-northwind.com", [Blocked; 3], HealthLight::Red),
        ("burned-northwind.com", [Blocked; 3], HealthLight::Red),
        ("northwind-warned.co.uk", [Warned; 3], HealthLight::Yellow),
        (
            "silent-northwind.com",
            [Clean, Clean, Unknown],
            HealthLight::Yellow,
        ),
    ] {
        let findings = world.lists().check(&name(domain)).await;
        let lists: Vec<_> = findings.iter().map(|finding| finding.list).collect();
        assert_eq!(lists, Blocklist::ALL);
        assert_eq!(told(&findings), verdicts, "{domain}");
        assert_eq!(light(&findings), expected, "{domain}");
        for finding in &findings {
            assert_eq!(finding.checked_at, Some(world.clock().now()));
            let reason = finding.reason();
            assert_eq!(reason.is_none(), finding.verdict == Verdict::Clean);
            let length = reason.map_or(1, |reason| reason.chars().count());
            assert!((1..=200).contains(&length), "{finding:?}");
            if let Verdict::Listed(listing) = &finding.verdict {
                let is_bad = finding.told() == Blocked;
                assert_eq!(listing.severity == Severity::Blocked, is_bad);
                assert!(!listing.reasons.is_empty());
            }
        }
        assert_eq!(world.lists().check_now(&name(domain)).await, findings);
    }
}

/// What is below a registrable domain is that one's, and words count there alone.
pub async fn the_registrable_domain_counts(world: &dyn World) {
    for (domain, expected) in [
        ("www.mail.blocked-northwind.co.uk", HealthLight::Red),
        ("BLOCKED-northwind.co.uk.", HealthLight::Red),
        ("blocked.northwind.com", HealthLight::Green),
        ("blockedname.com", HealthLight::Green),
    ] {
        let findings = world.lists().check(&name(domain)).await;
        assert_eq!(light(&findings), expected, "{domain}");
    }
}

pub async fn asking_now_asks_anew(world: &dyn World) {
    let domain = name("warned-northwind.com");
    let before = world.lists().check(&domain).await;
    world.clock().advance(Duration::seconds(1));
    let after = world.lists().check_now(&domain).await;
    assert_eq!(told(&after), told(&before));
    for finding in after {
        assert_eq!(finding.checked_at, Some(world.clock().now()));
    }
}

pub async fn names_for_tests_are_listed(world: &dyn World) {
    for list in Blocklist::ALL {
        let finding = world.lists().probe(list).await;
        assert_eq!(finding.list, list);
        assert!(matches!(finding.verdict, Verdict::Listed(_)), "{finding:?}");
    }
}

/// Where people have to ask, the request says so, and the lists keep what they have.
pub async fn requests_may_be_for_people(world: &dyn World) {
    let domain = name("www.manual-northwind.com");
    for list in Blocklist::ALL {
        for _ in 0..2 {
            let came = world.lists().request_removal(list, &domain).await;
            assert_eq!(came, Ok(RemovalRequest::ByHand));
        }
    }
    world.clock().advance(Duration::days(2));
    let findings = world.lists().check(&domain).await;
    assert_eq!(told(&findings), [BlocklistVerdict::Blocked; 3]);
}

/// What is told of the lists, where they are asked at all.
pub async fn traffic_is_told_list_by_list(world: &dyn World) {
    world.lists().check(&name("northwind.com")).await;
    let told = world.lists().traffic();
    let lists: Vec<_> = told.iter().map(|one| one.list).collect();
    assert!(lists.is_empty() || lists == Blocklist::ALL, "{lists:?}");
    for one in told {
        let questions: u64 = one.questions.iter().map(|(_, count)| count).sum();
        assert_eq!(questions, 1, "{one:?}");
    }
}
