//! Orders, whom their domains are registered for, and the promotions that they used.

use sea_orm_migration::prelude::*;

use super::super::schema::{
    Described as _, create, foreign_key, index, tenant_key, unique, workspace_key,
};
use super::{credential_key, make};

pub(super) async fn create_tables(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    make(manager, orders(), &ORDER_RULES, order_indexes()).await?;
    registrants(manager).await?;
    promotion_uses(manager).await
}

fn orders() -> TableCreateStatement {
    let mut orders = create("orders");
    orders
        .id()
        .uuid("account_id")
        .uuid("workspace_id")
        .text("provider")
        .text("status")
        .int("round");
    // What it cost when it was placed or last taken up again.
    orders
        .text("price_book")
        .json("lines")
        .number("inbox_subtotal_cents")
        .number("domain_subtotal_cents")
        .number("discount_cents")
        .number("total_cents");
    orders
        .number("outstanding_cents")
        .number("refunded_cents")
        .optional_uuid("charge_id")
        .optional_text("promo_code");
    orders
        .optional_uuid("sending_tool_credential_id")
        .json("sending_tool_tags");
    orders
        .text("first_domain")
        .int("domain_count")
        .int("inbox_count");
    orders
        .flag("auto_renew")
        .int("months")
        .optional_time("renews_at")
        .optional_number("renewal_cents")
        .int("renewal_attempts")
        .optional_time("due_at");
    orders
        .optional_text("failure_reason")
        .time("created_at")
        .optional_time("paid_at")
        .optional_time("activated_at");
    orders
        .optional_time("cancel_at")
        .optional_time("canceled_at")
        .time("updated_at");
    orders.foreign_key(&mut workspace_key());
    orders.foreign_key(&mut foreign_key("charge_id", "ledger_transactions"));
    orders.foreign_key(&mut credential_key("sending_tool_credential_id"));
    orders
}

/// What no order may break, whoever writes it.
const ORDER_RULES: [(&str, &str); 8] = [
    (
        "orders_status",
        "status IN ('unpaid', 'queued', 'provisioning', 'active', 'past_due', \
         'cancellation_queued', 'canceled', 'failed')",
    ),
    (
        "orders_provider",
        "provider IN ('google', 'microsoft', 'smtp')",
    ),
    (
        "orders_price",
        "total_cents = inbox_subtotal_cents + domain_subtotal_cents - discount_cents \
         AND inbox_subtotal_cents >= 0 AND domain_subtotal_cents >= 0 \
         AND discount_cents >= 0 AND total_cents >= 0",
    ),
    // Only these two owe something, and they owe more than nothing.
    (
        "orders_outstanding",
        "outstanding_cents >= 0 \
         AND (outstanding_cents > 0) = (status IN ('unpaid', 'past_due'))",
    ),
    ("orders_refunded", "refunded_cents >= 0"),
    (
        "orders_failure",
        "failure_reason IS NULL OR status IN ('past_due', 'failed')",
    ),
    (
        "orders_ends",
        "(cancel_at IS NOT NULL) = (status = 'cancellation_queued') \
         AND (canceled_at IS NOT NULL) = (status = 'canceled')",
    ),
    (
        "orders_counts",
        "round >= 1 AND months >= 0 AND renewal_attempts >= 0 \
         AND domain_count BETWEEN 1 AND 100 AND inbox_count BETWEEN 1 AND 10000",
    ),
];

fn order_indexes() -> Vec<IndexCreateStatement> {
    let owing = || Expr::cust("outstanding_cents > 0");
    vec![
        unique("orders", "orders_tenant", &["workspace_id", "id"]),
        index("orders", "orders_status", &["workspace_id", "status", "id"]),
        index("orders", "orders_renewal", &["workspace_id", "renews_at"]),
        index("orders", "orders_owing", &["workspace_id", "id"])
            .and_where(owing())
            .to_owned(),
        // Oldest first is paid first, whatever workspace it is of.
        index("orders", "orders_account_owing", &["account_id", "id"])
            .and_where(owing())
            .to_owned(),
        // Whether an account ever had one that was active.
        index("orders", "orders_account_activated", &["account_id"])
            .and_where(Expr::cust("activated_at IS NOT NULL"))
            .to_owned(),
        index("orders", "orders_due", &["due_at"])
            .and_where(Expr::cust("due_at IS NOT NULL"))
            .to_owned(),
    ]
}

async fn registrants(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut registrants = create("registrants");
    registrants
        .uuid_key("workspace_id")
        .uuid("account_id")
        .json("contact")
        .time("updated_at");
    registrants.foreign_key(&mut workspace_key());
    manager.create_table(registrants).await
}

async fn promotion_uses(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut uses = create("promotion_uses");
    uses.uuid_key("order_id")
        .uuid("account_id")
        .uuid("workspace_id")
        .text("code")
        .time("used_at");
    uses.foreign_key(&mut workspace_key());
    uses.foreign_key(&mut tenant_key("order_id", "orders"));
    let indexes = vec![
        // All uses of a code, and those of one account.
        index(
            "promotion_uses",
            "promotion_uses_code",
            &["code", "account_id"],
        ),
        index(
            "promotion_uses",
            "promotion_uses_workspace",
            &["workspace_id", "code"],
        ),
    ];
    make(manager, uses, &[], indexes).await
}
