//! What is asked for, at whom, and what is kept.

use std::net::Ipv4Addr;

use chrono::Duration;
use simpleinboxes_core::clock::Clock;
use simpleinboxes_core::status::HealthLight;
use simpleinboxes_providers::blocklist::{
    Blocklist, BlocklistSettings, Blocklists, DnsBlocklists, ListSettings, RemovalRequest,
    Unchecked, Verdict, light,
};

use crate::server::Play;
use crate::world::{World, asked, clock, name};

fn listed(seconds: u32) -> Play {
    Play::Addresses(vec![Ipv4Addr::new(127, 0, 0, 2)], seconds)
}

#[tokio::test]
async fn all_lists_are_asked_for_the_registrable_domain() {
    for domain in [
        "northwind.co.uk",
        "www.mail.northwind.co.uk",
        "NORTHWIND.co.uk.",
    ] {
        let world = World::open().await;
        let findings = world.check(domain).await;
        let lists: Vec<_> = findings.iter().map(|finding| finding.list).collect();
        assert_eq!(lists, Blocklist::ALL);
        for finding in &findings {
            assert_eq!(finding.verdict, Verdict::Clean);
            assert_eq!(finding.checked_at, Some(world.clock.now()));
            assert_eq!((finding.return_code, finding.reason()), (None, None));
        }
        assert_eq!(light(&findings), HealthLight::Green);
        let seen = world.server.seen();
        let mut expected = Blocklist::ALL.map(|list| asked(list, "northwind.co.uk"));
        expected.sort();
        assert_eq!(seen, expected);
    }
}

/// None of the lists has a way for programs to ask.
#[tokio::test]
async fn people_ask_for_domains_to_be_taken_off() {
    let world = World::open().await;
    let domain = name("northwind.com");
    for list in Blocklist::ALL {
        let came = world.lists.request_removal(list, &domain).await;
        assert_eq!(came, Ok(RemovalRequest::ByHand));
    }
    assert!(world.server.seen().is_empty(), "nobody was asked");
}

#[tokio::test]
async fn the_names_for_tests_tell_whether_a_list_answers() {
    let world = World::open().await;
    let name = asked(Blocklist::Uribl, "test.uribl.com");
    world.server.play(&name, listed(60));
    for _ in 0..2 {
        let finding = world.lists.probe(Blocklist::Uribl).await;
        assert!(matches!(finding.verdict, Verdict::Listed(_)), "{finding:?}");
        assert_eq!(
            world.server.seen(),
            std::slice::from_ref(&name),
            "never kept"
        );
    }
    // A resolver that lies says that it is clean.
    let finding = world.lists.probe(Blocklist::SpamhausDbl).await;
    assert_eq!(finding.verdict, Verdict::Clean);
}

#[tokio::test]
async fn answers_are_kept_as_long_as_they_say_within_bounds() {
    for (seconds, kept) in [(10, 300), (1_000, 1_000), (86_400, 3_600)] {
        for play in [listed(seconds), Play::NoSuchName(seconds)] {
            let world = World::open().await;
            for list in Blocklist::ALL {
                world
                    .server
                    .play(&asked(list, "northwind.com"), play.clone());
            }
            let first = world.ask(Blocklist::Uribl, "northwind.com").await;
            world.server.seen();
            world.clock.advance(Duration::seconds(kept - 1));
            let again = world.ask(Blocklist::Uribl, "www.northwind.com").await;
            assert_eq!(again, first, "with the time at which it was asked");
            let uribl = asked(Blocklist::Uribl, "northwind.com");
            assert!(!world.server.seen().contains(&uribl));
            world.clock.advance(Duration::seconds(1));
            let later = world.ask(Blocklist::Uribl, "northwind.com").await;
            assert_eq!(later.checked_at, Some(world.clock.now()));
            assert!(world.server.seen().contains(&uribl));
        }
    }
}

#[tokio::test]
async fn what_was_not_answered_is_not_kept() {
    let world = World::open().await;
    let name = asked(Blocklist::Surbl, "northwind.com");
    world.server.play(&name, Play::Empty);
    for _ in 0..2 {
        world.ask(Blocklist::Surbl, "northwind.com").await;
        assert!(world.server.seen().contains(&name), "asked again");
    }
}

