//! Registrars.
#[allow(unused_imports)]
use ::simpleinboxes_types as types;
use crate::runtime as rt;
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
            rt::Success<::simpleinboxes_types::SupportedRegistrarsResponse>,
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
            rt::Success<::simpleinboxes_types::RegistrarConnectionInfoResponse>,
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
        body: ::simpleinboxes_types::TestRegistrarCredentialsRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<::simpleinboxes_types::RegistrarCredentialTestResponse>,
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
        body: ::simpleinboxes_types::UpdateRegistrarNameserversRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<::simpleinboxes_types::RegistrarUpdatesResponse>,
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
    A: crate::generated::security::Authenticator,
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
async fn handle_list_supported_registrars<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Registrars<Caller = A::Caller>,
    A: crate::generated::security::Authenticator,
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
            let caller = crate::generated::security::by_api_key_auth(
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
async fn handle_get_registrar_connection_info<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Registrars<Caller = A::Caller>,
    A: crate::generated::security::Authenticator,
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
            let caller = crate::generated::security::by_api_key_auth(
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
async fn handle_test_registrar_credentials<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Registrars<Caller = A::Caller>,
    A: crate::generated::security::Authenticator,
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
            let caller = crate::generated::security::by_api_key_auth(
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
                                crate::generated::checks::registrars::normalize_test_registrar_credentials_request,
                            ),
                        )
                        .await?;
                    crate::generated::checks::registrars::test_registrar_credentials_request(
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
async fn handle_update_registrar_nameservers<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Registrars<Caller = A::Caller>,
    A: crate::generated::security::Authenticator,
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
            let caller = crate::generated::security::by_api_key_auth(
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
                                crate::generated::checks::registrars::normalize_update_registrar_nameservers_request,
                            ),
                        )
                        .await?;
                    crate::generated::checks::registrars::update_registrar_nameservers_request(
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
