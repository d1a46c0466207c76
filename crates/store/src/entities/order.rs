//! An order of inboxes: so far what is needed to count.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "orders")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub workspace_id: Uuid,
    pub provider: String,
    pub status: String,
    /// Whether it renews by itself when its period ends.
    pub auto_renew: Option<bool>,
    /// When its period ends.
    pub renews_at: Option<DateTimeUtc>,
    /// What the next period costs at present.
    pub renewal_cents: Option<i64>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
