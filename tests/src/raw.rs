//! Bytes over a connection, for what no HTTP client would send.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{
    until::in_time,
    wire::{self, Response},
};

/// Sends `bytes`, which must ask for the connection to be closed, and gives all that comes back.
///
/// # Panics
/// When there is no connection, or it does not end.
pub async fn exchange(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = sent(address, bytes).await;
    rest(&mut stream).await
}

/// The same for bytes that may be no whole request: after them our side of the connection ends.
/// Nothing may come back, since a client that has hung up is owed no answer.
///
/// # Panics
/// As [`exchange`].
pub async fn broken_off(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = sent(address, bytes).await;
    let _ = stream.shutdown().await;
    rest(&mut stream).await
}

async fn sent(address: SocketAddr, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    // The server may have answered and closed before it has read everything.
    let _ = stream.write_all(bytes).await;
    stream
}

/// All that comes until the other side ends the connection.
///
/// # Panics
/// When it does not.
pub async fn rest(stream: &mut TcpStream) -> Vec<u8> {
    let mut read = Vec::new();
    in_time("the connection ends", async {
        while let Ok(1..) = stream.read_buf(&mut read).await {}
    })
    .await;
    read
}

/// The one answer in `bytes`.
///
/// # Panics
/// When there is none, or part of one.
#[must_use]
#[track_caller]
pub fn answer(bytes: &[u8]) -> Response {
    let read =
        wire::response(bytes, "GET").unwrap_or_else(|error| panic!("{error}: {}", shown(bytes)));
    let (response, _) = read.unwrap_or_else(|| panic!("no whole answer: {}", shown(bytes)));
    response
}

/// Bytes for people.
#[must_use]
pub fn shown(bytes: &[u8]) -> String {
    format!("{:?}", String::from_utf8_lossy(bytes))
}
