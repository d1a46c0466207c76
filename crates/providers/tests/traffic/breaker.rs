//! A vendor that is down is left alone; one that refuses is not down.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use simpleinboxes_providers::{BreakerState, HttpSettings, Outage, ProviderError};

use crate::stub::{Answer, Play, Stub};
use crate::world::{HTTP, Outcome, World, left_alone, status, told, tools, traffic, until, well};

/// Opens the breaker of a world at its clock's time.
async fn open(world: &World) {
    world.stub.restart([status(503), status(503), status(503)]);
    for _ in 0..3 {
        world.ask("acme").await.expect_err("an outage");
    }
    assert_eq!(world.breaker(), BreakerState::Open);
}

#[tokio::test]
async fn three_outages_in_a_row_keep_every_account_away() {
    let world = World::open().await;
    open(&world).await;
    assert_eq!(world.stub.seen().len(), 3);
    for account in ["acme", "other"] {
        let wait = left_alone(world.ask(account).await);
        let pause = Duration::from_millis(30_000)..=Duration::from_millis(37_500);
        assert!(pause.contains(&wait), "{wait:?}");
    }
    assert_eq!(world.stub.seen().len(), 3, "nothing was sent");
    world.advance(10);
    let told = world.told();
    assert_eq!(told.not_closed, 1);
    assert!(
        told.retry_after
            .is_some_and(|left| left <= Duration::from_millis(27_500))
    );
    assert!(told.calls.contains(&("failed", 3)));
    assert!(told.calls.contains(&("circuit_open", 2)));
    assert_eq!(told.durations.calls, 3);
}

#[tokio::test]
async fn one_call_tries_after_the_pause() {
    let world = Arc::new(World::open().await);
    open(&world).await;
    world.advance(38);
    assert_eq!(world.breaker(), BreakerState::HalfOpen);
    world.stub.restart([Play::Hang, status(502), well()]);
    let trial = {
        let world = world.clone();
        tokio::spawn(async move { world.ask("acme").await })
    };
    until(|| world.stub.seen().len() == 1).await;
    let wait = left_alone(world.ask("other").await);
    assert_eq!(
        wait,
        Duration::from_millis(HTTP.timeout_ms),
        "as long as a trial takes"
    );
    assert_eq!(world.stub.seen().len(), 1, "one at a time");

    trial.abort();
    assert!(trial.await.is_err(), "broken off");
    world.ask("other").await.expect_err("a trial that fails");
    let wait = left_alone(world.ask("acme").await);
    let twice = Duration::from_millis(60_000)..=Duration::from_millis(75_000);
    assert!(twice.contains(&wait), "{wait:?}");

    world.advance(76);
    world.ask("acme").await.expect("a trial that goes well");
    assert_eq!(world.breaker(), BreakerState::Closed);
    world.stub.restart([status(503), status(503), well()]);
    for _ in 0..2 {
        world.ask("acme").await.expect_err("an outage");
    }
    world.ask("acme").await.expect("it counts anew");
}

#[tokio::test]
async fn refusals_and_rate_limits_are_no_outage() {
    let world = World::open().await;
    let refusals = [400, 401, 402, 403, 404, 409, 422, 429, 302, 501];
    for refusal in refusals {
        world.stub.restart(vec![status(refusal); 4]);
        for _ in 0..4 {
            let error = world.ask("acme").await.expect_err("refused");
            assert_eq!(error.circuit_open(), None, "{refusal}");
        }
    }
    let garbage = Play::Answer(Answer::new(200, "<html>"));
    let endless = Play::Endless;
    world.stub.restart([
        garbage.clone(),
        garbage.clone(),
        garbage,
        endless.clone(),
        endless,
    ]);
    for _ in 0..5 {
        world.ask("acme").await.expect_err("not understood");
    }
    assert_eq!(world.breaker(), BreakerState::Closed);
    let calls = world.told().calls;
    assert!(calls.contains(&("rate_limited", 4)), "{calls:?}");
    assert!(calls.contains(&("refused", 28)), "{calls:?}");
}

