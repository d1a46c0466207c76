//! Orders, domains, inboxes and postings, so far as workspaces and clients count them.

use sea_orm_migration::prelude::*;

use super::schema::{Described as _, create, index, tenant_key, unique, workspace_key};
use crate::dialect;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

// The trait hides this lifetime, and `async_trait` wants it written as the trait writes it.
#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        orders(manager).await?;
        domains(manager).await?;
        inboxes(manager).await?;
        postings(manager).await
    }
}

async fn orders(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut orders = create("orders");
    orders
        .id()
        .uuid("account_id")
        .uuid("workspace_id")
        .text("provider")
        .text("status");
    orders.time("created_at").time("updated_at");
    orders.foreign_key(&mut workspace_key());
    manager.create_table(orders).await?;
    manager
        .create_index(unique("orders", "orders_tenant", &["workspace_id", "id"]))
        .await?;
    manager
        .create_index(index(
            "orders",
            "orders_status",
            &["workspace_id", "status"],
        ))
        .await
}

async fn domains(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut domains = create("domains");
    domains
        .id()
        .uuid("account_id")
        .uuid("workspace_id")
        .optional_uuid("order_id");
    domains
        .text("name")
        .text("status")
        .time("created_at")
        .time("updated_at");
    domains.foreign_key(&mut workspace_key());
    domains.foreign_key(&mut tenant_key("order_id", "orders"));
    manager.create_table(domains).await?;
    manager
        .create_index(unique("domains", "domains_tenant", &["workspace_id", "id"]))
        .await?;
    manager
        .create_index(index("domains", "domains_order", &["order_id"]))
        .await?;
    manager
        .create_index(index(
            "domains",
            "domains_status",
            &["workspace_id", "status"],
        ))
        .await
}

async fn inboxes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut inboxes = create("inboxes");
    inboxes
        .id()
        .uuid("account_id")
        .uuid("workspace_id")
        .uuid("order_id")
        .uuid("domain_id");
    inboxes
        .text("provider")
        .text("username")
        .text("first_name")
        .text("last_name");
    inboxes.text("status").time("created_at").time("updated_at");
    inboxes.foreign_key(&mut workspace_key());
    inboxes.foreign_key(&mut tenant_key("order_id", "orders"));
    inboxes.foreign_key(&mut tenant_key("domain_id", "domains"));
    manager.create_table(inboxes).await?;
    // Usernames are paged in their order, which must be the same on both engines.
    dialect::sort_by_bytes(manager.get_connection(), "inboxes", "username").await?;
    manager
        .create_index(index("inboxes", "inboxes_order", &["order_id"]))
        .await?;
    manager
        .create_index(index("inboxes", "inboxes_domain", &["domain_id"]))
        .await?;
    manager
        .create_index(index(
            "inboxes",
            "inboxes_status",
            &["workspace_id", "status"],
        ))
        .await?;
    manager
        .create_index(index(
            "inboxes",
            "inboxes_username",
            &["workspace_id", "username"],
        ))
        .await
}

async fn postings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut postings = create("ledger_postings");
    postings
        .id()
        .uuid("account_id")
        .optional_uuid("workspace_id")
        .uuid("transaction_id");
    postings
        .text("ledger_account")
        .number("amount_cents")
        .time("posted_at");
    postings.foreign_key(&mut workspace_key());
    manager.create_table(postings).await?;
    let columns = ["account_id", "workspace_id", "ledger_account", "posted_at"];
    manager
        .create_index(index("ledger_postings", "postings_spend", &columns))
        .await?;
    manager
        .create_index(index(
            "ledger_postings",
            "postings_transaction",
            &["transaction_id"],
        ))
        .await
}
