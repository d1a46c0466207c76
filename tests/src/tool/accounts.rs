//! The accounts of the tool that is played, in the documented form of Instantly's API, version 2.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    sync::{Arc, Mutex, MutexGuard},
};

use axum::{
    Json, Router,
    body::{Body, Bytes},
    extract::{Path, Query, Request, State},
    http::{Method, StatusCode},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use futures::stream;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::sync::watch;

/// What an account must be given, by the documentation.
const REQUIRED: [&str; 12] = [
    "email",
    "first_name",
    "last_name",
    "provider_code",
    "imap_username",
    "imap_password",
    "imap_host",
    "imap_port",
    "smtp_username",
    "smtp_password",
    "smtp_host",
    "smtp_port",
];

/// What the tool does instead of what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is down.
    Down,
    /// It asks to be left alone for so many seconds.
    Busy(u32),
    /// It does what it was asked, and its answer to changes is cut off.
    LosesAnswers,
    /// It adds no account before the fault is over, and answers all else.
    HoldsAccounts,
}

/// A request as it came.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// Its method.
    pub method: Method,
    /// Its path below the base URL.
    pub path: String,
    /// Its body; null where there was none.
    pub body: Value,
}

/// What the tool has and was asked.
#[derive(Debug, Clone, Default)]
pub struct Accounts(Arc<Mutex<Books>>);

#[derive(Debug, Default)]
struct Books {
    accounts: BTreeMap<String, Map<String, Value>>,
    unreachable: BTreeSet<String>,
    seen: Vec<Seen>,
    fault: Option<Fault>,
    /// Whether accounts are held back.
    held: watch::Sender<bool>,
}

impl Accounts {
    fn books(&self) -> MutexGuard<'_, Books> {
        self.0.lock().expect("nobody panicked with it")
    }

    /// The addresses that it has.
    #[must_use]
    pub fn emails(&self) -> Vec<String> {
        self.books().accounts.keys().cloned().collect()
    }

    /// An account with all that it was given, passwords too.
    #[must_use]
    pub fn account(&self, email: &str) -> Option<Value> {
        self.books().accounts.get(email).cloned().map(Value::Object)
    }

    /// Has an account that nobody of us put there.
    ///
    /// # Panics
    /// When it is none.
    pub fn put(&self, account: Value) {
        let Value::Object(account) = account else {
            panic!("no object: {account}");
        };
        let email = account["email"].as_str().expect("an address").to_owned();
        self.books().accounts.insert(email, account);
    }

    /// Takes an account out behind everybody's back.
    pub fn lose(&self, email: &str) {
        self.books().accounts.remove(email);
    }

    /// Changes an account behind everybody's back.
    ///
    /// # Panics
    /// When it is not there.
    pub fn alter(&self, email: &str, field: &str, value: Value) {
        let mut books = self.books();
        let account = books.accounts.get_mut(email).expect("an account");
        account.insert(field.to_owned(), value);
    }

    /// From now on it can't sign in to this address, or it can again.
    pub fn can_sign_in(&self, email: &str, can: bool) {
        let mut books = self.books();
        if can {
            books.unreachable.remove(email);
        } else {
            books.unreachable.insert(email.to_owned());
        }
    }

    /// From now on it does this instead; nothing for what it should.
    pub fn fault(&self, fault: Option<Fault>) {
        let mut books = self.books();
        books.fault = fault;
        books.held.send_replace(fault == Some(Fault::HoldsAccounts));
    }

    /// What it was asked since the last look.
    #[must_use]
    pub fn seen(&self) -> Vec<Seen> {
        std::mem::take(&mut self.books().seen)
    }

    /// The same as `METHOD path`, changes alone.
    #[must_use]
    pub fn changes(&self) -> Vec<String> {
        let changes = self.seen().into_iter();
        let changes = changes.filter(|seen| seen.method != Method::GET);
        changes
            .map(|seen| format!("{} {}", seen.method, seen.path))
            .collect()
    }

    pub(super) fn router(&self) -> Router {
        Router::new()
            .route("/accounts", get(list).post(add))
            .route("/accounts/warmup/{switch}", post(warm_up))
            .route("/accounts/{email}", get(one).patch(change).delete(remove))
            .layer(middleware::from_fn_with_state(self.clone(), noted))
            .with_state(self.clone())
    }
}

