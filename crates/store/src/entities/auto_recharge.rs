//! Whether and how a wallet is topped up by itself.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "auto_recharges")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub wallet_id: Uuid,
    pub account_id: Uuid,
    /// Whose wallet it is; none for the master wallet.
    pub workspace_id: Option<Uuid>,
    pub enabled: bool,
    pub threshold_cents: i64,
    pub amount_cents: i64,
    pub monthly_limit_cents: Option<i64>,
    pub consecutive_failures: i32,
    pub last_failure_reason: Option<String>,
    pub last_attempt_at: Option<DateTimeUtc>,
    pub next_attempt_at: Option<DateTimeUtc>,
    /// Since when a top-up is due and none was begun for it.
    pub wanted_at: Option<DateTimeUtc>,
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
