//! A DNS record of a domain.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "dns_records")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub workspace_id: Uuid,
    pub domain_id: Uuid,
    pub kind: String,
    /// The full name, lower case.
    pub name: String,
    pub content: String,
    pub ttl: i32,
    pub priority: Option<i32>,
    pub weight: Option<i32>,
    pub port: Option<i32>,
    pub flags: Option<i32>,
    pub tag: Option<String>,
    pub purpose: String,
    /// Whether the service keeps it itself.
    pub managed: bool,
    pub sync_status: String,
    pub sync_error: Option<String>,
    pub synced_at: Option<DateTimeUtc>,
    /// How the DNS host calls it.
    pub host_record_id: Option<String>,
    /// What both sides last agreed on.
    pub synced: Option<Json>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    /// Deleted here; the row stays until the DNS host has let go of it.
    pub deleted_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
