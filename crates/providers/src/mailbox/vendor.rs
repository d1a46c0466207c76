//! What the vendors' adapters share: calls with a token that is kept as long as it lasts, and
//! failures in the port's terms.

use std::time::Duration;

use async_trait::async_trait;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::{Method, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::clock::Clock;
use std::sync::Arc;
use tokio::sync::Mutex;
use url::Url;

use super::MailboxError;
use crate::error::{Outage, ProviderError};
use crate::http::{Http, Reply, accept, secret_header};
use crate::redact;

/// Characters of a vendor's text that are kept.
const LONGEST_REASON: usize = 300;

/// A token is not used in the last moments of its life.
const MARGIN: Duration = Duration::from_secs(60);

/// Where tokens come from.
#[async_trait]
pub(super) trait TokenSource: Send + Sync {
    /// Asks for a token.
    async fn fetch(&self, http: &Http, now: Timestamp) -> Result<Token, ProviderError>;
}

/// A token as it was given.
pub(super) struct Token {
    pub(super) secret: SecretString,
    pub(super) lives: Duration,
}

#[derive(Deserialize)]
struct Granted {
    access_token: SecretString,
    expires_in: u64,
}

#[derive(Deserialize)]
struct Denied {
    error: String,
    #[serde(default)]
    error_description: String,
}

/// Asks a token endpoint (RFC 6749) for a token; `secret` is what of the form must stand in no
/// error. One that is denied without a word is denied for `unknown`.
pub(super) async fn grant(
    http: &Http,
    url: &Url,
    form: &[(&str, &str)],
    secret: &str,
    unknown: &str,
) -> Result<Token, ProviderError> {
    let form = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form)
        .finish();
    let request = http
        .post(url.clone())
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(form);
    let reply = http.read(request).await?;
    let said: Option<Denied> = reply.error();
    let reason = said.map(|said| format!("{}: {}", said.error, said.error_description));
    let reason = reason.and_then(|text| tidy(&text, &[secret]));
    if reply.status == StatusCode::BAD_REQUEST {
        let reason = reason.unwrap_or_else(|| unknown.to_owned());
        return Err(ProviderError::Rejected { reason });
    }
    let reply = accept(reply, |_| reason.clone())?;
    let granted: Granted = reply.json()?;
    Ok(Token {
        secret: granted.access_token,
        lives: Duration::from_secs(granted.expires_in),
    })
}

struct Kept {
    bearer: HeaderValue,
    until: Timestamp,
}

/// Calls one vendor's API with tokens of one source.
pub(super) struct Caller<S> {
    http: Http,
    source: S,
    clock: Arc<dyn Clock>,
    kept: Mutex<Option<Kept>>,
}

/// What a request carries.
pub(super) enum Content {
    Nothing,
    Json(Value),
    File(&'static str, Vec<u8>),
}

impl<S: TokenSource> Caller<S> {
    pub(super) fn new(http: Http, source: S, clock: Arc<dyn Clock>) -> Self {
        Self {
            http,
            source,
            clock,
            kept: Mutex::default(),
        }
    }

    /// Sends a request. One that only reads is repeated when the connection failed; any is when
    /// the token was taken back before its time.
    pub(super) async fn call(
        &self,
        method: &Method,
        url: &Url,
        content: &Content,
        headers: &[(HeaderName, HeaderValue)],
    ) -> Result<Reply, ProviderError> {
        let reply = self.once(method, url, content, headers).await?;
        if reply.status != StatusCode::UNAUTHORIZED {
            return Ok(reply);
        }
        *self.kept.lock().await = None;
        self.once(method, url, content, headers).await
    }

    async fn once(
        &self,
        method: &Method,
        url: &Url,
        content: &Content,
        headers: &[(HeaderName, HeaderValue)],
    ) -> Result<Reply, ProviderError> {
        let request = self.http.request(method.clone(), url.clone());
        let mut request = request.header(AUTHORIZATION, self.bearer().await?);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        request = match content {
            Content::Nothing => request,
            Content::Json(body) => request.json(body),
            Content::File(kind, bytes) => request.header(CONTENT_TYPE, *kind).body(bytes.clone()),
        };
        if *method == Method::GET {
            self.http.read(request).await
        } else {
            self.http.send(request).await
        }
    }

    /// The token, new when the one that is kept is about to end. One caller asks, the others wait.
    async fn bearer(&self) -> Result<HeaderValue, ProviderError> {
        let mut kept = self.kept.lock().await;
        let now = self.clock.now();
        if let Some(kept) = kept.as_ref().filter(|kept| now < kept.until) {
            return Ok(kept.bearer.clone());
        }
        let token = self.source.fetch(&self.http, now).await?;
        let bearer = secret_header(&format!("Bearer {}", token.secret.expose_secret()))?;
        *kept = Some(Kept {
            bearer: bearer.clone(),
            until: now + token.lives.saturating_sub(MARGIN),
        });
        Ok(bearer)
    }
}

/// What a failed reply means where vendors agree; `reason` is what the vendor said. Refusals of
/// the request itself are for good.
pub(super) fn refusal(reply: Reply, reason: Option<String>) -> MailboxError {
    match reply.status {
        StatusCode::BAD_REQUEST
        | StatusCode::CONFLICT
        | StatusCode::PRECONDITION_FAILED
        | StatusCode::PAYLOAD_TOO_LARGE
        | StatusCode::UNPROCESSABLE_ENTITY => {
            let status = reply.status.as_u16();
            let reason =
                reason.unwrap_or_else(|| format!("the host answered with status {status}"));
            MailboxError::Refused { reason }
        }
        _ => match accept(reply, |_| reason.clone()) {
            Ok(_) => Outage::Garbage.into(),
            Err(error) => error.into(),
        },
    }
}

/// A vendor's words, short and without our secrets.
pub(super) fn tidy(text: &str, secrets: &[&str]) -> Option<String> {
    let text = secrets
        .iter()
        .filter(|secret| !secret.is_empty())
        .fold(text.to_owned(), |text, secret| {
            redact::without(&text, secret)
        });
    let text = redact::one_line(&text, LONGEST_REASON);
    (!text.is_empty()).then_some(text)
}

/// A URL below `base`: whole segments, encoded where they need to be.
pub(super) fn below(base: &Url, segments: &[&str]) -> Url {
    let mut url = base.clone();
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().extend(segments);
    }
    url
}
