//! What every failure becomes: a status and the envelope.

use std::{borrow::Cow, error::Error, fmt, time::Duration};

use axum::body::Body;
use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use serde::Serialize;

use super::{
    RequestId,
    errors::{Marker, ServerError},
};

/// The cause of a failure. It is logged and never sent.
pub type Cause = Box<dyn Error + Send + Sync>;

/// One thing that is wrong with a request, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Detail {
    /// A JSON pointer into the body, or `query.NAME`, `path.NAME`, `header.NAME`, `vendor.NAME`.
    pub field: String,
    /// What is wrong with it.
    pub issue: Cow<'static, str>,
}

impl Detail {
    /// A detail.
    #[must_use]
    pub fn new(field: impl Into<String>, issue: impl Into<Cow<'static, str>>) -> Self {
        Self {
            field: field.into(),
            issue: issue.into(),
        }
    }
}

/// A failure that knows its status. Operations' error types wrap it; it has no public
/// constructor, since only what is documented may be answered.
pub struct Failure(Box<Inner>);

struct Inner {
    status: StatusCode,
    content: Content,
    retry_after: Option<Duration>,
    cause: Option<Cause>,
}

enum Content {
    Envelope {
        code: &'static str,
        message: Cow<'static, str>,
        details: Vec<Detail>,
    },
    Typed {
        media_type: &'static str,
        body: Bytes,
    },
    Empty,
}

impl Failure {
    pub(crate) fn new(
        status: StatusCode,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self(Box::new(Inner {
            status,
            content: Content::Envelope {
                code,
                message: message.into(),
                details: Vec::new(),
            },
            retry_after: None,
            cause: None,
        }))
    }

    /// A failure whose body the specification types itself, with no codes of ours.
    pub(crate) fn typed<T: Serialize>(
        status: StatusCode,
        media_type: &'static str,
        body: &T,
    ) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => Self::bytes(status, media_type, body),
            Err(error) => ServerError::new(error).into_failure(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    pub(crate) fn bytes(
        status: StatusCode,
        media_type: &'static str,
        body: impl Into<Bytes>,
    ) -> Self {
        let content = Content::Typed {
            media_type,
            body: body.into(),
        };
        Self(Box::new(Inner {
            status,
            content,
            retry_after: None,
            cause: None,
        }))
    }

    pub(crate) fn empty(status: StatusCode) -> Self {
        Self(Box::new(Inner {
            status,
            content: Content::Empty,
            retry_after: None,
            cause: None,
        }))
    }

    pub(crate) fn with_details(mut self, added: Vec<Detail>) -> Self {
        if let Content::Envelope { details, .. } = &mut self.0.content {
            *details = added;
        }
        self
    }

    pub(crate) fn with_retry_after(mut self, after: Option<Duration>) -> Self {
        self.0.retry_after = after;
        self
    }

    pub(crate) fn with_cause(mut self, cause: Cause) -> Self {
        self.0.cause = Some(cause);
        self
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The code; none where the specification types the body itself.
    #[must_use]
    pub fn code(&self) -> Option<&'static str> {
        match &self.0.content {
            Content::Envelope { code, .. } => Some(code),
            _ => None,
        }
    }

    /// The message.
    #[must_use]
    pub fn message(&self) -> &str {
        match &self.0.content {
            Content::Envelope { message, .. } => message,
            _ => "",
        }
    }

    /// What is wrong, field by field.
    #[must_use]
    pub fn details(&self) -> &[Detail] {
        match &self.0.content {
            Content::Envelope { details, .. } => details,
            _ => &[],
        }
    }

    /// What lies behind it, for the log.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.0.cause.as_deref()
    }

    pub(crate) fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The body as it is sent to the caller who has this request id.
    #[must_use]
    pub fn body(&self, request_id: &RequestId) -> Bytes {
        match &self.0.content {
            Content::Envelope {
                code,
                message,
                details,
            } => envelope(code, message, details, request_id),
            Content::Typed { body, .. } => body.clone(),
            Content::Empty => Bytes::new(),
        }
    }

    pub(crate) fn into_response(self, request_id: &RequestId) -> Response<Body> {
        let media_type = match &self.0.content {
            Content::Envelope { .. } => Some("application/json"),
            Content::Typed { media_type, .. } => Some(*media_type),
            Content::Empty => None,
        };
        let mut response = Response::new(Body::from(self.body(request_id)));
        *response.status_mut() = self.0.status;
        if let Some(media_type) = media_type {
            response
                .headers_mut()
                .insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        }
        if let Some(after) = self.0.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds(after)));
        }
        response
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failure")
            .field("status", &self.status().as_u16())
            .field("code", &self.code())
            .field("message", &self.message())
            .finish_non_exhaustive()
    }
}

/// The status of a code in the specification.
pub(crate) fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Whole seconds, rounded up: a caller that comes back on time must not be early.
pub(crate) fn seconds(duration: Duration) -> u64 {
    duration.as_secs() + u64::from(duration.subsec_nanos() > 0)
}

fn envelope(code: &str, message: &str, details: &[Detail], request_id: &RequestId) -> Bytes {
    #[derive(Serialize)]
    struct Envelope<'a> {
        success: bool,
        error: Info<'a>,
    }
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Info<'a> {
        code: &'a str,
        message: &'a str,
        #[serde(skip_serializing_if = "<[Detail]>::is_empty")]
        details: &'a [Detail],
        request_id: &'a str,
    }
    let error = Info {
        code,
        message,
        details,
        request_id: request_id.as_str(),
    };
    serde_json::to_vec(&Envelope {
        success: false,
        error,
    })
    .map(Bytes::from)
    .expect("strings are always JSON")
}

/// A status of one class, for responses that the specification gives as a range: `StatusIn<4>`
/// for `4XX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusIn<const CLASS: u16>(StatusCode);

impl<const CLASS: u16> StatusIn<CLASS> {
    /// The status, if it is of the class.
    #[must_use]
    pub fn new(status: StatusCode) -> Option<Self> {
        (status.as_u16() / 100 == CLASS).then_some(Self(status))
    }

    /// The status.
    #[must_use]
    pub fn get(self) -> StatusCode {
        self.0
    }
}
