//! What the payment provider reports: kept, then acted upon by a job, once.
//!
//! Reports come late, twice and in any order. Of a payment only that it has come is believed at
//! once, since that stays true; for everything else the present state of the object is read.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use simpleinboxes_core::{
    id::{AccountId, EventId, TopupId},
    status::{TopupKind, TopupStatus},
};
use simpleinboxes_providers::payments::{
    CheckoutSession, EventKind, IdempotencyKey, Payment, PaymentError, PaymentEvent, SetupOutcome,
};
use simpleinboxes_store::{Job, NewJob, NewPaymentEvent, StoreError, Topup, Tx};

use super::{
    ask::{self, Word},
    fail, saved,
};
use crate::{
    app::App,
    jobs::{self, Context, Handler, JobError},
};

const KIND: &str = "payment-event";

/// What is kept of a report that is about nothing of ours.
const NOT_OURS: &str = "not about anything of ours";

/// Acts upon reports.
pub(crate) struct Events;

#[derive(Serialize, Deserialize)]
struct Payload {
    event: EventId,
}

/// Keeps a report and has it acted upon; false when it is known already.
///
/// # Errors
/// The database fails.
pub(super) async fn keep(tx: &Tx, new: &NewPaymentEvent<'_>) -> Result<bool, StoreError> {
    let Some(event) = tx.keep_payment_event(new).await? else {
        return Ok(false);
    };
    tx.enqueue(&job(event)?).await?;
    Ok(true)
}

/// The job that acts upon a report.
///
/// # Errors
/// Never: the payload is an id.
pub(super) fn job(event: EventId) -> Result<NewJob, StoreError> {
    NewJob::new(KIND)
        .key(format!("{KIND}:{event}"))
        .payload(&Payload { event })
}

#[async_trait]
impl Handler for Events {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError> {
        let Payload { event } = jobs::payload(job)?;
        let app = &context.app;
        let kept = app.store.payment_event(event).await?;
        let Some(kept) = kept.filter(|kept| kept.outcome.is_none()) else {
            return Ok(());
        };
        if kept.provider != app.cashier.name() {
            return end(app, event, "of another payment provider").await;
        }
        let Ok(report) = app.cashier.provider.parse_event(&kept.body) else {
            tracing::error!(event = kept.event, "a report can't be read");
            return end(app, event, "not readable").await;
        };
        if report.live != app.cashier.provider.capabilities().live {
            return end(app, event, "of another mode").await;
        }
        act(app, event, report).await?;
        // What the sandbox did when it was asked, it reports as well.
        super::deliver::all(app).await
    }
}

async fn act(app: &App, event: EventId, report: PaymentEvent) -> Result<(), JobError> {
    match report.kind {
        EventKind::CheckoutCompleted(session)
        | EventKind::CheckoutPaid(session)
        | EventKind::CheckoutFailed(session)
        | EventKind::CheckoutExpired(session) => checkout(app, event, &session).await,
        EventKind::PaymentSucceeded(payment) | EventKind::PaymentFailed(payment) => {
            self::payment(app, event, &payment).await
        }
        EventKind::SetupSucceeded(setup) => set_up(app, event, &setup).await,
        EventKind::PaymentMethodAttached(method) | EventKind::PaymentMethodDetached(method) => {
            changed(app, event, method.customer.as_deref()).await
        }
        EventKind::CustomerUpdated(customer) => changed(app, event, Some(&customer.id)).await,
        EventKind::ChargeRefunded(refund) => {
            tracing::warn!(
                charge = refund.charge,
                cents = refund.refunded.get(),
                "the payment provider paid money back: no wallet was changed"
            );
            end(app, event, "a refund, for the operator").await
        }
        EventKind::SetupFailed(_)
        | EventKind::InvoicePaid(_)
        | EventKind::InvoicePaymentFailed(_)
        | EventKind::InvoiceFinalized(_)
        | EventKind::Other => end(app, event, "nothing to do").await,
    }
}

async fn checkout(app: &App, event: EventId, session: &CheckoutSession) -> Result<(), JobError> {
    let Some(topup) = topup_of(app, session.reference.as_deref(), &session.id).await? else {
        return end(app, event, NOT_OURS).await;
    };
    let word = if session.is_paid() {
        ask::of_checkout(app, session)
    } else {
        state(app, &topup).await?
    };
    settle(app, event, &topup, &word).await
}

