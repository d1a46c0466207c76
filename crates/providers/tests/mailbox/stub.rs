//! A vendor's server on loopback: it answers as the vendor's documents say, keeps state, refuses
//! what they do not show, and fails when told to.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::future::pending;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Response};
use bytes::Bytes;
use futures::stream;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A request as it came.
#[derive(Clone)]
pub struct Seen {
    pub method: String,
    /// The decoded segments of the path.
    pub path: Vec<String>,
    pub query: Vec<(String, String)>,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Seen {
    /// Method and path, to match on.
    pub fn parts(&self) -> (&str, Vec<&str>) {
        (&self.method, self.path.iter().map(String::as_str).collect())
    }

    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).map(|value| value.to_str());
        value.unwrap_or(Ok("")).expect("ASCII")
    }

    pub fn json(&self) -> Value {
        assert_eq!(self.header("content-type"), "application/json");
        serde_json::from_slice(&self.body).expect("JSON")
    }

    pub fn form(&self) -> Vec<(String, String)> {
        assert_eq!(
            self.header("content-type"),
            "application/x-www-form-urlencoded"
        );
        url::form_urlencoded::parse(&self.body)
            .into_owned()
            .collect()
    }

    /// Fails unless there is neither a body nor, but for those named, a query.
    pub fn bare(&self, query: &[(&str, &str)]) {
        assert!(self.body.is_empty(), "a body");
        let wanted = query
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        assert_eq!(self.query, wanted.collect::<Vec<_>>());
    }
}

/// An answer: status, and a body where there is one.
pub type Answer = (u16, Option<Value>);

/// A vendor's state and how it answers. A panic in here fails the call, and the test with it.
pub trait Vendor: Send + 'static {
    fn answer(&mut self, request: &Seen) -> Answer;
}

/// What happens to one request.
#[derive(Clone)]
pub enum Fault {
    /// It is answered so, and nothing is done.
    Answer(u16, Vec<(&'static str, &'static str)>, String),
    /// The connection is cut, and nothing is done.
    CutBefore,
    /// It is done, and the connection is cut before the answer.
    CutAfter,
    /// It is never answered.
    Hang,
    /// It is answered without end.
    Endless,
    /// It is done as it should be.
    None,
}

struct Stage<V> {
    vendor: V,
    faults: VecDeque<Fault>,
    seen: Vec<Seen>,
    complaints: Vec<String>,
}

pub struct Stub<V: Vendor> {
    address: SocketAddr,
    stage: Arc<Mutex<Stage<V>>>,
    server: JoinHandle<()>,
}

impl<V: Vendor> Stub<V> {
    pub async fn of(vendor: V) -> Self {
        let stage = Arc::new(Mutex::new(Stage {
            vendor,
            faults: VecDeque::new(),
            seen: Vec::new(),
            complaints: Vec::new(),
        }));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let app = Router::new().fallback(serve::<V>).with_state(stage.clone());
        let server = tokio::spawn(async move {
            axum::serve(listener, app).await.expect("serving");
        });
        Self {
            address,
            stage,
            server,
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn stage(&self) -> MutexGuard<'_, Stage<V>> {
        self.stage.lock().expect("no panic")
    }

    /// What happens to the next requests.
    pub fn fail(&self, faults: impl IntoIterator<Item = Fault>) {
        let mut stage = self.stage();
        stage.faults = faults.into_iter().collect();
        stage.seen.clear();
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.stage().seen.clone()
    }

    /// The vendor's state.
    pub fn with<T>(&self, change: impl FnOnce(&mut V) -> T) -> T {
        change(&mut self.stage().vendor)
    }
}

impl<V: Vendor> Drop for Stub<V> {
    fn drop(&mut self) {
        self.server.abort();
        // A request that the vendor does not document is a failure, whatever came of it.
        if !std::thread::panicking() {
            let complaints = self.stage().complaints.clone();
            assert!(complaints.is_empty(), "{complaints:#?}");
        }
    }
}

async fn serve<V: Vendor>(
    State(stage): State<Arc<Mutex<Stage<V>>>>,
    request: Request,
) -> Response<Body> {
    let (head, body) = request.into_parts();
    let url = url::Url::parse(&format!("http://stub{}", head.uri)).expect("a URL");
    let segments = url.path_segments().expect("segments");
    let decoded = |text: &str| {
        let pair = url::form_urlencoded::parse(text.as_bytes()).next();
        pair.map(|(name, _)| name.into_owned()).unwrap_or_default()
    };
    let seen = Seen {
        method: head.method.to_string(),
        path: segments.map(decoded).collect(),
        query: url.query_pairs().into_owned().collect(),
        headers: head.headers,
        body: to_bytes(body, 8 * 1024 * 1024).await.expect("a body"),
    };
    let fault = {
        let mut stage = stage.lock().expect("no panic");
        stage.seen.push(seen.clone());
        stage.faults.pop_front().unwrap_or(Fault::None)
    };
    match fault {
        Fault::Answer(status, headers, body) => {
            let mut response = Response::builder().status(status);
            for (name, value) in headers {
                response = response.header(name, value);
            }
            response.body(Body::from(body)).expect("a response")
        }
        // Ends the connection's task, past the panic hook that would print.
        Fault::CutBefore => std::panic::resume_unwind(Box::new(())),
        Fault::CutAfter => {
            answered(&stage, &seen);
            std::panic::resume_unwind(Box::new(()))
        }
        Fault::Hang => pending().await,
        Fault::Endless => Response::new(Body::from_stream(stream::repeat_with(|| {
            Ok::<_, Infallible>(Bytes::from_static(&[b' '; 4096]))
        }))),
        Fault::None => answered(&stage, &seen),
    }
}

fn answered<V: Vendor>(stage: &Mutex<Stage<V>>, seen: &Seen) -> Response<Body> {
    let mut stage = stage.lock().expect("no panic");
    let vendor = std::panic::AssertUnwindSafe(&mut stage.vendor);
    let outcome = std::panic::catch_unwind(move || {
        let vendor = vendor;
        vendor.0.answer(seen)
    });
    let (status, body) = outcome.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|&text| text.to_owned()));
        let complaint = format!("{} {:?}: {text:?}", seen.method, seen.path);
        stage.complaints.push(complaint);
        (418, None)
    });
    let response = Response::builder().status(status);
    match body {
        Some(body) => response
            .header("content-type", "application/json; charset=utf-8")
            .body(Body::from(body.to_string())),
        None => response.body(Body::empty()),
    }
    .expect("a response")
}
