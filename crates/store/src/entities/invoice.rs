//! An invoice, the provider's or our own.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "invoices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    /// None for the master wallet and for the account as a whole.
    pub workspace_id: Option<Uuid>,
    pub kind: String,
    /// Whether `kind` is `custom`: what the lists are cut by.
    pub is_custom: bool,
    pub status: String,
    /// None for a draft.
    pub number: Option<String>,
    /// Which of our own series `number` is in, such as `SI-2026`.
    pub series: Option<String>,
    /// Its place in that series, from 1, without gaps.
    pub serial: Option<i64>,
    /// A [`simpleinboxes_core::invoice::Document`].
    pub document: Json,
    pub subtotal_cents: i64,
    pub discount_cents: i64,
    pub tax_cents: i64,
    pub total_cents: i64,
    pub paid_cents: i64,
    pub transaction_id: Option<Uuid>,
    pub topup_id: Option<Uuid>,
    pub order_id: Option<Uuid>,
    pub provider: Option<String>,
    pub provider_invoice_id: Option<String>,
    pub hosted_url: Option<String>,
    pub pdf_url: Option<String>,
    /// When the provider said what the row holds.
    pub reported_at: Option<DateTimeUtc>,
    pub issued_at: DateTimeUtc,
    pub due_at: Option<DateTimeUtc>,
    pub paid_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
