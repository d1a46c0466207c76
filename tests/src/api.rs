//! The API over HTTP as anybody could call it: plain requests, and answers that are looked at
//! closely. The typed client stands beside it, for tests of what a caller's program sees.

use std::{net::SocketAddr, pin::Pin};

use reqwest::{
    Method,
    header::{HeaderName, HeaderValue},
};
use serde_json::Value;
use simpleinboxes_client::Client;
use simpleinboxes_server::BASE_PATH;

pub use crate::answer::Answer;

/// A service at an address, called with a key or without.
#[derive(Clone, Debug)]
pub struct Api {
    origin: String,
    key: Option<String>,
    http: reqwest::Client,
}

/// A request that is being put together; `await` sends it.
#[derive(Debug)]
pub struct Call(reqwest::RequestBuilder);

impl Api {
    /// The service at `address`, called without a key.
    ///
    /// # Panics
    /// When there is no HTTP client, as everywhere here: there is nobody to handle it.
    #[must_use]
    pub fn at(address: SocketAddr) -> Self {
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none());
        Self {
            origin: format!("http://{address}"),
            key: None,
            http: http.build().expect("a client"),
        }
    }

    /// The same service, called with `key`.
    #[must_use]
    pub fn with(&self, key: &str) -> Self {
        Self {
            key: Some(key.to_owned()),
            ..self.clone()
        }
    }

    /// The same service, called without a key.
    #[must_use]
    pub fn without_key(&self) -> Self {
        Self {
            key: None,
            ..self.clone()
        }
    }

    /// Where it listens.
    ///
    /// # Panics
    /// Never: it was made from an address.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        let address = self.origin.strip_prefix("http://").expect("an origin");
        address.parse().expect("an address")
    }

    /// Scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The typed client with the same key.
    ///
    /// # Panics
    /// When it can't be made.
    #[must_use]
    pub fn typed(&self) -> Client {
        let builder = Client::builder(format!("{}{BASE_PATH}", self.origin));
        let key = self.key.as_deref().unwrap_or_default();
        builder
            .with_api_key_auth(key)
            .expect("a key")
            .build()
            .expect("a client")
    }

    /// A request to a path of the origin; the key stays at home.
    #[must_use]
    pub fn plain(&self, method: Method, path: &str) -> Call {
        Call(self.http.request(method, format!("{}{path}", self.origin)))
    }

    /// A request to a path of the API.
    #[must_use]
    pub fn request(&self, method: Method, path: &str) -> Call {
        let call = self.plain(method, &format!("{BASE_PATH}{path}"));
        match &self.key {
            Some(key) => call.header("x-api-key", key),
            None => call,
        }
    }

    /// `GET`
    #[must_use]
    pub fn get(&self, path: &str) -> Call {
        self.request(Method::GET, path)
    }

    /// `DELETE`
    #[must_use]
    pub fn delete(&self, path: &str) -> Call {
        self.request(Method::DELETE, path)
    }

    /// `POST`
    #[must_use]
    pub fn post(&self, path: &str, body: &Value) -> Call {
        self.request(Method::POST, path).json(body)
    }

    /// `PUT`
    #[must_use]
    pub fn put(&self, path: &str, body: &Value) -> Call {
        self.request(Method::PUT, path).json(body)
    }

    /// `PATCH`
    #[must_use]
    pub fn patch(&self, path: &str, body: &Value) -> Call {
        self.request(Method::PATCH, path).json(body)
    }
}

impl Call {
    /// With a header.
    #[must_use]
    pub fn header(self, name: &str, value: &str) -> Self {
        Self(self.0.header(name, value))
    }

    /// With a header whose value need be no text.
    ///
    /// # Panics
    /// When it can't stand in a header at all.
    #[must_use]
    pub fn raw_header(self, name: &str, value: &[u8]) -> Self {
        let name: HeaderName = name.parse().expect("a header name");
        Self(self.0.header(
            name,
            HeaderValue::from_bytes(value).expect("a header value"),
        ))
    }

    /// With a key that makes a repeat safe.
    #[must_use]
    pub fn once(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    /// With a body of JSON.
    #[must_use]
    pub fn json(self, body: &Value) -> Self {
        Self(self.0.json(body))
    }

    /// With these bytes as a body that says it is JSON.
    #[must_use]
    pub fn bytes(self, body: impl Into<Vec<u8>>) -> Self {
        Self(
            self.0
                .header("content-type", "application/json")
                .body(body.into()),
        )
    }

    /// With a body of this media type.
    #[must_use]
    pub fn body(self, kind: &str, body: Vec<u8>) -> Self {
        Self(self.0.header("content-type", kind).body(body))
    }

    /// Sends it.
    ///
    /// # Errors
    /// No answer came, or not the whole of it.
    pub async fn send(self) -> reqwest::Result<Answer> {
        let response = self.0.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Ok(Answer {
            status,
            headers,
            body: response.bytes().await?.to_vec(),
        })
    }
}

impl IntoFuture for Call {
    type Output = Answer;
    type IntoFuture = Pin<Box<dyn Future<Output = Answer> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async { self.send().await.expect("an answer") })
    }
}
