//! A server on loopback that answers as 1Password Connect does: it refuses what is not documented,
//! keeps items, and fails when told to.

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Response};
use bytes::Bytes;
use futures::stream::{self, Stream};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::form_urlencoded;

pub const TOKEN: &str = "eyJhbGciOiJFUzI1NiJ9.c0nnect.t0ken";
pub const VAULT: &str = "ftz4pm2xxwmwrsd7rjqn7grzfz";

/// What happens to one request.
#[derive(Clone)]
pub enum Fault {
    /// It is answered so, and nothing is done.
    Answer(u16, String),
    /// It is answered with 429 and, if there is one, this `Retry-After`.
    Limited(Option<&'static str>),
    /// It is done, and the connection is cut before the answer.
    CutAfter,
    /// The connection is cut in the middle of an answer, and nothing is done.
    CutWithin,
    /// It is answered without end.
    Endless,
    /// It is never answered.
    Hang,
}

/// What the server was asked.
#[derive(Clone)]
pub struct Seen {
    pub method: String,
    /// Path and query as they were on the wire.
    pub target: String,
    pub headers: HeaderMap,
    pub body: Value,
}

#[derive(Default)]
pub struct Books {
    pub items: BTreeMap<String, Value>,
    made: u32,
    faults: VecDeque<Fault>,
    seen: Vec<Seen>,
}

pub struct Fake {
    address: SocketAddr,
    books: Arc<Mutex<Books>>,
    server: JoinHandle<()>,
}

impl Fake {
    pub async fn open() -> Self {
        let books = Arc::<Mutex<Books>>::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let app = Router::new().fallback(serve).with_state(books.clone());
        let server = tokio::spawn(async move {
            axum::serve(listener, app).await.expect("serving");
        });
        Self {
            address,
            books,
            server,
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().expect("no panic")
    }

    /// What happens to the next requests; what was seen is forgotten.
    pub fn fail(&self, faults: impl IntoIterator<Item = Fault>) {
        let mut books = self.books();
        books.faults = faults.into_iter().collect();
        books.seen.clear();
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.books().seen.clone()
    }

    /// Method and target of what was seen.
    pub fn asked(&self) -> Vec<String> {
        let seen = self.seen();
        seen.iter()
            .map(|seen| format!("{} {}", seen.method, seen.target))
            .collect()
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn serve(State(books): State<Arc<Mutex<Books>>>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 64 * 1024).await.expect("a request body");
    let body: Value = if body.is_empty() {
        Value::Null
    } else {
        assert_eq!(head.headers["content-type"], "application/json");
        serde_json::from_slice(&body).expect("JSON")
    };
    let seen = Seen {
        method: head.method.to_string(),
        target: head.uri.to_string(),
        headers: head.headers,
        body,
    };
    let fault = {
        let mut books = books.lock().expect("no panic");
        books.seen.push(seen.clone());
        books.faults.pop_front()
    };
    let carried_out = || {
        let mut books = books.lock().expect("no panic");
        carry_out(&mut books, &seen)
    };
    match fault {
        None => {
            let (status, body) = carried_out();
            let body = if body.is_null() {
                String::new()
            } else {
                body.to_string()
            };
            answered(status, body)
        }
        Some(Fault::Answer(status, body)) => answered(status, body),
        Some(Fault::Limited(wait)) => limited(wait),
        Some(Fault::CutWithin) => streamed(stream::iter([
            Ok(Bytes::from_static(b"{\"id\":")),
            Err(std::io::Error::other("cut")),
        ])),
        Some(Fault::Endless) => streamed(stream::repeat_with(|| {
            Ok(Bytes::from_static(&[b' '; 4096]))
        })),
        Some(Fault::CutAfter) => {
            carried_out();
            // Ends the connection's task, past the panic hook that would print.
            std::panic::resume_unwind(Box::new(()))
        }
        Some(Fault::Hang) => std::future::pending().await,
    }
}

fn limited(wait: Option<&str>) -> Response<Body> {
    let mut response = Response::builder().status(429);
    if let Some(wait) = wait {
        response = response.header("retry-after", wait);
    }
    response.body(Body::empty()).expect("a response")
}

fn streamed(
    body: impl Stream<Item = Result<Bytes, std::io::Error>> + Send + 'static,
) -> Response<Body> {
    Response::new(Body::from_stream(body))
}

fn answered(status: u16, body: String) -> Response<Body> {
    let response = Response::builder()
        .status(status)
        .header("content-type", "application/json");
    response.body(Body::from(body)).expect("a response")
}

fn error(status: u16, message: &str) -> (u16, Value) {
    (status, json!({"status": status, "message": message}))
}

fn carry_out(books: &mut Books, seen: &Seen) -> (u16, Value) {
    if seen
        .headers
        .get("authorization")
        .is_none_or(|value| value != &format!("Bearer {TOKEN}"))
    {
        return error(401, "Invalid or missing token");
    }
    let (path, query) = seen.target.split_once('?').unwrap_or((&seen.target, ""));
    let vault =
        json!({"id": VAULT, "name": "Northwind inboxes", "items": 1, "type": "USER_CREATED"});
    let own = format!("/v1/vaults/{VAULT}");
    let Some(rest) = path.strip_prefix(&own) else {
        return match path {
            "/v1/vaults" => (200, json!([vault])),
            _ => error(404, "vault not found"),
        };
    };
    match (
        seen.method.as_str(),
        rest.split('/').collect::<Vec<_>>().as_slice(),
    ) {
        ("GET", [""]) => (200, vault),
        ("GET", ["", "items"]) => (200, Value::Array(filtered(books, query))),
        ("POST", ["", "items"]) => create(books, &seen.body),
        (method, ["", "items", id]) => one(books, method, id, &seen.body),
        _ => error(404, "not documented"),
    }
}

fn filtered(books: &Books, query: &str) -> Vec<Value> {
    let fields: Vec<_> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let [(name, filter)] = fields.as_slice() else {
        panic!("one filter: {query}");
    };
    assert_eq!(name, "filter");
    let title = filter
        .strip_prefix("title eq \"")
        .and_then(|rest| rest.strip_suffix('"'));
    let title = title.expect("a filter by title").replace("\\\"", "\"");
    let found = books.items.values().filter(|item| item["title"] == title);
    // A list has no fields.
    found
        .map(|item| {
            json!({"id": item["id"], "title": item["title"], "tags": item["tags"],
            "version": item["version"], "category": item["category"]})
        })
        .collect()
}

fn check(body: &Value) -> Option<(u16, Value)> {
    if body["title"]
        .as_str()
        .is_some_and(|title| title.starts_with("refused"))
    {
        return Some(error(400, &format!("invalid item: {}", body["fields"])));
    }
    assert_eq!(body["vault"]["id"], VAULT);
    assert_eq!(body["category"], "LOGIN");
    for field in body["fields"].as_array().expect("fields") {
        let kind = field["type"].as_str().expect("a type");
        let known = [
            "STRING",
            "EMAIL",
            "CONCEALED",
            "URL",
            "OTP",
            "DATE",
            "MONTH_YEAR",
            "MENU",
        ];
        assert!(known.contains(&kind), "{kind}");
    }
    None
}

fn create(books: &mut Books, body: &Value) -> (u16, Value) {
    if let Some(refusal) = check(body) {
        return refusal;
    }
    books.made += 1;
    let id = format!("item{:022}", books.made);
    let mut item = body.clone();
    item["id"] = json!(id);
    item["version"] = json!(1);
    books.items.insert(id, item.clone());
    (200, item)
}

fn one(books: &mut Books, method: &str, id: &str, body: &Value) -> (u16, Value) {
    let Some(item) = books.items.get_mut(id) else {
        return error(404, "item not found");
    };
    match method {
        "GET" => (200, item.clone()),
        "PUT" => {
            if let Some(refusal) = check(body) {
                return refusal;
            }
            assert_eq!(body["id"], *id);
            let version = item["version"].as_i64().expect("a version");
            *item = body.clone();
            item["version"] = json!(version + 1);
            (200, item.clone())
        }
        "DELETE" => {
            books.items.remove(id);
            (204, Value::Null)
        }
        _ => error(405, "not documented"),
    }
}