#[tokio::test]
async fn a_refusal_between_outages_shows_that_it_is_up() {
    let world = World::open().await;
    world.stub.restart([503, 503, 401, 503, 503].map(status));
    for _ in 0..5 {
        world.ask("acme").await.expect_err("no answer");
    }
    assert_eq!(world.breaker(), BreakerState::Closed);
}

#[tokio::test]
async fn every_kind_of_outage_counts() {
    let hasty = HttpSettings {
        timeout_ms: 300,
        ..HTTP
    };
    let kinds = [
        Play::Hang,
        Play::HangWithin,
        Play::CutBefore,
        Play::CutWithin,
        status(500),
        status(504),
        status(522),
    ];
    let world = World::with(HttpSettings {
        breaker: simpleinboxes_providers::BreakerSettings {
            failures: 7,
            ..HTTP.breaker
        },
        ..hasty
    })
    .await;
    world.stub.restart(kinds);
    for _ in 0..7 {
        assert_eq!(world.breaker(), BreakerState::Closed);
        world.ask("acme").await.expect_err("an outage");
    }
    assert_eq!(world.breaker(), BreakerState::Open);
}

#[tokio::test]
async fn one_that_can_not_be_reached_is_down() {
    let (_, traffic) = traffic();
    let gone = Stub::playing([]).await.url();
    let tools = tools(&gone, HTTP, &traffic);
    let key = SecretString::from("a-key-0123456789");
    let credential = tools.credential("instantly", [("apiKey", key)]);
    let credential = credential.expect("a credential");
    until(|| std::net::TcpStream::connect(gone.trim_start_matches("http://")).is_err()).await;
    for _ in 0..3 {
        let error = tools.test_key(&credential).await;
        assert_eq!(error, Err(Outage::Unreachable.into()));
    }
    left_alone(tools.test_key(&credential).await);
    assert!(
        told(&traffic, "instantly")
            .calls
            .contains(&("unreachable", 3))
    );
}

/// The third outage opens it, and its repeat is not sent: the outage is what is told.
#[tokio::test]
async fn an_outage_is_told_when_its_repeat_is_not_sent() {
    let world = World::with(HttpSettings { repeats: 1, ..HTTP }).await;
    world.stub.restart([503, 503, 502].map(status));
    world.ask("acme").await.expect_err("asked twice");
    let outage = Outage::Status {
        status: 502,
        reason: None,
    };
    assert_eq!(world.ask("acme").await, Err(outage.into()));
    assert_eq!(world.stub.seen().len(), 3);
    left_alone(world.ask("acme").await);
}

/// Customers name the servers: one that is down is no outage of another's.
#[tokio::test]
async fn servers_of_customers_are_told_apart() {
    let world = World::open().await;
    let fine = Stub::playing([well(), well()]).await;
    let ask = async |stub: &Stub| -> Outcome {
        let fields = [
            ("baseUrl", stub.url()),
            ("apiKey", "a-key-0123456789".to_owned()),
        ];
        let fields = fields.map(|(name, value)| (name, SecretString::from(value)));
        let credential = world.tools.credential("emailbison", fields);
        world
            .tools
            .test_key(&credential.expect("a credential"))
            .await
    };
    world.stub.restart([status(503), status(503), status(503)]);
    for _ in 0..3 {
        ask(&world.stub).await.expect_err("an outage");
    }
    left_alone(ask(&world.stub).await);
    let other = ask(&fine).await;
    assert!(
        !matches!(
            other,
            Err(ProviderError::Unavailable(Outage::CircuitOpen { .. }))
        ),
        "{other:?}"
    );
    assert_eq!(fine.seen().len(), 1, "the other was asked");
    let told = told(&world.traffic, "emailbison");
    assert_eq!((told.breaker, told.not_closed), (BreakerState::Open, 1));
    assert_eq!(world.breaker(), BreakerState::Closed, "another vendor");
}
