//! A movement of money: what its postings are for. Never changed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_transactions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub workspace_id: Option<Uuid>,
    pub phase: String,
    /// What a post or void settles.
    pub pending_id: Option<Uuid>,
    pub reason: String,
    /// Unique in the account.
    pub key: String,
    pub description: String,
    pub note: Option<String>,
    pub order_id: Option<Uuid>,
    pub topup_id: Option<Uuid>,
    pub invoice_id: Option<Uuid>,
    pub related_id: Option<Uuid>,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