/// Notes a request, and plays what is wrong.
async fn noted(State(accounts): State<Accounts>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let bytes = axum::body::to_bytes(body, 1 << 20).await.expect("a body");
    let seen = Seen {
        method: parts.method.clone(),
        path: parts.uri.path().to_owned(),
        body: serde_json::from_slice(&bytes).unwrap_or_default(),
    };
    let (fault, mut held) = {
        let mut books = accounts.books();
        books.seen.push(seen);
        (books.fault, books.held.subscribe())
    };
    let adds = parts.method == Method::POST && parts.uri.path() == "/accounts";
    if fault == Some(Fault::HoldsAccounts) && adds {
        let over = held.wait_for(|held| !held).await;
        over.expect("the books outlive their requests");
    }
    match fault {
        Some(Fault::Down) => failure(StatusCode::SERVICE_UNAVAILABLE, "Down for a while"),
        Some(Fault::Busy(seconds)) => {
            let busy = failure(StatusCode::TOO_MANY_REQUESTS, "Too many requests");
            ([("retry-after", seconds.to_string())], busy).into_response()
        }
        Some(Fault::LosesAnswers) if parts.method != Method::GET => {
            let _lost = next
                .run(Request::from_parts(parts, Body::from(bytes)))
                .await;
            let cut = io::Error::from(io::ErrorKind::ConnectionReset);
            Body::from_stream(stream::iter([
                Ok(Bytes::from_static(b"{")),
                Err::<Bytes, _>(cut),
            ]))
            .into_response()
        }
        Some(Fault::LosesAnswers | Fault::HoldsAccounts) | None => {
            next.run(Request::from_parts(parts, Body::from(bytes)))
                .await
        }
    }
}

async fn add(State(accounts): State<Accounts>, Json(body): Json<Map<String, Value>>) -> Response {
    if let Some(missing) = REQUIRED.iter().find(|name| !body.contains_key(**name)) {
        let words = format!("body must have required property '{missing}'");
        return failure(StatusCode::BAD_REQUEST, &words);
    }
    let email = body["email"].as_str().unwrap_or_default().to_owned();
    let mut books = accounts.books();
    if books.accounts.contains_key(&email) {
        return failure(StatusCode::BAD_REQUEST, "Account already exists");
    }
    books.accounts.insert(email.clone(), body);
    Json(books.shown(&email)).into_response()
}

async fn one(State(accounts): State<Accounts>, Path(email): Path<String>) -> Response {
    let books = accounts.books();
    match books.accounts.contains_key(&email) {
        true => Json(books.shown(&email)).into_response(),
        false => failure(StatusCode::NOT_FOUND, "Account not found"),
    }
}

async fn change(
    State(accounts): State<Accounts>,
    Path(email): Path<String>,
    Json(body): Json<Map<String, Value>>,
) -> Response {
    let mut books = accounts.books();
    let Some(account) = books.accounts.get_mut(&email) else {
        return failure(StatusCode::NOT_FOUND, "Account not found");
    };
    account.extend(body);
    Json(books.shown(&email)).into_response()
}

async fn remove(State(accounts): State<Accounts>, Path(email): Path<String>) -> Response {
    let mut books = accounts.books();
    let Some(account) = books.accounts.remove(&email) else {
        return failure(StatusCode::NOT_FOUND, "Account not found");
    };
    Json(account).into_response()
}

async fn warm_up(
    State(accounts): State<Accounts>,
    Path(switch): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    let status = match switch.as_str() {
        "enable" => 1,
        "disable" => 0,
        _ => return failure(StatusCode::NOT_FOUND, "Not found"),
    };
    let mut books = accounts.books();
    for email in body["emails"].as_array().into_iter().flatten() {
        let email = email.as_str().unwrap_or_default();
        if let Some(account) = books.accounts.get_mut(email) {
            account.insert("warmup_status".to_owned(), json!(status));
        }
    }
    Json(json!({"id": "job", "status": "pending"})).into_response()
}

#[derive(Deserialize)]
struct Page {
    limit: usize,
    starting_after: Option<String>,
}

async fn list(State(accounts): State<Accounts>, Query(page): Query<Page>) -> Response {
    let books = accounts.books();
    let after = page.starting_after.unwrap_or_default();
    let emails: Vec<&String> = books
        .accounts
        .keys()
        .filter(|email| **email > after)
        .take(page.limit)
        .collect();
    let next = emails.last().map(|email| (*email).clone());
    let items: Vec<Value> = emails.iter().map(|email| books.shown(email)).collect();
    Json(json!({"items": items, "next_starting_after": next})).into_response()
}

impl Books {
    /// An account as it is answered: without passwords, with how it is.
    fn shown(&self, email: &str) -> Value {
        let mut shown = self.accounts[email].clone();
        shown.retain(|name, _| !name.ends_with("_password"));
        let fails = self.unreachable.contains(email);
        shown.insert("status".to_owned(), json!(if fails { -1 } else { 1 }));
        shown.insert("setup_pending".to_owned(), json!(false));
        shown.entry("warmup_status").or_insert(json!(0));
        if fails {
            let said = json!({"code": "EAUTH", "response": "535 wrong password"});
            shown.insert("status_message".to_owned(), said);
        }
        Value::Object(shown)
    }
}

fn failure(status: StatusCode, message: &str) -> Response {
    let error = status.canonical_reason().unwrap_or_default();
    let body = json!({"statusCode": status.as_u16(), "error": error, "message": message});
    (status, Json(body)).into_response()
}
