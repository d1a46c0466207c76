//! How vendors are asked, and what is made of complete answers.

use std::time::Duration;

use simpleinboxes_providers::registrar::RegistrarError;
use simpleinboxes_providers::{Outage, ProviderError};

use super::bench::{Bench, CALLS, Call, Told, servers, step};
use super::fixtures::{Case, Fixture, Step};
use crate::stub::{Answer, Play, Seen, Stub};

/// Whether a request is the documented one.
pub fn is_asked(seen: &Seen, step: &Step) -> bool {
    let has = |(name, value): &(&str, &str)| seen.headers.get_all(*name).iter().eq([value]);
    seen.method == step.method
        && seen.target == step.target
        && seen.body == step.body
        && step.headers.iter().all(has)
}

fn check(seen: &Seen, step: &Step) {
    assert_eq!(seen.method, step.method);
    assert_eq!(seen.target, step.target);
    let body = String::from_utf8_lossy(&seen.body);
    assert_eq!(body, step.body, "body");
    for (name, value) in step.headers {
        let found: Vec<_> = seen.headers.get_all(*name).iter().collect();
        assert_eq!(found, [value], "header {name}");
    }
    let agent = seen.headers["user-agent"].to_str().expect("ASCII");
    assert!(agent.starts_with("simpleinboxes/"), "{agent}");
}

/// Method, path, query, headers and body are the documented ones, and the answers suffice.
pub async fn asks_as_documented(fixture: &Fixture) {
    let bench = Bench::new(fixture).await;
    for call in CALLS {
        let step = step(fixture, call);
        let (outcome, seen) = bench.ask(call, [Play::Answer(step.success.clone())]).await;
        assert_eq!(seen.len(), 1, "{call:?}");
        check(&seen[0], step);
        match (call, outcome.expect("a success")) {
            (Call::List, Told::Domains(domains, next)) => {
                assert_eq!(domains, fixture.listed());
                assert_eq!(next, None);
            }
            (Call::Read, Told::Servers(found)) => assert!(servers().are(&found), "{found:?}"),
            (Call::Test | Call::Set, Told::Nothing) => {}
            other => panic!("{other:?}"),
        }
    }
}

pub async fn pages_go_on(fixture: &Fixture) {
    let bench = Bench::new(fixture).await;
    let (outcome, _) = bench
        .ask(Call::List, [Play::Answer((fixture.full_page)())])
        .await;
    let Told::Domains(domains, next) = outcome.expect("a page") else {
        panic!("no domains");
    };
    assert!(!domains.is_empty());
    assert!(next.is_some(), "there is more");
    bench
        .stub
        .restart([Play::Answer(fixture.list.success.clone())]);
    bench.call(Call::List, next).await.expect("the next page");
    check(&bench.stub.seen()[0], &fixture.second_page);
}

pub async fn understands_documented_answers(fixture: &Fixture) {
    assert!(fixture.answers.len() >= 5, "document some");
    let bench = Bench::new(fixture).await;
    for Case {
        call,
        answer,
        meaning,
    } in &fixture.answers
    {
        let told = String::from_utf8_lossy(&answer.body).into_owned();
        let (outcome, seen) = bench.ask(*call, [Play::Answer(answer.clone())]).await;
        match meaning {
            Ok(()) => assert!(outcome.is_ok(), "{told}: {outcome:?}"),
            Err(error) => assert_eq!(outcome.as_ref(), Err(error), "{told}"),
        }
        let uncertain = outcome.is_err_and(|error| error.may_have_happened());
        // What is uncertain is looked at once more.
        assert_eq!(seen.len(), 1 + usize::from(uncertain), "{told}");
    }
}

