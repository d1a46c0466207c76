//! What comes of every call about accounts when the vendor refuses it, or gives no usable answer.

use std::time::Duration;

use simpleinboxes_providers::sending::{ConnectionTest, SendingError};
use simpleinboxes_providers::{HttpSettings, Lack, Outage, ProviderError};

use super::bench::{Bench, Call, ending};
use super::fixtures::{AccountFixture, Exchange};
use super::{PASSWORD, jane};
use crate::stub::{Answer, Play, Stub};
use crate::suite::{LONGEST_ANSWER, PATIENT};

/// One exchange of a call.
#[derive(Clone, Copy)]
struct Place<'a> {
    call: Call,
    exchanges: &'a [Exchange],
    at: usize,
}

/// Every exchange of every call.
fn places(fixture: &AccountFixture) -> impl Iterator<Item = Place<'_>> {
    Call::of(fixture).flat_map(|call| {
        let exchanges = call.exchanges(fixture);
        (0..exchanges.len()).map(move |at| Place {
            call,
            exchanges,
            at,
        })
    })
}

impl Place<'_> {
    /// Whether it is the exchange that changes something, and not one that is asked before.
    fn changes(self) -> bool {
        self.call.changes() && self.at + 1 == self.exchanges.len()
    }

    /// What is said when the answer is not usable.
    fn without(self, outage: Outage) -> SendingError {
        if self.changes() {
            SendingError::Uncertain(outage)
        } else {
            SendingError::Provider(outage.into())
        }
    }

    /// Makes the call: all goes well before this place, where that happens.
    async fn fails(
        self,
        bench: &Bench,
        fixture: &AccountFixture,
        plays: impl IntoIterator<Item = Play>,
    ) -> (Result<(), SendingError>, usize) {
        bench.play_then(&self.exchanges[..self.at], plays);
        let outcome = self.call.make(bench, fixture).await;
        (outcome, bench.stub.seen().len())
    }

    /// How often the vendor is asked when this place is asked `times`: one that is uncertain
    /// whether it added an account looks for it.
    fn asked(
        self,
        fixture: &AccountFixture,
        outcome: &Result<(), SendingError>,
        times: usize,
    ) -> usize {
        let uncertain = matches!(outcome, Err(SendingError::Uncertain(_)));
        let looks = uncertain && self.call == Call::Add && fixture.there.is_some();
        self.at + times + usize::from(looks)
    }

    fn shown(self) -> String {
        format!("{:?} {}", self.call, self.exchanges[self.at].target)
    }
}

fn tests_later(bench: &Bench) -> bool {
    bench.credential.tool().capabilities.connection == ConnectionTest::Later
}

pub async fn every_refusal_is_sorted(fixture: &AccountFixture) {
    let bench = Bench::new(fixture).await;
    let limited = |seconds: Option<u64>| ProviderError::RateLimited {
        retry_after: seconds.map(Duration::from_secs),
    };
    for place in places(fixture) {
        let shown = place.shown();
        for (status, lack) in [(402, Lack::Plan), (403, Lack::Permission)] {
            let answer = Play::Answer(Answer::new(status, ""));
            let (outcome, asked) = place.fails(&bench, fixture, [answer]).await;
            let is_so = matches!(
                &outcome,
                Err(SendingError::Provider(ProviderError::NotAllowed { lack: told, .. }))
                    if *told == lack
            );
            assert!(is_so, "{shown}: {outcome:?}");
            assert_eq!(asked, place.at + 1, "{shown}");
        }
        let rejected = Play::Answer(Answer::new(401, ""));
        let (outcome, asked) = place.fails(&bench, fixture, [rejected]).await;
        let is_so = matches!(
            &outcome,
            Err(SendingError::Provider(ProviderError::Rejected { .. }))
        );
        assert!(is_so, "{shown}: {outcome:?}");
        assert_eq!(asked, place.at + 1, "{shown}");
        for seconds in [Some(7), None] {
            let answer = Answer::new(429, "");
            let answer = match seconds {
                Some(seconds) => answer.header("retry-after", seconds.to_string()),
                None => answer,
            };
            let (outcome, asked) = place.fails(&bench, fixture, [Play::Answer(answer)]).await;
            assert_eq!(outcome, Err(limited(seconds).into()), "{shown}");
            assert_eq!(asked, place.at + 1, "{shown}: limits are not asked again");
        }
        let broken = Outage::Status {
            status: 500,
            reason: None,
        };
        let answer = Play::Answer(Answer::new(500, "<html>"));
        let (outcome, asked) = place.fails(&bench, fixture, [answer]).await;
        assert_eq!(outcome, Err(place.without(broken)), "{shown}");
        assert_eq!(asked, place.asked(fixture, &outcome, 1), "{shown}");
    }
}

