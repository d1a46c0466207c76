//! Signatures of webhooks. The first vectors were made with Python's `hmac`.

use aws_lc_rs::hmac;
use chrono::Duration;
use simpleinboxes_core::Timestamp;
use simpleinboxes_providers::payments::{EventKind, PaymentProvider, WebhookError};

use super::world::{WEBHOOK_SECRETS, World};

const BODY: &[u8] = br#"{"id":"evt_1","object":"event","type":"ping","created":1795608000,"livemode":false,"data":{"object":{}}}"#;
const BY_OLD: &str = "8cf1eced0f1c2fa75b9fe5ef6190de6abdb8e2897006a165e3dcb949985740d2";
const BY_NEW: &str = "90c9c9fc6ae5873bdde10298ea4141e38b6815f0c4be8405ee63afa6586270d9";

fn now() -> Timestamp {
    Timestamp::from_timestamp(1_795_608_000, 0).expect("a time")
}

fn signed(secret: &str, seconds: &str, body: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let text = [seconds.as_bytes(), b".", body].concat();
    let tag = hmac::sign(&key, &text);
    tag.as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[tokio::test]
async fn good_signatures_are_taken() {
    let stripe = World::open().await.stripe;
    assert_eq!(signed(WEBHOOK_SECRETS[1], "1795608000", BODY), BY_NEW);
    let wrong = "0".repeat(64);
    for header in [
        format!("t=1795608000,v1={BY_OLD}"),
        format!("t=1795608000,v1={BY_NEW}"),
        format!("t=1795608000,v1={wrong},v1={BY_NEW}"),
        format!("t=1795608000,v1={BY_NEW},v1={wrong}"),
        format!("t=1795608000,v1=short,v1={BY_NEW}"),
        format!("v1={BY_NEW},t=1795608000,v0={wrong}"),
        format!("t=1795608000, v1={BY_NEW}"),
        format!("t=1795608000,v1={}", BY_NEW.to_uppercase()),
    ] {
        let event = stripe.receive_webhook(BODY, Some(&header), now());
        let event = event.unwrap_or_else(|error| panic!("{header}: {error}"));
        assert_eq!((event.id.as_str(), event.name.as_str()), ("evt_1", "ping"));
        assert_eq!(event.kind, EventKind::Other);
        assert_eq!(event.created_at, now());
        assert!(!event.live);
    }
}

#[tokio::test]
async fn bad_signatures_are_told_apart() {
    let stripe = World::open().await.stripe;
    let good = format!("t=1795608000,v1={BY_NEW}");
    let verify = |body: &[u8], header: &str| stripe.verify_webhook(body, Some(header), now());

    assert_eq!(
        stripe.verify_webhook(BODY, None, now()),
        Err(WebhookError::NoHeader)
    );
    for header in [
        "",
        "x",
        "t",
        "t=,v1=00",
        "t=now,v1=00",
        "v1=00",
        "t=1,v1",
        ",",
        "\u{fffd}=t",
    ] {
        let outcome = verify(BODY, header);
        assert_eq!(outcome, Err(WebhookError::BadHeader), "{header}");
    }
    let by_stranger = signed("whsec_AnotherSecret", "1795608000", BODY);
    for header in [
        "t=1795608000".to_owned(),
        "t=1795608000,v1=".to_owned(),
        format!("t=1795608000,v1={by_stranger}"),
        format!("t=1795608000,v0={BY_NEW}"),
        format!("t=1795608000,v1={}", &BY_NEW[..62]),
        format!("t=1795608000,v1={BY_NEW}00"),
        format!("t=1795608000,v1={}ä", &BY_NEW[..62]),
        // Another time than that which was signed, however written.
        format!("t=1795608001,v1={BY_NEW}"),
        format!("t=+1795608000,v1={BY_NEW}"),
        format!("t=1,v1={BY_NEW}"),
    ] {
        assert_eq!(
            verify(BODY, &header),
            Err(WebhookError::NoMatch),
            "{header}"
        );
    }
    for place in 0..BY_NEW.len() {
        let digit = if &BY_NEW[place..=place] == "0" {
            "1"
        } else {
            "0"
        };
        let header = format!(
            "t=1795608000,v1={}{digit}{}",
            &BY_NEW[..place],
            &BY_NEW[place + 1..]
        );
        assert_eq!(
            verify(BODY, &header),
            Err(WebhookError::NoMatch),
            "{header}"
        );
    }
    let mut tampered = BODY.to_vec();
    tampered[8] ^= 1;
    assert_eq!(verify(&tampered, &good), Err(WebhookError::NoMatch));
    // One more blank is the same JSON, and not what was signed.
    assert_eq!(
        verify(&[BODY, b" "].concat(), &good),
        Err(WebhookError::NoMatch)
    );
    assert_eq!(verify(b"", &good), Err(WebhookError::NoMatch));
}

#[tokio::test]
async fn old_signatures_are_not_taken() {
    let stripe = World::open().await.stripe;
    let header = format!("t=1795608000,v1={BY_NEW}");
    for (seconds, expected) in [
        (0, Ok(())),
        (300, Ok(())),
        (301, Err(WebhookError::OutsideTolerance)),
        (-300, Ok(())),
        (-301, Err(WebhookError::OutsideTolerance)),
    ] {
        let then = now() + Duration::seconds(seconds);
        assert_eq!(
            stripe.verify_webhook(BODY, Some(&header), then),
            expected,
            "{seconds}"
        );
    }
    for time in [i64::MIN, i64::MAX, -1] {
        let time = time.to_string();
        let header = format!("t={time},v1={}", signed(WEBHOOK_SECRETS[0], &time, BODY));
        let outcome = stripe.verify_webhook(BODY, Some(&header), now());
        assert_eq!(outcome, Err(WebhookError::OutsideTolerance));
    }
}

#[tokio::test]
async fn without_secrets_nothing_is_taken() {
    let stripe = World::with(|settings| settings.webhook_secrets.clear())
        .await
        .stripe;
    let header = format!("t=1795608000,v1={BY_NEW}");
    let outcome = stripe.verify_webhook(BODY, Some(&header), now());
    assert_eq!(outcome, Err(WebhookError::NoMatch));
    let by_nothing = format!("t=1795608000,v1={}", signed("", "1795608000", BODY));
    let outcome = stripe.verify_webhook(BODY, Some(&by_nothing), now());
    assert_eq!(outcome, Err(WebhookError::NoMatch));
}

#[tokio::test]
async fn a_secret_can_be_taken_out_of_use() {
    let stripe = World::with(|settings| {
        settings.webhook_secrets.remove(0);
    })
    .await
    .stripe;
    let header = format!("t=1795608000,v1={BY_OLD}");
    let outcome = stripe.verify_webhook(BODY, Some(&header), now());
    assert_eq!(outcome, Err(WebhookError::NoMatch));
}

#[tokio::test]
async fn signed_nonsense_is_no_event() {
    let stripe = World::open().await.stripe;
    for body in [
        &b""[..],
        b"{",
        b"[]",
        b"null",
        br#"{"id":"evt_1","object":"charge","type":"ping","created":1,"livemode":false,"data":{"object":{}}}"#,
        br#"{"id":"","object":"event","type":"ping","created":1,"livemode":false,"data":{"object":{}}}"#,
        br#"{"id":"evt_1","object":"event","type":"payment_intent.succeeded","created":1,"livemode":false,"data":{"object":{}}}"#,
        br#"{"id":"evt_1","object":"event","type":"ping","created":9223372036854775807,"livemode":false,"data":{"object":{}}}"#,
    ] {
        let signature = signed(WEBHOOK_SECRETS[0], "1795608000", body);
        let header = format!("t=1795608000,v1={signature}");
        let outcome = stripe.receive_webhook(body, Some(&header), now());
        assert_eq!(outcome, Err(WebhookError::NotAnEvent));
    }
}
