//! Taking questions by UDP and TCP, as many as the limits allow.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hickory_net::xfer::Protocol;
use hickory_server::server::RequestHandler;
use thiserror::Error;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UdpSocket};
use tokio::sync::Semaphore;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{sleep, timeout};
use tracing::{debug, info, warn};

use super::serve::reply;
use super::{Answers, Counted, EmbeddedSettings, ServingLimits};

/// The longest question by UDP that is read; longer ones are cut and malformed.
const QUESTION: usize = 4096;

/// After a socket failed, before it is asked again.
const PAUSE: Duration = Duration::from_millis(100);

/// The embedded server while it listens. It ends when this is dropped.
#[derive(Debug)]
pub struct EmbeddedServer {
    addresses: Vec<SocketAddr>,
    counted: Arc<Counted>,
    tasks: Vec<JoinHandle<()>>,
}

/// An address that can't be listened on.
#[derive(Debug, Error)]
#[error("listen: {address}: {error}")]
pub struct ListenError {
    address: SocketAddr,
    #[source]
    error: io::Error,
}

impl EmbeddedServer {
    /// Listens on all addresses of the settings, by UDP and TCP. Port 0 takes a free one.
    ///
    /// # Errors
    /// When one of them can't be listened on.
    pub async fn start(settings: &EmbeddedSettings, answers: Answers) -> Result<Self, ListenError> {
        Self::listen(&settings.listen, settings.limits, answers).await
    }

    /// The same for whoever answers.
    pub(in crate::dns) async fn listen<H: RequestHandler + Clone>(
        listen: &[SocketAddr],
        limits: ServingLimits,
        answers: H,
    ) -> Result<Self, ListenError> {
        let gate = Arc::new(Gate::new(limits));
        let mut server = Self {
            addresses: Vec::new(),
            counted: Arc::clone(&gate.counted),
            tasks: Vec::new(),
        };
        for address in listen {
            let failed = |error| ListenError {
                address: *address,
                error,
            };
            let (udp, tcp) = bind(*address).await.map_err(failed)?;
            let own = udp.local_addr().map_err(failed)?;
            info!(address = %own, "DNS is served");
            server.addresses.push(own);
            let (by_udp, by_tcp) = (answers.clone(), answers.clone());
            let (at_udp, at_tcp) = (gate.clone(), gate.clone());
            let questions = tokio::spawn(serve_udp(Arc::new(udp), by_udp, at_udp));
            let connections = tokio::spawn(serve_tcp(tcp, by_tcp, at_tcp));
            server.tasks.extend([questions, connections]);
        }
        Ok(server)
    }

    /// Where it listens.
    #[must_use]
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// Whether it listens still.
    #[must_use]
    pub fn is_serving(&self) -> bool {
        !self.tasks.iter().any(JoinHandle::is_finished)
    }

    /// What it has answered so far.
    #[must_use]
    pub fn counted(&self) -> &Arc<Counted> {
        &self.counted
    }
}

impl Drop for EmbeddedServer {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// Both sockets on one port.
async fn bind(address: SocketAddr) -> io::Result<(UdpSocket, TcpListener)> {
    let mut tries = if address.port() == 0 { 16 } else { 1 };
    loop {
        let udp = UdpSocket::bind(address).await?;
        tries -= 1;
        match TcpListener::bind(udp.local_addr()?).await {
            Ok(tcp) => return Ok((udp, tcp)),
            // The free port of the one protocol can be taken in the other.
            Err(_) if tries > 0 => {}
            Err(error) => return Err(error),
        }
    }
}

/// Who may come in.
struct Gate {
    counted: Arc<Counted>,
    questions: Arc<Semaphore>,
    connections: Arc<Semaphore>,
    clients: Mutex<HashMap<IpAddr, usize>>,
    per_client: usize,
    per_connection: u32,
    idle: Duration,
}

impl Gate {
    fn new(limits: ServingLimits) -> Self {
        Self {
            counted: Arc::default(),
            questions: Arc::new(Semaphore::new(limits.questions)),
            connections: Arc::new(Semaphore::new(limits.connections)),
            clients: Mutex::default(),
            per_client: limits.connections_per_client,
            per_connection: limits.questions_per_connection,
            idle: limits.idle(),
        }
    }

