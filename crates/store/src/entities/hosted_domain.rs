//! A domain at a mailbox host of our own.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "hosted_domains")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub host: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// What proves it; empty where nothing has to.
    pub token: String,
    pub verified: bool,
    /// How often it was asked to be verified.
    pub checks: i32,
    pub dkim_selector: Option<String>,
    pub dkim_record: Option<String>,
    pub dkim_signing: bool,
    /// The address that gets mail to unknown ones.
    pub catch_all: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
