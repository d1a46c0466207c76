//! The embedded blocklists.

use std::sync::Arc;

use chrono::Duration;
use simpleinboxes_core::status::{BlocklistVerdict, HealthLight};
use simpleinboxes_providers::blocklist::{
    Blocklist, Blocklists, RemovalRequest, SandboxBlocklists, Unchecked, Verdict, light,
};
use simpleinboxes_providers::state::InMemory;

use crate::world::{clock, name};

#[tokio::test]
async fn words_tell_what_the_sandbox_says() {
    let lists = SandboxBlocklists::new(Arc::new(InMemory::default()), clock());
    for (domain, expected) in [
        ("northwind.com", HealthLight::Green),
        ("blockedname.com", HealthLight::Green),
        ("www.blocked-northwind.com", HealthLight::Red),
        ("burned-northwind.com", HealthLight::Red),
        ("northwind-warned.co.uk", HealthLight::Yellow),
        ("silent-northwind.com", HealthLight::Yellow),
    ] {
        let findings = lists.check(&name(domain)).await;
        assert_eq!(lists.check_now(&name(domain)).await, findings);
        let told: Vec<_> = findings.iter().map(|finding| finding.list).collect();
        assert_eq!(told, Blocklist::ALL);
        assert_eq!(light(&findings), expected, "{domain}");
    }
    let silent = lists.check(&name("silent-northwind.com")).await;
    assert_eq!(silent[0].verdict, Verdict::Clean);
    assert_eq!(silent[2].verdict, Verdict::Unknown(Unchecked::TimedOut));
    for list in Blocklist::ALL {
        assert!(matches!(
            lists.probe(list).await.verdict,
            Verdict::Listed(_)
        ));
    }
}

#[tokio::test]
async fn a_burned_domain_is_taken_off_a_while_after_somebody_asked() {
    let clock = clock();
    let lists = SandboxBlocklists::new(Arc::new(InMemory::default()), clock.clone());
    let burned = name("www.burned-northwind.com");
    let told = async || {
        let findings = lists.check(&burned).await;
        findings.iter().map(|one| one.told()).collect::<Vec<_>>()
    };
    clock.advance(Duration::days(9));
    assert_eq!(told().await, [BlocklistVerdict::Blocked; 3]);
    let asked = lists.request_removal(Blocklist::Uribl, &burned).await;
    assert_eq!(asked, Ok(RemovalRequest::Taken));
    clock.advance(Duration::hours(5));
    // Asked again, it waits no longer.
    let asked = lists.request_removal(Blocklist::Uribl, &burned).await;
    assert_eq!(asked, Ok(RemovalRequest::Taken));
    assert_eq!(told().await, [BlocklistVerdict::Blocked; 3]);
    clock.advance(Duration::hours(1));
    let expected = [
        BlocklistVerdict::Blocked,
        BlocklistVerdict::Clean,
        BlocklistVerdict::Blocked,
    ];
    assert_eq!(told().await, expected);
}
