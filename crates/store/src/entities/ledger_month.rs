//! What an account of the ledger took and gave in a month, kept by a trigger.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_months")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ledger_account_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub period: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub reason: String,
    /// Empty where there is none.
    #[sea_orm(primary_key, auto_increment = false)]
    pub category: String,
    pub account_id: Uuid,
    pub workspace_id: Option<Uuid>,
    pub transactions: i64,
    pub quantity: i64,
    pub debit_cents: i64,
    pub credit_cents: i64,
}

impl ActiveModelBehavior for ActiveModel {}
