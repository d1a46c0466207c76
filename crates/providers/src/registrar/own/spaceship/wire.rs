//! What Spaceship takes and gives.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::http::endpoint;

/// Domains of a page.
pub(super) const PAGE: u32 = 100;

/// `GET /domains`, the shortest page.
pub(super) fn one_domain(base: &Url) -> Url {
    let mut url = endpoint(base, "/domains");
    url.set_query(Some("take=1&skip=0"));
    url
}

/// `GET /domains`.
pub(super) fn some_domains(base: &Url, take: u32, skip: u32) -> Url {
    let mut url = endpoint(base, "/domains");
    url.set_query(Some(&format!("take={take}&skip={skip}&orderBy=name")));
    url
}

/// `PUT /domains/{domain}/nameservers`.
#[derive(Serialize)]
pub(super) struct Custom<'a> {
    provider: &'static str,
    hosts: Vec<&'a str>,
}

impl<'a> Custom<'a> {
    pub(super) fn new(hosts: Vec<&'a str>) -> Self {
        Self {
            provider: "custom",
            hosts,
        }
    }
}

/// A page of domains.
#[derive(Deserialize)]
pub(super) struct Domains {
    pub(super) items: Vec<Domain>,
    pub(super) total: u32,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Domain {
    pub(super) name: String,
    pub(super) expiration_date: Option<DateTime<Utc>>,
    pub(super) nameservers: Option<Servers>,
}

#[derive(Deserialize)]
pub(super) struct Servers {
    #[serde(default)]
    pub(super) hosts: Vec<String>,
}

/// The body of an error.
#[derive(Deserialize)]
pub(super) struct Failure {
    pub(super) detail: String,
}
