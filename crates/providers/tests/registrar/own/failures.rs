//! What happens when no complete answer comes.

use simpleinboxes_providers::registrar::RegistrarError;
use simpleinboxes_providers::{HttpSettings, Outage};

use super::bench::{Bench, Call, LONGEST_ANSWER, PATIENT, Told, step};
use super::fixtures::Fixture;
use crate::stub::{Answer, Play};

const READS: [Call; 3] = [Call::Test, Call::List, Call::Read];

pub async fn repeats_reads(fixture: &Fixture) {
    let bench = Bench::new(fixture).await;
    for call in READS {
        let success = Play::Answer(step(fixture, call).success.clone());
        for passing in [
            Play::Answer(Answer::new(503, "")),
            Play::CutBefore,
            Play::CutWithin,
        ] {
            let (outcome, seen) = bench.ask(call, [passing.clone(), success.clone()]).await;
            outcome.expect("the second try");
            assert_eq!(seen.len(), 2);
            assert_eq!(
                (&seen[0].target, &seen[0].body),
                (&seen[1].target, &seen[1].body)
            );
            let (outcome, seen) = bench.ask(call, vec![passing; 3]).await;
            let error = outcome.expect_err("no answer");
            assert!(!error.may_have_happened(), "{error:?}");
            assert_eq!(seen.len(), 2, "once more, and no more");
        }
    }
}

/// A change is sent once. When its answer is lost, the name servers are read: only they tell.
pub async fn sets_once_and_reads_again(fixture: &Fixture) {
    let bench = Bench::new(fixture).await;
    let lost = [
        (Play::CutBefore, Outage::Cut),
        (Play::CutWithin, Outage::Cut),
        (
            Play::Answer(Answer::new(503, "")),
            Outage::Status {
                status: 503,
                reason: None,
            },
        ),
    ];
    let new = Play::Answer(fixture.read.success.clone());
    let old = Play::Answer(fixture.old_servers.clone());
    for (lost, outage) in lost {
        let (outcome, seen) = bench.ask(Call::Set, [lost.clone(), new.clone()]).await;
        assert_eq!(outcome, Ok(Told::Nothing));
        let targets: Vec<_> = seen.iter().map(|seen| seen.target.as_str()).collect();
        assert_eq!(targets, [fixture.set.target, fixture.read.target]);
        assert_eq!(String::from_utf8_lossy(&seen[1].body), fixture.read.body);

        let uncertain = RegistrarError::Uncertain(outage);
        let (outcome, seen) = bench.ask(Call::Set, [lost.clone(), old.clone()]).await;
        assert_eq!(outcome, Err(uncertain.clone()));
        assert_eq!(seen.len(), 2);
        let refused = Play::Answer(Answer::new(401, ""));
        let (outcome, _) = bench.ask(Call::Set, [lost, refused]).await;
        assert_eq!(outcome, Err(uncertain));
    }
}

/// A vendor that is slow is not made slower by asking twice.
pub async fn gives_up_on_slow_answers(fixture: &Fixture) {
    let hasty = HttpSettings {
        timeout_ms: 400,
        ..PATIENT
    };
    let bench = Bench::with(fixture, hasty).await;
    for call in READS {
        for slow in [Play::Hang, Play::HangWithin] {
            let (outcome, seen) = bench.ask(call, vec![slow; 2]).await;
            assert_eq!(outcome, Err(Outage::Timeout.into()), "{call:?}");
            assert_eq!(seen.len(), 1, "asked again");
        }
    }
    let old = Play::Answer(fixture.old_servers.clone());
    for slow in [Play::Hang, Play::HangWithin] {
        let (outcome, seen) = bench.ask(Call::Set, [slow, old.clone()]).await;
        assert_eq!(outcome, Err(RegistrarError::Uncertain(Outage::Timeout)));
        assert_eq!(seen.len(), 2, "sent once, and looked at");
    }
}

pub async fn gives_up_on_long_answers(fixture: &Fixture) {
    let bench = Bench::new(fixture).await;
    let announced = Play::Answer(Answer::new(200, vec![b' '; LONGEST_ANSWER + 1]));
    for call in READS {
        for play in [Play::Endless, announced.clone()] {
            let (outcome, seen) = bench.ask(call, [play]).await;
            assert_eq!(outcome, Err(Outage::TooLarge.into()));
            assert_eq!(seen.len(), 1);
        }
    }
}
