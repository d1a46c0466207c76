//! Money that is paid into a wallet, by hand or by itself.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "topups")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    /// The workspace that it was asked for: who is bound to it sees the top-up.
    pub workspace_id: Option<Uuid>,
    /// The account of the ledger that gets the money.
    pub wallet_id: Uuid,
    /// Whose wallet that is; none for the master wallet.
    pub wallet_workspace_id: Option<Uuid>,
    pub amount_cents: i64,
    pub kind: String,
    pub status: String,
    pub provider: String,
    /// The provider's id of the checkout session.
    pub checkout_id: Option<String>,
    /// The provider's id of the payment.
    pub payment_id: Option<String>,
    /// What is charged, for one that goes by itself.
    pub payment_method_id: Option<String>,
    pub return_url: Option<String>,
    /// The transaction that announced the money.
    pub pending_id: Uuid,
    /// The one that brought it.
    pub transaction_id: Option<Uuid>,
    pub invoice_id: Option<Uuid>,
    pub failure_reason: Option<String>,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub paid_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
