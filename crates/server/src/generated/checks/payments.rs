//! Checks of the schemas in `payments`.
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
/// `PaymentReturnUrl`.
pub(in super::super) fn payment_return_url(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 10usize, at, issues);
        check::max_length(text, 1800usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^https?://[^\\s]+$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `TopupAmountCents`.
pub(in super::super) fn topup_amount_cents(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(number) = check::integer(value, at, issues) {
        check::at_least_int(number, 500i128, at, issues);
        check::at_most_int(number, 1000000i128, at, issues);
    }
}
/// `CreateTopupRequest`.
pub(in super::super) fn create_topup_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 1usize];
        for (name, value) in members {
            match name.as_str() {
                "amountCents" => {
                    found[0usize] = true;
                    let at = &at.member("amountCents");
                    checks::payments::topup_amount_cents(value, at, issues);
                }
                "workspaceId" => {
                    let at = &at.member("workspaceId");
                    checks::shared::workspace_id(value, at, issues);
                }
                "wallet" => {
                    let at = &at.member("wallet");
                    checks::shared::wallet_selector(value, at, issues);
                }
                "returnUrl" => {
                    let at = &at.member("returnUrl");
                    checks::payments::payment_return_url(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["amountCents"], at, issues);
    }
}
/// Takes absent members out of `CreateTopupRequest`.
pub(in super::super) fn normalize_create_topup_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["workspaceId", "wallet", "returnUrl"]);
    }
}
/// `ConfirmTopupRequest`.
pub(in super::super) fn confirm_topup_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 1usize];
        for (name, value) in members {
            match name.as_str() {
                "topupId" => {
                    found[0usize] = true;
                    let at = &at.member("topupId");
                    checks::shared::topup_id(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["topupId"], at, issues);
    }
}
