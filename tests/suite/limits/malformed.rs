//! Whatever comes in, the envelope goes out.

use std::net::SocketAddr;

use serde_json::Value;
use simpleinboxes_tests::raw::{answer, exchange, shown};

use super::place;

struct Case {
    what: &'static str,
    line: &'static [u8],
    headers: Vec<u8>,
    body: Vec<u8>,
    expected: (u16, &'static str, Option<&'static str>),
}

/// A `POST /clients` with this body.
fn post(what: &'static str, body: impl Into<Vec<u8>>, expected: (u16, &'static str)) -> Case {
    let body = body.into();
    let headers = format!(
        "content-type: application/json\r\ncontent-length: {}\r\n",
        body.len()
    );
    Case {
        what,
        line: b"POST /api/v1/clients HTTP/1.1",
        headers: headers.into_bytes(),
        body,
        expected: (expected.0, expected.1, None),
    }
}

/// A request without a body.
fn bare(what: &'static str, line: &'static [u8], expected: (u16, &'static str)) -> Case {
    let expected = (expected.0, expected.1, None);
    Case {
        what,
        line,
        headers: Vec::new(),
        body: Vec::new(),
        expected,
    }
}

/// A right body that is said to be something else.
fn typed(what: &'static str, said: &[u8]) -> Case {
    let mut case = post(what, r#"{"name":"a"}"#, WRONG_TYPE);
    case.headers = [
        said,
        format!("content-length: {}\r\n", case.body.len()).as_bytes(),
    ]
    .concat();
    case
}

impl Case {
    fn field(mut self, field: &'static str) -> Self {
        self.expected.2 = Some(field);
        self
    }

    fn header(mut self, header: &[u8]) -> Self {
        self.headers.extend_from_slice(header);
        self.headers.extend_from_slice(b"\r\n");
        self
    }

    async fn check(&self, address: SocketAddr, key: &str) {
        let host = format!("\r\nhost: here\r\nconnection: close\r\nx-api-key: {key}\r\n");
        let parts: [&[u8]; 5] = [
            self.line,
            host.as_bytes(),
            &self.headers,
            b"\r\n",
            &self.body,
        ];
        let read = exchange(address, &parts.concat()).await;
        assert!(!read.is_empty(), "{}: no answer", self.what);
        let answer = answer(&read);
        let (status, code, field) = self.expected;
        let body: Value = serde_json::from_slice(&answer.body)
            .unwrap_or_else(|error| panic!("{}: {error}: {}", self.what, shown(&read)));
        let error = &body["error"];
        assert_eq!(
            (answer.status, error["code"].as_str()),
            (status, Some(code)),
            "{}: {body}",
            self.what
        );
        assert_eq!(
            (&body["success"], answer.headers.get("x-request-id")),
            (&false.into(), error["requestId"].as_str()),
            "{}",
            self.what
        );
        if let Some(field) = field {
            assert_eq!(error["details"][0]["field"], field, "{}: {body}", self.what);
        }
    }
}

const BAD: (u16, &str) = (400, "INVALID_REQUEST");
const LOST: (u16, &str) = (404, "NOT_FOUND");
const WRONG_METHOD: (u16, &str) = (405, "METHOD_NOT_ALLOWED");
const WRONG_TYPE: (u16, &str) = (415, "UNSUPPORTED_MEDIA_TYPE");

fn bodies() -> Vec<Case> {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let deep_object = "{\"name\":".repeat(50_000);
    vec![
        post("nothing", "", BAD),
        post("no JSON", "name=Northwind", BAD),
        post("half of it", "{\"name\": \"North", BAD),
        post("more than one", "{\"name\":\"a\"}{\"name\":\"b\"}", BAD),
        post("a list", "[]", BAD),
        post("null", "null", BAD),
        post("bad UTF-8", b"{\"name\":\"\xff\xfe\"}", BAD),
        post("half a surrogate", r#"{"name":"\ud800"}"#, BAD),
        post("UTF-16", b"\xff\xfe{\0}\0", BAD),
        post("a member twice", r#"{"name":"a","name":"b"}"#, BAD),
        post("deep lists", deep, BAD),
        post("deep objects", deep_object, BAD),
        post("an unknown member", r#"{"name":"a","nmae":"b"}"#, BAD).field("/nmae"),
        post("another type", r#"{"name":17}"#, BAD).field("/name"),
        post("a null", r#"{"name":null}"#, BAD).field("/name"),
        post("a NUL", r#"{"name":"a\u0000b"}"#, BAD).field("/name"),
        post("a line break", r#"{"name":"a\nb"}"#, BAD).field("/name"),
        post("blanks", r#"{"name":"   "}"#, BAD).field("/name"),
        post(
            "a long name",
            format!(r#"{{"name":"{}"}}"#, "ä".repeat(65)),
            BAD,
        )
        .field("/name"),
        post("a wrong key", r#"{"name":"a"}"#, BAD)
            .header(b"idempotency-key: a b")
            .field("header.Idempotency-Key"),
        post("a key that is no text", r#"{"name":"a"}"#, BAD)
            .header(b"idempotency-key: \xff")
            .field("header.Idempotency-Key"),
        post("two keys", r#"{"name":"a"}"#, BAD)
            .header(b"idempotency-key: a\r\nidempotency-key: b")
            .field("header.Idempotency-Key"),
    ]
}

fn lines() -> Vec<Case> {
    vec![
        bare("an unknown path", b"GET /api/v1/nothing HTTP/1.1", LOST),
        bare("the base path", b"GET /api/v1 HTTP/1.1", LOST),
        bare("the root", b"GET / HTTP/1.1", LOST),
        bare(
            "a slash too many",
            b"GET /api/v1/workspaces/ HTTP/1.1",
            LOST,
        ),
        bare("two slashes", b"GET /api/v1//workspaces HTTP/1.1", LOST),
        bare("a way out", b"GET /api/v1/../../etc/passwd HTTP/1.1", LOST),
        bare(
            "nothing that is documented",
            b"GET /api/v1/nothing HTTP/1.1",
            LOST,
        ),
        bare(
            "a method that the path has not",
            b"DELETE /api/v1/workspaces HTTP/1.1",
            WRONG_METHOD,
        ),
        bare(
            "a method that nobody has",
            b"BREW /api/v1/workspaces HTTP/1.1",
            WRONG_METHOD,
        ),
        bare("TRACE", b"TRACE /api/v1/workspaces HTTP/1.1", WRONG_METHOD),
        bare(
            "bad UTF-8 in the path",
            b"GET /api/v1/clients/%ff HTTP/1.1",
            BAD,
        )
        .field("path.clientName"),
        bare(
            "bad UTF-8 in the query",
            b"GET /api/v1/workspaces?cursor=%ff HTTP/1.1",
            BAD,
        )
        .field("query.cursor"),
        bare(
            "an unknown parameter",
            b"GET /api/v1/workspaces?page=2 HTTP/1.1",
            BAD,
        )
        .field("query.page"),
        bare(
            "a parameter twice",
            b"GET /api/v1/workspaces?limit=1&limit=2 HTTP/1.1",
            BAD,
        )
        .field("query.limit"),
        bare(
            "no number",
            b"GET /api/v1/workspaces?limit=ten HTTP/1.1",
            BAD,
        )
        .field("query.limit"),
        bare(
            "a cursor of nobody",
            b"GET /api/v1/workspaces?cursor=AAAA HTTP/1.1",
            BAD,
        )
        .field("query.cursor"),
        bare(
            "an id in a path that is none",
            b"GET /api/v1/workspaces/ws_1/summary HTTP/1.1",
            LOST,
        ),
        bare("no body", b"POST /api/v1/clients HTTP/1.1", BAD).header(b"content-length: 0"),
        typed("no media type", b""),
        typed("another media type", b"content-type: text/plain\r\n"),
        typed(
            "another charset",
            b"content-type: application/json; charset=latin1\r\n",
        ),
        typed(
            "two media types",
            b"content-type: application/json\r\ncontent-type: text/plain\r\n",
        ),
    ]
}

#[tokio::test]
async fn whatever_comes_in_the_envelope_goes_out() {
    let (ground, running, address) = place().await;
    for case in bodies().into_iter().chain(lines()) {
        case.check(address, &ground.acme.key).await;
    }
    let api = running.with(&ground.acme.key);
    // Nothing came of any of it, and the service is well.
    assert_eq!(api.all("/clients").await.len(), 1);
}
