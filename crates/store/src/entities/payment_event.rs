//! What the payment provider reported, kept before it is acted upon.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub provider: String,
    /// The provider's id of it.
    pub event_id: String,
    pub name: String,
    /// The report byte for byte, sealed: names and addresses stand in it, and URLs to pay at.
    pub body: Vec<u8>,
    pub body_key_version: i32,
    pub received_at: DateTimeUtc,
    pub handled_at: Option<DateTimeUtc>,
    pub outcome: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
