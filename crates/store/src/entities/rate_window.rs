//! How many requests one caller made in one window of time.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rate_limit_windows")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: Uuid,
    /// Seconds since 1970.
    #[sea_orm(primary_key, auto_increment = false)]
    pub window_start: i64,
    pub requests: i64,
}

impl ActiveModelBehavior for ActiveModel {}
