//! Sending a request, again where its repetition does no harm, and reading the whole answer.

use std::error::Error;

use reqwest::header::RETRY_AFTER;
use reqwest::{Request, RequestBuilder, Response};
use tokio::time::{Instant, sleep, timeout_at};
use tracing::debug;

use super::{Http, Reply};
use crate::error::{Outage, ProviderError};
use crate::outbound::RefusedUrl;

impl Http {
    /// Sends a request that changes nothing at the vendor, whatever its method. If the connection
    /// or a gateway fails it is sent again, all within one time limit.
    pub(crate) async fn read(&self, request: RequestBuilder) -> Result<Reply, ProviderError> {
        let mut request = request.build().map_err(|_| unsendable())?;
        let over = Instant::now() + self.settings.timeout();
        let pause = self.settings.repeat_pause();
        let (mut left, mut before) = (self.settings.repeats, None);
        loop {
            let again = request.try_clone().filter(|_| left > 0);
            let outcome = self.once(request, over).await;
            // When the repeat was not sent, what came before it is the truth.
            if let (true, Some(before)) = (is_left_alone(&outcome), before.take()) {
                return before;
            }
            let worth_it = is_passing(&outcome) && Instant::now() + pause < over;
            let Some(again) = again.filter(|_| worth_it) else {
                return outcome;
            };
            sleep(pause).await;
            (request, before, left) = (again, Some(outcome), left - 1);
        }
    }

    /// Sends a request once, within the time limit.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Result<Reply, ProviderError> {
        let request = request.build().map_err(|_| unsendable())?;
        self.once(request, Instant::now() + self.settings.timeout())
            .await
    }

    /// Waits for the account's turn, and sends if the vendor is not down; all until `over`.
    async fn once(&self, request: Request, over: Instant) -> Result<Reply, ProviderError> {
        let Some(way) = &self.way else {
            return self.logged(request, over).await;
        };
        let _turn = way.lane.turn(&way.turns, over).await?;
        let pass = way.lane.admit(request.url())?;
        let started = Instant::now();
        let outcome = self.logged(request, over).await;
        pass.ended(&outcome, way.is_limit, started.elapsed());
        outcome
    }

    async fn logged(&self, request: Request, over: Instant) -> Result<Reply, ProviderError> {
        let host = request.url().host_str().unwrap_or_default().to_owned();
        let path = request.url().path().to_owned();
        let method = request.method().clone();
        let started = Instant::now();
        let answer = timeout_at(over, self.exchange(request)).await;
        let outcome = answer.unwrap_or_else(|_| Err(Outage::Timeout.into()));
        let took_ms = started.elapsed().as_millis();
        match &outcome {
            Ok(reply) => {
                debug!(%method, host, path, status = reply.status.as_u16(), took_ms, "vendor answered");
            }
            Err(error) => debug!(%method, host, path, %error, took_ms, "vendor call failed"),
        }
        outcome
    }

    async fn exchange(&self, request: Request) -> Result<Reply, ProviderError> {
        let response = self.client.execute(request).await.map_err(failure)?;
        let status = response.status();
        let headers = response.headers().clone();
        let body = self.body(response).await?;
        Ok(Reply {
            status,
            headers,
            body,
        })
    }

    async fn body(&self, mut response: Response) -> Result<Vec<u8>, ProviderError> {
        let limit = self.settings.max_answer_bytes;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failure)? {
            if body.len() + chunk.len() > limit {
                return Err(Outage::TooLarge.into());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

pub(super) fn unsendable() -> ProviderError {
    ProviderError::Rejected {
        reason: "they have characters that can't be sent".to_owned(),
    }
}

/// Whether the next try has a chance: connections and gateways recover. A vendor that says when to
/// come back, refuses, or is slow is not asked again.
fn is_passing(outcome: &Result<Reply, ProviderError>) -> bool {
    match outcome {
        Ok(reply) => {
            matches!(reply.status.as_u16(), 502..=504) && !reply.headers.contains_key(RETRY_AFTER)
        }
        Err(error) => matches!(
            error,
            ProviderError::Unavailable(Outage::Unreachable | Outage::Cut)
        ),
    }
}

/// Whether nothing was sent, because the vendor is down.
fn is_left_alone(outcome: &Result<Reply, ProviderError>) -> bool {
    let error = outcome.as_ref().err();
    error.is_some_and(|error| error.circuit_open().is_some())
}

/// Sorts the HTTP library's error by kind and drops it: its text would quote the URL.
fn failure(error: reqwest::Error) -> ProviderError {
    if let Some(refused) = refusal(&error) {
        return refused.into();
    }
    let outage = if error.is_timeout() {
        Outage::Timeout
    } else if error.is_dns() {
        Outage::Unresolved
    } else if error.is_connect() {
        Outage::Unreachable
    } else {
        Outage::Cut
    };
    outage.into()
}

/// The guard's refusal, from wherever in the chain the connector put it.
fn refusal(error: &(dyn Error + 'static)) -> Option<RefusedUrl> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(refused) = error.downcast_ref::<RefusedUrl>() {
            return Some(*refused);
        }
        next = error.source();
    }
    None
}
