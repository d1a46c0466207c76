//! One leg of a movement of money, in the chain of its account. Never changed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_postings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ledger_account_id: Uuid,
    /// From 1, without a gap.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub transaction_id: Uuid,
    pub account_id: Uuid,
    pub workspace_id: Option<Uuid>,
    pub phase: String,
    /// Positive where the account has more afterwards.
    pub amount_cents: i64,
    pub category: Option<String>,
    pub quantity: Option<i64>,
    pub balance_after_cents: i64,
    pub held_after_cents: i64,
    pub posted_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
