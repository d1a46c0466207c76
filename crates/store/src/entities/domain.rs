//! A domain of an order: so far what is needed to count.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "domains")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub workspace_id: Uuid,
    pub order_id: Option<Uuid>,
    pub name: String,
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
