//! What makes two requests the same.

use crate::{
    app::{Running, start},
    client::send,
};

async fn fingerprint(bakery: &Running, key: Option<&str>, query: &str, body: &str) -> String {
    let key = key.map(|key| format!("Idempotency-Key: {key}"));
    let mut headers = vec!["X-Key: good", "Content-Type: application/json"];
    headers.extend(key.as_deref());
    send(
        bakery.address,
        &format!("POST /v1/loaves{query}"),
        &headers,
        body.as_bytes(),
    )
    .await
    .seen()
}

#[tokio::test]
async fn the_key_comes_with_what_the_request_means() {
    let bakery = start().await;
    let body = r#"{"name":"key","grams":500,"seed":{"kind":"a"}}"#;
    let first = fingerprint(&bakery, Some("k1"), "", body).await;
    assert!(first.starts_with(r#"Some(("k1", ["#), "{first}");
    for same in [
        r#"{ "grams" : 500, "seed": {"kind":"a"},   "name":"key" }"#,
        r#"{"name":"\u006bey","grams":500,"note":null,"seed":{"kind":"a","inner":null}}"#,
    ] {
        assert_eq!(
            fingerprint(&bakery, Some("k1"), "", same).await,
            first,
            "{same}"
        );
    }
    for other in [
        r#"{"name":"key","grams":505,"seed":{"kind":"a"}}"#,
        r#"{"name":"key","grams":500,"seed":{"kind":"b"}}"#,
        r#"{"name":"key","grams":500,"glaze":null,"seed":{"kind":"a"}}"#,
    ] {
        assert_ne!(
            fingerprint(&bakery, Some("k1"), "", other).await,
            first,
            "{other}"
        );
    }
    assert_eq!(fingerprint(&bakery, None, "", body).await, "None");
}

#[tokio::test]
async fn a_key_that_is_no_key_is_refused() {
    let bakery = start().await;
    let long = format!("Idempotency-Key: {}", "x".repeat(256));
    let headers = &["X-Key: good", "Content-Type: application/json", &long];
    let answer = send(
        bakery.address,
        "POST /v1/loaves",
        headers,
        br#"{"name":"key","grams":500}"#,
    )
    .await;
    assert_eq!(
        answer.details(),
        ["header.Idempotency-Key: must have at most 255 characters"]
    );
}
