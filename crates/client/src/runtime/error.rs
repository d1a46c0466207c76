//! Why a call failed.

use std::{error::Error as StdError, fmt, time::Duration};

use bytes::Bytes;
use reqwest::{StatusCode, header::HeaderMap};
use serde::Deserialize;

/// What an operation's failures decode to: its error codes, or its documented bodies.
pub trait Failure: Sized {
    /// The failure that an answer with this status and body is; nothing, if it is none that was
    /// documented.
    fn decode(status: u16, body: &[u8]) -> Option<Self>;
}

/// Stands where a document names no failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undocumented {}

impl Failure for Undocumented {
    fn decode(_status: u16, _body: &[u8]) -> Option<Self> {
        None
    }
}

/// Why a call failed.
#[non_exhaustive]
pub enum ApiError<F> {
    /// Nothing was sent: a value is missing or not of its form.
    Request(String),
    /// The request or its answer did not get through.
    Transport(reqwest::Error),
    /// The server answered with a documented failure.
    Answer(Box<Answer<F>>),
    /// The server answered with something that is not documented.
    Unexpected {
        /// The answer's status.
        status: StatusCode,
        /// The answer's headers.
        headers: HeaderMap,
        /// The start of the answer's body.
        body: Bytes,
    },
    /// The server answered with success, but with a body that is not of its form.
    Payload {
        /// The answer's id, to be told to who runs the server.
        request_id: Option<String>,
        /// What is wrong.
        source: serde_json::Error,
    },
}

/// A documented failure.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Answer<F> {
    /// The status.
    pub status: StatusCode,
    /// The failure: a code, or a body.
    pub failure: F,
    /// What the server says to people; empty if it says nothing.
    pub message: String,
    /// Which fields are wrong, and how.
    pub details: Vec<Detail>,
    /// The request's id, to be told to who runs the server.
    pub request_id: Option<String>,
    /// How long to wait before trying again.
    pub retry_after: Option<Duration>,
}

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Detail {
    /// A JSON pointer (RFC 6901) into the body, or `query.NAME`, `path.NAME`, `header.NAME`.
    pub field: String,
    /// What is wrong with it.
    pub issue: String,
}

impl<F> ApiError<F> {
    /// The error code, or the documented body; nothing where the server did not answer with a
    /// documented failure.
    #[must_use]
    pub fn code(&self) -> Option<&F> {
        match self {
            Self::Answer(answer) => Some(&answer.failure),
            _ => None,
        }
    }

    /// The answer's status; nothing where there was no answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Answer(answer) => Some(answer.status),
            Self::Unexpected { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// Which fields are wrong, and how.
    #[must_use]
    pub fn details(&self) -> &[Detail] {
        match self {
            Self::Answer(answer) => &answer.details,
            _ => &[],
        }
    }

    /// The request's id, to be told to who runs the server.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Answer(answer) => answer.request_id.as_deref(),
            Self::Unexpected { headers, .. } => text(headers, REQUEST_ID),
            Self::Payload { request_id, .. } => request_id.as_deref(),
            Self::Request(_) | Self::Transport(_) => None,
        }
    }

    /// How long the server asks to wait before trying again.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Answer(answer) => answer.retry_after,
            Self::Unexpected { headers, .. } => retry_after(headers),
            _ => None,
        }
    }
}

const REQUEST_ID: &str = "x-request-id";

pub(super) fn request_id(headers: &HeaderMap) -> Option<String> {
    text(headers, REQUEST_ID).map(str::to_owned)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// `Retry-After` in seconds (RFC 9110, 10.2.3). A date is not taken: it would need a clock that
/// agrees with the server's.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    text(headers, "retry-after")?
        .trim()
        .parse()
        .ok()
        .map(Duration::from_secs)
}

#[derive(Deserialize)]
struct Envelope {
    error: EnvelopeError,
}

#[derive(Deserialize)]
struct EnvelopeError {
    code: String,
    #[serde(default)]
    message: String,
    #[serde(default)]
    details: Option<Vec<Detail>>,
    #[serde(default, rename = "requestId")]
    request_id: Option<String>,
}

fn envelope(body: &[u8]) -> Option<EnvelopeError> {
    serde_json::from_slice::<Envelope>(body)
        .ok()
        .map(|envelope| envelope.error)
}

/// The `code` of an error envelope.
#[must_use]
pub fn envelope_code(body: &[u8]) -> Option<String> {
    envelope(body).map(|error| error.code)
}

impl<F: Failure> ApiError<F> {
    /// The error that an answer is.
    pub(super) fn of_answer(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        let Some(failure) = F::decode(status.as_u16(), &body) else {
            return Self::Unexpected {
                status,
                headers,
                body,
            };
        };
        let said = envelope(&body);
        let request_id = said
            .as_ref()
            .and_then(|said| said.request_id.clone())
            .or_else(|| request_id(&headers));
        let (message, details) = said
            .map(|said| (said.message, said.details.unwrap_or_default()))
            .unwrap_or_default();
        let retry_after = retry_after(&headers);
        Self::Answer(Box::new(Answer {
            status,
            failure,
            message,
            details,
            request_id,
            retry_after,
        }))
    }
}

impl<F: fmt::Debug> fmt::Debug for ApiError<F> {
    // Bodies stay out: an answer that is not of its form can still hold a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(reason) => f.debug_tuple("Request").field(reason).finish(),
            Self::Transport(error) => f.debug_tuple("Transport").field(error).finish(),
            Self::Answer(answer) => f.debug_tuple("Answer").field(answer).finish(),
            Self::Unexpected { status, body, .. } => f
                .debug_struct("Unexpected")
                .field("status", status)
                .field("request_id", &self.request_id())
                .field("body_bytes", &body.len())
                .finish(),
            Self::Payload { request_id, source } => f
                .debug_struct("Payload")
                .field("request_id", request_id)
                .field("source", &Place(source))
                .finish(),
        }
    }
}

/// Where JSON is wrong, without what stands there.
struct Place<'a>(&'a serde_json::Error);

impl fmt::Debug for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.0.line(), self.0.column())
    }
}

impl<F: fmt::Debug> fmt::Display for ApiError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(reason) => write!(f, "the request is not complete: {reason}"),
            Self::Transport(error) => write!(f, "the call did not get through: {error}"),
            Self::Answer(answer) => {
                write!(f, "{}: {:?}", answer.status, answer.failure)?;
                if !answer.message.is_empty() {
                    write!(f, ": {}", answer.message)?;
                }
                for detail in &answer.details {
                    write!(f, "; {}: {}", detail.field, detail.issue)?;
                }
                match &answer.request_id {
                    Some(id) => write!(f, " (request {id})"),
                    None => Ok(()),
                }
            }
            Self::Unexpected { status, .. } => {
                write!(f, "an answer that is not documented: {status}")
            }
            Self::Payload { source, .. } => {
                write!(f, "an answer that is not of its form, at {}", Place(source))
            }
        }
    }
}

impl<F: fmt::Debug> StdError for ApiError<F> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Transport(error) => Some(error),
            _ => None,
        }
    }
}
