//! Accounts, users, keys, workspaces, credentials, and what every request needs.

use sea_orm_migration::prelude::*;

use super::schema::{
    Described as _, create, foreign_key, index, tenant_key, unique, unique_live, workspace_key,
};
use crate::dialect;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

// The trait hides this lifetime, and `async_trait` wants it written as the trait writes it.
#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        people(manager).await?;
        workspaces(manager).await?;
        keys(manager).await?;
        sending_tools(manager).await?;
        requests(manager).await
    }
}

async fn people(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut accounts = create("accounts");
    accounts.id().text("name").time("created_at");
    manager.create_table(accounts).await?;

    let mut users = create("users");
    users
        .id()
        .uuid("account_id")
        .text("email")
        .text("password_hash");
    users.time("created_at");
    users.foreign_key(&mut foreign_key("account_id", "accounts"));
    manager.create_table(users).await?;
    manager
        .create_index(unique("users", "users_email", &["email"]))
        .await?;
    manager
        .create_index(index("users", "users_account", &["account_id"]))
        .await?;

    let mut sessions = create("sessions");
    sessions
        .id()
        .uuid("user_id")
        .uuid("account_id")
        .bytes("token_hash");
    sessions.time("created_at").time("expires_at");
    sessions.foreign_key(foreign_key("user_id", "users").on_delete(ForeignKeyAction::Cascade));
    sessions.foreign_key(&mut foreign_key("account_id", "accounts"));
    manager.create_table(sessions).await?;
    manager
        .create_index(unique("sessions", "sessions_token", &["token_hash"]))
        .await?;
    manager
        .create_index(index("sessions", "sessions_user", &["user_id"]))
        .await?;
    manager
        .create_index(index("sessions", "sessions_expiry", &["expires_at"]))
        .await
}

async fn workspaces(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut workspaces = create("workspaces");
    workspaces
        .id()
        .uuid("account_id")
        .text("name")
        .text("name_key");
    workspaces.text("billing_mode").flag("fallback_enabled");
    workspaces.optional_number("fallback_monthly_limit_cents");
    workspaces
        .time("created_at")
        .time("updated_at")
        .optional_time("deleted_at");
    workspaces.foreign_key(&mut foreign_key("account_id", "accounts"));
    manager.create_table(workspaces).await?;
    // What belongs to a workspace refers to both, so that no row can cross accounts.
    manager
        .create_index(unique(
            "workspaces",
            "workspaces_tenant",
            &["account_id", "id"],
        ))
        .await?;
    // A deleted workspace's name is free again.
    manager
        .create_index(unique_live(
            "workspaces",
            "workspaces_live_name",
            &["account_id", "name_key"],
        ))
        .await
}

async fn keys(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut keys = create("api_keys");
    keys.id()
        .uuid("account_id")
        .optional_uuid("workspace_id")
        .text("name");
    keys.bytes("hash").text("display_prefix").text("scopes");
    keys.text("created_by_kind")
        .optional_uuid("created_by")
        .time("created_at");
    keys.optional_time("expires_at")
        .optional_time("revoked_at")
        .optional_time("last_used_at");
    keys.foreign_key(&mut foreign_key("account_id", "accounts"));
    keys.foreign_key(&mut workspace_key());
    manager.create_table(keys).await?;
    manager
        .create_index(unique("api_keys", "api_keys_hash", &["hash"]))
        .await?;
    manager
        .create_index(index("api_keys", "api_keys_account", &["account_id", "id"]))
        .await?;
    manager
        .create_index(index(
            "api_keys",
            "api_keys_workspace",
            &["workspace_id", "id"],
        ))
        .await
}

async fn sending_tools(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut credentials = create("sending_tool_credentials");
    credentials.id().uuid("account_id").uuid("workspace_id");
    credentials
        .text("tool")
        .text("label")
        .bytes("secret")
        .int("secret_key_version")
        .text("hint");
    credentials
        .optional_text("base_url")
        .optional_text("tool_workspace_id");
    credentials
        .optional_text("oauth_client_id")
        .text("status")
        .optional_text("status_message");
    credentials
        .optional_time("last_tested_at")
        .time("created_at")
        .time("updated_at");
    credentials.foreign_key(&mut workspace_key());
    manager.create_table(credentials).await?;
    let table = "sending_tool_credentials";
    manager
        .create_index(index(table, "credentials_key", &["secret_key_version"]))
        .await?;
    manager
        .create_index(unique(table, "credentials_tenant", &["workspace_id", "id"]))
        .await?;

    let mut defaults = create("sending_tool_defaults");
    defaults
        .uuid("account_id")
        .uuid_key("workspace_id")
        .optional_uuid("credential_id");
    defaults
        .json("tags")
        .flag("warmup_enabled")
        .time("updated_at");
    defaults.foreign_key(&mut workspace_key());
    // Only a credential of the same workspace can be its default.
    defaults.foreign_key(&mut tenant_key("credential_id", table));
    manager.create_table(defaults).await?;
    manager
        .create_index(index(
            "sending_tool_defaults",
            "defaults_credential",
            &["credential_id"],
        ))
        .await
}

async fn requests(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut idempotency = create("idempotency_keys");
    idempotency
        .uuid("owner_id")
        .text("key")
        .text("operation")
        .bytes("fingerprint");
    idempotency
        .small("response_status")
        .bytes("response_body")
        .int("response_key_version");
    idempotency.time("created_at");
    idempotency.primary_key(Index::create().col("owner_id").col("key"));
    manager.create_table(idempotency).await?;
    let table = "idempotency_keys";
    manager
        .create_index(index(table, "idempotency_age", &["created_at"]))
        .await?;
    manager
        .create_index(index(
            table,
            "idempotency_key_version",
            &["response_key_version"],
        ))
        .await?;

    let mut windows = create("rate_limit_windows");
    windows
        .uuid("subject_id")
        .number("window_start")
        .number("requests");
    windows.primary_key(Index::create().col("subject_id").col("window_start"));
    manager.create_table(windows).await?;
    // A count lost in a crash of the server lets a caller make a few requests more.
    dialect::forgo_log(manager.get_connection(), "rate_limit_windows").await?;
    manager
        .create_index(index("rate_limit_windows", "rate_age", &["window_start"]))
        .await?;

    let mut audit = create("audit_log");
    audit.id().uuid("account_id").optional_uuid("workspace_id");
    audit
        .text("actor_kind")
        .optional_uuid("actor_id")
        .text("action");
    audit
        .optional_text("subject")
        .optional_text("label")
        .time("at");
    audit.foreign_key(&mut foreign_key("account_id", "accounts"));
    audit.foreign_key(&mut workspace_key());
    manager.create_table(audit).await?;
    manager
        .create_index(index("audit_log", "audit_account", &["account_id", "id"]))
        .await?;
    manager
        .create_index(index(
            "audit_log",
            "audit_workspace",
            &["workspace_id", "id"],
        ))
        .await?;

    let mut settings = create("settings");
    settings.text_key("name").text("value");
    manager.create_table(settings).await
}
