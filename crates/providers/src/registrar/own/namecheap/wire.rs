//! What Namecheap gives, in XML.

use serde::Deserialize;
use serde::de::IgnoredAny;

/// Domains of a page.
pub(super) const PAGE: u32 = 100;

/// Every answer.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ApiResponse {
    #[serde(rename = "@Status")]
    pub(super) status: String,
    #[serde(default)]
    pub(super) errors: Errors,
    pub(super) command_response: Option<CommandResponse>,
}

#[derive(Deserialize, Default)]
pub(super) struct Errors {
    #[serde(rename = "Error", default)]
    pub(super) errors: Vec<ApiError>,
}

#[derive(Deserialize)]
pub(super) struct ApiError {
    #[serde(rename = "@Number")]
    pub(super) number: String,
    #[serde(rename = "$text", default)]
    pub(super) text: String,
}

/// What the commands answer, each with a member of its own.
#[derive(Deserialize)]
pub(super) struct CommandResponse {
    #[serde(rename = "UserGetBalancesResult")]
    pub(super) balances: Option<IgnoredAny>,
    #[serde(rename = "DomainGetListResult")]
    pub(super) list: Option<DomainList>,
    #[serde(rename = "Paging")]
    pub(super) paging: Option<Paging>,
    #[serde(rename = "DomainDNSGetListResult")]
    pub(super) servers: Option<ServerList>,
    #[serde(rename = "DomainDNSSetCustomResult")]
    pub(super) set: Option<SetCustom>,
}

#[derive(Deserialize)]
pub(super) struct DomainList {
    #[serde(rename = "Domain", default)]
    pub(super) domains: Vec<Domain>,
}

#[derive(Deserialize)]
pub(super) struct Domain {
    #[serde(rename = "@Name")]
    pub(super) name: String,
    /// `02/15/2027`.
    #[serde(rename = "@Expires")]
    pub(super) expires: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Paging {
    pub(super) total_items: u32,
}

#[derive(Deserialize)]
pub(super) struct ServerList {
    #[serde(rename = "Nameserver", default)]
    pub(super) servers: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct SetCustom {
    #[serde(rename = "@Updated")]
    pub(super) updated: String,
}
