//! A mailbox at a mailbox host of our own.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "hosted_mailboxes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub host: String,
    /// What who had it made calls it.
    pub reference: String,
    /// The inbox that the reference names.
    pub inbox_id: Option<Uuid>,
    /// One more with every change.
    pub version: i64,
    pub address: String,
    pub domain: String,
    pub username: String,
    pub first_name: String,
    pub last_name: String,
    /// What a password is checked by, with its scheme in braces before it.
    pub password_hash: String,
    /// The digest of its photo.
    pub photo: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
