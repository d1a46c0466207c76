//! Keeps every byte that goes over a connection.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use anyhow::Result;
use axum::serve::Listener;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
};

use crate::wire::{self, Exchange};

/// What went over one connection.
#[derive(Debug, Default)]
struct Tape {
    received: Vec<u8>,
    sent: Vec<u8>,
}

/// What went over all connections of a server.
#[derive(Clone, Debug, Default)]
pub struct Tapes(Arc<Mutex<Vec<Arc<Mutex<Tape>>>>>);

impl Tapes {
    /// All exchanges so far, connection by connection.
    ///
    /// # Errors
    /// What was recorded is no HTTP/1.1.
    pub fn exchanges(&self) -> Result<Vec<Exchange>> {
        let mut all = Vec::new();
        for tape in self.0.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let tape = tape.lock().unwrap_or_else(PoisonError::into_inner);
            all.extend(wire::exchanges(&tape.received, &tape.sent)?);
        }
        Ok(all)
    }
}

/// Accepts connections and records them.
pub struct TapingListener {
    listener: TcpListener,
    tapes: Tapes,
}

impl TapingListener {
    /// Records what `listener` accepts onto `tapes`.
    #[must_use]
    pub fn new(listener: TcpListener, tapes: Tapes) -> Self {
        Self { listener, tapes }
    }
}

impl Listener for TapingListener {
    type Io = Taped;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Taped, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.listener).await;
        let tape = Arc::new(Mutex::new(Tape::default()));
        self.tapes
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(tape.clone());
        (Taped { stream, tape }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection that is recorded.
pub struct Taped {
    stream: TcpStream,
    tape: Arc<Mutex<Tape>>,
}

impl AsyncRead for Taped {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, buffer);
        let mut tape = self.tape.lock().unwrap_or_else(PoisonError::into_inner);
        tape.received.extend_from_slice(&buffer.filled()[before..]);
        drop(tape);
        polled
    }
}

impl AsyncWrite for Taped {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        // Held while writing: who has read an answer then finds it on the tape.
        let tape = self.tape.clone();
        let mut tape = tape.lock().unwrap_or_else(PoisonError::into_inner);
        let polled = Pin::new(&mut self.stream).poll_write(cx, bytes);
        if let Poll::Ready(Ok(count)) = polled {
            tape.sent.extend_from_slice(&bytes[..count]);
        }
        polled
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
