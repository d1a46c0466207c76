//! Who calls: what the generated router takes from a request, and what an authenticator answers.

use std::fmt;

use http::{HeaderMap, StatusCode, header};

use super::{
    Head,
    errors::{
        Forbidden, InvalidApiKey, Marker, MissingApiKey, RateLimitExceeded, ServerError,
        ServiceUnavailable,
    },
    failure::Failure,
    params,
};

/// A key, token or password as the caller sent it. It does not show itself.
#[derive(Clone, Copy)]
pub struct Credential<'a>(&'a str);

impl<'a> Credential<'a> {
    /// The secret itself.
    #[must_use]
    pub fn expose(self) -> &'a str {
        self.0
    }
}

impl fmt::Debug for Credential<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Why a request is not let in.
#[derive(Debug)]
pub enum Rejection {
    /// 401: no credentials came.
    MissingApiKey(MissingApiKey),
    /// 401: they are not valid.
    InvalidApiKey(InvalidApiKey),
    /// 403: they are valid, but not for this.
    Forbidden(Forbidden),
    /// 429: too many attempts.
    RateLimitExceeded(RateLimitExceeded),
    /// 500: they could not be judged, through a fault of ours.
    ServerError(ServerError),
    /// 503: they cannot be judged right now.
    ServiceUnavailable(ServiceUnavailable),
}

impl From<Rejection> for Failure {
    fn from(rejection: Rejection) -> Self {
        match rejection {
            Rejection::MissingApiKey(marker) => marker.into_failure(StatusCode::UNAUTHORIZED),
            Rejection::InvalidApiKey(marker) => marker.into_failure(StatusCode::UNAUTHORIZED),
            Rejection::Forbidden(marker) => marker.into_failure(StatusCode::FORBIDDEN),
            Rejection::RateLimitExceeded(marker) => {
                marker.into_failure(StatusCode::TOO_MANY_REQUESTS)
            }
            Rejection::ServerError(marker) => {
                marker.into_failure(StatusCode::INTERNAL_SERVER_ERROR)
            }
            Rejection::ServiceUnavailable(marker) => {
                marker.into_failure(StatusCode::SERVICE_UNAVAILABLE)
            }
        }
    }
}

macro_rules! from_marker {
    ($($name:ident)*) => {$(
        impl From<$name> for Rejection {
            fn from(marker: $name) -> Self {
                Self::$name(marker)
            }
        }
    )*};
}

from_marker!(MissingApiKey InvalidApiKey Forbidden RateLimitExceeded ServerError ServiceUnavailable);

/// Which of an operation's alternative ways to authenticate counts: the first that succeeds, or
/// the first that was tried, or that none was.
#[derive(Default)]
pub(crate) struct Alternatives {
    first: Option<Rejection>,
}

impl Alternatives {
    /// Keeps the first rejection; the caller goes on with the next alternative.
    pub(crate) fn rejected(&mut self, rejection: Rejection) {
        self.first.get_or_insert(rejection);
    }

    /// What to answer when no alternative let the caller in.
    pub(crate) fn refuse(self, missing: &'static str) -> Rejection {
        self.first
            .unwrap_or_else(|| MissingApiKey::new(missing).into())
    }

    /// Whether no credentials came at all.
    pub(crate) fn none_tried(&self) -> bool {
        self.first.is_none()
    }
}

/// The value of a header that is there once and not empty.
///
/// A header that comes twice counts as none: two proxies could read two different callers in it.
pub(crate) fn header<'a>(head: &'a Head, name: &str) -> Option<Credential<'a>> {
    single(&head.parts.headers, name).map(Credential)
}

/// The value of a query parameter.
pub(crate) fn query<'a>(head: &'a Head, name: &str) -> Option<Credential<'a>> {
    let query = head.parts.uri.query()?;
    let mut values = query
        .split('&')
        .filter_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let value = values.next().filter(|value| !value.is_empty())?;
    values.next().is_none().then_some(Credential(value))
}

/// The value of a cookie.
pub(crate) fn cookie<'a>(head: &'a Head, name: &str) -> Option<Credential<'a>> {
    let mut values = params::cookies(&head.parts.headers).filter(|(key, _)| *key == name);
    let (_, value) = values.next().filter(|(_, value)| !value.is_empty())?;
    values.next().is_none().then_some(Credential(value))
}

/// What follows `Bearer` in the header `Authorization`.
pub(crate) fn bearer(head: &Head) -> Option<Credential<'_>> {
    authorization(&head.parts.headers, "bearer").map(Credential)
}

/// What follows `Basic` in the header `Authorization`: `user:password` in base 64.
pub(crate) fn basic(head: &Head) -> Option<Credential<'_>> {
    authorization(&head.parts.headers, "basic").map(Credential)
}

fn authorization<'a>(headers: &'a HeaderMap, scheme: &str) -> Option<&'a str> {
    let value = single(headers, header::AUTHORIZATION.as_str())?;
    let (name, rest) = value.split_once(' ')?;
    let rest = rest.trim_start_matches(' ');
    (name.eq_ignore_ascii_case(scheme) && !rest.is_empty()).then_some(rest)
}

fn single<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values
        .next()?
        .to_str()
        .ok()
        .filter(|value| !value.is_empty())?;
    values.next().is_none().then_some(value)
}
