//! DNS records of domains, with what the DNS host was last seen to have.

use sea_orm_migration::prelude::*;

use super::super::schema::{Described as _, create, index, tenant_key, unique, workspace_key};
use super::make;
use crate::dialect;

pub(super) async fn create_tables(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut records = create("dns_records");
    records
        .id()
        .uuid("account_id")
        .uuid("workspace_id")
        .uuid("domain_id")
        .text("kind")
        .text("name")
        .text("content")
        .int("ttl");
    records
        .optional_int("priority")
        .optional_int("weight")
        .optional_int("port")
        .optional_int("flags")
        .optional_text("tag");
    records.text("purpose").flag("managed");
    // At the DNS host: its id there, and what both sides last agreed on.
    records
        .text("sync_status")
        .optional_text("sync_error")
        .optional_time("synced_at")
        .optional_text("host_record_id")
        .optional_json("synced");
    // One that was deleted stays until the DNS host has let go of it.
    records
        .time("created_at")
        .time("updated_at")
        .optional_time("deleted_at");
    records.foreign_key(&mut workspace_key());
    records.foreign_key(&mut tenant_key("domain_id", "domains"));
    let indexes = vec![
        unique("dns_records", "dns_records_tenant", &["workspace_id", "id"]),
        index("dns_records", "dns_records_domain", &["domain_id", "id"]),
        index(
            "dns_records",
            "dns_records_kind",
            &["domain_id", "kind", "id"],
        ),
        index("dns_records", "dns_records_name", &["name"]),
    ];
    make(manager, records, &RECORD_RULES, indexes).await?;
    dialect::sort_by_bytes(manager.get_connection(), "dns_records", "name").await
}

/// What no record may break, whoever writes it.
const RECORD_RULES: [(&str, &str); 5] = [
    (
        "dns_records_kind",
        "kind IN ('A', 'AAAA', 'CNAME', 'MX', 'TXT', 'SRV', 'CAA', 'NS')",
    ),
    (
        "dns_records_purpose",
        "purpose IN ('mx', 'spf', 'dkim', 'dmarc', 'verification', 'autodiscover', 'tracking', \
         'forwarding', 'custom')",
    ),
    (
        "dns_records_sync",
        "sync_status IN ('pending', 'synced', 'conflict', 'failed') \
         AND (sync_error IS NULL OR sync_status IN ('conflict', 'failed'))",
    ),
    ("dns_records_ttl", "ttl = 1 OR ttl BETWEEN 60 AND 86400"),
    // Each type has its own fields and no others.
    (
        "dns_records_fields",
        "(priority IS NOT NULL) = (kind IN ('MX', 'SRV')) \
         AND (weight IS NOT NULL) = (kind = 'SRV') AND (port IS NOT NULL) = (kind = 'SRV') \
         AND (flags IS NOT NULL) = (kind = 'CAA') AND (tag IS NOT NULL) = (kind = 'CAA')",
    ),
];