#[tokio::test]
async fn only_so_many_answers_are_kept() {
    let world = World::with(|settings| settings.keep_answers = 6).await;
    for domain in ["a-northwind.com", "b-northwind.com", "c-northwind.com"] {
        world.check(domain).await;
    }
    world.server.seen();
    world.check("c-northwind.com").await;
    assert!(world.server.seen().is_empty(), "the newest are there");
    world.check("a-northwind.com").await;
    assert_eq!(world.server.seen().len(), 3, "the oldest are not");
}

#[tokio::test]
async fn zones_are_settings_and_are_not_printed() {
    let list = ListSettings {
        zone: Some("s3cretkey.dbl.dq.spamhaus.example".into()),
        ..ListSettings::default()
    };
    let world = World::with(|settings| {
        assert!(!format!("{list:?}").contains("s3cretkey"));
        settings.lists.insert(Blocklist::SpamhausDbl, list);
        assert!(!format!("{settings:?}").contains("s3cretkey"));
    })
    .await;
    world.check("northwind.com").await;
    let expected = "northwind.com.s3cretkey.dbl.dq.spamhaus.example.".to_owned();
    assert!(world.server.seen().contains(&expected));
    assert!(!format!("{:?}", world.lists).contains("s3cretkey"));
}

#[tokio::test]
async fn names_that_do_not_fit_below_a_zone_are_not_clean() {
    let world = World::open().await;
    let long = format!("{}.nosuchtld", "a".repeat(63));
    let mut zone = "b.".repeat(100);
    zone.push_str("example");
    let world2 = World::with(|settings| {
        let list = ListSettings {
            zone: Some(zone),
            ..ListSettings::default()
        };
        settings.lists.insert(Blocklist::Surbl, list);
    })
    .await;
    assert_eq!(
        world.ask(Blocklist::Surbl, &long).await.verdict,
        Verdict::Clean
    );
    let finding = world2.ask(Blocklist::Surbl, &long).await;
    assert_eq!(finding.verdict, Verdict::Unknown(Unchecked::Failed));
}

#[tokio::test]
async fn settings_that_mean_nothing_are_errors() {
    let refused = |change: &dyn Fn(&mut BlocklistSettings)| {
        let mut settings = BlocklistSettings {
            resolvers: vec!["127.0.0.1:53".parse().expect("an address")],
            ..BlocklistSettings::default()
        };
        change(&mut settings);
        let error = DnsBlocklists::new(&settings, clock()).expect_err("refused");
        error.to_string()
    };
    let zone = |settings: &mut BlocklistSettings| {
        let list = ListSettings {
            zone: Some("no zone".into()),
            ..ListSettings::default()
        };
        settings.lists.insert(Blocklist::Uribl, list);
    };
    assert!(refused(&zone).contains("lists.uribl.zone"));
    assert!(refused(&|settings| settings.timeout_ms = 0).contains("timeout_ms"));
    assert!(refused(&|settings| settings.attempts = 0).contains("attempts"));
    assert!(refused(&|settings| settings.keep_answers = 0).contains("keep_answers"));
    assert!(
        refused(&|settings| settings.keep_least_seconds = 9_999).contains("keep_least_seconds")
    );
    let read: BlocklistSettings =
        serde_json::from_str(r#"{"lists":{"spamhaus_dbl":{"per_day":10}}}"#).expect("settings");
    assert_eq!(read.lists[&Blocklist::SpamhausDbl].per_day, 10);
    assert!(serde_json::from_str::<BlocklistSettings>(r#"{"lists":{"other":{}}}"#).is_err());
}

#[test]
fn lists_have_what_people_need() {
    for list in Blocklist::ALL {
        assert!(!list.name().is_empty());
        assert!(list.removal_url().starts_with("https://"));
        let named = serde_json::to_string(&list).expect("a text");
        assert_eq!(named, format!("\"{}\"", list.as_str()));
    }
}
