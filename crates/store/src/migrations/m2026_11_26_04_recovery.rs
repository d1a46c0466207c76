//! The Recovery Pool: its entries, what each blocklist said of them, and what there is to know.

use sea_orm_migration::prelude::*;

use super::schema::{Described as _, create, index, tenant_key, unique, workspace_key};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

// The trait hides this lifetime, and `async_trait` wants it written as the trait writes it.
#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        entries(manager).await?;
        blocklists(manager).await?;
        notifications(manager).await
    }
}

async fn entries(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut entries = create("recovery_entries");
    entries
        .id()
        .uuid("account_id")
        .uuid("workspace_id")
        .uuid("domain_id")
        .text("domain")
        .text("status")
        .text("reason")
        .text("light");
    // Whether it has to be delegated first, and when it was seen to be.
    entries
        .flag("delegated_first")
        .optional_time("delegated_at");
    entries
        .time("submitted_at")
        .optional_time("healing_since")
        .optional_time("ready_at")
        .optional_time("reactivated_at")
        .optional_time("removed_at")
        .time("updated_at");
    // When blocklists are asked next, and when time alone may move it.
    entries
        .optional_time("next_check_at")
        .optional_time("advance_at")
        .json("work");
    entries.foreign_key(&mut workspace_key());
    entries.foreign_key(&mut tenant_key("domain_id", "domains"));
    let open = "status NOT IN ('reactivated', 'removed')";
    let indexes = vec![
        unique(
            "recovery_entries",
            "recovery_entries_tenant",
            &["workspace_id", "id"],
        ),
        // A domain is in the pool once.
        unique("recovery_entries", "recovery_entries_open", &["domain_id"])
            .and_where(Expr::cust(open))
            .to_owned(),
        index(
            "recovery_entries",
            "recovery_entries_status",
            &["workspace_id", "status", "id"],
        ),
        index(
            "recovery_entries",
            "recovery_entries_light",
            &["workspace_id", "light", "id"],
        ),
        index(
            "recovery_entries",
            "recovery_entries_domain",
            &["account_id", "domain"],
        ),
        index(
            "recovery_entries",
            "recovery_entries_check",
            &["next_check_at"],
        )
        .and_where(Expr::cust("next_check_at IS NOT NULL"))
        .to_owned(),
        index(
            "recovery_entries",
            "recovery_entries_advance",
            &["advance_at"],
        )
        .and_where(Expr::cust("advance_at IS NOT NULL"))
        .to_owned(),
    ];
    make(manager, entries, &ENTRY_RULES, indexes).await
}

/// What no entry may break, whoever writes it.
const ENTRY_RULES: [(&str, &str); 4] = [
    (
        "recovery_entries_status",
        "status IN ('resting', 'healing', 'ready', 'reactivating', 'reactivated', 'removed')",
    ),
    (
        "recovery_entries_kinds",
        "reason IN ('burned', 'dormant', 'unused') AND light IN ('green', 'yellow', 'red')",
    ),
    (
        "recovery_entries_ends",
        "(reactivated_at IS NOT NULL) = (status = 'reactivated') \
         AND (removed_at IS NOT NULL) = (status = 'removed')",
    ),
    (
        "recovery_entries_due",
        "status IN ('resting', 'healing', 'ready') \
         OR (next_check_at IS NULL AND advance_at IS NULL)",
    ),
];

async fn blocklists(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut lists = create("recovery_blocklists");
    lists
        .id()
        .uuid("account_id")
        .uuid("workspace_id")
        .uuid("entry_id")
        .text("list")
        .text("verdict");
    lists
        .optional_text("last_known")
        .optional_text("return_code")
        .optional_text("reason")
        .optional_time("checked_at");
    // The request to take the domain off.
    lists
        .optional_text("removal_state")
        .optional_text("removal_url")
        .optional_time("removal_opened_at")
        .optional_time("removal_requested_at");
    lists.foreign_key(&mut workspace_key());
    lists.foreign_key(&mut tenant_key("entry_id", "recovery_entries"));
    let indexes = vec![
        unique(
            "recovery_blocklists",
            "recovery_blocklists_list",
            &["entry_id", "list"],
        ),
        index(
            "recovery_blocklists",
            "recovery_blocklists_removal",
            &["removal_opened_at"],
        )
        .and_where(Expr::cust("removal_state = 'open'"))
        .to_owned(),
    ];
    make(manager, lists, &LIST_RULES, indexes).await
}

/// What no list's row may break, whoever writes it.
const LIST_RULES: [(&str, &str); 2] = [
    (
        "recovery_blocklists_verdict",
        "verdict IN ('clean', 'warned', 'blocked', 'unknown') \
         AND (last_known IS NULL OR last_known IN ('clean', 'warned', 'blocked'))",
    ),
    (
        "recovery_blocklists_removal",
        "CASE removal_state WHEN 'open' THEN removal_opened_at IS NOT NULL \
         AND removal_requested_at IS NULL \
         WHEN 'requested' THEN removal_opened_at IS NOT NULL AND removal_requested_at IS NOT NULL \
         WHEN 'granted' THEN removal_opened_at IS NOT NULL \
         ELSE removal_state IS NULL AND removal_requested_at IS NULL END",
    ),
];

async fn notifications(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut notifications = create("recovery_notifications");
    notifications
        .id()
        .uuid("account_id")
        .uuid("workspace_id")
        .uuid("entry_id")
        .text("domain")
        .text("kind")
        .text("message")
        .time("created_at")
        .optional_time("dismissed_at");
    notifications.foreign_key(&mut workspace_key());
    notifications.foreign_key(&mut tenant_key("entry_id", "recovery_entries"));
    let unread = |name, columns: &[&'static str]| {
        index("recovery_notifications", name, columns)
            .and_where(Expr::cust("dismissed_at IS NULL"))
            .to_owned()
    };
    let indexes = vec![
        unread("recovery_notifications_unread", &["workspace_id", "id"]),
        unread("recovery_notifications_entry", &["entry_id", "id"]),
    ];
    make(manager, notifications, &[], indexes).await
}

async fn make(
    manager: &SchemaManager<'_>,
    mut table: TableCreateStatement,
    rules: &[(&'static str, &'static str)],
    indexes: Vec<IndexCreateStatement>,
) -> Result<(), DbErr> {
    for (name, rule) in rules {
        table.check((*name, Expr::cust(*rule)));
    }
    manager.create_table(table).await?;
    for index in indexes {
        manager.create_index(index).await?;
    }
    Ok(())
}
