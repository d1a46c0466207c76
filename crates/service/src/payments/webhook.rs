//! Where Stripe reports: signed, kept, acted upon later, answered at once.

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::post,
};
use serde::Deserialize;
use serde_json::json;
use simpleinboxes_providers::payments::ProviderName;
use simpleinboxes_server::runtime::{
    Failure, REQUEST_ID, RequestId,
    errors::{InvalidRequest, Marker, NotFound, PayloadTooLarge, ServiceUnavailable},
};
use simpleinboxes_store::{NewPaymentEvent, StoreError};

use super::events;
use crate::app::App;

/// The largest report in bytes.
const LARGEST: usize = 1024 * 1024;

/// How long a report may take to arrive.
const PATIENCE: Duration = Duration::from_secs(15);

/// `POST /webhooks/stripe`.
pub(crate) fn routes(app: Arc<App>) -> Router {
    Router::new()
        .route("/webhooks/stripe", post(receive))
        .with_state(app)
}

/// What is read of a report before it is kept.
#[derive(Deserialize)]
struct Envelope {
    id: String,
    #[serde(rename = "type")]
    name: String,
}

async fn receive(State(app): State<Arc<App>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let request_id = RequestId::accept(&parts.headers);
    let mut response = match take(&app, &parts.headers, body).await {
        Ok(()) => Json(json!({"received": true})).into_response(),
        Err(failure) => {
            tracing::warn!(
                request_id = request_id.as_str(),
                status = failure.status().as_u16(),
                "a report of the payment provider was not taken: {}",
                failure.message()
            );
            let json = [(header::CONTENT_TYPE, "application/json")];
            (failure.status(), json, failure.body(&request_id)).into_response()
        }
    };
    if let Ok(id) = HeaderValue::from_str(request_id.as_str()) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

async fn take(app: &App, headers: &HeaderMap, body: Body) -> Result<(), Failure> {
    if app.cashier.provider.name() != ProviderName::Stripe {
        let message = "Stripe is not the payment provider of this deployment.";
        return Err(NotFound::new(message).into_failure(StatusCode::NOT_FOUND));
    }
    let body = read(headers, body).await?;
    let signature = headers.get("stripe-signature");
    let signature = signature.and_then(|value| value.to_str().ok());
    app.cashier
        .provider
        .verify_webhook(&body, signature, app.clock.now())
        .map_err(|error| refused(format!("The report was not taken: {error}.")))?;
    let event: Envelope = serde_json::from_slice(&body)
        .map_err(|_| refused("The report is not an event.".to_owned()))?;
    let new = NewPaymentEvent {
        provider: app.cashier.name(),
        event: &event.id,
        name: &event.name,
        body: &body,
    };
    let kept = app.store.write(async |tx| events::keep(tx, &new).await);
    kept.await.map(drop).map_err(|error: StoreError| {
        // Stripe sends it again.
        ServiceUnavailable::new(error).into_failure(StatusCode::SERVICE_UNAVAILABLE)
    })
}

async fn read(headers: &HeaderMap, body: Body) -> Result<axum::body::Bytes, Failure> {
    let too_large = || {
        let message = format!("A report has at most {LARGEST} bytes.");
        PayloadTooLarge::new(message).into_failure(StatusCode::PAYLOAD_TOO_LARGE)
    };
    let announced = headers.get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > LARGEST) {
        return Err(too_large());
    }
    match tokio::time::timeout(PATIENCE, to_bytes(body, LARGEST)).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(_)) => Err(too_large()),
        Err(_) => Err(refused("The report did not arrive in time.".to_owned())),
    }
}

fn refused(message: String) -> Failure {
    InvalidRequest::new(message, Vec::new()).into_failure(StatusCode::BAD_REQUEST)
}
