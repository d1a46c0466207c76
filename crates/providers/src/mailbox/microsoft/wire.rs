//! Answers as Microsoft writes them, as far as they are used.

use serde::Deserialize;
use serde_json::Value;

/// A list, and where it goes on.
#[derive(Deserialize)]
pub(super) struct List<T> {
    pub(super) value: Vec<T>,
    #[serde(rename = "@odata.nextLink")]
    pub(super) next: Option<String>,
}

/// A refusal.
#[derive(Deserialize)]
pub(super) struct Failure {
    pub(super) error: Refusal,
}

#[derive(Deserialize)]
pub(super) struct Refusal {
    #[serde(default)]
    pub(super) code: String,
    #[serde(default)]
    pub(super) message: String,
    #[serde(default)]
    pub(super) details: Vec<Detail>,
}

#[derive(Deserialize)]
pub(super) struct Detail {
    #[serde(default)]
    pub(super) code: String,
    #[serde(default)]
    pub(super) message: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Domain {
    pub(super) id: String,
    pub(super) is_verified: bool,
    #[serde(default)]
    pub(super) supported_services: Vec<String>,
}

/// A `domainDnsRecord` of any kind.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Record {
    pub(super) label: String,
    pub(super) record_type: String,
    #[serde(default)]
    pub(super) supported_service: Option<String>,
    #[serde(default)]
    pub(super) ttl: Option<u32>,
    #[serde(default)]
    pub(super) text: Option<String>,
    #[serde(default)]
    pub(super) mail_exchange: Option<String>,
    #[serde(default)]
    pub(super) preference: Option<u16>,
    #[serde(default)]
    pub(super) canonical_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct User {
    pub(super) id: String,
    pub(super) user_principal_name: String,
    #[serde(default)]
    pub(super) given_name: Option<String>,
    #[serde(default)]
    pub(super) surname: Option<String>,
    #[serde(default)]
    pub(super) account_enabled: Option<bool>,
    #[serde(default)]
    pub(super) proxy_addresses: Vec<String>,
    #[serde(default)]
    pub(super) assigned_licenses: Vec<License>,
    #[serde(default)]
    pub(super) on_premises_extension_attributes: Option<Attributes>,
}

/// The members of a user that are asked for.
pub(super) const USER: &str = "id,userPrincipalName,givenName,surname,accountEnabled,\
proxyAddresses,assignedLicenses,onPremisesExtensionAttributes";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct License {
    pub(super) sku_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Attributes {
    #[serde(default)]
    pub(super) extension_attribute1: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Sku {
    pub(super) sku_id: String,
    pub(super) consumed_units: i64,
    pub(super) prepaid_units: Units,
}

#[derive(Deserialize)]
pub(super) struct Units {
    pub(super) enabled: i64,
}

/// A way of signing in; only its kind matters.
#[derive(Deserialize)]
pub(super) struct Method {
    #[serde(rename = "@odata.type")]
    pub(super) kind: String,
}

/// What an Exchange command answers.
#[derive(Deserialize)]
pub(super) struct CommandOutput {
    pub(super) value: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct DkimConfig {
    pub(super) domain: String,
    pub(super) enabled: bool,
    #[serde(rename = "Selector1CNAME")]
    pub(super) selector1: String,
    #[serde(rename = "Selector2CNAME")]
    pub(super) selector2: String,
}
