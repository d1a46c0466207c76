//! A vendor's world for the contract: a server on loopback that answers as its fixture documents,
//! and keeps the name servers of one domain.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::Response;
use base64::prelude::{BASE64_STANDARD, Engine};
use secrecy::SecretString;
use simpleinboxes_providers::registrar::own::{OwnRegistrars, RegistrarCredential};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::answers::is_asked;
use super::bench::{OUTBOUND, PATIENT, credential, registrars};
use super::contract::{Key, World};
use super::fixtures::{Fixture, Step};
use crate::stub::{Answer, Seen, written};

/// The account at the vendor.
pub struct Account {
    fixture: Arc<Fixture>,
    registrars: OwnRegistrars,
    gone: OwnRegistrars,
    server: JoinHandle<()>,
}

/// The vendor's side of it.
struct Desk {
    fixture: Arc<Fixture>,
    is_set: AtomicBool,
}

impl Account {
    pub async fn open(fixture: Fixture) -> Self {
        let fixture = Arc::new(fixture);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let desk = Arc::new(Desk {
            fixture: Arc::clone(&fixture),
            is_set: AtomicBool::new(false),
        });
        let app = Router::new().fallback(serve).with_state(desk);
        let server = tokio::spawn(async move {
            axum::serve(listener, app).await.expect("serving");
        });
        let closed = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let nowhere = format!("http://{}", closed.local_addr().expect("an address"));
        drop(closed);
        Self {
            registrars: registrars(&fixture, &url, PATIENT, Some(OUTBOUND)),
            gone: registrars(&fixture, &nowhere, PATIENT, Some(OUTBOUND)),
            fixture,
            server,
        }
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl World for Account {
    fn registrars(&self) -> &OwnRegistrars {
        &self.registrars
    }

    fn credential(&self, key: Key) -> RegistrarCredential {
        if key == Key::Good {
            return credential(&self.registrars, &self.fixture);
        }
        let spec = self.registrars.spec(self.fixture.registrar).expect("there");
        let fields = self.fixture.fields.iter().map(|(name, value)| {
            let is_secret = spec
                .fields
                .iter()
                .any(|one| one.name == *name && one.secret);
            let value = if is_secret { key.word() } else { value };
            (*name, SecretString::from(value))
        });
        let read = self.registrars.credential(self.fixture.registrar, fields);
        read.expect("complete")
    }

    fn gone(&self) -> (&OwnRegistrars, RegistrarCredential) {
        (&self.gone, credential(&self.gone, &self.fixture))
    }
}

async fn serve(State(desk): State<Arc<Desk>>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 64 * 1024).await.expect("a request body");
    let seen = Seen {
        method: head.method.to_string(),
        target: head.uri.to_string(),
        headers: head.headers,
        body,
    };
    written(desk.answer(&seen))
}

impl Desk {
    fn answer(&self, seen: &Seen) -> Answer {
        let (fixture, text) = (&self.fixture, text(seen));
        let has = |word: &str| text.contains(word);
        if !fixture.secrets.iter().any(|secret| has(secret)) {
            let refusals = &fixture.refusals;
            return match () {
                () if has(Key::Forbidden.word()) => refusals.right.clone(),
                () if has(Key::Limited.word()) => refusals.limit.clone(),
                () => refusals.key.clone(),
            };
        }
        if has("foreign-northwind") {
            return fixture.refusals.domain.clone();
        }
        if has("unregistered.example") {
            return fixture.refusals.servers.clone();
        }
        let is = |step: &Step| is_asked(seen, step);
        if is(&fixture.test) {
            fixture.test.success.clone()
        } else if is(&fixture.list) {
            fixture.list.success.clone()
        } else if is(&fixture.set) {
            self.is_set.store(true, Ordering::Relaxed);
            fixture.set.success.clone()
        } else if is(&fixture.read) && self.is_set.load(Ordering::Relaxed) {
            fixture.read.success.clone()
        } else if is(&fixture.read) {
            fixture.old_servers.clone()
        } else {
            Answer::new(418, "not documented")
        }
    }
}

/// All that is in a request, with what Basic authentication hides.
fn text(seen: &Seen) -> String {
    let mut text = format!("{} {}", seen.target, String::from_utf8_lossy(&seen.body));
    for value in seen.headers.values() {
        let value = value.to_str().expect("ASCII");
        let basic = value.strip_prefix("Basic ");
        let basic = basic.and_then(|basic| BASE64_STANDARD.decode(basic).ok());
        text.push_str(&format!(" {value} "));
        text.push_str(&String::from_utf8_lossy(&basic.unwrap_or_default()));
    }
    text
}
