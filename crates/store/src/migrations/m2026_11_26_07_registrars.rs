//! Credentials of the customers' own registrars, one for each registrar of a workspace.

use sea_orm_migration::prelude::*;

use super::schema::{Described as _, create, index, unique, workspace_key};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

// The trait hides this lifetime, and `async_trait` wants it written as the trait writes it.
#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = "registrar_credentials";
        let mut credentials = create(table);
        credentials
            .id()
            .uuid("account_id")
            .uuid("workspace_id")
            .text("registrar");
        credentials
            .bytes("secret")
            .int("secret_key_version")
            .time("tested_at")
            .time("created_at")
            .time("updated_at");
        credentials.foreign_key(&mut workspace_key());
        manager.create_table(credentials).await?;
        let of_workspace = ["workspace_id", "registrar"];
        let once = unique(table, "registrar_credentials_once", &of_workspace);
        manager.create_index(once).await?;
        let by_key = index(table, "registrar_credentials_key", &["secret_key_version"]);
        manager.create_index(by_key).await
    }
}
