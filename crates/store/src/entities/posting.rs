//! One leg of a movement of money: so far what is needed to add up spend.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_postings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub workspace_id: Option<Uuid>,
    pub transaction_id: Uuid,
    /// Such as `revenue`, to which charges are positive and refunds negative.
    pub ledger_account: String,
    pub amount_cents: i64,
    pub posted_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
