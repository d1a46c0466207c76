//! Work to be done later.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "jobs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Option<Uuid>,
    /// The account, or nil for work of no account: what fairness counts by.
    pub lane: Uuid,
    pub kind: String,
    pub payload: Json,
    pub state: String,
    /// Unique among the unfinished.
    pub key: Option<String>,
    pub run_at: DateTimeUtc,
    /// When to run once more, asked for while it ran.
    pub again_at: Option<DateTimeUtc>,
    pub attempts: i32,
    pub max_attempts: i32,
    pub leased_until: Option<DateTimeUtc>,
    pub leased_by: Option<Uuid>,
    pub last_error: Option<String>,
    pub created_at: DateTimeUtc,
    pub finished_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
