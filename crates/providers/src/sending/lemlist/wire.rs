//! What lemlist gives.

use serde::Deserialize;

/// The answer to `GET /team`.
#[derive(Deserialize)]
pub(super) struct Team {
    #[serde(rename = "_id")]
    pub(super) _id: String,
    pub(super) name: Option<String>,
}

/// The body of an error, if it is JSON.
#[derive(Deserialize)]
pub(super) struct Failure {
    pub(super) message: Option<String>,
    pub(super) error: Option<String>,
}
