//! One pool of connections a vendor, whoever's account it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::serve::ListenerExt as _;
use secrecy::SecretString;
use simpleinboxes_providers::outbound::{GuardedResolver, OutboundPolicy};
use simpleinboxes_providers::registrar::own::{OwnRegistrarSettings, OwnRegistrars};
use simpleinboxes_providers::vault::Vault;
use simpleinboxes_providers::vault::onepassword::OnePassword;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::world::{HTTP, tools, traffic};

/// A server that counts connections and has the same answer for everybody.
struct Counting {
    url: String,
    accepted: Arc<AtomicUsize>,
    server: JoinHandle<()>,
}

impl Counting {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let accepted = Arc::<AtomicUsize>::default();
        let counted = Arc::clone(&accepted);
        let listener = listener.tap_io(move |_| {
            counted.fetch_add(1, Ordering::SeqCst);
        });
        let app = Router::new().fallback(async || r#"{"message":"no"}"#);
        let server = tokio::spawn(async move {
            axum::serve(listener, app).await.expect("serving");
        });
        Self {
            url,
            accepted,
            server,
        }
    }

    fn accepted(&self) -> usize {
        self.accepted.load(Ordering::SeqCst)
    }
}

impl Drop for Counting {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// Lets the connection come back to its pool. There is one thread, so that everything that can go
/// on does.
async fn settled() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

/// Asks for accounts of registrars in turn.
async fn ask(registrars: &OwnRegistrars, of: [(&str, &str); 2]) {
    for (registrar, key) in of.repeat(4) {
        let spec = registrars.spec(registrar).expect("there");
        let fields = spec.fields.iter();
        let fields = fields.map(|one| (one.name, SecretString::from(key)));
        let credential = registrars.credential(registrar, fields).expect("complete");
        registrars.test(&credential).await.expect_err("no answer");
        settled().await;
    }
}

fn registrars(url: &str) -> OwnRegistrars {
    let mut settings = OwnRegistrarSettings {
        http: HTTP,
        ..OwnRegistrarSettings::default()
    };
    for registrar in ["porkbun", "spaceship"] {
        let url = url.to_owned();
        settings.base_urls.insert(registrar.to_owned(), url);
    }
    OwnRegistrars::new(&settings, &traffic().1).expect("usable settings")
}

#[tokio::test]
async fn accounts_of_a_registrar_share_its_connections() {
    let server = Counting::open().await;
    let registrars = registrars(&server.url);
    let accounts = [
        ("porkbun", "a-key-0123456789"),
        ("porkbun", "another-0123456789"),
    ];
    ask(&registrars, accounts).await;
    assert_eq!(server.accepted(), 1);
}

#[tokio::test]
async fn vendors_share_none() {
    let server = Counting::open().await;
    let registrars = registrars(&server.url);
    let accounts = [
        ("porkbun", "a-key-0123456789"),
        ("spaceship", "a-key-0123456789"),
    ];
    ask(&registrars, accounts).await;
    assert_eq!(server.accepted(), 2);
}

#[tokio::test]
async fn accounts_of_a_sending_tool_share_its_connections() {
    let server = Counting::open().await;
    let tools = tools(&server.url, HTTP, &traffic().1);
    for key in ["a-key-0123456789", "another-0123456789"].repeat(4) {
        let key = SecretString::from(key);
        let credential = tools.credential("instantly", [("apiKey", key)]);
        let credential = credential.expect("a credential");
        tools.test_key(&credential).await.expect_err("no answer");
        settled().await;
    }
    assert_eq!(server.accepted(), 1);
}

#[tokio::test]
async fn customers_of_a_connect_server_share_its_connections() {
    let server = Counting::open().await;
    let policy = OutboundPolicy {
        allow_private: true,
    };
    let way = OnePassword::new(HTTP, GuardedResolver::new(policy), &traffic().1).expect("TLS");
    for token in ["the-token-of-one", "the-token-of-another"].repeat(4) {
        let access = way.access(&server.url, &token.into()).expect("usable");
        let vault = way.vault(&access, "abcdefghijklmnopqrstuvwxyz");
        let vault = vault.expect("an id");
        vault.test().await.expect_err("no answer");
        settled().await;
    }
    assert_eq!(server.accepted(), 1);
}
