//! What methods answer.

use std::{
    io,
    sync::{Arc, Mutex},
};

use crate::{
    app::{Running, start},
    client::{Answer, get, send},
};

async fn bake(bakery: &Running, name: &str) -> Answer {
    let headers = &["X-Key: good", "Content-Type: application/json"];
    let body = format!(r#"{{"name":"{name}","grams":500}}"#);
    send(bakery.address, "POST /v1/loaves", headers, body.as_bytes()).await
}

#[tokio::test]
async fn each_success_has_its_status_body_and_headers() {
    let bakery = start().await;
    let answer = bake(&bakery, "rye").await;
    assert_eq!((answer.status, answer.header("x-oven")), (201, Some("2")));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert!(answer.seen().starts_with("key:good LoafRequest"));
    let answer = bake(&bakery, "slow").await;
    assert_eq!((answer.status, answer.body.len()), (202, 0));
    assert_eq!(
        (
            answer.header("content-type"),
            answer.header("cache-control")
        ),
        (None, None)
    );
    let answer = get(bakery.address, "DELETE /v1/loaves/1").await;
    assert_eq!(
        (
            answer.status,
            answer.body.len(),
            answer.header("content-type")
        ),
        (204, 0, None)
    );
    let answer = get(bakery.address, "GET /v1/labels/7.txt").await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, Some("text/plain"))
    );
}

#[tokio::test]
async fn a_replay_is_byte_for_byte() {
    let bakery = start().await;
    let answer = bake(&bakery, "again").await;
    assert_eq!(
        (answer.status, &answer.body[..]),
        (201, &br#"{"seen":  "before"}"#[..])
    );
    assert_eq!(answer.header("idempotent-replayed"), Some("true"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(
        bake(&bakery, "rye").await.header("idempotent-replayed"),
        None
    );
}

#[tokio::test]
async fn each_code_has_its_documented_status() {
    let bakery = start().await;
    assert_eq!(bake(&bakery, "taken").await.code(409), "CONFLICT");
    assert_eq!(bake(&bakery, "teapot").await.code(418), "TEAPOT");
    assert_eq!(
        get(bakery.address, "GET /v1/loaves/none").await.code(404),
        "NOT_FOUND"
    );
    let answer = bake(&bakery, "fallen").await;
    assert_eq!(answer.code(500), "SERVER_ERROR");
    assert!(!String::from_utf8_lossy(&answer.body).contains("fall"));
}

#[tokio::test]
async fn failures_without_codes_have_the_body_that_is_documented() {
    let bakery = start().await;
    let answer = get(bakery.address, "DELETE /v1/loaves/404").await;
    assert_eq!((answer.status, answer.body.len()), (404, 0));
    let answer = get(bakery.address, "DELETE /v1/loaves/403").await;
    assert_eq!(
        (answer.status, answer.json()["reason"].as_str()),
        (403, Some("not yours"))
    );
    let answer = get(bakery.address, "DELETE /v1/loaves/507").await;
    assert_eq!((answer.status, &answer.body[..]), (507, &b"full"[..]));
    assert_eq!(answer.header("content-type"), Some("text/plain"));
}

#[tokio::test]
async fn a_panic_is_500_and_says_nothing_and_harms_nobody_else() {
    let bakery = start().await;
    let answer = get(bakery.address, "GET /v1/loaves/panic").await;
    assert_eq!(answer.code(500), "SERVER_ERROR");
    assert!(!String::from_utf8_lossy(&answer.body).contains("secret"));
    assert_eq!(
        get(bakery.address, "GET /v1/loaves/newest").await.status,
        200
    );
}

/// Collects what is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .expect("nobody panicked")
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn causes_are_logged_under_the_request_id() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let bakery = start().await;
    let fallen = bake(&bakery, "fallen").await;
    let panicked = get(bakery.address, "GET /v1/loaves/panic").await;
    let refused = bake(&bakery, "taken").await;
    let log = String::from_utf8(log.0.lock().expect("nobody panicked").clone()).expect("text");
    let line = |answer: &Answer| {
        let id = answer.header("x-request-id").expect("an id");
        log.lines()
            .find(|line| line.contains(id))
            .map(str::to_owned)
    };
    let line_of_fallen = line(&fallen).expect("it is logged");
    assert!(
        line_of_fallen.contains("the cause of the fall") && line_of_fallen.contains("bakeLoaf"),
        "{log}"
    );
    assert!(
        line(&panicked)
            .expect("it is logged")
            .contains("the secret of the oven"),
        "{log}"
    );
    assert_eq!(
        line(&refused),
        None,
        "what the caller did wrong is no error of ours"
    );
}

/// Tells at compile time whether a type converts from another: if it does, the call is ambiguous.
macro_rules! assert_does_not_convert {
    ($to:ty, $from:ty) => {{
        trait Converts<A> {
            fn does_not() {}
        }
        impl<T> Converts<()> for T {}
        impl<T: From<$from>> Converts<u8> for T {}
        <$to as Converts<_>>::does_not();
    }};
}

#[test]
fn what_is_not_documented_cannot_be_answered() {
    use fixture_server::{
        BakeLoafError, GetLoafError, GetNewestLoafError,
        runtime::{
            Failure,
            errors::{Conflict, InvalidRequest, NotFound},
        },
    };
    assert_does_not_convert!(GetLoafError, Conflict);
    assert_does_not_convert!(BakeLoafError, NotFound);
    assert_does_not_convert!(GetNewestLoafError, InvalidRequest);
    assert_does_not_convert!(GetNewestLoafError, Failure);
}
