//! What a method answers when all went well.

use axum::body::Body;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use serde::Serialize;

use super::{ServerError, errors::Marker, failure::Failure};

/// Sent with an answer that was given before.
pub const IDEMPOTENT_REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// An answer as it was sent, kept to be sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its status; none is the success status of the operation.
    pub status: Option<StatusCode>,
    /// Its body, byte for byte.
    pub body: Bytes,
}

impl From<Bytes> for Recorded {
    fn from(body: Bytes) -> Self {
        Self { status: None, body }
    }
}

impl From<Vec<u8>> for Recorded {
    fn from(body: Vec<u8>) -> Self {
        Bytes::from(body).into()
    }
}

/// A success: the typed body, or the bytes of one.
#[derive(Debug)]
pub struct Success<T> {
    payload: Payload<T>,
    headers: HeaderMap,
}

#[derive(Debug)]
enum Payload<T> {
    Fresh(T),
    Encoded(Bytes),
    Replayed(Recorded),
}

impl<T> From<T> for Success<T> {
    fn from(body: T) -> Self {
        Self {
            payload: Payload::Fresh(body),
            headers: HeaderMap::new(),
        }
    }
}

impl<T> Success<T> {
    /// An answer that was given before, with `Idempotent-Replayed: true`.
    #[must_use]
    pub fn replay(recorded: impl Into<Recorded>) -> Self {
        Self {
            payload: Payload::Replayed(recorded.into()),
            headers: HeaderMap::new(),
        }
    }

    /// With a response header that the specification lists.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.append(name, value);
        self
    }

    /// The body, unless it is already bytes.
    #[must_use]
    pub fn body(&self) -> Option<&T> {
        match &self.payload {
            Payload::Fresh(body) => Some(body),
            _ => None,
        }
    }

    /// The response; `status` and `media_type` belong to bytes, `encode` makes those of a body.
    pub(crate) fn into_response(
        self,
        status: StatusCode,
        media_type: &'static str,
        encode: impl FnOnce(T) -> Result<Response<Body>, Failure>,
    ) -> Result<Response<Body>, Failure> {
        let mut response = match self.payload {
            Payload::Fresh(body) => encode(body)?,
            Payload::Encoded(body) => reply::bytes(status, media_type, body),
            Payload::Replayed(recorded) => {
                let mut response =
                    reply::bytes(recorded.status.unwrap_or(status), media_type, recorded.body);
                response
                    .headers_mut()
                    .insert(IDEMPOTENT_REPLAYED, HeaderValue::from_static("true"));
                response
            }
        };
        if !self.headers.is_empty() {
            response.headers_mut().extend(self.headers);
        }
        Ok(response)
    }
}

impl<T: Serialize> Success<T> {
    /// Encodes the body now, so that the very bytes can be kept for a replay before they are sent.
    pub fn encode(body: &T) -> Result<(Self, Bytes), ServerError> {
        let bytes = serde_json::to_vec(body)
            .map(Bytes::from)
            .map_err(ServerError::new)?;
        let success = Self {
            payload: Payload::Encoded(bytes.clone()),
            headers: HeaderMap::new(),
        };
        Ok((success, bytes))
    }
}

/// How the generated code makes responses of bodies.
pub(crate) mod reply {
    use super::*;

    /// A body as JSON.
    pub(crate) fn json<T: Serialize>(
        status: StatusCode,
        media_type: &'static str,
        body: &T,
    ) -> Result<Response<Body>, Failure> {
        match serde_json::to_vec(body) {
            Ok(body) => Ok(bytes(status, media_type, body)),
            Err(error) => {
                Err(ServerError::new(error).into_failure(StatusCode::INTERNAL_SERVER_ERROR))
            }
        }
    }

    /// A body that is bytes, text or a stream already.
    pub(crate) fn bytes(
        status: StatusCode,
        media_type: &'static str,
        body: impl Into<Body>,
    ) -> Response<Body> {
        let mut response = Response::new(body.into());
        *response.status_mut() = status;
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        response
    }

    /// No body.
    pub(crate) fn empty(status: StatusCode) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = status;
        response
    }
}
