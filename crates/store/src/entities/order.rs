//! An order of inboxes.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "orders")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub workspace_id: Uuid,
    pub provider: String,
    pub status: String,
    /// From 1 on; each time that it is taken up again it has domains and inboxes of a new round.
    pub round: i32,
    /// The version of the price book that priced it.
    pub price_book: String,
    /// What the price is made of, in the order in which it is shown.
    pub lines: Json,
    pub inbox_subtotal_cents: i64,
    pub domain_subtotal_cents: i64,
    pub discount_cents: i64,
    pub total_cents: i64,
    /// What still has to be paid.
    pub outstanding_cents: i64,
    /// What was paid back of this round's price.
    pub refunded_cents: i64,
    /// The transaction that paid this round's price.
    pub charge_id: Option<Uuid>,
    pub promo_code: Option<String>,
    pub sending_tool_credential_id: Option<Uuid>,
    pub sending_tool_tags: Json,
    /// The name of the first domain of this round, and how many domains and inboxes that has.
    pub first_domain: String,
    pub domain_count: i32,
    pub inbox_count: i32,
    /// Whether it renews by itself when its period ends.
    pub auto_renew: bool,
    /// How many months since its activation are paid for.
    pub months: i32,
    /// When its period ends.
    pub renews_at: Option<DateTimeUtc>,
    /// What the next period of its inboxes costs at present.
    pub renewal_cents: Option<i64>,
    /// How often the renewal that is past due was tried.
    pub renewal_attempts: i32,
    /// When time next asks something of it.
    pub due_at: Option<DateTimeUtc>,
    pub failure_reason: Option<String>,
    pub created_at: DateTimeUtc,
    pub paid_at: Option<DateTimeUtc>,
    pub activated_at: Option<DateTimeUtc>,
    pub cancel_at: Option<DateTimeUtc>,
    pub canceled_at: Option<DateTimeUtc>,
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
