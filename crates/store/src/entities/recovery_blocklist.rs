//! What a blocklist said of a domain in the Recovery Pool.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_blocklists")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub workspace_id: Uuid,
    pub entry_id: Uuid,
    pub list: String,
    pub verdict: String,
    /// The last verdict that said something about the domain.
    pub last_known: Option<String>,
    pub return_code: Option<String>,
    pub reason: Option<String>,
    /// When it was last asked.
    pub checked_at: Option<DateTimeUtc>,
    /// How far the request stands to take the domain off.
    pub removal_state: Option<String>,
    /// Where people ask for that.
    pub removal_url: Option<String>,
    pub removal_opened_at: Option<DateTimeUtc>,
    pub removal_requested_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
