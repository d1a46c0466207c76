//! Keeping to the limits of the lists.

use std::net::Ipv4Addr;

use chrono::Duration;
use simpleinboxes_providers::blocklist::{Blocklist, Blocklists, ListSettings, Unchecked, Verdict};

use crate::server::Play;
use crate::world::{World, asked};

const NOT_ASKED: Verdict = Verdict::Unknown(Unchecked::NotAsked);

#[tokio::test]
async fn each_list_has_a_limit_of_its_own() {
    let world = World::with(|settings| {
        let list = ListSettings {
            per_minute: 2,
            ..ListSettings::default()
        };
        settings.lists.insert(Blocklist::Uribl, list);
    })
    .await;
    for (domain, verdict) in [
        ("a-northwind.com", Verdict::Clean),
        ("b-northwind.com", Verdict::Clean),
        ("c-northwind.com", NOT_ASKED),
        // What is kept costs nothing.
        ("a-northwind.com", Verdict::Clean),
    ] {
        assert_eq!(world.ask(Blocklist::Uribl, domain).await.verdict, verdict);
        assert_eq!(
            world.ask(Blocklist::Surbl, domain).await.verdict,
            Verdict::Clean
        );
    }
    let finding = world.ask(Blocklist::Uribl, "c-northwind.com").await;
    assert_eq!((finding.checked_at, finding.return_code), (None, None));
    assert!(
        !world
            .server
            .seen()
            .contains(&asked(Blocklist::Uribl, "c-northwind.com"))
    );
    world.clock.advance(Duration::minutes(1));
    let finding = world.ask(Blocklist::Uribl, "c-northwind.com").await;
    assert_eq!(finding.verdict, Verdict::Clean);
}

#[tokio::test]
async fn a_list_that_refuses_is_left_alone_for_a_while() {
    for (code, why) in [
        (Ipv4Addr::new(127, 255, 255, 254), Unchecked::Refused),
        (Ipv4Addr::new(127, 255, 255, 255), Unchecked::OverQuota),
    ] {
        let world = World::open().await;
        let name = asked(Blocklist::SpamhausDbl, "a-northwind.com");
        world.server.play(&name, Play::Addresses(vec![code], 60));
        let finding = world.ask(Blocklist::SpamhausDbl, "a-northwind.com").await;
        assert_eq!(finding.verdict, Verdict::Unknown(why));
        assert_eq!(finding.return_code, Some(code));
        world.server.seen();
        let finding = world.ask(Blocklist::SpamhausDbl, "b-northwind.com").await;
        assert_eq!(finding.verdict, NOT_ASKED);
        let finding = world.lists.probe(Blocklist::SpamhausDbl).await;
        assert_eq!(finding.verdict, NOT_ASKED);
        let other = world.ask(Blocklist::Uribl, "b-northwind.com").await;
        assert_eq!(other.verdict, Verdict::Clean);
        world.clock.advance(Duration::minutes(10));
        let finding = world.ask(Blocklist::SpamhausDbl, "b-northwind.com").await;
        assert_eq!(finding.verdict, Verdict::Clean);
    }
}

#[tokio::test]
async fn a_limit_of_nothing_asks_nothing() {
    let world = World::with(|settings| {
        let list = ListSettings {
            per_day: 0,
            ..ListSettings::default()
        };
        settings.lists.insert(Blocklist::Surbl, list);
    })
    .await;
    let finding = world.ask(Blocklist::Surbl, "northwind.com").await;
    assert_eq!(finding.verdict, NOT_ASKED);
    assert_eq!(world.server.seen().len(), 2);
}
