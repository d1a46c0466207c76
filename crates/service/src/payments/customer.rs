//! The account's customer at the payment provider.

use simpleinboxes_core::id::AccountId;
use simpleinboxes_providers::payments::{IdempotencyKey, Metadata, NewCustomer};
use simpleinboxes_server::runtime::errors::UpstreamError;
use simpleinboxes_store::Caller;

use super::fail;
use crate::{
    app::App,
    transact::{self, Faulty, OrFault as _},
};

/// The account's customer, made when it is first needed: under the account's id, so that two who
/// need it at once get the same.
///
/// # Errors
/// The provider or the database fails.
pub(super) async fn ensure<E>(app: &App, account: AccountId) -> Result<String, E>
where
    E: Faulty + From<UpstreamError>,
{
    let provider = app.cashier.name();
    let system = Caller::system(account);
    let scoped = app.store.scoped(&system);
    if let Some(known) = scoped.payment_customer(provider).await.or_fault::<E>()? {
        return Ok(known);
    }
    let new = NewCustomer {
        name: scoped.account_name().await.or_fault::<E>()?,
        email: None,
        metadata: Metadata::from([("account_id".to_owned(), account.to_string())]),
    };
    let key = IdempotencyKey::new(format!("customer:{account}"));
    let made = app.cashier.provider.create_customer(&new, &key).await;
    let made = made.map_err(|error| fail::upstream::<E>(provider, error))?;
    transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&system);
        let kept = scoped.keep_payment_customer(provider, &made.id).await;
        kept.or_fault::<E>()
    })
    .await
}
