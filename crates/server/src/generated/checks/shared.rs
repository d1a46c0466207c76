//! Checks of the schemas in `shared`.
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
/// `ResourceRef`.
pub(in super::super) fn resource_ref(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 64usize, at, issues);
    }
}
/// `DomainRef`.
pub(in super::super) fn domain_ref(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 253usize, at, issues);
    }
}
/// `WorkspaceId`.
pub(in super::super) fn workspace_id(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        static PATTERN: check::Pattern = check::Pattern::new(
            "^ws_[0-7][0-9a-hjkmnp-tv-z]{25}$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `CredentialId`.
pub(in super::super) fn credential_id(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        static PATTERN: check::Pattern = check::Pattern::new(
            "^cred_[0-7][0-9a-hjkmnp-tv-z]{25}$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `InboxId`.
pub(in super::super) fn inbox_id(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        static PATTERN: check::Pattern = check::Pattern::new(
            "^inb_[0-7][0-9a-hjkmnp-tv-z]{25}$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `TopupId`.
pub(in super::super) fn topup_id(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        static PATTERN: check::Pattern = check::Pattern::new(
            "^top_[0-7][0-9a-hjkmnp-tv-z]{25}$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `Cents`.
pub(in super::super) fn cents(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(number) = check::integer(value, at, issues) {
        check::at_least_int(number, 0i128, at, issues);
        check::at_most_int(number, 1000000000000i128, at, issues);
    }
}
/// `FallbackLimitCents`.
pub(in super::super) fn fallback_limit_cents(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(number) = check::integer(value, at, issues) {
        check::at_least_int(number, 1i128, at, issues);
        check::at_most_int(number, 1000000000000i128, at, issues);
    }
}
/// `DomainNameInput`.
pub(in super::super) fn domain_name_input(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 3usize, at, issues);
        check::max_length(text, 253usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new(
            "^[^\\s/@:]+\\.[^\\s/@:]+$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `EmailAddress`.
pub(in super::super) fn email_address(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 6usize, at, issues);
        check::max_length(text, 254usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new(
            "^[^\\s@]{1,64}@[^\\s@.]+(\\.[^\\s@.]+)+$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `WebUrl`.
pub(in super::super) fn web_url(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 10usize, at, issues);
        check::max_length(text, 2048usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^https?://[^\\s]+$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `CountryCode`.
pub(in super::super) fn country_code(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        static PATTERN: check::Pattern = check::Pattern::new("^[A-Z]{2}$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `ClientName`.
pub(in super::super) fn client_name(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 64usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^\\S(.*\\S)?$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `PersonName`.
pub(in super::super) fn person_name(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 64usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^\\S(.*\\S)?$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `Tag`.
pub(in super::super) fn tag(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 50usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^\\S(.*\\S)?$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `IdempotencyKeyValue`.
pub(in super::super) fn idempotency_key_value(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 255usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^[!-~]+$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `PageLimitValue`.
pub(in super::super) fn page_limit_value(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(number) = check::integer(value, at, issues) {
        check::at_least_int(number, 1i128, at, issues);
        check::at_most_int(number, 100i128, at, issues);
    }
}
/// `PageCursorValue`.
pub(in super::super) fn page_cursor_value(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 512usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^[A-Za-z0-9_-]+$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `MailboxProvider`.
pub(in super::super) fn mailbox_provider(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(text, &["google", "microsoft", "smtp"], at, issues);
    }
}
/// `DomainStatus`.
pub(in super::super) fn domain_status(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(
            text,
            &["pending", "provisioning", "active", "in_recovery", "failed", "released"],
            at,
            issues,
        );
    }
}
/// `InboxStatus`.
pub(in super::super) fn inbox_status(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(
            text,
            &["pending", "provisioning", "active", "suspended", "canceled", "failed"],
            at,
            issues,
        );
    }
}
/// `SendingTool`.
pub(in super::super) fn sending_tool(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(
            text,
            &[
                "instantly",
                "smartlead",
                "emailbison",
                "plusvibe",
                "lemlist",
                "reply",
                "saleshandy",
                "snov",
            ],
            at,
            issues,
        );
    }
}
/// `BillingMode`.
pub(in super::super) fn billing_mode(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(text, &["master", "dedicated"], at, issues);
    }
}
/// `OrderDomainSource`.
pub(in super::super) fn order_domain_source(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(text, &["purchase", "existing", "owned"], at, issues);
    }
}
/// `InboxMutationType`.
pub(in super::super) fn inbox_mutation_type(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(text, &["rename", "password", "photo"], at, issues);
    }
}
/// `InboxPasswordInput`.
pub(in super::super) fn inbox_password_input(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 12usize, at, issues);
        check::max_length(text, 100usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^[!-~]+$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `DnsRecordType`.
pub(in super::super) fn dns_record_type(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(
            text,
            &["A", "AAAA", "CNAME", "MX", "TXT", "SRV", "CAA", "NS"],
            at,
            issues,
        );
    }
}
/// `DnsRecordContent`.
pub(in super::super) fn dns_record_content(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 4096usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new(
            "^[^\\x00-\\x1f\\x7f]+$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `DnsTtl`.
pub(in super::super) fn dns_ttl(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(number) = check::integer(value, at, issues) {
        check::at_least_int(number, 1i128, at, issues);
        check::at_most_int(number, 86400i128, at, issues);
    }
}
/// `DnsPriority`.
pub(in super::super) fn dns_priority(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(number) = check::integer(value, at, issues) {
        check::at_least_int(number, 0i128, at, issues);
        check::at_most_int(number, 65535i128, at, issues);
    }
}
/// `DnsWeight`.
pub(in super::super) fn dns_weight(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(number) = check::integer(value, at, issues) {
        check::at_least_int(number, 0i128, at, issues);
        check::at_most_int(number, 65535i128, at, issues);
    }
}
/// `DnsPort`.
pub(in super::super) fn dns_port(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(number) = check::integer(value, at, issues) {
        check::at_least_int(number, 0i128, at, issues);
        check::at_most_int(number, 65535i128, at, issues);
    }
}
/// `DnsCaaFlags`.
pub(in super::super) fn dns_caa_flags(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(number) = check::integer(value, at, issues) {
        check::at_least_int(number, 0i128, at, issues);
        check::at_most_int(number, 255i128, at, issues);
    }
}
/// `DnsCaaTag`.
pub(in super::super) fn dns_caa_tag(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(
            text,
            &["issue", "issuewild", "issuemail", "iodef"],
            at,
            issues,
        );
    }
}
/// `WorkspaceFallbackInput`.
pub(in super::super) fn workspace_fallback_input(
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
                "monthlyLimitCents" => {
                    let at = &at.member("monthlyLimitCents");
                    checks::shared::fallback_limit_cents(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["enabled"], at, issues);
    }
}
/// Takes absent members out of `WorkspaceFallbackInput`.
pub(in super::super) fn normalize_workspace_fallback_input(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["monthlyLimitCents"]);
    }
}
/// `WalletRef`.
pub(in super::super) fn wallet_ref(value: &Value, at: &At<'_>, issues: &mut Issues) {
    if let Some(text) = check::string(value, at, issues) {
        static PATTERN: check::Pattern = check::Pattern::new(
            "^(master|ws_[0-7][0-9a-hjkmnp-tv-z]{25})$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `WalletSelector`.
pub(in super::super) fn wallet_selector(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::one_of_texts(text, &["paying", "own", "master"], at, issues);
    }
}
/// `BillingCompanyName`.
pub(in super::super) fn billing_company_name(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 200usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^\\S(.*\\S)?$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `BillingAddressLine`.
pub(in super::super) fn billing_address_line(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 1usize, at, issues);
        check::max_length(text, 200usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new("^\\S(.*\\S)?$", "u");
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `BillingPostalCode`.
pub(in super::super) fn billing_postal_code(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::max_length(text, 16usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new(
            "^[A-Za-z0-9]([A-Za-z0-9 -]*[A-Za-z0-9])?$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `BillingVatNumberInput`.
pub(in super::super) fn billing_vat_number_input(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(text) = check::string(value, at, issues) {
        check::min_length(text, 4usize, at, issues);
        check::max_length(text, 32usize, at, issues);
        static PATTERN: check::Pattern = check::Pattern::new(
            "^[A-Za-z]{2}[0-9A-Za-z+* .-]+$",
            "u",
        );
        check::pattern(text, &PATTERN, at, issues);
    }
}
/// `BillingAddressInput`.
pub(in super::super) fn billing_address_input(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 3usize];
        for (name, value) in members {
            match name.as_str() {
                "line1" => {
                    found[0usize] = true;
                    let at = &at.member("line1");
                    checks::shared::billing_address_line(value, at, issues);
                }
                "line2" => {
                    let at = &at.member("line2");
                    checks::shared::billing_address_line(value, at, issues);
                }
                "city" => {
                    found[1usize] = true;
                    let at = &at.member("city");
                    checks::shared::billing_address_line(value, at, issues);
                }
                "region" => {
                    let at = &at.member("region");
                    checks::shared::billing_address_line(value, at, issues);
                }
                "postalCode" => {
                    let at = &at.member("postalCode");
                    checks::shared::billing_postal_code(value, at, issues);
                }
                "country" => {
                    found[2usize] = true;
                    let at = &at.member("country");
                    checks::shared::country_code(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["line1", "city", "country"], at, issues);
    }
}
/// Takes absent members out of `BillingAddressInput`.
pub(in super::super) fn normalize_billing_address_input(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["line2", "region", "postalCode"]);
    }
}
/// `BillingDetailsRequest`.
pub(in super::super) fn billing_details_request(
    value: &Value,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if let Some(members) = check::object(value, at, issues) {
        let mut found = [false; 2usize];
        for (name, value) in members {
            match name.as_str() {
                "workspaceId" => {
                    let at = &at.member("workspaceId");
                    checks::shared::workspace_id(value, at, issues);
                }
                "companyName" => {
                    found[0usize] = true;
                    let at = &at.member("companyName");
                    checks::shared::billing_company_name(value, at, issues);
                }
                "email" => {
                    let at = &at.member("email");
                    checks::shared::email_address(value, at, issues);
                }
                "address" => {
                    found[1usize] = true;
                    let at = &at.member("address");
                    checks::shared::billing_address_input(value, at, issues);
                }
                "vatNumber" => {
                    let at = &at.member("vatNumber");
                    checks::shared::billing_vat_number_input(value, at, issues);
                }
                _ => {
                    check::unknown(&at.member(name), issues);
                }
            }
        }
        check::required(&found, &["companyName", "address"], at, issues);
    }
}
/// Takes absent members out of `BillingDetailsRequest`.
pub(in super::super) fn normalize_billing_details_request(value: &mut Value) {
    if let Value::Object(members) = value {
        check::absent_if_null(members, &["workspaceId", "email", "vatNumber"]);
        if let Some(value) = members.get_mut("address") {
            checks::shared::normalize_billing_address_input(value);
        }
    }
}
