//! The embedded blocklists.

use simpleinboxes_providers::blocklist::{
    Blocklist, Blocklists, Light, SandboxBlocklists, Unchecked, Verdict,
};

use crate::world::{clock, name};

#[tokio::test]
async fn words_tell_what_the_sandbox_says() {
    let lists = SandboxBlocklists::new(clock());
    for (domain, light) in [
        ("northwind.com", Light::Green),
        ("blockedname.com", Light::Green),
        ("www.blocked-northwind.com", Light::Red),
        ("northwind-warned.co.uk", Light::Yellow),
        ("silent-northwind.com", Light::Yellow),
    ] {
        let findings = lists.check(&name(domain)).await;
        let told: Vec<_> = findings.iter().map(|finding| finding.list).collect();
        assert_eq!(told, Blocklist::ALL);
        assert_eq!(Light::of(&findings), light, "{domain}");
        assert_eq!(light.as_str(), serde_json::to_value(light).expect("a text"));
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
