//! Traces go where the settings say.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{Router, body::Bytes, extract::State, routing::post};
use simpleinboxes_tests::{process::first_key, search::holds};
use tempfile::TempDir;
use tokio::net::TcpListener;

use super::program;

type Received = Arc<Mutex<Vec<u8>>>;

/// Takes traces, and gives the address for the settings and what comes in.
async fn collector() -> (String, Received) {
    let received = Received::default();
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let take = async |State(received): State<Received>, body: Bytes| {
        received
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(&body);
    };
    let router = Router::new()
        .route("/v1/traces", post(take))
        .with_state(received.clone());
    tokio::spawn(async move { axum::serve(listener, router).await.expect("it serves") });
    (format!("http://{address}"), received)
}

#[tokio::test]
async fn each_request_is_a_span_that_names_its_operation_and_no_secret() {
    let folder = TempDir::new().expect("a folder");
    let (endpoint, received) = collector().await;
    let launch = program(folder.path()).env("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
    let (program, api) = launch.serve().await;
    let key = first_key(&program.output()).expect("a key");
    let listed = api.with(&key).get("/workspaces").await;
    listed.data(200);
    api.with(&key)
        .get("/clients/Secret-Client")
        .await
        .refused(404, "NOT_FOUND");
    program.terminate().await;
    // What is still to be sent goes out at the end.
    let ended = program.ended().await;
    assert!(ended.status.success(), "{}", ended.log);
    let spans = received
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    let id = listed.header("x-request-id").expect("an id");
    for told in ["simpleinboxes", "listWorkspaces", "getClient", id] {
        assert!(holds(&spans, told), "{told}");
        // The log has the same, as far as it is about requests.
        assert!(
            told == "simpleinboxes" || ended.log.contains(told),
            "{told}: {}",
            ended.log
        );
    }
    for secret in [&*key, "Secret-Client"] {
        assert!(
            !holds(&spans, secret) && !ended.log.contains(secret),
            "{secret}"
        );
    }
}
