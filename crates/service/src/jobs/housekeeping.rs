//! Clears away what is past its time.

use async_trait::async_trait;
use chrono::TimeDelta;
use simpleinboxes_store::Job;

use super::{Context, Handler, JobError};

/// How old a window of counted requests may be before it is cleared away, in seconds.
const OLDEST_WINDOW: i64 = 86_400;

/// Answers that are kept for replays, sessions, counts of past windows, and finished jobs; and keeps
/// the database's statistics fresh.
pub(super) struct Housekeeping;

#[async_trait]
impl Handler for Housekeeping {
    fn kind(&self) -> &'static str {
        "housekeeping"
    }

    fn every(&self) -> Option<TimeDelta> {
        Some(TimeDelta::minutes(10))
    }

    async fn run(&self, _: &Job, context: &Context) -> Result<(), JobError> {
        let store = &context.app.store;
        let now = context.app.clock.now().timestamp();
        let answers = store.purge_idempotency_keys().await?;
        let sessions = store.purge_sessions().await?;
        let windows = store.purge_request_counts(now - OLDEST_WINDOW).await?;
        let jobs = store.purge_jobs().await?;
        store.freshen_statistics().await?;
        tracing::debug!(answers, sessions, windows, jobs.done, jobs.dead, "cleared");
        Ok(())
    }
}
