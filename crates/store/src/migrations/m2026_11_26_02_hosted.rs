//! Mailboxes that we keep ourselves, one set for each host, and the views that our own mail
//! servers read.

use sea_orm_migration::prelude::*;

use super::schema::{Described as _, create, index, unique};
use crate::dialect;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

// The trait hides this lifetime, and `async_trait` wants it written as the trait writes it.
#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        domains(manager).await?;
        mailboxes(manager).await?;
        addresses(manager).await?;
        for view in VIEWS {
            manager.get_connection().execute_unprepared(view).await?;
        }
        Ok(())
    }
}

async fn domains(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut domains = create("hosted_domains");
    domains
        .text("host")
        .text("name")
        .text("token")
        .flag("verified")
        .int("checks");
    domains
        .optional_text("dkim_selector")
        .optional_text("dkim_record")
        .flag("dkim_signing");
    domains.primary_key(Index::create().col("host").col("name"));
    domains.check((
        "hosted_domains_dkim",
        Expr::cust(
            "(dkim_selector IS NULL) = (dkim_record IS NULL) \
             AND (dkim_selector IS NOT NULL OR NOT dkim_signing)",
        ),
    ));
    manager.create_table(domains).await
}

async fn mailboxes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = "hosted_mailboxes";
    let mut mailboxes = create(table);
    mailboxes
        .id()
        .text("host")
        .text("reference")
        .optional_uuid("inbox_id")
        .number("version");
    mailboxes
        .text("address")
        .text("domain")
        .text("username")
        .text("first_name")
        .text("last_name")
        .text("password_hash")
        .optional_text("photo");
    mailboxes.foreign_key(
        ForeignKey::create()
            .from_col("host")
            .from_col("domain")
            .to_tbl("hosted_domains")
            .to_col("host")
            .to_col("name"),
    );
    manager.create_table(mailboxes).await?;
    // Pages go by the username's bytes.
    dialect::sort_by_bytes(manager.get_connection(), table, "username").await?;
    let columns = &["host", "domain", "username"];
    let of_domain = unique(table, "hosted_mailboxes_username", columns);
    manager.create_index(of_domain).await?;
    // The mail servers ask for an address alone.
    let address = index(table, "hosted_mailboxes_address", &["address", "host"]);
    manager.create_index(address).await
}

/// Every address once at a host, whether a mailbox has it or had it.
async fn addresses(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = "hosted_addresses";
    let mut addresses = create(table);
    addresses.text("host").text("address").uuid("mailbox_id");
    addresses.primary_key(Index::create().col("host").col("address"));
    addresses.foreign_key(
        ForeignKey::create()
            .from_col("mailbox_id")
            .to("hosted_mailboxes", "id")
            .on_delete(ForeignKeyAction::Cascade),
    );
    manager.create_table(addresses).await?;
    let mailbox = index(table, "hosted_addresses_mailbox", &["mailbox_id"]);
    manager.create_index(mailbox).await?;
    let address = index(table, "hosted_addresses_address", &["address", "host"]);
    manager.create_index(address).await
}

/// What Dovecot and Postfix read. Others than our own servers' mailboxes are not in it, nor is one
/// whose inbox may not be used: what is not there can't be logged in to.
const VIEWS: [&str; 3] = [
    "CREATE VIEW mail_users AS \
     SELECT m.address AS address, m.reference AS reference, m.password_hash AS password_hash \
     FROM hosted_mailboxes m LEFT JOIN inboxes i ON i.id = m.inbox_id \
     WHERE m.host = 'selfhosted' \
     AND (i.id IS NULL OR i.status IN ('pending', 'provisioning', 'active'))",
    "CREATE VIEW mail_aliases AS \
     SELECT a.address AS alias, m.address AS address \
     FROM hosted_addresses a \
     JOIN hosted_mailboxes m ON m.id = a.mailbox_id AND m.address <> a.address \
     LEFT JOIN inboxes i ON i.id = m.inbox_id \
     WHERE a.host = 'selfhosted' \
     AND (i.id IS NULL OR i.status IN ('pending', 'provisioning', 'active'))",
    "CREATE VIEW mail_domains AS \
     SELECT d.name AS domain FROM hosted_domains d WHERE d.host = 'selfhosted'",
];
