//! Inboxes, the addresses that they had before, and their photos.

use sea_orm_migration::prelude::*;

use super::super::schema::{Described as _, create, index, tenant_key, unique, workspace_key};
use super::{credential_key, make};
use crate::dialect;

pub(super) async fn create_tables(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    make(manager, inboxes(), &INBOX_RULES, inbox_indexes()).await?;
    // Usernames are paged in their order and addresses searched by how they begin, which must be
    // the same on both engines.
    for column in ["username", "email"] {
        dialect::sort_by_bytes(manager.get_connection(), "inboxes", column).await?;
    }
    aliases(manager).await?;
    photos(manager).await
}

fn inboxes() -> TableCreateStatement {
    let mut inboxes = create("inboxes");
    inboxes
        .id()
        .uuid("account_id")
        .uuid("workspace_id")
        .uuid("order_id")
        .uuid("domain_id")
        .int("position");
    inboxes
        .text("provider")
        .text("username")
        .text("email")
        .text("first_name")
        .text("last_name");
    inboxes
        .text("status")
        .optional_text("failure_reason")
        .optional_text("vendor_id");
    // Passwords and second factor, sealed together.
    inboxes
        .optional_bytes("secrets")
        .optional_int("secrets_key_version");
    inboxes
        .text("password_status")
        .optional_time("password_changed_at")
        .flag("mfa_enabled");
    inboxes
        .optional_text("photo_token")
        .optional_time("photo_updated_at");
    inboxes
        .optional_uuid("upload_credential_id")
        .optional_text("upload_tool")
        .optional_text("upload_status")
        .json("upload_tags")
        .optional_text("upload_reference")
        .optional_time("uploaded_at")
        .optional_text("upload_error");
    inboxes
        .optional_text("vault_status")
        .optional_text("vault_name")
        .optional_text("vault_item_id")
        .optional_time("vault_requested_at")
        .optional_time("vault_synced_at")
        .optional_text("vault_error");
    inboxes
        .time("created_at")
        .time("updated_at")
        .optional_time("activated_at")
        .optional_time("canceled_at");
    inboxes.foreign_key(&mut workspace_key());
    inboxes.foreign_key(&mut tenant_key("order_id", "orders"));
    inboxes.foreign_key(&mut tenant_key("domain_id", "domains"));
    inboxes.foreign_key(&mut credential_key("upload_credential_id"));
    inboxes
}

/// What no inbox may break, whoever writes it.
const INBOX_RULES: [(&str, &str); 7] = [
    (
        "inboxes_status",
        "status IN ('pending', 'provisioning', 'active', 'suspended', 'canceled', 'failed')",
    ),
    (
        "inboxes_password",
        "password_status IN ('none', 'current', 'changing', 'failed')",
    ),
    (
        "inboxes_upload",
        "upload_status IS NULL OR upload_status IN ('queued', 'uploaded', 'failed', 'removed')",
    ),
    (
        "inboxes_vault",
        "(vault_status IS NULL OR vault_status IN ('queued', 'synced', 'failed')) \
         AND (vault_status IS NULL) = (vault_name IS NULL) \
         AND (vault_status IS NULL) = (vault_requested_at IS NULL)",
    ),
    (
        "inboxes_failure",
        "failure_reason IS NULL OR status IN ('suspended', 'failed')",
    ),
    (
        "inboxes_secrets",
        "(secrets IS NULL) = (secrets_key_version IS NULL)",
    ),
    // What was deleted keeps no password.
    (
        "inboxes_canceled",
        "(canceled_at IS NOT NULL) = (status = 'canceled') \
         AND (status <> 'canceled' OR secrets IS NULL)",
    ),
];

fn inbox_indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("inboxes", "inboxes_tenant", &["workspace_id", "id"]),
        unique("inboxes", "inboxes_held", &["domain_id", "username"])
            .and_where(Expr::cust("status NOT IN ('canceled', 'failed')"))
            .to_owned(),
        index("inboxes", "inboxes_order", &["order_id", "domain_id"]),
        index("inboxes", "inboxes_domain", &["domain_id", "id"]),
        index(
            "inboxes",
            "inboxes_status",
            &["workspace_id", "status", "id"],
        ),
        index(
            "inboxes",
            "inboxes_provider",
            &["workspace_id", "provider", "id"],
        ),
        index("inboxes", "inboxes_username", &["workspace_id", "username"]),
        index("inboxes", "inboxes_email", &["workspace_id", "email", "id"]),
        index(
            "inboxes",
            "inboxes_secrets_key_version",
            &["secrets_key_version"],
        ),
    ]
}

/// Addresses that an inbox had and still gets mail at.
async fn aliases(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut aliases = create("inbox_aliases");
    aliases
        .id()
        .uuid("account_id")
        .uuid("workspace_id")
        .uuid("inbox_id")
        .uuid("domain_id")
        .text("username")
        .time("created_at");
    aliases.foreign_key(&mut workspace_key());
    aliases.foreign_key(&mut tenant_key("inbox_id", "inboxes"));
    aliases.foreign_key(&mut tenant_key("domain_id", "domains"));
    let indexes = vec![
        unique(
            "inbox_aliases",
            "inbox_aliases_held",
            &["domain_id", "username"],
        ),
        index("inbox_aliases", "inbox_aliases_inbox", &["inbox_id"]),
    ];
    make(manager, aliases, &[], indexes).await
}

/// Pictures, found by a token that nobody can guess.
async fn photos(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut photos = create("inbox_photos");
    photos
        .text_key("token")
        .uuid("account_id")
        .uuid("workspace_id")
        .uuid("inbox_id")
        .text("media_type")
        .bytes("content")
        .time("created_at");
    photos.foreign_key(&mut workspace_key());
    photos.foreign_key(&mut tenant_key("inbox_id", "inboxes"));
    let indexes = vec![index("inbox_photos", "inbox_photos_inbox", &["inbox_id"])];
    make(manager, photos, &[], indexes).await
}
