//! One failure of each code, as a method would make it.

use std::time::Duration;

use simpleinboxes_server::runtime::errors as of;

/// What every failure with a message says.
pub const MESSAGE: &str = "What the recorder says to people.";

/// Field and issue of the details of `INVALID_REQUEST`.
pub const DETAIL: (&str, &str) = ("/some/0/field", "is not as it should be");

/// The vendor that `UPSTREAM_ERROR` names, and what it did.
pub const VENDOR: (&str, &str) = ("porkbun", "did not answer");

/// What 429 asks to wait.
pub const LIMITED: Duration = Duration::from_secs(17);

/// What 503 asks to wait.
pub const UNAVAILABLE: Duration = Duration::from_secs(3);

macro_rules! with_message {
    ($($(#[$doc:meta])* $function:ident = $marker:ident;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $function() -> of::$marker {
            of::$marker::new(MESSAGE)
        }
    )*};
}

with_message! {
    /// `MISSING_API_KEY`.
    missing_api_key = MissingApiKey;
    /// `INVALID_API_KEY`.
    invalid_api_key = InvalidApiKey;
    /// `INSUFFICIENT_FUNDS`.
    insufficient_funds = InsufficientFunds;
    /// `FORBIDDEN`.
    forbidden = Forbidden;
    /// `NOT_FOUND`.
    not_found = NotFound;
    /// `CONFLICT`.
    conflict = Conflict;
    /// `IDEMPOTENCY_KEY_REUSED`.
    idempotency_key_reused = IdempotencyKeyReused;
    /// `PAYLOAD_TOO_LARGE`.
    payload_too_large = PayloadTooLarge;
    /// `UNSUPPORTED_MEDIA_TYPE`.
    unsupported_media_type = UnsupportedMediaType;
}

/// `INVALID_REQUEST`.
#[must_use]
pub fn invalid_request() -> of::InvalidRequest {
    of::InvalidRequest::field(DETAIL.0, DETAIL.1)
}

/// `RATE_LIMIT_EXCEEDED`.
#[must_use]
pub fn rate_limit_exceeded() -> of::RateLimitExceeded {
    of::RateLimitExceeded {
        retry_after: LIMITED,
    }
}

/// `SERVER_ERROR`.
#[must_use]
pub fn server_error() -> of::ServerError {
    of::ServerError::new("a cause that stays in the log")
}

/// `UPSTREAM_ERROR`.
#[must_use]
pub fn upstream_error() -> of::UpstreamError {
    of::UpstreamError::new(VENDOR.0, VENDOR.1)
}

/// `SERVICE_UNAVAILABLE`.
#[must_use]
pub fn service_unavailable() -> of::ServiceUnavailable {
    of::ServiceUnavailable {
        retry_after: UNAVAILABLE,
        ..of::ServiceUnavailable::new("a cause that stays in the log")
    }
}
