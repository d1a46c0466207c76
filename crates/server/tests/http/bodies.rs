//! Forms, text and bytes.

use crate::{
    app::{Running, start},
    client::{Answer, get, send},
};

async fn order(bakery: &Running, form: &str) -> Answer {
    let headers = &["Content-Type: application/x-www-form-urlencoded"];
    send(bakery.address, "POST /v1/orders", headers, form.as_bytes()).await
}

#[tokio::test]
async fn a_form_is_typed_and_checked() {
    let bakery = start().await;
    let seen = order(
        &bakery,
        "name=Jane+D%C3%A9&count=3&grains=rye&grains=spelt&gift=true",
    )
    .await
    .seen();
    for field in [
        r#"name: "Jane Dé""#,
        "count: 3",
        "grains: Some([Rye, Spelt])",
        "gift: Some(true)",
    ] {
        assert!(seen.contains(field), "{field} in {seen}");
    }
    let mut details = order(&bakery, "count=11&grains=corn&gift=yes&tip=1")
        .await
        .details();
    details.sort();
    assert_eq!(
        details,
        [
            "/count: must be at most 10",
            "/gift: must be true or false",
            "/grains/0: must be one of rye, wheat, spelt",
            "/name: is required",
            "/tip: is not a known field",
        ]
    );
    assert_eq!(
        order(&bakery, "name=a&name=b&count=1").await.details()[0],
        "/name: must not be given more than once"
    );
    assert_eq!(
        order(&bakery, "name=%ff&count=1").await.details()[0],
        "/name: is not UTF-8"
    );
}

struct Form(Vec<u8>);

impl Form {
    fn new() -> Self {
        Self(Vec::new())
    }

