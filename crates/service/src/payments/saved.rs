//! The account's default payment method, read from the provider when it reports a change.
//!
//! Reports come in any order, so what they say is not taken over: each has the present state read,
//! one account at a time.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use simpleinboxes_core::id::AccountId;
use simpleinboxes_providers::payments::PaymentMethod;
use simpleinboxes_store::{Caller, Job, NewJob, SavedMethod, StoreError, Tx};

use crate::{
    app::App,
    jobs::{self, Context, Handler, JobError},
};

const KIND: &str = "payment-method";

/// Reads default payment methods.
pub(crate) struct SavedMethods;

#[derive(Serialize, Deserialize)]
struct Payload {
    account: AccountId,
}

/// Has the default payment method of an account read.
///
/// # Errors
/// The database fails.
pub(super) async fn refresh_soon(tx: &Tx, account: AccountId) -> Result<(), StoreError> {
    let job = NewJob::new(KIND)
        .account(account)
        .key(format!("{KIND}:{account}"))
        .payload(&Payload { account })?;
    tx.enqueue(&job).await.map(drop)
}

#[async_trait]
impl Handler for SavedMethods {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError> {
        let Payload { account } = jobs::payload(job)?;
        refresh(&context.app, account).await
    }
}

async fn refresh(app: &App, account: AccountId) -> Result<(), JobError> {
    let provider = app.cashier.name();
    let system = Caller::system(account);
    let customer = app.store.scoped(&system).payment_customer(provider).await?;
    let Some(customer) = customer else {
        return Ok(());
    };
    let found = app.cashier.provider.default_payment_method(&customer).await;
    let saved = found.map_err(JobError::retry)?.map(saved);
    app.store
        .write(async |tx| {
            let scoped = tx.scoped(&system);
            scoped.keep_payment_method(provider, saved.as_ref()).await
        })
        .await?;
    Ok(())
}

fn saved(method: PaymentMethod) -> SavedMethod {
    let short = |text: Option<String>, longest: usize| {
        let text = text.map(|text| text.chars().take(longest).collect::<String>());
        text.filter(|text| !text.is_empty())
    };
    let is_last4 = |text: &String| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let is_country =
        |text: &String| text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase());
    SavedMethod {
        id: method.id,
        kind: method.kind.as_str().to_owned(),
        brand: short(method.brand, 64),
        last4: method.last4.filter(is_last4),
        exp_month: method.exp_month.filter(|month| (1..=12).contains(month)),
        exp_year: method.exp_year.filter(|year| (2000..=2200).contains(year)),
        country: method.country.filter(is_country),
        holder_name: short(method.holder_name, 200),
        created_at: method.created_at,
    }
}
