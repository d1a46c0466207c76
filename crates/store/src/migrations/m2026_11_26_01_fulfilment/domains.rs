//! Domains, and the keys that their mail is signed with.

use sea_orm_migration::prelude::*;

use super::super::schema::{Described as _, create, index, tenant_key, unique, workspace_key};
use super::{credential_key, make};
use crate::dialect;

pub(super) async fn create_tables(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    make(manager, domains(), &DOMAIN_RULES, domain_indexes()).await?;
    dialect::sort_by_bytes(manager.get_connection(), "domains", "name").await?;
    dkim_keys(manager).await
}

fn domains() -> TableCreateStatement {
    let mut domains = create("domains");
    domains
        .id()
        .uuid("account_id")
        .uuid("workspace_id")
        .optional_uuid("order_id")
        .int("round")
        .int("position");
    domains
        .text("name")
        .text("source")
        .optional_text("provider")
        .text("status")
        .optional_text("failure_reason");
    forwarding(&mut domains);
    checks(&mut domains);
    // Its zone at the DNS host.
    domains
        .optional_text("dns_host")
        .optional_text("zone_id")
        .number("zone_serial")
        .optional_time("zone_created_at");
    // Its registration, for one that was bought here.
    domains
        .optional_text("registrar")
        .optional_text("registrar_reference")
        .optional_time("registered_at")
        .optional_time("expires_at")
        .flag("auto_renew")
        .optional_time("renews_at")
        .optional_number("renewal_cents")
        .optional_number("purchase_most_cents")
        .flag("premium");
    domains
        .optional_uuid("sending_tool_credential_id")
        .json("sending_tool_tags")
        .optional_time("sending_tool_attached_at");
    domains
        .json("overrides")
        .optional_time("overrides_updated_at");
    domains
        .time("created_at")
        .time("updated_at")
        .optional_time("activated_at")
        .optional_time("released_at");
    domains.foreign_key(&mut workspace_key());
    domains.foreign_key(&mut tenant_key("order_id", "orders"));
    domains.foreign_key(&mut credential_key("sending_tool_credential_id"));
    domains
}

/// Where web visitors go: what the order said, and how it stands.
fn forwarding(domains: &mut TableCreateStatement) {
    domains
        .optional_text("ordered_forwarding_url")
        .text("forwarding_status")
        .optional_text("forwarding_url")
        .flag("forwarding_permanent")
        .flag("forwarding_keep_path")
        .optional_uuid("forwarding_action_id")
        .optional_time("forwarding_updated_at");
}

/// What was last seen of its delegation and of its mail records, and when to look again.
fn checks(domains: &mut TableCreateStatement) {
    domains
        .text("nameserver_status")
        .json("nameservers_assigned")
        .json("nameservers_found")
        .optional_json("nameservers_before")
        .optional_time("nameservers_checked_at")
        .optional_time("nameservers_next_check_at");
    // First seen as assigned, and as assigned since then without a break.
    domains
        .optional_time("propagated_at")
        .optional_time("propagated_since");
    domains
        .text("mail_dns_status")
        .json("mail_dns")
        .optional_time("mail_dns_written_at")
        .optional_time("mail_dns_ready_at")
        .optional_time("mail_dns_checked_at")
        .optional_time("mail_dns_next_check_at");
}

/// What no domain may break, whoever writes it.
const DOMAIN_RULES: [(&str, &str); 7] = [
    (
        "domains_status",
        "status IN ('pending', 'provisioning', 'active', 'in_recovery', 'failed', 'released')",
    ),
    (
        "domains_source",
        "source IN ('purchase', 'existing', 'owned')",
    ),
    (
        "domains_verdicts",
        "nameserver_status IN ('unknown', 'pending', 'propagated', 'mismatch') \
         AND mail_dns_status IN ('unknown', 'pending', 'ready', 'failing')",
    ),
    (
        "domains_forwarding",
        "forwarding_status IN ('off', 'pending', 'active', 'failed')",
    ),
    (
        "domains_failure",
        "failure_reason IS NULL OR status = 'failed'",
    ),
    (
        "domains_released",
        "(released_at IS NOT NULL) = (status = 'released')",
    ),
    (
        "domains_provider",
        "(order_id IS NULL) = (provider IS NULL)",
    ),
];

fn domain_indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("domains", "domains_tenant", &["workspace_id", "id"]),
        // A name is held once in the whole deployment: its zone is found by its name.
        unique("domains", "domains_held", &["name"])
            .and_where(Expr::cust("status NOT IN ('failed', 'released')"))
            .to_owned(),
        index("domains", "domains_name", &["account_id", "name", "id"]),
        index(
            "domains",
            "domains_order",
            &["order_id", "round", "position"],
        ),
        index(
            "domains",
            "domains_status",
            &["workspace_id", "status", "id"],
        ),
        index("domains", "domains_renewal", &["workspace_id", "renews_at"]),
        index(
            "domains",
            "domains_nameserver_check",
            &["nameservers_next_check_at"],
        )
        .and_where(Expr::cust("nameservers_next_check_at IS NOT NULL"))
        .to_owned(),
        index("domains", "domains_mail_check", &["mail_dns_next_check_at"])
            .and_where(Expr::cust("mail_dns_next_check_at IS NOT NULL"))
            .to_owned(),
    ]
}

async fn dkim_keys(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut keys = create("dkim_keys");
    keys.id()
        .uuid("account_id")
        .uuid("workspace_id")
        .uuid("domain_id")
        .text("selector");
    keys.text("public_key")
        .bytes("private_key")
        .int("private_key_key_version")
        .time("created_at")
        .optional_time("retired_at");
    keys.foreign_key(&mut workspace_key());
    keys.foreign_key(&mut tenant_key("domain_id", "domains"));
    let indexes = vec![
        unique(
            "dkim_keys",
            "dkim_keys_selector",
            &["domain_id", "selector"],
        ),
        index(
            "dkim_keys",
            "dkim_keys_key_version",
            &["private_key_key_version"],
        ),
    ];
    make(manager, keys, &[], indexes).await
}
