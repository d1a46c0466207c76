//! A vendor that is down, or a blocklist that is not asked: what is told of it, and that nothing
//! else suffers.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use simpleinboxes_tests::{api::Api, service::Ground};

use crate::resolver::{Play as Question, Server};
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

/// What `/readyz` says of a list, and its state in the metrics.
async fn list(api: &Api, list: &str) -> (Value, String, String) {
    let ready = api.plain(Method::GET, "/readyz").await;
    assert_eq!(ready.status, 200, "one list takes nothing with it");
    let metrics = api.plain(Method::GET, "/metrics").await.text();
    let metric = |name: &str, labels: &str| {
        let begin = format!("simpleinboxes_{name}{{list=\"{list}\"{labels}}} ");
        let line = metrics.lines().find_map(|line| line.strip_prefix(&begin));
        line.unwrap_or_else(|| panic!("no {begin} in {metrics}"))
            .to_owned()
    };
    let over_quota = metric("blocklist_questions_total", ",outcome=\"over_quota\"");
    let state = metric("blocklist_state", "");
    let told = ready.json()["details"]["blocklists"][list].clone();
    (told, state, over_quota)
}

#[tokio::test]
async fn a_blocklist_that_is_not_asked_is_told() {
    let resolver = Server::open().await;
    let code = [127, 255, 255, 255].into();
    let name = "northwind.com.dbl.spamhaus.org.";
    resolver.play(name, Question::Addresses(vec![code], 60));
    let mut ground = Ground::one().await;
    let lists = &mut ground.config.blocklists.dns;
    lists.resolvers = vec![resolver.address()];
    lists.timeout_ms = 20_000;
    let running = ground.start().await;
    let api = running.with(&ground.acme.key);
    let asked = |told: &(Value, String, String), state: &str| {
        (told.0 == json!({"state": "asked"})) && told.1 == "0" && told.2 == state
    };
    let before = list(&api, "spamhaus_dbl").await;
    assert!(asked(&before, "0"), "{before:?}");

    let body = json!({"domains": ["northwind.com"]});
    api.post("/recovery/blacklist-check", &body).await.data(200);
    let (told, state, over_quota) = list(&api, "spamhaus_dbl").await;
    assert_eq!(told, json!({"state": "paused", "retryAfterSeconds": 600}));
    assert_eq!((state.as_str(), over_quota.as_str()), ("2", "1"));
    let other = list(&api, "uribl").await;
    assert!(asked(&other, "0"), "{other:?}");

    ground.clock.advance(TimeDelta::seconds(600));
    let after = list(&api, "spamhaus_dbl").await;
    assert!(asked(&after, "1"), "{after:?}");
}
