//! One type for each error code. An operation's error type converts from those that its
//! specification lists, and from no others.

use std::{borrow::Cow, time::Duration};

use http::StatusCode;

use super::{
    Recorded, RequestId,
    failure::{Cause, Detail, Failure},
};

/// A type that stands for one error code.
pub trait Marker: Sized {
    /// The code on the wire.
    const CODE: &'static str;

    /// The failure with the status that the operation documents for this code.
    fn into_failure(self, status: StatusCode) -> Failure;
}

macro_rules! with_message {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            /// A sentence for people.
            pub message: Cow<'static, str>,
            /// The same for programs, where there is more to say.
            pub details: Vec<Detail>,
        }

        impl $name {
            /// With a sentence for people.
            #[must_use]
            pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
                Self {
                    message: message.into(),
                    details: Vec::new(),
                }
            }

            /// The same with a sentence that stands in the program.
            #[must_use]
            pub const fn of(message: &'static str) -> Self {
                Self {
                    message: Cow::Borrowed(message),
                    details: Vec::new(),
                }
            }

            /// With details for programs.
            #[must_use]
            pub fn with_details(mut self, details: Vec<Detail>) -> Self {
                self.details = details;
                self
            }
        }

        impl Marker for $name {
            const CODE: &'static str = $code;

            fn into_failure(self, status: StatusCode) -> Failure {
                Failure::new(status, Self::CODE, self.message).with_details(self.details)
            }
        }
    )*};
}

with_message! {
    /// No credentials came with the request.
    MissingApiKey = "MISSING_API_KEY";
    /// The credentials are unknown, expired or revoked.
    InvalidApiKey = "INVALID_API_KEY";
    /// The paying wallet has too little.
    InsufficientFunds = "INSUFFICIENT_FUNDS";
    /// The caller lacks the power for this.
    Forbidden = "FORBIDDEN";
    /// There is no such thing, or none that the caller can see.
    NotFound = "NOT_FOUND";
    /// The path exists, not with this method.
    MethodNotAllowed = "METHOD_NOT_ALLOWED";
    /// The present state forbids this.
    Conflict = "CONFLICT";
    /// The idempotency key came before with another body.
    IdempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED";
    /// The body is larger than the operation takes.
    PayloadTooLarge = "PAYLOAD_TOO_LARGE";
    /// The body's media type is not one that the operation takes.
    UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";
}

impl Default for IdempotencyKeyReused {
    fn default() -> Self {
        Self::new("This Idempotency-Key was used before with another request.")
    }
}

impl Default for InvalidApiKey {
    fn default() -> Self {
        Self::new("This API key is unknown, expired or revoked.")
    }
}

impl Default for MissingApiKey {
    fn default() -> Self {
        Self::new("No credentials came with the request.")
    }
}

/// The request is not as the specification says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRequest {
    /// A sentence for people.
    pub message: Cow<'static, str>,
    /// Every field that is wrong.
    pub details: Vec<Detail>,
}

impl InvalidRequest {
    /// With details.
    #[must_use]
    pub fn new(message: impl Into<Cow<'static, str>>, details: Vec<Detail>) -> Self {
        Self {
            message: message.into(),
            details,
        }
    }

    /// With one field that is wrong, for example `/domains/0/domain` or `query.cursor`.
    #[must_use]
    pub fn field(field: impl Into<String>, issue: impl Into<Cow<'static, str>>) -> Self {
        Self::from(vec![Detail::new(field, issue)])
    }
}

impl From<Vec<Detail>> for InvalidRequest {
    fn from(details: Vec<Detail>) -> Self {
        let message = match details.len() {
            1 => Cow::Borrowed("The request has 1 invalid field."),
            count => Cow::Owned(format!("The request has {count} invalid fields.")),
        };
        Self { message, details }
    }
}

impl Marker for InvalidRequest {
    const CODE: &'static str = "INVALID_REQUEST";

    fn into_failure(self, status: StatusCode) -> Failure {
        Failure::new(status, Self::CODE, self.message).with_details(self.details)
    }
}

/// Too many requests in the current window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLimitExceeded {
    /// When it is worth trying again.
    pub retry_after: Duration,
}

impl Marker for RateLimitExceeded {
    const CODE: &'static str = "RATE_LIMIT_EXCEEDED";

    fn into_failure(self, status: StatusCode) -> Failure {
        let wait = super::failure::seconds(self.retry_after);
        Failure::new(
            status,
            Self::CODE,
            format!("Too many requests; try again in {wait} seconds."),
        )
        .with_retry_after(Some(self.retry_after))
    }
}

/// Not able to answer right now.
#[derive(Debug)]
pub struct ServiceUnavailable {
    /// A sentence for people.
    pub message: Cow<'static, str>,
    /// When it is worth trying again.
    pub retry_after: Duration,
    /// What lies behind it: logged, never sent.
    pub cause: Option<Cause>,
}

impl ServiceUnavailable {
    /// With the usual sentence and one second to wait.
    #[must_use]
    pub fn new(cause: impl Into<Cause>) -> Self {
        Self {
            cause: Some(cause.into()),
            ..Self::default()
        }
    }
}

impl Default for ServiceUnavailable {
    fn default() -> Self {
        Self {
            message: Cow::Borrowed(
                "The service is not able to answer right now; try again shortly.",
            ),
            retry_after: Duration::from_secs(1),
            cause: None,
        }
    }
}

