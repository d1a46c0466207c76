//! Registrars.
#[allow(unused_imports)]
use super::checks as checks;
use super::security as security;
use crate::runtime as rt;
#[allow(unused_imports)]
use ::simpleinboxes_types as types;
/// Set nameservers at the supported registrars (Porkbun, Spaceship, Name.com, Namecheap) through their APIs.
pub trait Registrars: Send + Sync + 'static {
    /// Who calls, as the authenticator tells.
    type Caller: Send + Sync + 'static;
    /// List the supported registrars
    ///
    /// `GET /registrars/supported`
    ///
    /// Lists the registrars whose nameservers can be set from here, each with the fields of its credentials described so that a form can be drawn from them. The list is short and not paged. Needs the scope `read`.
    fn list_supported_registrars(
        &self,
        cx: rt::Context<Self::Caller>,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::SupportedRegistrarsResponse>,
            ListSupportedRegistrarsError,
        >,
    > + Send;
    /// Get the address to allow
    ///
    /// `GET /registrars/connection-info`
    ///
    /// Tells the IPv4 address that our calls to registrars come from. Namecheap takes no call from an address that was not allowed in its settings, so allow this one before you test its credentials. Needs the scope `read`.
    fn get_registrar_connection_info(
        &self,
        cx: rt::Context<Self::Caller>,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::RegistrarConnectionInfoResponse>,
            GetRegistrarConnectionInfoError,
        >,
    > + Send;
    /// Test registrar credentials
    ///
    /// `POST /registrars/test-credentials`
    ///
    /// Asks a registrar whether it takes credentials, before they are saved. Credentials that it refuses, also because our address is not allowed there, are a success with `valid: false`. With `save: true` valid ones are saved for the workspace, encrypted and never returned, in place of those that it had for the same registrar; they are what `POST /registrars/update-nameservers` uses. A workspace that the key cannot see answers 404; 502 means that the registrar could not be asked, did not answer within 15 seconds, or answered what can't be understood. Needs the scope `write`.
    fn test_registrar_credentials(
        &self,
        cx: rt::Context<Self::Caller>,
        body: types::TestRegistrarCredentialsRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::RegistrarCredentialTestResponse>,
            TestRegistrarCredentialsError,
        >,
    > + Send;
    /// Update nameservers at a registrar
    ///
    /// `POST /registrars/update-nameservers`
    ///
    /// Queues the setting of nameservers for 1 to 100 domains of the workspace at one registrar, with the credentials that are saved for it. Without `nameservers` a domain gets those that are assigned to it here, which is what provisioning needs. Every domain is judged by itself, and one that is rejected does not stop the others; what the registrar says stands in the domain's actions, where a failed update can be retried. It is 409 when the workspace has no saved credentials for this registrar. A workspace that the key cannot see answers 404. Needs the scope `write`.
    fn update_registrar_nameservers(
        &self,
        cx: rt::Context<Self::Caller>,
        body: types::UpdateRegistrarNameserversRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::RegistrarUpdatesResponse>,
            UpdateRegistrarNameserversError,
        >,
    > + Send;
}
/// Routes the operations of Registrars to a service.
#[allow(deprecated)]
pub fn registrars_router<S, A, G>(
    service: ::std::sync::Arc<S>,
    runtime: ::std::sync::Arc<rt::Runtime<A, G>>,
) -> ::axum::Router
where
    S: self::Registrars<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    ::axum::Router::new()
        .route(
            "/api/v1/registrars/supported",
            ::axum::routing::MethodRouter::new()
                .get(handle_list_supported_registrars::<S, A, G>),
        )
        .route(
            "/api/v1/registrars/connection-info",
            ::axum::routing::MethodRouter::new()
                .get(handle_get_registrar_connection_info::<S, A, G>),
        )
        .route(
            "/api/v1/registrars/test-credentials",
            ::axum::routing::MethodRouter::new()
                .post(handle_test_registrar_credentials::<S, A, G>),
        )
        .route(
            "/api/v1/registrars/update-nameservers",
            ::axum::routing::MethodRouter::new()
                .post(handle_update_registrar_nameservers::<S, A, G>),
        )
        .with_state(::std::sync::Arc::new(rt::app::Mount { service, runtime }))
}
/// What the specification says of the operations of Registrars.
pub mod operations {
    use crate::runtime as rt;
    /// `listSupportedRegistrars`.
    pub static LIST_SUPPORTED_REGISTRARS: rt::OperationMeta = rt::OperationMeta::new(
            "listSupportedRegistrars",
            "Registrars",
            ::http::Method::GET,
            "/registrars/supported",
        )
        .with_scope("read")
        .with_answers(
            &[200u16],
            &[
                (400u16, "INVALID_REQUEST"),
                (401u16, "MISSING_API_KEY"),
                (401u16, "INVALID_API_KEY"),
                (403u16, "FORBIDDEN"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        );
    /// `getRegistrarConnectionInfo`.
    pub static GET_REGISTRAR_CONNECTION_INFO: rt::OperationMeta = rt::OperationMeta::new(
            "getRegistrarConnectionInfo",
            "Registrars",
            ::http::Method::GET,
            "/registrars/connection-info",
        )
        .with_scope("read")
        .with_answers(
            &[200u16],
            &[
                (400u16, "INVALID_REQUEST"),
                (401u16, "MISSING_API_KEY"),
                (401u16, "INVALID_API_KEY"),
                (403u16, "FORBIDDEN"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        );
    /// `testRegistrarCredentials`.
    pub static TEST_REGISTRAR_CREDENTIALS: rt::OperationMeta = rt::OperationMeta::new(
            "testRegistrarCredentials",
            "Registrars",
            ::http::Method::POST,
            "/registrars/test-credentials",
        )
        .with_scope("write")
        .with_answers(
            &[200u16],
            &[
                (400u16, "INVALID_REQUEST"),
                (401u16, "MISSING_API_KEY"),
                (401u16, "INVALID_API_KEY"),
                (403u16, "FORBIDDEN"),
                (404u16, "NOT_FOUND"),
                (413u16, "PAYLOAD_TOO_LARGE"),
                (415u16, "UNSUPPORTED_MEDIA_TYPE"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (502u16, "UPSTREAM_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        )
        .with_body(&["application/json"], None);
    /// `updateRegistrarNameservers`.
    pub static UPDATE_REGISTRAR_NAMESERVERS: rt::OperationMeta = rt::OperationMeta::new(
            "updateRegistrarNameservers",
            "Registrars",
            ::http::Method::POST,
            "/registrars/update-nameservers",
        )
        .with_scope("write")
        .with_answers(
            &[202u16],
            &[
                (400u16, "INVALID_REQUEST"),
                (401u16, "MISSING_API_KEY"),
                (401u16, "INVALID_API_KEY"),
                (403u16, "FORBIDDEN"),
                (404u16, "NOT_FOUND"),
                (409u16, "CONFLICT"),
                (413u16, "PAYLOAD_TOO_LARGE"),
                (415u16, "UNSUPPORTED_MEDIA_TYPE"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        )
        .with_body(&["application/json"], None);
}
/// Why `listSupportedRegistrars` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct ListSupportedRegistrarsError(rt::Failure);
rt::documented!(
    ListSupportedRegistrarsError : InvalidRequest = 400, MissingApiKey = 401,
    InvalidApiKey = 401, Forbidden = 403, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/registrars/supported",
        operation_id = "listSupportedRegistrars",
        tag = "Registrars",
        summary = "List the supported registrars",
        description = "Lists the registrars whose nameservers can be set from here, each with the fields of its credentials described so that a form can be drawn from them. The list is short and not paged. Needs the scope `read`.",
        responses(
            (
                status = 200,
                description = "The registrars.",
                content(
                    (
                        inline(
                            described::named::SupportedRegistrarsResponse
                        )= "application/json"
                    )
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
async fn handle_list_supported_registrars<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Registrars<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::LIST_SUPPORTED_REGISTRARS),
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
            let _ = rt::params::Query::parse(&exchange.head, &[], &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::LIST_SUPPORTED_REGISTRARS);
            match mount.service.list_supported_registrars(cx).await {
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
/// Why `getRegistrarConnectionInfo` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct GetRegistrarConnectionInfoError(rt::Failure);
rt::documented!(
    GetRegistrarConnectionInfoError : InvalidRequest = 400, MissingApiKey = 401,
    InvalidApiKey = 401, Forbidden = 403, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/registrars/connection-info",
        operation_id = "getRegistrarConnectionInfo",
        tag = "Registrars",
        summary = "Get the address to allow",
        description = "Tells the IPv4 address that our calls to registrars come from. Namecheap takes no call from an address that was not allowed in its settings, so allow this one before you test its credentials. Needs the scope `read`.",
        responses(
            (
                status = 200,
                description = "The address.",
                content(
                    (
                        inline(
                            described::named::RegistrarConnectionInfoResponse
                        )= "application/json"
                    )
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
async fn handle_get_registrar_connection_info<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Registrars<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::GET_REGISTRAR_CONNECTION_INFO),
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
            let _ = rt::params::Query::parse(&exchange.head, &[], &mut issues);
            issues.finish()?;
            let cx = exchange
                .context(caller, &operations::GET_REGISTRAR_CONNECTION_INFO);
            match mount.service.get_registrar_connection_info(cx).await {
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
/// Why `testRegistrarCredentials` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 413: `PAYLOAD_TOO_LARGE`
/// - 415: `UNSUPPORTED_MEDIA_TYPE`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 502: `UPSTREAM_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct TestRegistrarCredentialsError(rt::Failure);
rt::documented!(
    TestRegistrarCredentialsError : InvalidRequest = 400, MissingApiKey = 401,
    InvalidApiKey = 401, Forbidden = 403, NotFound = 404, PayloadTooLarge = 413,
    UnsupportedMediaType = 415, RateLimitExceeded = 429, ServerError = 500, UpstreamError
    = 502, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/registrars/test-credentials",
        operation_id = "testRegistrarCredentials",
        tag = "Registrars",
        summary = "Test registrar credentials",
        description = "Asks a registrar whether it takes credentials, before they are saved. Credentials that it refuses, also because our address is not allowed there, are a success with `valid: false`. With `save: true` valid ones are saved for the workspace, encrypted and never returned, in place of those that it had for the same registrar; they are what `POST /registrars/update-nameservers` uses. A workspace that the key cannot see answers 404; 502 means that the registrar could not be asked, did not answer within 15 seconds, or answered what can't be understood. Needs the scope `write`.",
        request_body(
            content(
                (
                    inline(
                        described::named::TestRegistrarCredentialsRequest
                    )= "application/json"
                )
            ),
            description = "The credentials to try."
        ),
        responses(
            (
                status = 200,
                description = "What the registrar said.",
                content(
                    (
                        inline(
                            described::named::RegistrarCredentialTestResponse
                        )= "application/json"
                    )
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
                status = 502,
                description = "A vendor that had to be asked within this request failed or did not answer in time. `details` names the vendor and what it said.",
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
async fn handle_test_registrar_credentials<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Registrars<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::TEST_REGISTRAR_CREDENTIALS),
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
            let kind = rt::body::media_type(
                exchange,
                operations::TEST_REGISTRAR_CREDENTIALS.media_types,
            )?;
            let limit = operations::TEST_REGISTRAR_CREDENTIALS
                .body_limit
                .unwrap_or(runtime.limits.body);
            let mut content_0 = None;
            match kind {
                Some(0usize) => {
                    let content = rt::body::json(
                            exchange,
                            limit,
                            Some(
                                checks::registrars::normalize_test_registrar_credentials_request,
                            ),
                        )
                        .await?;
                    checks::registrars::test_registrar_credentials_request(
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
            issues.finish()?;
            let cx = exchange.context(caller, &operations::TEST_REGISTRAR_CREDENTIALS);
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.test_registrar_credentials(cx, body).await {
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
/// Why `updateRegistrarNameservers` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 409: `CONFLICT`
/// - 413: `PAYLOAD_TOO_LARGE`
/// - 415: `UNSUPPORTED_MEDIA_TYPE`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct UpdateRegistrarNameserversError(rt::Failure);
rt::documented!(
    UpdateRegistrarNameserversError : InvalidRequest = 400, MissingApiKey = 401,
    InvalidApiKey = 401, Forbidden = 403, NotFound = 404, Conflict = 409, PayloadTooLarge
    = 413, UnsupportedMediaType = 415, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/registrars/update-nameservers",
        operation_id = "updateRegistrarNameservers",
        tag = "Registrars",
        summary = "Update nameservers at a registrar",
        description = "Queues the setting of nameservers for 1 to 100 domains of the workspace at one registrar, with the credentials that are saved for it. Without `nameservers` a domain gets those that are assigned to it here, which is what provisioning needs. Every domain is judged by itself, and one that is rejected does not stop the others; what the registrar says stands in the domain's actions, where a failed update can be retried. It is 409 when the workspace has no saved credentials for this registrar. A workspace that the key cannot see answers 404. Needs the scope `write`.",
        request_body(
            content(
                (
                    inline(
                        described::named::UpdateRegistrarNameserversRequest
                    )= "application/json"
                )
            ),
            description = "The domains whose nameservers to set."
        ),
        responses(
            (
                status = 202,
                description = "What becomes of each domain.",
                content(
                    (
                        inline(
                            described::named::RegistrarUpdatesResponse
                        )= "application/json"
                    )
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
                status = 409,
                description = "The present state forbids this. The message names the state and what is allowed in it. Nothing was changed.",
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
        security(("ApiKeyAuth" = []))
    )
)]
async fn handle_update_registrar_nameservers<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Registrars<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::UPDATE_REGISTRAR_NAMESERVERS),
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
            let kind = rt::body::media_type(
                exchange,
                operations::UPDATE_REGISTRAR_NAMESERVERS.media_types,
            )?;
            let limit = operations::UPDATE_REGISTRAR_NAMESERVERS
                .body_limit
                .unwrap_or(runtime.limits.body);
            let mut content_0 = None;
            match kind {
                Some(0usize) => {
                    let content = rt::body::json(
                            exchange,
                            limit,
                            Some(
                                checks::registrars::normalize_update_registrar_nameservers_request,
                            ),
                        )
                        .await?;
                    checks::registrars::update_registrar_nameservers_request(
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
            issues.finish()?;
            let cx = exchange.context(caller, &operations::UPDATE_REGISTRAR_NAMESERVERS);
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.update_registrar_nameservers(cx, body).await {
                Ok(success) => {
                    success
                        .into_response(
                            rt::status(202u16),
                            "application/json",
                            |body| rt::success::reply::json(
                                rt::status(202u16),
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
        pub(in super::super) type DelaySeconds = rt::openapi::Of<types::DelaySeconds>;
        pub(in super::super) type ErrorResponse = rt::openapi::Of<types::ErrorResponse>;
        pub(in super::super) type RegistrarConnectionInfoResponse = rt::openapi::Of<
            types::RegistrarConnectionInfoResponse,
        >;
        pub(in super::super) type RegistrarCredentialTestResponse = rt::openapi::Of<
            types::RegistrarCredentialTestResponse,
        >;
        pub(in super::super) type RegistrarUpdatesResponse = rt::openapi::Of<
            types::RegistrarUpdatesResponse,
        >;
        pub(in super::super) type RequestCount = rt::openapi::Of<types::RequestCount>;
        pub(in super::super) type RequestIdValue = rt::openapi::Of<
            types::RequestIdValue,
        >;
        pub(in super::super) type SupportedRegistrarsResponse = rt::openapi::Of<
            types::SupportedRegistrarsResponse,
        >;
        pub(in super::super) type TestRegistrarCredentialsRequest = rt::openapi::Of<
            types::TestRegistrarCredentialsRequest,
        >;
        pub(in super::super) type UpdateRegistrarNameserversRequest = rt::openapi::Of<
            types::UpdateRegistrarNameserversRequest,
        >;
    }
}
#[cfg(feature = "openapi")]
pub(super) fn describe() -> ::std::vec::Vec<rt::openapi::Described> {
    ::std::vec![
        rt::openapi::Described::of:: < __path_handle_list_supported_registrars > (false),
        rt::openapi::Described::of:: < __path_handle_get_registrar_connection_info >
        (false), rt::openapi::Described::of:: < __path_handle_test_registrar_credentials
        > (false), rt::openapi::Described::of:: <
        __path_handle_update_registrar_nameservers > (false)
    ]
}
