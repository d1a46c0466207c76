//! Fulfilment: orders with their domains and inboxes, the steps of work on them and what happened,
//! changes of inboxes, DNS records, whom domains are registered for, and promotions that were used.

mod domains;
mod inboxes;
mod mutations;
mod orders;
mod records;
mod work;

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

// The trait hides this lifetime, and `async_trait` wants it written as the trait writes it.
#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // What stood there so far was for counting, and no command wrote a row.
        for table in ["inboxes", "domains", "orders"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        orders::create_tables(manager).await?;
        domains::create_tables(manager).await?;
        inboxes::create_tables(manager).await?;
        work::create_tables(manager).await?;
        mutations::create_tables(manager).await?;
        records::create_tables(manager).await
    }
}

/// A table with its rules and indexes.
async fn make(
    manager: &SchemaManager<'_>,
    mut table: TableCreateStatement,
    rules: &[(&'static str, &'static str)],
    indexes: Vec<IndexCreateStatement>,
) -> Result<(), DbErr> {
    for (name, rule) in rules {
        table.check((*name, Expr::cust(*rule)));
    }
    manager.create_table(table).await?;
    for index in indexes {
        manager.create_index(index).await?;
    }
    Ok(())
}

/// `column` refers to a sending-tool credential, and is empty once that is deleted. That it is of
/// the same workspace is checked by who writes it: a key of both columns would empty both.
fn credential_key(column: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from_col(column)
        .to("sending_tool_credentials", "id")
        .on_delete(ForeignKeyAction::SetNull)
        .to_owned()
}
