//! Paths and methods.

use crate::{
    app::{start, start_loaves_only},
    client::{get, send},
};

#[tokio::test]
async fn a_fixed_path_goes_before_one_with_a_variable() {
    let bakery = start().await;
    assert_eq!(
        get(bakery.address, "GET /v1/loaves/newest").await.seen(),
        r#""newest""#
    );
    assert_eq!(
        get(bakery.address, "GET /v1/loaves/oldest").await.seen(),
        r#""oldest""#
    );
}

#[tokio::test]
async fn what_is_not_there_is_404_in_the_envelope() {
    let bakery = start().await;
    for path in [
        "/",
        "/v1",
        "/loaves",
        "/v1/loaves/",
        "/v1/loaves//",
        "/v1/loaf",
        "/v1/labels/7.png",
        "/v1/labels/.txt",
        "/v2/loaves",
    ] {
        let answer = get(bakery.address, &format!("GET {path}")).await;
        assert_eq!(answer.code(404), "NOT_FOUND", "{path}");
    }
}

#[tokio::test]
async fn a_tag_that_is_not_mounted_is_404() {
    let bakery = start_loaves_only().await;
    assert_eq!(
        get(bakery.address, "GET /v1/hours").await.code(404),
        "NOT_FOUND"
    );
    assert_eq!(
        get(bakery.address, "GET /v1/loaves/newest").await.status,
        200
    );
}

#[tokio::test]
async fn a_method_that_a_path_does_not_have_is_405_with_those_it_has() {
    let bakery = start().await;
    let answer = get(bakery.address, "PATCH /v1/loaves").await;
    assert_eq!(answer.code(405), "METHOD_NOT_ALLOWED");
    assert_eq!(answer.header("allow"), Some("GET,HEAD,POST"));
    let answer = get(bakery.address, "POST /v1/loaves/7").await;
    assert_eq!(answer.code(405), "METHOD_NOT_ALLOWED");
    assert_eq!(answer.header("allow"), Some("GET,HEAD,DELETE"));
}

#[tokio::test]
async fn options_tells_the_methods() {
    let bakery = start().await;
    let answer = get(bakery.address, "OPTIONS /v1/loaves").await;
    assert_eq!(
        (answer.status, answer.header("allow")),
        (204, Some("GET,HEAD,POST"))
    );
    assert!(answer.body.is_empty());
    assert_eq!(
        get(bakery.address, "OPTIONS /v1/nothing").await.code(404),
        "NOT_FOUND"
    );
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let bakery = start().await;
    let (head, get) = (
        get(bakery.address, "HEAD /v1/loaves/newest").await,
        get(bakery.address, "GET /v1/loaves/newest").await,
    );
    assert_eq!(head.status, 200);
    assert!(head.body.is_empty());
    for name in ["content-type", "content-length", "ratelimit-limit"] {
        assert!(get.header(name).is_some(), "{name}");
        assert_eq!(head.header(name), get.header(name), "{name}");
    }
    assert_eq!(
        crate::client::get(bakery.address, "HEAD /v1/nothing")
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn request_ids_are_ours_or_of_our_form() {
    let bakery = start().await;
    let ours = "req_01m6jy9ne0ecdgvscb0yvd1pkx";
    for line in [
        "GET /v1/loaves/newest",
        "GET /v1/nothing",
        "PUT /v1/loaves",
        "OPTIONS /v1/loaves",
    ] {
        let answer = send(
            bakery.address,
            line,
            &[&format!("X-Request-Id: {ours}")],
            b"",
        )
        .await;
        assert_eq!(answer.header("x-request-id"), Some(ours), "{line}");
        let answer = send(bakery.address, line, &["X-Request-Id: <script>"], b"").await;
        let id = answer.header("x-request-id").expect("an id");
        assert!(id.starts_with("req_") && id.len() == 30, "{line} {id}");
    }
}

#[tokio::test]
async fn the_gate_is_asked_for_every_request() {
    let bakery = start().await;
    for (line, headers, status, remaining) in [
        ("GET /v1/loaves/newest", &[][..], 200, "3"),
        ("GET /v1/staff", &["Authorization: Basic good"], 200, "4"),
        ("GET /v1/staff", &["Authorization: Basic bad"], 401, "2"),
        ("GET /v1/nothing", &[], 404, "1"),
        ("PUT /v1/loaves", &[], 405, "1"),
        ("GET /v1/loaves/panic", &[], 500, "3"),
        ("GET /v1/loaves?color=red", &[], 400, "3"),
    ] {
        let answer = send(bakery.address, line, headers, b"").await;
        assert_eq!(answer.status, status, "{line}");
        assert_eq!(answer.header("ratelimit-limit"), Some("5"), "{line}");
        assert_eq!(
            answer.header("ratelimit-remaining"),
            Some(remaining),
            "{line}"
        );
        assert_eq!(answer.header("ratelimit-reset"), Some("60"), "{line}");
    }
}

#[tokio::test]
async fn who_is_refused_by_the_gate_gets_429_whoever_they_are() {
    let bakery = start().await;
    for (line, key) in [
        ("GET /v1/staff", "Authorization: Basic good"),
        ("GET /v1/staff", "Authorization: Basic bad"),
        ("GET /v1/nothing", "X-None: 1"),
    ] {
        let answer = send(bakery.address, line, &[key, "X-Refuse: 1"], b"").await;
        assert_eq!(answer.code(429), "RATE_LIMIT_EXCEEDED", "{line} {key}");
        assert_eq!(answer.header("retry-after"), Some("7"));
    }
    assert_eq!(bakery.calls(), 0);
}
