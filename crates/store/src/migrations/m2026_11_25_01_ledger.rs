//! The ledger: accounts with their heads, transactions, postings, and the sums of each month.

use sea_orm_migration::prelude::*;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::status::LedgerKind;
use uuid::Uuid;

use super::schema::{Described as _, create, foreign_key, index, unique, workspace_key};
use crate::dialect;
use crate::ledger::{OF_ACCOUNT, OF_WORKSPACE, book_id};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

// The trait hides this lifetime, and `async_trait` wants it written as the trait writes it.
#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // What stood there so far was for adding up spend, and no command wrote it.
        manager
            .drop_table(Table::drop().table("ledger_postings").to_owned())
            .await?;
        accounts(manager).await?;
        transactions(manager).await?;
        postings(manager).await?;
        months(manager).await?;
        dialect::guard_ledger(manager.get_connection()).await
    }
}

async fn accounts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut accounts = create("ledger_accounts");
    accounts
        .id()
        .uuid("account_id")
        .optional_uuid("workspace_id");
    accounts
        .text("kind")
        .number("seq")
        .number("balance_cents")
        .number("held_cents")
        .time("created_at");
    accounts.foreign_key(&mut foreign_key("account_id", "accounts"));
    accounts.foreign_key(&mut workspace_key());
    accounts.check((
        "ledger_accounts_kind",
        Expr::cust(
            "CASE WHEN kind IN ('dedicated_wallet', 'revenue') THEN workspace_id IS NOT NULL \
             ELSE kind IN ('master_wallet', 'external', 'promotions') AND workspace_id IS NULL END",
        ),
    ));
    accounts.check((
        "ledger_accounts_overdraft",
        Expr::cust(
            "held_cents >= 0 AND (kind NOT IN ('master_wallet', 'dedicated_wallet') \
             OR balance_cents - held_cents >= 0)",
        ),
    ));
    manager.create_table(accounts).await?;
    let tenant = ["account_id", "id"];
    manager
        .create_index(unique("ledger_accounts", "ledger_accounts_tenant", &tenant))
        .await?;
    let mut of_account = unique(
        "ledger_accounts",
        "ledger_accounts_of_account",
        &["account_id", "kind"],
    );
    manager
        .create_index(
            of_account
                .and_where(Expr::col("workspace_id").is_null())
                .to_owned(),
        )
        .await?;
    let of_workspace = ["workspace_id", "kind"];
    manager
        .create_index(unique(
            "ledger_accounts",
            "ledger_accounts_of_workspace",
            &of_workspace,
        ))
        .await?;
    open_books(manager).await
}

/// Gives every account and workspace that is there already its accounts of the ledger.
async fn open_books(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let accounts = Query::select()
        .columns(["id", "created_at"])
        .from("accounts")
        .to_owned();
    for row in db.query_all(&accounts).await? {
        let (account, at) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        open_book(manager, account, None, at, &OF_ACCOUNT).await?;
    }
    let workspaces = Query::select()
        .columns(["account_id", "created_at", "id"])
        .from("workspaces")
        .to_owned();
    for row in db.query_all(&workspaces).await? {
        let (account, at) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let workspace = row.try_get_by_index(2)?;
        open_book(manager, account, Some(workspace), at, &OF_WORKSPACE).await?;
    }
    Ok(())
}

async fn open_book(
    manager: &SchemaManager<'_>,
    account: Uuid,
    workspace: Option<Uuid>,
    at: Timestamp,
    kinds: &[LedgerKind],
) -> Result<(), DbErr> {
    let mut insert = Query::insert().into_table("ledger_accounts").to_owned();
    insert.columns([
        "id",
        "account_id",
        "workspace_id",
        "kind",
        "seq",
        "balance_cents",
        "held_cents",
        "created_at",
    ]);
    for kind in kinds {
        let id = book_id(workspace.unwrap_or(account), *kind);
        insert.values_panic([
            id.into(),
            account.into(),
            workspace.into(),
            kind.as_str().into(),
            0_i64.into(),
            0_i64.into(),
            0_i64.into(),
            at.into(),
        ]);
    }
    manager.get_connection().execute(&insert).await.map(drop)
}

