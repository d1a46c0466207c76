//! What Cloudflare answers when it does not do what it is asked.

use std::time::Duration;

use chrono::TimeDelta;
use simpleinboxes_core::dns::RecordType;
use simpleinboxes_providers::dns::{Change, DnsHost, DnsHostError, Zone};
use simpleinboxes_providers::{HttpSettings, Lack, Outage, ProviderError};
use tokio::net::TcpListener;

use super::fake::{Fault, TOKEN};
use super::world::World;
use crate::contract::{create, domain, record, valid, zone};

fn says(status: u16, code: u32, message: &str) -> Fault {
    let body = format!(
        r#"{{"success":false,"errors":[{{"code":{code},"message":"{message}"}}],"messages":[],"result":null}}"#
    );
    Fault::Answer(status, Vec::new(), body)
}

fn with(status: u16, headers: &[(&'static str, &'static str)]) -> Fault {
    Fault::Answer(status, headers.to_vec(), String::new())
}

fn one() -> [Change; 1] {
    [create(&record(RecordType::A, "a", "192.0.2.1"))]
}

fn two() -> [Change; 2] {
    let [one] = one();
    [one, create(&record(RecordType::A, "b", "192.0.2.1"))]
}

#[tokio::test]
async fn failures_are_told_apart() {
    let words = || "words".to_owned();
    let rejected = || ProviderError::Rejected { reason: words() };
    let status = |status, reason| ProviderError::from(Outage::Status { status, reason });
    for (fault, expected) in [
        (says(401, 10000, "words"), rejected().into()),
        (says(403, 9109, "words"), rejected().into()),
        (says(400, 6003, "words"), rejected().into()),
        (
            says(403, 10000, "words"),
            ProviderError::NotAllowed {
                lack: Lack::Permission,
                reason: words(),
            }
            .into(),
        ),
        (says(500, 1, "words"), status(500, Some(words())).into()),
        (with(418, &[]), status(418, None).into()),
        (
            with(302, &[("location", "http://127.0.0.1:1/")]),
            Outage::Redirected.into(),
        ),
        (says(404, 7003, "words"), DnsHostError::NoZone),
    ] {
        let world = World::open().await;
        let zone = zone(&world).await;
        let expected: DnsHostError = expected;
        for (name, twice) in [("read", false), ("changed", true)] {
            world.fake.fail(vec![fault.clone(); 2]);
            let error = if twice {
                world.cloudflare.apply(&zone, &one()).await.expect_err(name)
            } else {
                world.cloudflare.records(&zone).await.expect_err(name)
            };
            assert_eq!(error, expected, "{name}");
            assert_eq!(world.fake.asked().len(), 1, "{name}");
        }
    }
}

#[tokio::test]
async fn a_failure_with_status_200_is_one() {
    let world = World::open().await;
    let zone = zone(&world).await;
    world.fake.fail([says(200, 1004, "DNS Validation Error")]);
    let refused = world.cloudflare.records(&zone).await;
    let expected = DnsHostError::Refused {
        code: Some("1004".into()),
        reason: "DNS Validation Error".into(),
    };
    assert_eq!(refused, Err(expected));
}

#[tokio::test]
async fn outages_end_a_batch_and_it_can_be_sent_again() {
    for fault in [
        with(500, &[]),
        with(503, &[]),
        Fault::CutBefore,
        Fault::CutAfter,
        says(403, 10000, "no"),
    ] {
        let world = World::open().await;
        let zone = zone(&world).await;
        world.fake.fail([fault]);
        world
            .cloudflare
            .apply(&zone, &two())
            .await
            .expect_err("an outage");
        assert_eq!(world.fake.asked().len(), 1, "changes are sent once");
        world
            .cloudflare
            .apply(&zone, &two())
            .await
            .expect("written");
        assert_eq!(valid(&world, &zone).await.len(), 2);
    }
}

#[tokio::test]
async fn reads_are_repeated_once() {
    let world = World::open().await;
    let zone = zone(&world).await;
    for fault in [with(502, &[]), Fault::CutBefore] {
        world.fake.fail([fault.clone()]);
        world
            .cloudflare
            .records(&zone)
            .await
            .expect("the second try");
        assert_eq!(world.fake.asked().len(), 2);
        world.fake.fail([fault.clone(), fault]);
        world.cloudflare.records(&zone).await.expect_err("given up");
        assert_eq!(world.fake.asked().len(), 2);
    }
}

