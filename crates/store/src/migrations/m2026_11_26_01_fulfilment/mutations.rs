//! Changes of many inboxes at once, with what became of each.

use sea_orm_migration::prelude::*;

use super::super::schema::{Described as _, create, index, tenant_key, unique, workspace_key};
use super::make;

pub(super) async fn create_tables(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut mutations = create("inbox_mutations");
    mutations
        .id()
        .uuid("account_id")
        .uuid("workspace_id")
        .text("kind")
        .text("status")
        .int("total")
        .int("succeeded")
        .int("failed");
    mutations
        .text("actor_kind")
        .optional_uuid("actor_id")
        .time("created_at")
        .optional_time("started_at")
        .optional_time("finished_at");
    mutations.foreign_key(&mut workspace_key());
    let table = "inbox_mutations";
    let indexes = vec![unique(
        table,
        "inbox_mutations_tenant",
        &["workspace_id", "id"],
    )];
    make(manager, mutations, &MUTATION_RULES, indexes).await?;
    items(manager).await
}

/// What no change may break, whoever writes it.
const MUTATION_RULES: [(&str, &str); 3] = [
    (
        "inbox_mutations_kind",
        "kind IN ('rename', 'password', 'photo')",
    ),
    (
        "inbox_mutations_status",
        "status IN ('queued', 'running', 'succeeded', 'partially_failed', 'failed') \
         AND (status = 'queued') = (started_at IS NULL) \
         AND (status IN ('queued', 'running')) = (finished_at IS NULL)",
    ),
    (
        "inbox_mutations_counts",
        "total BETWEEN 1 AND 500 AND succeeded >= 0 AND failed >= 0 \
         AND succeeded + failed <= total \
         AND (finished_at IS NULL OR succeeded + failed = total)",
    ),
];

async fn items(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut items = create("inbox_mutation_items");
    items
        .id()
        .uuid("account_id")
        .uuid("workspace_id")
        .uuid("mutation_id")
        .uuid("inbox_id")
        .int("position");
    // What it is to get: one of a username, a password or a photo, loaded or to be loaded.
    items
        .text("email")
        .optional_text("new_username")
        .optional_text("new_email")
        .optional_bytes("new_password")
        .optional_int("new_password_key_version")
        .optional_text("photo_url")
        .optional_text("photo_token");
    items
        .text("status")
        .int("attempts")
        .optional_text("error_code")
        .optional_text("error")
        .optional_time("next_attempt_at")
        .optional_time("finished_at");
    items.foreign_key(&mut workspace_key());
    items.foreign_key(&mut tenant_key("mutation_id", "inbox_mutations"));
    items.foreign_key(&mut tenant_key("inbox_id", "inboxes"));
    let table = "inbox_mutation_items";
    let indexes = vec![
        unique(
            table,
            "inbox_mutation_items_place",
            &["mutation_id", "position"],
        ),
        // What one inbox has before it, in the order in which it was asked for.
        index(table, "inbox_mutation_items_open", &["inbox_id", "id"])
            .and_where(Expr::cust("status IN ('queued', 'running')"))
            .to_owned(),
        index(
            table,
            "inbox_mutation_items_key_version",
            &["new_password_key_version"],
        ),
    ];
    make(manager, items, &ITEM_RULES, indexes).await
}

/// What no item may break, whoever writes it.
const ITEM_RULES: [(&str, &str); 3] = [
    (
        "inbox_mutation_items_status",
        "status IN ('queued', 'running', 'succeeded', 'failed') \
         AND (status IN ('succeeded', 'failed')) = (finished_at IS NOT NULL) \
         AND (status = 'failed') = (error_code IS NOT NULL) \
         AND (error_code IS NULL) = (error IS NULL)",
    ),
    (
        "inbox_mutation_items_code",
        "error_code IS NULL OR error_code IN ('inbox_not_active', 'address_taken', \
         'photo_unreachable', 'photo_invalid', 'provider_refused', 'provider_unavailable')",
    ),
    // A password is kept no longer than it is needed here.
    (
        "inbox_mutation_items_password",
        "(new_password IS NULL) = (new_password_key_version IS NULL) \
         AND (finished_at IS NULL OR new_password IS NULL)",
    ),
];
