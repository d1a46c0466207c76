//! What Snov.io takes and gives.

use serde::Deserialize;
use serde::de::IgnoredAny;
use url::form_urlencoded;

/// The form of `POST /v1/oauth/access_token`. The text is a secret.
pub(super) fn grant(client_id: &str, client_secret: &str) -> String {
    form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "client_credentials")
        .append_pair("client_id", client_id)
        .append_pair("client_secret", client_secret)
        .finish()
}

/// Its answer. Has no `Debug`: the token is a secret.
#[derive(Deserialize)]
pub(super) struct Token {
    pub(super) access_token: String,
}

/// The answer to `GET /v1/get-balance`.
#[derive(Deserialize)]
pub(super) struct Balance {
    #[serde(rename = "data")]
    pub(super) _data: Credits,
}

#[derive(Deserialize)]
pub(super) struct Credits {
    #[serde(rename = "balance")]
    pub(super) _balance: IgnoredAny,
}

/// The body of an error, OAuth's or another.
#[derive(Deserialize)]
pub(super) struct Failure {
    pub(super) error_description: Option<String>,
    pub(super) message: Option<String>,
    pub(super) error: Option<String>,
}