impl Marker for ServiceUnavailable {
    const CODE: &'static str = "SERVICE_UNAVAILABLE";

    fn into_failure(self, status: StatusCode) -> Failure {
        let failure =
            Failure::new(status, Self::CODE, self.message).with_retry_after(Some(self.retry_after));
        match self.cause {
            Some(cause) => failure.with_cause(cause),
            None => failure,
        }
    }
}

/// A fault on our side. The cause is logged under the request id and never sent.
#[derive(Debug)]
pub struct ServerError(Cause);

impl ServerError {
    /// With what went wrong.
    #[must_use]
    pub fn new(cause: impl Into<Cause>) -> Self {
        Self(cause.into())
    }
}

impl Marker for ServerError {
    const CODE: &'static str = "SERVER_ERROR";

    fn into_failure(self, status: StatusCode) -> Failure {
        Failure::new(status, Self::CODE, "Something went wrong on our side.").with_cause(self.0)
    }
}

/// A vendor that had to be asked within the request failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpstreamError {
    /// A sentence for people.
    pub message: Cow<'static, str>,
    /// The vendor, in lower case, for example `porkbun`.
    pub vendor: Cow<'static, str>,
    /// What it did or said, as far as the caller may know.
    pub issue: Cow<'static, str>,
}

impl UpstreamError {
    /// With the vendor and what it did.
    #[must_use]
    pub fn new(vendor: impl Into<Cow<'static, str>>, issue: impl Into<Cow<'static, str>>) -> Self {
        Self {
            message: Cow::Borrowed("A vendor that this request depends on failed."),
            vendor: vendor.into(),
            issue: issue.into(),
        }
    }
}

impl Marker for UpstreamError {
    const CODE: &'static str = "UPSTREAM_ERROR";

    fn into_failure(self, status: StatusCode) -> Failure {
        let detail = Detail::new(format!("vendor.{}", self.vendor), self.issue);
        Failure::new(status, Self::CODE, self.message).with_details(vec![detail])
    }
}

/// What every operation's error type can do. The constructors exist where the code is documented.
pub trait OperationError: AsRef<Failure> + Into<Failure> + Sized {
    /// The status.
    fn status(&self) -> StatusCode {
        self.as_ref().status()
    }

    /// The code.
    fn code(&self) -> Option<&'static str> {
        self.as_ref().code()
    }

    /// The answer as it will be sent for this request, to be replayed later.
    fn record(&self, request_id: &RequestId) -> Recorded {
        let failure = self.as_ref();
        Recorded {
            status: Some(failure.status()),
            body: failure.body(request_id),
        }
    }

    /// 400: one field is wrong.
    fn invalid_field(field: impl Into<String>, issue: impl Into<Cow<'static, str>>) -> Self
    where
        Self: From<InvalidRequest>,
    {
        InvalidRequest::field(field, issue).into()
    }

    /// 402: the wallet has too little.
    fn insufficient_funds(message: impl Into<Cow<'static, str>>) -> Self
    where
        Self: From<InsufficientFunds>,
    {
        InsufficientFunds::new(message).into()
    }

    /// 403: the caller may not.
    fn forbidden(message: impl Into<Cow<'static, str>>) -> Self
    where
        Self: From<Forbidden>,
    {
        Forbidden::new(message).into()
    }

    /// 404: no such thing.
    fn not_found(message: impl Into<Cow<'static, str>>) -> Self
    where
        Self: From<NotFound>,
    {
        NotFound::new(message).into()
    }

    /// 409: the state forbids it.
    fn conflict(message: impl Into<Cow<'static, str>>) -> Self
    where
        Self: From<Conflict>,
    {
        Conflict::new(message).into()
    }

    /// 409: the idempotency key came with another request.
    fn idempotency_key_reused() -> Self
    where
        Self: From<IdempotencyKeyReused>,
    {
        IdempotencyKeyReused::default().into()
    }

    /// 500: our fault.
    fn server_error(cause: impl Into<Cause>) -> Self
    where
        Self: From<ServerError>,
    {
        ServerError::new(cause).into()
    }

    /// 502: a vendor failed.
    fn upstream_error(
        vendor: impl Into<Cow<'static, str>>,
        issue: impl Into<Cow<'static, str>>,
    ) -> Self
    where
        Self: From<UpstreamError>,
    {
        UpstreamError::new(vendor, issue).into()
    }

    /// 503: not right now.
    fn service_unavailable(cause: impl Into<Cause>) -> Self
    where
        Self: From<ServiceUnavailable>,
    {
        ServiceUnavailable::new(cause).into()
    }
}

/// What the generated code gives an operation's error type: a conversion for each documented
/// code, with the status that goes with it there.
macro_rules! documented {
    ($name:ident: $($marker:ident = $status:literal),*) => {
        $(
            impl ::std::convert::From<$crate::runtime::errors::$marker> for $name {
                fn from(error: $crate::runtime::errors::$marker) -> Self {
                    use $crate::runtime::{errors::Marker, status};
                    Self(error.into_failure(status($status)))
                }
            }
        )*

        impl ::std::convert::AsRef<$crate::runtime::Failure> for $name {
            fn as_ref(&self) -> &$crate::runtime::Failure {
                &self.0
            }
        }

        impl ::std::convert::From<$name> for $crate::runtime::Failure {
            fn from(error: $name) -> Self {
                error.0
            }
        }

        impl $crate::runtime::OperationError for $name {}
    };
}

pub(crate) use documented;
