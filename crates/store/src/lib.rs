//! Rows, migrations and queries of SimpleInboxes, on SQLite and PostgreSQL behind one face.
//!
//! - [`Store`] opens the database; [`Store::write`] and [`Store::begin`] give write transactions.
//! - [`Scoped`] (from [`Store::scoped`], to read) and [`ScopedTx`] (from [`Tx::scoped`], to write
//!   as well) hold every query of tenant data, confined to a [`Caller`].
//! - [`auth::Auth`] finds callers by their secrets; nothing else crosses accounts but the
//!   operator's work: [`Store::bootstrap`], purges and the sealing anew of secrets, and what a DNS
//!   server of ours answers to anybody: [`Store::find_zone`] and [`Store::load_zone`].
//!
//! What SQLite and PostgreSQL do differently is in `dialect.rs` alone.

mod api_keys;
mod audit;
pub mod auth;
mod billing;
mod bootstrap;
mod clock_offset;
mod credentials;
mod dialect;
mod domains;
mod entities;
mod error;
mod hosted;
mod idempotency;
mod inboxes;
mod jobs;
mod ledger;
mod maintenance;
mod migrations;
mod options;
mod orders;
mod page;
mod payments;
mod rate_limit;
mod records;
mod recovery;
mod registrars;
mod scoped;
mod secrets;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod work;
mod workspaces;

pub use api_keys::{ApiKey, ApiKeyFilter, ApiKeyStatus, MAX_ACTIVE_KEYS, NewApiKey};
pub use audit::AuditEntry;
pub use billing::{
    BillingDetails, Invoice, InvoiceList, NewInvoice, NotOpen, Numbering, ProviderInvoice,
};
pub use bootstrap::{CreatedAccount, NewAccount};
pub use credentials::{
    Credential, CredentialChanges, DeletedCredential, MAX_CREDENTIALS, NewCredential, ToolFields,
};
pub use dialect::Backend;
pub use domains::{
    Domain, DomainCounts, DomainForwarding, DomainMailDns, DomainNameservers, DomainOverrides,
    DomainRegistration, DomainSendingTool, RENEWAL, SettingRefused, SettingsChange,
};
pub use error::{Constraint, Result, StoreError};
pub use hosted::{HostedChange, HostedDkim, HostedDomain, HostedMailbox, SELF_HOSTED};
pub use idempotency::{Idempotency, IdempotentRequest, IdempotentTx, Outside, RecordedAnswer};
pub use inboxes::{
    Drift, INBOX_MUTATION_JOB, Inbox, InboxDomain, InboxFilter, InboxMutation, InboxMutationDetail,
    InboxMutationItem, InboxMutationJob, InboxPhoto, InboxSearchPage, InboxSecrets, InboxToUpload,
    InboxUpload, InboxVault, ItemDone, ItemFailure, ListedAccount, NewInboxMutation,
    NewMutationItem, PendingItem, PendingMutation, TOOL_LISTING_JOB, ToolListingJob,
    UnknownInboxes, UploadNote, UploadSettings, UploadState, VAULT_SYNC_JOB, VaultSyncJob,
};
pub use jobs::{
    Job, JobFilter, JobState, Lease, LeaseRequest, Leased, NewJob, Outcome, PurgedJobs, Retried,
};
pub use ledger::{
    Adjustment, CategoryTotal, ChargeLine, Charged, Difference, LedgerCheck, LedgerError, Lent,
    MasterFigures, ModeChange, MonthSpend, Movement, NewCharge, NewCredit, NewRefund, NewTransfer,
    Posted, ReasonTotal, References, Spend, Wallet, WalletBalance, WalletFigures, WalletFilter,
    WalletTransaction, WorkspaceFigures,
};
pub use options::{DatabaseUrl, InvalidDatabaseUrl, StoreOptions};
pub use orders::{
    DomainOffer, Due, MAX_UNPAID, NewOrder, NewOrderDomain, NewOrderInbox, ORDER_JOB, Order,
    OrderDetail, OrderDomain, OrderFilter, OrderInbox, OrderJob, OrderRefused, OrderSendingTool,
    PromotionState, Quote, RENEW_DOMAIN_JOB, Registrant, RenewDomainJob, SETTLE_JOB, SettledOrders,
};
pub use page::{Page, PageRequest};
pub use payments::{
    AUTO_RECHARGE_JOB, AutoRecharge, LostRecharge, NewAutoRecharge, NewPaymentEvent, NewTopup,
    PaidReport, PaymentEvent, RechargeFailure, RechargeStep, SandboxDocument, SandboxWrite,
    SavedMethod, Settled, Topup, TopupEnd,
};
pub use records::{
    DNS_SYNC_JOB, DnsRecord, DnsRefused, DnsSync, DnsSyncJob, ManagedRecord, NewForwarding,
    RecordEdit, SyncNote, SyncSides, ZoneRecords, ZoneVersion,
};
pub use recovery::{
    BlocklistFinding, BlocklistState, NewRecovery, OpenRemoval, RECOVERY_CHECK_JOB,
    RECOVERY_REMOVAL_JOB, RecoveryEntry, RecoveryFilter, RecoveryJob, RecoveryNotification,
    RecoveryRefused, RecoveryRejected, Removal, RemovalStep,
};
pub use registrars::{RegistrarFields, SavedRegistrar, UpdatePayload, UpdateRejected};
pub use scoped::{Actor, Caller, Scoped, ScopedTx};
pub use secrets::{Keyring, SecretError};
pub use store::{Parts, Store, Tx};
pub use work::{
    ActionError, ActionFailure, ActionFilter, ActionJob, DOMAIN_ACTION_JOB, DomainAction,
    DomainEventRecord, DomainZone, EventActor, EventChange, MadeInbox, Mended, PurchasePayload,
    Registration, RetryRefused, Started, StoredDkimKey,
};
pub use work::{
    DomainCheckJob, DomainDelegation, HeldDomain, MAIL_CHECK_JOB, MailDnsState, MailLookKept,
    MailRecord, NAMESERVER_CHECK_JOB, PublicForwarding, QueuedChecks, SeenDelegation, SeenMail,
    SeenMailKind,
};
pub use workspaces::{
    AccountTotals, DefaultCredential, DeletedWorkspace, DeletionRefused, Fallback, MAX_WORKSPACES,
    NewDefaults, NewWorkspace, SendingDefaults, StateCounts, UsernamePage, UsernameUse, Workspace,
    WorkspaceChanges, WorkspaceDetails, WorkspaceTotals,
};
