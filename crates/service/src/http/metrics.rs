//! `/metrics` in the Prometheus text format.
//!
//! Labels are operation ids, methods and statuses only, so that their number is bounded and no
//! label carries what a caller sent.

use std::{
    sync::{Arc, atomic::AtomicI64},
    time::Instant,
};

use axum::{
    Router,
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};
use simpleinboxes_server::runtime::Answered;

const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answer {
    operation: &'static str,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Operation {
    operation: &'static str,
}

/// What is counted of requests.
#[derive(Clone, Debug)]
pub struct HttpMetrics {
    registry: Arc<Registry>,
    answers: Family<Answer, Counter>,
    seconds: Family<Operation, Histogram>,
    in_flight: Gauge<i64, AtomicI64>,
}

impl HttpMetrics {
    /// All at zero, made visible together with `others`.
    #[must_use]
    pub fn new(others: impl FnOnce(&mut Registry)) -> Self {
        let mut registry = Registry::with_prefix("simpleinboxes");
        let answers = Family::<Answer, Counter>::default();
        let seconds = Family::<Operation, Histogram>::new_with_constructor(|| {
            Histogram::new([
                0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
            ])
        });
        let in_flight = Gauge::default();
        registry.register("http_requests", "Requests answered", answers.clone());
        registry.register_with_unit(
            "http_request_duration",
            "Time to answer a request",
            Unit::Seconds,
            seconds.clone(),
        );
        registry.register(
            "http_requests_in_flight",
            "Requests being answered",
            in_flight.clone(),
        );
        others(&mut registry);
        Self {
            registry: Arc::new(registry),
            answers,
            seconds,
            in_flight,
        }
    }
}

/// `/metrics`.
pub fn routes(metrics: HttpMetrics) -> Router {
    Router::new()
        .route("/metrics", get(render))
        .with_state(metrics)
}

async fn render(State(metrics): State<HttpMetrics>) -> Response {
    let mut text = String::new();
    match encode(&mut text, &metrics.registry) {
        Ok(()) => ([(header::CONTENT_TYPE, CONTENT_TYPE)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Takes one off the gauge, also when the caller goes away before the answer.
struct InFlight(Gauge<i64, AtomicI64>);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Middleware that counts a request under the operation that answered it.
pub async fn observe(State(metrics): State<HttpMetrics>, request: Request, next: Next) -> Response {
    metrics.in_flight.inc();
    let in_flight = InFlight(metrics.in_flight.clone());
    let start = Instant::now();
    let response = next.run(request).await;
    drop(in_flight);
    let answered = response.extensions().get::<Answered>();
    let operation = answered
        .and_then(|answered| answered.operation)
        .map_or("none", |meta| meta.id);
    metrics
        .answers
        .get_or_create(&Answer {
            operation,
            status: response.status().as_u16(),
        })
        .inc();
    metrics
        .seconds
        .get_or_create(&Operation { operation })
        .observe(start.elapsed().as_secs_f64());
    response
}
