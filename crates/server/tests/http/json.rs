//! Bodies that are, or should be, JSON.

use crate::{
    app::{Running, start},
    client::{Answer, raw, send},
};

async fn post(bakery: &Running, content_type: &str, body: &[u8]) -> Answer {
    let content_type = format!("Content-Type: {content_type}");
    send(
        bakery.address,
        "POST /v1/loaves",
        &["X-Key: good", &content_type],
        body,
    )
    .await
}

const LOAF: &str = r#"{"name":"rye","grams":500}"#;

#[tokio::test]
async fn a_good_body_reaches_the_method() {
    let bakery = start().await;
    for content_type in [
        "application/json",
        "Application/JSON; charset=utf-8",
        "application/json;charset=\"UTF-8\"",
    ] {
        let answer = post(&bakery, content_type, LOAF.as_bytes()).await;
        assert_eq!(answer.status, 201);
        assert!(answer.seen().contains("grams: 500"), "{}", answer.seen());
    }
}

#[tokio::test]
async fn another_media_type_is_415() {
    let bakery = start().await;
    for content_type in [
        "text/plain",
        "application/xml",
        "application/json; charset=latin1",
        "json",
        "",
    ] {
        let answer = post(&bakery, content_type, LOAF.as_bytes()).await;
        assert_eq!(answer.code(415), "UNSUPPORTED_MEDIA_TYPE", "{content_type}");
    }
    let answer = send(
        bakery.address,
        "POST /v1/loaves",
        &["X-Key: good"],
        LOAF.as_bytes(),
    )
    .await;
    assert_eq!(answer.code(415), "UNSUPPORTED_MEDIA_TYPE");
    assert_eq!(bakery.calls(), 0);
}

#[tokio::test]
async fn a_body_that_is_not_there_is_required() {
    let bakery = start().await;
    for headers in [
        &["X-Key: good"][..],
        &["X-Key: good", "Content-Type: application/json"],
    ] {
        let answer = send(bakery.address, "POST /v1/loaves", headers, b"").await;
        assert_eq!(answer.details(), [": is required"]);
    }
}

#[tokio::test]
async fn what_is_not_json_is_said_to_be_not() {
    let bakery = start().await;
    let deep = "[".repeat(200) + &"]".repeat(200);
    for (body, issue) in [
        (&b"{\"name\":"[..], "EOF"),
        (b"{\"name\": nil}", "expected ident at line 1 column 11"),
        (b"{} {}", "trailing characters"),
        (b"\xef\xbb\xbf{}", "expected value"),
        (b"{\"name\": \"\xff\"}", "is not UTF-8 at byte 10"),
        (b"{\"name\": \"\\ud800\"}", "hex escape"),
        (b"{\"name\": \"rye\", \"name\": \"rye\"}", "twice"),
        (deep.as_bytes(), "recursion limit"),
    ] {
        let details = post(&bakery, "application/json", body).await.details();
        assert_eq!(details.len(), 1);
        assert!(
            details[0].starts_with(": ") && details[0].contains(issue),
            "{details:?}"
        );
    }
    assert_eq!(bakery.calls(), 0);
}

#[tokio::test]
async fn a_body_may_come_in_chunks() {
    let bakery = start().await;
    let request = format!(
        "POST /v1/loaves HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Key: good\r\nContent-Type: application/json\r\n\
         Transfer-Encoding: chunked\r\n\r\n5\r\n{}\r\n{:x}\r\n{}\r\n0\r\n\r\n",
        &LOAF[..5],
        LOAF.len() - 5,
        &LOAF[5..]
    );
    let answer = raw(bakery.address, request.as_bytes()).await;
    assert_eq!(answer.status, 201);
}

#[tokio::test]
async fn null_means_absence_except_where_it_means_something() {
    let bakery = start().await;
    let body = br#"{"name":"rye","grams":500,"note":null,"seed":{"kind":null,"inner":{"kind":null}},"topping":{"type":"onion","raw":null}}"#;
    let seen = post(&bakery, "application/json", body).await.seen();
    for field in ["note: None", "glaze: None", "kind: None", "raw: None"] {
        assert!(seen.contains(field), "{field} in {seen}");
    }
    let seen = post(
        &bakery,
        "application/json",
        br#"{"name":"rye","grams":500,"glaze":null}"#,
    )
    .await
    .seen();
    assert!(seen.contains("glaze: Some(None)"), "{seen}");
    let details = post(&bakery, "application/json", br#"{"name":null,"grams":500}"#)
        .await
        .details();
    assert_eq!(details, ["/name: must be a string"]);
}
