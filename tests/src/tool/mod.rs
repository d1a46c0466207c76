//! A stand-in for a sending tool's API on loopback: Instantly's.

mod accounts;

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    Json, Router,
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use serde_json::json;
use tokio::{
    net::{TcpListener, TcpSocket},
    sync::Semaphore,
    task::JoinHandle,
};

pub use accounts::{Accounts, Fault, Seen};

/// A key that the tool takes.
pub const TAKEN: &str = "tool-key-that-is-taken-7777";

/// A key that the tool takes, but not before [`Tool::let_go`].
pub const HELD: &str = "tool-key-that-is-held-back-8888";

/// A key on which the tool answers what nobody can understand.
pub const GARBLED: &str = "tool-key-that-garbles-9999";

/// The tool; every other key is refused.
#[derive(Debug)]
pub struct Tool {
    /// What it has.
    pub accounts: Accounts,
    address: SocketAddr,
    door: Arc<Door>,
    server: JoinHandle<()>,
}

#[derive(Debug)]
struct Door {
    waiting: AtomicUsize,
    open: Semaphore,
}

impl Tool {
    /// Starts it.
    ///
    /// # Panics
    /// When there is no port left.
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let door = Arc::new(Door {
            waiting: AtomicUsize::new(0),
            open: Semaphore::new(0),
        });
        let accounts = Accounts::default();
        let router = Router::new()
            .nest("/api/v2", accounts.router())
            .layer(middleware::from_fn_with_state(door.clone(), let_in));
        let server = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("it serves");
        });
        Self {
            accounts,
            address,
            door,
            server,
        }
    }

    /// What to set as Instantly's base URL.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}/api/v2", self.address)
    }

    /// How many requests are held back.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.door.waiting.load(Ordering::SeqCst)
    }

    /// Answers one of the requests that are held back.
    pub fn let_one_go(&self) {
        self.door.open.add_permits(1);
    }

    /// Answers what is held back, and holds nothing back from now on.
    pub fn let_go(&self) {
        self.door.open.close();
    }
}

impl Drop for Tool {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// A port that nobody listens on, and nobody can while this is held.
#[derive(Debug)]
pub struct Nobody {
    address: SocketAddr,
    _socket: TcpSocket,
}

impl Nobody {
    /// Takes a port.
    ///
    /// # Panics
    /// When there is none left.
    #[must_use]
    pub fn home() -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.bind(([127, 0, 0, 1], 0).into()).expect("a port");
        Self {
            address: socket.local_addr().expect("an address"),
            _socket: socket,
        }
    }

    /// What to set as Instantly's base URL.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}/api/v2", self.address)
    }
}

async fn let_in(
    State(door): State<Arc<Door>>,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Response {
    let authorization = headers
        .get("authorization")
        .and_then(|value| value.to_str().ok());
    match authorization.and_then(|value| value.strip_prefix("Bearer ")) {
        Some(TAKEN) => {}
        Some(HELD) => {
            door.waiting.fetch_add(1, Ordering::SeqCst);
            // An error means that the door was opened for good.
            if let Ok(place) = door.open.acquire().await {
                place.forget();
            }
        }
        Some(GARBLED) => return "<html>Welcome</html>".into_response(),
        _ => {
            let body =
                json!({"statusCode": 401, "error": "Unauthorized", "message": "No such key"});
            return (StatusCode::UNAUTHORIZED, Json(body)).into_response();
        }
    }
    next.run(request).await
}
