//! What EmailBison takes and gives.

use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::http::endpoint;
use crate::outbound::UserUrl;

/// `GET /api/users`: the user that the token acts for.
pub(super) fn user(base: &UserUrl) -> Url {
    below(base, "/api/users")
}

/// A path below whatever people paste.
pub(super) fn below(base: &UserUrl, path: &str) -> Url {
    let mut base = base.as_url().clone();
    let own = base.path().trim_end_matches('/');
    let own = own.strip_suffix("/api").unwrap_or(own).to_owned();
    base.set_path(&own);
    endpoint(&base, path)
}

/// The answer; what `data` holds is not documented.
#[derive(Deserialize)]
pub(super) struct User {
    pub(super) data: Value,
}

/// The body of an error.
#[derive(Deserialize)]
pub(super) struct Failure {
    pub(super) message: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbound::OutboundPolicy;

    #[test]
    fn the_api_is_below_whatever_people_paste() {
        for (pasted, called) in [
            ("https://b.example", "https://b.example/api/users"),
            ("https://b.example/", "https://b.example/api/users"),
            ("https://b.example/api", "https://b.example/api/users"),
            ("https://b.example/api/", "https://b.example/api/users"),
            ("https://b.example/mail", "https://b.example/mail/api/users"),
        ] {
            let base = OutboundPolicy::default().check_url(pasted);
            let base = base.expect("a public https URL");
            assert_eq!(user(&base).as_str(), called);
        }
    }
}
