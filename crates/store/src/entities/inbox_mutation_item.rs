//! One inbox of a change, and how it went.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "inbox_mutation_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub workspace_id: Uuid,
    pub mutation_id: Uuid,
    pub inbox_id: Uuid,
    pub position: i32,
    /// Its address when the change was asked for.
    pub email: String,
    pub new_username: Option<String>,
    pub new_email: Option<String>,
    /// Sealed; gone as soon as the item is finished.
    pub new_password: Option<Vec<u8>>,
    pub new_password_key_version: Option<i32>,
    pub photo_url: Option<String>,
    pub photo_token: Option<String>,
    pub status: String,
    pub attempts: i32,
    pub error_code: Option<String>,
    pub error: Option<String>,
    pub next_attempt_at: Option<DateTimeUtc>,
    pub finished_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
