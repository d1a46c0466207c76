//! Requests that break off, or are not what was meant.

use serde_json::Value;
use simpleinboxes_tests::raw::{answer, broken_off, shown};

use super::place;

#[tokio::test]
async fn a_body_that_breaks_off_has_no_effect() {
    let (ground, running, address) = place().await;
    let body = r#"{"name":"Whole"}"#;
    let head = format!(
        "POST /api/v1/clients HTTP/1.1\r\nhost: here\r\nconnection: close\r\nx-api-key: {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        ground.acme.key,
        body.len() + 1,
    );
    let read = broken_off(address, (head + body).as_bytes()).await;
    // There may be nobody left to answer; if there is an answer, it is the envelope.
    if !read.is_empty() {
        let answer = answer(&read);
        let body: Value = serde_json::from_slice(&answer.body).expect("the envelope");
        assert_eq!(
            (answer.status, &body["error"]["code"]),
            (400, &"INVALID_REQUEST".into())
        );
    }
    assert_eq!(
        running.with(&ground.acme.key).all("/clients").await.len(),
        1
    );
}

/// A small generator of numbers, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("64 bits") % end
    }
}

#[tokio::test]
async fn a_request_with_wrong_bytes_breaks_nothing() {
    let (ground, running, address) = place().await;
    let body = r#"{"name":"Northwind"}"#;
    let right = format!(
        "POST /api/v1/clients HTTP/1.1\r\nhost: here\r\nconnection: close\r\nx-api-key: {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\nidempotency-key: k\r\n\r\n{body}",
        ground.acme.key,
        body.len(),
    );
    let mut numbers = Numbers(2026);
    for round in 0..200 {
        let mut bytes = right.clone().into_bytes();
        for _ in 0..=numbers.below(4) {
            let place = numbers.below(bytes.len().max(1));
            match numbers.below(3) {
                0 => bytes.insert(place, u8::try_from(numbers.below(256)).expect("a byte")),
                1 if place < bytes.len() => drop(bytes.remove(place)),
                _ => bytes.truncate(place.max(1)),
            }
        }
        let read = broken_off(address, &bytes).await;
        if read.is_empty() {
            continue;
        }
        let answer = answer(&read);
        assert!(
            answer.status < 500,
            "round {round}: {} gave {}",
            shown(&bytes),
            shown(&read)
        );
        // Without a body it is the HTTP layer that found no request in it.
        if answer.status != 201 && !answer.body.is_empty() {
            let body: Value = serde_json::from_slice(&answer.body).expect("the envelope");
            assert_eq!(body["success"], false, "{body}");
        }
    }
    running
        .with(&ground.acme.key)
        .get("/workspaces")
        .await
        .data(200);
}
