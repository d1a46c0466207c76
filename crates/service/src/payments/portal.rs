//! The way into the provider's customer portal.

use secrecy::ExposeSecret as _;
use sha2::{Digest as _, Sha256};
use simpleinboxes_providers::payments::{IdempotencyKey, NewPortalSession};
use simpleinboxes_server::{
    CreateCustomerPortalSessionError,
    runtime::{Context, Success},
};
use simpleinboxes_types::{self as types, runtime::Extra};
use uuid::Uuid;

use super::{convert, customer, fail};
use crate::{app::App, auth::Caller, idempotent, wire::at};

type Error = CreateCustomerPortalSessionError;

pub(super) async fn open(
    app: &App,
    cx: &Context<Caller>,
) -> Result<Success<types::CustomerPortalSessionResponse>, Error> {
    convert::whole_account(&cx.caller)?;
    idempotent::around(
        &app.store,
        cx,
        // Nothing of ours is begun: the name is for the provider.
        async |_| Ok(Uuid::from_bytes(app.entropy.bytes())),
        async |id| {
            let account = cx.caller.tenant.account;
            let new = NewPortalSession {
                customer: customer::ensure::<Error>(app, account).await?,
                return_url: app.cashier.billing_page().to_owned(),
            };
            let key = key(id, &new.return_url);
            let made = app.cashier.provider.create_portal_session(&new, &key).await;
            made.map_err(|error| fail::upstream::<Error>(app.cashier.name(), error))
        },
        async |_, _, made| {
            Ok(made.map(|made| {
                types::CustomerPortalSessionResponse::from(types::CustomerPortalSession {
                    url: made.url.expose_secret().to_owned().into(),
                    provider: convert::provider(app.cashier.name()),
                    created_at: at(made.created_at),
                    extra: Extra::default(),
                })
            }))
        },
    )
    .await
}

/// The name of the way. The way back is in it, which a repeat may find set otherwise: then it is
/// another way, which does no harm.
fn key(id: Uuid, return_url: &str) -> IdempotencyKey {
    let hash: [u8; 32] = Sha256::digest(return_url).into();
    let back = Uuid::from_slice(&hash[..16]).unwrap_or_default();
    IdempotencyKey::new(format!("portal:{}:{}", id.simple(), back.simple()))
}
