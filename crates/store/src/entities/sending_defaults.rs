//! What new orders of a workspace inherit; no row as long as it was never set.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sending_tool_defaults")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub workspace_id: Uuid,
    pub account_id: Uuid,
    pub credential_id: Option<Uuid>,
    /// A JSON array of texts.
    pub tags: Json,
    pub warmup_enabled: bool,
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
