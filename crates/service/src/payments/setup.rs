//! The right to save a card.

use secrecy::ExposeSecret as _;
use simpleinboxes_providers::payments::IdempotencyKey;
use simpleinboxes_server::{
    CreateSetupIntentError,
    runtime::{Context, Success},
};
use simpleinboxes_types::{self as types, runtime::Extra};
use uuid::Uuid;

use super::{convert, customer, fail};
use crate::{app::App, auth::Caller, idempotent, wire::at};

type Error = CreateSetupIntentError;

pub(super) async fn create(
    app: &App,
    cx: &Context<Caller>,
) -> Result<Success<types::PaymentSetupIntentResponse>, Error> {
    convert::whole_account(&cx.caller)?;
    idempotent::around(
        &app.store,
        cx,
        // Nothing of ours is begun: the name is for the provider.
        async |_| Ok(Uuid::from_bytes(app.entropy.bytes())),
        async |id| {
            let account = cx.caller.tenant.account;
            let customer = customer::ensure::<Error>(app, account).await?;
            let key = IdempotencyKey::new(format!("setup:{}", id.simple()));
            let provider = &app.cashier.provider;
            let made = provider.create_setup_intent(&customer, &key).await;
            made.map_err(|error| fail::upstream::<Error>(app.cashier.name(), error))
        },
        async |_, _, made| {
            Ok(made.map(|made| {
                types::PaymentSetupIntentResponse::from(types::PaymentSetupIntent {
                    id: made.id,
                    client_secret: made.client_secret.expose_secret().to_owned().into(),
                    publishable_key: app.cashier.provider.publishable_key().to_owned(),
                    provider: convert::provider(app.cashier.name()),
                    created_at: at(made.created_at),
                    extra: Extra::default(),
                })
            }))
        },
    )
    .await
}
