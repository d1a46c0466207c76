//! Checks of the schemas in `workspaces`.
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
/// `WorkspaceName`.
pub(in super::super) fn workspace_name(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 64usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^\\S(.*\\S)?$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `CreateWorkspaceRequest`.
pub(in super::super) fn create_workspace_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 1usize];
        for (name, value) in members {
            match name.as_str() {
                "name" => {
                    found[0usize] = true;
                    let at = &at.member("name");
                    checks::workspaces::workspace_name(value, at, issues);
                }
                "billingMode" => {
                    let at = &at.member("billingMode");
                    checks::shared::billing_mode(value, at, issues);
                }
                "fallback" => {
                    let at = &at.member("fallback");
                    checks::shared::workspace_fallback_input(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["name"], at, issues);
    }
}
/// Takes absent members out of `CreateWorkspaceRequest`.
pub(in super::super) fn normalize_create_workspace_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["billingMode", "fallback"]);
        if let Some(value) = members.get_mut("fallback") {
            checks::shared::normalize_workspace_fallback_input(value);
        }
    }
}
/// `UpdateWorkspaceRequest`.
pub(in super::super) fn update_workspace_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        for (name, value) in members {
            match name.as_str() {
                "name" => {
                    let at = &at.member("name");
                    checks::workspaces::workspace_name(value, at, issues);
                }
                "billingMode" => {
                    let at = &at.member("billingMode");
                    checks::shared::billing_mode(value, at, issues);
                }
                "fallback" => {
                    let at = &at.member("fallback");
                    checks::shared::workspace_fallback_input(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
    }
}
/// Takes absent members out of `UpdateWorkspaceRequest`.
pub(in super::super) fn normalize_update_workspace_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["name", "billingMode", "fallback"]);
        if let Some(value) = members.get_mut("fallback") {
            checks::shared::normalize_workspace_fallback_input(value);
        }
    }
}
/// `PutSendingToolDefaultsRequest`.
pub(in super::super) fn put_sending_tool_defaults_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        for (name, value) in members {
            match name.as_str() {
                "credentialId" => {
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
                "warmup" => {
                    let at = &at.member("warmup");
                    check::boolean(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
    }
}
/// Takes absent members out of `PutSendingToolDefaultsRequest`.
pub(in super::super) fn normalize_put_sending_tool_defaults_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["credentialId", "tags", "warmup"]);
    }
}
