//! Failures, and what is done about them.

use std::time::Duration;

use simpleinboxes_providers::payments::{CheckoutSession, PaymentError, PaymentProvider};
use simpleinboxes_providers::{HttpSettings, Outage};
use tokio::net::TcpListener;

use super::fake::{Fault, SECRET_KEY};
use super::world::World;
use crate::contract::{customer, key, topup};

const TRIES: usize = 3;

fn says(status: u16, error: &str) -> Fault {
    Fault::Answer(status, Vec::new(), format!(r#"{{"error":{error}}}"#))
}

pub fn with(status: u16, headers: &[(&'static str, &'static str)]) -> Fault {
    Fault::Answer(status, headers.to_vec(), String::new())
}

/// A world, and how a checkout goes with these faults: what came of it, and how often it was asked.
async fn checkout(
    world: &World,
    faults: Vec<Fault>,
) -> (Result<CheckoutSession, PaymentError>, usize) {
    world.fake.fail([]);
    let new = topup(&customer(world).await, "top_1");
    world.fake.fail(faults);
    world.pauses.0.lock().expect("no panic").clear();
    let outcome = world.stripe.create_checkout(&new, &key("k")).await;
    (outcome, world.fake.seen().len())
}

#[tokio::test]
async fn what_may_pass_is_repeated_with_the_same_key() {
    for fault in [
        with(500, &[]),
        with(502, &[]),
        with(503, &[]),
        with(429, &[]),
        says(
            409,
            r#"{"type":"invalid_request_error","code":"lock_timeout"}"#,
        ),
        says(
            400,
            r#"{"type":"idempotency_error","code":"idempotency_key_in_use"}"#,
        )
        .retried(),
        Fault::CutBefore,
        Fault::CutAfter,
        Fault::FailAfter,
    ] {
        for failures in 1..TRIES {
            let world = World::open().await;
            let (outcome, asked) = checkout(&world, vec![fault.clone(); failures]).await;
            outcome.expect("the last try");
            assert_eq!(asked, failures + 1);
            for seen in world.fake.seen() {
                assert_eq!(seen.headers["idempotency-key"], "k");
            }
            let sessions = world.fake.books();
            let made = sessions.objects.keys().filter(|id| id.starts_with("cs_"));
            assert_eq!(made.count(), 1, "made once, however often it was asked");
        }
    }
}

impl Fault {
    fn retried(self) -> Self {
        match self {
            Self::Answer(status, mut headers, body) => {
                headers.push(("stripe-should-retry", "true"));
                Self::Answer(status, headers, body)
            }
            other => other,
        }
    }
}

#[tokio::test]
async fn it_ends_after_two_repeats() {
    let status = |status| Outage::Status {
        status,
        reason: None,
    };
    for (fault, expected) in [
        (with(500, &[]), PaymentError::from(status(500))),
        (with(503, &[]), status(503).into()),
        (Fault::CutBefore, Outage::Cut.into()),
        (
            with(429, &[]),
            PaymentError::RateLimited { retry_after: None },
        ),
        (with(409, &[]), PaymentError::InProgress),
    ] {
        let world = World::open().await;
        let (outcome, asked) = checkout(&world, vec![fault; 5]).await;
        assert_eq!(outcome, Err(expected));
        assert_eq!(asked, TRIES);
        let pauses = world.pauses.0.lock().expect("no panic").clone();
        // 500 ms and its fourfold, less up to a quarter by chance.
        assert!((375..=500).contains(&pauses[0].as_millis()), "{pauses:?}");
        assert!((1500..=2000).contains(&pauses[1].as_millis()), "{pauses:?}");
        assert_eq!(pauses.len(), 2);
    }
}

#[tokio::test]
async fn reads_are_repeated_too() {
    let world = World::open().await;
    let id = customer(&world).await;
    world.fake.fail([Fault::CutBefore, with(503, &[])]);
    let found = world.stripe.customer(&id).await.expect("the third try");
    assert!(found.is_some());
    assert_eq!(world.fake.seen().len(), TRIES);
}

#[tokio::test]
async fn stripe_says_whether_to_repeat() {
    let world = World::open().await;
    for status in [409, 429, 500] {
        let fault = with(status, &[("stripe-should-retry", "false")]);
        let (outcome, asked) = checkout(&world, vec![fault; 5]).await;
        outcome.expect_err("given up");
        assert_eq!(asked, 1);
    }
    let fault = with(400, &[("stripe-should-retry", "true")]);
    let (outcome, asked) = checkout(&world, vec![fault; 2]).await;
    outcome.expect("the third try");
    assert_eq!(asked, TRIES);
}

#[tokio::test]
async fn waits_are_obeyed_if_short() {
    let world = World::open().await;
    let fault = with(429, &[("retry-after", "3")]);
    let (outcome, _) = checkout(&world, vec![fault]).await;
    outcome.expect("the second try");
    let pauses = world.pauses.0.lock().expect("no panic").clone();
    assert_eq!(pauses, [Duration::from_secs(3)]);

    let fault = with(429, &[("retry-after", "60")]);
    let (outcome, asked) = checkout(&World::open().await, vec![fault; 2]).await;
    let retry_after = Some(Duration::from_secs(60));
    assert_eq!(outcome, Err(PaymentError::RateLimited { retry_after }));
    assert_eq!(asked, 1);
}

#[tokio::test]
async fn refusals_are_told_apart_and_not_repeated() {
    let world = World::open().await;
    let message = || "words".to_owned();
    for (status, error, expected) in [
        (
            400,
            r#"{"type":"invalid_request_error","code":"parameter_unknown","param":"x","message":"words"}"#,
            PaymentError::Invalid {
                message: message(),
                param: Some("x".into()),
                code: Some("parameter_unknown".into()),
            },
        ),
        (
            401,
            r#"{"message":"words"}"#,
            PaymentError::Authentication { message: message() },
        ),
        (
            403,
            r#"{"message":"words"}"#,
            PaymentError::Authentication { message: message() },
        ),
        (
            404,
            r#"{"type":"invalid_request_error","code":"resource_missing","param":"id","message":"words"}"#,
            PaymentError::NotFound { message: message() },
        ),
        (
            400,
            r#"{"type":"idempotency_error","message":"words"}"#,
            PaymentError::KeyReused,
        ),
        (
            418,
            r#"{"type":"api_error","message":"words"}"#,
            PaymentError::from(Outage::Status {
                status: 418,
                reason: Some(message()),
            }),
        ),
    ] {
        let (outcome, asked) = checkout(&world, vec![says(status, error); 2]).await;
        assert_eq!(outcome, Err(expected));
        assert_eq!(asked, 1, "{status}");
    }
    let redirect = with(302, &[("location", "http://127.0.0.1:1/")]);
    let (outcome, asked) = checkout(&world, vec![redirect]).await;
    assert_eq!((outcome, asked), (Err(Outage::Redirected.into()), 1));
}

#[tokio::test]
async fn garbage_is_no_success() {
    let world = World::open().await;
    for body in ["", "{}", "null", "<html>", r#"{"id":"cs_1"}"#] {
        let fault = Fault::Answer(200, Vec::new(), body.to_owned());
        let (outcome, asked) = checkout(&world, vec![fault]).await;
        let error = outcome.expect_err("no session");
        assert_eq!(error, Outage::Garbage.into());
        assert!(error.may_have_happened());
        assert_eq!(asked, 1);
    }
}

#[tokio::test]
async fn slow_and_long_answers_are_given_up() {
    let world = World::with(|settings| settings.http.timeout_ms = 300).await;
    for silence in [Fault::Hang, Fault::HangAfter] {
        let (outcome, asked) = checkout(&world, vec![silence.clone(), silence]).await;
        let error = outcome.expect_err("no answer");
        assert_eq!(error, Outage::Timeout.into());
        assert!(error.may_have_happened());
        assert_eq!(asked, 1);
    }

    let world = World::open().await;
    let (outcome, asked) = checkout(&world, vec![Fault::Endless]).await;
    assert_eq!((outcome, asked), (Err(Outage::TooLarge.into()), 1));
}

#[tokio::test]
async fn nobody_there_is_an_outage() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let world = World::with(|settings| {
        settings.base_url = url;
        settings.http = HttpSettings::default();
    })
    .await;
    let found = world.stripe.customer("cus_1").await;
    assert_eq!(found, Err(Outage::Unreachable.into()));
    assert_eq!(world.pauses.0.lock().expect("no panic").len(), 2);
}

#[tokio::test]
async fn ids_do_not_lead_elsewhere() {
    let world = World::open().await;
    for id in ["", "..", "a/b", "a?b", "a#b", "ä", &"a".repeat(256)] {
        world.fake.fail([]);
        assert_eq!(world.stripe.customer(id).await, Ok(None));
        let found = world.stripe.payment(id).await;
        assert!(matches!(found, Err(PaymentError::NotFound { .. })));
        assert!(world.fake.seen().is_empty());
    }
}

#[tokio::test]
async fn what_stripe_quotes_is_not_repeated() {
    let world = World::open().await;
    for status in [400, 401, 402, 404, 500] {
        let text = format!("no:  {SECRET_KEY} and\\n more{}", " blah".repeat(500));
        let error = format!(r#"{{"type":"invalid_request_error","message":"{text}"}}"#);
        let (outcome, _) = checkout(&world, vec![says(status, &error); 3]).await;
        let error = outcome.expect_err("a refusal");
        for shown in [error.to_string(), format!("{error:?}")] {
            assert!(shown.contains("no: [redacted] and more"), "{shown}");
            assert!(!shown.contains(SECRET_KEY), "{shown}");
            assert!(shown.chars().count() < 500, "{shown}");
        }
    }
}
