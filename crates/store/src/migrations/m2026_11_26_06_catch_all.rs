//! Addresses that get the mail to unknown ones of their domain, also in the view that our own mail
//! servers deliver by.

use sea_orm_migration::prelude::*;

use crate::dialect;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

// The trait hides this lifetime, and `async_trait` wants it written as the trait writes it.
#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut column = ColumnDef::new("catch_all").text().null().take();
        let altered = Table::alter()
            .table("hosted_domains")
            .add_column(&mut column)
            .to_owned();
        manager.alter_table(altered).await?;
        dialect::replace_view(manager.get_connection(), "mail_aliases", ALIASES).await
    }
}

/// What a mailbox had before, and what nobody has. Also what was given another name since gets the
/// latter.
const ALIASES: &str = "SELECT a.address AS alias, m.address AS address \
     FROM hosted_addresses a \
     JOIN hosted_mailboxes m ON m.id = a.mailbox_id AND m.address <> a.address \
     LEFT JOIN inboxes i ON i.id = m.inbox_id \
     WHERE a.host = 'selfhosted' \
     AND (i.id IS NULL OR i.status IN ('pending', 'provisioning', 'active')) \
     UNION ALL \
     SELECT '@' || d.name AS alias, m.address AS address \
     FROM hosted_domains d \
     JOIN hosted_addresses a ON a.host = d.host AND a.address = d.catch_all \
     JOIN hosted_mailboxes m ON m.id = a.mailbox_id \
     LEFT JOIN inboxes i ON i.id = m.inbox_id \
     WHERE d.host = 'selfhosted' \
     AND (i.id IS NULL OR i.status IN ('pending', 'provisioning', 'active'))";
