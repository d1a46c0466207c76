//! What Instantly takes and gives.

use serde::Deserialize;
use serde::de::IgnoredAny;
use url::Url;

use crate::http::endpoint;

/// `GET /accounts`, the shortest page.
pub(super) fn one_account(base: &Url) -> Url {
    let mut url = endpoint(base, "/accounts");
    url.set_query(Some("limit=1"));
    url
}

/// A page of accounts.
#[derive(Deserialize)]
pub(super) struct Accounts {
    #[serde(rename = "items")]
    pub(super) _items: Vec<IgnoredAny>,
}

/// The body of every error.
#[derive(Deserialize)]
pub(super) struct Failure {
    pub(super) message: String,
}
