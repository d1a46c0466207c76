//! Wallet.
#[allow(unused_imports)]
use super::checks as checks;
use super::security as security;
use crate::runtime as rt;
#[allow(unused_imports)]
use ::simpleinboxes_types as types;
/// The master wallet and the workspaces' own, the ledger of their transactions, transfers, automatic top-ups, and which wallet pays.
pub trait Wallet: Send + Sync + 'static {
    /// Who calls, as the authenticator tells.
    type Caller: Send + Sync + 'static;
    /// Get a wallet and its automatic top-up
    ///
    /// `GET /wallet`
    ///
    /// Tells the balance and the automatic top-up of the wallet that pays for a workspace at present, and how that workspace is billed; with `wallet` another one: the workspace's own, or the master wallet. A key that is bound to a workspace sees the master wallet only where it pays for that workspace; asking for `master` by name is 403 for it. A workspace that the key cannot see answers 404. Needs the scope `billing`.
    fn get_wallet(
        &self,
        cx: rt::Context<Self::Caller>,
        params: GetWalletParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::WalletResponse>,
            GetWalletError,
        >,
    > + Send;
    /// List the transactions of a wallet
    ///
    /// `GET /wallet/transactions`
    ///
    /// Lists the ledger of a wallet, newest first: every movement that was carried out, with the balance after it. It is the wallet that pays for the workspace at present, or with `wallet` another one. The balance is always the sum of the entries. A charge that a dedicated wallet could not pay alone stands there with the `fallback` that came before it, and both name each other. A key that is bound to a workspace sees of the master wallet the entries for that workspace only, and asking for `master` by name is 403 for it. A workspace that the key cannot see answers 404. Needs the scope `billing`.
    fn list_wallet_transactions(
        &self,
        cx: rt::Context<Self::Caller>,
        params: ListWalletTransactionsParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::WalletTransactionListResponse>,
            ListWalletTransactionsError,
        >,
    > + Send;
    /// Get all wallets at once
    ///
    /// `GET /wallet/overview`
    ///
    /// Tells the balances of the master wallet and of every workspace's own wallet, how each workspace is billed and what was spent for it this month, all at the same moment. A key that is bound to a workspace sees that workspace only, and no master wallet. Needs the scope `billing`.
    fn get_wallet_overview(
        &self,
        cx: rt::Context<Self::Caller>,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::WalletOverviewResponse>,
            GetWalletOverviewError,
        >,
    > + Send;
    /// Configure the automatic top-up of a wallet
    ///
    /// `POST /wallet/auto-recharge`
    ///
    /// Sets whether and how a wallet is topped up by itself from the account's saved payment method, and replaces the present setting as a whole; without `workspaceId` and `wallet` it is the wallet that pays for the account's first workspace. Whenever a charge leaves less than `thresholdCents`, `amountCents` is paid in, once for each time, and not beyond `monthlyLimitCents` in a calendar month (UTC). When it fails it is tried again after 1 and after 6 hours; after 3 failures in a row it switches itself off, and `lastFailureReason` says why. Setting it anew counts the failures from 0, and a wallet that is below the threshold already is topped up right away. Switching it on without a saved payment method is 409, as is configuring the `own` wallet of a workspace on master billing. A `monthlyLimitCents` below `amountCents` is 400. A key that is bound to a workspace cannot configure the master wallet: 403. A workspace that the key cannot see answers 404. Needs the scope `billing`.
    fn configure_auto_recharge(
        &self,
        cx: rt::Context<Self::Caller>,
        body: types::ConfigureAutoRechargeRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::WalletResponse>,
            ConfigureAutoRechargeError,
        >,
    > + Send;
    /// Switch the billing mode of a workspace
    ///
    /// `POST /wallet/workspaces/{workspaceId}/mode`
    ///
    /// Switches a workspace between being paid by the master wallet and by a wallet of its own, for everything that is charged from now on. A dedicated wallet begins empty; back to `master`, what is left in it moves to the master wallet at once, in one transaction, and its automatic top-up is switched off. A top-up that is on its way to the dedicated wallet then goes to the master wallet. Setting the mode that it has changes nothing and moves nothing, also when two requests come at the same moment. Only an `Idempotency-Key` that is in use or came with another body is 409. A key that is bound to a workspace cannot change who pays: 403. A workspace that the key cannot see answers 404. Needs the scope `billing`.
    fn set_workspace_billing_mode(
        &self,
        cx: rt::Context<Self::Caller>,
        params: SetWorkspaceBillingModeParams,
        body: types::SetWorkspaceBillingModeRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::WorkspaceBillingChangeResponse>,
            SetWorkspaceBillingModeError,
        >,
    > + Send;
    /// Configure the fallback to the master wallet
    ///
    /// `POST /wallet/workspaces/{workspaceId}/fallback`
    ///
    /// Sets whether the master wallet helps when the workspace's own wallet runs short, and how much of it in a calendar month (UTC), and replaces the present setting as a whole. With the fallback, a charge takes what the workspace's wallet has and the rest from the master wallet, or nothing at all when both together, or the limit, do not suffice. The setting is kept, without effect, while the workspace is on master billing. A key that is bound to a workspace cannot change it: 403. A workspace that the key cannot see answers 404. Needs the scope `billing`.
    fn set_workspace_fallback(
        &self,
        cx: rt::Context<Self::Caller>,
        params: SetWorkspaceFallbackParams,
        body: types::WorkspaceFallbackInput,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::WorkspaceWalletResponse>,
            SetWorkspaceFallbackError,
        >,
    > + Send;
    /// Let the master wallet pay for a workspace
    ///
    /// `POST /wallet/workspaces/{workspaceId}/use-master-billing`
    ///
    /// Puts a workspace on master billing at once, the same as switching its mode to `master`: what is left in its own wallet moves to the master wallet, and its automatic top-up is switched off. For a workspace that is on master billing already nothing changes. Only an `Idempotency-Key` that is in use or came with another path is 409. A key that is bound to a workspace cannot change who pays: 403. A workspace that the key cannot see answers 404. Needs the scope `billing`.
    fn use_master_billing(
        &self,
        cx: rt::Context<Self::Caller>,
        params: UseMasterBillingParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::WorkspaceBillingChangeResponse>,
            UseMasterBillingError,
        >,
    > + Send;
    /// Save the billing details of a workspace
    ///
    /// `POST /wallet/workspaces/{workspaceId}/billing-details`
    ///
    /// Saves whom the workspace's invoices are made out to, and replaces what was saved before as a whole; the same as `POST /billing/details` with the workspace in the path. `workspaceId` may be left out of the body; one that is not the path's is 400. Invoices that were made before stay as they are. A VAT number that does not have its country's form, or whose country is not that of the address, is 400. A workspace that the key cannot see answers 404. Needs the scope `billing`.
    fn set_workspace_billing_details(
        &self,
        cx: rt::Context<Self::Caller>,
        params: SetWorkspaceBillingDetailsParams,
        body: types::BillingDetailsRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::BillingDetailsResponse>,
            SetWorkspaceBillingDetailsError,
        >,
    > + Send;
    /// Move funds between two wallets
    ///
    /// `POST /wallet/transfer`
    ///
    /// Moves money between the master wallet and a workspace's own, or between those of two workspaces, at once and in one transaction that stands in both ledgers. Orders that wait for money in the wallet which gets it are then paid, the oldest first. When the wallet that gives has less than `amountCents`, the answer is 402 and nothing moves; a fallback does not help. The same wallet at both ends is 400. A workspace on master billing has no wallet in use: 409, as for an `Idempotency-Key` that is in use. A key that is bound to a workspace cannot move funds: 403. A workspace that the key cannot see answers 404. Needs the scope `billing`.
    fn transfer_funds(
        &self,
        cx: rt::Context<Self::Caller>,
        params: TransferFundsParams,
        body: types::TransferFundsRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::WalletTransferResponse>,
            TransferFundsError,
        >,
    > + Send;
}
/// Routes the operations of Wallet to a service.
#[allow(deprecated)]
pub fn wallet_router<S, A, G>(
    service: ::std::sync::Arc<S>,
    runtime: ::std::sync::Arc<rt::Runtime<A, G>>,
) -> ::axum::Router
where
    S: self::Wallet<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    ::axum::Router::new()
        .route(
            "/api/v1/wallet",
            ::axum::routing::MethodRouter::new().get(handle_get_wallet::<S, A, G>),
        )
        .route(
            "/api/v1/wallet/transactions",
            ::axum::routing::MethodRouter::new()
                .get(handle_list_wallet_transactions::<S, A, G>),
        )
        .route(
            "/api/v1/wallet/overview",
            ::axum::routing::MethodRouter::new()
                .get(handle_get_wallet_overview::<S, A, G>),
        )
        .route(
            "/api/v1/wallet/auto-recharge",
            ::axum::routing::MethodRouter::new()
                .post(handle_configure_auto_recharge::<S, A, G>),
        )
        .route(
            "/api/v1/wallet/workspaces/{p3}/mode",
            ::axum::routing::MethodRouter::new()
                .post(handle_set_workspace_billing_mode::<S, A, G>),
        )
        .route(
            "/api/v1/wallet/workspaces/{p3}/fallback",
            ::axum::routing::MethodRouter::new()
                .post(handle_set_workspace_fallback::<S, A, G>),
        )
        .route(
            "/api/v1/wallet/workspaces/{p3}/use-master-billing",
            ::axum::routing::MethodRouter::new()
                .post(handle_use_master_billing::<S, A, G>),
        )
        .route(
            "/api/v1/wallet/workspaces/{p3}/billing-details",
            ::axum::routing::MethodRouter::new()
                .post(handle_set_workspace_billing_details::<S, A, G>),
        )
        .route(
            "/api/v1/wallet/transfer",
            ::axum::routing::MethodRouter::new().post(handle_transfer_funds::<S, A, G>),
        )
        .with_state(::std::sync::Arc::new(rt::app::Mount { service, runtime }))
}
/// What the specification says of the operations of Wallet.
pub mod operations {
    use crate::runtime as rt;
    /// `getWallet`.
    pub static GET_WALLET: rt::OperationMeta = rt::OperationMeta::new(
            "getWallet",
            "Wallet",
            ::http::Method::GET,
            "/wallet",
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
    /// `listWalletTransactions`.
    pub static LIST_WALLET_TRANSACTIONS: rt::OperationMeta = rt::OperationMeta::new(
            "listWalletTransactions",
            "Wallet",
            ::http::Method::GET,
            "/wallet/transactions",
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
    /// `getWalletOverview`.
    pub static GET_WALLET_OVERVIEW: rt::OperationMeta = rt::OperationMeta::new(
            "getWalletOverview",
            "Wallet",
            ::http::Method::GET,
            "/wallet/overview",
        )
        .with_scope("billing")
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
    /// `configureAutoRecharge`.
    pub static CONFIGURE_AUTO_RECHARGE: rt::OperationMeta = rt::OperationMeta::new(
            "configureAutoRecharge",
            "Wallet",
            ::http::Method::POST,
            "/wallet/auto-recharge",
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
                (409u16, "CONFLICT"),
                (413u16, "PAYLOAD_TOO_LARGE"),
                (415u16, "UNSUPPORTED_MEDIA_TYPE"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        )
        .with_body(&["application/json"], None);
    /// `setWorkspaceBillingMode`.
    pub static SET_WORKSPACE_BILLING_MODE: rt::OperationMeta = rt::OperationMeta::new(
            "setWorkspaceBillingMode",
            "Wallet",
            ::http::Method::POST,
            "/wallet/workspaces/{workspaceId}/mode",
        )
        .with_scope("billing")
        .with_idempotency()
        .with_answers(
            &[200u16],
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
        .with_body(&["application/json"], None);
    /// `setWorkspaceFallback`.
    pub static SET_WORKSPACE_FALLBACK: rt::OperationMeta = rt::OperationMeta::new(
            "setWorkspaceFallback",
            "Wallet",
            ::http::Method::POST,
            "/wallet/workspaces/{workspaceId}/fallback",
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
    /// `useMasterBilling`.
    pub static USE_MASTER_BILLING: rt::OperationMeta = rt::OperationMeta::new(
            "useMasterBilling",
            "Wallet",
            ::http::Method::POST,
            "/wallet/workspaces/{workspaceId}/use-master-billing",
        )
        .with_scope("billing")
        .with_idempotency()
        .with_answers(
            &[200u16],
            &[
                (400u16, "INVALID_REQUEST"),
                (401u16, "MISSING_API_KEY"),
                (401u16, "INVALID_API_KEY"),
                (403u16, "FORBIDDEN"),
                (404u16, "NOT_FOUND"),
                (409u16, "CONFLICT"),
                (409u16, "IDEMPOTENCY_KEY_REUSED"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        );
    /// `setWorkspaceBillingDetails`.
    pub static SET_WORKSPACE_BILLING_DETAILS: rt::OperationMeta = rt::OperationMeta::new(
            "setWorkspaceBillingDetails",
            "Wallet",
            ::http::Method::POST,
            "/wallet/workspaces/{workspaceId}/billing-details",
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
    /// `transferFunds`.
    pub static TRANSFER_FUNDS: rt::OperationMeta = rt::OperationMeta::new(
            "transferFunds",
            "Wallet",
            ::http::Method::POST,
            "/wallet/transfer",
        )
        .with_scope("billing")
        .with_idempotency()
        .with_answers(
            &[201u16],
            &[
                (400u16, "INVALID_REQUEST"),
                (401u16, "MISSING_API_KEY"),
                (401u16, "INVALID_API_KEY"),
                (402u16, "INSUFFICIENT_FUNDS"),
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
        .with_body(&["application/json"], None);
}
/// The parameters of `getWallet`.
#[derive(Clone, Debug)]
pub struct GetWalletParams {
    /// The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404.
    pub workspace_id: ::std::option::Option<types::WorkspaceId>,
    /// Which wallet to read. By default the one that pays for the workspace.
    pub wallet: types::WalletSelector,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for GetWalletParams {
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
            ::utoipa::openapi::path::ParameterBuilder::new().name("wallet")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("Which wallet to read. By default the one that pays for the workspace."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::WalletSelector >
            as ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `getWallet` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct GetWalletError(rt::Failure);
rt::documented!(
    GetWalletError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey = 401,
    Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/wallet",
        operation_id = "getWallet",
        tag = "Wallet",
        summary = "Get a wallet and its automatic top-up",
        description = "Tells the balance and the automatic top-up of the wallet that pays for a workspace at present, and how that workspace is billed; with `wallet` another one: the workspace's own, or the master wallet. A key that is bound to a workspace sees the master wallet only where it pays for that workspace; asking for `master` by name is 403 for it. A workspace that the key cannot see answers 404. Needs the scope `billing`.",
        params(GetWalletParams),
        responses(
            (
                status = 200,
                description = "The wallet.",
                content((inline(described::named::WalletResponse)= "application/json")),
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
async fn handle_get_wallet<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Wallet<Caller = A::Caller>,
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
    static PARAM_WALLET: rt::params::Param = rt::params::Param {
        name: "wallet",
        place: rt::params::Place::Query,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: Some("\"paying\""),
    };
    let mut call = rt::exchange::Exchange::begin(Some(&operations::GET_WALLET), request);
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
                &["workspaceId", "wallet"],
                &mut issues,
            );
            let raw = query.get(&PARAM_WORKSPACE_ID, &mut issues);
            let param_workspace_id: ::std::option::Option<types::WorkspaceId> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::workspace_id, &mut issues);
            let raw = query.get(&PARAM_WALLET, &mut issues);
            let param_wallet: ::std::option::Option<types::WalletSelector> = PARAM_WALLET
                .typed(raw, checks::shared::wallet_selector, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::GET_WALLET);
            let params = GetWalletParams {
                workspace_id: param_workspace_id,
                wallet: rt::params::sure(param_wallet)?,
            };
            match mount.service.get_wallet(cx, params).await {
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
/// The parameters of `listWalletTransactions`.
#[derive(Clone, Debug)]
pub struct ListWalletTransactionsParams {
    /// The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404.
    pub workspace_id: ::std::option::Option<types::WorkspaceId>,
    /// Whose ledger to read. By default that of the wallet that pays for the workspace.
    pub wallet: types::WalletSelector,
    /// Only what was added to the wallet (`credit`) or taken from it (`debit`). Both by default.
    pub type_: ::std::option::Option<types::WalletTransactionType>,
    /// The most entries to return in this page, 1 to 100. The default is 25.
    pub limit: types::PageLimitValue,
    /// Where the page begins: `pagination.nextCursor` of the page before, unchanged. Leave it out for the first page. A cursor stays right when entries are added meanwhile, and belongs to the operation and the filters that it was made with; elsewhere it is 400.
    pub cursor: ::std::option::Option<types::PageCursorValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for ListWalletTransactionsParams {
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
            ::utoipa::openapi::path::ParameterBuilder::new().name("wallet")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("Whose ledger to read. By default that of the wallet that pays for the workspace."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::WalletSelector >
            as ::utoipa::PartialSchema > ::schema())).build(),
            ::utoipa::openapi::path::ParameterBuilder::new().name("type")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("Only what was added to the wallet (`credit`) or taken from it (`debit`). Both by default."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of <
            types::WalletTransactionType > as ::utoipa::PartialSchema > ::schema()))
            .build(), ::utoipa::openapi::path::ParameterBuilder::new().name("limit")
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
/// Why `listWalletTransactions` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct ListWalletTransactionsError(rt::Failure);
rt::documented!(
    ListWalletTransactionsError : InvalidRequest = 400, MissingApiKey = 401,
    InvalidApiKey = 401, Forbidden = 403, NotFound = 404, RateLimitExceeded = 429,
    ServerError = 500, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/wallet/transactions",
        operation_id = "listWalletTransactions",
        tag = "Wallet",
        summary = "List the transactions of a wallet",
        description = "Lists the ledger of a wallet, newest first: every movement that was carried out, with the balance after it. It is the wallet that pays for the workspace at present, or with `wallet` another one. The balance is always the sum of the entries. A charge that a dedicated wallet could not pay alone stands there with the `fallback` that came before it, and both name each other. A key that is bound to a workspace sees of the master wallet the entries for that workspace only, and asking for `master` by name is 403 for it. A workspace that the key cannot see answers 404. Needs the scope `billing`.",
        params(ListWalletTransactionsParams),
        responses(
            (
                status = 200,
                description = "A page of transactions.",
                content(
                    (
                        inline(
                            described::named::WalletTransactionListResponse
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
async fn handle_list_wallet_transactions<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Wallet<Caller = A::Caller>,
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
    static PARAM_WALLET: rt::params::Param = rt::params::Param {
        name: "wallet",
        place: rt::params::Place::Query,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: Some("\"paying\""),
    };
    static PARAM_TYPE_: rt::params::Param = rt::params::Param {
        name: "type",
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
        Some(&operations::LIST_WALLET_TRANSACTIONS),
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
                &["workspaceId", "wallet", "type", "limit", "cursor"],
                &mut issues,
            );
            let raw = query.get(&PARAM_WORKSPACE_ID, &mut issues);
            let param_workspace_id: ::std::option::Option<types::WorkspaceId> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::workspace_id, &mut issues);
            let raw = query.get(&PARAM_WALLET, &mut issues);
            let param_wallet: ::std::option::Option<types::WalletSelector> = PARAM_WALLET
                .typed(raw, checks::shared::wallet_selector, &mut issues);
            let raw = query.get(&PARAM_TYPE_, &mut issues);
            let param_type_: ::std::option::Option<types::WalletTransactionType> = PARAM_TYPE_
                .typed(raw, checks::wallet::wallet_transaction_type, &mut issues);
            let raw = query.get(&PARAM_LIMIT, &mut issues);
            let param_limit: ::std::option::Option<types::PageLimitValue> = PARAM_LIMIT
                .typed(raw, checks::shared::page_limit_value, &mut issues);
            let raw = query.get(&PARAM_CURSOR, &mut issues);
            let param_cursor: ::std::option::Option<types::PageCursorValue> = PARAM_CURSOR
                .typed(raw, checks::shared::page_cursor_value, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::LIST_WALLET_TRANSACTIONS);
            let params = ListWalletTransactionsParams {
                workspace_id: param_workspace_id,
                wallet: rt::params::sure(param_wallet)?,
                type_: param_type_,
                limit: rt::params::sure(param_limit)?,
                cursor: param_cursor,
            };
            match mount.service.list_wallet_transactions(cx, params).await {
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
/// Why `getWalletOverview` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct GetWalletOverviewError(rt::Failure);
rt::documented!(
    GetWalletOverviewError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, RateLimitExceeded = 429, ServerError = 500, ServiceUnavailable
    = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/wallet/overview",
        operation_id = "getWalletOverview",
        tag = "Wallet",
        summary = "Get all wallets at once",
        description = "Tells the balances of the master wallet and of every workspace's own wallet, how each workspace is billed and what was spent for it this month, all at the same moment. A key that is bound to a workspace sees that workspace only, and no master wallet. Needs the scope `billing`.",
        responses(
            (
                status = 200,
                description = "All wallets.",
                content(
                    (
                        inline(
                            described::named::WalletOverviewResponse
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
async fn handle_get_wallet_overview<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Wallet<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::GET_WALLET_OVERVIEW),
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
            let cx = exchange.context(caller, &operations::GET_WALLET_OVERVIEW);
            match mount.service.get_wallet_overview(cx).await {
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
/// Why `configureAutoRecharge` fails; nothing else can be answered.
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
pub struct ConfigureAutoRechargeError(rt::Failure);
rt::documented!(
    ConfigureAutoRechargeError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey
    = 401, Forbidden = 403, NotFound = 404, Conflict = 409, PayloadTooLarge = 413,
    UnsupportedMediaType = 415, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/wallet/auto-recharge",
        operation_id = "configureAutoRecharge",
        tag = "Wallet",
        summary = "Configure the automatic top-up of a wallet",
        description = "Sets whether and how a wallet is topped up by itself from the account's saved payment method, and replaces the present setting as a whole; without `workspaceId` and `wallet` it is the wallet that pays for the account's first workspace. Whenever a charge leaves less than `thresholdCents`, `amountCents` is paid in, once for each time, and not beyond `monthlyLimitCents` in a calendar month (UTC). When it fails it is tried again after 1 and after 6 hours; after 3 failures in a row it switches itself off, and `lastFailureReason` says why. Setting it anew counts the failures from 0, and a wallet that is below the threshold already is topped up right away. Switching it on without a saved payment method is 409, as is configuring the `own` wallet of a workspace on master billing. A `monthlyLimitCents` below `amountCents` is 400. A key that is bound to a workspace cannot configure the master wallet: 403. A workspace that the key cannot see answers 404. Needs the scope `billing`.",
        request_body(
            content(
                (
                    inline(
                        described::named::ConfigureAutoRechargeRequest
                    )= "application/json"
                )
            ),
            description = "The automatic top-up to set."
        ),
        responses(
            (
                status = 200,
                description = "The wallet with its new setting.",
                content((inline(described::named::WalletResponse)= "application/json")),
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
async fn handle_configure_auto_recharge<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Wallet<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::CONFIGURE_AUTO_RECHARGE),
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
                operations::CONFIGURE_AUTO_RECHARGE.media_types,
            )?;
            let limit = operations::CONFIGURE_AUTO_RECHARGE
                .body_limit
                .unwrap_or(runtime.limits.body);
            let mut content_0 = None;
            match kind {
                Some(0usize) => {
                    let content = rt::body::json(
                            exchange,
                            limit,
                            Some(
                                checks::wallet::normalize_configure_auto_recharge_request,
                            ),
                        )
                        .await?;
                    checks::wallet::configure_auto_recharge_request(
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
            let cx = exchange.context(caller, &operations::CONFIGURE_AUTO_RECHARGE);
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.configure_auto_recharge(cx, body).await {
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
/// The parameters of `setWorkspaceBillingMode`.
#[derive(Clone, Debug)]
pub struct SetWorkspaceBillingModeParams {
    /// The id of the workspace (`ws_…`) whose wallet it is. What is no workspace of the caller's answers 404.
    pub workspace_id: types::ResourceRef,
    /// A value of your own, 1 to 255 visible ASCII characters, that makes a repeat of this request safe. The same key with the same body within 24 hours replays the first answer byte for byte, with the header `Idempotent-Replayed: true`. The same key with another body is 409 `IDEMPOTENCY_KEY_REUSED`; while the first request is still running it is 409 `CONFLICT`. Keys are kept per API key and operation. Only answers below 500 are kept: after a 5xx the request is carried out anew.
    pub idempotency_key: ::std::option::Option<types::IdempotencyKeyValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for SetWorkspaceBillingModeParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("workspaceId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The id of the workspace (`ws_…`) whose wallet it is. What is no workspace of the caller's answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::ResourceRef > as
            ::utoipa::PartialSchema > ::schema())).build(),
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
/// Why `setWorkspaceBillingMode` fails; nothing else can be answered.
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
pub struct SetWorkspaceBillingModeError(rt::Failure);
rt::documented!(
    SetWorkspaceBillingModeError : InvalidRequest = 400, MissingApiKey = 401,
    InvalidApiKey = 401, Forbidden = 403, NotFound = 404, Conflict = 409,
    IdempotencyKeyReused = 409, PayloadTooLarge = 413, UnsupportedMediaType = 415,
    RateLimitExceeded = 429, ServerError = 500, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/wallet/workspaces/{workspaceId}/mode",
        operation_id = "setWorkspaceBillingMode",
        tag = "Wallet",
        summary = "Switch the billing mode of a workspace",
        description = "Switches a workspace between being paid by the master wallet and by a wallet of its own, for everything that is charged from now on. A dedicated wallet begins empty; back to `master`, what is left in it moves to the master wallet at once, in one transaction, and its automatic top-up is switched off. A top-up that is on its way to the dedicated wallet then goes to the master wallet. Setting the mode that it has changes nothing and moves nothing, also when two requests come at the same moment. Only an `Idempotency-Key` that is in use or came with another body is 409. A key that is bound to a workspace cannot change who pays: 403. A workspace that the key cannot see answers 404. Needs the scope `billing`.",
        params(SetWorkspaceBillingModeParams),
        request_body(
            content(
                (
                    inline(
                        described::named::SetWorkspaceBillingModeRequest
                    )= "application/json"
                )
            ),
            description = "The mode to switch to."
        ),
        responses(
            (
                status = 200,
                description = "How the workspace is paid from now on.",
                content(
                    (
                        inline(
                            described::named::WorkspaceBillingChangeResponse
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
                    ),
                    (
                        "Idempotent-Replayed" = inline(described::named::ReplayFlag),
                        description = "`true` when this is the kept answer to an earlier request with the same `Idempotency-Key`; absent when the request was carried out now."
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
        security(("ApiKeyAuth" = []))
    )
)]
async fn handle_set_workspace_billing_mode<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Wallet<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_WORKSPACE_ID: rt::params::Param = rt::params::Param {
        name: "workspaceId",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    static PARAM_IDEMPOTENCY_KEY: rt::params::Param = rt::params::Param {
        name: "Idempotency-Key",
        place: rt::params::Place::Header,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::SET_WORKSPACE_BILLING_MODE),
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
                operations::SET_WORKSPACE_BILLING_MODE.media_types,
            )?;
            let limit = operations::SET_WORKSPACE_BILLING_MODE
                .body_limit
                .unwrap_or(runtime.limits.body);
            let mut content_0 = None;
            match kind {
                Some(0usize) => {
                    let content = rt::body::json(exchange, limit, None).await?;
                    checks::wallet::set_workspace_billing_mode_request(
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
            let raw = rt::params::path(
                &exchange.head,
                rt::params::PathPart {
                    from_end: 1usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_WORKSPACE_ID,
                &mut issues,
            )?;
            let param_workspace_id: ::std::option::Option<types::ResourceRef> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::resource_ref, &mut issues);
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
            let mut cx = exchange
                .context(caller, &operations::SET_WORKSPACE_BILLING_MODE);
            cx.idempotency = exchange
                .idempotency(|| {
                    let content = if let Some(content) = &content_0 {
                        rt::fingerprint::Content::Json(&content.value)
                    } else {
                        rt::fingerprint::Content::None
                    };
                    rt::fingerprint::fingerprint(&exchange.head, &content)
                });
            let params = SetWorkspaceBillingModeParams {
                workspace_id: rt::params::sure(param_workspace_id)?,
                idempotency_key: param_idempotency_key,
            };
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.set_workspace_billing_mode(cx, params, body).await {
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
/// The parameters of `setWorkspaceFallback`.
#[derive(Clone, Debug)]
pub struct SetWorkspaceFallbackParams {
    /// The id of the workspace (`ws_…`) whose wallet it is. What is no workspace of the caller's answers 404.
    pub workspace_id: types::ResourceRef,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for SetWorkspaceFallbackParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("workspaceId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The id of the workspace (`ws_…`) whose wallet it is. What is no workspace of the caller's answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::ResourceRef > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `setWorkspaceFallback` fails; nothing else can be answered.
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
pub struct SetWorkspaceFallbackError(rt::Failure);
rt::documented!(
    SetWorkspaceFallbackError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey
    = 401, Forbidden = 403, NotFound = 404, PayloadTooLarge = 413, UnsupportedMediaType =
    415, RateLimitExceeded = 429, ServerError = 500, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/wallet/workspaces/{workspaceId}/fallback",
        operation_id = "setWorkspaceFallback",
        tag = "Wallet",
        summary = "Configure the fallback to the master wallet",
        description = "Sets whether the master wallet helps when the workspace's own wallet runs short, and how much of it in a calendar month (UTC), and replaces the present setting as a whole. With the fallback, a charge takes what the workspace's wallet has and the rest from the master wallet, or nothing at all when both together, or the limit, do not suffice. The setting is kept, without effect, while the workspace is on master billing. A key that is bound to a workspace cannot change it: 403. A workspace that the key cannot see answers 404. Needs the scope `billing`.",
        params(SetWorkspaceFallbackParams),
        request_body(
            content(
                (inline(described::named::WorkspaceFallbackInput)= "application/json")
            ),
            description = "The fallback to set."
        ),
        responses(
            (
                status = 200,
                description = "How the workspace is paid from now on.",
                content(
                    (
                        inline(
                            described::named::WorkspaceWalletResponse
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
async fn handle_set_workspace_fallback<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Wallet<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_WORKSPACE_ID: rt::params::Param = rt::params::Param {
        name: "workspaceId",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::SET_WORKSPACE_FALLBACK),
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
                operations::SET_WORKSPACE_FALLBACK.media_types,
            )?;
            let limit = operations::SET_WORKSPACE_FALLBACK
                .body_limit
                .unwrap_or(runtime.limits.body);
            let mut content_0 = None;
            match kind {
                Some(0usize) => {
                    let content = rt::body::json(
                            exchange,
                            limit,
                            Some(checks::shared::normalize_workspace_fallback_input),
                        )
                        .await?;
                    checks::shared::workspace_fallback_input(
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
            let raw = rt::params::path(
                &exchange.head,
                rt::params::PathPart {
                    from_end: 1usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_WORKSPACE_ID,
                &mut issues,
            )?;
            let param_workspace_id: ::std::option::Option<types::ResourceRef> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::resource_ref, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::SET_WORKSPACE_FALLBACK);
            let params = SetWorkspaceFallbackParams {
                workspace_id: rt::params::sure(param_workspace_id)?,
            };
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.set_workspace_fallback(cx, params, body).await {
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
/// The parameters of `useMasterBilling`.
#[derive(Clone, Debug)]
pub struct UseMasterBillingParams {
    /// The id of the workspace (`ws_…`) whose wallet it is. What is no workspace of the caller's answers 404.
    pub workspace_id: types::ResourceRef,
    /// A value of your own, 1 to 255 visible ASCII characters, that makes a repeat of this request safe. The same key with the same body within 24 hours replays the first answer byte for byte, with the header `Idempotent-Replayed: true`. The same key with another body is 409 `IDEMPOTENCY_KEY_REUSED`; while the first request is still running it is 409 `CONFLICT`. Keys are kept per API key and operation. Only answers below 500 are kept: after a 5xx the request is carried out anew.
    pub idempotency_key: ::std::option::Option<types::IdempotencyKeyValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for UseMasterBillingParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("workspaceId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The id of the workspace (`ws_…`) whose wallet it is. What is no workspace of the caller's answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::ResourceRef > as
            ::utoipa::PartialSchema > ::schema())).build(),
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
/// Why `useMasterBilling` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 409: `CONFLICT`, `IDEMPOTENCY_KEY_REUSED`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct UseMasterBillingError(rt::Failure);
rt::documented!(
    UseMasterBillingError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, NotFound = 404, Conflict = 409, IdempotencyKeyReused = 409,
    RateLimitExceeded = 429, ServerError = 500, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/wallet/workspaces/{workspaceId}/use-master-billing",
        operation_id = "useMasterBilling",
        tag = "Wallet",
        summary = "Let the master wallet pay for a workspace",
        description = "Puts a workspace on master billing at once, the same as switching its mode to `master`: what is left in its own wallet moves to the master wallet, and its automatic top-up is switched off. For a workspace that is on master billing already nothing changes. Only an `Idempotency-Key` that is in use or came with another path is 409. A key that is bound to a workspace cannot change who pays: 403. A workspace that the key cannot see answers 404. Needs the scope `billing`.",
        params(UseMasterBillingParams),
        responses(
            (
                status = 200,
                description = "The master wallet pays for the workspace.",
                content(
                    (
                        inline(
                            described::named::WorkspaceBillingChangeResponse
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
                    ),
                    (
                        "Idempotent-Replayed" = inline(described::named::ReplayFlag),
                        description = "`true` when this is the kept answer to an earlier request with the same `Idempotency-Key`; absent when the request was carried out now."
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
async fn handle_use_master_billing<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Wallet<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_WORKSPACE_ID: rt::params::Param = rt::params::Param {
        name: "workspaceId",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    static PARAM_IDEMPOTENCY_KEY: rt::params::Param = rt::params::Param {
        name: "Idempotency-Key",
        place: rt::params::Place::Header,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::USE_MASTER_BILLING),
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
                    from_end: 1usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_WORKSPACE_ID,
                &mut issues,
            )?;
            let param_workspace_id: ::std::option::Option<types::ResourceRef> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::resource_ref, &mut issues);
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
            let mut cx = exchange.context(caller, &operations::USE_MASTER_BILLING);
            cx.idempotency = exchange
                .idempotency(|| {
                    let content = rt::fingerprint::Content::None;
                    rt::fingerprint::fingerprint(&exchange.head, &content)
                });
            let params = UseMasterBillingParams {
                workspace_id: rt::params::sure(param_workspace_id)?,
                idempotency_key: param_idempotency_key,
            };
            match mount.service.use_master_billing(cx, params).await {
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
/// The parameters of `setWorkspaceBillingDetails`.
#[derive(Clone, Debug)]
pub struct SetWorkspaceBillingDetailsParams {
    /// The id of the workspace (`ws_…`) whose wallet it is. What is no workspace of the caller's answers 404.
    pub workspace_id: types::ResourceRef,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for SetWorkspaceBillingDetailsParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("workspaceId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The id of the workspace (`ws_…`) whose wallet it is. What is no workspace of the caller's answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::ResourceRef > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `setWorkspaceBillingDetails` fails; nothing else can be answered.
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
pub struct SetWorkspaceBillingDetailsError(rt::Failure);
rt::documented!(
    SetWorkspaceBillingDetailsError : InvalidRequest = 400, MissingApiKey = 401,
    InvalidApiKey = 401, Forbidden = 403, NotFound = 404, PayloadTooLarge = 413,
    UnsupportedMediaType = 415, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/wallet/workspaces/{workspaceId}/billing-details",
        operation_id = "setWorkspaceBillingDetails",
        tag = "Wallet",
        summary = "Save the billing details of a workspace",
        description = "Saves whom the workspace's invoices are made out to, and replaces what was saved before as a whole; the same as `POST /billing/details` with the workspace in the path. `workspaceId` may be left out of the body; one that is not the path's is 400. Invoices that were made before stay as they are. A VAT number that does not have its country's form, or whose country is not that of the address, is 400. A workspace that the key cannot see answers 404. Needs the scope `billing`.",
        params(SetWorkspaceBillingDetailsParams),
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
async fn handle_set_workspace_billing_details<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Wallet<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_WORKSPACE_ID: rt::params::Param = rt::params::Param {
        name: "workspaceId",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::SET_WORKSPACE_BILLING_DETAILS),
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
                operations::SET_WORKSPACE_BILLING_DETAILS.media_types,
            )?;
            let limit = operations::SET_WORKSPACE_BILLING_DETAILS
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
            let raw = rt::params::path(
                &exchange.head,
                rt::params::PathPart {
                    from_end: 1usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_WORKSPACE_ID,
                &mut issues,
            )?;
            let param_workspace_id: ::std::option::Option<types::ResourceRef> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::resource_ref, &mut issues);
            issues.finish()?;
            let cx = exchange
                .context(caller, &operations::SET_WORKSPACE_BILLING_DETAILS);
            let params = SetWorkspaceBillingDetailsParams {
                workspace_id: rt::params::sure(param_workspace_id)?,
            };
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.set_workspace_billing_details(cx, params, body).await {
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
/// The parameters of `transferFunds`.
#[derive(Clone, Debug)]
pub struct TransferFundsParams {
    /// A value of your own, 1 to 255 visible ASCII characters, that makes a repeat of this request safe. The same key with the same body within 24 hours replays the first answer byte for byte, with the header `Idempotent-Replayed: true`. The same key with another body is 409 `IDEMPOTENCY_KEY_REUSED`; while the first request is still running it is 409 `CONFLICT`. Keys are kept per API key and operation. Only answers below 500 are kept: after a 5xx the request is carried out anew.
    pub idempotency_key: ::std::option::Option<types::IdempotencyKeyValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for TransferFundsParams {
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
/// Why `transferFunds` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 402: `INSUFFICIENT_FUNDS`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 409: `CONFLICT`, `IDEMPOTENCY_KEY_REUSED`
/// - 413: `PAYLOAD_TOO_LARGE`
/// - 415: `UNSUPPORTED_MEDIA_TYPE`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct TransferFundsError(rt::Failure);
rt::documented!(
    TransferFundsError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey = 401,
    InsufficientFunds = 402, Forbidden = 403, NotFound = 404, Conflict = 409,
    IdempotencyKeyReused = 409, PayloadTooLarge = 413, UnsupportedMediaType = 415,
    RateLimitExceeded = 429, ServerError = 500, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/wallet/transfer",
        operation_id = "transferFunds",
        tag = "Wallet",
        summary = "Move funds between two wallets",
        description = "Moves money between the master wallet and a workspace's own, or between those of two workspaces, at once and in one transaction that stands in both ledgers. Orders that wait for money in the wallet which gets it are then paid, the oldest first. When the wallet that gives has less than `amountCents`, the answer is 402 and nothing moves; a fallback does not help. The same wallet at both ends is 400. A workspace on master billing has no wallet in use: 409, as for an `Idempotency-Key` that is in use. A key that is bound to a workspace cannot move funds: 403. A workspace that the key cannot see answers 404. Needs the scope `billing`.",
        params(TransferFundsParams),
        request_body(
            content(
                (inline(described::named::TransferFundsRequest)= "application/json")
            ),
            description = "The transfer."
        ),
        responses(
            (
                status = 201,
                description = "The money has moved.",
                content(
                    (
                        inline(
                            described::named::WalletTransferResponse
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
                    ),
                    (
                        "Idempotent-Replayed" = inline(described::named::ReplayFlag),
                        description = "`true` when this is the kept answer to an earlier request with the same `Idempotency-Key`; absent when the request was carried out now."
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
                status = 402,
                description = "The wallet that pays for this has too little, and no fallback covers the rest. Nothing was changed.",
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
        security(("ApiKeyAuth" = []))
    )
)]
async fn handle_transfer_funds<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Wallet<Caller = A::Caller>,
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
        Some(&operations::TRANSFER_FUNDS),
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
                operations::TRANSFER_FUNDS.media_types,
            )?;
            let limit = operations::TRANSFER_FUNDS
                .body_limit
                .unwrap_or(runtime.limits.body);
            let mut content_0 = None;
            match kind {
                Some(0usize) => {
                    let content = rt::body::json(
                            exchange,
                            limit,
                            Some(checks::wallet::normalize_transfer_funds_request),
                        )
                        .await?;
                    checks::wallet::transfer_funds_request(
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
            let mut cx = exchange.context(caller, &operations::TRANSFER_FUNDS);
            cx.idempotency = exchange
                .idempotency(|| {
                    let content = if let Some(content) = &content_0 {
                        rt::fingerprint::Content::Json(&content.value)
                    } else {
                        rt::fingerprint::Content::None
                    };
                    rt::fingerprint::fingerprint(&exchange.head, &content)
                });
            let params = TransferFundsParams {
                idempotency_key: param_idempotency_key,
            };
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.transfer_funds(cx, params, body).await {
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
        pub(in super::super) type ConfigureAutoRechargeRequest = rt::openapi::Of<
            types::ConfigureAutoRechargeRequest,
        >;
        pub(in super::super) type DelaySeconds = rt::openapi::Of<types::DelaySeconds>;
        pub(in super::super) type ErrorResponse = rt::openapi::Of<types::ErrorResponse>;
        pub(in super::super) type ReplayFlag = rt::openapi::Of<types::ReplayFlag>;
        pub(in super::super) type RequestCount = rt::openapi::Of<types::RequestCount>;
        pub(in super::super) type RequestIdValue = rt::openapi::Of<
            types::RequestIdValue,
        >;
        pub(in super::super) type SetWorkspaceBillingModeRequest = rt::openapi::Of<
            types::SetWorkspaceBillingModeRequest,
        >;
        pub(in super::super) type TransferFundsRequest = rt::openapi::Of<
            types::TransferFundsRequest,
        >;
        pub(in super::super) type WalletOverviewResponse = rt::openapi::Of<
            types::WalletOverviewResponse,
        >;
        pub(in super::super) type WalletResponse = rt::openapi::Of<
            types::WalletResponse,
        >;
        pub(in super::super) type WalletTransactionListResponse = rt::openapi::Of<
            types::WalletTransactionListResponse,
        >;
        pub(in super::super) type WalletTransferResponse = rt::openapi::Of<
            types::WalletTransferResponse,
        >;
        pub(in super::super) type WorkspaceBillingChangeResponse = rt::openapi::Of<
            types::WorkspaceBillingChangeResponse,
        >;
        pub(in super::super) type WorkspaceFallbackInput = rt::openapi::Of<
            types::WorkspaceFallbackInput,
        >;
        pub(in super::super) type WorkspaceWalletResponse = rt::openapi::Of<
            types::WorkspaceWalletResponse,
        >;
    }
}
#[cfg(feature = "openapi")]
pub(super) fn describe() -> ::std::vec::Vec<rt::openapi::Described> {
    ::std::vec![
        rt::openapi::Described::of:: < __path_handle_get_wallet > (false),
        rt::openapi::Described::of:: < __path_handle_list_wallet_transactions > (false),
        rt::openapi::Described::of:: < __path_handle_get_wallet_overview > (false),
        rt::openapi::Described::of:: < __path_handle_configure_auto_recharge > (false),
        rt::openapi::Described::of:: < __path_handle_set_workspace_billing_mode >
        (false), rt::openapi::Described::of:: < __path_handle_set_workspace_fallback >
        (false), rt::openapi::Described::of:: < __path_handle_use_master_billing >
        (false), rt::openapi::Described::of:: <
        __path_handle_set_workspace_billing_details > (false),
        rt::openapi::Described::of:: < __path_handle_transfer_funds > (false)
    ]
}
