//! A step of work on a domain.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "domain_actions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub workspace_id: Uuid,
    pub domain_id: Uuid,
    pub order_id: Option<Uuid>,
    pub kind: String,
    pub status: String,
    /// Its place in the plan.
    pub position: i32,
    /// The ids of the steps that must have succeeded before.
    pub depends_on: Json,
    pub items_done: i32,
    pub items_total: i32,
    /// Since it was queued or last retried by hand.
    pub attempts: i32,
    pub max_attempts: i32,
    pub error_vendor: Option<String>,
    pub error: Option<String>,
    /// What it needs to know.
    pub payload: Json,
    /// What it has found out so far.
    pub result: Json,
    /// Under which the vendor is asked.
    pub vendor_key: String,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub started_at: Option<DateTimeUtc>,
    pub next_attempt_at: Option<DateTimeUtc>,
    pub finished_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
