//! The judge itself: good exchanges, each spoilt in one way, must be refused for it.

use serde_json::{Value, json};
use simpleinboxes_tests::{judge::Judge, runs::round_trip, wire::Exchange};

/// A way to spoil an exchange, and what the judge must name.
type Spoil = (&'static str, fn(&mut Exchange), &'static str);

/// The recorded exchange of `createApiKey` that succeeded.
fn good(judge: &Judge) -> Exchange {
    let exchanges = round_trip().exchanges.iter();
    let mut succeeded = exchanges.filter(|exchange| {
        let verdict = judge.exchange(exchange);
        (verdict.operation.as_deref(), verdict.status) == (Some("createApiKey"), 201)
    });
    succeeded.next().expect("an exchange").clone()
}

fn spoil(judge: &Judge, (what, change, expected): Spoil) {
    let mut exchange = good(judge);
    let clean = judge.exchange(&exchange);
    assert!(
        clean.request.is_empty() && clean.response.is_empty(),
        "{clean:?}"
    );
    change(&mut exchange);
    let verdict = judge.exchange(&exchange);
    let mut named = verdict
        .request
        .iter()
        .chain(&verdict.response)
        .map(|problem| problem.field.as_str());
    assert!(named.any(|field| field == expected), "{what}: {verdict:?}");
}

fn body(bytes: &mut Vec<u8>, change: impl FnOnce(&mut Value)) {
    let mut value = serde_json::from_slice(bytes).expect("JSON");
    change(&mut value);
    *bytes = value.to_string().into_bytes();
}

fn header(headers: &mut Vec<(String, String)>, name: &str, value: Option<&str>) {
    headers.retain(|(key, _)| key != name);
    headers.extend(value.map(|value| (name.to_owned(), value.to_owned())));
}

#[test]
fn requests_that_are_spoilt_are_refused() {
    let judge = Judge::published().expect("the published document");
    let spoilt: [Spoil; 11] = [
        (
            "another path",
            |e| e.request.target.push_str("/x"),
            "target",
        ),
        (
            "another method",
            |e| e.request.method = "PUT".to_owned(),
            "target",
        ),
        (
            "a parameter too many",
            |e| e.request.target.push_str("?x=1"),
            "query.x",
        ),
        (
            "no key",
            |e| header(&mut e.request.headers.0, "x-api-key", None),
            "security",
        ),
        (
            "a header too many",
            |e| header(&mut e.request.headers.0, "x-more", Some("1")),
            "header.x-more",
        ),
        (
            "a header out of its pattern",
            |e| header(&mut e.request.headers.0, "idempotency-key", Some("a b")),
            "header.Idempotency-Key",
        ),
        (
            "another type",
            |e| header(&mut e.request.headers.0, "content-type", Some("text/json")),
            "content-type",
        ),
        ("no body", |e| e.request.body.clear(), ""),
        ("no JSON", |e| e.request.body.truncate(5), ""),
        (
            "a field too few",
            |e| {
                body(&mut e.request.body, |v| {
                    drop(v.as_object_mut().map(|o| o.remove("name")))
                })
            },
            "/name",
        ),
        (
            "a field too many",
            |e| body(&mut e.request.body, |v| v["colour"] = json!(1)),
            "/colour",
        ),
    ];
    spoilt.into_iter().for_each(|one| spoil(&judge, one));
}

#[test]
fn answers_that_are_spoilt_are_refused() {
    let judge = Judge::published().expect("the published document");
    let spoilt: [Spoil; 9] = [
        ("another status", |e| e.response.status = 200, "status"),
        (
            "another type",
            |e| header(&mut e.response.headers.0, "content-type", Some("text/html")),
            "content-type",
        ),
        (
            "no request id",
            |e| header(&mut e.response.headers.0, "x-request-id", None),
            "header.X-Request-Id",
        ),
        (
            "no number where one belongs",
            |e| header(&mut e.response.headers.0, "ratelimit-limit", Some("many")),
            "header.RateLimit-Limit",
        ),
        (
            "a header too many",
            |e| header(&mut e.response.headers.0, "server", Some("x")),
            "header.server",
        ),
        (
            "a header twice",
            |e| {
                e.response
                    .headers
                    .0
                    .push(("x-request-id".to_owned(), "x".to_owned()))
            },
            "header.x-request-id",
        ),
        ("no body", |e| e.response.body.clear(), ""),
        (
            "a field too few",
            |e| {
                body(&mut e.response.body, |v| {
                    drop(v["data"].as_object_mut().map(|o| o.remove("key")))
                })
            },
            "/data/key",
        ),
        (
            "a field that nobody documents",
            |e| body(&mut e.response.body, |v| v["data"]["more"] = json!(1)),
            "/data/more",
        ),
    ];
    spoilt.into_iter().for_each(|one| spoil(&judge, one));
}

#[test]
fn a_code_that_is_not_listed_is_refused() {
    let judge = Judge::published().expect("the published document");
    let conflict = round_trip().exchanges.iter().find(|exchange| {
        let verdict = judge.exchange(exchange);
        verdict.operation.as_deref() == Some("createApiKey")
            && verdict.code.as_deref() == Some("CONFLICT")
    });
    let mut exchange = conflict.expect("an exchange").clone();
    body(&mut exchange.response.body, |value| {
        value["error"]["code"] = json!("INSUFFICIENT_FUNDS")
    });
    let verdict = judge.exchange(&exchange);
    assert!(
        verdict
            .response
            .iter()
            .any(|problem| problem.field == "/error/code"),
        "{verdict:?}"
    );
}
