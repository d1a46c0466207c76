//! What a sending tool asks for, the secret part sealed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sending_tool_credentials")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub workspace_id: Uuid,
    pub tool: String,
    pub label: String,
    /// The tool's API key, token or client secret, sealed.
    pub secret: Vec<u8>,
    /// The key that sealed it, for rotation.
    pub secret_key_version: i32,
    pub hint: String,
    pub base_url: Option<String>,
    pub tool_workspace_id: Option<String>,
    pub oauth_client_id: Option<String>,
    pub status: String,
    pub status_message: Option<String>,
    pub last_tested_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    /// When the tool's accounts are listed next.
    pub next_listing_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
