//! Traits and routers, one module a tag.
#![allow(
    unused_qualifications,
    reason = "a full path means the same whatever the document names"
)]
mod checks;
mod security;
pub mod orders;
pub mod inboxes;
pub mod domains;
pub mod dns_records;
pub mod workspaces;
pub mod clients;
pub mod recovery_pool;
pub mod registrars;
pub mod wallet;
pub mod billing;
pub mod payments;
pub mod api_keys;
pub use security::Authenticator;
pub use orders::{
    Orders, orders_router, ListOrdersError, ListOrdersParams, CreateOrderError,
    CreateOrderParams, CreateOrderSuccess, GetOrderError, GetOrderParams,
    GetPromoStatusError, GetPromoStatusParams, GetInboxCountError, GetInboxCountParams,
    ListUnpaidOrdersError, ListUnpaidOrdersParams, SetOrderAutoRenewError,
    SetOrderAutoRenewParams, CancelOrderError, CancelOrderParams,
    RevertOrderCancellationError, RevertOrderCancellationParams, ReactivateOrderError,
    ReactivateOrderParams, ListInboxMutationsError, ListInboxMutationsParams,
    CreateInboxMutationError, CreateInboxMutationParams, GetInboxMutationError,
    GetInboxMutationParams, CheckNameserversError, RecheckAllNameserversError,
};
pub use inboxes::{
    Inboxes, inboxes_router, ListInboxesError, ListInboxesParams, GetInboxError,
    GetInboxParams, GetInboxCredentialsError, GetInboxCredentialsParams,
    GetInboxMfaError, GetInboxMfaParams, SyncInboxTo1PasswordError,
    SyncInboxTo1PasswordParams, UpdateInboxProfilePhotoError,
    UpdateInboxProfilePhotoParams, UpdateInboxProfilePhotoForm, RotateInboxPasswordError,
    RotateInboxPasswordParams,
};
pub use domains::{
    Domains, domains_router, ListDomainsError, ListDomainsParams, SearchDomainsError,
    SearchDomainsParams, SearchDomainsBatchError, BulkUpdateDnsError,
    BulkUpdateDnsParams, GetDomainError, GetDomainParams, ListDomainInboxesError,
    ListDomainInboxesParams, GetDomainNameserversError, GetDomainNameserversParams,
    GetDomainHistoryError, GetDomainHistoryParams, ListDomainActionsError,
    ListDomainActionsParams, RetryDomainActionError, RetryDomainActionParams,
    ReuploadDomainError, ReuploadDomainParams, AddDomainSendingToolError,
    AddDomainSendingToolParams, UpdateDomainFulfillmentSettingsError,
    UpdateDomainFulfillmentSettingsParams,
};
pub use dns_records::{
    DnsRecords, dns_records_router, ListDnsRecordsError, ListDnsRecordsParams,
    CreateDnsRecordError, CreateDnsRecordParams, DeleteDnsRecordError,
    DeleteDnsRecordParams, SyncDnsError, SyncDnsParams, SyncDnsRecordError,
    SyncDnsRecordParams, SetDomainForwardingError, SetDomainForwardingParams,
};
pub use workspaces::{
    Workspaces, workspaces_router, ListWorkspacesError, ListWorkspacesParams,
    CreateWorkspaceError, CreateWorkspaceParams, GetGlobalSummaryError,
    UpdateWorkspaceError, UpdateWorkspaceParams, GetWorkspaceSummaryError,
    GetWorkspaceSummaryParams, GetSendingToolDefaultsError, GetSendingToolDefaultsParams,
    PutSendingToolDefaultsError, PutSendingToolDefaultsParams,
};
pub use clients::{
    Clients, clients_router, ListClientsError, ListClientsParams, CreateClientError,
    CreateClientParams, GetClientError, GetClientParams, RenameClientError,
    RenameClientParams, DeleteClientError, DeleteClientParams, ListClientUsernamesError,
    ListClientUsernamesParams, ListClientCredentialsError, ListClientCredentialsParams,
    CreateClientCredentialError, CreateClientCredentialParams, TestClientCredentialError,
    TestClientCredentialParams, UpdateClientCredentialError,
    UpdateClientCredentialParams, DeleteClientCredentialError,
    DeleteClientCredentialParams,
};
pub use recovery_pool::{
    RecoveryPool, recovery_pool_router, ListRecoveryEntriesError,
    ListRecoveryEntriesParams, SubmitRecoveryDomainsError, SubmitRecoveryDomainsParams,
    CheckBlacklistsError, ListRecoveryNotificationsError,
    ListRecoveryNotificationsParams, GetRecoveryEntryError, GetRecoveryEntryParams,
    DeleteRecoveryEntryError, DeleteRecoveryEntryParams, ReactivateRecoveryEntryError,
    ReactivateRecoveryEntryParams, DismissRecoveryBannerError,
    DismissRecoveryBannerParams,
};
pub use registrars::{
    Registrars, registrars_router, ListSupportedRegistrarsError,
    GetRegistrarConnectionInfoError, TestRegistrarCredentialsError,
    UpdateRegistrarNameserversError,
};
pub use wallet::{
    Wallet, wallet_router, GetWalletError, GetWalletParams, ListWalletTransactionsError,
    ListWalletTransactionsParams, GetWalletOverviewError, ConfigureAutoRechargeError,
    SetWorkspaceBillingModeError, SetWorkspaceBillingModeParams,
    SetWorkspaceFallbackError, SetWorkspaceFallbackParams, UseMasterBillingError,
    UseMasterBillingParams, SetWorkspaceBillingDetailsError,
    SetWorkspaceBillingDetailsParams, TransferFundsError, TransferFundsParams,
};
pub use billing::{
    Billing, billing_router, GetBillingSummaryError, GetBillingSummaryParams,
    ListBillingHistoryError, ListBillingHistoryParams, ListInvoicesError,
    ListInvoicesParams, ListTopupInvoicesError, ListTopupInvoicesParams,
    ListCustomInvoicesError, ListCustomInvoicesParams, GetCustomInvoiceError,
    GetCustomInvoiceParams, GetBillingDetailsError, GetBillingDetailsParams,
    UpdateBillingDetailsError,
};
pub use payments::{
    Payments, payments_router, CreateTopupError, CreateTopupParams, ConfirmTopupError,
    ConfirmTopupParams, GetPaymentMethodError, CreateSetupIntentError,
    CreateSetupIntentParams, CreateCustomerPortalSessionError,
    CreateCustomerPortalSessionParams,
};
pub use api_keys::{
    ApiKeys, api_keys_router, ListApiKeysError, ListApiKeysParams, CreateApiKeyError,
    CreateApiKeyParams, RevokeApiKeyError, RevokeApiKeyParams,
};
/// The path below which all operations lie.
pub const BASE_PATH: &str = "/api/v1";
/// The version of the specification.
pub const SPEC_VERSION: &str = "1.0.0";
/// Every operation of the specification.
pub static OPERATIONS: &[&crate::runtime::OperationMeta] = &[
    &orders::operations::LIST_ORDERS,
    &orders::operations::CREATE_ORDER,
    &orders::operations::GET_ORDER,
    &orders::operations::GET_PROMO_STATUS,
    &orders::operations::GET_INBOX_COUNT,
    &orders::operations::LIST_UNPAID_ORDERS,
    &orders::operations::SET_ORDER_AUTO_RENEW,
    &orders::operations::CANCEL_ORDER,
    &orders::operations::REVERT_ORDER_CANCELLATION,
    &orders::operations::REACTIVATE_ORDER,
    &orders::operations::LIST_INBOX_MUTATIONS,
    &orders::operations::CREATE_INBOX_MUTATION,
    &orders::operations::GET_INBOX_MUTATION,
    &orders::operations::CHECK_NAMESERVERS,
    &orders::operations::RECHECK_ALL_NAMESERVERS,
    &inboxes::operations::LIST_INBOXES,
    &inboxes::operations::GET_INBOX,
    &inboxes::operations::GET_INBOX_CREDENTIALS,
    &inboxes::operations::GET_INBOX_MFA,
    &inboxes::operations::SYNC_INBOX_TO1_PASSWORD,
    &inboxes::operations::UPDATE_INBOX_PROFILE_PHOTO,
    &inboxes::operations::ROTATE_INBOX_PASSWORD,
    &domains::operations::LIST_DOMAINS,
    &domains::operations::SEARCH_DOMAINS,
    &domains::operations::SEARCH_DOMAINS_BATCH,
    &domains::operations::BULK_UPDATE_DNS,
    &domains::operations::GET_DOMAIN,
    &domains::operations::LIST_DOMAIN_INBOXES,
    &domains::operations::GET_DOMAIN_NAMESERVERS,
    &domains::operations::GET_DOMAIN_HISTORY,
    &domains::operations::LIST_DOMAIN_ACTIONS,
    &domains::operations::RETRY_DOMAIN_ACTION,
    &domains::operations::REUPLOAD_DOMAIN,
    &domains::operations::ADD_DOMAIN_SENDING_TOOL,
    &domains::operations::UPDATE_DOMAIN_FULFILLMENT_SETTINGS,
    &dns_records::operations::LIST_DNS_RECORDS,
    &dns_records::operations::CREATE_DNS_RECORD,
    &dns_records::operations::DELETE_DNS_RECORD,
    &dns_records::operations::SYNC_DNS,
    &dns_records::operations::SYNC_DNS_RECORD,
    &dns_records::operations::SET_DOMAIN_FORWARDING,
    &workspaces::operations::LIST_WORKSPACES,
    &workspaces::operations::CREATE_WORKSPACE,
    &workspaces::operations::GET_GLOBAL_SUMMARY,
    &workspaces::operations::UPDATE_WORKSPACE,
    &workspaces::operations::GET_WORKSPACE_SUMMARY,
    &workspaces::operations::GET_SENDING_TOOL_DEFAULTS,
    &workspaces::operations::PUT_SENDING_TOOL_DEFAULTS,
    &clients::operations::LIST_CLIENTS,
    &clients::operations::CREATE_CLIENT,
    &clients::operations::GET_CLIENT,
    &clients::operations::RENAME_CLIENT,
    &clients::operations::DELETE_CLIENT,
    &clients::operations::LIST_CLIENT_USERNAMES,
    &clients::operations::LIST_CLIENT_CREDENTIALS,
    &clients::operations::CREATE_CLIENT_CREDENTIAL,
    &clients::operations::TEST_CLIENT_CREDENTIAL,
    &clients::operations::UPDATE_CLIENT_CREDENTIAL,
    &clients::operations::DELETE_CLIENT_CREDENTIAL,
    &recovery_pool::operations::LIST_RECOVERY_ENTRIES,
    &recovery_pool::operations::SUBMIT_RECOVERY_DOMAINS,
    &recovery_pool::operations::CHECK_BLACKLISTS,
    &recovery_pool::operations::LIST_RECOVERY_NOTIFICATIONS,
    &recovery_pool::operations::GET_RECOVERY_ENTRY,
    &recovery_pool::operations::DELETE_RECOVERY_ENTRY,
    &recovery_pool::operations::REACTIVATE_RECOVERY_ENTRY,
    &recovery_pool::operations::DISMISS_RECOVERY_BANNER,
    &registrars::operations::LIST_SUPPORTED_REGISTRARS,
    &registrars::operations::GET_REGISTRAR_CONNECTION_INFO,
    &registrars::operations::TEST_REGISTRAR_CREDENTIALS,
    &registrars::operations::UPDATE_REGISTRAR_NAMESERVERS,
    &wallet::operations::GET_WALLET,
    &wallet::operations::LIST_WALLET_TRANSACTIONS,
    &wallet::operations::GET_WALLET_OVERVIEW,
    &wallet::operations::CONFIGURE_AUTO_RECHARGE,
    &wallet::operations::SET_WORKSPACE_BILLING_MODE,
    &wallet::operations::SET_WORKSPACE_FALLBACK,
    &wallet::operations::USE_MASTER_BILLING,
    &wallet::operations::SET_WORKSPACE_BILLING_DETAILS,
    &wallet::operations::TRANSFER_FUNDS,
    &billing::operations::GET_BILLING_SUMMARY,
    &billing::operations::LIST_BILLING_HISTORY,
    &billing::operations::LIST_INVOICES,
    &billing::operations::LIST_TOPUP_INVOICES,
    &billing::operations::LIST_CUSTOM_INVOICES,
    &billing::operations::GET_CUSTOM_INVOICE,
    &billing::operations::GET_BILLING_DETAILS,
    &billing::operations::UPDATE_BILLING_DETAILS,
    &payments::operations::CREATE_TOPUP,
    &payments::operations::CONFIRM_TOPUP,
    &payments::operations::GET_PAYMENT_METHOD,
    &payments::operations::CREATE_SETUP_INTENT,
    &payments::operations::CREATE_CUSTOMER_PORTAL_SESSION,
    &api_keys::operations::LIST_API_KEYS,
    &api_keys::operations::CREATE_API_KEY,
    &api_keys::operations::REVOKE_API_KEY,
];
/// The document that utoipa derives from the handlers, and schemars from the types.
#[cfg(feature = "openapi")]
#[must_use]
pub fn openapi() -> ::utoipa::openapi::OpenApi {
    let mut operations = ::std::vec::Vec::new();
    operations.extend(orders::describe());
    operations.extend(inboxes::describe());
    operations.extend(domains::describe());
    operations.extend(dns_records::describe());
    operations.extend(workspaces::describe());
    operations.extend(clients::describe());
    operations.extend(recovery_pool::describe());
    operations.extend(registrars::describe());
    operations.extend(wallet::describe());
    operations.extend(billing::describe());
    operations.extend(payments::describe());
    operations.extend(api_keys::describe());
    let frame = crate::runtime::openapi::Frame {
        title: "SimpleInboxes API",
        version: "1.0.0",
        servers: &[
            "https://app.simpleinboxes.com/api/v1",
            "http://127.0.0.1:8080/api/v1",
        ],
        tags: &[
            (
                "Orders",
                Some(
                    "Create, list, cancel and reactivate inbox orders, with the inbox-mutation jobs (renames, password rotations, profile photos) and nameserver checks over many domains.",
                ),
            ),
            (
                "Inboxes",
                Some(
                    "List inboxes, read their credentials and second factors, and rotate passwords or profile photos one inbox at a time.",
                ),
            ),
            (
                "Domains",
                Some(
                    "Search the registrar marketplace, look after the domains that you have, follow the work on them, and hand their inboxes to sending tools.",
                ),
            ),
            (
                "DNS Records",
                Some(
                    "SPF, DKIM, DMARC, MX and custom records of every domain. Every edit is synced to the DNS host by itself.",
                ),
            ),
            (
                "Workspaces",
                Some(
                    "One workspace for each client of an agency: create, list, update, sum up, and set the sending-tool credentials that new orders inherit.",
                ),
            ),
            (
                "Clients",
                Some(
                    "The older face of workspaces, keyed by name: clients, their sending-tool credentials and the usernames they use.",
                ),
            ),
            (
                "Recovery Pool",
                Some(
                    "Park burned, dormant or unused domains while their reputation is restored: health lights, blocklist checks, reactivation.",
                ),
            ),
            (
                "Registrars",
                Some(
                    "Set nameservers at the supported registrars (Porkbun, Spaceship, Name.com, Namecheap) through their APIs.",
                ),
            ),
            (
                "Wallet",
                Some(
                    "The master wallet and the workspaces' own, the ledger of their transactions, transfers, automatic top-ups, and which wallet pays.",
                ),
            ),
            (
                "Billing",
                Some(
                    "Statements, invoices and billing details, all derived from the ledger.",
                ),
            ),
            (
                "Payments",
                Some(
                    "Top-ups, the saved payment method and the customer portal, carried out by Stripe.",
                ),
            ),
            (
                "API Keys",
                Some(
                    "Manage the keys that programs sign in with. Keys can also be made and revoked in the dashboard.",
                ),
            ),
        ],
        security: ::std::vec![
            ("ApiKeyAuth",
            ::utoipa::openapi::security::SecurityScheme::ApiKey(::utoipa::openapi::security::ApiKey::Header(::utoipa::openapi::security::ApiKeyValue::new("X-API-Key")),)),
            ("DashboardSession",
            ::utoipa::openapi::security::SecurityScheme::Http(::utoipa::openapi::security::Http::new(::utoipa::openapi::security::HttpAuthScheme::Bearer)))
        ],
        schemas: ::simpleinboxes_types::json_schemas(),
    };
    crate::runtime::openapi::document(frame, operations)
}
