//! A server on loopback that answers as Stripe does: it refuses what Stripe does not document,
//! replays by idempotency key, keeps its objects, and fails when told to.

use std::collections::{BTreeMap, VecDeque};
use std::future::pending;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::form_urlencoded;

use super::documented::operation;
use super::objects;

pub const SECRET_KEY: &str = "sk_test_51TheSecretKeyOfTheTests";

/// What happens to one request.
#[derive(Clone)]
pub enum Fault {
    /// It is answered so, and nothing is done.
    Answer(u16, Vec<(&'static str, &'static str)>, String),
    /// The connection is cut, and nothing is done.
    CutBefore,
    /// It is done, and the connection is cut before the answer.
    CutAfter,
    /// It is done, and the answer is 500.
    FailAfter,
    /// It is never answered, and nothing is done.
    Hang,
    /// It is done, and never answered.
    HangAfter,
    /// It is answered without end.
    Endless,
}

/// A refusal in Stripe's shape.
#[derive(Debug)]
pub struct Refusal {
    pub status: u16,
    pub error: Value,
}

impl Refusal {
    pub fn param(code: &str, param: &str) -> Self {
        Self {
            status: 400,
            error: json!({"type": "invalid_request_error", "code": code, "param": param,
                "message": format!("{code}: {param}"),
                "doc_url": format!("https://stripe.com/docs/error-codes/{code}")}),
        }
    }

    pub fn missing(status: u16, param: &str, id: &str) -> Self {
        Self {
            status,
            error: json!({"type": "invalid_request_error", "code": "resource_missing",
                "param": param, "message": format!("No such {param}: '{id}'")}),
        }
    }
}

/// What the server was asked.
#[derive(Clone)]
pub struct Seen {
    pub method: String,
    pub path: String,
    pub fields: Vec<(String, String)>,
    pub headers: HeaderMap,
}

#[derive(Default)]
pub struct Books {
    pub objects: BTreeMap<String, Value>,
    pub invoices: Vec<Value>,
    /// By key: the request, and what was answered.
    replays: BTreeMap<String, (String, (u16, Value))>,
    faults: VecDeque<Fault>,
    seen: Vec<Seen>,
    count: u32,
}

impl Books {
    pub fn new_id(&mut self, prefix: &str) -> String {
        self.count += 1;
        format!("{prefix}_{:06}", self.count)
    }
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

    /// What happens to the next requests.
    pub fn fail(&self, faults: impl IntoIterator<Item = Fault>) {
        let mut books = self.books();
        books.faults = faults.into_iter().collect();
        books.seen.clear();
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.books().seen.clone()
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn serve(State(books): State<Arc<Mutex<Books>>>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 1024 * 1024).await.expect("a request body");
    let pairs = if head.method == "GET" {
        assert!(body.is_empty(), "a GET with a body");
        head.uri.query().unwrap_or_default().as_bytes().to_vec()
    } else {
        assert_eq!(head.uri.query(), None, "a POST with a query");
        body.to_vec()
    };
    let seen = Seen {
        method: head.method.to_string(),
        path: head.uri.path().to_owned(),
        fields: form_urlencoded::parse(&pairs).into_owned().collect(),
        headers: head.headers,
    };
    let (fault, answer) = {
        let mut books = books.lock().expect("no panic");
        let fault = books.faults.pop_front();
        books.seen.push(seen.clone());
        let works = matches!(
            fault,
            None | Some(Fault::CutAfter | Fault::FailAfter | Fault::HangAfter)
        );
        let answer = works.then(|| answer(&mut books, &seen));
        (fault, answer)
    };
    let (status, body) = answer.unwrap_or_default();
    match fault {
        None => written(status, &[], body.to_string()),
        Some(Fault::Answer(status, headers, body)) => written(status, &headers, body),
        Some(Fault::FailAfter) => written(500, &[], String::new()),
        // Ends the connection's task, past the panic hook that would print.
        Some(Fault::CutBefore | Fault::CutAfter) => std::panic::resume_unwind(Box::new(())),
        Some(Fault::Hang | Fault::HangAfter) => pending().await,
        Some(Fault::Endless) => {
            Response::new(Body::from_stream(futures::stream::repeat_with(|| {
                Ok::<_, std::convert::Infallible>(bytes::Bytes::from_static(&[b' '; 4096]))
            })))
        }
    }
}

fn written(status: u16, headers: &[(&'static str, &'static str)], body: String) -> Response<Body> {
    let mut response = Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .header("request-id", "req_test");
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(Body::from(body)).expect("a response")
}

fn answer(books: &mut Books, seen: &Seen) -> (u16, Value) {
    let refuse = |refusal: Refusal| (refusal.status, json!({"error": refusal.error}));
    let (operation, id) = match checked(seen) {
        Ok(found) => found,
        Err(refusal) => return refuse(refusal),
    };
    let key = seen.headers.get("idempotency-key");
    let key = key.map(|key| key.to_str().expect("ASCII").to_owned());
    let request = format!("{} {:?}", seen.path, seen.fields);
    if let Some((before, answer)) = key.as_ref().and_then(|key| books.replays.get(key)) {
        if *before == request {
            return answer.clone();
        }
        return refuse(Refusal {
            status: 400,
            error: json!({"type": "idempotency_error",
                "message": "Keys for idempotent requests can only be used with the same parameters."}),
        });
    }
    let fields = seen.fields.iter().cloned().collect();
    let made = objects::act(books, operation, id.as_deref(), &fields);
    let answer = made.map_or_else(refuse, |object| (200, object));
    // As at Stripe, a request that did not pass validation leaves no trace.
    if let Some(key) = key.filter(|_| matches!(answer.0, 200 | 402)) {
        books.replays.insert(key, (request, answer.clone()));
    }
    answer
}

type Checked = (&'static super::documented::Operation, Option<String>);

fn checked(seen: &Seen) -> Result<Checked, Refusal> {
    let header = |name: &str| {
        let mut found = seen.headers.get_all(name).iter();
        let one = found.next().map(|value| value.to_str().expect("ASCII"));
        assert!(found.next().is_none(), "two headers {name}");
        one
    };
    let expected = format!("Bearer {SECRET_KEY}");
    if header("authorization") != Some(expected.as_str()) {
        return Err(Refusal {
            status: 401,
            error: json!({"type": "invalid_request_error", "message": "Invalid API Key provided"}),
        });
    }
    assert_eq!(header("stripe-version"), Some("2026-07-29.dahlia"));
    if seen.method == "POST" {
        let form = "application/x-www-form-urlencoded";
        assert_eq!(header("content-type"), Some(form));
        assert!(header("idempotency-key").is_some(), "a POST without a key");
    } else {
        assert_eq!(header("idempotency-key"), None, "a GET with a key");
    }
    let found = operation(&seen.method, &seen.path);
    let (operation, id) = found.ok_or_else(|| Refusal {
        status: 404,
        error: json!({"type": "invalid_request_error",
            "message": format!("Unrecognized request URL ({}: {})", seen.method, seen.path)}),
    })?;
    operation.check(&seen.fields)?;
    Ok((operation, id))
}
