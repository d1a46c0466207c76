//! Who calls: API keys and dashboard sessions, each asked of the database at every request, so
//! that a revocation counts from the next one on, on every replica.

use std::sync::Arc;

use simpleinboxes_core::{
    api_key::ApiKeySecret,
    power::Power,
    scope::{Scope, Scopes},
    token::TokenHash,
};
use simpleinboxes_server::{
    Authenticator,
    runtime::{
        Credential, Head, Rejection,
        errors::{Forbidden, InvalidApiKey, ServerError, ServiceUnavailable},
    },
};
use simpleinboxes_store::{Actor, Caller as StoreCaller, Store, StoreError};
use uuid::Uuid;

use crate::last_used::LastUsed;

/// Somebody who is who they say.
#[derive(Clone, Debug)]
pub struct Caller {
    /// As the store confines them.
    pub tenant: StoreCaller,
    /// What they may do, and what they may grant.
    pub power: Power,
}

impl Caller {
    /// Whom requests are counted for.
    #[must_use]
    pub fn rate_subject(&self) -> Uuid {
        match self.tenant.actor {
            Actor::Key(key) => key.uuid(),
            Actor::User(user) => user.uuid(),
            Actor::System => Uuid::nil(),
        }
    }
}

/// Lets callers in.
#[derive(Debug)]
pub struct Doorkeeper {
    store: Arc<Store>,
    last_used: Arc<LastUsed>,
}

impl Doorkeeper {
    /// A doorkeeper who looks callers up in `store`.
    #[must_use]
    pub fn new(store: Arc<Store>, last_used: Arc<LastUsed>) -> Self {
        Self { store, last_used }
    }
}

impl Authenticator for Doorkeeper {
    type Caller = Caller;

    async fn api_key_auth(
        &self,
        credential: Credential<'_>,
        head: &Head,
    ) -> Result<Caller, Rejection> {
        let secret = ApiKeySecret::parse(credential.expose())
            .map_err(|_| InvalidApiKey::new("This is not an API key of SimpleInboxes."))?;
        let identity = self
            .store
            .auth()
            .key(&secret.hash())
            .await
            .map_err(unreadable)?;
        let identity = identity.ok_or_else(InvalidApiKey::default)?;
        self.last_used.note(&identity);
        check_scope(identity.scopes, head)?;
        Ok(Caller {
            tenant: identity.caller(),
            power: identity.power(),
        })
    }

    async fn dashboard_session(
        &self,
        token: Credential<'_>,
        head: &Head,
    ) -> Result<Caller, Rejection> {
        let hash = TokenHash::of(token.expose());
        let session = self.store.auth().session(&hash).await.map_err(unreadable)?;
        let session = session.ok_or_else(|| {
            InvalidApiKey::new("This dashboard session is unknown or over; sign in again.")
        })?;
        let power = session.power();
        check_scope(power.scopes, head)?;
        Ok(Caller {
            tenant: session.caller(),
            power,
        })
    }
}

fn check_scope(has: Scopes, head: &Head) -> Result<(), Rejection> {
    let Some(needed) = head
        .operation
        .and_then(|operation| operation.required_scope)
    else {
        return Ok(());
    };
    let scope: Scope = needed
        .parse()
        .map_err(|_| ServerError::new(format!("the spec names an unknown scope: {needed}")))?;
    if has.contains(scope) {
        return Ok(());
    }
    Err(Forbidden::new(format!("This needs a key with the scope `{needed}`.")).into())
}

fn unreadable(error: StoreError) -> Rejection {
    if error.is_temporary() {
        ServiceUnavailable::new(error).into()
    } else {
        ServerError::new(error).into()
    }
}
