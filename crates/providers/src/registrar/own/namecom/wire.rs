//! What Name.com takes and gives.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::http::endpoint;

/// `GET /core/v1/domains`, the longest page.
pub(super) fn some_domains(base: &Url, page: u32) -> Url {
    let mut url = endpoint(base, "/core/v1/domains");
    url.set_query(Some(&format!("perPage=1000&page={page}")));
    url
}

/// `:setNameservers`.
#[derive(Serialize)]
pub(super) struct NewServers<'a> {
    pub(super) nameservers: Vec<&'a str>,
}

/// `hello`.
#[derive(Deserialize)]
pub(super) struct Hello {
    pub(super) username: String,
}

/// A page of domains.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Domains {
    #[serde(default)]
    pub(super) domains: Vec<Domain>,
    pub(super) next_page: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Domain {
    pub(super) domain_name: String,
    pub(super) expire_date: Option<DateTime<Utc>>,
    pub(super) nameservers: Option<Vec<String>>,
}

/// The body of an error.
#[derive(Deserialize)]
pub(super) struct Failure {
    pub(super) message: String,
    pub(super) details: Option<String>,
}
