//! From an answer on the wire to a typed one.

use bytes::{Bytes, BytesMut};
use futures::StreamExt as _;
use progenitor_client::{ByteStream, Error, ResponseValue};
use reqwest::{StatusCode, header::HeaderMap};

use super::error::{ApiError, Failure, request_id};

/// How much of an error's body is read.
const LARGEST_ERROR: usize = 1024 * 1024;

/// An operation's successes, where it has several.
pub trait Success: Sized {
    /// The success that an answer with this status is; nothing, if it is none.
    fn decode(status: u16, body: &[u8]) -> Option<Result<Self, serde_json::Error>>;
}

/// Reads what is left to read of a failed call.
pub async fn fail<F: Failure>(error: Error<ByteStream>) -> ApiError<F> {
    match error {
        Error::InvalidRequest(reason) | Error::Custom(reason) => ApiError::Request(reason),
        Error::CommunicationError(error)
        | Error::InvalidUpgrade(error)
        | Error::ResponseBodyError(error) => ApiError::Transport(error.without_url()),
        Error::InvalidResponsePayload(_, source) => ApiError::Payload {
            request_id: None,
            source,
        },
        Error::ErrorResponse(value) => {
            let (status, headers) = (value.status(), value.headers().clone());
            match read(value, Some(LARGEST_ERROR)).await {
                Ok(body) => ApiError::of_answer(status, headers, body),
                Err(error) => ApiError::Transport(error),
            }
        }
        Error::UnexpectedResponse(response) => {
            let (status, headers) = (response.status(), response.headers().clone());
            match read(ResponseValue::stream(response), Some(LARGEST_ERROR)).await {
                Ok(body) => ApiError::of_answer(status, headers, body),
                Err(error) => ApiError::Transport(error),
            }
        }
    }
}

/// Tells the successes of an operation that has several from its failures.
///
/// # Errors
/// The call failed, or its answer is not of its form.
pub async fn decide<S: Success, F: Failure>(
    result: Result<ResponseValue<ByteStream>, Error<ByteStream>>,
) -> Result<ResponseValue<S>, ApiError<F>> {
    let value = match result {
        Ok(value) | Err(Error::ErrorResponse(value)) => value,
        Err(Error::UnexpectedResponse(response)) => ResponseValue::stream(response),
        Err(error) => return Err(fail(error).await),
    };
    let (status, headers) = (value.status(), value.headers().clone());
    let largest = (!status.is_success()).then_some(LARGEST_ERROR);
    let body = read(value, largest).await.map_err(ApiError::Transport)?;
    typed(status, headers, body)
}

#[expect(
    clippy::result_large_err,
    reason = "what is not documented keeps its headers"
)]
fn typed<S: Success, F: Failure>(
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
) -> Result<ResponseValue<S>, ApiError<F>> {
    match S::decode(status.as_u16(), &body) {
        Some(Ok(success)) => Ok(ResponseValue::new(success, status, headers)),
        Some(Err(source)) => Err(ApiError::Payload {
            request_id: request_id(&headers),
            source,
        }),
        None => Err(ApiError::of_answer(status, headers, body)),
    }
}

/// Reads a body, at most its first `largest` bytes.
async fn read(
    value: ResponseValue<ByteStream>,
    largest: Option<usize>,
) -> Result<Bytes, reqwest::Error> {
    let mut stream = value.into_inner_stream();
    let mut body = BytesMut::new();
    while let Some(chunk) = stream.next().await {
        body.extend_from_slice(&chunk.map_err(reqwest::Error::without_url)?);
        if let Some(largest) = largest
            && body.len() >= largest
        {
            body.truncate(largest);
            break;
        }
    }
    Ok(body.freeze())
}
