//! How many requests: the hook that admits a request once it is known who sends it.

use std::{convert::Infallible, future::Future, marker::PhantomData};

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::{
    Head,
    errors::{Marker, RateLimitExceeded, ServerError, ServiceUnavailable},
    failure::Failure,
};

const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("ratelimit-reset");

/// Admits requests or refuses them, and tells the caller how many are left.
pub trait Gate: Send + Sync + 'static {
    /// Who calls; the authenticator's caller.
    type Caller: Send + Sync + 'static;

    /// Called once for every request, when the outcome of its authentication is known.
    fn admit(
        &self,
        subject: Subject<'_, Self::Caller>,
        head: &Head,
    ) -> impl Future<Output = Admission> + Send;
}

/// Whom a request is counted for.
#[derive(Debug)]
pub enum Subject<'a, C> {
    /// A caller who is who they say.
    Caller(&'a C),
    /// Somebody whose credentials are missing or not valid. What they are told is decided; a
    /// refusal takes its place.
    Rejected,
    /// Somebody who calls what anybody may call.
    Anonymous,
    /// Somebody who asks for a path or method that does not exist.
    Unrouted,
}

/// What the gate says.
#[derive(Debug, Default)]
pub struct Admission {
    /// What is left, for the headers; none: no headers.
    pub quota: Option<Quota>,
    /// Why the request is not admitted; none: it is.
    pub refusal: Option<Refusal>,
}

/// The state of a caller's window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// How many requests a window admits.
    pub limit: u64,
    /// How many are left.
    pub remaining: u64,
    /// In how many seconds the window ends.
    pub reset_seconds: u64,
}

impl Quota {
    pub(crate) fn write(self, headers: &mut HeaderMap) {
        headers.insert(LIMIT, HeaderValue::from(self.limit));
        headers.insert(REMAINING, HeaderValue::from(self.remaining));
        headers.insert(RESET, HeaderValue::from(self.reset_seconds));
    }
}

/// Why a request is not admitted.
#[derive(Debug)]
pub enum Refusal {
    /// 429.
    RateLimitExceeded(RateLimitExceeded),
    /// 500.
    ServerError(ServerError),
    /// 503.
    ServiceUnavailable(ServiceUnavailable),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::RateLimitExceeded(marker) => {
                marker.into_failure(StatusCode::TOO_MANY_REQUESTS)
            }
            Refusal::ServerError(marker) => marker.into_failure(StatusCode::INTERNAL_SERVER_ERROR),
            Refusal::ServiceUnavailable(marker) => {
                marker.into_failure(StatusCode::SERVICE_UNAVAILABLE)
            }
        }
    }
}

/// A gate that admits everything and counts nothing.
pub struct OpenGate<C>(PhantomData<fn(C) -> Infallible>);

impl<C> Default for OpenGate<C> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<C: Send + Sync + 'static> Gate for OpenGate<C> {
    type Caller = C;

    async fn admit(&self, _: Subject<'_, C>, _: &Head) -> Admission {
        Admission::default()
    }
}
