//! What time and money ask of orders.

use async_trait::async_trait;
use chrono::TimeDelta;
use simpleinboxes_store::{Caller, Job, ORDER_JOB, OrderJob, SETTLE_JOB};

use crate::jobs::{self, Context, Handler, JobError};

/// How often it is looked for what was forgotten.
const EVERY: TimeDelta = TimeDelta::minutes(15);

/// How long a step that was given up may wait for a retry by hand, while its domain is being set
/// up. After that the domain fails and is refunded.
const PATIENCE: TimeDelta = TimeDelta::days(7);

/// How long an order may be unpaid. Then it is canceled, and others may have its domains.
const UNPAID: TimeDelta = TimeDelta::days(30);

/// Renews an order, tries that again, or ends it: whatever its time asks for.
pub(crate) struct OrderDue;

#[async_trait]
impl Handler for OrderDue {
    fn kind(&self) -> &'static str {
        ORDER_JOB
    }

    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError> {
        let account = job.account.ok_or_else(|| JobError::dead("no account"))?;
        let OrderJob { order } = jobs::payload(job)?;
        let app = &context.app;
        let system = Caller::system(account);
        let done = app
            .store
            .write(async |tx| tx.scoped(&system).order_due(order, &app.prices).await)
            .await?;
        tracing::debug!(%order, ?done, "looked at an order");
        Ok(())
    }
}

/// Pays what an account owes, oldest first, as far as there is money.
pub(crate) struct SettleOrders;

#[async_trait]
impl Handler for SettleOrders {
    fn kind(&self) -> &'static str {
        SETTLE_JOB
    }

    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError> {
        let account = job.account.ok_or_else(|| JobError::dead("no account"))?;
        let app = &context.app;
        let settled = app.store.settle_orders(account, &app.prices).await?;
        tracing::debug!(settled.paid, settled.owing, "settled");
        Ok(())
    }
}

/// Mends what was lost, ends what nobody pays for, and gives up what nobody helped.
pub(crate) struct OrdersUpkeep;

#[async_trait]
impl Handler for OrdersUpkeep {
    fn kind(&self) -> &'static str {
        "orders-upkeep"
    }

    fn every(&self) -> Option<TimeDelta> {
        Some(EVERY)
    }

    async fn run(&self, _: &Job, context: &Context) -> Result<(), JobError> {
        let app = &context.app;
        let forgotten = app.store.queue_forgotten_orders().await?;
        let now = app.clock.now();
        let expired = app.store.expire_unpaid_orders(now - UNPAID).await?;
        let cutoff = now - PATIENCE;
        let failed = app.store.fail_stuck_domains(cutoff, &app.prices).await?;
        tracing::debug!(forgotten, expired, failed, "looked after orders");
        Ok(())
    }
}
