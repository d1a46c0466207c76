//! Sending requests to Cloudflare, and waiting when it says so.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use reqwest::header::{AUTHORIZATION, DATE, HeaderName, HeaderValue};
use reqwest::{Method, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde::de::DeserializeOwned;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::clock::Clock;
use url::Url;

use super::failure::{Failure, failure};
use super::settings::{CloudflareSettings, CloudflareSettingsError};
use super::wire::Envelope;
use crate::error::{Outage, ProviderError};
use crate::http::{Http, Reply, endpoint, secret_header};
use crate::traffic::Traffic;

const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// How long to stay away when Cloudflare does not say.
const WITHOUT_WORD: TimeDelta = TimeDelta::minutes(5);

/// The longest that a word of Cloudflare's keeps us away.
const LONGEST: TimeDelta = TimeDelta::minutes(10);

/// One account's way to Cloudflare.
pub(super) struct Client {
    http: Http,
    base: Url,
    token: SecretString,
    authorization: HeaderValue,
    clock: Arc<dyn Clock>,
    /// Until when nothing is asked.
    away_until: Mutex<Option<Timestamp>>,
}

impl Client {
    pub(super) fn new(
        settings: &CloudflareSettings,
        clock: Arc<dyn Clock>,
        traffic: &Traffic,
    ) -> Result<Self, CloudflareSettingsError> {
        let bearer = format!("Bearer {}", settings.api_token.expose_secret());
        Ok(Self {
            http: Http::trusted("cloudflare", settings.http, traffic)?,
            base: settings.base()?,
            token: settings.api_token.clone(),
            authorization: secret_header(&bearer).map_err(|_| CloudflareSettingsError::Token)?,
            clock,
            away_until: Mutex::new(None),
        })
    }

    /// Reads. Sent again when the connection or a gateway fails.
    pub(super) async fn get<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<Envelope<T>, Failure> {
        let mut url = endpoint(&self.base, path);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        self.stay_away()?;
        let request = self
            .http
            .get(url)
            .header(AUTHORIZATION, self.authorization.clone());
        self.understood(self.http.read(request).await?)
    }

    /// Changes. Sent once: who asked asks again, having looked.
    pub(super) async fn send<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Option<&(impl Serialize + Sync)>,
    ) -> Result<Envelope<T>, Failure> {
        self.stay_away()?;
        let mut request = self
            .http
            .request(method, endpoint(&self.base, path))
            .header(AUTHORIZATION, self.authorization.clone());
        if let Some(body) = body {
            request = request.json(body);
        }
        self.understood(self.http.send(request).await?)
    }

    /// Changes without a body.
    pub(super) async fn act<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
    ) -> Result<Envelope<T>, Failure> {
        self.send(method, path, None::<&()>).await
    }

    fn understood<T: DeserializeOwned>(&self, reply: Reply) -> Result<Envelope<T>, Failure> {
        self.note_limit(&reply);
        let failed = |reply: &Reply| failure(reply, self.token.expose_secret(), self.away());
        if !reply.status.is_success() {
            return Err(failed(&reply));
        }
        // Refusals have no result, so the flag is read before the whole.
        let told: Envelope<serde::de::IgnoredAny> = reply.json()?;
        if !told.success {
            return Err(failed(&reply));
        }
        Ok(reply.json()?)
    }

    fn stay_away(&self) -> Result<(), ProviderError> {
        match self.away() {
            None => Ok(()),
            retry_after => Err(ProviderError::RateLimited { retry_after }),
        }
    }

    /// How long to stay away from now on.
    fn away(&self) -> Option<Duration> {
        let mut until = self
            .away_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let left = ((*until)? - self.clock.now()).to_std().ok();
        let left = left.filter(|left| !left.is_zero());
        if left.is_none() {
            *until = None;
        }
        left
    }

    /// Notes that nothing more may be asked for a while.
    fn note_limit(&self, reply: &Reply) {
        let header = |name: &HeaderName| reply.headers.get(name)?.to_str().ok();
        let refused = reply.status == StatusCode::TOO_MANY_REQUESTS;
        if !refused && header(&REMAINING) != Some("0") {
            return;
        }
        let reset = || {
            let until = DateTime::parse_from_rfc2822(header(&RESET)?).ok()?;
            // Taken against the answer's own date, so that our clock need not be theirs.
            let sent = DateTime::parse_from_rfc2822(header(&DATE)?).ok()?;
            Some(until - sent)
        };
        let told = reply
            .retry_after()
            .and_then(|wait| TimeDelta::from_std(wait).ok())
            .or_else(reset);
        let wait = match told {
            Some(wait) => wait.clamp(TimeDelta::zero(), LONGEST),
            None if refused => WITHOUT_WORD,
            None => return,
        };
        let mut until = self
            .away_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *until = Some(self.clock.now() + wait);
    }
}

impl From<ProviderError> for Failure {
    fn from(error: ProviderError) -> Self {
        Self {
            code: None,
            is_missing: false,
            error: error.into(),
        }
    }
}

impl From<Outage> for Failure {
    fn from(outage: Outage) -> Self {
        ProviderError::from(outage).into()
    }
}
