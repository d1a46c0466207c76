//! Sending requests to Stripe, with repeats as its own clients make them.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use reqwest::RequestBuilder;
use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use simpleinboxes_core::entropy::Entropy;
use tracing::debug;
use url::Url;

use super::failure::failure;
use super::form::Form;
use super::settings::{StripeSettings, StripeSettingsError};
use super::{API_VERSION, wire};
use crate::error::{Outage, ProviderError};
use crate::http::{Http, Reply, endpoint, secret_header};
use crate::payments::{IdempotencyKey, PaymentError};
use crate::traffic::Traffic;

const VERSION: HeaderName = HeaderName::from_static("stripe-version");
const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const SHOULD_RETRY: HeaderName = HeaderName::from_static("stripe-should-retry");
const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

/// How to wait between tries.
#[async_trait]
pub trait Pause: Send + Sync {
    /// Waits.
    async fn pause(&self, time: Duration);
}

/// Waits by the clock of the machine.
#[derive(Debug, Clone, Copy)]
pub struct Sleep;

#[async_trait]
impl Pause for Sleep {
    async fn pause(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }
}

/// One account's way to Stripe.
pub(super) struct Client {
    http: Http,
    base: Url,
    secret_key: SecretString,
    authorization: HeaderValue,
    retries: u32,
    first_pause: Duration,
    longest_pause: Duration,
    entropy: Entropy,
    pause: Arc<dyn Pause>,
}

/// What came of one try.
enum Tried {
    Answered(Reply),
    Failed { error: PaymentError, again: Again },
}

/// Whether to try again, and how long Stripe asked to wait.
enum Again {
    No,
    Yes(Option<Duration>),
}

impl Client {
    pub(super) fn new(
        settings: &StripeSettings,
        entropy: Entropy,
        pause: impl Pause + 'static,
        traffic: &Traffic,
    ) -> Result<Self, StripeSettingsError> {
        let bearer = format!("Bearer {}", settings.secret_key.expose_secret());
        Ok(Self {
            http: Http::trusted("stripe", settings.http, traffic)?,
            base: settings.base()?,
            secret_key: settings.secret_key.clone(),
            authorization: secret_header(&bearer).map_err(|_| StripeSettingsError::SecretKey)?,
            retries: settings.retries,
            first_pause: Duration::from_millis(settings.retry_pause_ms),
            longest_pause: Duration::from_millis(settings.longest_retry_pause_ms),
            entropy,
            pause: Arc::new(pause),
        })
    }

    /// Reads an object.
    pub(super) async fn get<T: DeserializeOwned>(
        &self,
        path: &str,
        query: Form,
    ) -> Result<T, PaymentError> {
        let mut url = endpoint(&self.base, path);
        let query = query.encoded();
        url.set_query((!query.is_empty()).then_some(query.as_str()));
        read(self.call(|| self.http.get(url.clone())).await?)
    }

    /// Makes or changes an object.
    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        form: Form,
        key: &IdempotencyKey,
    ) -> Result<T, PaymentError> {
        key.check()?;
        let url = endpoint(&self.base, path);
        let body = form.encoded();
        let request = || {
            self.http
                .post(url.clone())
                .header(CONTENT_TYPE, FORM)
                .header(KEY, key.as_str())
                .body(body.clone())
        };
        read(self.call(request).await?)
    }

    /// Sends until it is answered or repeating is pointless.
    async fn call(&self, request: impl Fn() -> RequestBuilder) -> Result<Reply, PaymentError> {
        // Whether an earlier try may have done what was asked.
        let mut uncertain = None;
        let mut repeats = 0;
        loop {
            let (error, again) = match self.once(request()).await {
                Tried::Answered(reply) => return Ok(reply),
                Tried::Failed { error, again } => (error, again),
            };
            let pause = match again {
                Again::Yes(asked) if repeats < self.retries => self.pause_before(repeats, asked),
                Again::Yes(_) | Again::No => None,
            };
            let Some(pause) = pause else {
                return Err(told(error, uncertain));
            };
            if error.may_have_happened() {
                uncertain = Some(error);
            }
            self.pause.pause(pause).await;
            repeats += 1;
        }
    }

    async fn once(&self, request: RequestBuilder) -> Tried {
        let request = request
            .header(reqwest::header::AUTHORIZATION, self.authorization.clone())
            .header(VERSION, API_VERSION);
        let reply = match self.http.send(request).await {
            Ok(reply) => reply,
            Err(error) => {
                let lost = matches!(
                    error,
                    ProviderError::Unavailable(
                        Outage::Unresolved | Outage::Unreachable | Outage::Cut
                    )
                );
                let again = if lost { Again::Yes(None) } else { Again::No };
                let error = error.into();
                return Tried::Failed { error, again };
            }
        };
        if reply.status.is_success() {
            return Tried::Answered(reply);
        }
        let status = reply.status.as_u16();
        let id = header(&reply, &REQUEST_ID);
        debug!(status, request_id = id, "stripe refused");
        let wanted = match header(&reply, &SHOULD_RETRY) {
            Some("true") => true,
            Some("false") => false,
            _ => matches!(status, 409 | 429 | 500..),
        };
        let again = if wanted {
            Again::Yes(reply.retry_after())
        } else {
            Again::No
        };
        Tried::Failed {
            error: failure(&reply, self.secret_key.expose_secret()),
            again,
        }
    }

    /// How long to wait before the next try; nothing if it would be too long. Grows with the
    /// square of the tries; a quarter of it is chance, so that many clients do not come at once.
    fn pause_before(&self, repeats: u32, asked: Option<Duration>) -> Option<Duration> {
        if asked.is_some_and(|asked| asked > self.longest_pause) {
            return None;
        }
        let grown = self.first_pause.saturating_mul((repeats + 1).pow(2));
        let part = f64::from(u16::from_be_bytes(self.entropy.bytes())) / f64::from(u16::MAX);
        let pause = grown.min(self.longest_pause).mul_f64(1.0 - part / 4.0);
        Some(asked.map_or(pause, |asked| asked.max(pause)))
    }
}

/// What the caller is told: a refusal to look at the request says nothing of an earlier try.
fn told(error: PaymentError, uncertain: Option<PaymentError>) -> PaymentError {
    match error {
        PaymentError::RateLimited { .. }
        | PaymentError::Authentication { .. }
        | PaymentError::Unavailable(Outage::CircuitOpen { .. }) => uncertain.unwrap_or(error),
        certain => certain,
    }
}

fn read<T: DeserializeOwned>(reply: Reply) -> Result<T, PaymentError> {
    Ok(reply.json()?)
}

fn header<'a>(reply: &'a Reply, name: &HeaderName) -> Option<&'a str> {
    reply.headers.get(name)?.to_str().ok()
}

/// A path with the id of an object in it.
pub(super) fn path(folder: &str, id: &str) -> Result<String, PaymentError> {
    if wire::is_id(id) {
        Ok(format!("/v1/{folder}/{id}"))
    } else {
        Err(PaymentError::NotFound {
            message: "that is not an id".to_owned(),
        })
    }
}
