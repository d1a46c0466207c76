//! Who calls.

use crate::{
    app::start,
    client::{get, send},
};

#[tokio::test]
async fn without_credentials_it_is_said_what_to_send() {
    let bakery = start().await;
    let answer = get(bakery.address, "GET /v1/staff").await;
    assert_eq!(answer.code(401), "MISSING_API_KEY");
    let message = answer.json()["error"]["message"].to_string();
    assert!(
        message.contains("the header X-Key and a bearer token"),
        "{message}"
    );
    assert_eq!(bakery.calls(), 0);
}

#[tokio::test]
async fn each_scheme_reaches_its_method() {
    let bakery = start().await;
    for (line, headers, caller) in [
        (
            "GET /v1/staff",
            &["X-Key: good", "Authorization: Bearer token"][..],
            r#""both:good+token""#,
        ),
        (
            "GET /v1/staff",
            &["Authorization: basic good"],
            r#""password:good""#,
        ),
        ("GET /v1/hours", &["X-Key: good"], r#"Some("key:good")"#),
        ("GET /v1/tills?key=good", &[], r#""query:good""#),
        (
            "GET /v1/tills",
            &["Cookie: a=b; key=good"],
            r#""cookie:good""#,
        ),
    ] {
        assert_eq!(
            send(bakery.address, line, headers, b"").await.seen(),
            caller,
            "{line}"
        );
    }
}

#[tokio::test]
async fn of_alternatives_the_first_that_succeeds_counts() {
    let bakery = start().await;
    let answer = send(
        bakery.address,
        "GET /v1/tills?key=bad",
        &["Cookie: key=good"],
        b"",
    )
    .await;
    assert_eq!(answer.seen(), r#""cookie:good""#);
    let answer = send(
        bakery.address,
        "GET /v1/tills?key=weak",
        &["Cookie: key=bad"],
        b"",
    )
    .await;
    assert_eq!(answer.code(403), "FORBIDDEN");
}

#[tokio::test]
async fn half_of_what_is_needed_together_is_none() {
    let bakery = start().await;
    for header in ["X-Key: good", "Authorization: Bearer good"] {
        let answer = send(bakery.address, "GET /v1/staff", &[header], b"").await;
        assert_eq!(answer.code(401), "MISSING_API_KEY", "{header}");
    }
}

#[tokio::test]
async fn optional_credentials_may_be_missing_but_not_wrong() {
    let bakery = start().await;
    assert_eq!(get(bakery.address, "GET /v1/hours").await.seen(), "None");
    let answer = send(bakery.address, "GET /v1/hours", &["X-Key: bad"], b"").await;
    assert_eq!(answer.code(401), "INVALID_API_KEY");
}

#[tokio::test]
async fn odd_credentials_are_none() {
    let bakery = start().await;
    for headers in [
        &["X-Key: good", "X-Key: good", "Authorization: Bearer x"][..],
        &["X-Key: ", "Authorization: Bearer x"],
        &["X-Key: good", "Authorization: Bearer"],
        &["X-Key: good", "Authorization: Bearer "],
        &["X-Key: good", "Authorization: Digest x"],
    ] {
        let answer = send(bakery.address, "GET /v1/staff", headers, b"").await;
        assert_eq!(answer.code(401), "MISSING_API_KEY", "{headers:?}");
    }
    let answer = get(bakery.address, "GET /v1/tills?key=good&key=good").await;
    assert_eq!(answer.code(401), "MISSING_API_KEY");
}

#[tokio::test]
async fn each_rejection_has_its_status() {
    let bakery = start().await;
    for (key, status, code, retry) in [
        ("bad", 401, "INVALID_API_KEY", None),
        ("weak", 403, "FORBIDDEN", None),
        ("hasty", 429, "RATE_LIMIT_EXCEEDED", Some("2")),
        ("down", 503, "SERVICE_UNAVAILABLE", Some("1")),
    ] {
        let header = format!("X-Key: {key}");
        let answer = send(bakery.address, "POST /v1/loaves", &[&header], b"").await;
        assert_eq!(answer.code(status), code);
        assert_eq!(answer.header("retry-after"), retry, "{key}");
        assert!(!String::from_utf8_lossy(&answer.body).contains("database"));
    }
}

#[tokio::test]
async fn authentication_goes_before_everything_about_the_body() {
    let bakery = start().await;
    let headers = &["X-Key: bad", "Content-Type: image/png"];
    let answer = send(
        bakery.address,
        "POST /v1/loaves?x=y",
        headers,
        &[b'x'; 9000],
    )
    .await;
    assert_eq!(answer.code(401), "INVALID_API_KEY");
}
