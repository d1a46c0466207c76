//! How vendors are asked, and what is made of complete answers.

use std::time::Duration;

use simpleinboxes_providers::{Lack, Outage, ProviderError};

use super::Bench;
use crate::fixtures::{Case, Fixture};
use crate::stub::{Answer, Stub};

/// Method, path, query, headers and body are the documented ones, and the answers suffice.
pub async fn asks_as_documented(fixture: &Fixture) {
    let all = fixture.steps.len();
    let (outcome, seen) = Bench::new(fixture).await.ask(all, []).await;
    let check = outcome.expect("a working key");
    assert_eq!(check.account.as_deref(), fixture.account);

    assert_eq!(seen.len(), all, "requests");
    for (seen, step) in seen.iter().zip(&fixture.steps) {
        assert_eq!(seen.method, step.method);
        assert_eq!(seen.target, step.target);
        assert_eq!(seen.body, step.body.as_bytes(), "body");
        for (name, value) in step.headers {
            let found: Vec<_> = seen.headers.get_all(*name).iter().collect();
            assert_eq!(found, [value], "header {name}");
        }
        let agent = seen.headers["user-agent"].to_str().expect("ASCII");
        assert!(agent.starts_with("simpleinboxes/"), "{agent}");
    }
}

pub async fn understands_documented_answers(fixture: &Fixture) {
    assert!(!fixture.answers.is_empty(), "document some");
    let bench = Bench::new(fixture).await;
    for Case {
        step,
        answer,
        meaning,
    } in &fixture.answers
    {
        let told = String::from_utf8_lossy(&answer.body).into_owned();
        let (outcome, requests) = bench.answered(*step, answer.clone()).await;
        let account = outcome.map(|check| check.account);
        let expected = meaning.clone().map(|account| account.map(str::to_owned));
        assert_eq!(account, expected, "{told}");
        assert_eq!(requests, step + 1, "{told}: asked once");
    }
}

/// The statuses that mean the same everywhere, without a body to help.
pub async fn sorts_statuses(fixture: &Fixture) {
    let bench = Bench::new(fixture).await;
    let limited = |seconds: Option<u64>| ProviderError::RateLimited {
        retry_after: seconds.map(Duration::from_secs),
    };
    let status = |status| {
        ProviderError::from(Outage::Status {
            status,
            reason: None,
        })
    };
    for step in 0..fixture.steps.len() {
        let (outcome, _) = bench.answered(step, Answer::new(401, "")).await;
        assert!(
            matches!(&outcome, Err(ProviderError::Rejected { reason }) if !reason.is_empty()),
            "{outcome:?}"
        );
        for (code, wanted) in [(402, Lack::Plan), (403, Lack::Permission)] {
            let (outcome, _) = bench.answered(step, Answer::new(code, "")).await;
            assert!(
                matches!(&outcome, Err(ProviderError::NotAllowed { lack, .. }) if *lack == wanted),
                "{outcome:?}"
            );
        }
        for (answer, error) in [
            (
                Answer::new(429, "").header("retry-after", "7"),
                limited(Some(7)),
            ),
            (Answer::new(429, ""), limited(None)),
            (Answer::new(409, ""), status(409)),
            (Answer::new(500, "<html>"), status(500)),
            (
                Answer::new(503, "").header("retry-after", "60"),
                status(503),
            ),
        ] {
            let (outcome, requests) = bench.answered(step, answer).await;
            assert_eq!(outcome, Err(error));
            assert_eq!(requests, step + 1, "asked once");
        }
    }
}

/// A success that is not what the vendor documents is no success.
pub async fn refuses_garbage(fixture: &Fixture) {
    let bench = Bench::new(fixture).await;
    for (step, Answer { body, .. }) in fixture.steps.iter().map(|s| &s.success).enumerate() {
        let texts = ["", "<html></html>", "{}", "\"ok\"", "null"].map(str::as_bytes);
        let bytes = [b"\xff\xfe", &body[..body.len() / 2]];
        for garbage in texts.into_iter().chain(bytes) {
            let (outcome, _) = bench.answered(step, Answer::new(200, garbage)).await;
            let shown = String::from_utf8_lossy(garbage);
            assert_eq!(outcome, Err(Outage::Garbage.into()), "{shown}");
        }
    }
}

/// Credentials go nowhere but where they were meant for.
pub async fn does_not_follow_redirects(fixture: &Fixture) {
    let bench = Bench::new(fixture).await;
    for step in 0..fixture.steps.len() {
        for code in [301, 302, 303, 307, 308] {
            let elsewhere = Stub::playing([]).await;
            let answer = Answer::new(code, "").header("location", elsewhere.url());
            let (outcome, requests) = bench.answered(step, answer).await;
            assert_eq!(outcome, Err(Outage::Redirected.into()));
            assert_eq!(requests, step + 1);
            assert!(elsewhere.seen().is_empty());
        }
    }
}

/// Vendors quote keys, and can put anything into a message: what comes out is one short line
/// without secrets.
pub async fn does_not_repeat_what_vendors_quote(fixture: &Fixture) {
    let bench = Bench::new(fixture).await;
    let last = fixture.steps.len() - 1;
    for step in 0..fixture.steps.len() {
        for status in [401, 403, 418] {
            let quoted = fixture.secrets.join(" and\n\u{7}");
            let text = format!("no:  {quoted}{}", " blah".repeat(500));
            let body = serde_json::json!({"message": text, "title": text, "detail": text});
            let answer = Answer::json(status, &body.to_string());
            let (outcome, _) = bench.answered(step, answer).await;
            let error = outcome.expect_err("a refusal");
            for shown in [error.to_string(), format!("{error:?}")] {
                assert!(
                    shown.contains("no: "),
                    "the vendor's words are there: {shown}"
                );
                assert!(shown.contains("[redacted]"), "{shown}");
                assert!(!shown.contains(char::is_control), "{shown}");
                assert!(shown.chars().count() < 400, "{shown}");
                // A token that a later step uses can be quoted at that step only.
                let secrets = if step == last {
                    fixture.secrets
                } else {
                    &fixture.secrets[..1]
                };
                for secret in secrets {
                    assert!(!shown.contains(secret), "{shown}");
                }
            }
        }
    }
}
