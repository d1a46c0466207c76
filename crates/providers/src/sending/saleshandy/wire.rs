//! What Saleshandy takes and gives.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

/// The body of `POST /email-accounts`, which lists.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Listing {
    pub(super) page_size: u32,
    pub(super) page: u32,
}

/// The shortest page.
pub(super) const ONE_ACCOUNT: Listing = Listing {
    page_size: 1,
    page: 1,
};

/// A page of accounts, in the two shapes that are known.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Accounts {
    Wrapped {
        #[serde(rename = "payload")]
        _payload: Emails,
    },
    Bare {
        #[serde(rename = "emails")]
        _emails: Vec<IgnoredAny>,
    },
}

#[derive(Deserialize)]
pub(super) struct Emails {
    #[serde(rename = "emails")]
    _emails: Vec<IgnoredAny>,
}

/// The body of an error.
#[derive(Deserialize)]
pub(super) struct Failure {
    pub(super) message: String,
}
