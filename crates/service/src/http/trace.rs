//! A span for each request, which traces are made of, and a line in the log when it is answered.
//!
//! Both name the operation and the request's id, and nothing that a caller chose: a path can hold
//! a client's name, a query or a header a secret.

use std::time::Instant;

use axum::{extract::Request, middleware::Next, response::Response};
use simpleinboxes_server::runtime::Answered;
use tracing::{Instrument as _, Span, field::Empty};

/// Middleware that wraps a request in a span.
pub async fn trace(request: Request, next: Next) -> Response {
    let span = tracing::info_span!(
        "request",
        otel.kind = "server",
        otel.name = Empty,
        otel.status_code = Empty,
        operation = Empty,
        request_id = Empty,
        http.response.status_code = Empty,
    );
    let start = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    note(&span, &response, start);
    response
}

fn note(span: &Span, response: &Response, start: Instant) {
    let status = response.status().as_u16();
    span.record("http.response.status_code", status);
    if response.status().is_server_error() {
        span.record("otel.status_code", "ERROR");
    }
    // What stands beside the API is asked for by machines, every few seconds.
    let Some(answered) = response.extensions().get::<Answered>() else {
        return;
    };
    let operation = answered.operation.map_or("none", |operation| operation.id);
    let request_id = answered.request_id.as_str();
    span.record("otel.name", operation);
    span.record("operation", operation);
    span.record("request_id", request_id);
    let code = answered.code.unwrap_or("-");
    let took_ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let _entered = span.enter();
    tracing::info!(status, code, took_ms, "answered");
}
