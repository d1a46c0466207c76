//! Checks of the schemas in `wallet`.
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
/// `AutoRechargeThresholdCents`.
pub(in super::super) fn auto_recharge_threshold_cents(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(number) = check::integer(value, at, issues) {
        check::at_least_int(number, 1i128, at, issues);
        check::at_most_int(number, 1000000i128, at, issues);
    }
}
/// `AutoRechargeAmountCents`.
pub(in super::super) fn auto_recharge_amount_cents(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(number) = check::integer(value, at, issues) {
        check::at_least_int(number, 500i128, at, issues);
        check::at_most_int(number, 1000000i128, at, issues);
    }
}
/// `AutoRechargeLimitCents`.
pub(in super::super) fn auto_recharge_limit_cents(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(number) = check::integer(value, at, issues) {
        check::at_least_int(number, 500i128, at, issues);
        check::at_most_int(number, 100000000i128, at, issues);
    }
}
/// `TransferAmountCents`.
pub(in super::super) fn transfer_amount_cents(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(number) = check::integer(value, at, issues) {
        check::at_least_int(number, 1i128, at, issues);
        check::at_most_int(number, 100000000i128, at, issues);
    }
}
/// `WalletTransactionType`.
pub(in super::super) fn wallet_transaction_type(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(text, &["credit", "debit"], at, issues);
    }
}
/// `ConfigureAutoRechargeRequest`.
pub(in super::super) fn configure_auto_recharge_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 3usize];
        for (name, value) in members {
            match name.as_str() {
                "workspaceId" => {
                    let at = &at.member("workspaceId");
                    checks::shared::workspace_id(value, at, issues);
                }
                "wallet" => {
                    let at = &at.member("wallet");
                    checks::shared::wallet_selector(value, at, issues);
                }
                "enabled" => {
                    found[0usize] = true;
                    let at = &at.member("enabled");
                    check::boolean(value, at, issues);
                }
                "thresholdCents" => {
                    found[1usize] = true;
                    let at = &at.member("thresholdCents");
                    checks::wallet::auto_recharge_threshold_cents(value, at, issues);
                }
                "amountCents" => {
                    found[2usize] = true;
                    let at = &at.member("amountCents");
                    checks::wallet::auto_recharge_amount_cents(value, at, issues);
                }
                "monthlyLimitCents" => {
                    let at = &at.member("monthlyLimitCents");
                    checks::wallet::auto_recharge_limit_cents(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(
            &found,
            &["enabled", "thresholdCents", "amountCents"],
            at,
            issues,
        );
    }
}
/// Takes absent members out of `ConfigureAutoRechargeRequest`.
pub(in super::super) fn normalize_configure_auto_recharge_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["workspaceId", "wallet", "monthlyLimitCents"]);
    }
}
/// `SetWorkspaceBillingModeRequest`.
pub(in super::super) fn set_workspace_billing_mode_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 1usize];
        for (name, value) in members {
            match name.as_str() {
                "mode" => {
                    found[0usize] = true;
                    let at = &at.member("mode");
                    checks::shared::billing_mode(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["mode"], at, issues);
    }
}
/// `TransferFundsRequest`.
pub(in super::super) fn transfer_funds_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 3usize];
        for (name, value) in members {
            match name.as_str() {
                "from" => {
                    found[0usize] = true;
                    let at = &at.member("from");
                    checks::shared::wallet_ref(value, at, issues);
                }
                "to" => {
                    found[1usize] = true;
                    let at = &at.member("to");
                    checks::shared::wallet_ref(value, at, issues);
                }
                "amountCents" => {
                    found[2usize] = true;
                    let at = &at.member("amountCents");
                    checks::wallet::transfer_amount_cents(value, at, issues);
                }
                "note" => {
                    let at = &at.member("note");
                    if let Some(text) = check::string(value, at, issues) {
                        check::min_length(text, 1usize, at, issues);
                        check::max_length(text, 200usize, at, issues);
                        static PATTERN: check::Pattern = check::Pattern::new(
                            "^\\S(.*\\S)?$",
                            "u",
                        );
                        check::pattern(text, &PATTERN, at, issues);
                    }
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["from", "to", "amountCents"], at, issues);
    }
}
/// Takes absent members out of `TransferFundsRequest`.
pub(in super::super) fn normalize_transfer_funds_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["note"]);
    }
}