pub async fn no_redirect_is_followed(fixture: &AccountFixture) {
    let bench = Bench::new(fixture).await;
    let elsewhere = Stub::playing([]).await;
    for place in places(fixture) {
        for status in [301, 302, 307] {
            let answer = Answer::new(status, "").header("location", elsewhere.url());
            let (outcome, asked) = place.fails(&bench, fixture, [Play::Answer(answer)]).await;
            let expected = place.without(Outage::Redirected);
            assert_eq!(outcome, Err(expected), "{}", place.shown());
            assert_eq!(
                asked,
                place.asked(fixture, &outcome, 1),
                "{}",
                place.shown()
            );
        }
    }
    assert!(elsewhere.seen().is_empty());
}

/// A success that is not what the vendor documents is no success. Of a removal, some vendors
/// document the status alone.
pub async fn garbage_is_no_success(fixture: &AccountFixture) {
    let bench = Bench::new(fixture).await;
    for place in places(fixture) {
        let good = &place.exchanges[place.at].answer.body;
        let half = &good[..good.len() / 2];
        for garbage in [b"".as_slice(), b"<html>", b"null", b"7", half] {
            let answer = Play::Answer(Answer::new(200, garbage));
            let (outcome, asked) = place.fails(&bench, fixture, [answer]).await;
            let shown = format!("{} {:?}", place.shown(), String::from_utf8_lossy(garbage));
            if place.call == Call::Remove && outcome.is_ok() {
                continue;
            }
            assert_eq!(outcome, Err(place.without(Outage::Garbage)), "{shown}");
            assert_eq!(asked, place.asked(fixture, &outcome, 1), "{shown}");
        }
    }
}

pub async fn answers_end_in_time_and_in_size(fixture: &AccountFixture) {
    let bench = Bench::new(fixture).await;
    for place in places(fixture) {
        let announced = Play::Answer(Answer::new(200, vec![b' '; LONGEST_ANSWER + 1]));
        for long in [Play::Endless, announced] {
            let (outcome, asked) = place.fails(&bench, fixture, [long]).await;
            let expected = place.without(Outage::TooLarge);
            assert_eq!(outcome, Err(expected), "{}", place.shown());
            assert_eq!(
                asked,
                place.asked(fixture, &outcome, 1),
                "{}",
                place.shown()
            );
        }
    }
    let hasty = HttpSettings {
        timeout_ms: 400,
        ..PATIENT
    };
    let bench = Bench::with(fixture, hasty).await;
    for place in places(fixture).filter(|place| place.at + 1 == place.exchanges.len()) {
        for slow in [Play::Hang, Play::HangWithin] {
            let plays = [slow, Play::Answer(Answer::new(500, ""))];
            let (outcome, asked) = place.fails(&bench, fixture, plays).await;
            let expected = place.without(Outage::Timeout);
            assert_eq!(outcome, Err(expected), "{}", place.shown());
            let most = place.asked(fixture, &outcome, 1);
            assert!(asked <= most, "{}: asked again", place.shown());
        }
    }
}

