//! What Smartlead takes and gives.

use serde::Deserialize;
use serde::de::IgnoredAny;
use url::Url;

use crate::http::endpoint;

/// `GET /email-accounts/`, the shortest page. The URL is a secret.
pub(super) fn one_account(base: &Url, key: &str) -> Url {
    let mut url = endpoint(base, "/email-accounts/");
    url.query_pairs_mut()
        .append_pair("api_key", key)
        .append_pair("offset", "0")
        .append_pair("limit", "1");
    url
}

/// A page of accounts.
pub(super) type Accounts = Vec<IgnoredAny>;

/// The body of an error, in the three shapes that the pages show.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Failure {
    Detailed { error: Detail },
    Plain { error: String },
    Message { message: String },
}

#[derive(Deserialize)]
pub(super) struct Detail {
    pub(super) message: String,
    pub(super) retry_after: Option<u64>,
}
