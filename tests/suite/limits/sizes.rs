//! Bodies that are too large.

use futures::stream;
use serde_json::json;
use simpleinboxes_tests::service::{Ground, Running};

const LIMIT: usize = 2048;

async fn small() -> (Ground, Running) {
    let mut ground = Ground::one().await;
    ground.config.limits.body_bytes = LIMIT;
    let running = ground.start().await;
    (ground, running)
}

/// A body of so many bytes that is right but for its size.
fn body(bytes: usize) -> String {
    let body = json!({"name": "Large"}).to_string();
    body.clone() + &" ".repeat(bytes - body.len())
}

#[tokio::test]
async fn a_body_may_be_as_large_as_the_limit_and_no_larger() {
    let (ground, running) = small().await;
    let api = running.with(&ground.acme.key);
    let post = |bytes| {
        api.request(reqwest::Method::POST, "/clients")
            .bytes(body(bytes))
    };
    post(LIMIT).await.data(201);
    post(LIMIT + 1).await.refused(413, "PAYLOAD_TOO_LARGE");
    post(64 * LIMIT).await.refused(413, "PAYLOAD_TOO_LARGE");
    assert_eq!(api.all("/clients").await.len(), 2);
}

#[tokio::test]
async fn a_body_that_hides_its_size_is_still_too_large() {
    let (ground, running) = small().await;
    // In chunks, with no length said beforehand.
    let chunks = body(4 * LIMIT)
        .into_bytes()
        .chunks(100)
        .map(<[u8]>::to_vec)
        .collect::<Vec<_>>();
    let chunks = stream::iter(chunks.into_iter().map(Ok::<_, std::io::Error>));
    let response = reqwest::Client::new()
        .post(format!("{}/api/v1/clients", running.api().origin()))
        .header("x-api-key", &ground.acme.key)
        .header("content-type", "application/json")
        .body(reqwest::Body::wrap_stream(chunks))
        .send()
        .await
        .expect("an answer");
    assert_eq!(response.status(), 413);
    assert!(
        response
            .text()
            .await
            .expect("a body")
            .contains("PAYLOAD_TOO_LARGE")
    );
}

#[tokio::test]
async fn who_is_not_let_in_is_not_told_of_limits() {
    let (_ground, running) = small().await;
    let call = running
        .api()
        .request(reqwest::Method::POST, "/clients")
        .bytes(body(4 * LIMIT));
    call.await.refused(401, "MISSING_API_KEY");
}
