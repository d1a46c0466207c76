//! The first answer to a request that may be repeated, kept for 24 hours.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_keys")]
pub struct Model {
    /// The API key or the user that sent it: nobody else can have its answer replayed.
    #[sea_orm(primary_key, auto_increment = false)]
    pub owner_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub operation: String,
    pub fingerprint: Vec<u8>,
    pub response_status: i16,
    /// Sealed, since an answer may hold a key that is shown only once.
    pub response_body: Vec<u8>,
    pub response_key_version: i32,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
