//! What PlusVibe gives.

use serde::Deserialize;

/// The answer to `GET /authenticate`.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Authenticated {
    Known { workspaces: Vec<Workspace> },
    Unknown(Failure),
}

#[derive(Deserialize)]
pub(super) struct Workspace {
    #[serde(rename = "_id")]
    pub(super) id: String,
    pub(super) name: String,
}

/// The body of an error.
#[derive(Deserialize)]
pub(super) struct Failure {
    pub(super) message: String,
}
