//! An account's default payment method, as the provider last reported it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_methods")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub provider: String,
    pub method_id: String,
    pub kind: String,
    pub brand: Option<String>,
    pub last4: Option<String>,
    pub exp_month: Option<i64>,
    pub exp_year: Option<i64>,
    pub country: Option<String>,
    pub holder_name: Option<String>,
    /// When the provider made it.
    pub created_at: DateTimeUtc,
    pub reported_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