async fn transactions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut transactions = create("ledger_transactions");
    transactions
        .id()
        .uuid("account_id")
        .optional_uuid("workspace_id")
        .text("phase")
        .optional_uuid("pending_id")
        .text("reason")
        .text("key")
        .text("description")
        .optional_text("note")
        .optional_uuid("order_id")
        .optional_uuid("topup_id")
        .optional_uuid("invoice_id")
        .optional_uuid("related_id")
        .time("created_at");
    transactions.foreign_key(&mut foreign_key("account_id", "accounts"));
    transactions.foreign_key(&mut workspace_key());
    transactions.foreign_key(&mut foreign_key("pending_id", "ledger_transactions"));
    transactions.foreign_key(&mut foreign_key("related_id", "ledger_transactions"));
    transactions.check((
        "ledger_transactions_phase",
        Expr::cust(
            "CASE WHEN phase IN ('post', 'void') THEN pending_id IS NOT NULL \
             ELSE phase IN ('single', 'pending') AND pending_id IS NULL END",
        ),
    ));
    manager.create_table(transactions).await?;
    let key = ["account_id", "key"];
    manager
        .create_index(unique(
            "ledger_transactions",
            "ledger_transactions_key",
            &key,
        ))
        .await?;
    manager
        .create_index(unique(
            "ledger_transactions",
            "ledger_transactions_pending",
            &["pending_id"],
        ))
        .await?;
    let mut related = index(
        "ledger_transactions",
        "ledger_transactions_related",
        &["related_id"],
    );
    related.and_where(Expr::col("related_id").is_not_null());
    manager.create_index(related).await
}

async fn postings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut postings = create("ledger_postings");
    postings
        .uuid("ledger_account_id")
        .number("seq")
        .uuid("transaction_id")
        .uuid("account_id")
        .optional_uuid("workspace_id")
        .text("phase")
        .number("amount_cents")
        .optional_text("category")
        .optional_number("quantity")
        .number("balance_after_cents")
        .number("held_after_cents")
        .time("posted_at");
    postings.primary_key(Index::create().col("ledger_account_id").col("seq"));
    postings.foreign_key(&mut workspace_key());
    postings.foreign_key(
        ForeignKey::create()
            .from_col("account_id")
            .from_col("ledger_account_id")
            .to_tbl("ledger_accounts")
            .to_col("account_id")
            .to_col("id"),
    );
    // They go in before their transaction, which seals them; none may be left without one.
    let table = manager.get_connection();
    dialect::create_referring_later(table, &postings, "transaction_id", "ledger_transactions")
        .await?;
    manager
        .get_connection()
        .execute_unprepared(
            "CREATE UNIQUE INDEX ledger_postings_transaction ON ledger_postings \
             (transaction_id, ledger_account_id, coalesce(category, ''))",
        )
        .await?;
    // What a caller that is bound to a workspace sees of the master wallet.
    let of_workspace = ["ledger_account_id", "workspace_id", "seq"];
    manager
        .create_index(index(
            "ledger_postings",
            "ledger_postings_workspace",
            &of_workspace,
        ))
        .await?;
    // Few of many, where they are asked for alone.
    manager
        .get_connection()
        .execute_unprepared(
            "CREATE INDEX ledger_postings_credits ON ledger_postings (ledger_account_id, seq) \
             WHERE amount_cents > 0 AND category IS NULL",
        )
        .await
        .map(drop)
}

async fn months(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut months = create("ledger_months");
    months
        .uuid("ledger_account_id")
        .text("period")
        .text("reason")
        .text("category")
        .uuid("account_id")
        .optional_uuid("workspace_id")
        .number("transactions")
        .number("quantity")
        .number("debit_cents")
        .number("credit_cents");
    months.primary_key(
        Index::create()
            .col("ledger_account_id")
            .col("period")
            .col("reason")
            .col("category"),
    );
    months.foreign_key(&mut foreign_key("ledger_account_id", "ledger_accounts"));
    months.foreign_key(&mut workspace_key());
    manager.create_table(months).await?;
    let totals = ["account_id", "workspace_id", "period"];
    manager
        .create_index(index("ledger_months", "ledger_months_account", &totals))
        .await
}
