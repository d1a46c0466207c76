//! A vendor's server as far as a test needs it: plays a script, remembers what it was asked.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::future::pending;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Response, StatusCode};
use bytes::Bytes;
use futures::stream::{self, Stream, StreamExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// What the stub does with one request.
#[derive(Clone)]
pub enum Play {
    /// Answers.
    Answer(Answer),
    /// Never answers; ends when the client goes.
    Hang,
    /// Begins to answer and stops; ends when the client goes.
    HangWithin,
    /// Closes the connection without a byte.
    CutBefore,
    /// Closes the connection in the middle of a body.
    CutWithin,
    /// Sends a body without end.
    Endless,
}

/// A complete answer.
#[derive(Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(status: u16, body: &str) -> Self {
        Self::new(status, body).header("content-type", "application/json")
    }

    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// What the stub was asked.
#[derive(Clone)]
pub struct Seen {
    pub method: String,
    /// Path and query as they were on the wire.
    pub target: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

pub struct Stub {
    address: SocketAddr,
    stage: Arc<Stage>,
    server: JoinHandle<()>,
}

struct Stage {
    script: Mutex<VecDeque<Play>>,
    seen: Mutex<Vec<Seen>>,
}

impl Stub {
    /// Plays the script, one entry a request; asked for more, it answers 418.
    pub async fn playing(script: impl IntoIterator<Item = Play>) -> Self {
        let stage = Arc::new(Stage {
            script: Mutex::new(script.into_iter().collect()),
            seen: Mutex::default(),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let app = Router::new().fallback(play).with_state(stage.clone());
        let server = tokio::spawn(async move {
            axum::serve(listener, app).await.expect("serving");
        });
        Self {
            address,
            stage,
            server,
        }
    }

    /// Begins anew with another script.
    pub fn restart(&self, script: impl IntoIterator<Item = Play>) {
        *self.stage.script.lock().expect("no panic") = script.into_iter().collect();
        self.stage.seen.lock().expect("no panic").clear();
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.stage.seen.lock().expect("no panic").clone()
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn play(State(stage): State<Arc<Stage>>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 1024 * 1024).await.expect("a request body");
    stage.seen.lock().expect("no panic").push(Seen {
        method: head.method.to_string(),
        target: head.uri.to_string(),
        headers: head.headers,
        body,
    });
    let next = stage.script.lock().expect("no panic").pop_front();
    match next.unwrap_or_else(|| Play::Answer(Answer::new(418, "not in the script"))) {
        Play::Answer(answer) => written(answer),
        Play::Hang => pending().await,
        Play::HangWithin => streamed(Body::from_stream(beginning().chain(stream::pending()))),
        // Ends the connection's task, past the panic hook that would print.
        Play::CutBefore => std::panic::resume_unwind(Box::new(())),
        Play::CutWithin => streamed(Body::from_stream(
            beginning().chain(stream::iter([Err(std::io::Error::other("cut"))])),
        )),
        Play::Endless => streamed(Body::from_stream(stream::repeat_with(|| {
            Ok::<_, Infallible>(Bytes::from_static(&[b' '; 4096]))
        }))),
    }
}

/// The first bytes of a JSON object.
fn beginning() -> impl Stream<Item = Result<Bytes, std::io::Error>> {
    stream::iter([Ok(Bytes::from_static(b"{\"data\":"))])
}

/// An answer as it is sent.
pub fn written(answer: Answer) -> Response<Body> {
    let mut response = Response::builder().status(answer.status);
    for (name, value) in answer.headers {
        response = response.header(name, value);
    }
    response.body(Body::from(answer.body)).expect("a response")
}

fn streamed(body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::OK;
    response
}