    fn enter(self: &Arc<Self>, client: IpAddr) -> Option<Visit> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let count = clients.entry(client).or_default();
        if *count >= self.per_client {
            return None;
        }
        *count += 1;
        Some(Visit {
            gate: self.clone(),
            client,
        })
    }
}

/// One connection of a client.
struct Visit {
    gate: Arc<Gate>,
    client: IpAddr,
}

impl Drop for Visit {
    fn drop(&mut self) {
        let mut clients = self
            .gate
            .clients
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = clients.get_mut(&self.client) {
            *count -= 1;
            if *count == 0 {
                clients.remove(&self.client);
            }
        }
    }
}

async fn serve_udp<H: RequestHandler + Clone>(socket: Arc<UdpSocket>, answers: H, gate: Arc<Gate>) {
    let mut buffer = vec![0; QUESTION];
    let mut under_way = JoinSet::new();
    loop {
        while under_way.try_join_next().is_some() {}
        let (length, from) = match socket.recv_from(&mut buffer).await {
            Ok(received) => received,
            Err(error) => {
                warn!(%error, "no question could be read");
                sleep(PAUSE).await;
                continue;
            }
        };
        let Ok(permit) = gate.questions.clone().try_acquire_owned() else {
            debug!(%from, "a question was dropped: too many");
            gate.counted.drop_one();
            continue;
        };
        let message = buffer[..length].to_vec();
        let (answers, socket) = (answers.clone(), socket.clone());
        let counted = Arc::clone(&gate.counted);
        under_way.spawn(async move {
            if let Some(reply) = reply(&answers, &counted, message, from, Protocol::Udp).await
                && let Err(error) = socket.send_to(&reply, from).await
            {
                debug!(%from, %error, "an answer could not be sent");
            }
            drop(permit);
        });
    }
}

async fn serve_tcp<H: RequestHandler + Clone>(listener: TcpListener, answers: H, gate: Arc<Gate>) {
    let mut under_way = JoinSet::new();
    loop {
        while under_way.try_join_next().is_some() {}
        let (stream, from) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                warn!(%error, "no connection could be accepted");
                sleep(PAUSE).await;
                continue;
            }
        };
        let Ok(permit) = gate.connections.clone().try_acquire_owned() else {
            debug!(%from, "a connection was closed: too many");
            continue;
        };
        let Some(visit) = gate.enter(from.ip()) else {
            debug!(%from, "a connection was closed: too many of this client");
            continue;
        };
        let answers = answers.clone();
        under_way.spawn(async move {
            let gate = visit.gate.clone();
            if let Err(error) = converse(stream, from, &answers, &gate).await {
                debug!(%from, %error, "a connection ended");
            }
            drop((visit, permit));
        });
    }
}

/// Questions and answers, each with its length before it.
async fn converse<H: RequestHandler>(
    mut stream: TcpStream,
    from: SocketAddr,
    answers: &H,
    gate: &Gate,
) -> io::Result<()> {
    stream.set_nodelay(true)?;
    for _ in 0..gate.per_connection {
        let Some(message) = timeout(gate.idle, question(&mut stream)).await?? else {
            return Ok(());
        };
        let answer = reply(answers, &gate.counted, message, from, Protocol::Tcp);
        let Some(reply) = answer.await else {
            return Ok(());
        };
        let length = u16::try_from(reply.len()).map_err(io::Error::other)?;
        let mut framed = length.to_be_bytes().to_vec();
        framed.extend(reply);
        timeout(gate.idle, stream.write_all(&framed)).await??;
    }
    Ok(())
}

/// The next question; nothing when there is none any more.
async fn question(stream: &mut TcpStream) -> io::Result<Option<Vec<u8>>> {
    let length = match stream.read_u16().await {
        Ok(length) => length,
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut message = vec![0; usize::from(length)];
    stream.read_exact(&mut message).await?;
    Ok(Some(message))
}
