//! Checks of the schemas in `inboxes`.
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
/// `InboxSearchPrefix`.
pub(in super::super) fn inbox_search_prefix(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 254usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^[!-~]+$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `UpdateInboxProfilePhotoRequest`.
pub(in super::super) fn update_inbox_profile_photo_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 1usize];
        for (name, value) in members {
            match name.as_str() {
                "photo" => {
                    found[0usize] = true;
                    let at = &at.member("photo");
                    if let Some(text) = check::string(value, at, issues) {
                        check::max_length(text, 5242880usize, at, issues);
                    }
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["photo"], at, issues);
    }
}
/// `RotateInboxPasswordRequest`.
pub(in super::super) fn rotate_inbox_password_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        for (name, value) in members {
            match name.as_str() {
                "password" => {
                    let at = &at.member("password");
                    checks::shared::inbox_password_input(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
    }
}
/// Takes absent members out of `RotateInboxPasswordRequest`.
pub(in super::super) fn normalize_rotate_inbox_password_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["password"]);
    }
}
