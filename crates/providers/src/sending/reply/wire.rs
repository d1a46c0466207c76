//! What Reply.io gives.

use serde::Deserialize;

/// The answer to `GET /whoami`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WhoAmI {
    pub(super) user_id: i64,
    pub(super) username: Option<String>,
}

/// The body of an error, as RFC 9457 has it.
#[derive(Deserialize)]
pub(super) struct Problem {
    pub(super) title: Option<String>,
    pub(super) detail: Option<String>,
}
