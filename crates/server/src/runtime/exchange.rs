//! A request on its way to its method, and the answer on its way back.

use axum::body::Body;
use http::{HeaderName, HeaderValue, Request, Response, StatusCode, request::Parts};

use super::{
    Admission, Detail, Gate, Limits, OperationMeta, Quota, Rejection, RequestId, Subject, body,
    context::{Context, Idempotency},
    errors::{InvalidRequest, Marker},
    failure::Failure,
    request_id::REQUEST_ID,
};

/// Makes a repeat of a request safe.
pub const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// What is known of a request without its body.
#[derive(Debug)]
pub struct Head {
    /// Method, target, headers, and what the server attached (for example the peer's address).
    pub parts: Parts,
    /// Its id.
    pub request_id: RequestId,
    /// The operation it is for; none for a path or method that does not exist.
    pub operation: Option<&'static OperationMeta>,
}

/// Attached to every response, for layers that count or log.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The operation; none for a path or method that does not exist.
    pub operation: Option<&'static OperationMeta>,
    /// The id of the request.
    pub request_id: RequestId,
    /// The error code of a failure.
    pub code: Option<&'static str>,
}

/// One request and what its answer will carry.
pub(crate) struct Exchange {
    pub(crate) head: Head,
    /// Empty once it is read.
    pub(crate) body: Body,
    quota: Option<Quota>,
}

impl Exchange {
    pub(crate) fn begin(operation: Option<&'static OperationMeta>, request: Request<Body>) -> Self {
        let (parts, body) = request.into_parts();
        let request_id = RequestId::accept(&parts.headers);
        Self {
            head: Head {
                parts,
                request_id,
                operation,
            },
            body,
            quota: None,
        }
    }

    /// Lets a caller in who had to say who they are.
    pub(crate) async fn admit<G: Gate>(
        &mut self,
        gate: &G,
        limits: &Limits,
        caller: Result<G::Caller, Rejection>,
    ) -> Result<G::Caller, Failure> {
        match caller {
            Ok(caller) => {
                self.count(gate, limits, Subject::Caller(&caller)).await?;
                Ok(caller)
            }
            Err(rejection) => {
                self.count(gate, limits, Subject::Rejected).await?;
                Err(rejection.into())
            }
        }
    }

    /// Lets a caller in who could say who they are.
    pub(crate) async fn admit_optional<G: Gate>(
        &mut self,
        gate: &G,
        limits: &Limits,
        caller: Result<Option<G::Caller>, Rejection>,
    ) -> Result<Option<G::Caller>, Failure> {
        match caller {
            Ok(None) => {
                self.count(gate, limits, Subject::Anonymous).await?;
                Ok(None)
            }
            Ok(Some(caller)) => self.admit(gate, limits, Ok(caller)).await.map(Some),
            Err(rejection) => self.admit(gate, limits, Err(rejection)).await.map(Some),
        }
    }

    /// Lets anybody in.
    pub(crate) async fn admit_anyone<G: Gate>(
        &mut self,
        gate: &G,
        limits: &Limits,
    ) -> Result<(), Failure> {
        self.count(gate, limits, Subject::Anonymous).await
    }

    /// Asks the gate, keeps what it says of the quota for the answer, and checks the head's size.
    pub(crate) async fn count<G: Gate>(
        &mut self,
        gate: &G,
        limits: &Limits,
        subject: Subject<'_, G::Caller>,
    ) -> Result<(), Failure> {
        let Admission { quota, refusal } = gate.admit(subject, &self.head).await;
        self.quota = quota;
        match refusal {
            Some(refusal) => Err(refusal.into()),
            None => check_size(&self.head.parts, limits),
        }
    }

    /// What the method is told of the circumstances.
    pub(crate) fn context<C>(&self, caller: C, operation: &'static OperationMeta) -> Context<C> {
        Context {
            caller,
            request_id: self.head.request_id.clone(),
            operation,
            idempotency: None,
        }
    }

    /// The idempotency key with the fingerprint of what it came with.
    pub(crate) fn idempotency(
        &self,
        fingerprint: impl FnOnce() -> [u8; 32],
    ) -> Option<Idempotency> {
        let key = self
            .head
            .parts
            .headers
            .get(IDEMPOTENCY_KEY)?
            .to_str()
            .ok()?
            .to_owned();
        Some(Idempotency {
            key,
            fingerprint: fingerprint(),
        })
    }

    /// Puts on every answer what every answer has.
    pub(crate) async fn finish(self, outcome: Result<Response<Body>, Failure>) -> Response<Body> {
        let Self { head, body, quota } = self;
        let mut code = None;
        let mut response = match outcome {
            Ok(response) => response,
            Err(failure) => {
                log(&failure, &head);
                body::drain(&head.parts.headers, body).await;
                code = failure.code();
                failure.into_response(&head.request_id)
            }
        };
        let status = response.status().as_u16();
        let headers = response.headers_mut();
        headers.insert(REQUEST_ID, head.request_id.header());
        if let Some(quota) = quota {
            quota.write(headers);
        }
        let fixed = head
            .operation
            .map_or(&[][..], |operation| operation.fixed_headers);
        for header in fixed.iter().filter(|header| header.status == status) {
            headers.insert(header.name, HeaderValue::from_static(header.value));
        }
        let answered = Answered {
            operation: head.operation,
            request_id: head.request_id,
            code,
        };
        response.extensions_mut().insert(answered);
        response
    }
}

/// Refuses a head that is larger than any honest one, and names the part that makes it so.
fn check_size(parts: &Parts, limits: &Limits) -> Result<(), Failure> {
    let target = parts
        .uri
        .path_and_query()
        .map_or(0, |target| target.as_str().len());
    let refuse = |detail: Detail| {
        Err(InvalidRequest::from(vec![detail]).into_failure(StatusCode::BAD_REQUEST))
    };
    if target > limits.target {
        let message = format!("The path and query have more than {} bytes.", limits.target);
        return Err(InvalidRequest::new(message, Vec::new()).into_failure(StatusCode::BAD_REQUEST));
    }
    let size = |(name, value): (&HeaderName, &HeaderValue)| name.as_str().len() + value.len();
    if parts.headers.iter().map(size).sum::<usize>() <= limits.headers {
        return Ok(());
    }
    let largest = parts.headers.iter().max_by_key(|header| size(*header));
    let name = largest.map_or("", |(name, _)| name.as_str());
    let issue = format!("makes the headers larger than {} bytes", limits.headers);
    refuse(Detail::new(format!("header.{name}"), issue))
}

/// Writes what went wrong on our side, with all that lies behind it; what the caller did wrong
/// only for those who look for it.
fn log(failure: &Failure, head: &Head) {
    let operation = head.operation.map_or("-", |operation| operation.id);
    let status = failure.status().as_u16();
    let code = failure.code().unwrap_or("-");
    let request_id = head.request_id.as_str();
    if failure.status().is_server_error() {
        let mut causes = Vec::new();
        let mut next = failure
            .cause()
            .map(|cause| cause as &(dyn std::error::Error + 'static));
        while let Some(cause) = next {
            causes.push(cause.to_string());
            next = cause.source();
        }
        let cause = causes.join(": ");
        tracing::error!(request_id, operation, status, code, cause, "request failed");
    } else {
        tracing::debug!(request_id, operation, status, code, "request refused");
    }
}
