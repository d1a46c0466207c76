//! Automatic top-ups: one attempt at a time for a wallet, and never two charges for one dip.
//!
//! An attempt is written before the provider is asked, and the provider is asked under its id. A
//! process that dies at any moment leaves an attempt that says what was asked for: the next run of
//! the job asks for the same again, which charges once, or reads what became of it.

use async_trait::async_trait;
use chrono::TimeDelta;
use serde::Deserialize;
use simpleinboxes_core::Timestamp;
use simpleinboxes_providers::payments::{
    Decline, DeclineReason, IdempotencyKey, Metadata, NewCharge, PaymentError,
};
use simpleinboxes_store::{
    AUTO_RECHARGE_JOB, Caller, Job, LostRecharge, NewJob, RechargeFailure, RechargeStep, Settled,
    Topup,
};
use uuid::Uuid;

use super::{
    ask::{self, Came, Word},
    convert, deliver, fail,
};
use crate::{
    app::App,
    jobs::{self, Context, Handler, JobError},
};

/// How long to wait for a payment that is being processed; the provider's report may come sooner.
const PROCESSING: TimeDelta = TimeDelta::minutes(10);

/// For how long a charge whose answer was lost is asked for under the same id. Stripe forgets an
/// id after 24 hours, and asked again after that it would charge a second time: then nobody can
/// tell what became of the charge, and none is made by itself.
const SAME_KEY: TimeDelta = TimeDelta::hours(23);

/// How many attempts one run makes: one that was left over, and one that is due.
const STEPS: usize = 4;

/// Looks after the automatic top-up of a wallet.
pub(crate) struct AutoRecharge;

#[derive(Deserialize)]
struct Payload {
    wallet: Uuid,
}

/// Where an attempt stands.
enum Stand {
    /// It has ended.
    Over,
    /// The money is under way.
    UnderWay,
    /// Nobody can tell, and nothing can be done about it.
    Lost,
}

/// Whether the provider was asked for a charge before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Never,
    Perhaps,
}

#[async_trait]
impl Handler for AutoRecharge {
    fn kind(&self) -> &'static str {
        AUTO_RECHARGE_JOB
    }

    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError> {
        let Payload { wallet } = jobs::payload(job)?;
        let account = job.account.ok_or_else(|| JobError::dead("no account"))?;
        look_after(&context.app, &Caller::system(account), job, wallet).await
    }
}

async fn look_after(app: &App, system: &Caller, job: &Job, wallet: Uuid) -> Result<(), JobError> {
    for _ in 0..STEPS {
        let (topup, asked) = match step(app, system, wallet).await? {
            RechargeStep::Nothing => return Ok(()),
            RechargeStep::Failed(failure) => {
                warn(&failure);
                return Ok(());
            }
            RechargeStep::Later(at) => return again(app, system, job, at).await,
            RechargeStep::Begun(topup) => (topup, Asked::Never),
            RechargeStep::UnderWay(topup) => (topup, Asked::Perhaps),
        };
        match resolve(app, system, &topup, asked).await? {
            Stand::Over => {}
            Stand::Lost => return Ok(()),
            Stand::UnderWay => {
                return again(app, system, job, app.clock.now() + PROCESSING).await;
            }
        }
    }
    Ok(())
}

async fn step(app: &App, system: &Caller, wallet: Uuid) -> Result<RechargeStep, JobError> {
    let provider = app.cashier.name();
    let begun = app.store.write(async |tx| {
        let scoped = tx.scoped(system);
        scoped.begin_recharge(wallet, provider).await
    });
    begun.await.map_err(fail::job)
}

/// Charges an attempt, or finds out what became of it.
async fn resolve(
    app: &App,
    system: &Caller,
    topup: &Topup,
    asked: Asked,
) -> Result<Stand, JobError> {
    let unknown_since = topup.created_at + SAME_KEY;
    let word = if topup.payment.is_some() {
        let asked = ask::ask(app, topup).await;
        asked.map_err(|error| fail::again(&error))?
    } else if app.clock.now() >= unknown_since {
        return lose(app, system, topup, unknown_since).await;
    } else {
        charge(app, system, topup, asked).await?
    };
    let tx = app.store.begin().await?;
    let came = ask::apply(app, &tx, topup, &word)
        .await
        .map_err(fail::job)?;
    tx.commit().await?;
    tell(&came);
    deliver::soon(app).await;
    match word {
        Word::Waiting | Word::Open | Word::Unknown => Ok(Stand::UnderWay),
        Word::Paid(_) if !settled(&came) => Ok(Stand::UnderWay),
        Word::Paid(_) | Word::Refused(_) | Word::Expired => Ok(Stand::Over),
    }
}

