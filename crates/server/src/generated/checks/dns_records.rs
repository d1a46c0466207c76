//! Checks of the schemas in `dns_records`.
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
/// `DnsRecordId`.
pub(in super::super) fn dns_record_id(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        static PATTERN: check::Pattern = check::Pattern::new(
            "^dns_[0-7][0-9a-hjkmnp-tv-z]{25}$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `DnsRecordNameInput`.
pub(in super::super) fn dns_record_name_input(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 254usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new(
            "^(@|\\*|(\\*\\.)?([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)*[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.?)$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `CreateDnsRecordRequest`.
pub(in super::super) fn create_dns_record_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 3usize];
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
                    checks::dns_records::dns_record_name_input(value, at, issues);
                }
                "content" => {
                    found[2usize] = true;
                    let at = &at.member("content");
                    checks::shared::dns_record_content(value, at, issues);
                }
                "ttl" => {
                    let at = &at.member("ttl");
                    if let Some(number) = check::integer(value, at, issues) {
                        check::at_least_int(number, 1i128, at, issues);
                        check::at_most_int(number, 86400i128, at, issues);
                    }
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
        check::required(&found, &["type", "name", "content"], at, issues);
    }
}
/// Takes absent members out of `CreateDnsRecordRequest`.
pub(in super::super) fn normalize_create_dns_record_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(
            members,
            &["ttl", "priority", "weight", "port", "flags", "tag"],
        );
    }
}
/// `DnsSyncForce`.
pub(in super::super) fn dns_sync_force(value: &Value, at: &At<'_>, issues: &mut Issues) {
    check::boolean(value, at, issues);
}
/// `SyncDnsRecordRequest`.
pub(in super::super) fn sync_dns_record_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 1usize];
        for (name, value) in members {
            match name.as_str() {
                "recordId" => {
                    found[0usize] = true;
                    let at = &at.member("recordId");
                    checks::dns_records::dns_record_id(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["recordId"], at, issues);
    }
}
/// `SetDomainForwardingRequest`.
pub(in super::super) fn set_domain_forwarding_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 1usize];
        for (name, value) in members {
            match name.as_str() {
                "enabled" => {
                    found[0usize] = true;
                    let at = &at.member("enabled");
                    check::boolean(value, at, issues);
                }
                "url" => {
                    let at = &at.member("url");
                    checks::shared::web_url(value, at, issues);
                }
                "permanent" => {
                    let at = &at.member("permanent");
                    check::boolean(value, at, issues);
                }
                "keepPath" => {
                    let at = &at.member("keepPath");
                    check::boolean(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["enabled"], at, issues);
    }
}
/// Takes absent members out of `SetDomainForwardingRequest`.
pub(in super::super) fn normalize_set_domain_forwarding_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["url", "permanent", "keepPath"]);
    }
}
