//! An address of a mailbox at a mailbox host of our own: the one that it has, or one that it had.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "hosted_addresses")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub host: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub address: String,
    pub mailbox_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