    fn part(mut self, head: &str, content: &[u8]) -> Self {
        self.0.extend_from_slice(
            format!("--XX\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes(),
        );
        self.0.extend_from_slice(content);
        self.0.extend_from_slice(b"\r\n");
        self
    }

    async fn send(mut self, bakery: &Running) -> Answer {
        self.0.extend_from_slice(b"--XX--\r\n");
        let headers = &["Content-Type: multipart/form-data; boundary=XX"];
        send(bakery.address, "POST /v1/pictures", headers, &self.0).await
    }
}

const PICTURE: &str = "name=\"picture\"; filename=\"a.png\"\r\nContent-Type: image/png";

#[tokio::test]
async fn the_parts_of_a_form_reach_the_method() {
    let bakery = start().await;
    let form = Form::new()
        .part(PICTURE, b"\x89PNG\r\n--X")
        .part("name=\"caption\"", "Grün".as_bytes())
        .part("name=\"grains\"", b"rye")
        .part("name=\"grains\"", b"spelt")
        .part(
            "name=\"note\"\r\nContent-Type: application/json",
            br#"{"text":"x"}"#,
        )
        .part("name=\"thumbnails\"; filename=\"t1\"", b"1")
        .part("name=\"thumbnails\"; filename=\"t2\"", b"22");
    let seen = form.send(&bakery).await.seen();
    for field in [
        r#"picture: Part { file_name: Some("a.png"), content_type: Some("image/png"), bytes: 9 }"#,
        r#"caption: "Grün""#,
        "grains: Some([Rye, Spelt])",
        r#"text: "x""#,
        r#"file_name: Some("t2"), content_type: None, bytes: 2"#,
    ] {
        assert!(seen.contains(field), "{field} in {seen}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_form_is_named() {
    let bakery = start().await;
    let good = || {
        Form::new()
            .part(PICTURE, b"\x89PNG")
            .part("name=\"caption\"", b"x")
    };
    for (form, expected) in [
        (
            Form::new().part("name=\"caption\"", b"x"),
            "/picture: is required",
        ),
        (
            Form::new().part(PICTURE, b"\x89PNG"),
            "/caption: is required",
        ),
        (
            good().part("name=\"caption\"", b"y"),
            "/caption: must not be given more than once",
        ),
        (
            good().part(PICTURE, b"\x89PNG"),
            "/picture: must not be given more than once",
        ),
        (
            good().part("name=\"extra\"", b"y"),
            "/extra: is not a known field",
        ),
        (
            good().part("name=\"grains\"", b"corn"),
            "/grains/0: must be one of rye, wheat, spelt",
        ),
        (
            good().part("name=\"note\"", b"{}"),
            "/note/text: is required",
        ),
        (
            good().part("name=\"note\"", b"no json"),
            "/note: must be an object",
        ),
        (
            Form::new()
                .part(PICTURE, b"\x89PNG")
                .part("name=\"caption\"", b"\xff"),
            "/caption: is not UTF-8",
        ),
        (
            Form::new()
                .part(PICTURE, b"\x89")
                .part("name=\"caption\"", b"x"),
            "/picture: must have at least 4 bytes",
        ),
        (
            Form::new()
                .part(
                    "name=\"picture\"; filename=\"a.gif\"\r\nContent-Type: image/gif",
                    b"GIF8",
                )
                .part("name=\"caption\"", b"x"),
            "/picture: must be image/png or image/jpeg",
        ),
    ] {
        assert_eq!(form.send(&bakery).await.details(), [expected]);
    }
    assert_eq!(bakery.calls(), 0);
}

#[tokio::test]
async fn a_file_over_its_limit_is_named() {
    let bakery = start().await;
    let answer = Form::new()
        .part(PICTURE, &[0; 1001])
        .part("name=\"caption\"", b"x")
        .send(&bakery)
        .await;
    assert_eq!(answer.details(), ["/picture: is larger than 1000 bytes"]);
    let answer = Form::new()
        .part(PICTURE, &[0; 1000])
        .part("name=\"caption\"", b"x")
        .send(&bakery)
        .await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn a_broken_form_is_400() {
    let bakery = start().await;
    for (content_type, body) in [
        ("multipart/form-data", "--XX--"),
        ("multipart/form-data; boundary=XX", "no form"),
        (
            "multipart/form-data; boundary=XX",
            "--XX\r\nContent-Disposition: form-data; name=\"picture\"\r\n\r\nabcd",
        ),
        (
            "multipart/form-data; boundary=XX",
            "--XX\r\nContent-Disposition: form-data\r\n\r\nabcd\r\n--XX--\r\n",
        ),
    ] {
        let header = format!("Content-Type: {content_type}");
        let answer = send(
            bakery.address,
            "POST /v1/pictures",
            &[&header],
            body.as_bytes(),
        )
        .await;
        assert_eq!(answer.details().len(), 1, "{content_type} {body}");
    }
}

#[tokio::test]
async fn a_body_of_several_media_types_is_what_it_says() {
    let bakery = start().await;
    for (content_type, body, expected) in [
        ("text/plain", &b"hello"[..], r#"Some(Text("hello"))"#),
        (
            "application/json",
            br#"{"text":"hello"}"#,
            r#"Some(Json(Note { text: "hello" }))"#,
        ),
        (
            "application/octet-stream",
            b"\xff\x00",
            r#"Some(Bytes(b"\xff\0"))"#,
        ),
    ] {
        let header = format!("Content-Type: {content_type}");
        let answer = send(bakery.address, "POST /v1/notes", &[&header], body).await;
        assert_eq!(answer.seen(), expected);
    }
    assert_eq!(get(bakery.address, "POST /v1/notes").await.seen(), "None");
    let answer = send(
        bakery.address,
        "POST /v1/notes",
        &["Content-Type: text/plain"],
        &[b'x'; 21],
    )
    .await;
    assert_eq!(answer.details(), [": must have at most 20 characters"]);
    let answer = send(
        bakery.address,
        "POST /v1/notes",
        &["Content-Type: text/plain"],
        b"\xff",
    )
    .await;
    assert_eq!(answer.details(), [": is not UTF-8 at byte 0"]);
    let answer = send(
        bakery.address,
        "POST /v1/notes",
        &["Content-Type: text/html"],
        b"x",
    )
    .await;
    assert_eq!(answer.code(415), "UNSUPPORTED_MEDIA_TYPE");
}
