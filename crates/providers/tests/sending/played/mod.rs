//! Tools on loopback that keep accounts: each answers what its vendor documents, refuses what it
//! does not, and has the same books behind it.
//!
//! An address tells what becomes of it: one that begins with `unreachable` can't be signed in to,
//! one that begins with `refused` is not taken.

mod first;
mod second;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use async_trait::async_trait;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Response};
use secrecy::SecretString;
use serde_json::{Value, json};
use simpleinboxes_providers::sending::{Credential, SendingTools};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::form_urlencoded;

use crate::contract::{ByHand, Held, World};
use crate::fixtures::{self, Fixture};
use crate::suite::{PATIENT, credential, tools};

/// An account as a tool keeps it.
#[derive(Clone, Default)]
pub struct Kept {
    pub id: u64,
    pub email: String,
    pub password: String,
    pub daily_limit: u32,
    pub warmup: bool,
    pub tags: Vec<String>,
    /// Whether a tool that tests later was asked how it went.
    pub tested: bool,
}

impl Kept {
    pub fn works(&self) -> bool {
        !self.email.starts_with("unreachable")
    }
}

/// What a tool keeps.
#[derive(Default)]
pub struct Books {
    pub kept: Vec<Kept>,
    last: u64,
}

impl Books {
    /// Keeps a new one, or says why not.
    pub fn add(&mut self, new: Kept) -> Result<Kept, &'static str> {
        if new.email.starts_with("refused") {
            return Err("this address is not taken");
        }
        if self.of(&new.email).is_some() {
            return Err("there is one with this address");
        }
        assert!(!new.email.is_empty() && !new.password.is_empty());
        self.last += 1;
        let new = Kept {
            id: 600 + self.last,
            ..new
        };
        self.kept.push(new.clone());
        Ok(new)
    }

    pub fn of(&mut self, email: &str) -> Option<&mut Kept> {
        self.kept.iter_mut().find(|kept| kept.email == email)
    }

    pub fn one(&mut self, id: &str) -> Option<&mut Kept> {
        self.kept.iter_mut().find(|kept| kept.id.to_string() == id)
    }

    pub fn remove(&mut self, email: &str) -> bool {
        let before = self.kept.len();
        self.kept.retain(|kept| kept.email != email);
        self.kept.len() < before
    }
}

/// What a tool is asked.
pub struct Asked {
    pub method: String,
    /// Below the base URL.
    pub path: String,
    pub query: Vec<(String, String)>,
    pub headers: HeaderMap,
    /// JSON, or the text that is none.
    pub body: Value,
}

impl Asked {
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let mut query = self.query.iter();
        query
            .find(|(key, _)| key == name)
            .map(|(_, value)| &**value)
    }

    pub fn number(&self, name: &str) -> usize {
        let text = self.parameter(name).expect("a parameter");
        text.parse().expect("a number")
    }

    pub fn text(&self, pointer: &str) -> String {
        let value = self.body.pointer(pointer).and_then(Value::as_str);
        value
            .unwrap_or_else(|| panic!("{pointer}: {}", self.body))
            .to_owned()
    }

    pub fn count(&self, pointer: &str) -> u32 {
        let value = self.body.pointer(pointer).and_then(Value::as_u64);
        let value = value.unwrap_or_else(|| panic!("{pointer}: {}", self.body));
        u32::try_from(value).expect("a small number")
    }
}

pub type Answer = (u16, Value);

/// What nobody documents.
pub fn undocumented(asked: &Asked) -> Answer {
    let words = format!("{} {} is not documented", asked.method, asked.path);
    (418, json!({"message": words, "detail": words}))
}

pub fn said(status: u16, words: &str) -> Answer {
    (status, json!({"message": words, "detail": words}))
}

/// A vendor: the fixture of its key, and how it answers.
#[derive(Clone, Copy)]
struct Vendor {
    key: fn() -> Fixture,
    answer: fn(&mut Books, &Asked) -> Answer,
    /// An id that it never gave.
    unknown: &'static str,
}

const VENDORS: [Vendor; 8] = [
    Vendor {
        key: fixtures::instantly::fixture,
        answer: first::instantly,
        unknown: "nobody@northwind.com",
    },
    Vendor {
        key: fixtures::smartlead::fixture,
        answer: first::smartlead,
        unknown: "99999",
    },
    Vendor {
        key: fixtures::emailbison::fixture,
        answer: first::emailbison,
        unknown: "99999",
    },
    Vendor {
        key: fixtures::plusvibe::fixture,
        answer: first::plusvibe,
        unknown: "0123456789abcdef01234567",
    },
    Vendor {
        key: fixtures::lemlist::fixture,
        answer: second::lemlist,
        unknown: "umx_99999",
    },
    Vendor {
        key: fixtures::reply::fixture,
        answer: second::reply,
        unknown: "99999",
    },
    Vendor {
        key: fixtures::saleshandy::fixture,
        answer: second::saleshandy,
        unknown: "XdPd8p1PVo",
    },
    Vendor {
        key: fixtures::snov::fixture,
        answer: second::snov,
        unknown: "99999",
    },
];

