//! What a single request may cost.

use std::time::Duration;

use fixture_server::runtime::Limits;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    app::{start, start_with},
    client::{get, raw, send},
};

#[tokio::test]
async fn a_body_over_the_limit_is_413() {
    let bakery = start().await;
    let headers = &["X-Key: good", "Content-Type: application/json"];
    // The operation's own limit is 4096.
    let body = |size: usize| {
        format!(
            "{{\"name\":\"rye\",\"grams\":500{}}}",
            " ".repeat(size - 26)
        )
    };
    assert_eq!(
        send(
            bakery.address,
            "POST /v1/loaves",
            headers,
            body(4096).as_bytes()
        )
        .await
        .status,
        201
    );
    let answer = send(
        bakery.address,
        "POST /v1/loaves",
        headers,
        body(4097).as_bytes(),
    )
    .await;
    assert_eq!(answer.code(413), "PAYLOAD_TOO_LARGE");
    let answer = send(
        bakery.address,
        "POST /v1/loaves",
        headers,
        &vec![b' '; 900_000],
    )
    .await;
    assert_eq!(answer.code(413), "PAYLOAD_TOO_LARGE");
}

#[tokio::test]
async fn a_body_that_does_not_say_its_size_has_the_same_limit() {
    let bakery = start().await;
    let mut request =
        b"POST /v1/loaves HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Key: good\r\n\
        Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            .to_vec();
    for _ in 0..10 {
        request.extend_from_slice(format!("200\r\n{}\r\n", " ".repeat(512)).as_bytes());
    }
    request.extend_from_slice(b"0\r\n\r\n");
    assert_eq!(
        raw(bakery.address, &request).await.code(413),
        "PAYLOAD_TOO_LARGE"
    );
}

#[tokio::test]
async fn an_operation_without_its_own_limit_has_the_usual_one() {
    let bakery = start_with(Limits {
        body: 100,
        ..Limits::default()
    })
    .await;
    let headers = &["Content-Type: application/octet-stream"];
    assert_eq!(
        send(bakery.address, "POST /v1/notes", headers, &[0; 100])
            .await
            .status,
        200
    );
    assert_eq!(
        send(bakery.address, "POST /v1/notes", headers, &[0; 101])
            .await
            .code(413),
        "PAYLOAD_TOO_LARGE"
    );
}

#[tokio::test]
async fn a_body_that_breaks_off_reaches_no_method() {
    let bakery = start().await;
    let mut stream = TcpStream::connect(bakery.address)
        .await
        .expect("a connection");
    let request = b"POST /v1/notes HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nabc";
    stream.write_all(request).await.expect("sent");
    stream.shutdown().await.expect("closed for writing");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("read");
    assert_eq!(bakery.calls(), 0);
    assert!(
        !answer.starts_with(b"HTTP/1.1 2"),
        "{}",
        String::from_utf8_lossy(&answer)
    );
}

#[tokio::test]
async fn what_takes_too_long_is_503() {
    let bakery = start().await;
    let answer = get(bakery.address, "GET /v1/loaves/never").await;
    assert_eq!(answer.code(503), "SERVICE_UNAVAILABLE");
    assert_eq!(answer.header("retry-after"), Some("1"));
    assert_eq!(answer.header("ratelimit-remaining"), Some("3"));
}

#[tokio::test]
async fn a_body_that_never_comes_is_503() {
    let bakery = start().await;
    let mut stream = TcpStream::connect(bakery.address)
        .await
        .expect("a connection");
    let request = b"POST /v1/notes HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nabc";
    stream.write_all(request).await.expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("read");
    assert!(
        answer.starts_with(b"HTTP/1.1 503"),
        "{}",
        String::from_utf8_lossy(&answer)
    );
}

#[tokio::test]
async fn a_head_over_the_limit_is_400() {
    let limits = Limits {
        headers: 200,
        target: 60,
        timeout: Duration::from_secs(5),
        ..Limits::default()
    };
    let bakery = start_with(limits).await;
    let answer = send(
        bakery.address,
        "GET /v1/loaves",
        &[&format!("X-Large: {}", "x".repeat(200))],
        b"",
    )
    .await;
    assert_eq!(
        answer.details(),
        ["header.x-large: makes the headers larger than 200 bytes"]
    );
    let answer = get(
        bakery.address,
        &format!("GET /v1/loaves?words={}", "x".repeat(60)),
    )
    .await;
    assert_eq!(answer.code(400), "INVALID_REQUEST");
    assert_eq!(
        get(bakery.address, "GET /v1/loaves?words=x").await.status,
        200
    );
}
