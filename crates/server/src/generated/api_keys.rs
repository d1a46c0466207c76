//! API Keys.
#[allow(unused_imports)]
use super::checks as checks;
use super::security as security;
use crate::runtime as rt;
#[allow(unused_imports)]
use ::simpleinboxes_types as types;
/// Manage the keys that programs sign in with. Keys can also be made and revoked in the dashboard.
pub trait ApiKeys: Send + Sync + 'static {
    /// Who calls, as the authenticator tells.
    type Caller: Send + Sync + 'static;
    /// List API keys
    ///
    /// `GET /api-keys`
    ///
    /// Lists API keys with their scopes, when they were made and when they were last used; never the keys themselves. Newest first, expired and revoked keys included. A key of the whole account sees all keys of the account, and with `workspaceId` only those bound to that workspace; a key bound to a workspace sees only the keys bound to the same one. Needs the scope `keys`.
    fn list_api_keys(
        &self,
        cx: rt::Context<Self::Caller>,
        params: ListApiKeysParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::ApiKeyListResponse>,
            ListApiKeysError,
        >,
    > + Send;
    /// Create an API key
    ///
    /// `POST /api-keys`
    ///
    /// Makes a new API key and returns it in full, this one time: store it now. Only its hash and its first 12 characters are kept (an answer that is replayed for an `Idempotency-Key` holds the key again, for 24 hours). The key can be no mightier than the caller: its scopes must be a subset of the caller's, a caller that is bound to a workspace can only make keys for that workspace, and the key expires no later than the caller does; anything beyond is 403 `FORBIDDEN`. A dashboard session has the full power of its user. Without `workspaceId` the key gets the caller's reach. An account has at most 100 active keys; one more is 409. Needs the scope `keys`.
    fn create_api_key(
        &self,
        cx: rt::Context<Self::Caller>,
        params: CreateApiKeyParams,
        body: types::CreateApiKeyRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::CreatedApiKeyResponse>,
            CreateApiKeyError,
        >,
    > + Send;
    /// Revoke an API key
    ///
    /// `DELETE /api-keys/{keyId}`
    ///
    /// Revokes an API key, effective immediately: its next request is answered 401 `INVALID_API_KEY`. It can't be undone, and the key stays in the list with the status `revoked`. Revoking a key that is already revoked or expired changes nothing but is a success. A key may revoke itself. A key that the caller cannot see answers 404. Needs the scope `keys`.
    fn revoke_api_key(
        &self,
        cx: rt::Context<Self::Caller>,
        params: RevokeApiKeyParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::ApiKeyResponse>,
            RevokeApiKeyError,
        >,
    > + Send;
}
/// Routes the operations of API Keys to a service.
#[allow(deprecated)]
pub fn api_keys_router<S, A, G>(
    service: ::std::sync::Arc<S>,
    runtime: ::std::sync::Arc<rt::Runtime<A, G>>,
) -> ::axum::Router
where
    S: self::ApiKeys<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    ::axum::Router::new()
        .route(
            "/api/v1/api-keys",
            ::axum::routing::MethodRouter::new()
                .get(handle_list_api_keys::<S, A, G>)
                .post(handle_create_api_key::<S, A, G>),
        )
        .route(
            "/api/v1/api-keys/{p2}",
            ::axum::routing::MethodRouter::new().delete(handle_revoke_api_key::<S, A, G>),
        )
        .with_state(::std::sync::Arc::new(rt::app::Mount { service, runtime }))
}
/// What the specification says of the operations of API Keys.
pub mod operations {
    use crate::runtime as rt;
    /// `listApiKeys`.
    pub static LIST_API_KEYS: rt::OperationMeta = rt::OperationMeta::new(
            "listApiKeys",
            "API Keys",
            ::http::Method::GET,
            "/api-keys",
        )
        .with_scope("keys")
        .with_answers(
            &[200u16],
            &[
                (400u16, "INVALID_REQUEST"),
                (401u16, "MISSING_API_KEY"),
                (401u16, "INVALID_API_KEY"),
                (403u16, "FORBIDDEN"),
                (404u16, "NOT_FOUND"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        );
    /// `createApiKey`.
    pub static CREATE_API_KEY: rt::OperationMeta = rt::OperationMeta::new(
            "createApiKey",
            "API Keys",
            ::http::Method::POST,
            "/api-keys",
        )
        .with_scope("keys")
        .with_idempotency()
        .with_answers(
            &[201u16],
            &[
                (400u16, "INVALID_REQUEST"),
                (401u16, "MISSING_API_KEY"),
                (401u16, "INVALID_API_KEY"),
                (403u16, "FORBIDDEN"),
                (404u16, "NOT_FOUND"),
                (409u16, "CONFLICT"),
                (409u16, "IDEMPOTENCY_KEY_REUSED"),
                (413u16, "PAYLOAD_TOO_LARGE"),
                (415u16, "UNSUPPORTED_MEDIA_TYPE"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        )
        .with_body(&["application/json"], None)
        .with_fixed_headers(
            &[
                rt::FixedHeader {
                    status: 201u16,
                    name: "cache-control",
                    value: "no-store",
                },
            ],
        );
    /// `revokeApiKey`.
    pub static REVOKE_API_KEY: rt::OperationMeta = rt::OperationMeta::new(
            "revokeApiKey",
            "API Keys",
            ::http::Method::DELETE,
            "/api-keys/{keyId}",
        )
        .with_scope("keys")
        .with_answers(
            &[200u16],
            &[
                (400u16, "INVALID_REQUEST"),
                (401u16, "MISSING_API_KEY"),
                (401u16, "INVALID_API_KEY"),
                (403u16, "FORBIDDEN"),
                (404u16, "NOT_FOUND"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        );
}
/// The parameters of `listApiKeys`.
#[derive(Clone, Debug)]
pub struct ListApiKeysParams {
    /// Only the keys that are bound to this workspace. A workspace that the caller cannot see answers 404.
    pub workspace_id: ::std::option::Option<types::WorkspaceId>,
    /// Only the keys in this state. All states by default.
    pub status: ::std::option::Option<types::ApiKeyStatus>,
    /// The most entries to return in this page, 1 to 100. The default is 25.
    pub limit: types::PageLimitValue,
    /// Where the page begins: `pagination.nextCursor` of the page before, unchanged. Leave it out for the first page. A cursor stays right when entries are added meanwhile, and belongs to the operation and the filters that it was made with; elsewhere it is 400.
    pub cursor: ::std::option::Option<types::PageCursorValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for ListApiKeysParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("workspaceId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("Only the keys that are bound to this workspace. A workspace that the caller cannot see answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::WorkspaceId > as
            ::utoipa::PartialSchema > ::schema())).build(),
            ::utoipa::openapi::path::ParameterBuilder::new().name("status")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("Only the keys in this state. All states by default."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::ApiKeyStatus > as
            ::utoipa::PartialSchema > ::schema())).build(),
            ::utoipa::openapi::path::ParameterBuilder::new().name("limit")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("The most entries to return in this page, 1 to 100. The default is 25."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::PageLimitValue >
            as ::utoipa::PartialSchema > ::schema())).build(),
            ::utoipa::openapi::path::ParameterBuilder::new().name("cursor")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("Where the page begins: `pagination.nextCursor` of the page before, unchanged. Leave it out for the first page. A cursor stays right when entries are added meanwhile, and belongs to the operation and the filters that it was made with; elsewhere it is 400."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::PageCursorValue >
            as ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `listApiKeys` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct ListApiKeysError(rt::Failure);
rt::documented!(
    ListApiKeysError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey = 401,
    Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/api-keys",
        operation_id = "listApiKeys",
        tag = "API Keys",
        summary = "List API keys",
        description = "Lists API keys with their scopes, when they were made and when they were last used; never the keys themselves. Newest first, expired and revoked keys included. A key of the whole account sees all keys of the account, and with `workspaceId` only those bound to that workspace; a key bound to a workspace sees only the keys bound to the same one. Needs the scope `keys`.",
        params(ListApiKeysParams),
        responses(
            (
                status = 200,
                description = "A page of keys.",
                content(
                    (inline(described::named::ApiKeyListResponse)= "application/json")
                ),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 400,
                description = "The request is not as this page says. `details` names every field that is wrong. A query parameter that the operation does not know is also 400 (`query.NAME`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 401,
                description = "No API key came with the request (`MISSING_API_KEY`), or one that is unknown, expired or revoked (`INVALID_API_KEY`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 403,
                description = "The key is valid but may not do this: it lacks the scope that the operation needs, or asks for more power than it has itself.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 404,
                description = "There is no such thing, or none that this key can see. The two are not told apart, and a malformed id in the path is one that does not exist.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 429,
                description = "Too many requests in the current window. Nothing was done; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            ),
            (
                status = 500,
                description = "A fault on our side. It is logged under the request id. A request with an `Idempotency-Key` may be repeated safely.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 503,
                description = "Not able to answer right now, for example while the database cannot be reached. Nothing was changed; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            )
        ),
        security(("ApiKeyAuth" = []))
    )
)]
async fn handle_list_api_keys<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::ApiKeys<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_WORKSPACE_ID: rt::params::Param = rt::params::Param {
        name: "workspaceId",
        place: rt::params::Place::Query,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: None,
    };
    static PARAM_STATUS: rt::params::Param = rt::params::Param {
        name: "status",
        place: rt::params::Place::Query,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: None,
    };
    static PARAM_LIMIT: rt::params::Param = rt::params::Param {
        name: "limit",
        place: rt::params::Place::Query,
        style: rt::params::Style::One(rt::params::Shape::Integer),
        required: false,
        default: Some("25"),
    };
    static PARAM_CURSOR: rt::params::Param = rt::params::Param {
        name: "cursor",
        place: rt::params::Place::Query,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::LIST_API_KEYS),
        request,
    );
    let outcome = mount
        .runtime
        .guard(async {
            let (exchange, runtime) = (&mut call, &*mount.runtime);
            let caller = security::by_api_key_auth(
                    &runtime.authenticator,
                    &exchange.head,
                )
                .await;
            let caller = exchange.admit(&runtime.gate, &runtime.limits, caller).await?;
            let mut issues = rt::check::Issues::new();
            let query = rt::params::Query::parse(
                &exchange.head,
                &["workspaceId", "status", "limit", "cursor"],
                &mut issues,
            );
            let raw = query.get(&PARAM_WORKSPACE_ID, &mut issues);
            let param_workspace_id: ::std::option::Option<types::WorkspaceId> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::workspace_id, &mut issues);
            let raw = query.get(&PARAM_STATUS, &mut issues);
            let param_status: ::std::option::Option<types::ApiKeyStatus> = PARAM_STATUS
                .typed(raw, checks::api_keys::api_key_status, &mut issues);
            let raw = query.get(&PARAM_LIMIT, &mut issues);
            let param_limit: ::std::option::Option<types::PageLimitValue> = PARAM_LIMIT
                .typed(raw, checks::shared::page_limit_value, &mut issues);
            let raw = query.get(&PARAM_CURSOR, &mut issues);
            let param_cursor: ::std::option::Option<types::PageCursorValue> = PARAM_CURSOR
                .typed(raw, checks::shared::page_cursor_value, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::LIST_API_KEYS);
            let params = ListApiKeysParams {
                workspace_id: param_workspace_id,
                status: param_status,
                limit: rt::params::sure(param_limit)?,
                cursor: param_cursor,
            };
            match mount.service.list_api_keys(cx, params).await {
                Ok(success) => {
                    success
                        .into_response(
                            rt::status(200u16),
                            "application/json",
                            |body| rt::success::reply::json(
                                rt::status(200u16),
                                "application/json",
                                &body,
                            ),
                        )
                }
                Err(error) => Err(error.into()),
            }
        });
    let outcome = outcome.await;
    call.finish(outcome).await
}
/// The parameters of `createApiKey`.
#[derive(Clone, Debug)]
pub struct CreateApiKeyParams {
    /// A value of your own, 1 to 255 visible ASCII characters, that makes a repeat of this request safe. The same key with the same body within 24 hours replays the first answer byte for byte, with the header `Idempotent-Replayed: true`. The same key with another body is 409 `IDEMPOTENCY_KEY_REUSED`; while the first request is still running it is 409 `CONFLICT`. Keys are kept per API key and operation. Only answers below 500 are kept: after a 5xx the request is carried out anew.
    pub idempotency_key: ::std::option::Option<types::IdempotencyKeyValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for CreateApiKeyParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("Idempotency-Key")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Header)
            .required(::utoipa::openapi::Required::False)
            .description(Some("A value of your own, 1 to 255 visible ASCII characters, that makes a repeat of this request safe. The same key with the same body within 24 hours replays the first answer byte for byte, with the header `Idempotent-Replayed: true`. The same key with another body is 409 `IDEMPOTENCY_KEY_REUSED`; while the first request is still running it is 409 `CONFLICT`. Keys are kept per API key and operation. Only answers below 500 are kept: after a 5xx the request is carried out anew."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of <
            types::IdempotencyKeyValue > as ::utoipa::PartialSchema > ::schema()))
            .build()
        ]
    }
}
/// Why `createApiKey` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 409: `CONFLICT`, `IDEMPOTENCY_KEY_REUSED`
/// - 413: `PAYLOAD_TOO_LARGE`
/// - 415: `UNSUPPORTED_MEDIA_TYPE`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct CreateApiKeyError(rt::Failure);
rt::documented!(
    CreateApiKeyError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey = 401,
    Forbidden = 403, NotFound = 404, Conflict = 409, IdempotencyKeyReused = 409,
    PayloadTooLarge = 413, UnsupportedMediaType = 415, RateLimitExceeded = 429,
    ServerError = 500, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/api-keys",
        operation_id = "createApiKey",
        tag = "API Keys",
        summary = "Create an API key",
        description = "Makes a new API key and returns it in full, this one time: store it now. Only its hash and its first 12 characters are kept (an answer that is replayed for an `Idempotency-Key` holds the key again, for 24 hours). The key can be no mightier than the caller: its scopes must be a subset of the caller's, a caller that is bound to a workspace can only make keys for that workspace, and the key expires no later than the caller does; anything beyond is 403 `FORBIDDEN`. A dashboard session has the full power of its user. Without `workspaceId` the key gets the caller's reach. An account has at most 100 active keys; one more is 409. Needs the scope `keys`.",
        params(CreateApiKeyParams),
        request_body(
            content((inline(described::named::CreateApiKeyRequest)= "application/json")),
            description = "The key to make."
        ),
        responses(
            (
                status = 201,
                description = "The key was made. `data.key` is shown this once.",
                content(
                    (inline(described::named::CreatedApiKeyResponse)= "application/json")
                ),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Idempotent-Replayed" = inline(described::named::ReplayFlag),
                        description = "`true` when this is the kept answer to an earlier request with the same `Idempotency-Key`; absent when the request was carried out now."
                    ),
                    (
                        "Cache-Control" = inline(described::named::NoStoreDirective),
                        description = "Always `no-store`. The answer holds secrets, which no cache may keep."
                    )
                )
            ),
            (
                status = 400,
                description = "The request is not as this page says. `details` names every field that is wrong. A query parameter that the operation does not know is also 400 (`query.NAME`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 401,
                description = "No API key came with the request (`MISSING_API_KEY`), or one that is unknown, expired or revoked (`INVALID_API_KEY`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 403,
                description = "The key is valid but may not do this: it lacks the scope that the operation needs, or asks for more power than it has itself.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 404,
                description = "There is no such thing, or none that this key can see. The two are not told apart, and a malformed id in the path is one that does not exist.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 409,
                description = "The present state forbids this, or a request with the same `Idempotency-Key` is still running (`CONFLICT`); or the `Idempotency-Key` came before with another body (`IDEMPOTENCY_KEY_REUSED`). Nothing was changed.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 413,
                description = "The body is larger than this operation takes: 1 MiB of JSON, unless the operation says otherwise.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 415,
                description = "The body's `Content-Type` is not one that this operation takes, or it is missing.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 429,
                description = "Too many requests in the current window. Nothing was done; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            ),
            (
                status = 500,
                description = "A fault on our side. It is logged under the request id. A request with an `Idempotency-Key` may be repeated safely.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 503,
                description = "Not able to answer right now, for example while the database cannot be reached. Nothing was changed; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            )
        ),
        security(("ApiKeyAuth" = []), ("DashboardSession" = []))
    )
)]
async fn handle_create_api_key<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::ApiKeys<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_IDEMPOTENCY_KEY: rt::params::Param = rt::params::Param {
        name: "Idempotency-Key",
        place: rt::params::Place::Header,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::CREATE_API_KEY),
        request,
    );
    let outcome = mount
        .runtime
        .guard(async {
            let (exchange, runtime) = (&mut call, &*mount.runtime);
            let caller = security::by_api_key_auth_or_dashboard_session(
                    &runtime.authenticator,
                    &exchange.head,
                )
                .await;
            let caller = exchange.admit(&runtime.gate, &runtime.limits, caller).await?;
            let mut issues = rt::check::Issues::new();
            let kind = rt::body::media_type(
                exchange,
                operations::CREATE_API_KEY.media_types,
            )?;
            let limit = operations::CREATE_API_KEY
                .body_limit
                .unwrap_or(runtime.limits.body);
            let mut content_0 = None;
            match kind {
                Some(0usize) => {
                    let content = rt::body::json(
                            exchange,
                            limit,
                            Some(checks::api_keys::normalize_create_api_key_request),
                        )
                        .await?;
                    checks::api_keys::create_api_key_request(
                        &content.value,
                        &rt::check::At::BODY,
                        &mut issues,
                    );
                    content_0 = Some(content);
                }
                _ => {
                    rt::check::missing(&rt::check::At::BODY, &mut issues);
                }
            }
            let _ = rt::params::Query::parse(&exchange.head, &[], &mut issues);
            let raw = rt::params::header(
                &exchange.head,
                &PARAM_IDEMPOTENCY_KEY,
                &mut issues,
            );
            let param_idempotency_key: ::std::option::Option<
                types::IdempotencyKeyValue,
            > = PARAM_IDEMPOTENCY_KEY
                .typed(raw, checks::shared::idempotency_key_value, &mut issues);
            issues.finish()?;
            let mut cx = exchange.context(caller, &operations::CREATE_API_KEY);
            cx.idempotency = exchange
                .idempotency(|| {
                    let content = if let Some(content) = &content_0 {
                        rt::fingerprint::Content::Json(&content.value)
                    } else {
                        rt::fingerprint::Content::None
                    };
                    rt::fingerprint::fingerprint(&exchange.head, &content)
                });
            let params = CreateApiKeyParams {
                idempotency_key: param_idempotency_key,
            };
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.create_api_key(cx, params, body).await {
                Ok(success) => {
                    success
                        .into_response(
                            rt::status(201u16),
                            "application/json",
                            |body| rt::success::reply::json(
                                rt::status(201u16),
                                "application/json",
                                &body,
                            ),
                        )
                }
                Err(error) => Err(error.into()),
            }
        });
    let outcome = outcome.await;
    call.finish(outcome).await
}
/// The parameters of `revokeApiKey`.
#[derive(Clone, Debug)]
pub struct RevokeApiKeyParams {
    /// The id of the API key (`key_…`), not the key itself. What is no key that the caller may manage answers 404.
    pub key_id: types::ResourceRef,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for RevokeApiKeyParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("keyId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The id of the API key (`key_…`), not the key itself. What is no key that the caller may manage answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::ResourceRef > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `revokeApiKey` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct RevokeApiKeyError(rt::Failure);
rt::documented!(
    RevokeApiKeyError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey = 401,
    Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        delete,
        path = "/api-keys/{keyId}",
        operation_id = "revokeApiKey",
        tag = "API Keys",
        summary = "Revoke an API key",
        description = "Revokes an API key, effective immediately: its next request is answered 401 `INVALID_API_KEY`. It can't be undone, and the key stays in the list with the status `revoked`. Revoking a key that is already revoked or expired changes nothing but is a success. A key may revoke itself. A key that the caller cannot see answers 404. Needs the scope `keys`.",
        params(RevokeApiKeyParams),
        responses(
            (
                status = 200,
                description = "The key does not work any more.",
                content((inline(described::named::ApiKeyResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 400,
                description = "The request is not as this page says. `details` names every field that is wrong. A query parameter that the operation does not know is also 400 (`query.NAME`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 401,
                description = "No API key came with the request (`MISSING_API_KEY`), or one that is unknown, expired or revoked (`INVALID_API_KEY`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 403,
                description = "The key is valid but may not do this: it lacks the scope that the operation needs, or asks for more power than it has itself.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 404,
                description = "There is no such thing, or none that this key can see. The two are not told apart, and a malformed id in the path is one that does not exist.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 429,
                description = "Too many requests in the current window. Nothing was done; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            ),
            (
                status = 500,
                description = "A fault on our side. It is logged under the request id. A request with an `Idempotency-Key` may be repeated safely.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 503,
                description = "Not able to answer right now, for example while the database cannot be reached. Nothing was changed; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            )
        ),
        security(("ApiKeyAuth" = []), ("DashboardSession" = []))
    )
)]
async fn handle_revoke_api_key<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::ApiKeys<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_KEY_ID: rt::params::Param = rt::params::Param {
        name: "keyId",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::REVOKE_API_KEY),
        request,
    );
    let outcome = mount
        .runtime
        .guard(async {
            let (exchange, runtime) = (&mut call, &*mount.runtime);
            let caller = security::by_api_key_auth_or_dashboard_session(
                    &runtime.authenticator,
                    &exchange.head,
                )
                .await;
            let caller = exchange.admit(&runtime.gate, &runtime.limits, caller).await?;
            let mut issues = rt::check::Issues::new();
            let _ = rt::params::Query::parse(&exchange.head, &[], &mut issues);
            let raw = rt::params::path(
                &exchange.head,
                rt::params::PathPart {
                    from_end: 0usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_KEY_ID,
                &mut issues,
            )?;
            let param_key_id: ::std::option::Option<types::ResourceRef> = PARAM_KEY_ID
                .typed(raw, checks::shared::resource_ref, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::REVOKE_API_KEY);
            let params = RevokeApiKeyParams {
                key_id: rt::params::sure(param_key_id)?,
            };
            match mount.service.revoke_api_key(cx, params).await {
                Ok(success) => {
                    success
                        .into_response(
                            rt::status(200u16),
                            "application/json",
                            |body| rt::success::reply::json(
                                rt::status(200u16),
                                "application/json",
                                &body,
                            ),
                        )
                }
                Err(error) => Err(error.into()),
            }
        });
    let outcome = outcome.await;
    call.finish(outcome).await
}
/// Names for what the attributes of the handlers speak of.
#[cfg(feature = "openapi")]
#[allow(unused_imports)]
mod described {
    pub(in super::super) mod named {
        use super::super::{rt, types};
        pub(in super::super) type ApiKeyListResponse = rt::openapi::Of<
            types::ApiKeyListResponse,
        >;
        pub(in super::super) type ApiKeyResponse = rt::openapi::Of<
            types::ApiKeyResponse,
        >;
        pub(in super::super) type CreateApiKeyRequest = rt::openapi::Of<
            types::CreateApiKeyRequest,
        >;
        pub(in super::super) type CreatedApiKeyResponse = rt::openapi::Of<
            types::CreatedApiKeyResponse,
        >;
        pub(in super::super) type DelaySeconds = rt::openapi::Of<types::DelaySeconds>;
        pub(in super::super) type ErrorResponse = rt::openapi::Of<types::ErrorResponse>;
        pub(in super::super) type NoStoreDirective = rt::openapi::Of<
            types::NoStoreDirective,
        >;
        pub(in super::super) type ReplayFlag = rt::openapi::Of<types::ReplayFlag>;
        pub(in super::super) type RequestCount = rt::openapi::Of<types::RequestCount>;
        pub(in super::super) type RequestIdValue = rt::openapi::Of<
            types::RequestIdValue,
        >;
    }
}
#[cfg(feature = "openapi")]
pub(super) fn describe() -> ::std::vec::Vec<rt::openapi::Described> {
    ::std::vec![
        rt::openapi::Described::of:: < __path_handle_list_api_keys > (false),
        rt::openapi::Described::of:: < __path_handle_create_api_key > (false),
        rt::openapi::Described::of:: < __path_handle_revoke_api_key > (false)
    ]
}
