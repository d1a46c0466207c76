//! A vendor that is down: what is told of it, and that nothing else suffers.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use simpleinboxes_tests::{api::Api, service::Ground};

use crate::stub::{Answer, Play, Stub};

const PATH: &str = "/clients/First/credentials/test";

async fn told(api: &Api) -> Value {
    let ready = api.plain(Method::GET, "/readyz").await;
    assert_eq!(ready.status, 200, "one vendor takes nothing with it");
    let ready = ready.json();
    assert_eq!(ready["status"], "ok");
    ready["details"]["vendors"]["instantly"].clone()
}

/// A line of the metrics about Instantly, by its name and further labels.
async fn metric(api: &Api, name: &str, labels: &str) -> String {
    let metrics = api.plain(Method::GET, "/metrics").await.text();
    let begin = format!("simpleinboxes_{name}{{vendor=\"instantly\"{labels}}} ");
    let line = metrics.lines().find_map(|line| line.strip_prefix(&begin));
    line.unwrap_or_else(|| panic!("no {begin} in {metrics}"))
        .to_owned()
}

#[tokio::test]
async fn a_vendor_that_is_down_is_told_and_left_alone() {
    let stub = Stub::playing([]).await;
    let mut ground = Ground::one().await;
    let sending = &mut ground.config.sending;
    sending.base_urls.insert("instantly".to_owned(), stub.url());
    sending.http.repeats = 0;
    sending.http.breaker.failures = 2;
    let running = ground.start().await;
    let api = running.with(&ground.acme.key);
    let body = json!({"tool": "instantly", "apiKey": "tool-key-0123456789"});
    assert_eq!(told(&api).await, json!({"breaker": "closed"}));
    assert_eq!(metric(&api, "vendor_breaker_state", "").await, "0");

    let down = || Play::Answer(Answer::new(503, ""));
    stub.restart([down(), down()]);
    for _ in 0..3 {
        let refused = api.post(PATH, &body).await;
        refused.refused(502, "UPSTREAM_ERROR");
    }
    assert_eq!(stub.seen().len(), 2, "the third was not sent");
    let open = told(&api).await;
    assert_eq!(open["breaker"], "open");
    let left = open["retryAfterSeconds"].as_u64().expect("seconds");
    assert!((30..=38).contains(&left), "{open}");
    assert_eq!(metric(&api, "vendor_breaker_state", "").await, "2");
    let calls = async |outcome: &str| {
        let outcome = format!(",outcome=\"{outcome}\"");
        metric(&api, "vendor_calls_total", &outcome).await
    };
    assert_eq!(calls("failed").await, "2");
    assert_eq!(calls("circuit_open").await, "1");
    assert_eq!(calls("answered").await, "0");
    let sent = metric(&api, "vendor_call_duration_seconds_count", "").await;
    assert_eq!(sent, "2");
    assert_eq!(metric(&api, "vendor_calls_waiting", "").await, "0");

    ground.clock.advance(TimeDelta::seconds(38));
    assert_eq!(told(&api).await, json!({"breaker": "half_open"}));
    assert_eq!(metric(&api, "vendor_breaker_state", "").await, "1");
    let well = Answer::json(200, r#"{"items":[]}"#);
    stub.restart([Play::Answer(well)]);
    api.post(PATH, &body).await.data(200);
    assert_eq!(told(&api).await, json!({"breaker": "closed"}));
    assert_eq!(calls("answered").await, "1");
}
