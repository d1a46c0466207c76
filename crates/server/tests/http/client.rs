//! A client that sends exactly the bytes it is told to.

use std::net::SocketAddr;

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// An answer, taken apart.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .expect("an HTTP answer");
        let head = std::str::from_utf8(&bytes[..end]).expect("the head is text");
        let mut lines = head.split("\r\n");
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1))
            .expect("a status");
        let headers = lines.filter_map(|line| line.split_once(": "));
        Self {
            status: status.parse().expect("a number"),
            headers: headers
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
                .collect(),
            body: bytes[end + 4..].to_vec(),
        }
    }

    /// The one value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(found, _)| found == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "{name} comes twice");
        value
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }

    /// What the fixture's method was given.
    pub fn seen(&self) -> String {
        assert!(
            self.status < 300,
            "{self:?} {}",
            String::from_utf8_lossy(&self.body)
        );
        self.json()["seen"].as_str().expect("an echo").to_owned()
    }

    /// The envelope of a failure: its code, its details as `field: issue`. The envelope itself is
    /// checked on the way.
    pub fn failure(&self) -> (String, Vec<String>) {
        let body = self.json();
        assert_eq!(body["success"], false, "{body}");
        assert_eq!(self.header("content-type"), Some("application/json"));
        let error = &body["error"];
        assert_eq!(
            error["requestId"].as_str(),
            self.header("x-request-id"),
            "{body}"
        );
        assert!(
            error["message"]
                .as_str()
                .is_some_and(|message| !message.is_empty()),
            "{body}"
        );
        let details = error["details"].as_array().cloned().unwrap_or_default();
        let details = details.iter().map(|detail| {
            let text = |key: &str| detail[key].as_str().expect("text").to_owned();
            format!("{}: {}", text("field"), text("issue"))
        });
        (
            error["code"].as_str().expect("a code").to_owned(),
            details.collect(),
        )
    }

    /// The code of a failure with this status.
    pub fn code(&self, status: u16) -> String {
        assert_eq!(
            self.status,
            status,
            "{}",
            String::from_utf8_lossy(&self.body)
        );
        self.failure().0
    }

    /// The details of a 400.
    pub fn details(&self) -> Vec<String> {
        assert_eq!(self.status, 400, "{}", String::from_utf8_lossy(&self.body));
        let (code, details) = self.failure();
        assert_eq!(code, "INVALID_REQUEST");
        details
    }
}

/// Sends bytes as they are and reads until the server closes.
pub async fn raw(address: SocketAddr, request: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream
        .write_all(request)
        .await
        .expect("the request is sent");
    let mut answer = Vec::new();
    stream
        .read_to_end(&mut answer)
        .await
        .expect("the answer is read");
    Answer::parse(&answer)
}

/// Sends a request with headers (`Name: value`) and a body, whose length is added.
pub async fn send(address: SocketAddr, line: &str, headers: &[&str], body: &[u8]) -> Answer {
    let mut request = format!("{line} HTTP/1.1\r\nHost: bakery.example\r\nConnection: close\r\n");
    for header in headers {
        request.push_str(header);
        request.push_str("\r\n");
    }
    if !body.is_empty() {
        request.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    request.push_str("\r\n");
    let mut bytes = request.into_bytes();
    bytes.extend_from_slice(body);
    raw(address, &bytes).await
}

/// Sends a request without a body.
pub async fn get(address: SocketAddr, line: &str) -> Answer {
    send(address, line, &[], b"").await
}
