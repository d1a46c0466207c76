//! What happens when there is no complete answer.

use simpleinboxes_providers::{HttpSettings, Outage};
use tokio::net::TcpListener;

use super::{Bench, LONGEST_ANSWER, PATIENT, credential, tools};
use crate::fixtures::Fixture;
use crate::stub::{Answer, Play};

fn gateway_failure(status: u16) -> Play {
    Play::Answer(Answer::new(status, "<html>"))
}

/// Testing a key changes nothing, so what may pass is tried once more.
pub async fn repeats_what_may_pass(fixture: &Fixture) {
    let bench = Bench::new(fixture).await;
    for step in 0..fixture.steps.len() {
        for passing in [
            gateway_failure(502),
            gateway_failure(503),
            gateway_failure(504),
            Play::CutBefore,
            Play::CutWithin,
        ] {
            let rest = fixture.steps[step..].iter().map(|s| &s.success);
            let rest = rest.map(|answer| Play::Answer(answer.clone()));
            let (outcome, seen) = bench.ask(step, [passing].into_iter().chain(rest)).await;
            outcome.expect("the second try");
            assert_eq!(seen.len(), fixture.steps.len() + 1);
        }
    }
}

pub async fn gives_up_after_one_repeat(fixture: &Fixture) {
    let bench = Bench::new(fixture).await;
    let unavailable = Outage::Status {
        status: 503,
        reason: None,
    };
    for step in 0..fixture.steps.len() {
        for (play, outage) in [
            (gateway_failure(503), unavailable.clone()),
            (Play::CutBefore, Outage::Cut),
            (Play::CutWithin, Outage::Cut),
        ] {
            let (outcome, seen) = bench.ask(step, vec![play; 3]).await;
            assert_eq!(outcome, Err(outage.into()));
            assert_eq!(seen.len(), step + 2);
        }
    }
}

/// A vendor that says no, or to wait, or that is broken, is not asked again.
pub async fn asks_once_when_repeating_is_pointless(fixture: &Fixture) {
    let bench = Bench::new(fixture).await;
    for step in 0..fixture.steps.len() {
        for status in [401, 402, 403, 429, 500] {
            let refusal = Play::Answer(Answer::new(status, ""));
            let (outcome, seen) = bench.ask(step, vec![refusal; 2]).await;
            outcome.expect_err("a refusal");
            assert_eq!(seen.len(), step + 1, "{status}");
        }
    }
}

/// The limit holds for the whole call; a vendor that is slow is not made slower by asking twice.
pub async fn gives_up_on_slow_answers(fixture: &Fixture) {
    let hasty = HttpSettings {
        timeout_ms: 400,
        ..PATIENT
    };
    let last = fixture.steps.len() - 1;
    let bench = Bench::with(fixture, hasty).await;
    for slow in [Play::Hang, Play::HangWithin] {
        let (outcome, seen) = bench.ask(last, vec![slow; 2]).await;
        assert_eq!(outcome, Err(Outage::Timeout.into()));
        assert!(seen.len() <= last + 1, "asked again");
    }
}

pub async fn gives_up_on_long_answers(fixture: &Fixture) {
    let bench = Bench::new(fixture).await;
    let announced = Play::Answer(Answer::new(200, vec![b' '; LONGEST_ANSWER + 1]));
    for step in 0..fixture.steps.len() {
        for play in [Play::Endless, announced.clone()] {
            let (outcome, seen) = bench.ask(step, [play]).await;
            assert_eq!(outcome, Err(Outage::TooLarge.into()));
            assert_eq!(seen.len(), step + 1);
        }
    }
}

pub async fn says_when_nobody_is_there(fixture: &Fixture) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let tools = tools(fixture, &url, PATIENT);
    let outcome = tools.test_key(&credential(&tools, fixture, &url)).await;
    assert_eq!(outcome, Err(Outage::Unreachable.into()));
}
