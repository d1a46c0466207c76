//! What a registrar of a customer's asks for, sealed as a whole.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "registrar_credentials")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub workspace_id: Uuid,
    pub registrar: String,
    /// All fields by name, as JSON, sealed.
    pub secret: Vec<u8>,
    /// The key that sealed it, for rotation.
    pub secret_key_version: i32,
    /// When the registrar took it.
    pub tested_at: DateTimeUtc,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
