//! Requests and answers as Google writes them, as far as they are used.

use serde::{Deserialize, Serialize};

/// What a service account asserts to get a token.
#[derive(Serialize)]
pub(super) struct Claims<'a> {
    pub(super) iss: &'a str,
    pub(super) sub: &'a str,
    pub(super) scope: &'a str,
    pub(super) aud: &'a str,
    pub(super) iat: i64,
    pub(super) exp: i64,
}

/// A refusal.
#[derive(Deserialize)]
pub(super) struct Failure {
    pub(super) error: Refusal,
}

#[derive(Deserialize)]
pub(super) struct Refusal {
    #[serde(default)]
    pub(super) message: String,
    #[serde(default)]
    pub(super) errors: Vec<Reason>,
}

#[derive(Deserialize)]
pub(super) struct Reason {
    #[serde(default)]
    pub(super) reason: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Domain {
    pub(super) domain_name: String,
    pub(super) verified: bool,
}

#[derive(Deserialize)]
pub(super) struct Proof {
    pub(super) token: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Users {
    #[serde(default)]
    pub(super) users: Vec<User>,
    #[serde(default)]
    pub(super) next_page_token: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct User {
    pub(super) id: String,
    pub(super) primary_email: String,
    #[serde(default)]
    pub(super) name: Name,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) suspended: bool,
    #[serde(default)]
    pub(super) external_ids: Vec<ExternalId>,
    #[serde(default, rename = "isEnrolledIn2Sv")]
    pub(super) has_second_factor: bool,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub(super) struct Name {
    #[serde(default)]
    pub(super) given_name: String,
    #[serde(default)]
    pub(super) family_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ExternalId {
    #[serde(default)]
    pub(super) custom_type: Option<String>,
    #[serde(default)]
    pub(super) value: Option<String>,
}
