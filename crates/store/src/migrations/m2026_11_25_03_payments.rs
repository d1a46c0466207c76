//! Payments: customers and cards at the provider, top-ups, the provider's reports, automatic
//! top-ups, requests whose work is outside, and what the sandbox keeps.

use sea_orm_migration::prelude::*;

use super::schema::{Described as _, create, foreign_key, index, unique, workspace_key};
use crate::dialect;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

// The trait hides this lifetime, and `async_trait` wants it written as the trait writes it.
#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        customers(manager).await?;
        topups(manager).await?;
        events(manager).await?;
        auto_recharges(manager).await?;
        begun(manager).await?;
        sandbox(manager).await
    }
}

async fn customers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut customers = create("payment_customers");
    customers
        .uuid("account_id")
        .text("provider")
        .text("customer_id")
        .time("created_at");
    customers.primary_key(Index::create().col("account_id").col("provider"));
    customers.foreign_key(&mut foreign_key("account_id", "accounts"));
    manager.create_table(customers).await?;
    let theirs = ["provider", "customer_id"];
    manager
        .create_index(unique("payment_customers", "payment_customers_id", &theirs))
        .await?;

    let mut methods = create("payment_methods");
    methods
        .uuid("account_id")
        .text("provider")
        .text("method_id")
        .text("kind");
    methods
        .optional_text("brand")
        .optional_text("last4")
        .optional_number("exp_month")
        .optional_number("exp_year");
    methods
        .optional_text("country")
        .optional_text("holder_name");
    methods.time("created_at").time("reported_at");
    methods.primary_key(Index::create().col("account_id").col("provider"));
    methods.foreign_key(&mut foreign_key("account_id", "accounts"));
    manager.create_table(methods).await
}

async fn topups(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut topups = create("topups");
    topups
        .id()
        .uuid("account_id")
        .optional_uuid("workspace_id")
        .uuid("wallet_id")
        .optional_uuid("wallet_workspace_id");
    topups
        .number("amount_cents")
        .text("kind")
        .text("status")
        .text("provider");
    topups
        .optional_text("checkout_id")
        .optional_text("payment_id")
        .optional_text("payment_method_id")
        .optional_text("return_url");
    topups
        .uuid("pending_id")
        .optional_uuid("transaction_id")
        .optional_uuid("invoice_id")
        .optional_text("failure_reason");
    topups
        .time("created_at")
        .time("expires_at")
        .optional_time("paid_at");
    topups.foreign_key(&mut foreign_key("account_id", "accounts"));
    topups.foreign_key(&mut workspace_key());
    topups.foreign_key(&mut wallet_key());
    topups.foreign_key(&mut foreign_key("pending_id", "ledger_transactions"));
    topups.foreign_key(&mut foreign_key("transaction_id", "ledger_transactions"));
    for (name, rule) in TOPUP_RULES {
        topups.check((name, Expr::cust(rule)));
    }
    manager.create_table(topups).await?;

    let pending = || Expr::cust("status = 'pending'");
    let checkout = ["provider", "checkout_id"];
    let payment = ["provider", "payment_id"];
    let indexes = [
        unique("topups", "topups_checkout", &checkout),
        unique("topups", "topups_payment", &payment),
        // However many jobs and processes there are: one charge at a time for a wallet.
        unique("topups", "topups_auto_pending", &["wallet_id"])
            .and_where(Expr::cust("kind = 'auto' AND status = 'pending'"))
            .to_owned(),
        // What automatic top-ups paid into a wallet in a month.
        index("topups", "topups_auto_paid", &["wallet_id", "paid_at"])
            .and_where(Expr::cust("kind = 'auto' AND status = 'paid'"))
            .to_owned(),
        index("topups", "topups_pending", &["kind", "created_at"])
            .and_where(pending())
            .to_owned(),
    ];
    for index in indexes {
        manager.create_index(index).await?;
    }
    Ok(())
}

