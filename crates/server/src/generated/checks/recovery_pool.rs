//! Checks of the schemas in `recovery_pool`.
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
/// `RecoveryStatus`.
pub(in super::super) fn recovery_status(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(
            text,
            &["resting", "healing", "ready", "reactivating", "reactivated", "removed"],
            at,
            issues,
        );
    }
}
/// `RecoveryReason`.
pub(in super::super) fn recovery_reason(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(text, &["burned", "dormant", "unused"], at, issues);
    }
}
/// `HealthLight`.
pub(in super::super) fn health_light(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(text, &["green", "yellow", "red"], at, issues);
    }
}
/// `RecoveryDomainInput`.
pub(in super::super) fn recovery_domain_input(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 1usize];
        for (name, value) in members {
            match name.as_str() {
                "domain" => {
                    found[0usize] = true;
                    let at = &at.member("domain");
                    checks::shared::domain_name_input(value, at, issues);
                }
                "reason" => {
                    let at = &at.member("reason");
                    checks::recovery_pool::recovery_reason(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["domain"], at, issues);
    }
}
/// Takes absent members out of `RecoveryDomainInput`.
pub(in super::super) fn normalize_recovery_domain_input(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["reason"]);
    }
}
/// `SubmitRecoveryDomainsRequest`.
pub(in super::super) fn submit_recovery_domains_request(
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
                        for (index, value) in items.iter().enumerate() {
                            let at = &at.item(index);
                            checks::recovery_pool::recovery_domain_input(
                                value,
                                at,
                                issues,
                            );
                        }
                    }
                }
                "workspaceId" => {
                    let at = &at.member("workspaceId");
                    checks::shared::workspace_id(value, at, issues);
                }
                "clientName" => {
                    let at = &at.member("clientName");
                    checks::shared::client_name(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["domains"], at, issues);
    }
}
/// Takes absent members out of `SubmitRecoveryDomainsRequest`.
pub(in super::super) fn normalize_submit_recovery_domains_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["workspaceId", "clientName"]);
        if let Some(value) = members.get_mut("domains") {
            if let Value::Array(items) = value {
                for value in items {
                    checks::recovery_pool::normalize_recovery_domain_input(value);
                }
            }
        }
    }
}
/// `CheckBlacklistsRequest`.
pub(in super::super) fn check_blacklists_request(
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
/// `ReactivateRecoveryEntryRequest`.
pub(in super::super) fn reactivate_recovery_entry_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        for (name, value) in members {
            match name.as_str() {
                "force" => {
                    let at = &at.member("force");
                    check::boolean(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
    }
}
/// Takes absent members out of `ReactivateRecoveryEntryRequest`.
pub(in super::super) fn normalize_reactivate_recovery_entry_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["force"]);
    }
}
