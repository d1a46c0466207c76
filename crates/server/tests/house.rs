//! The server of this repository's own document.

use std::{collections::HashSet, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
};
use http::{Request, StatusCode};
use simpleinboxes_server::{
    ApiKeys, Authenticator, CreateApiKeyError, CreateApiKeyParams, ListApiKeysError,
    ListApiKeysParams, OPERATIONS, RevokeApiKeyError, RevokeApiKeyParams, api_keys_router,
    runtime::{Context, Credential, Head, OperationError, Rejection, Runtime, Success},
};
use simpleinboxes_types::{
    ApiKeyListResponse, ApiKeyResponse, CreateApiKeyRequest, CreatedApiKeyResponse,
};
use tower::ServiceExt;

struct Keys;

impl ApiKeys for Keys {
    type Caller = &'static str;

    async fn list_api_keys(
        &self,
        _: Context<&'static str>,
        params: ListApiKeysParams,
    ) -> Result<Success<ApiKeyListResponse>, ListApiKeysError> {
        Err(ListApiKeysError::not_found(format!(
            "limit {}",
            params.limit
        )))
    }

    async fn create_api_key(
        &self,
        cx: Context<&'static str>,
        _: CreateApiKeyParams,
        body: CreateApiKeyRequest,
    ) -> Result<Success<CreatedApiKeyResponse>, CreateApiKeyError> {
        Err(CreateApiKeyError::conflict(format!(
            "{} {}",
            cx.caller, body.name
        )))
    }

    async fn revoke_api_key(
        &self,
        _: Context<&'static str>,
        _: RevokeApiKeyParams,
    ) -> Result<Success<ApiKeyResponse>, RevokeApiKeyError> {
        Err(RevokeApiKeyError::server_error("unused"))
    }
}

struct Anyone;

impl Authenticator for Anyone {
    type Caller = &'static str;

    async fn api_key_auth(&self, _: Credential<'_>, _: &Head) -> Result<&'static str, Rejection> {
        Ok("key")
    }

    async fn dashboard_session(
        &self,
        _: Credential<'_>,
        _: &Head,
    ) -> Result<&'static str, Rejection> {
        Ok("session")
    }
}

fn app() -> Router {
    let runtime = Arc::new(Runtime::open(Anyone));
    runtime.app(api_keys_router(Arc::new(Keys), runtime.clone()))
}

async fn call(request: http::request::Builder, body: &'static str) -> (StatusCode, String) {
    let request = request.body(Body::from(body)).expect("a request");
    let response = app().oneshot(request).await.expect("an answer");
    let status = response.status();
    let body = to_bytes(response.into_body(), 1 << 20)
        .await
        .expect("a body");
    (status, String::from_utf8_lossy(&body).into_owned())
}

#[test]
fn every_operation_is_in_the_table_once() {
    let ids: HashSet<&str> = OPERATIONS.iter().map(|operation| operation.id).collect();
    assert_eq!(ids.len(), OPERATIONS.len());
    for operation in OPERATIONS {
        assert!(operation.required_scope.is_some(), "{}", operation.id);
        assert!(!operation.successes.is_empty(), "{}", operation.id);
        assert!(
            operation.failures.contains(&(401, "MISSING_API_KEY")),
            "{}",
            operation.id
        );
    }
}

#[tokio::test]
async fn a_tag_is_mounted_alone() {
    let request = Request::get("/api/v1/api-keys").header("X-API-Key", "k");
    let (status, body) = call(request, "").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(body.contains("limit 25"), "{body}");
    let (status, body) = call(Request::get("/api/v1/orders").header("X-API-Key", "k"), "").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(body.contains("nothing at this path"), "{body}");
}

#[tokio::test]
async fn a_session_is_taken_only_where_the_spec_says() {
    let session = |request: http::request::Builder| request.header("Authorization", "Bearer s");
    let request = Request::post("/api/v1/api-keys").header("Content-Type", "application/json");
    let (status, body) = call(session(request), r#"{"name":"n","scopes":["read"]}"#).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(body.contains("session n"), "{body}");
    let (status, _) = call(session(Request::get("/api/v1/api-keys")), "").await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[cfg(feature = "openapi")]
#[test]
fn the_handlers_describe_every_operation() {
    let document = serde_json::to_value(simpleinboxes_server::openapi()).expect("a document");
    for operation in OPERATIONS {
        let method = operation.method.as_str().to_ascii_lowercase();
        let described = &document["paths"][operation.path][&method];
        assert_eq!(described["operationId"], operation.id);
        assert_eq!(described["tags"][0], operation.tag);
        for (status, _) in operation.failures {
            assert!(
                described["responses"][status.to_string()].is_object(),
                "{} {status}",
                operation.id
            );
        }
    }
    let key = &document["components"]["schemas"]["CreateApiKeyRequest"];
    assert_eq!(key["additionalProperties"], false, "{key}");
    assert_eq!(
        key["required"],
        serde_json::json!(["name", "scopes"]),
        "{key}"
    );
    let create = &document["paths"]["/api-keys"]["post"];
    let body = &create["requestBody"]["content"]["application/json"]["schema"]["$ref"];
    assert_eq!(body, "#/components/schemas/CreateApiKeyRequest");
    assert_eq!(create["requestBody"]["required"], true);
    assert_eq!(
        create["security"],
        serde_json::json!([{"ApiKeyAuth": []}, {"DashboardSession": []}])
    );
}
