//! The generated server against a hand-written axum route that parses the same body and checks
//! nothing: requests a second, and allocations a request.

use std::{net::SocketAddr, sync::Arc};

use axum::{Json, Router, http::StatusCode, routing::post, serve::ListenerExt as _};
use serde::{Deserialize, Serialize};
use simpleinboxes_server::{
    ApiKeys, Authenticator, CreateApiKeyError, CreateApiKeyParams, ListApiKeysError,
    ListApiKeysParams, RevokeApiKeyError, RevokeApiKeyParams, api_keys_router,
    runtime::{
        Context, Credential, Head, Rejection, Runtime, Success,
        errors::{NotFound, OperationError as _},
    },
};
use simpleinboxes_types as types;
use stats_alloc::Region;

use crate::{
    ALLOCATOR,
    load::{Shot, fire},
    report::{Goal, Report, in_turns},
};

const CONNECTIONS: usize = 4;
const REQUESTS: usize = 2500;
const ROUNDS: usize = 7;

const BODY: &str = r#"{"name":"Northwind integration","scopes":["read","write"],"workspaceId":"ws_01m6dsg7e0es8r65rzyjka792g","expiresAt":"2027-11-02T00:00:00Z"}"#;
const ANSWER: &str = r#"{"success":true,"data":{"key":"si_live_4gTqExampleKeyThatOpensNothing0000000000000","apiKey":{"id":"key_01m6dsg7e0e4ma4jz41b93y214","name":"Northwind integration","prefix":"si_live_4gTq","scopes":["read","write"],"status":"active","workspaceId":"ws_01m6dsg7e0es8r65rzyjka792g","createdAt":"2026-11-02T09:30:00Z","lastUsedAt":null,"expiresAt":"2027-11-02T00:00:00Z","revokedAt":null}}}"#;

pub(crate) fn run(report: &mut Report) -> anyhow::Result<()> {
    let tokio = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let generated = serve(&tokio, generated()?)?;
    let by_hand = serve(&tokio, by_hand()?)?;
    let shot = Shot::post("/api/v1/api-keys", "bench", BODY, 201);
    let seconds = in_turns(
        ROUNDS,
        || fire(generated, &shot, CONNECTIONS, REQUESTS),
        || fire(by_hand, &shot, CONNECTIONS, REQUESTS),
    )?;
    let requests = (CONNECTIONS * REQUESTS) as f64;
    report.row(
        "generated server against a hand-written route without checks",
        (requests / seconds.0, requests / seconds.1),
        "requests/s",
        Goal::AtLeast(0.9),
    );
    let allocations = (allocations(generated, &shot)?, allocations(by_hand, &shot)?);
    report.row(
        "the same: allocations a request",
        allocations,
        "",
        Goal::None,
    );
    Ok(())
}

/// Allocations of the whole process, a request: the load's own are the same for both sides.
fn allocations(address: SocketAddr, shot: &Shot) -> anyhow::Result<f64> {
    fire(address, shot, 1, 100)?;
    let region = Region::new(ALLOCATOR);
    fire(address, shot, 1, REQUESTS)?;
    Ok(region.change().allocations as f64 / REQUESTS as f64)
}

pub(crate) fn serve(tokio: &tokio::runtime::Runtime, router: Router) -> anyhow::Result<SocketAddr> {
    let listener = tokio.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    // A socket that cannot be told so is only slower.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    tokio.spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

pub(crate) fn generated() -> anyhow::Result<Router> {
    let answer = serde_json::from_str(ANSWER)?;
    let runtime = Arc::new(Runtime::open(Anyone));
    let router = api_keys_router(Arc::new(Canned(answer)), Arc::clone(&runtime));
    Ok(runtime.app(router))
}

struct Anyone;

impl Authenticator for Anyone {
    type Caller = ();

    async fn api_key_auth(&self, _: Credential<'_>, _: &Head) -> Result<(), Rejection> {
        Ok(())
    }

    async fn dashboard_session(&self, _: Credential<'_>, _: &Head) -> Result<(), Rejection> {
        Ok(())
    }
}

struct Canned(types::CreatedApiKeyResponse);

impl ApiKeys for Canned {
    type Caller = ();

    async fn list_api_keys(
        &self,
        _: Context<()>,
        _: ListApiKeysParams,
    ) -> Result<Success<types::ApiKeyListResponse>, ListApiKeysError> {
        Err(NotFound::new("not measured").into())
    }

    async fn create_api_key(
        &self,
        _: Context<()>,
        _: CreateApiKeyParams,
        body: types::CreateApiKeyRequest,
    ) -> Result<Success<types::CreatedApiKeyResponse>, CreateApiKeyError> {
        if body.scopes.is_empty() {
            return Err(CreateApiKeyError::conflict("not measured"));
        }
        Ok(self.0.clone().into())
    }

    async fn revoke_api_key(
        &self,
        _: Context<()>,
        _: RevokeApiKeyParams,
    ) -> Result<Success<types::ApiKeyResponse>, RevokeApiKeyError> {
        Err(NotFound::new("not measured").into())
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PlainRequest {
    #[expect(dead_code, reason = "parsed, like everything in the body")]
    name: String,
    scopes: Vec<String>,
    #[expect(dead_code, reason = "parsed, like everything in the body")]
    workspace_id: Option<String>,
    #[expect(dead_code, reason = "parsed, like everything in the body")]
    expires_at: Option<String>,
}

#[derive(Clone, Deserialize, Serialize)]
struct PlainAnswer {
    success: bool,
    data: PlainCreated,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct PlainCreated {
    key: String,
    api_key: PlainKey,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct PlainKey {
    id: String,
    name: String,
    prefix: String,
    scopes: Vec<String>,
    status: String,
    workspace_id: Option<String>,
    created_at: String,
    last_used_at: Option<String>,
    expires_at: Option<String>,
    revoked_at: Option<String>,
}

fn by_hand() -> anyhow::Result<Router> {
    let answer: PlainAnswer = serde_json::from_str(ANSWER)?;
    let route = post(async move |Json(body): Json<PlainRequest>| {
        let status = if body.scopes.is_empty() {
            StatusCode::CONFLICT
        } else {
            StatusCode::CREATED
        };
        (status, Json(answer.clone()))
    });
    Ok(Router::new().route("/api/v1/api-keys", route))
}

/// A body of the kind that is measured, for the client.
pub(crate) fn request() -> anyhow::Result<types::CreateApiKeyRequest> {
    Ok(serde_json::from_str(BODY)?)
}
