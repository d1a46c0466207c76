//! An inbox of a domain.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "inboxes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub workspace_id: Uuid,
    pub order_id: Uuid,
    pub domain_id: Uuid,
    /// Its place on the domain, as it was asked for.
    pub position: i32,
    pub provider: String,
    /// Lower case.
    pub username: String,
    /// The whole address.
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub status: String,
    pub failure_reason: Option<String>,
    /// How the mailbox provider calls it.
    pub vendor_id: Option<String>,
    /// Passwords and second factor, sealed together.
    pub secrets: Option<Vec<u8>>,
    /// The key that sealed them, for rotation.
    pub secrets_key_version: Option<i32>,
    pub password_status: String,
    pub password_changed_at: Option<DateTimeUtc>,
    pub mfa_enabled: bool,
    pub photo_token: Option<String>,
    pub photo_updated_at: Option<DateTimeUtc>,
    pub upload_credential_id: Option<Uuid>,
    pub upload_tool: Option<String>,
    pub upload_status: Option<String>,
    pub upload_tags: Json,
    /// How the sending tool calls it.
    pub upload_reference: Option<String>,
    pub uploaded_at: Option<DateTimeUtc>,
    pub upload_error: Option<String>,
    /// How often a hand-over was asked for.
    pub upload_asked: i32,
    /// Which of these the last hand-over answered.
    pub upload_answered: i32,
    /// How the tool calls the account of the address before, which is to be taken out.
    pub upload_stale_reference: Option<String>,
    /// What the tool was told.
    pub upload_daily_limit: Option<i32>,
    /// The same.
    pub upload_warmup: Option<bool>,
    /// What the tool was seen to have of it.
    pub upload_drift: Option<String>,
    /// When its accounts were last listed.
    pub upload_listed_at: Option<DateTimeUtc>,
    pub vault_status: Option<String>,
    pub vault_name: Option<String>,
    pub vault_item_id: Option<String>,
    pub vault_requested_at: Option<DateTimeUtc>,
    pub vault_synced_at: Option<DateTimeUtc>,
    pub vault_error: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub activated_at: Option<DateTimeUtc>,
    pub canceled_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
