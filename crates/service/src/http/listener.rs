//! Accepts connections and ends them in order.
//!
//! `axum::serve` knows no limits on a connection, so the loop is written on hyper-util: the head
//! of a request is bounded in size, count and time, the number of connections is bounded, and a
//! stop lets what is in flight end.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Extension, Router, extract::ConnectInfo, http::Request};
use hyper::body::Incoming;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{
        conn::auto,
        graceful::{GracefulShutdown, Watcher},
    },
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Notify, Semaphore, watch},
};
use tower::ServiceBuilder;

use crate::config::Limits;

/// hyper's smallest buffer for the head of an HTTP/1 request.
const SMALLEST_HEAD: usize = 8192;

/// How long to wait after the system refused a connection, for want of file descriptors say.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// A bound address.
#[derive(Debug)]
pub struct Listener {
    socket: TcpListener,
    limits: Limits,
}

/// Tells a [`Listener`] to stop. Dropping it stops as well.
#[derive(Debug)]
pub struct Stop(watch::Sender<bool>);

impl Stop {
    /// A new one, and what [`Listener::serve`] listens to.
    #[must_use]
    pub fn new() -> (Self, watch::Receiver<bool>) {
        let (sender, receiver) = watch::channel(false);
        (Self(sender), receiver)
    }

    /// Stops.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

impl Listener {
    /// Binds `address`; port 0 takes a free one.
    ///
    /// # Errors
    /// The address is taken or not of this machine.
    pub async fn bind(address: SocketAddr, limits: Limits) -> io::Result<Self> {
        Ok(Self {
            socket: TcpListener::bind(address).await?,
            limits,
        })
    }

    /// The address that was bound.
    ///
    /// # Errors
    /// The system does not tell.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }

    /// Serves `router` until `stop` says so, then lets requests in flight end.
    pub async fn serve(self, router: Router, mut stop: watch::Receiver<bool>) {
        let builder = Arc::new(connection(&self.limits));
        let room = Arc::new(Semaphore::new(self.limits.connections));
        let graceful = GracefulShutdown::new();
        loop {
            let accepted = tokio::select! {
                biased;
                _ = stop.wait_for(|stop| *stop) => break,
                accepted = accept(&self.socket, &room) => accepted,
            };
            let (stream, peer, place) = match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            };
            let connection = Connection {
                builder: Arc::clone(&builder),
                router: router.clone(),
                peer,
                patience: Duration::from_secs(self.limits.head_seconds),
            };
            let watcher = graceful.watcher();
            tokio::spawn(async move {
                connection.serve(stream, watcher).await;
                drop(place);
            });
        }
        drop(self.socket);
        let patience = Duration::from_secs(self.limits.shutdown_seconds);
        if tokio::time::timeout(patience, graceful.shutdown())
            .await
            .is_err()
        {
            tracing::warn!("requests were still in flight when the time to stop was up");
        }
    }
}

/// What a connection is served with.
struct Connection {
    builder: Arc<auto::Builder<TokioExecutor>>,
    router: Router,
    peer: SocketAddr,
    /// How long the head of the first request may take.
    patience: Duration,
}

impl Connection {
    async fn serve(self, stream: TcpStream, watcher: Watcher) {
        let begun = Arc::new(Notify::new());
        let first = Arc::clone(&begun);
        let service = ServiceBuilder::new()
            .map_request(move |request: Request<Incoming>| {
                first.notify_one();
                request
            })
            .layer(Extension(ConnectInfo(self.peer)))
            .service(self.router);
        let serving = self
            .builder
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
            .into_owned();
        let peer = self.peer;
        // hyper's own time limit begins when it knows the version, which takes some bytes; this
        // one is for those who send none.
        let silence = async {
            if tokio::time::timeout(self.patience, begun.notified())
                .await
                .is_ok()
            {
                std::future::pending().await
            }
        };
        tokio::select! {
            served = watcher.watch(serving) => {
                if let Err(error) = served {
                    tracing::debug!(%error, %peer, "a connection ended early");
                }
            }
            () = silence => tracing::debug!(%peer, "a connection sent no request in time"),
        }
    }
}

type Accepted = (TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit);

async fn accept(socket: &TcpListener, room: &Arc<Semaphore>) -> io::Result<Accepted> {
    let place = Arc::clone(room)
        .acquire_owned()
        .await
        .map_err(io::Error::other)?;
    let (stream, peer) = socket.accept().await?;
    stream.set_nodelay(true)?;
    Ok((stream, peer, place))
}

fn connection(limits: &Limits) -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(limits.head_seconds))
        .max_headers(limits.headers)
        // What is a little too large comes as far as the router, which refuses it in our envelope.
        .max_buf_size((2 * limits.head_bytes).max(SMALLEST_HEAD));
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(Duration::from_secs(30))
        .max_header_list_size(u32::try_from(2 * limits.head_bytes).unwrap_or(u32::MAX));
    builder
}