/// What no top-up may break, whoever writes it.
const TOPUP_RULES: [(&str, &str); 6] = [
    ("topups_kind", "kind IN ('manual', 'auto')"),
    (
        "topups_status",
        "status IN ('pending', 'paid', 'failed', 'expired')",
    ),
    ("topups_amount", "amount_cents BETWEEN 500 AND 1000000"),
    (
        "topups_paid",
        "(status = 'paid') = (transaction_id IS NOT NULL) \
         AND (status = 'paid') = (paid_at IS NOT NULL)",
    ),
    (
        "topups_failed",
        "(status = 'failed') = (failure_reason IS NOT NULL)",
    ),
    (
        "topups_method",
        "(kind = 'auto') = (payment_method_id IS NOT NULL)",
    ),
];

async fn events(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut events = create("payment_events");
    events
        .id()
        .text("provider")
        .text("event_id")
        .text("name")
        .bytes("body")
        .int("body_key_version");
    events
        .time("received_at")
        .optional_time("handled_at")
        .optional_text("outcome");
    events.check((
        "payment_events_handled",
        Expr::cust("(handled_at IS NULL) = (outcome IS NULL)"),
    ));
    manager.create_table(events).await?;
    let theirs = ["provider", "event_id"];
    manager
        .create_index(unique("payment_events", "payment_events_id", &theirs))
        .await?;
    manager
        .create_index(index(
            "payment_events",
            "payment_events_handled_at",
            &["handled_at"],
        ))
        .await
}

async fn auto_recharges(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut settings = create("auto_recharges");
    settings
        .uuid_key("wallet_id")
        .uuid("account_id")
        .optional_uuid("workspace_id");
    settings
        .flag("enabled")
        .number("threshold_cents")
        .number("amount_cents")
        .optional_number("monthly_limit_cents");
    settings
        .int("consecutive_failures")
        .optional_text("last_failure_reason");
    settings
        .optional_time("last_attempt_at")
        .optional_time("next_attempt_at")
        .optional_time("wanted_at")
        .time("updated_at");
    settings.foreign_key(&mut wallet_key());
    settings.foreign_key(&mut workspace_key());
    settings.check((
        "auto_recharges_sums",
        Expr::cust(
            "threshold_cents BETWEEN 1 AND 1000000 AND amount_cents BETWEEN 500 AND 1000000 \
             AND (monthly_limit_cents IS NULL OR monthly_limit_cents >= amount_cents)",
        ),
    ));
    settings.check((
        "auto_recharges_failures",
        Expr::cust(
            "consecutive_failures BETWEEN 0 AND 3 AND NOT (enabled AND consecutive_failures = 3)",
        ),
    ));
    manager.create_table(settings).await?;
    let wanted = index("auto_recharges", "auto_recharges_wanted", &["wanted_at"])
        .and_where(Expr::cust("wanted_at IS NOT NULL"))
        .to_owned();
    manager.create_index(wanted).await
}

/// Requests that were begun here and go on outside.
async fn begun(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut begun = create("begun_requests");
    begun
        .uuid("owner_id")
        .text("key")
        .text("operation")
        .bytes("fingerprint")
        .uuid("subject")
        .time("created_at");
    begun.primary_key(Index::create().col("owner_id").col("key"));
    manager.create_table(begun).await?;
    manager
        .create_index(index(
            "begun_requests",
            "begun_requests_age",
            &["created_at"],
        ))
        .await
}

async fn sandbox(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut documents = create("sandbox_documents");
    documents
        .text("kind")
        .text("id")
        .number("version")
        .json("value");
    documents.primary_key(Index::create().col("kind").col("id"));
    manager.create_table(documents).await?;
    // Documents are listed in the order of their ids, which must be the same on both engines.
    dialect::sort_by_bytes(manager.get_connection(), "sandbox_documents", "id").await?;

    let mut kept = create("kept_secrets");
    kept.text_key("name")
        .bytes("secret")
        .int("secret_key_version");
    manager.create_table(kept).await
}

/// `(account_id, wallet_id)` refers to a wallet of the same account.
fn wallet_key() -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from_col("account_id")
        .from_col("wallet_id")
        .to_tbl("ledger_accounts")
        .to_col("account_id")
        .to_col("id")
        .to_owned()
}
