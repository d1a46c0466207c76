//! An API key, known by the SHA-256 of itself.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "api_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    /// The only workspace that it sees; all of the account's without one.
    pub workspace_id: Option<Uuid>,
    pub name: String,
    pub hash: Vec<u8>,
    pub display_prefix: String,
    /// Names with spaces between them.
    pub scopes: String,
    pub created_by_kind: String,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub expires_at: Option<DateTimeUtc>,
    pub revoked_at: Option<DateTimeUtc>,
    pub last_used_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
