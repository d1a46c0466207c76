//! What Porkbun takes and gives.

use serde::{Deserialize, Serialize};

/// Domains of a page.
pub(super) const PAGE: u32 = 1000;

/// The body of every request. Has no `Debug`: it holds the secrets.
#[derive(Serialize)]
pub(super) struct Credentials<'a, T> {
    pub(super) apikey: &'a str,
    pub(super) secretapikey: &'a str,
    #[serde(flatten)]
    pub(super) body: T,
}

#[derive(Serialize)]
pub(super) struct Nothing {}

/// `listAll`: where to begin.
#[derive(Serialize)]
pub(super) struct From {
    pub(super) start: String,
}

/// `updateNs`.
#[derive(Serialize)]
pub(super) struct Servers<'a> {
    pub(super) ns: Vec<&'a str>,
}

/// What every answer has.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Head {
    pub(super) status: String,
    pub(super) message: Option<String>,
    pub(super) code: Option<String>,
    /// Seconds until the limit ends.
    pub(super) ttl_remaining: Option<f64>,
}

/// `ping`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Ping {
    #[serde(default)]
    pub(super) credentials_valid: bool,
}

/// `listAll`.
#[derive(Deserialize)]
pub(super) struct Domains {
    pub(super) domains: Vec<Domain>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Domain {
    pub(super) domain: String,
    /// `2027-01-01 00:00:00`.
    pub(super) expire_date: Option<String>,
}

/// `getNs`.
#[derive(Deserialize)]
pub(super) struct FoundServers {
    pub(super) ns: Vec<String>,
}