async fn payment(app: &App, event: EventId, payment: &Payment) -> Result<(), JobError> {
    let Some(topup) = topup_of(app, payment.reference.as_deref(), &payment.id).await? else {
        return end(app, event, NOT_OURS).await;
    };
    let word = match (topup.kind, ask::of_payment(app, payment)) {
        (TopupKind::Auto, paid @ Word::Paid(_)) => paid,
        // Of several cards that a customer tries, each is a payment that failed: the checkout
        // tells what became of them.
        (TopupKind::Manual, _) => state(app, &topup).await?,
        (TopupKind::Auto, _) if topup.payment.is_some() => state(app, &topup).await?,
        // The answer to the charge was lost, and with it the payment's id.
        (TopupKind::Auto, _) => {
            let now = app.cashier.provider.payment(&payment.id).await;
            ask::of_payment(app, &now.map_err(JobError::retry)?)
        }
    };
    settle(app, event, &topup, &word).await
}

/// The present state of a top-up at the provider, if it still matters.
async fn state(app: &App, topup: &Topup) -> Result<Word, JobError> {
    if topup.status != TopupStatus::Pending {
        return Ok(Word::Waiting);
    }
    match ask::ask(app, topup).await {
        Ok(word) => Ok(word),
        Err(PaymentError::NotFound { .. }) => Ok(Word::Unknown),
        Err(error) => Err(JobError::retry(error)),
    }
}

async fn topup_of(
    app: &App,
    reference: Option<&str>,
    object: &str,
) -> Result<Option<Topup>, JobError> {
    let named = reference.and_then(|id| id.parse::<TopupId>().ok());
    if let Some(id) = named
        && let Some(topup) = app.store.any_topup(id).await?
    {
        return Ok(Some(topup));
    }
    Ok(app.store.topup_of(app.cashier.name(), object).await?)
}

/// Acts upon a word of a top-up, and notes what came of it in the same transaction.
async fn settle(app: &App, event: EventId, topup: &Topup, word: &Word) -> Result<(), JobError> {
    let tx = app.store.begin().await?;
    if !tx.take_payment_event(event).await? {
        tx.roll_back().await;
        return Ok(());
    }
    let came = ask::apply(app, &tx, topup, word).await.map_err(fail::job)?;
    super::auto::tell(&came);
    tx.end_payment_event(event, &came.words(word)).await?;
    Ok(tx.commit().await?)
}

/// Makes a card that was saved the default one, unless a newer one is.
async fn set_up(app: &App, event: EventId, setup: &SetupOutcome) -> Result<(), JobError> {
    let provider = &app.cashier.provider;
    let (Some(customer), Some(method)) = (&setup.customer, &setup.payment_method) else {
        return end(app, event, NOT_OURS).await;
    };
    let Some(account) = account_of(app, Some(customer)).await? else {
        return end(app, event, NOT_OURS).await;
    };
    let saved = provider.payment_method(method).await;
    let present = provider.default_payment_method(customer).await;
    let present = present.map_err(JobError::retry)?;
    if let Some(saved) = saved.map_err(JobError::retry)? {
        let older = present
            .is_some_and(|present| present.id == saved.id || present.created_at > saved.created_at);
        let there = saved.customer.as_deref() == Some(customer.as_str());
        if there && !older {
            let key = IdempotencyKey::new(format!("default:{}", setup.id));
            let set = provider.set_default_payment_method(customer, method, &key);
            set.await.map_err(JobError::retry)?;
        }
    }
    refresh(app, event, account).await
}

async fn changed(app: &App, event: EventId, customer: Option<&str>) -> Result<(), JobError> {
    match account_of(app, customer).await? {
        Some(account) => refresh(app, event, account).await,
        None => end(app, event, NOT_OURS).await,
    }
}

async fn account_of(app: &App, customer: Option<&str>) -> Result<Option<AccountId>, JobError> {
    match customer {
        Some(id) => Ok(app
            .store
            .account_of_customer(app.cashier.name(), id)
            .await?),
        None => Ok(None),
    }
}

async fn refresh(app: &App, event: EventId, account: AccountId) -> Result<(), JobError> {
    app.store
        .write(async |tx| {
            if tx.take_payment_event(event).await? {
                saved::refresh_soon(tx, account).await?;
                tx.end_payment_event(event, "the saved payment method is read")
                    .await?;
            }
            Ok::<_, StoreError>(())
        })
        .await?;
    Ok(())
}

async fn end(app: &App, event: EventId, outcome: &str) -> Result<(), JobError> {
    app.store
        .write(async |tx| {
            if tx.take_payment_event(event).await? {
                tx.end_payment_event(event, outcome).await?;
            }
            Ok::<_, StoreError>(())
        })
        .await?;
    Ok(())
}
