//! What a call yields, without its types.

use std::{fmt::Display, time::Duration};

use futures::{Stream, TryStreamExt as _};
use serde::Serialize;
use serde_json::Value;
use simpleinboxes_client::{ApiError, ResponseValue, runtime::Answer};

/// A success or a failure.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The call succeeded.
    Success(Yielded),
    /// The server answered with a documented failure.
    Failure(Failed),
    /// Anything else: nothing was sent, or the answer is not documented or not of its form.
    Broken(String),
}

/// What a success yields.
#[derive(Clone, Debug, PartialEq)]
pub struct Yielded {
    /// The status.
    pub status: u16,
    /// The typed value, as JSON again.
    pub value: Value,
    /// `X-Request-Id`.
    pub request_id: Option<String>,
    /// `Idempotent-Replayed`.
    pub replayed: bool,
}

/// What a failure yields.
#[derive(Clone, Debug, PartialEq)]
pub struct Failed {
    /// The status.
    pub status: u16,
    /// The typed code, as text again.
    pub code: String,
    /// What is said to people.
    pub message: String,
    /// Field and issue of each detail.
    pub details: Vec<(String, String)>,
    /// The request's id.
    pub request_id: Option<String>,
    /// How long to wait.
    pub retry_after: Option<Duration>,
}

/// The outcome of a call with one success.
pub fn of<T: Serialize, C: Display>(result: Result<ResponseValue<T>, ApiError<C>>) -> Outcome {
    of_success(result, |value| json(&value))
}

/// The outcome of a call with several successes, which `value` takes apart.
pub fn of_success<T, C: Display>(
    result: Result<ResponseValue<T>, ApiError<C>>,
    value: impl FnOnce(T) -> Result<Value, String>,
) -> Outcome {
    match result {
        Ok(response) => {
            let status = response.status().as_u16();
            let header = |name: &str| {
                response
                    .headers()
                    .get(name)?
                    .to_str()
                    .ok()
                    .map(str::to_owned)
            };
            let (request_id, replayed) = (header("x-request-id"), header("idempotent-replayed"));
            match value(response.into_inner()) {
                Ok(value) => {
                    let replayed = replayed.as_deref() == Some("true");
                    Outcome::Success(Yielded {
                        status,
                        value,
                        request_id,
                        replayed,
                    })
                }
                Err(error) => Outcome::Broken(error),
            }
        }
        Err(error) => failed(error),
    }
}

/// The outcome of following a list to its end: all items in one array.
pub async fn streamed<T: Serialize, C: Display>(
    items: impl Stream<Item = Result<T, ApiError<C>>>,
) -> Outcome {
    let items: Result<Vec<T>, _> = items.try_collect().await;
    match items {
        Ok(items) => match json(&items) {
            Ok(value) => Outcome::Success(Yielded {
                status: 200,
                value,
                request_id: None,
                replayed: false,
            }),
            Err(error) => Outcome::Broken(error),
        },
        Err(error) => failed(error),
    }
}

/// A typed value as JSON.
///
/// # Errors
/// It cannot be written.
pub fn json(value: &impl Serialize) -> Result<Value, String> {
    serde_json::to_value(value).map_err(|error| error.to_string())
}

fn failed<C: Display>(error: ApiError<C>) -> Outcome {
    let request_id = error.request_id().map(str::to_owned);
    let retry_after = error.retry_after();
    let details = error
        .details()
        .iter()
        .map(|d| (d.field.clone(), d.issue.clone()))
        .collect();
    match error {
        ApiError::Answer(answer) => {
            let Answer {
                status,
                failure,
                message,
                ..
            } = *answer;
            let (status, code) = (status.as_u16(), failure.to_string());
            Outcome::Failure(Failed {
                status,
                code,
                message,
                details,
                request_id,
                retry_after,
            })
        }
        ApiError::Request(reason) => Outcome::Broken(format!("not sent: {reason}")),
        ApiError::Transport(error) => Outcome::Broken(format!("not through: {error}")),
        ApiError::Unexpected { status, body, .. } => Outcome::Broken(format!(
            "{status} is not documented: {}",
            String::from_utf8_lossy(&body)
        )),
        ApiError::Payload { source, .. } => Outcome::Broken(format!("not of its form: {source}")),
        _ => Outcome::Broken("another kind of failure".to_owned()),
    }
}
