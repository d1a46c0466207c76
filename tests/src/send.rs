//! Sends requests as bytes, right or wrong, over a connection that is kept.

use anyhow::{Context as _, Result, bail};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{
    table::Encoded,
    wire::{self, Headers, Request, Response},
};

/// A connection to a server.
#[derive(Debug)]
pub struct Connection {
    address: String,
    base_path: String,
    stream: Option<TcpStream>,
}

impl Connection {
    /// A connection to `address` (`host:port`), made with the first request. `base_path` comes
    /// before every target.
    #[must_use]
    pub fn new(address: impl Into<String>, base_path: impl Into<String>) -> Self {
        Self {
            address: address.into(),
            base_path: base_path.into(),
            stream: None,
        }
    }

    /// The bytes that `request` is sent as, read back: what a judge is shown.
    #[must_use]
    pub fn as_sent(&self, request: &Encoded, more: &[(&str, &str)]) -> Request {
        let more = more
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let headers = request.headers.iter().cloned().chain(more);
        Request {
            method: request.method.clone(),
            target: format!("{}{}", self.base_path, request.target),
            headers: Headers(
                headers
                    .map(|(name, value)| (name.to_ascii_lowercase(), value))
                    .collect(),
            ),
            body: request.body.clone().unwrap_or_default(),
        }
    }

    /// Sends `request` with further headers, and reads the answer.
    ///
    /// # Errors
    /// The connection breaks, or the answer is no HTTP/1.1.
    pub async fn send(&mut self, request: &Encoded, more: &[(&str, &str)]) -> Result<Response> {
        let mut bytes = self.head(request, more).into_bytes();
        bytes.extend_from_slice(request.body.as_deref().unwrap_or_default());
        let fresh = self.stream.is_none();
        match self.exchange(&bytes, &request.method).await {
            // The server may close a connection that it has answered on.
            Err(_) if !fresh => {
                self.stream = None;
                self.exchange(&bytes, &request.method).await
            }
            outcome => outcome,
        }
    }

    /// Sends `request` up to its body, asks whether to go on, and reads the answer: what is
    /// refused by its length alone is never sent. On a connection of its own.
    ///
    /// # Errors
    /// The connection breaks, or the answer is no HTTP/1.1.
    pub async fn announce(&mut self, request: &Encoded, more: &[(&str, &str)]) -> Result<Response> {
        let more = [more, &[("expect", "100-continue")]].concat();
        let head = self.head(request, &more);
        self.stream = None;
        let outcome = self.exchange(head.as_bytes(), &request.method).await;
        self.stream = None;
        outcome
    }

    fn head(&self, request: &Encoded, more: &[(&str, &str)]) -> String {
        let Encoded {
            method,
            target,
            headers,
            body,
        } = request;
        let mut head = format!(
            "{method} {}{target} HTTP/1.1\r\nhost: {}\r\n",
            self.base_path, self.address
        );
        let own = headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in own.chain(more.iter().copied()) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if let Some(body) = body {
            head.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        head
    }

    async fn exchange(&mut self, bytes: &[u8], method: &str) -> Result<Response> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(&self.address)
                    .await
                    .context("connecting")?;
                stream.set_nodelay(true)?;
                stream
            }
        };
        stream.write_all(bytes).await.context("writing")?;
        let mut read = Vec::new();
        loop {
            if let Some((response, _)) = wire::response(&read, method)? {
                let closes = response
                    .headers
                    .get("connection")
                    .is_some_and(|v| v.eq_ignore_ascii_case("close"));
                self.stream = (!closes).then_some(stream);
                return Ok(response);
            }
            if stream.read_buf(&mut read).await.context("reading")? == 0 {
                bail!("the connection ended within an answer");
            }
        }
    }
}