/// False when a payment does not fit the attempt, which is then for the operator to look at.
fn settled(came: &Came) -> bool {
    match came {
        Came::Settled(settled) => !matches!(**settled, Settled::Mismatch { .. }),
        Came::Nothing | Came::Counted(_) => true,
    }
}

/// Gives up finding out what became of an attempt.
async fn lose(
    app: &App,
    system: &Caller,
    topup: &Topup,
    unknown_since: Timestamp,
) -> Result<Stand, JobError> {
    let lost = app.store.write(async |tx| {
        let scoped = tx.scoped(system);
        scoped.lose_recharge(topup.id, unknown_since).await
    });
    match lost.await.map_err(fail::job)? {
        Some(LostRecharge::GivenUp) => Ok(Stand::Over),
        Some(LostRecharge::SwitchedOff(failure)) => {
            tracing::error!(topup = %topup.id, "nobody can tell whether an automatic top-up was paid; look for it at the payment provider");
            warn(&failure);
            Ok(Stand::Lost)
        }
        None => Ok(Stand::Lost),
    }
}

async fn charge(app: &App, system: &Caller, topup: &Topup, asked: Asked) -> Result<Word, JobError> {
    if topup.provider != app.cashier.name() {
        return Err(JobError::retry("begun with another payment provider"));
    }
    let scoped = app.store.scoped(system);
    let customer = scoped.payment_customer(app.cashier.name()).await?;
    let (Some(customer), Some(payment_method)) = (customer, topup.payment_method.clone()) else {
        return Ok(refused("The payment provider does not know the account."));
    };
    let new = NewCharge {
        customer,
        payment_method,
        amount: topup.amount,
        description: convert::kind_words(topup.kind).to_owned(),
        reference: topup.id.to_string(),
        metadata: Metadata::new(),
    };
    let key = IdempotencyKey::new(format!("topup:{}", topup.id));
    match app.cashier.provider.charge(&new, &key).await {
        Ok(payment) => {
            link(app, system, topup, &payment.id).await?;
            Ok(ask::of_payment(app, &payment))
        }
        Err(PaymentError::Declined(decline)) => Ok(Word::Refused(decline)),
        // Nothing was done, and asking again will not help.
        Err(error @ (PaymentError::Invalid { .. } | PaymentError::NotFound { .. })) => {
            Ok(refuse(topup, &error))
        }
        // Nothing was done by this call. Whether one before it was made, our new key may not see.
        Err(error @ PaymentError::Authentication { .. }) if asked == Asked::Never => {
            Ok(refuse(topup, &error))
        }
        // It may have been done: the same is asked for again.
        Err(error) => Err(fail::again(&error)),
    }
}

fn refuse(topup: &Topup, error: &PaymentError) -> Word {
    tracing::error!(topup = %topup.id, %error, "an automatic top-up can't be charged");
    refused("The payment provider refused the request.")
}

fn refused(message: &str) -> Word {
    Word::Refused(Decline {
        reason: DeclineReason::ProviderError,
        message: message.to_owned(),
        code: None,
        payment: None,
    })
}

async fn link(app: &App, system: &Caller, topup: &Topup, payment: &str) -> Result<(), JobError> {
    app.store
        .write(async |tx| {
            let scoped = tx.scoped(system);
            scoped.link_topup(topup.id, None, Some(payment)).await
        })
        .await?;
    Ok(())
}

/// Has this job run once more, at that time.
async fn again(app: &App, system: &Caller, job: &Job, at: Timestamp) -> Result<(), JobError> {
    let key = job.key.clone().ok_or_else(|| JobError::dead("no key"))?;
    let next = NewJob::new(AUTO_RECHARGE_JOB)
        .key(key)
        .at(at)
        .payload(&job.payload)
        .map_err(JobError::dead)?;
    app.store
        .write(async |tx| tx.scoped(system).enqueue(&next).await)
        .await?;
    Ok(())
}

/// Says so in the log when a failure was counted.
pub(super) fn tell(came: &Came) {
    if let Came::Counted(failure) = came {
        warn(failure);
    }
}

fn warn(failure: &RechargeFailure) {
    let RechargeFailure {
        wallet,
        reason,
        failures,
        next_attempt_at,
    } = failure;
    match next_attempt_at {
        Some(next) => {
            tracing::warn!(%wallet, %reason, failures, %next, "an automatic top-up failed");
        }
        None => {
            tracing::warn!(%wallet, %reason, failures, "an automatic top-up failed, and is off now");
        }
    }
}
