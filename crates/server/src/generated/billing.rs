//! Billing.
#[allow(unused_imports)]
use super::checks as checks;
use super::security as security;
use crate::runtime as rt;
#[allow(unused_imports)]
use ::simpleinboxes_types as types;
/// Statements, invoices and billing details, all derived from the ledger.
pub trait Billing: Send + Sync + 'static {
    /// Who calls, as the authenticator tells.
    type Caller: Send + Sync + 'static;
    /// Get the spend of the present month
    ///
    /// `GET /billing/summary`
    ///
    /// Tells what a workspace has spent since the first of this calendar month (UTC), by category, and what the month will have cost at its end. The projection is computed and not guessed: the spend so far, plus the renewals of inboxes and domains with `autoRenew` that fall due before the month ends, at their present prices; new orders are not foreseen. All figures equal the ledger's. `GET /workspaces/global/summary` adds up the whole account. A workspace that the key cannot see answers 404. Needs the scope `billing`.
    fn get_billing_summary(
        &self,
        cx: rt::Context<Self::Caller>,
        params: GetBillingSummaryParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::BillingSummaryResponse>,
            GetBillingSummaryError,
        >,
    > + Send;
    /// List the monthly statements
    ///
    /// `GET /billing/history`
    ///
    /// Lists what a workspace spent in each calendar month (UTC) that is over, newest first, from the month in which it was made; months without any spend are there too. The present month is in `GET /billing/summary`. What is refunded later counts in the month of the refund, so that a statement never changes. All figures equal the ledger's. A workspace that the key cannot see answers 404. Needs the scope `billing`.
    fn list_billing_history(
        &self,
        cx: rt::Context<Self::Caller>,
        params: ListBillingHistoryParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::BillingStatementListResponse>,
            ListBillingHistoryError,
        >,
    > + Send;
    /// List the invoices from Stripe
    ///
    /// `GET /billing/invoices`
    ///
    /// Lists all invoices that were made at Stripe, newest first: subscriptions, single purchases and top-ups. They are kept up to date by what Stripe reports, so nothing is asked there. Custom invoices have a list of their own. A key of the whole account sees those of the account, and with `workspaceId` only those for that workspace; a key that is bound to a workspace sees only those for that one. A workspace that the key cannot see answers 404. Needs the scope `billing`.
    fn list_invoices(
        &self,
        cx: rt::Context<Self::Caller>,
        params: ListInvoicesParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::InvoiceListResponse>,
            ListInvoicesError,
        >,
    > + Send;
    /// List the invoices of top-ups
    ///
    /// `GET /billing/topup-invoices`
    ///
    /// Lists the invoices for money that was paid into wallets, by hand or by itself, newest first. They are among `GET /billing/invoices` too. A key of the whole account sees those of the account, and with `workspaceId` only those for that workspace's own wallet; a key that is bound to a workspace sees only the latter. A workspace that the key cannot see answers 404. Needs the scope `billing`.
    fn list_topup_invoices(
        &self,
        cx: rt::Context<Self::Caller>,
        params: ListTopupInvoicesParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::InvoiceListResponse>,
            ListTopupInvoicesError,
        >,
    > + Send;
    /// List the custom invoices
    ///
    /// `GET /billing/custom-invoices`
    ///
    /// Lists the invoices that were made by the operator of the service, or for money that was paid outside of Stripe, newest first. A key of the whole account sees those of the account, and with `workspaceId` only those for that workspace; a key that is bound to a workspace sees only those for that one. A workspace that the key cannot see answers 404. Needs the scope `billing`.
    fn list_custom_invoices(
        &self,
        cx: rt::Context<Self::Caller>,
        params: ListCustomInvoicesParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::InvoiceListResponse>,
            ListCustomInvoicesError,
        >,
    > + Send;
    /// Get a custom invoice
    ///
    /// `GET /billing/custom-invoices/{transactionId}`
    ///
    /// Gets one custom invoice, with everything that a printed one needs, by the wallet transaction that it belongs to. A transaction that the key cannot see, or that has no custom invoice, answers 404. Needs the scope `billing`.
    fn get_custom_invoice(
        &self,
        cx: rt::Context<Self::Caller>,
        params: GetCustomInvoiceParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::InvoiceResponse>,
            GetCustomInvoiceError,
        >,
    > + Send;
    /// Get the billing details of a workspace
    ///
    /// `GET /billing/details`
    ///
    /// Tells whom the workspace's invoices are made out to: company, address and VAT number. Where nothing was saved all of it is null. A workspace that the key cannot see answers 404. Needs the scope `billing`.
    fn get_billing_details(
        &self,
        cx: rt::Context<Self::Caller>,
        params: GetBillingDetailsParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::BillingDetailsResponse>,
            GetBillingDetailsError,
        >,
    > + Send;
    /// Save billing details
    ///
    /// `POST /billing/details`
    ///
    /// Saves whom a workspace's invoices are made out to, and replaces what was saved before as a whole: what the body leaves out is emptied. Without `workspaceId` it is the account's first workspace, whose details also hold for workspaces that have none and for the master wallet. Invoices that were made before stay as they are. A VAT number that does not have its country's form, or whose country is not that of the address, is 400. A workspace that the key cannot see answers 404. Needs the scope `billing`.
    fn update_billing_details(
        &self,
        cx: rt::Context<Self::Caller>,
        body: types::BillingDetailsRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::BillingDetailsResponse>,
            UpdateBillingDetailsError,
        >,
    > + Send;
}
/// Routes the operations of Billing to a service.
#[allow(deprecated)]
pub fn billing_router<S, A, G>(
    service: ::std::sync::Arc<S>,
    runtime: ::std::sync::Arc<rt::Runtime<A, G>>,
) -> ::axum::Router
where
    S: self::Billing<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    ::axum::Router::new()
        .route(
            "/api/v1/billing/summary",
            ::axum::routing::MethodRouter::new()
                .get(handle_get_billing_summary::<S, A, G>),
        )
        .route(
            "/api/v1/billing/history",
            ::axum::routing::MethodRouter::new()
                .get(handle_list_billing_history::<S, A, G>),
        )
        .route(
            "/api/v1/billing/invoices",
            ::axum::routing::MethodRouter::new().get(handle_list_invoices::<S, A, G>),
        )
        .route(
            "/api/v1/billing/topup-invoices",
            ::axum::routing::MethodRouter::new()
                .get(handle_list_topup_invoices::<S, A, G>),
        )
        .route(
            "/api/v1/billing/custom-invoices",
            ::axum::routing::MethodRouter::new()
                .get(handle_list_custom_invoices::<S, A, G>),
        )
        .route(
            "/api/v1/billing/custom-invoices/{p3}",
            ::axum::routing::MethodRouter::new()
                .get(handle_get_custom_invoice::<S, A, G>),
        )
        .route(
            "/api/v1/billing/details",
            ::axum::routing::MethodRouter::new()
                .get(handle_get_billing_details::<S, A, G>)
                .post(handle_update_billing_details::<S, A, G>),
        )
        .with_state(::std::sync::Arc::new(rt::app::Mount { service, runtime }))
}
/// What the specification says of the operations of Billing.
pub mod operations {
    use crate::runtime as rt;
    /// `getBillingSummary`.
    pub static GET_BILLING_SUMMARY: rt::OperationMeta = rt::OperationMeta::new(
            "getBillingSummary",
            "Billing",
            ::http::Method::GET,
            "/billing/summary",
        )
        .with_scope("billing")
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
    /// `listBillingHistory`.
    pub static LIST_BILLING_HISTORY: rt::OperationMeta = rt::OperationMeta::new(
            "listBillingHistory",
            "Billing",
            ::http::Method::GET,
            "/billing/history",
        )
        .with_scope("billing")
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
    /// `listInvoices`.
    pub static LIST_INVOICES: rt::OperationMeta = rt::OperationMeta::new(
            "listInvoices",
            "Billing",
            ::http::Method::GET,
            "/billing/invoices",
        )
        .with_scope("billing")
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
    /// `listTopupInvoices`.
    pub static LIST_TOPUP_INVOICES: rt::OperationMeta = rt::OperationMeta::new(
            "listTopupInvoices",
            "Billing",
            ::http::Method::GET,
            "/billing/topup-invoices",
        )
        .with_scope("billing")
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
    /// `listCustomInvoices`.
    pub static LIST_CUSTOM_INVOICES: rt::OperationMeta = rt::OperationMeta::new(
            "listCustomInvoices",
            "Billing",
            ::http::Method::GET,
            "/billing/custom-invoices",
        )
        .with_scope("billing")
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
    /// `getCustomInvoice`.
    pub static GET_CUSTOM_INVOICE: rt::OperationMeta = rt::OperationMeta::new(
            "getCustomInvoice",
            "Billing",
            ::http::Method::GET,
            "/billing/custom-invoices/{transactionId}",
        )
        .with_scope("billing")
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
    /// `getBillingDetails`.
    pub static GET_BILLING_DETAILS: rt::OperationMeta = rt::OperationMeta::new(
            "getBillingDetails",
            "Billing",
            ::http::Method::GET,
            "/billing/details",
        )
        .with_scope("billing")
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
    /// `updateBillingDetails`.
    pub static UPDATE_BILLING_DETAILS: rt::OperationMeta = rt::OperationMeta::new(
            "updateBillingDetails",
            "Billing",
            ::http::Method::POST,
            "/billing/details",
        )
        .with_scope("billing")
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
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        )
        .with_body(&["application/json"], None);
}
/// The parameters of `getBillingSummary`.
#[derive(Clone, Debug)]
pub struct GetBillingSummaryParams {
    /// The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404.
    pub workspace_id: ::std::option::Option<types::WorkspaceId>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for GetBillingSummaryParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("workspaceId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::WorkspaceId > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `getBillingSummary` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct GetBillingSummaryError(rt::Failure);
rt::documented!(
    GetBillingSummaryError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/billing/summary",
        operation_id = "getBillingSummary",
        tag = "Billing",
        summary = "Get the spend of the present month",
        description = "Tells what a workspace has spent since the first of this calendar month (UTC), by category, and what the month will have cost at its end. The projection is computed and not guessed: the spend so far, plus the renewals of inboxes and domains with `autoRenew` that fall due before the month ends, at their present prices; new orders are not foreseen. All figures equal the ledger's. `GET /workspaces/global/summary` adds up the whole account. A workspace that the key cannot see answers 404. Needs the scope `billing`.",
        params(GetBillingSummaryParams),
        responses(
            (
                status = 200,
                description = "The spend so far and the projection.",
                content(
                    (
                        inline(
                            described::named::BillingSummaryResponse
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
async fn handle_get_billing_summary<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Billing<Caller = A::Caller>,
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
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::GET_BILLING_SUMMARY),
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
                &["workspaceId"],
                &mut issues,
            );
            let raw = query.get(&PARAM_WORKSPACE_ID, &mut issues);
            let param_workspace_id: ::std::option::Option<types::WorkspaceId> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::workspace_id, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::GET_BILLING_SUMMARY);
            let params = GetBillingSummaryParams {
                workspace_id: param_workspace_id,
            };
            match mount.service.get_billing_summary(cx, params).await {
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
/// The parameters of `listBillingHistory`.
#[derive(Clone, Debug)]
pub struct ListBillingHistoryParams {
    /// The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404.
    pub workspace_id: ::std::option::Option<types::WorkspaceId>,
    /// The most entries to return in this page, 1 to 100. The default is 25.
    pub limit: types::PageLimitValue,
    /// Where the page begins: `pagination.nextCursor` of the page before, unchanged. Leave it out for the first page. A cursor stays right when entries are added meanwhile, and belongs to the operation and the filters that it was made with; elsewhere it is 400.
    pub cursor: ::std::option::Option<types::PageCursorValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for ListBillingHistoryParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("workspaceId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::WorkspaceId > as
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
/// Why `listBillingHistory` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct ListBillingHistoryError(rt::Failure);
rt::documented!(
    ListBillingHistoryError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/billing/history",
        operation_id = "listBillingHistory",
        tag = "Billing",
        summary = "List the monthly statements",
        description = "Lists what a workspace spent in each calendar month (UTC) that is over, newest first, from the month in which it was made; months without any spend are there too. The present month is in `GET /billing/summary`. What is refunded later counts in the month of the refund, so that a statement never changes. All figures equal the ledger's. A workspace that the key cannot see answers 404. Needs the scope `billing`.",
        params(ListBillingHistoryParams),
        responses(
            (
                status = 200,
                description = "A page of statements.",
                content(
                    (
                        inline(
                            described::named::BillingStatementListResponse
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
async fn handle_list_billing_history<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Billing<Caller = A::Caller>,
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
        Some(&operations::LIST_BILLING_HISTORY),
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
                &["workspaceId", "limit", "cursor"],
                &mut issues,
            );
            let raw = query.get(&PARAM_WORKSPACE_ID, &mut issues);
            let param_workspace_id: ::std::option::Option<types::WorkspaceId> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::workspace_id, &mut issues);
            let raw = query.get(&PARAM_LIMIT, &mut issues);
            let param_limit: ::std::option::Option<types::PageLimitValue> = PARAM_LIMIT
                .typed(raw, checks::shared::page_limit_value, &mut issues);
            let raw = query.get(&PARAM_CURSOR, &mut issues);
            let param_cursor: ::std::option::Option<types::PageCursorValue> = PARAM_CURSOR
                .typed(raw, checks::shared::page_cursor_value, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::LIST_BILLING_HISTORY);
            let params = ListBillingHistoryParams {
                workspace_id: param_workspace_id,
                limit: rt::params::sure(param_limit)?,
                cursor: param_cursor,
            };
            match mount.service.list_billing_history(cx, params).await {
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
/// The parameters of `listInvoices`.
#[derive(Clone, Debug)]
pub struct ListInvoicesParams {
    /// Only the invoices for this workspace. A workspace that the key cannot see answers 404.
    pub workspace_id: ::std::option::Option<types::WorkspaceId>,
    /// The most entries to return in this page, 1 to 100. The default is 25.
    pub limit: types::PageLimitValue,
    /// Where the page begins: `pagination.nextCursor` of the page before, unchanged. Leave it out for the first page. A cursor stays right when entries are added meanwhile, and belongs to the operation and the filters that it was made with; elsewhere it is 400.
    pub cursor: ::std::option::Option<types::PageCursorValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for ListInvoicesParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("workspaceId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("Only the invoices for this workspace. A workspace that the key cannot see answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::WorkspaceId > as
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
/// Why `listInvoices` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct ListInvoicesError(rt::Failure);
rt::documented!(
    ListInvoicesError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey = 401,
    Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/billing/invoices",
        operation_id = "listInvoices",
        tag = "Billing",
        summary = "List the invoices from Stripe",
        description = "Lists all invoices that were made at Stripe, newest first: subscriptions, single purchases and top-ups. They are kept up to date by what Stripe reports, so nothing is asked there. Custom invoices have a list of their own. A key of the whole account sees those of the account, and with `workspaceId` only those for that workspace; a key that is bound to a workspace sees only those for that one. A workspace that the key cannot see answers 404. Needs the scope `billing`.",
        params(ListInvoicesParams),
        responses(
            (
                status = 200,
                description = "A page of invoices.",
                content(
                    (inline(described::named::InvoiceListResponse)= "application/json")
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
async fn handle_list_invoices<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Billing<Caller = A::Caller>,
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
        Some(&operations::LIST_INVOICES),
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
                &["workspaceId", "limit", "cursor"],
                &mut issues,
            );
            let raw = query.get(&PARAM_WORKSPACE_ID, &mut issues);
            let param_workspace_id: ::std::option::Option<types::WorkspaceId> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::workspace_id, &mut issues);
            let raw = query.get(&PARAM_LIMIT, &mut issues);
            let param_limit: ::std::option::Option<types::PageLimitValue> = PARAM_LIMIT
                .typed(raw, checks::shared::page_limit_value, &mut issues);
            let raw = query.get(&PARAM_CURSOR, &mut issues);
            let param_cursor: ::std::option::Option<types::PageCursorValue> = PARAM_CURSOR
                .typed(raw, checks::shared::page_cursor_value, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::LIST_INVOICES);
            let params = ListInvoicesParams {
                workspace_id: param_workspace_id,
                limit: rt::params::sure(param_limit)?,
                cursor: param_cursor,
            };
            match mount.service.list_invoices(cx, params).await {
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
/// The parameters of `listTopupInvoices`.
#[derive(Clone, Debug)]
pub struct ListTopupInvoicesParams {
    /// Only the invoices for this workspace. A workspace that the key cannot see answers 404.
    pub workspace_id: ::std::option::Option<types::WorkspaceId>,
    /// The most entries to return in this page, 1 to 100. The default is 25.
    pub limit: types::PageLimitValue,
    /// Where the page begins: `pagination.nextCursor` of the page before, unchanged. Leave it out for the first page. A cursor stays right when entries are added meanwhile, and belongs to the operation and the filters that it was made with; elsewhere it is 400.
    pub cursor: ::std::option::Option<types::PageCursorValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for ListTopupInvoicesParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("workspaceId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("Only the invoices for this workspace. A workspace that the key cannot see answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::WorkspaceId > as
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
/// Why `listTopupInvoices` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct ListTopupInvoicesError(rt::Failure);
rt::documented!(
    ListTopupInvoicesError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/billing/topup-invoices",
        operation_id = "listTopupInvoices",
        tag = "Billing",
        summary = "List the invoices of top-ups",
        description = "Lists the invoices for money that was paid into wallets, by hand or by itself, newest first. They are among `GET /billing/invoices` too. A key of the whole account sees those of the account, and with `workspaceId` only those for that workspace's own wallet; a key that is bound to a workspace sees only the latter. A workspace that the key cannot see answers 404. Needs the scope `billing`.",
        params(ListTopupInvoicesParams),
        responses(
            (
                status = 200,
                description = "A page of invoices.",
                content(
                    (inline(described::named::InvoiceListResponse)= "application/json")
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
async fn handle_list_topup_invoices<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Billing<Caller = A::Caller>,
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
        Some(&operations::LIST_TOPUP_INVOICES),
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
                &["workspaceId", "limit", "cursor"],
                &mut issues,
            );
            let raw = query.get(&PARAM_WORKSPACE_ID, &mut issues);
            let param_workspace_id: ::std::option::Option<types::WorkspaceId> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::workspace_id, &mut issues);
            let raw = query.get(&PARAM_LIMIT, &mut issues);
            let param_limit: ::std::option::Option<types::PageLimitValue> = PARAM_LIMIT
                .typed(raw, checks::shared::page_limit_value, &mut issues);
            let raw = query.get(&PARAM_CURSOR, &mut issues);
            let param_cursor: ::std::option::Option<types::PageCursorValue> = PARAM_CURSOR
                .typed(raw, checks::shared::page_cursor_value, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::LIST_TOPUP_INVOICES);
            let params = ListTopupInvoicesParams {
                workspace_id: param_workspace_id,
                limit: rt::params::sure(param_limit)?,
                cursor: param_cursor,
            };
            match mount.service.list_topup_invoices(cx, params).await {
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
/// The parameters of `listCustomInvoices`.
#[derive(Clone, Debug)]
pub struct ListCustomInvoicesParams {
    /// Only the invoices for this workspace. A workspace that the key cannot see answers 404.
    pub workspace_id: ::std::option::Option<types::WorkspaceId>,
    /// The most entries to return in this page, 1 to 100. The default is 25.
    pub limit: types::PageLimitValue,
    /// Where the page begins: `pagination.nextCursor` of the page before, unchanged. Leave it out for the first page. A cursor stays right when entries are added meanwhile, and belongs to the operation and the filters that it was made with; elsewhere it is 400.
    pub cursor: ::std::option::Option<types::PageCursorValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for ListCustomInvoicesParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("workspaceId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("Only the invoices for this workspace. A workspace that the key cannot see answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::WorkspaceId > as
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
/// Why `listCustomInvoices` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct ListCustomInvoicesError(rt::Failure);
rt::documented!(
    ListCustomInvoicesError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/billing/custom-invoices",
        operation_id = "listCustomInvoices",
        tag = "Billing",
        summary = "List the custom invoices",
        description = "Lists the invoices that were made by the operator of the service, or for money that was paid outside of Stripe, newest first. A key of the whole account sees those of the account, and with `workspaceId` only those for that workspace; a key that is bound to a workspace sees only those for that one. A workspace that the key cannot see answers 404. Needs the scope `billing`.",
        params(ListCustomInvoicesParams),
        responses(
            (
                status = 200,
                description = "A page of custom invoices.",
                content(
                    (inline(described::named::InvoiceListResponse)= "application/json")
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
async fn handle_list_custom_invoices<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Billing<Caller = A::Caller>,
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
        Some(&operations::LIST_CUSTOM_INVOICES),
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
                &["workspaceId", "limit", "cursor"],
                &mut issues,
            );
            let raw = query.get(&PARAM_WORKSPACE_ID, &mut issues);
            let param_workspace_id: ::std::option::Option<types::WorkspaceId> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::workspace_id, &mut issues);
            let raw = query.get(&PARAM_LIMIT, &mut issues);
            let param_limit: ::std::option::Option<types::PageLimitValue> = PARAM_LIMIT
                .typed(raw, checks::shared::page_limit_value, &mut issues);
            let raw = query.get(&PARAM_CURSOR, &mut issues);
            let param_cursor: ::std::option::Option<types::PageCursorValue> = PARAM_CURSOR
                .typed(raw, checks::shared::page_cursor_value, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::LIST_CUSTOM_INVOICES);
            let params = ListCustomInvoicesParams {
                workspace_id: param_workspace_id,
                limit: rt::params::sure(param_limit)?,
                cursor: param_cursor,
            };
            match mount.service.list_custom_invoices(cx, params).await {
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
/// The parameters of `getCustomInvoice`.
#[derive(Clone, Debug)]
pub struct GetCustomInvoiceParams {
    /// The id of the wallet transaction (`txn_…`) that the invoice belongs to. What is none of the caller's answers 404.
    pub transaction_id: types::ResourceRef,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for GetCustomInvoiceParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("transactionId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The id of the wallet transaction (`txn_…`) that the invoice belongs to. What is none of the caller's answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::ResourceRef > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `getCustomInvoice` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct GetCustomInvoiceError(rt::Failure);
rt::documented!(
    GetCustomInvoiceError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/billing/custom-invoices/{transactionId}",
        operation_id = "getCustomInvoice",
        tag = "Billing",
        summary = "Get a custom invoice",
        description = "Gets one custom invoice, with everything that a printed one needs, by the wallet transaction that it belongs to. A transaction that the key cannot see, or that has no custom invoice, answers 404. Needs the scope `billing`.",
        params(GetCustomInvoiceParams),
        responses(
            (
                status = 200,
                description = "The custom invoice.",
                content((inline(described::named::InvoiceResponse)= "application/json")),
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
async fn handle_get_custom_invoice<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Billing<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_TRANSACTION_ID: rt::params::Param = rt::params::Param {
        name: "transactionId",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::GET_CUSTOM_INVOICE),
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
            let raw = rt::params::path(
                &exchange.head,
                rt::params::PathPart {
                    from_end: 0usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_TRANSACTION_ID,
                &mut issues,
            )?;
            let param_transaction_id: ::std::option::Option<types::ResourceRef> = PARAM_TRANSACTION_ID
                .typed(raw, checks::shared::resource_ref, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::GET_CUSTOM_INVOICE);
            let params = GetCustomInvoiceParams {
                transaction_id: rt::params::sure(param_transaction_id)?,
            };
            match mount.service.get_custom_invoice(cx, params).await {
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
/// The parameters of `getBillingDetails`.
#[derive(Clone, Debug)]
pub struct GetBillingDetailsParams {
    /// The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404.
    pub workspace_id: ::std::option::Option<types::WorkspaceId>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for GetBillingDetailsParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("workspaceId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::WorkspaceId > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `getBillingDetails` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct GetBillingDetailsError(rt::Failure);
rt::documented!(
    GetBillingDetailsError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/billing/details",
        operation_id = "getBillingDetails",
        tag = "Billing",
        summary = "Get the billing details of a workspace",
        description = "Tells whom the workspace's invoices are made out to: company, address and VAT number. Where nothing was saved all of it is null. A workspace that the key cannot see answers 404. Needs the scope `billing`.",
        params(GetBillingDetailsParams),
        responses(
            (
                status = 200,
                description = "The billing details.",
                content(
                    (
                        inline(
                            described::named::BillingDetailsResponse
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
async fn handle_get_billing_details<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Billing<Caller = A::Caller>,
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
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::GET_BILLING_DETAILS),
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
                &["workspaceId"],
                &mut issues,
            );
            let raw = query.get(&PARAM_WORKSPACE_ID, &mut issues);
            let param_workspace_id: ::std::option::Option<types::WorkspaceId> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::workspace_id, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::GET_BILLING_DETAILS);
            let params = GetBillingDetailsParams {
                workspace_id: param_workspace_id,
            };
            match mount.service.get_billing_details(cx, params).await {
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
/// Why `updateBillingDetails` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 413: `PAYLOAD_TOO_LARGE`
/// - 415: `UNSUPPORTED_MEDIA_TYPE`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct UpdateBillingDetailsError(rt::Failure);
rt::documented!(
    UpdateBillingDetailsError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey
    = 401, Forbidden = 403, NotFound = 404, PayloadTooLarge = 413, UnsupportedMediaType =
    415, RateLimitExceeded = 429, ServerError = 500, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/billing/details",
        operation_id = "updateBillingDetails",
        tag = "Billing",
        summary = "Save billing details",
        description = "Saves whom a workspace's invoices are made out to, and replaces what was saved before as a whole: what the body leaves out is emptied. Without `workspaceId` it is the account's first workspace, whose details also hold for workspaces that have none and for the master wallet. Invoices that were made before stay as they are. A VAT number that does not have its country's form, or whose country is not that of the address, is 400. A workspace that the key cannot see answers 404. Needs the scope `billing`.",
        request_body(
            content(
                (inline(described::named::BillingDetailsRequest)= "application/json")
            ),
            description = "The details to save."
        ),
        responses(
            (
                status = 200,
                description = "The details as they were saved.",
                content(
                    (
                        inline(
                            described::named::BillingDetailsResponse
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
async fn handle_update_billing_details<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Billing<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::UPDATE_BILLING_DETAILS),
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
                operations::UPDATE_BILLING_DETAILS.media_types,
            )?;
            let limit = operations::UPDATE_BILLING_DETAILS
                .body_limit
                .unwrap_or(runtime.limits.body);
            let mut content_0 = None;
            match kind {
                Some(0usize) => {
                    let content = rt::body::json(
                            exchange,
                            limit,
                            Some(checks::shared::normalize_billing_details_request),
                        )
                        .await?;
                    checks::shared::billing_details_request(
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
            let cx = exchange.context(caller, &operations::UPDATE_BILLING_DETAILS);
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.update_billing_details(cx, body).await {
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
        pub(in super::super) type BillingDetailsRequest = rt::openapi::Of<
            types::BillingDetailsRequest,
        >;
        pub(in super::super) type BillingDetailsResponse = rt::openapi::Of<
            types::BillingDetailsResponse,
        >;
        pub(in super::super) type BillingStatementListResponse = rt::openapi::Of<
            types::BillingStatementListResponse,
        >;
        pub(in super::super) type BillingSummaryResponse = rt::openapi::Of<
            types::BillingSummaryResponse,
        >;
        pub(in super::super) type DelaySeconds = rt::openapi::Of<types::DelaySeconds>;
        pub(in super::super) type ErrorResponse = rt::openapi::Of<types::ErrorResponse>;
        pub(in super::super) type InvoiceListResponse = rt::openapi::Of<
            types::InvoiceListResponse,
        >;
        pub(in super::super) type InvoiceResponse = rt::openapi::Of<
            types::InvoiceResponse,
        >;
        pub(in super::super) type RequestCount = rt::openapi::Of<types::RequestCount>;
        pub(in super::super) type RequestIdValue = rt::openapi::Of<
            types::RequestIdValue,
        >;
    }
}
#[cfg(feature = "openapi")]
pub(super) fn describe() -> ::std::vec::Vec<rt::openapi::Described> {
    ::std::vec![
        rt::openapi::Described::of:: < __path_handle_get_billing_summary > (false),
        rt::openapi::Described::of:: < __path_handle_list_billing_history > (false),
        rt::openapi::Described::of:: < __path_handle_list_invoices > (false),
        rt::openapi::Described::of:: < __path_handle_list_topup_invoices > (false),
        rt::openapi::Described::of:: < __path_handle_list_custom_invoices > (false),
        rt::openapi::Described::of:: < __path_handle_get_custom_invoice > (false),
        rt::openapi::Described::of:: < __path_handle_get_billing_details > (false),
        rt::openapi::Described::of:: < __path_handle_update_billing_details > (false)
    ]
}
