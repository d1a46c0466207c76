//! What nobody else came to: mends what a crash at an unlucky moment leaves.

use async_trait::async_trait;
use chrono::TimeDelta;
use simpleinboxes_core::status::TopupKind;
use simpleinboxes_store::{Caller, Job};

use super::{deliver, events, expiry};
use crate::{
    app::App,
    jobs::{Context, Handler, JobError},
};

/// How often it looks.
const EVERY: TimeDelta = TimeDelta::minutes(5);

/// How old something must be to count as forgotten.
const FORGOTTEN: TimeDelta = TimeDelta::minutes(5);

/// How long a top-up by hand lasts, and a while more.
const LONG_OVER: TimeDelta = TimeDelta::hours(25);

/// How long reports are kept after they were acted upon: longer than the provider repeats them.
const KEEP: TimeDelta = TimeDelta::days(60);

/// How much of a kind it takes up in one run.
const MOST: u64 = 200;

/// Finds what was forgotten and has it done.
pub(crate) struct Upkeep;

#[async_trait]
impl Handler for Upkeep {
    fn kind(&self) -> &'static str {
        "payments-upkeep"
    }

    fn every(&self) -> Option<TimeDelta> {
        Some(EVERY)
    }

    async fn run(&self, _: &Job, context: &Context) -> Result<(), JobError> {
        let app = &context.app;
        deliver::all(app).await?;
        reports(app).await?;
        topups(app).await?;
        recharges(app).await?;
        let before = app.clock.now() - KEEP;
        app.store.purge_payment_events(before).await?;
        Ok(())
    }
}

async fn reports(app: &App) -> Result<(), JobError> {
    let before = app.clock.now() - FORGOTTEN;
    for event in app.store.unhandled_payment_events(before, MOST).await? {
        let job = events::job(event)?;
        app.store.write(async |tx| tx.enqueue(&job).await).await?;
    }
    Ok(())
}

async fn topups(app: &App) -> Result<(), JobError> {
    let before = app.clock.now() - LONG_OVER;
    let kind = TopupKind::Manual;
    for topup in app.store.pending_topups(kind, before, MOST).await? {
        let job = expiry::job(&topup).map_err(JobError::dead)?;
        app.store.write(async |tx| tx.enqueue(&job).await).await?;
    }
    Ok(())
}

async fn recharges(app: &App) -> Result<(), JobError> {
    let before = app.clock.now() - FORGOTTEN;
    for (account, wallet) in app.store.neglected_recharges(before, MOST).await? {
        let system = Caller::system(account);
        app.store
            .write(async |tx| tx.scoped(&system).look_after_recharge(wallet).await)
            .await?;
    }
    Ok(())
}