/// What changes nothing is tried once more when the connection or a gateway failed, and then given
/// up. A change is sent once.
pub async fn reads_alone_are_repeated(fixture: &AccountFixture) {
    let bench = Bench::new(fixture).await;
    let gateway = || Play::Answer(Answer::new(503, "<html>"));
    let unavailable = Outage::Status {
        status: 503,
        reason: None,
    };
    for place in places(fixture) {
        for (passing, outage) in [
            (gateway(), unavailable.clone()),
            (Play::CutBefore, Outage::Cut),
            (Play::CutWithin, Outage::Cut),
        ] {
            let shown = place.shown();
            let times = if place.changes() { 1 } else { 2 };
            // Whoever looks for an account that was added finds an error.
            let plays = vec![passing.clone(); times];
            let plays = plays
                .into_iter()
                .chain([Play::Answer(Answer::new(500, ""))]);
            let (outcome, asked) = place.fails(&bench, fixture, plays).await;
            assert_eq!(outcome, Err(place.without(outage)), "{shown}");
            assert_eq!(asked, place.asked(fixture, &outcome, times), "{shown}");
            if place.changes() {
                continue;
            }
            let rest = place.exchanges[place.at..].iter();
            let rest = rest.map(|exchange| Play::Answer(exchange.answer.clone()));
            let plays = [passing].into_iter().chain(rest);
            let (outcome, asked) = place.fails(&bench, fixture, plays).await;
            // What follows the change may want more answers than these.
            assert_eq!(outcome, Ok(()), "{shown}");
            assert!(asked > place.exchanges.len(), "{shown}: not repeated");
        }
    }
}

/// Vendors quote keys, tokens and passwords, and can put anything into a message: what comes out is
/// one short line without secrets.
pub async fn nothing_quoted_is_repeated(fixture: &AccountFixture) {
    let bench = Bench::new(fixture).await;
    let key = (fixture.key)();
    for place in places(fixture) {
        // A token that a later exchange uses can be quoted at that exchange only.
        let fetches = place.exchanges[place.at].body.is_string();
        let secrets = if fetches {
            &key.secrets[..1]
        } else {
            key.secrets
        };
        let gives_password = matches!(place.call, Call::Add | Call::Update);
        let password = gives_password.then_some(PASSWORD);
        let secrets: Vec<&str> = secrets.iter().copied().chain(password).collect();
        let quote = format!("No: {}\n\u{7} {}", secrets.join(" "), "blah ".repeat(200));
        for status in [401, 403, 418, 422] {
            let answer = Answer::json(status, &(fixture.error)(&quote));
            let (outcome, _) = place.fails(&bench, fixture, [Play::Answer(answer)]).await;
            let error = outcome.expect_err("a refusal");
            for shown in [error.to_string(), format!("{error:?}")] {
                assert!(
                    shown.contains("No: [redacted]"),
                    "{}: {shown}",
                    place.shown()
                );
                assert!(!shown.contains(char::is_control), "{shown}");
                assert!(shown.chars().count() < 500, "{shown}");
                for secret in &secrets {
                    assert!(!shown.contains(secret), "{}: {shown}", place.shown());
                }
            }
        }
    }
    if let (Some((answer, _, reason)), true) = (&fixture.failed, tests_later(&bench)) {
        // What it says when it can't sign in comes with a success.
        let word = reason.rsplit(": ").next().expect("a word");
        let word = word.split(';').next().expect("a word");
        let body = String::from_utf8(answer.body.clone()).expect("text");
        let quoted = body.replace(word, &format!("{word} {}", key.secrets.join(" ")));
        assert_ne!(body, quoted);
        let check = fixture.check.as_deref().expect("a way to look again");
        bench.play(&ending(check, Answer::json(200, &quoted)));
        let error = Call::Check
            .make(&bench, fixture)
            .await
            .expect_err("a failure");
        let shown = format!("{error} {error:?}");
        for secret in key.secrets {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
    let printed = format!("{:?} {:?}", jane(), bench.credential);
    assert!(!printed.contains(PASSWORD), "{printed}");
}
