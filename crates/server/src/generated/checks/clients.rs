//! Checks of the schemas in `clients`.
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
/// `ClientRef`.
pub(in super::super) fn client_ref(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 64usize, at, issues);
    }
}
/// `CreateClientRequest`.
pub(in super::super) fn create_client_request(
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
                    checks::shared::client_name(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["name"], at, issues);
    }
}
/// `RenameClientRequest`.
pub(in super::super) fn rename_client_request(
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
                    checks::shared::client_name(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["name"], at, issues);
    }
}
/// `CredentialLabel`.
pub(in super::super) fn credential_label(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 64usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^\\S(.*\\S)?$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `SendingToolSecret`.
pub(in super::super) fn sending_tool_secret(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 8usize, at, issues);
        check::max_length(text, 512usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^[!-~]+$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `SendingToolAccountRef`.
pub(in super::super) fn sending_tool_account_ref(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 128usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^[!-~]+$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `CreateClientCredentialRequest`.
pub(in super::super) fn create_client_credential_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 2usize];
        for (name, value) in members {
            match name.as_str() {
                "tool" => {
                    found[0usize] = true;
                    let at = &at.member("tool");
                    checks::shared::sending_tool(value, at, issues);
                }
                "apiKey" => {
                    found[1usize] = true;
                    let at = &at.member("apiKey");
                    checks::clients::sending_tool_secret(value, at, issues);
                }
                "label" => {
                    let at = &at.member("label");
                    checks::clients::credential_label(value, at, issues);
                }
                "baseUrl" => {
                    let at = &at.member("baseUrl");
                    checks::shared::web_url(value, at, issues);
                }
                "toolWorkspaceId" => {
                    let at = &at.member("toolWorkspaceId");
                    checks::clients::sending_tool_account_ref(value, at, issues);
                }
                "oauthClientId" => {
                    let at = &at.member("oauthClientId");
                    checks::clients::sending_tool_account_ref(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["tool", "apiKey"], at, issues);
    }
}
/// Takes absent members out of `CreateClientCredentialRequest`.
pub(in super::super) fn normalize_create_client_credential_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(
            members,
            &["label", "baseUrl", "toolWorkspaceId", "oauthClientId"],
        );
    }
}
/// `UpdateClientCredentialRequest`.
pub(in super::super) fn update_client_credential_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        for (name, value) in members {
            match name.as_str() {
                "apiKey" => {
                    let at = &at.member("apiKey");
                    checks::clients::sending_tool_secret(value, at, issues);
                }
                "label" => {
                    let at = &at.member("label");
                    checks::clients::credential_label(value, at, issues);
                }
                "baseUrl" => {
                    let at = &at.member("baseUrl");
                    checks::shared::web_url(value, at, issues);
                }
                "toolWorkspaceId" => {
                    let at = &at.member("toolWorkspaceId");
                    checks::clients::sending_tool_account_ref(value, at, issues);
                }
                "oauthClientId" => {
                    let at = &at.member("oauthClientId");
                    checks::clients::sending_tool_account_ref(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
    }
}
/// Takes absent members out of `UpdateClientCredentialRequest`.
pub(in super::super) fn normalize_update_client_credential_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(
            members,
            &["apiKey", "label", "baseUrl", "toolWorkspaceId", "oauthClientId"],
        );
    }
}
/// `TestClientCredentialRequest`.
pub(in super::super) fn test_client_credential_request(
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
                "tool" => {
                    let at = &at.member("tool");
                    checks::shared::sending_tool(value, at, issues);
                }
                "apiKey" => {
                    let at = &at.member("apiKey");
                    checks::clients::sending_tool_secret(value, at, issues);
                }
                "baseUrl" => {
                    let at = &at.member("baseUrl");
                    checks::shared::web_url(value, at, issues);
                }
                "toolWorkspaceId" => {
                    let at = &at.member("toolWorkspaceId");
                    checks::clients::sending_tool_account_ref(value, at, issues);
                }
                "oauthClientId" => {
                    let at = &at.member("oauthClientId");
                    checks::clients::sending_tool_account_ref(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
    }
}
/// Takes absent members out of `TestClientCredentialRequest`.
pub(in super::super) fn normalize_test_client_credential_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(
            members,
            &[
                "credentialId",
                "tool",
                "apiKey",
                "baseUrl",
                "toolWorkspaceId",
                "oauthClientId",
            ],
        );
    }
}