/// Nothing is asked for as long as Cloudflare said, and then again.
async fn waits(world: &World, zone: &Zone, fault: Fault, seconds: i64) {
    world.fake.fail([fault]);
    let limited = |wait| {
        let retry_after = Some(wait);
        Err(DnsHostError::from(ProviderError::RateLimited {
            retry_after,
        }))
    };
    let wait = Duration::from_secs(seconds.try_into().expect("not negative"));
    assert_eq!(world.cloudflare.records(zone).await, limited(wait));
    world.clock.advance(TimeDelta::seconds(seconds - 1));
    let left = Duration::from_secs(1);
    assert_eq!(world.cloudflare.records(zone).await, limited(left));
    let made = world.cloudflare.ensure_zone(&domain()).await;
    assert!(matches!(
        made,
        Err(DnsHostError::Host(ProviderError::RateLimited { .. }))
    ));
    assert_eq!(world.fake.asked().len(), 1, "nobody asked meanwhile");
    world.clock.advance(TimeDelta::seconds(1));
    world.cloudflare.records(zone).await.expect("again");
}

#[tokio::test]
async fn who_asked_too_much_stays_away() {
    let world = World::open().await;
    let zone = zone(&world).await;
    for (headers, seconds) in [
        (vec![("retry-after", "42")], 42),
        (vec![], 300),
        (vec![("retry-after", "86400")], 600),
        (
            vec![
                ("date", "Tue, 16 Feb 2021 09:02:12 GMT"),
                ("x-ratelimit-reset", "Tue, 16 Feb 2021 09:03:12 GMT"),
            ],
            60,
        ),
    ] {
        waits(&world, &zone, with(429, &headers), seconds).await;
    }
}

#[tokio::test]
async fn who_has_asked_as_much_as_allowed_stays_away_before_it_is_said() {
    let world = World::open().await;
    let zone = zone(&world).await;
    let list = r#"{"success":true,"errors":[],"messages":[],"result":[],
        "result_info":{"page":1,"per_page":200,"count":0,"total_count":0,"total_pages":0}}"#;
    let headers = vec![("x-ratelimit-remaining", "0"), ("retry-after", "7")];
    world
        .fake
        .fail([Fault::Answer(200, headers, list.to_owned())]);
    assert_eq!(world.cloudflare.records(&zone).await, Ok(Vec::new()));
    let limited = world.cloudflare.records(&zone).await;
    let retry_after = Some(Duration::from_secs(7));
    assert_eq!(
        limited,
        Err(ProviderError::RateLimited { retry_after }.into())
    );
    assert_eq!(world.fake.asked().len(), 1);
}

#[tokio::test]
async fn garbage_is_no_success() {
    let world = World::open().await;
    let zone = zone(&world).await;
    for body in [
        "",
        "{}",
        "null",
        "<html>",
        r#"{"success":true}"#,
        r#"{"success":true,"result":null}"#,
        r#"{"success":true,"result":[{"id":"x"}]}"#,
        r#"{"success":true,"result":{"id":"../x"}}"#,
        r#"{"success":true,"result":[]}"#,
    ] {
        let fault = Fault::Answer(200, Vec::new(), body.to_owned());
        world.fake.fail([fault.clone()]);
        let read = world.cloudflare.records(&zone).await;
        assert_eq!(read, Err(Outage::Garbage.into()), "{body}");
        world.fake.fail([fault.clone()]);
        let read = world.cloudflare.zone(&zone.id).await;
        assert_eq!(read, Err(Outage::Garbage.into()), "{body}");
        world.fake.fail([fault.clone()]);
        let applied = world.cloudflare.apply(&zone, &one()).await;
        assert_eq!(applied, Err(Outage::Garbage.into()), "{body}");
        world.fake.fail([fault]);
        let applied = world.cloudflare.apply(&zone, &two()).await;
        assert_eq!(applied, Err(Outage::Garbage.into()), "{body}");
    }
}

#[tokio::test]
async fn slow_and_long_answers_are_given_up() {
    let world = World::with(|settings| settings.http.timeout_ms = 300).await;
    let outage = |fault| async {
        world.fake.fail([fault]);
        world.cloudflare.find_zone(&domain()).await
    };
    assert_eq!(outage(Fault::Hang).await, Err(Outage::Timeout.into()));
    let world = World::with(|settings| settings.http.max_answer_bytes = 64 * 1024).await;
    world.fake.fail([Fault::Endless]);
    let found = world.cloudflare.find_zone(&domain()).await;
    assert_eq!(found, Err(Outage::TooLarge.into()));
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
    let found = world.cloudflare.find_zone(&domain()).await;
    assert_eq!(found, Err(Outage::Unreachable.into()));
}

#[tokio::test]
async fn what_cloudflare_quotes_is_not_repeated() {
    let world = World::open().await;
    for status in [400, 401, 403, 500] {
        let text = format!("no:  {TOKEN} and\\n more{}", " blah".repeat(500));
        world.fake.fail([says(status, 1, &text)]);
        let error = world
            .cloudflare
            .find_zone(&domain())
            .await
            .expect_err("a refusal");
        for shown in [error.to_string(), format!("{error:?}")] {
            assert!(shown.contains("no: [redacted] and more"), "{shown}");
            assert!(!shown.contains(TOKEN), "{shown}");
            assert!(shown.chars().count() < 500, "{shown}");
        }
    }
}
