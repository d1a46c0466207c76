//! Whose turn it was when: what keeps accounts from holding up each other's jobs.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "job_turns")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub lane: Uuid,
    /// Greater, the later it was served.
    pub served: i64,
}

impl ActiveModelBehavior for ActiveModel {}
