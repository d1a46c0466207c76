//! Steps of work on domains, and what happened to them.

use sea_orm_migration::prelude::*;

use super::super::schema::{Described as _, create, index, tenant_key, unique, workspace_key};
use super::make;

pub(super) async fn create_tables(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    actions(manager).await?;
    events(manager).await
}

async fn actions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut actions = create("domain_actions");
    actions
        .id()
        .uuid("account_id")
        .uuid("workspace_id")
        .uuid("domain_id")
        .optional_uuid("order_id")
        .text("kind")
        .text("status")
        .int("position")
        .json("depends_on");
    actions
        .int("items_done")
        .int("items_total")
        .int("attempts")
        .int("max_attempts");
    actions
        .optional_text("error_vendor")
        .optional_text("error")
        .json("payload")
        .json("result")
        .text("vendor_key");
    actions
        .time("created_at")
        .time("updated_at")
        .optional_time("started_at")
        .optional_time("next_attempt_at")
        .optional_time("finished_at");
    actions.foreign_key(&mut workspace_key());
    actions.foreign_key(&mut tenant_key("domain_id", "domains"));
    actions.foreign_key(&mut tenant_key("order_id", "orders"));
    let indexes = vec![
        unique(
            "domain_actions",
            "domain_actions_tenant",
            &["workspace_id", "id"],
        ),
        // Under this key the vendor is asked, so that it does the same thing once.
        unique(
            "domain_actions",
            "domain_actions_vendor_key",
            &["vendor_key"],
        ),
        index(
            "domain_actions",
            "domain_actions_domain",
            &["domain_id", "id"],
        ),
        index(
            "domain_actions",
            "domain_actions_status",
            &["domain_id", "status", "id"],
        ),
        // What is not done yet, for who looks whether something was forgotten.
        index("domain_actions", "domain_actions_open", &["updated_at"])
            .and_where(Expr::cust("status IN ('queued', 'running')"))
            .to_owned(),
    ];
    make(manager, actions, &ACTION_RULES, indexes).await
}

/// What no step may break, whoever writes it.
const ACTION_RULES: [(&str, &str); 4] = [
    (
        "domain_actions_kind",
        "kind IN ('purchase_domain', 'create_zone', 'set_nameservers', 'verify_nameservers', \
         'write_dns', 'create_mailboxes', 'enable_dkim', 'upload_to_sending_tool', \
         'remove_from_sending_tool', 'set_catch_all', 'set_forwarding', 'delete_mailboxes', \
         'release_domain')",
    ),
    (
        "domain_actions_status",
        "status IN ('queued', 'running', 'succeeded', 'failed')",
    ),
    (
        "domain_actions_finished",
        "(finished_at IS NOT NULL) = (status IN ('succeeded', 'failed'))",
    ),
    (
        "domain_actions_counts",
        "items_done BETWEEN 0 AND items_total AND items_total BETWEEN 1 AND 100000 \
         AND attempts >= 0 AND max_attempts BETWEEN 1 AND 100",
    ),
];

async fn events(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut events = create("domain_events");
    events
        .id()
        .uuid("account_id")
        .uuid("workspace_id")
        .uuid("domain_id")
        .text("kind")
        .text("actor_kind")
        .optional_uuid("actor_id")
        .optional_text("vendor");
    events
        .text("summary")
        .optional_uuid("action_id")
        .json("changes")
        .time("occurred_at");
    events.foreign_key(&mut workspace_key());
    events.foreign_key(&mut tenant_key("domain_id", "domains"));
    let indexes = vec![index(
        "domain_events",
        "domain_events_domain",
        &["domain_id", "id"],
    )];
    make(manager, events, &EVENT_RULES, indexes).await
}

/// What no event may break, whoever writes it.
const EVENT_RULES: [(&str, &str); 1] = [(
    "domain_events_actor",
    "CASE actor_kind WHEN 'vendor' THEN vendor IS NOT NULL AND actor_id IS NULL \
     WHEN 'system' THEN vendor IS NULL AND actor_id IS NULL \
     WHEN 'user' THEN vendor IS NULL AND actor_id IS NOT NULL \
     WHEN 'api_key' THEN vendor IS NULL AND actor_id IS NOT NULL ELSE false END",
)];
