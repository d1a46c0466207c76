//! A server on loopback that answers as Dynadot does: it refuses what Dynadot does not document,
//! keeps domains and contacts, and fails when told to.

use std::collections::{BTreeMap, VecDeque};
use std::future::pending;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::Response;
use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::form_urlencoded;

use super::commands;

pub const KEY: &str = "7F7ThE-SeCrEt=KeY+8k9";

/// What happens to one request.
#[derive(Clone)]
pub enum Fault {
    /// It is answered so, and nothing is done.
    Answer(u16, Vec<(&'static str, &'static str)>, String),
    /// The connection is cut, and nothing is done.
    CutBefore,
    /// The connection is cut in the middle of an answer, and nothing is done.
    CutWithin,
    /// It is done, and the connection is cut before the answer.
    CutAfter,
    /// It is never answered.
    Hang,
    /// It is answered without end.
    Endless,
}

/// What the server was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub command: String,
    pub parameters: Vec<(String, String)>,
}

/// A domain in the account.
pub struct Kept {
    pub expires_at: DateTime<Utc>,
    pub servers: Vec<String>,
    pub shows: bool,
    pub purchases: u32,
    pub renewals: u32,
}

#[derive(Default)]
pub struct Books {
    pub domains: BTreeMap<String, Kept>,
    pub contacts: Vec<Value>,
    pub known_servers: Vec<String>,
    faults: VecDeque<Fault>,
    seen: Vec<Seen>,
    under_way: usize,
    pub most_under_way: usize,
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

    /// The commands that were seen.
    pub fn commands(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.command).collect()
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn serve(State(books): State<Arc<Mutex<Books>>>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 1024).await.expect("a request body");
    let query = head.uri.query().unwrap_or_default();
    let mut fields: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let is_documented = head.method == "GET"
        && head.uri.path() == "/api3.json"
        && head.headers["accept"] == "application/json"
        && body.is_empty()
        && fields.len() >= 2
        && fields[0] == ("key".to_owned(), KEY.to_owned())
        && fields[1].0 == "command";
    if !is_documented {
        return answered(
            404,
            &[],
            format!("not documented: {} {}", head.method, head.uri),
        );
    }
    let parameters = fields.split_off(2);
    let command = fields.remove(1).1;
    let fault = {
        let mut books = books.lock().expect("no panic");
        books.under_way += 1;
        books.most_under_way = books.most_under_way.max(books.under_way);
        books.seen.push(Seen {
            command: command.clone(),
            parameters: parameters.clone(),
        });
        books.faults.pop_front()
    };
    // Lets other calls in, if there are any.
    tokio::task::yield_now().await;
    let done = matches!(&fault, None | Some(Fault::CutAfter)).then(|| {
        let mut books = books.lock().expect("no panic");
        commands::carry_out(&mut books, &command, &parameters)
    });
    books.lock().expect("no panic").under_way -= 1;
    match fault {
        Some(Fault::Answer(status, headers, body)) => answered(status, &headers, body),
        Some(Fault::Hang) => pending().await,
        Some(Fault::Endless) => {
            Response::new(Body::from_stream(futures::stream::repeat_with(|| {
                Ok::<_, std::convert::Infallible>(bytes::Bytes::from_static(&[b' '; 4096]))
            })))
        }
        Some(Fault::CutWithin) => cut_within(),
        // Ends the connection's task, past the panic hook that would print.
        Some(Fault::CutBefore | Fault::CutAfter) => std::panic::resume_unwind(Box::new(())),
        None => match done.flatten() {
            Some(answer) => answered(
                200,
                &[("content-type", "application/json")],
                answer.to_string(),
            ),
            None => std::panic::resume_unwind(Box::new(())),
        },
    }
}

/// The beginning of an answer, and no more.
fn cut_within() -> Response<Body> {
    let parts = [
        Ok(bytes::Bytes::from_static(b"{\"Response\":")),
        Err(std::io::Error::other("cut")),
    ];
    Response::new(Body::from_stream(futures::stream::iter(parts)))
}

fn answered(status: u16, headers: &[(&str, &str)], body: String) -> Response<Body> {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(Body::from(body)).expect("a response")
}
