//! Looks after work that nobody would end.

use async_trait::async_trait;
use chrono::TimeDelta;
use simpleinboxes_store::Job;

use crate::jobs::{Context, Handler, JobError};

/// How often it is looked.
const EVERY: TimeDelta = TimeDelta::minutes(15);

/// For how long nothing was heard of work whose job is looked for: what queues or ends it does so
/// in the same transaction, so that a shorter time would do as well.
const SILENT: TimeDelta = TimeDelta::minutes(10);

/// How long after a step was given up that lets a domain go it is tried again.
const AGAIN: TimeDelta = TimeDelta::days(1);

/// Ends work whose job was given up, has work done whose job was lost, and lets domains go for as
/// long as it takes. What it finds is in the log as a warning, step by step: a vendor that fails for
/// days and a step that kills its worker are for the operator to look at.
pub(crate) struct WorkUpkeep;

#[async_trait]
impl Handler for WorkUpkeep {
    fn kind(&self) -> &'static str {
        "work-upkeep"
    }

    fn every(&self) -> Option<TimeDelta> {
        Some(EVERY)
    }

    async fn run(&self, _: &Job, context: &Context) -> Result<(), JobError> {
        let app = &context.app;
        let now = app.clock.now();
        let steps = app.store.mend_actions(now - SILENT).await?;
        let changes = app.store.mend_mutations(now - SILENT).await?;
        let again = app.store.retry_letting_go(now - AGAIN).await?;
        tracing::debug!(?steps, ?changes, again, "looked after work");
        Ok(())
    }
}
