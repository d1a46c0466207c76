//! The runtime that routers share, and what it answers where no router does.

use std::{
    any::Any,
    future::Future,
    panic::AssertUnwindSafe,
    pin::{Pin, pin},
    sync::Arc,
};

use axum::{Router, body::Body};
use futures::FutureExt;
use http::{Method, Request, Response, StatusCode};

use super::{
    Gate, Limits, OpenGate, Subject,
    errors::{Marker, MethodNotAllowed, NotFound, ServerError, ServiceUnavailable},
    exchange::Exchange,
    failure::Failure,
    success::reply,
};

/// What all routers of an application share: who may call, how often, and how much.
#[derive(Debug)]
pub struct Runtime<A, G> {
    /// Tells who calls.
    pub authenticator: A,
    /// Tells how often.
    pub gate: G,
    /// Tells how much.
    pub limits: Limits,
}

impl<A, C> Runtime<A, OpenGate<C>> {
    /// A runtime that admits any number of requests.
    #[must_use]
    pub fn open(authenticator: A) -> Self {
        Self {
            authenticator,
            gate: OpenGate::default(),
            limits: Limits::default(),
        }
    }
}

/// What makes an answer.
type Answer<'a> = dyn Future<Output = Result<Response<Body>, Failure>> + Send + 'a;

/// A service behind its runtime: the state of a generated router.
pub(crate) struct Mount<S, A, G> {
    pub(crate) service: Arc<S>,
    pub(crate) runtime: Arc<Runtime<A, G>>,
}

impl<A, G> Runtime<A, G>
where
    A: Send + Sync + 'static,
    G: Gate,
{
    /// A runtime.
    #[must_use]
    pub fn new(authenticator: A, gate: G, limits: Limits) -> Self {
        Self {
            authenticator,
            gate,
            limits,
        }
    }

    /// Completes the merged routers of an application: what they do not route is 404, a method
    /// that a path does not have is 405, `OPTIONS` is 204, all of them with the usual headers.
    /// To be called once, after all routes are in.
    pub fn app(self: &Arc<Self>, router: Router) -> Router {
        let (lost, wrong) = (self.clone(), self.clone());
        router
            .method_not_allowed_fallback(move |request: Request<Body>| async move {
                wrong.unrouted(request, wrong_method).await
            })
            .fallback(move |request: Request<Body>| async move {
                lost.unrouted(request, no_route).await
            })
    }

    async fn unrouted(
        &self,
        request: Request<Body>,
        answer: fn(&Method) -> Result<Response<Body>, Failure>,
    ) -> Response<Body> {
        let mut exchange = Exchange::begin(None, request);
        let outcome = {
            let answer = async {
                exchange
                    .count(&self.gate, &self.limits, Subject::Unrouted)
                    .await?;
                answer(&exchange.head.parts.method)
            };
            self.guard(pin!(answer)).await
        };
        exchange.finish(outcome).await
    }

    /// Runs what makes an answer: within the time, and with panics caught.
    ///
    /// It stays where it is: its state is large, and each of the wrappers here would move it.
    pub(crate) async fn guard(
        &self,
        answer: Pin<&mut Answer<'_>>,
    ) -> Result<Response<Body>, Failure> {
        let timeout = self.limits.timeout;
        match tokio::time::timeout(timeout, AssertUnwindSafe(answer).catch_unwind()).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(panic)) => Err(ServerError::new(panic_text(panic.as_ref()))
                .into_failure(StatusCode::INTERNAL_SERVER_ERROR)),
            Err(_) => Err(
                ServiceUnavailable::new(format!("no answer within {timeout:?}"))
                    .into_failure(StatusCode::SERVICE_UNAVAILABLE),
            ),
        }
    }
}

fn no_route(_: &Method) -> Result<Response<Body>, Failure> {
    Err(NotFound::new("There is nothing at this path.").into_failure(StatusCode::NOT_FOUND))
}

/// The router adds `Allow` to this answer.
fn wrong_method(method: &Method) -> Result<Response<Body>, Failure> {
    if method == Method::OPTIONS {
        return Ok(reply::empty(StatusCode::NO_CONTENT));
    }
    let message = "This path does not have this method; the header Allow names those it has.";
    Err(MethodNotAllowed::new(message).into_failure(StatusCode::METHOD_NOT_ALLOWED))
}

/// What a panic said, for the log.
fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic
        .downcast_ref::<&'static str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    format!(
        "panicked: {}",
        text.unwrap_or_else(|| "with no message".to_owned())
    )
}
