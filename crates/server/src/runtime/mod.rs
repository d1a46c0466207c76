//! What every generated router stands on, written by hand and the same for any specification.
//!
//! A request goes through these stations, and the first that refuses it answers: request id →
//! route → authentication → [`Gate`] → size of the head → media type → size of the body →
//! parsing → all checks at once → the method. Every answer but a documented success is the
//! envelope `{"success": false, "error": {code, message, details?, requestId}}`.

#![allow(
    dead_code,
    unused_imports,
    reason = "which of the checks and readers a crate uses is up to its specification"
)]

pub(crate) mod app;
pub(crate) mod auth;
pub(crate) mod body;
pub(crate) mod check;
mod context;
pub mod errors;
pub(crate) mod exchange;
mod failure;
pub(crate) mod fingerprint;
mod gate;
mod limits;
pub(crate) mod node;
#[cfg(feature = "openapi")]
pub mod openapi;
mod operation;
pub(crate) mod params;
mod request_id;
pub(crate) mod success;

pub use app::Runtime;
pub use auth::{Credential, Rejection};
pub use body::Part;
pub use context::{Context, Idempotency};
pub use errors::OperationError;
pub use exchange::{Answered, Head, IDEMPOTENCY_KEY};
pub use failure::{Cause, Detail, Failure, StatusIn};
pub use gate::{Admission, Gate, OpenGate, Quota, Refusal, Subject};
pub use limits::Limits;
pub use operation::{FixedHeader, OperationMeta};
pub use request_id::{REQUEST_ID, RequestId};
pub use success::{IDEMPOTENT_REPLAYED, Recorded, Success};

pub(crate) use errors::{ServerError, documented};
pub(crate) use failure::status;
