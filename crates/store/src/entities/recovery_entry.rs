//! A domain that is or was in the Recovery Pool.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub workspace_id: Uuid,
    pub domain_id: Uuid,
    /// The domain's name.
    pub domain: String,
    pub status: String,
    pub reason: String,
    pub light: String,
    /// Whether it rests until it is delegated.
    pub delegated_first: bool,
    /// When it was first seen to be.
    pub delegated_at: Option<DateTimeUtc>,
    pub submitted_at: DateTimeUtc,
    pub healing_since: Option<DateTimeUtc>,
    /// When it became ready; nothing before that.
    pub ready_at: Option<DateTimeUtc>,
    pub reactivated_at: Option<DateTimeUtc>,
    pub removed_at: Option<DateTimeUtc>,
    pub updated_at: DateTimeUtc,
    /// When blocklists are asked next.
    pub next_check_at: Option<DateTimeUtc>,
    /// When time alone may move it on.
    pub advance_at: Option<DateTimeUtc>,
    /// The ids of the steps that bring it back.
    pub work: Json,
}

impl ActiveModelBehavior for ActiveModel {}
