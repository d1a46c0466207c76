//! That a domain's records are being synced with its DNS host.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "dns_syncs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub domain_id: Uuid,
    pub account_id: Uuid,
    pub workspace_id: Uuid,
    /// Whose sync it is.
    pub token: Uuid,
    /// After that it has been cut off.
    pub until: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
