//! Checks of the schemas in `api_keys`.
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
/// `ApiKeyScope`.
pub(in super::super) fn api_key_scope(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(text, &["read", "write", "billing", "keys"], at, issues);
    }
}
/// `ApiKeyStatus`.
pub(in super::super) fn api_key_status(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(text, &["active", "expired", "revoked"], at, issues);
    }
}
/// `ApiKeyName`.
pub(in super::super) fn api_key_name(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 64usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^\\S(.*\\S)?$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `CreateApiKeyRequest`.
pub(in super::super) fn create_api_key_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 2usize];
        for (name, value) in members {
            match name.as_str() {
                "name" => {
                    found[0usize] = true;
                    let at = &at.member("name");
                    checks::api_keys::api_key_name(value, at, issues);
                }
                "scopes" => {
                    found[1usize] = true;
                    let at = &at.member("scopes");
                    if let Some(items) = check::array(value, at, issues) {
                        check::min_items(items, 1usize, at, issues);
                        check::max_items(items, 4usize, at, issues);
                        check::unique(items, at, issues);
                        for (index, value) in items.iter().enumerate() {
                            let at = &at.item(index);
                            checks::api_keys::api_key_scope(value, at, issues);
                        }
                    }
                }
                "workspaceId" => {
                    let at = &at.member("workspaceId");
                    checks::shared::workspace_id(value, at, issues);
                }
                "expiresAt" => {
                    let at = &at.member("expiresAt");
                    if let Some(text) = check::string(value, at, issues) {
                        check::date_time(text, at, issues);
                    }
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["name", "scopes"], at, issues);
    }
}
/// Takes absent members out of `CreateApiKeyRequest`.
pub(in super::super) fn normalize_create_api_key_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["workspaceId", "expiresAt"]);
    }
}
