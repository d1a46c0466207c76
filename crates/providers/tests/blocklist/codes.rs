//! What each documented code, and each failure, is taken for.

use std::net::Ipv4Addr;

use hickory_resolver::proto::op::ResponseCode;
use simpleinboxes_core::status::HealthLight;
use simpleinboxes_providers::blocklist::{Blocklist, Listing, Severity, Unchecked, Verdict, light};

use crate::server::Play;
use crate::world::{World, asked};

fn address(text: &str) -> Ipv4Addr {
    text.parse().expect("an address")
}

fn listed(severity: Severity, reasons: &[&'static str]) -> Verdict {
    Verdict::Listed(Listing {
        severity,
        reasons: reasons.to_vec(),
    })
}

/// Answers `codes` for a list and compares what is made of it.
async fn expect(list: Blocklist, codes: &[&str], verdict: Verdict, code: Option<&str>) {
    let world = World::open().await;
    let addresses = codes.iter().map(|code| address(code)).collect();
    world.server.play(
        &asked(list, "northwind.com"),
        Play::Addresses(addresses, 60),
    );
    let finding = world.ask(list, "northwind.com").await;
    assert_eq!(finding.verdict, verdict, "{list:?} {codes:?}");
    assert_eq!(finding.return_code, code.map(address), "{list:?} {codes:?}");
    assert!(finding.checked_at.is_some());
    let reason = finding.reason().expect("words");
    assert!((1..=200).contains(&reason.chars().count()), "{reason}");
    for other in world.check("northwind.com").await {
        assert_eq!(
            other.list != list,
            other.verdict == Verdict::Clean,
            "{other:?}"
        );
    }
}

#[tokio::test]
async fn spamhaus_tells_why() {
    use Severity::{Blocked, Warned};
    for (code, severity, reason) in [
        ("127.0.1.2", Blocked, "spam: a domain of low reputation"),
        ("127.0.1.4", Blocked, "phishing"),
        ("127.0.1.5", Blocked, "malware"),
        ("127.0.1.6", Blocked, "a botnet's command and control"),
        ("127.0.1.102", Warned, "an honest domain, abused for spam"),
        (
            "127.0.1.103",
            Warned,
            "an honest domain, abused as a redirector",
        ),
        (
            "127.0.1.104",
            Warned,
            "an honest domain, abused for phishing",
        ),
        (
            "127.0.1.105",
            Warned,
            "an honest domain, abused for malware",
        ),
        (
            "127.0.1.106",
            Warned,
            "an honest domain, abused by a botnet",
        ),
    ] {
        expect(
            Blocklist::SpamhausDbl,
            &[code],
            listed(severity, &[reason]),
            Some(code),
        )
        .await;
    }
}

#[tokio::test]
async fn spamhaus_refuses_in_its_own_codes() {
    for (code, why) in [
        ("127.255.255.254", Unchecked::Refused),
        ("127.255.255.255", Unchecked::OverQuota),
        ("127.255.255.252", Unchecked::Failed),
        ("127.0.1.255", Unchecked::Failed),
        ("127.0.1.3", Unchecked::UnknownCode),
        ("127.0.0.2", Unchecked::UnknownCode),
        // A provider's page for names that do not exist.
        ("198.51.100.80", Unchecked::UnknownCode),
    ] {
        expect(
            Blocklist::SpamhausDbl,
            &[code],
            Verdict::Unknown(why),
            Some(code),
        )
        .await;
    }
}

#[tokio::test]
async fn the_others_answer_in_bits() {
    use Severity::{Blocked, Warned};
    let grey = "on the grey list: bulk mail that some want";
    let red = "on the red list: new, or being watched";
    for (code, verdict) in [
        ("127.0.0.2", listed(Blocked, &["on the black list"])),
        ("127.0.0.4", listed(Warned, &[grey])),
        ("127.0.0.8", listed(Warned, &[red])),
        (
            "127.0.0.14",
            listed(Blocked, &["on the black list", grey, red]),
        ),
        ("127.0.0.1", Verdict::Unknown(Unchecked::Refused)),
        ("127.0.0.0", Verdict::Unknown(Unchecked::UnknownCode)),
        ("127.0.0.16", Verdict::Unknown(Unchecked::UnknownCode)),
        ("127.0.1.2", Verdict::Unknown(Unchecked::UnknownCode)),
        ("10.0.0.2", Verdict::Unknown(Unchecked::UnknownCode)),
    ] {
        expect(Blocklist::Uribl, &[code], verdict, Some(code)).await;
    }
    for (code, verdict) in [
        ("127.0.0.8", listed(Blocked, &["phishing"])),
        ("127.0.0.16", listed(Blocked, &["malware"])),
        ("127.0.0.64", listed(Blocked, &["spam or abuse"])),
        ("127.0.0.128", listed(Warned, &["a cracked site"])),
        ("127.0.0.80", listed(Blocked, &["malware", "spam or abuse"])),
        ("127.0.0.1", Verdict::Unknown(Unchecked::Refused)),
        ("127.0.0.4", Verdict::Unknown(Unchecked::UnknownCode)),
        // The octets between are to be ignored.
        ("127.0.1.8", listed(Blocked, &["phishing"])),
        ("127.3.2.80", listed(Blocked, &["malware", "spam or abuse"])),
        ("127.0.1.1", Verdict::Unknown(Unchecked::Refused)),
        ("126.0.0.8", Verdict::Unknown(Unchecked::UnknownCode)),
    ] {
        expect(Blocklist::Surbl, &[code], verdict, Some(code)).await;
    }
}

#[tokio::test]
async fn of_several_codes_those_that_list_count() {
    let verdict = listed(
        Severity::Blocked,
        &["an honest domain, abused for spam", "phishing"],
    );
    expect(
        Blocklist::SpamhausDbl,
        &["127.0.1.99", "127.0.1.102", "127.0.1.4", "127.0.1.4"],
        verdict,
        Some("127.0.1.102"),
    )
    .await;
}

/// Whatever is not an answer of the list says nothing about the domain.
#[tokio::test]
async fn failures_are_neither_clean_nor_listed() {
    for (play, why) in [
        (Play::Code(ResponseCode::ServFail), Unchecked::Failed),
        (Play::Code(ResponseCode::Refused), Unchecked::Refused),
        (Play::Code(ResponseCode::FormErr), Unchecked::Failed),
        (Play::Empty, Unchecked::Failed),
    ] {
        let world = World::open().await;
        for list in Blocklist::ALL {
            world
                .server
                .play(&asked(list, "northwind.com"), play.clone());
        }
        let findings = world.check("northwind.com").await;
        assert_eq!(findings.len(), 3);
        for finding in &findings {
            assert_eq!(finding.verdict, Verdict::Unknown(why), "{finding:?}");
            assert_eq!(finding.return_code, None);
            assert!(finding.checked_at.is_some() && finding.reason().is_some());
        }
        assert_eq!(light(&findings), HealthLight::Yellow);
    }
}

/// An answer that UDP has no room for is asked for by TCP, and counts when it is whole.
#[tokio::test]
async fn long_answers_are_asked_for_by_tcp() {
    let world = World::open().await;
    let name = asked(Blocklist::SpamhausDbl, "northwind.com");
    let codes = ["127.0.1.102", "127.0.1.4"].map(address);
    world.server.play(&name, Play::TooLong(codes.into(), 60));
    let finding = world.ask(Blocklist::SpamhausDbl, "northwind.com").await;
    let both = ["an honest domain, abused for spam", "phishing"];
    assert_eq!(finding.verdict, listed(Severity::Blocked, &both));
    assert_eq!(world.server.by_tcp(), [name]);

    let name = asked(Blocklist::Uribl, "other-northwind.com");
    world.server.play(&name, Play::CutOff);
    let finding = world.ask(Blocklist::Uribl, "other-northwind.com").await;
    assert_eq!(finding.verdict, Verdict::Unknown(Unchecked::Failed));
    assert!(world.server.by_tcp().contains(&name));
}

#[tokio::test]
async fn silence_is_a_timeout() {
    for play in [Play::Silence, Play::Garbage] {
        let world = World::with(|settings| settings.timeout_ms = 300).await;
        world
            .server
            .play(&asked(Blocklist::Surbl, "northwind.com"), play);
        let finding = world.ask(Blocklist::Surbl, "northwind.com").await;
        assert_eq!(finding.verdict, Verdict::Unknown(Unchecked::TimedOut));
    }
}