/// The ids of the tools that are played.
pub fn ids() -> Vec<&'static str> {
    let ids = VENDORS.iter().map(|vendor| (vendor.key)().tool);
    ids.collect()
}

/// A tool that is played, and the adapter that calls it.
pub struct Played {
    books: Arc<Mutex<Books>>,
    vendor: Vendor,
    url: String,
    tools: SendingTools,
    key: Credential,
    server: JoinHandle<()>,
}

impl Played {
    pub async fn open(tool: &str) -> Self {
        let mut vendors = VENDORS.iter();
        let vendor = vendors.find(|vendor| (vendor.key)().tool == tool);
        let vendor = *vendor.expect("a vendor");
        let books = Arc::<Mutex<Books>>::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address: SocketAddr = listener.local_addr().expect("an address");
        let app = Router::new()
            .fallback(serve)
            .with_state((vendor, books.clone()));
        let server = tokio::spawn(async move {
            axum::serve(listener, app).await.expect("serving");
        });
        let url = format!("http://{address}");
        let key = (vendor.key)();
        let tools = tools(&key, &url, PATIENT);
        Self {
            key: credential(&tools, &key, &url),
            books,
            vendor,
            url,
            tools,
            server,
        }
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().expect("no panic")
    }
}

impl Drop for Played {
    fn drop(&mut self) {
        self.server.abort();
    }
}

#[async_trait]
impl World for Played {
    fn tools(&self) -> &SendingTools {
        &self.tools
    }

    fn key(&self) -> &Credential {
        &self.key
    }

    fn bad_key(&self) -> Credential {
        let key = (self.vendor.key)();
        let own_url = key.base_url.is_none().then_some(("baseUrl", &*self.url));
        let fields = key.fields.iter().copied().chain(own_url);
        let fields = fields.map(|(name, value)| match name {
            "apiKey" => (name, SecretString::from("invalid-key-of-nobody")),
            _ => (name, SecretString::from(value)),
        });
        self.tools.credential(key.tool, fields).expect("complete")
    }

    fn unknown(&self) -> &'static str {
        self.vendor.unknown
    }

    async fn held(&self, email: &str) -> Vec<Held> {
        let books = self.books();
        let kept = books.kept.iter().filter(|kept| kept.email == email);
        let held = kept.map(|kept| Held {
            login: kept.password.clone(),
            daily_limit: kept.daily_limit,
            warmup: kept.warmup,
            tags: kept.tags.clone(),
        });
        held.collect()
    }

    async fn by_hand(&self, email: &str, change: ByHand) {
        let mut books = self.books();
        match change {
            ByHand::Gone => assert!(books.remove(email)),
            ByHand::Settings {
                daily_limit,
                warmup,
            } => {
                let kept = books.of(email).expect("an account");
                (kept.daily_limit, kept.warmup) = (daily_limit, warmup);
            }
        }
    }
}

async fn serve(
    State((vendor, books)): State<(Vendor, Arc<Mutex<Books>>)>,
    request: Request,
) -> Response<Body> {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 64 * 1024).await.expect("a request body");
    let key = (vendor.key)();
    let query = head.uri.query().unwrap_or_default();
    let text = || Value::String(String::from_utf8_lossy(&body).into_owned());
    let asked = Asked {
        method: head.method.to_string(),
        path: head
            .uri
            .path()
            .strip_prefix(key.base_path())
            .expect("below the base URL")
            .to_owned(),
        query: form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect(),
        body: serde_json::from_slice(&body).unwrap_or_else(|_| text()),
        headers: head.headers,
    };
    let (status, value) = if is_signed(&key, &asked) {
        (vendor.answer)(&mut books.lock().expect("no panic"), &asked)
    } else {
        (
            401,
            json!({"message": "Invalid API key", "error": "Invalid API key"}),
        )
    };
    let body = match value {
        Value::Null => String::new(),
        value => value.to_string(),
    };
    let response = Response::builder()
        .status(status)
        .header("content-type", "application/json");
    response.body(Body::from(body)).expect("a response")
}

/// Whether a request bears the headers that the test of the key does; where a token is fetched
/// first, the call that fetches it bears none.
fn is_signed(key: &Fixture, asked: &Asked) -> bool {
    let fetches = key.steps.len() > 1 && asked.path == key.steps[0].target;
    let step = key.steps.last().expect("a step");
    let mut needed = step.headers.iter();
    fetches
        || needed.all(|(name, value)| {
            *name == "content-type" || asked.headers.get(*name).is_some_and(|got| got == value)
        })
}
