//! Keeping to the limits of the lists.

use std::net::Ipv4Addr;

use chrono::Duration;
use simpleinboxes_providers::blocklist::{
    Blocklist, Blocklists, ListSettings, ListState, Unchecked, Verdict,
};

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

/// What a list's state is, for how many seconds, and what came of the questions so far.
fn told(world: &World, list: Blocklist) -> (ListState, Option<u64>, Vec<(&'static str, u64)>) {
    let traffic = world.lists.traffic();
    let one = traffic.into_iter().find(|one| one.list == list);
    let one = one.expect("one a list");
    let came = one.questions.into_iter().filter(|(_, count)| *count > 0);
    let seconds = one.retry_after.map(|left| left.as_secs());
    (one.state, seconds, came.collect())
}

#[tokio::test]
async fn limits_and_pauses_are_told_list_by_list() {
    let world = World::with(|settings| {
        let list = ListSettings {
            per_minute: 1,
            ..ListSettings::default()
        };
        settings.lists.insert(Blocklist::Uribl, list);
    })
    .await;
    for list in Blocklist::ALL {
        assert_eq!(told(&world, list), (ListState::Asked, None, vec![]));
    }
    let refusal = Play::Addresses(vec![Ipv4Addr::new(127, 255, 255, 255)], 60);
    let name = asked(Blocklist::SpamhausDbl, "a-northwind.com");
    world.server.play(&name, refusal);
    world.check("a-northwind.com").await;
    world.clock.advance(Duration::seconds(20));
    world.check("b-northwind.com").await;
    assert_eq!(
        told(&world, Blocklist::SpamhausDbl),
        (
            ListState::Paused,
            Some(580),
            vec![("over_quota", 1), ("not_asked", 1)]
        )
    );
    assert_eq!(
        told(&world, Blocklist::Uribl),
        (
            ListState::AtLimit,
            Some(40),
            vec![("clean", 1), ("not_asked", 1)]
        )
    );
    assert_eq!(
        told(&world, Blocklist::Surbl),
        (ListState::Asked, None, vec![("clean", 2)])
    );
    // What is kept is no question.
    world.check("b-northwind.com").await;
    assert_eq!(told(&world, Blocklist::Surbl).2, [("clean", 2)]);
    world.clock.advance(Duration::minutes(10));
    for list in Blocklist::ALL {
        let (state, left, _) = told(&world, list);
        assert_eq!((state, left), (ListState::Asked, None));
    }
}
