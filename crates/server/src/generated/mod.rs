//! Traits and routers, one module a tag.
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
