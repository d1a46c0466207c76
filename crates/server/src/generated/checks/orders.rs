//! Checks of the schemas in `orders`.
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
/// `OrderStatus`.
pub(in super::super) fn order_status(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(
            text,
            &[
                "unpaid",
                "queued",
                "provisioning",
                "active",
                "past_due",
                "cancellation_queued",
                "canceled",
                "failed",
            ],
            at,
            issues,
        );
    }
}
/// `DryRunFlag`.
pub(in super::super) fn dry_run_flag(value: &Value, at: &At<'_>, issues: &mut Issues) {
    check::boolean(value, at, issues);
}
/// `PromoCode`.
pub(in super::super) fn promo_code(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        static PATTERN: check::Pattern = check::Pattern::new(
            "^[A-Za-z0-9][A-Za-z0-9_-]{2,31}$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `OrderInboxInput`.
pub(in super::super) fn order_inbox_input(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 3usize];
        for (name, value) in members {
            match name.as_str() {
                "firstName" => {
                    found[0usize] = true;
                    let at = &at.member("firstName");
                    checks::shared::person_name(value, at, issues);
                }
                "lastName" => {
                    found[1usize] = true;
                    let at = &at.member("lastName");
                    checks::shared::person_name(value, at, issues);
                }
                "username" => {
                    found[2usize] = true;
                    let at = &at.member("username");
                    checks::orders::inbox_username_input(value, at, issues);
                }
                "password" => {
                    let at = &at.member("password");
                    checks::shared::inbox_password_input(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["firstName", "lastName", "username"], at, issues);
    }
}
/// Takes absent members out of `OrderInboxInput`.
pub(in super::super) fn normalize_order_inbox_input(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["password"]);
    }
}
/// `OrderDomainInput`.
pub(in super::super) fn order_domain_input(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 3usize];
        for (name, value) in members {
            match name.as_str() {
                "domain" => {
                    found[0usize] = true;
                    let at = &at.member("domain");
                    checks::shared::domain_name_input(value, at, issues);
                }
                "source" => {
                    found[1usize] = true;
                    let at = &at.member("source");
                    checks::shared::order_domain_source(value, at, issues);
                }
                "forwardingUrl" => {
                    let at = &at.member("forwardingUrl");
                    checks::shared::web_url(value, at, issues);
                }
                "inboxes" => {
                    found[2usize] = true;
                    let at = &at.member("inboxes");
                    if let Some(items) = check::array(value, at, issues) {
                        check::min_items(items, 1usize, at, issues);
                        check::max_items(items, 100usize, at, issues);
                        for (index, value) in items.iter().enumerate() {
                            let at = &at.item(index);
                            checks::orders::order_inbox_input(value, at, issues);
                        }
                    }
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["domain", "source", "inboxes"], at, issues);
    }
}
/// Takes absent members out of `OrderDomainInput`.
pub(in super::super) fn normalize_order_domain_input(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["forwardingUrl"]);
        if let Some(value) = members.get_mut("inboxes") {
            if let Value::Array(items) = value {
                for value in items {
                    checks::orders::normalize_order_inbox_input(value);
                }
            }
        }
    }
}
/// `OrderSendingToolInput`.
pub(in super::super) fn order_sending_tool_input(
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
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["credentialId"], at, issues);
    }
}
/// Takes absent members out of `OrderSendingToolInput`.
pub(in super::super) fn normalize_order_sending_tool_input(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["tags"]);
    }
}
/// `OrderRegistrantInput`.
pub(in super::super) fn order_registrant_input(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 8usize];
        for (name, value) in members {
            match name.as_str() {
                "firstName" => {
                    found[0usize] = true;
                    let at = &at.member("firstName");
                    checks::shared::person_name(value, at, issues);
                }
                "lastName" => {
                    found[1usize] = true;
                    let at = &at.member("lastName");
                    checks::shared::person_name(value, at, issues);
                }
                "organization" => {
                    let at = &at.member("organization");
                    if let Some(text) = check::string(value, at, issues) {
                        check::min_length(text, 1usize, at, issues);
                        check::max_length(text, 128usize, at, issues);
                        static PATTERN: check::Pattern = check::Pattern::new(
                            "^\\S(.*\\S)?$",
                            "u",
                        );
                        check::pattern(text, &PATTERN, at, issues);
                    }
                }
                "email" => {
                    found[2usize] = true;
                    let at = &at.member("email");
                    checks::shared::email_address(value, at, issues);
                }
                "phone" => {
                    found[3usize] = true;
                    let at = &at.member("phone");
                    if let Some(text) = check::string(value, at, issues) {
                        static PATTERN: check::Pattern = check::Pattern::new(
                            "^\\+[1-9][0-9]{6,14}$",
                            "u",
                        );
                        check::pattern(text, &PATTERN, at, issues);
                    }
                }
                "addressLine1" => {
                    found[4usize] = true;
                    let at = &at.member("addressLine1");
                    if let Some(text) = check::string(value, at, issues) {
                        check::min_length(text, 1usize, at, issues);
                        check::max_length(text, 128usize, at, issues);
                        static PATTERN: check::Pattern = check::Pattern::new(
                            "^\\S(.*\\S)?$",
                            "u",
                        );
                        check::pattern(text, &PATTERN, at, issues);
                    }
                }
                "addressLine2" => {
                    let at = &at.member("addressLine2");
                    if let Some(text) = check::string(value, at, issues) {
                        check::min_length(text, 1usize, at, issues);
                        check::max_length(text, 128usize, at, issues);
                        static PATTERN: check::Pattern = check::Pattern::new(
                            "^\\S(.*\\S)?$",
                            "u",
                        );
                        check::pattern(text, &PATTERN, at, issues);
                    }
                }
                "city" => {
                    found[5usize] = true;
                    let at = &at.member("city");
                    if let Some(text) = check::string(value, at, issues) {
                        check::min_length(text, 1usize, at, issues);
                        check::max_length(text, 64usize, at, issues);
                        static PATTERN: check::Pattern = check::Pattern::new(
                            "^\\S(.*\\S)?$",
                            "u",
                        );
                        check::pattern(text, &PATTERN, at, issues);
                    }
                }
                "state" => {
                    let at = &at.member("state");
                    if let Some(text) = check::string(value, at, issues) {
                        check::min_length(text, 1usize, at, issues);
                        check::max_length(text, 64usize, at, issues);
                        static PATTERN: check::Pattern = check::Pattern::new(
                            "^\\S(.*\\S)?$",
                            "u",
                        );
                        check::pattern(text, &PATTERN, at, issues);
                    }
                }
                "postalCode" => {
                    found[6usize] = true;
                    let at = &at.member("postalCode");
                    if let Some(text) = check::string(value, at, issues) {
                        check::max_length(text, 16usize, at, issues);
                        static PATTERN: check::Pattern = check::Pattern::new(
                            "^[0-9A-Za-z]([0-9A-Za-z -]*[0-9A-Za-z])?$",
                            "u",
                        );
                        check::pattern(text, &PATTERN, at, issues);
                    }
                }
                "country" => {
                    found[7usize] = true;
                    let at = &at.member("country");
                    checks::shared::country_code(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(
            &found,
            &[
                "firstName",
                "lastName",
                "email",
                "phone",
                "addressLine1",
                "city",
                "postalCode",
                "country",
            ],
            at,
            issues,
        );
    }
}
/// Takes absent members out of `OrderRegistrantInput`.
pub(in super::super) fn normalize_order_registrant_input(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["organization", "addressLine2", "state"]);
    }
}
/// `CreateOrderRequest`.
pub(in super::super) fn create_order_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 2usize];
        for (name, value) in members {
            match name.as_str() {
                "provider" => {
                    found[0usize] = true;
                    let at = &at.member("provider");
                    checks::shared::mailbox_provider(value, at, issues);
                }
                "domains" => {
                    found[1usize] = true;
                    let at = &at.member("domains");
                    if let Some(items) = check::array(value, at, issues) {
                        check::min_items(items, 1usize, at, issues);
                        check::max_items(items, 100usize, at, issues);
                        for (index, value) in items.iter().enumerate() {
                            let at = &at.item(index);
                            checks::orders::order_domain_input(value, at, issues);
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
                "sendingTool" => {
                    let at = &at.member("sendingTool");
                    checks::orders::order_sending_tool_input(value, at, issues);
                }
                "autoRenew" => {
                    let at = &at.member("autoRenew");
                    check::boolean(value, at, issues);
                }
                "promoCode" => {
                    let at = &at.member("promoCode");
                    checks::orders::promo_code(value, at, issues);
                }
                "registrant" => {
                    let at = &at.member("registrant");
                    checks::orders::order_registrant_input(value, at, issues);
                }
                "expectedTotalCents" => {
                    let at = &at.member("expectedTotalCents");
                    checks::shared::cents(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["provider", "domains"], at, issues);
    }
}
/// Takes absent members out of `CreateOrderRequest`.
pub(in super::super) fn normalize_create_order_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(
            members,
            &[
                "workspaceId",
                "clientName",
                "sendingTool",
                "autoRenew",
                "promoCode",
                "registrant",
                "expectedTotalCents",
            ],
        );
        if let Some(value) = members.get_mut("domains") {
            if let Value::Array(items) = value {
                for value in items {
                    checks::orders::normalize_order_domain_input(value);
                }
            }
        }
        if let Some(value) = members.get_mut("sendingTool") {
            checks::orders::normalize_order_sending_tool_input(value);
        }
        if let Some(value) = members.get_mut("registrant") {
            checks::orders::normalize_order_registrant_input(value);
        }
    }
}
/// `SetOrderAutoRenewRequest`.
pub(in super::super) fn set_order_auto_renew_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 1usize];
        for (name, value) in members {
            match name.as_str() {
                "autoRenew" => {
                    found[0usize] = true;
                    let at = &at.member("autoRenew");
                    check::boolean(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["autoRenew"], at, issues);
    }
}
/// `InboxMutationItemInput`.
pub(in super::super) fn inbox_mutation_item_input(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 1usize];
        for (name, value) in members {
            match name.as_str() {
                "inboxId" => {
                    found[0usize] = true;
                    let at = &at.member("inboxId");
                    checks::shared::inbox_id(value, at, issues);
                }
                "username" => {
                    let at = &at.member("username");
                    checks::orders::inbox_username_input(value, at, issues);
                }
                "password" => {
                    let at = &at.member("password");
                    checks::shared::inbox_password_input(value, at, issues);
                }
                "photoUrl" => {
                    let at = &at.member("photoUrl");
                    if let Some(text) = check::string(value, at, issues) {
                        check::min_length(text, 10usize, at, issues);
                        check::max_length(text, 2048usize, at, issues);
                        static PATTERN: check::Pattern = check::Pattern::new(
                            "^https://[^\\s]+$",
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
        check::required(&found, &["inboxId"], at, issues);
    }
}
/// Takes absent members out of `InboxMutationItemInput`.
pub(in super::super) fn normalize_inbox_mutation_item_input(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["username", "password", "photoUrl"]);
    }
}
/// `CreateInboxMutationRequest`.
pub(in super::super) fn create_inbox_mutation_request(
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
                    checks::shared::inbox_mutation_type(value, at, issues);
                }
                "workspaceId" => {
                    let at = &at.member("workspaceId");
                    checks::shared::workspace_id(value, at, issues);
                }
                "items" => {
                    found[1usize] = true;
                    let at = &at.member("items");
                    if let Some(items) = check::array(value, at, issues) {
                        check::min_items(items, 1usize, at, issues);
                        check::max_items(items, 500usize, at, issues);
                        for (index, value) in items.iter().enumerate() {
                            let at = &at.item(index);
                            checks::orders::inbox_mutation_item_input(value, at, issues);
                        }
                    }
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["type", "items"], at, issues);
    }
}
/// Takes absent members out of `CreateInboxMutationRequest`.
pub(in super::super) fn normalize_create_inbox_mutation_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["workspaceId"]);
        if let Some(value) = members.get_mut("items") {
            if let Value::Array(items) = value {
                for value in items {
                    checks::orders::normalize_inbox_mutation_item_input(value);
                }
            }
        }
    }
}
/// `CheckNameserversRequest`.
pub(in super::super) fn check_nameservers_request(
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
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["domain"], at, issues);
    }
}
/// `RecheckAllNameserversRequest`.
pub(in super::super) fn recheck_all_nameservers_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        for (name, value) in members {
            match name.as_str() {
                "workspaceId" => {
                    let at = &at.member("workspaceId");
                    checks::shared::workspace_id(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
    }
}
/// Takes absent members out of `RecheckAllNameserversRequest`.
pub(in super::super) fn normalize_recheck_all_nameservers_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["workspaceId"]);
    }
}
/// `InboxUsernameInput`.
pub(in super::super) fn inbox_username_input(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::max_length(text, 64usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new(
            "^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
