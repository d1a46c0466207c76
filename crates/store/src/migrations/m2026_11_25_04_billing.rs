//! Whom invoices are made out to, the invoices, and when what was ordered renews.

use sea_orm_migration::prelude::*;

use super::schema::{Described as _, create, foreign_key, index, unique, workspace_key};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

// The trait hides this lifetime, and `async_trait` wants it written as the trait writes it.
#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        details(manager).await?;
        invoices(manager).await?;
        renewals(manager, "orders", "orders_renewal").await?;
        renewals(manager, "domains", "domains_renewal").await
    }
}

async fn details(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut details = create("billing_details");
    details
        .uuid_key("workspace_id")
        .uuid("account_id")
        .json("party")
        .time("updated_at");
    details.foreign_key(&mut workspace_key());
    manager.create_table(details).await
}

async fn invoices(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut invoices = create("invoices");
    invoices
        .id()
        .uuid("account_id")
        .optional_uuid("workspace_id")
        .text("kind")
        .flag("is_custom")
        .text("status");
    // Our own numbers are counted within a series; those of others only have a text.
    invoices
        .optional_text("number")
        .optional_text("series")
        .optional_number("serial");
    invoices.json("document");
    for amount in SUMS {
        invoices.number(amount);
    }
    invoices
        .optional_uuid("transaction_id")
        .optional_uuid("topup_id")
        .optional_uuid("order_id");
    invoices
        .optional_text("provider")
        .optional_text("provider_invoice_id")
        .optional_text("hosted_url")
        .optional_text("pdf_url")
        .optional_time("reported_at");
    invoices
        .time("issued_at")
        .optional_time("due_at")
        .optional_time("paid_at");
    invoices.foreign_key(&mut foreign_key("account_id", "accounts"));
    invoices.foreign_key(&mut workspace_key());
    for check in checks() {
        invoices.check(check);
    }
    manager.create_table(invoices).await?;
    for index in indexes() {
        manager.create_index(index).await?;
    }
    Ok(())
}

const SUMS: [&str; 5] = [
    "subtotal_cents",
    "discount_cents",
    "tax_cents",
    "total_cents",
    "paid_cents",
];

/// What no invoice may break, whoever writes it.
fn checks() -> Vec<Expr> {
    let col = |name: &'static str| Expr::col(name);
    let mut checks = vec![
        col("total_cents").eq(col("subtotal_cents")
            .sub(col("discount_cents"))
            .add(col("tax_cents"))),
        col("paid_cents").lte(col("total_cents")),
        // Paid is paid in full.
        col("status")
            .ne(Expr::value("paid"))
            .or(col("paid_cents").eq(col("total_cents"))),
        // Only a draft has no number.
        col("number")
            .is_not_null()
            .or(col("status").eq(Expr::value("draft"))),
        col("serial").is_null().eq(col("series").is_null()),
        col("provider")
            .is_null()
            .eq(col("provider_invoice_id").is_null()),
        // The lists go by this column, because their index needs one for three kinds.
        col("is_custom").eq(col("kind").eq(Expr::value("custom"))),
    ];
    checks.extend(SUMS.map(|amount| col(amount).gte(0)));
    checks
}

fn indexes() -> Vec<IndexCreateStatement> {
    let plain = |name, columns| index("invoices", name, columns);
    let only = |name, columns| unique("invoices", name, columns);
    let of_transaction = only("invoices_transaction", &["transaction_id"])
        .and_where(Expr::col("is_custom").eq(true))
        .to_owned();
    vec![
        only("invoices_number", &["account_id", "number"]),
        only("invoices_serial", &["account_id", "series", "serial"]),
        only("invoices_provider", &["provider", "provider_invoice_id"]),
        of_transaction,
        plain("invoices_list", &["account_id", "is_custom", "id"]),
        plain("invoices_of_kind", &["account_id", "kind", "id"]),
        plain("invoices_workspace", &["workspace_id", "is_custom", "id"]),
        plain("invoices_workspace_kind", &["workspace_id", "kind", "id"]),
    ]
}

async fn renewals(
    manager: &SchemaManager<'_>,
    table: &'static str,
    name: &'static str,
) -> Result<(), DbErr> {
    // One column a statement: SQLite takes no more.
    let mut auto_renew = ColumnDef::new("auto_renew");
    let mut renews_at = ColumnDef::new("renews_at");
    let mut renewal_cents = ColumnDef::new("renewal_cents");
    let columns = [
        auto_renew.boolean().null(),
        renews_at.timestamp_with_time_zone().null(),
        renewal_cents.big_integer().null(),
    ];
    for column in columns {
        let altered = Table::alter().table(table).add_column(column).to_owned();
        manager.alter_table(altered).await?;
    }
    manager
        .create_index(index(table, name, &["workspace_id", "renews_at"]))
        .await
}
