//! Who calls: every key that names a lane is good, so that many calls can run beside each other
//! and each is told its own answer.

use simpleinboxes_server::{
    Authenticator,
    runtime::{
        Admission, Credential, Gate, Head, Quota, Rejection, Subject,
        errors::{InvalidApiKey, MissingApiKey},
    },
};

/// What a good key starts with; the lane follows.
pub const KEY: &str = "lane-";

/// What a good session starts with; the lane follows.
pub const SESSION: &str = "session-";

/// The quota that every answer tells.
pub const QUOTA: Quota = Quota {
    limit: 600,
    remaining: 598,
    reset_seconds: 42,
};

/// A caller: the lane that its answers are taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller(pub String);

/// Takes every key that names a lane.
pub(super) struct Keys;

impl Authenticator for Keys {
    type Caller = Caller;

    async fn api_key_auth(&self, key: Credential<'_>, _: &Head) -> Result<Caller, Rejection> {
        lane(key.expose(), KEY)
    }

    async fn dashboard_session(
        &self,
        token: Credential<'_>,
        _: &Head,
    ) -> Result<Caller, Rejection> {
        lane(token.expose(), SESSION)
    }
}

fn lane(secret: &str, prefix: &str) -> Result<Caller, Rejection> {
    match secret.strip_prefix(prefix) {
        Some("") => Err(MissingApiKey::default().into()),
        Some(lane) => Ok(Caller(lane.to_owned())),
        None => Err(InvalidApiKey::default().into()),
    }
}

/// Admits everything and always tells the same quota.
pub(super) struct Quotas;

impl Gate for Quotas {
    type Caller = Caller;

    async fn admit(&self, _: Subject<'_, Caller>, _: &Head) -> Admission {
        Admission {
            quota: Some(QUOTA),
            refusal: None,
        }
    }
}
