//! Checks of the schemas in `registrars`.
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
/// `RegistrarName`.
pub(in super::super) fn registrar_name(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(
            text,
            &["porkbun", "spaceship", "namecom", "namecheap"],
            at,
            issues,
        );
    }
}
/// `RegistrarSecretValue`.
pub(in super::super) fn registrar_secret_value(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 512usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^[!-~]+$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `RegistrarUsername`.
pub(in super::super) fn registrar_username(
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
/// `RegistrarCredentialsInput`.
pub(in super::super) fn registrar_credentials_input(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 1usize];
        for (name, value) in members {
            match name.as_str() {
                "apiKey" => {
                    found[0usize] = true;
                    let at = &at.member("apiKey");
                    checks::registrars::registrar_secret_value(value, at, issues);
                }
                "apiSecret" => {
                    let at = &at.member("apiSecret");
                    checks::registrars::registrar_secret_value(value, at, issues);
                }
                "username" => {
                    let at = &at.member("username");
                    checks::registrars::registrar_username(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["apiKey"], at, issues);
    }
}
/// Takes absent members out of `RegistrarCredentialsInput`.
pub(in super::super) fn normalize_registrar_credentials_input(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["apiSecret", "username"]);
    }
}
/// `TestRegistrarCredentialsRequest`.
pub(in super::super) fn test_registrar_credentials_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 2usize];
        for (name, value) in members {
            match name.as_str() {
                "registrar" => {
                    found[0usize] = true;
                    let at = &at.member("registrar");
                    checks::registrars::registrar_name(value, at, issues);
                }
                "credentials" => {
                    found[1usize] = true;
                    let at = &at.member("credentials");
                    checks::registrars::registrar_credentials_input(value, at, issues);
                }
                "save" => {
                    let at = &at.member("save");
                    check::boolean(value, at, issues);
                }
                "workspaceId" => {
                    let at = &at.member("workspaceId");
                    checks::shared::workspace_id(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["registrar", "credentials"], at, issues);
    }
}
/// Takes absent members out of `TestRegistrarCredentialsRequest`.
pub(in super::super) fn normalize_test_registrar_credentials_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["save", "workspaceId"]);
        if let Some(value) = members.get_mut("credentials") {
            checks::registrars::normalize_registrar_credentials_input(value);
        }
    }
}
/// `RegistrarNameserversInput`.
pub(in super::super) fn registrar_nameservers_input(
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
                "nameservers" => {
                    let at = &at.member("nameservers");
                    if let Some(items) = check::array(value, at, issues) {
                        check::min_items(items, 2usize, at, issues);
                        check::max_items(items, 12usize, at, issues);
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
        check::required(&found, &["domain"], at, issues);
    }
}
/// Takes absent members out of `RegistrarNameserversInput`.
pub(in super::super) fn normalize_registrar_nameservers_input(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["nameservers"]);
    }
}
/// `UpdateRegistrarNameserversRequest`.
pub(in super::super) fn update_registrar_nameservers_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 2usize];
        for (name, value) in members {
            match name.as_str() {
                "registrar" => {
                    found[0usize] = true;
                    let at = &at.member("registrar");
                    checks::registrars::registrar_name(value, at, issues);
                }
                "domains" => {
                    found[1usize] = true;
                    let at = &at.member("domains");
                    if let Some(items) = check::array(value, at, issues) {
                        check::min_items(items, 1usize, at, issues);
                        check::max_items(items, 100usize, at, issues);
                        for (index, value) in items.iter().enumerate() {
                            let at = &at.item(index);
                            checks::registrars::registrar_nameservers_input(
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
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["registrar", "domains"], at, issues);
    }
}
/// Takes absent members out of `UpdateRegistrarNameserversRequest`.
pub(in super::super) fn normalize_update_registrar_nameservers_request(
    value: &mut Value,
) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["workspaceId"]);
        if let Some(value) = members.get_mut("domains") {
            if let Value::Array(items) = value {
                for value in items {
                    checks::registrars::normalize_registrar_nameservers_input(value);
                }
            }
        }
    }
}