/// The statuses that mean the same everywhere, without a body to help.
pub async fn sorts_statuses(fixture: &Fixture) {
    let bench = Bench::new(fixture).await;
    for call in CALLS {
        let (outcome, _) = bench.ask(call, [Play::Answer(Answer::new(401, ""))]).await;
        let error = outcome.expect_err("refused");
        assert!(error.is_about_credentials(), "{error:?}");
        assert!(
            matches!(&error, RegistrarError::Provider(ProviderError::Rejected { reason }) if !reason.is_empty()),
            "{error:?}"
        );
        let (outcome, _) = bench.ask(call, [Play::Answer(Answer::new(403, ""))]).await;
        let error = outcome.expect_err("refused");
        assert!(error.is_about_credentials(), "{error:?}");
        for (answer, wait) in [
            (Answer::new(429, "").header("retry-after", "7"), Some(7)),
            (Answer::new(429, ""), None),
        ] {
            let (outcome, seen) = bench.ask(call, [Play::Answer(answer)]).await;
            let expected = ProviderError::RateLimited {
                retry_after: wait.map(Duration::from_secs),
            };
            let error = outcome.expect_err("limited");
            assert_eq!(error, expected.into());
            assert!(!error.may_have_happened() && !error.is_about_credentials());
            let listed = usize::from(call == Call::Read && fixture.list_stands_in);
            assert_eq!(seen.len(), 1 + listed, "limits are not asked again");
        }
        let (outcome, _) = bench
            .ask(call, vec![Play::Answer(Answer::new(500, "")); 2])
            .await;
        let error = outcome.expect_err("down");
        let status = Outage::Status {
            status: 500,
            reason: None,
        };
        assert!(!error.is_about_credentials());
        assert_eq!(error.may_have_happened(), call == Call::Set, "{error:?}");
        let expected = match call {
            Call::Set => RegistrarError::Uncertain(status),
            _ => status.into(),
        };
        assert_eq!(error, expected);
    }
}

pub async fn refuses_garbage(fixture: &Fixture) {
    let bench = Bench::new(fixture).await;
    for call in [Call::Test, Call::List, Call::Read] {
        for body in [
            "",
            "null",
            "{}",
            "[]",
            "<html>",
            "<a></a>",
            "\u{0}",
            r#"{"status":"OK"}"#,
        ] {
            let answer = Answer::json(200, body);
            let (outcome, seen) = bench.ask(call, [Play::Answer(answer)]).await;
            let may_be_empty = fixture.garbage_that_passes.contains(&(call, body));
            assert_eq!(
                outcome.is_ok(),
                may_be_empty,
                "{call:?} {body:?} {outcome:?}"
            );
            if let Err(error) = outcome {
                assert_eq!(error, Outage::Garbage.into(), "{body}");
            }
            assert_eq!(seen.len(), 1);
        }
    }
    for body in ["null", "[]", "<html>"] {
        let garbage = Play::Answer(Answer::json(200, body));
        let (outcome, _) = bench.ask(Call::Set, vec![garbage; 2]).await;
        assert_eq!(
            outcome,
            Err(RegistrarError::Uncertain(Outage::Garbage)),
            "{body}"
        );
    }
}

pub async fn does_not_follow_redirects(fixture: &Fixture) {
    let elsewhere = Stub::playing([]).await;
    let bench = Bench::new(fixture).await;
    for call in CALLS {
        for status in [301, 302, 307, 308] {
            let redirect = Answer::new(status, "").header("location", elsewhere.url());
            let (outcome, _) = bench.ask(call, vec![Play::Answer(redirect); 2]).await;
            let error = outcome.expect_err("a redirect");
            let expected = match call {
                Call::Set => RegistrarError::Uncertain(Outage::Redirected),
                _ => Outage::Redirected.into(),
            };
            assert_eq!(error, expected);
        }
    }
    assert!(elsewhere.seen().is_empty());
}

/// Vendors quote keys; what we pass on has none, and is short.
pub async fn does_not_repeat_what_vendors_quote(fixture: &Fixture) {
    let bench = Bench::new(fixture).await;
    let quote = format!(
        "No: {} and\n  more{}",
        fixture.secrets.join(" "),
        " blah".repeat(200)
    );
    for call in CALLS {
        for answer in (fixture.quoting)(&quote) {
            let (outcome, _) = bench.ask(call, vec![Play::Answer(answer); 2]).await;
            let error = outcome.expect_err("a refusal");
            for shown in [error.to_string(), format!("{error:?}")] {
                assert!(shown.contains("No: [redacted]"), "{shown}");
                for secret in fixture.secrets {
                    assert!(!shown.contains(secret), "{shown}");
                }
                assert!(shown.chars().count() < 500, "{shown}");
                assert!(!shown.contains('\n'));
            }
        }
    }
}
