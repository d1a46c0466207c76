//! Checks of the schemas in `domains`.
#![allow(
    dead_code,
    unused_imports,
    unused_variables,
    clippy::collapsible_if,
    clippy::collapsible_match,
    clippy::single_match,
    reason = "the shape of the code follows that of the schemas"
)]
use super::super::checks as checks;
use crate::runtime::check::{self, At, Issues};
use ::serde_json::Value;
/// `DomainDmarcPolicy`.
pub(in super::super) fn domain_dmarc_policy(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(text, &["none", "quarantine", "reject"], at, issues);
    }
}
/// `DomainTrackingSubdomain`.
pub(in super::super) fn domain_tracking_subdomain(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::max_length(text, 63usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new(
            "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `UpdateDomainFulfillmentSettingsRequest`.
pub(in super::super) fn update_domain_fulfillment_settings_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        for (name, value) in members {
            match name.as_str() {
                "forwardingUrl" => {
                    let at = &at.member("forwardingUrl");
                    if !value.is_null() {
                        checks::shared::web_url(value, at, issues);
                    }
                }
                "catchAll" => {
                    let at = &at.member("catchAll");
                    if !value.is_null() {
                        checks::shared::email_address(value, at, issues);
                    }
                }
                "dmarcPolicy" => {
                    let at = &at.member("dmarcPolicy");
                    if !value.is_null() {
                        checks::domains::domain_dmarc_policy(value, at, issues);
                    }
                }
                "dmarcRua" => {
                    let at = &at.member("dmarcRua");
                    if !value.is_null() {
                        checks::shared::email_address(value, at, issues);
                    }
                }
                "trackingSubdomain" => {
                    let at = &at.member("trackingSubdomain");
                    if !value.is_null() {
                        checks::domains::domain_tracking_subdomain(value, at, issues);
                    }
                }
                "sendingToolCredentialId" => {
                    let at = &at.member("sendingToolCredentialId");
                    if !value.is_null() {
                        checks::shared::credential_id(value, at, issues);
                    }
                }
                "warmup" => {
                    let at = &at.member("warmup");
                    if !value.is_null() {
                        check::boolean(value, at, issues);
                    }
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
    }
}
/// `DomainActionFilter`.
pub(in super::super) fn domain_action_filter(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(
            text,
            &["open", "queued", "running", "succeeded", "failed", "all"],
            at,
            issues,
        );
    }
}
/// `DomainSearchQuery`.
pub(in super::super) fn domain_search_query(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 253usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^[^\\s/@:]+$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `DomainTld`.
pub(in super::super) fn domain_tld(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 2usize, at, issues);
        check::max_length(text, 63usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new(
            "^[a-z0-9-]+(\\.[a-z0-9-]+)?$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `DomainTldSet`.
pub(in super::super) fn domain_tld_set(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(items) = check::array(value, at, issues) {
        check::min_items(items, 1usize, at, issues);
        check::max_items(items, 20usize, at, issues);
        check::unique(items, at, issues);
        for (index, value) in items.iter().enumerate() {
            let at = &at.item(index);
            checks::domains::domain_tld(value, at, issues);
        }
    }
}
/// `SearchDomainsBatchRequest`.
pub(in super::super) fn search_domains_batch_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 1usize];
        for (name, value) in members {
            match name.as_str() {
                "domains" => {
                    found[0usize] = true;
                    let at = &at.member("domains");
                    if let Some(items) = check::array(value, at, issues) {
                        check::min_items(items, 1usize, at, issues);
                        check::max_items(items, 100usize, at, issues);
                        check::unique(items, at, issues);
                        for (index, value) in items.iter().enumerate() {
                            let at = &at.item(index);
                            checks::shared::domain_name_input(value, at, issues);
                        }
                    }
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["domains"], at, issues);
    }
}
/// `BulkDnsOp`.
pub(in super::super) fn bulk_dns_op(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(text, &["upsert", "delete"], at, issues);
    }
}
/// `BulkDnsRecordInput`.
pub(in super::super) fn bulk_dns_record_input(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 2usize];
        for (name, value) in members {
            match name.as_str() {
                "type" => {
                    found[0usize] = true;
                    let at = &at.member("type");
                    checks::shared::dns_record_type(value, at, issues);
                }
                "name" => {
                    found[1usize] = true;
                    let at = &at.member("name");
                    checks::domains::dns_relative_name(value, at, issues);
                }
                "content" => {
                    let at = &at.member("content");
                    checks::shared::dns_record_content(value, at, issues);
                }
                "ttl" => {
                    let at = &at.member("ttl");
                    checks::shared::dns_ttl(value, at, issues);
                }
                "priority" => {
                    let at = &at.member("priority");
                    checks::shared::dns_priority(value, at, issues);
                }
                "weight" => {
                    let at = &at.member("weight");
                    checks::shared::dns_weight(value, at, issues);
                }
                "port" => {
                    let at = &at.member("port");
                    checks::shared::dns_port(value, at, issues);
                }
                "flags" => {
                    let at = &at.member("flags");
                    checks::shared::dns_caa_flags(value, at, issues);
                }
                "tag" => {
                    let at = &at.member("tag");
                    checks::shared::dns_caa_tag(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["type", "name"], at, issues);
    }
}
/// Takes absent members out of `BulkDnsRecordInput`.
pub(in super::super) fn normalize_bulk_dns_record_input(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(
            members,
            &["content", "ttl", "priority", "weight", "port", "flags", "tag"],
        );
    }
}
/// `BulkDnsOperationInput`.
pub(in super::super) fn bulk_dns_operation_input(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 2usize];
        for (name, value) in members {
            match name.as_str() {
                "op" => {
                    found[0usize] = true;
                    let at = &at.member("op");
                    checks::domains::bulk_dns_op(value, at, issues);
                }
                "record" => {
                    found[1usize] = true;
                    let at = &at.member("record");
                    checks::domains::bulk_dns_record_input(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["op", "record"], at, issues);
    }
}
/// Takes absent members out of `BulkDnsOperationInput`.
pub(in super::super) fn normalize_bulk_dns_operation_input(value: &mut Value) {
    if let Value::Object(members) = value {
        if let Some(value) = members.get_mut("record") {
            checks::domains::normalize_bulk_dns_record_input(value);
        }
    }
}
/// `BulkUpdateDnsRequest`.
pub(in super::super) fn bulk_update_dns_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 2usize];
        for (name, value) in members {
            match name.as_str() {
                "workspaceId" => {
                    let at = &at.member("workspaceId");
                    checks::shared::workspace_id(value, at, issues);
                }
                "domains" => {
                    found[0usize] = true;
                    let at = &at.member("domains");
                    if let Some(items) = check::array(value, at, issues) {
                        check::min_items(items, 1usize, at, issues);
                        check::max_items(items, 500usize, at, issues);
                        check::unique(items, at, issues);
                        for (index, value) in items.iter().enumerate() {
                            let at = &at.item(index);
                            checks::shared::domain_name_input(value, at, issues);
                        }
                    }
                }
                "operations" => {
                    found[1usize] = true;
                    let at = &at.member("operations");
                    if let Some(items) = check::array(value, at, issues) {
                        check::min_items(items, 1usize, at, issues);
                        check::max_items(items, 50usize, at, issues);
                        for (index, value) in items.iter().enumerate() {
                            let at = &at.item(index);
                            checks::domains::bulk_dns_operation_input(value, at, issues);
                        }
                    }
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["domains", "operations"], at, issues);
    }
}
/// Takes absent members out of `BulkUpdateDnsRequest`.
pub(in super::super) fn normalize_bulk_update_dns_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["workspaceId"]);
        if let Some(value) = members.get_mut("operations") {
            if let Value::Array(items) = value {
                for value in items {
                    checks::domains::normalize_bulk_dns_operation_input(value);
                }
            }
        }
    }
}
/// `AddDomainSendingToolRequest`.
pub(in super::super) fn add_domain_sending_tool_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 1usize];
        for (name, value) in members {
            match name.as_str() {
                "credentialId" => {
                    found[0usize] = true;
                    let at = &at.member("credentialId");
                    checks::shared::credential_id(value, at, issues);
                }
                "tags" => {
                    let at = &at.member("tags");
                    if let Some(items) = check::array(value, at, issues) {
                        check::max_items(items, 20usize, at, issues);
                        check::unique(items, at, issues);
                        for (index, value) in items.iter().enumerate() {
                            let at = &at.item(index);
                            checks::shared::tag(value, at, issues);
                        }
                    }
                }
                "uploadExisting" => {
                    let at = &at.member("uploadExisting");
                    check::boolean(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["credentialId"], at, issues);
    }
}
/// Takes absent members out of `AddDomainSendingToolRequest`.
pub(in super::super) fn normalize_add_domain_sending_tool_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["tags", "uploadExisting"]);
    }
}
/// `DnsRelativeName`.
pub(in super::super) fn dns_relative_name(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 240usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new(
            "^(@|\\*|(\\*\\.)?([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)*[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
