//! What sending tools were handed, and what they were seen to have.

use sea_orm_migration::prelude::*;

use super::schema::index;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

// The trait hides this lifetime, and `async_trait` wants it written as the trait writes it.
#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let count = |name| ColumnDef::new(name).integer().not_null().default(0).take();
        let columns = [
            // How often a hand-over was asked for, and which of these the last one answered.
            count("upload_asked"),
            count("upload_answered"),
            // How the tool calls the account of the address before, which is to be taken out.
            ColumnDef::new("upload_stale_reference")
                .text()
                .null()
                .take(),
            // What the tool was told.
            ColumnDef::new("upload_daily_limit").integer().null().take(),
            ColumnDef::new("upload_warmup").boolean().null().take(),
            // What it was seen to have of that.
            ColumnDef::new("upload_drift").text().null().take(),
            ColumnDef::new("upload_listed_at")
                .timestamp_with_time_zone()
                .null()
                .take(),
        ];
        for mut column in columns {
            add(manager, "inboxes", &mut column).await?;
        }
        let mut next = ColumnDef::new("next_listing_at")
            .timestamp_with_time_zone()
            .null()
            .take();
        add(manager, "sending_tool_credentials", &mut next).await?;
        let due = index(
            "sending_tool_credentials",
            "sending_tool_credentials_due",
            &["next_listing_at"],
        );
        manager.create_index(due).await?;
        let uploaded = index(
            "inboxes",
            "inboxes_upload_credential",
            &["upload_credential_id", "email"],
        );
        manager.create_index(uploaded).await
    }
}

/// SQLite adds one column at a time.
async fn add(
    manager: &SchemaManager<'_>,
    table: &'static str,
    column: &mut ColumnDef,
) -> Result<(), DbErr> {
    let altered = Table::alter().table(table).add_column(column).to_owned();
    manager.alter_table(altered).await
}
