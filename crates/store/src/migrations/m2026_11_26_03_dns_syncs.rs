//! Syncs of DNS records that are under way, one a domain.

use sea_orm_migration::prelude::*;

use super::schema::{Described as _, create, tenant_key, workspace_key};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

// The trait hides this lifetime, and `async_trait` wants it written as the trait writes it.
#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut syncs = create("dns_syncs");
        syncs
            .uuid_key("domain_id")
            .uuid("account_id")
            .uuid("workspace_id")
            .uuid("token")
            .time("until");
        syncs.foreign_key(&mut workspace_key());
        syncs.foreign_key(&mut tenant_key("domain_id", "domains"));
        manager.create_table(syncs).await
    }
}
