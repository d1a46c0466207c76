//! One attempt at one job, from the lease to the end.

use std::{
    any::Any,
    panic::AssertUnwindSafe,
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::TimeDelta;
use futures::FutureExt as _;
use simpleinboxes_core::backoff::Backoff;
use simpleinboxes_store::{Job, JobState, Lease, Leased, NewJob, Outcome, Store, StoreError};
use tracing::Instrument as _;

use super::{Context, Handler, Handlers, JobError, JobMetrics, recurring_key};
use crate::app::App;

/// How waits grow where the handler does not say how long: from ten seconds to six hours.
const BACKOFF: Backoff = Backoff {
    base: TimeDelta::seconds(10),
    cap: TimeDelta::hours(6),
};

/// How long a job belongs to a process that does not renew its lease.
pub(super) const LEASE: TimeDelta = TimeDelta::seconds(60);

/// How long to wait before the end of an attempt is written again.
const AGAIN: Duration = Duration::from_secs(1);

/// The kind in metrics of jobs that nobody handles.
const UNKNOWN: &str = "unknown";

/// What attempts are made with.
#[derive(Clone)]
pub(super) struct Workshop {
    pub(super) app: Arc<App>,
    pub(super) handlers: Handlers,
    pub(super) metrics: JobMetrics,
}

/// How an attempt ended.
#[derive(Debug)]
pub(super) struct Ended {
    /// Why it failed, if it did.
    pub(super) error: Option<String>,
    /// What the job is then; nothing when the lease was lost meanwhile or the handler ended the
    /// job itself.
    pub(super) state: Option<JobState>,
}

impl Workshop {
    /// Puts recurring work into the queue where it is not.
    pub(super) async fn ensure_recurring(&self) -> Result<(), StoreError> {
        self.app
            .store
            .write(async |tx| {
                for kind in self.handlers.recurring() {
                    let job = NewJob::new(kind).key(recurring_key(kind));
                    tx.ensure_job(&job).await?;
                }
                Ok(())
            })
            .await
    }

    /// Makes an attempt.
    ///
    /// # Errors
    /// The end could not be written. The job is run again when its lease has run out.
    pub(super) async fn attempt(&self, leased: Leased) -> Result<Ended, StoreError> {
        let Leased { job, lease } = leased;
        let span = tracing::info_span!(
            "job",
            id = %job.id,
            kind = job.kind,
            account = job.account.map(tracing::field::display),
            attempt = job.attempts,
        );
        async {
            let begun = Instant::now();
            let handler = self.handlers.of(&job.kind);
            let context = Context {
                app: Arc::clone(&self.app),
                lease,
            };
            let result = match handler {
                Some(handler) => work(&**handler, &job, &context).await,
                None => Err(JobError::dead(format!(
                    "this version of the program knows no kind of job called {:?}",
                    job.kind
                ))),
            };
            let outcome = self.outcome(&job, result);
            let (word, error) = told(&outcome);
            let state = self.end(&lease, outcome).await?;
            let kind = handler.map_or(UNKNOWN, |handler| handler.kind());
            self.metrics.ended(kind, word, begun.elapsed());
            if state == Some(JobState::Dead) {
                tracing::error!(
                    "the job was given up; see `simpleinboxes jobs show {}`",
                    job.id
                );
            }
            Ok(Ended { error, state })
        }
        .instrument(span)
        .await
    }

    /// Writes the end. While the database is away it tries again for as long as the lease lasts:
    /// to run the job again would be worse.
    async fn end(&self, lease: &Lease, outcome: Outcome) -> Result<Option<JobState>, StoreError> {
        let over = Instant::now() + LEASE.to_std().unwrap_or_default();
        loop {
            match self.app.store.end_job(lease, outcome.clone()).await {
                Err(error) if error.is_temporary() && Instant::now() < over => {
                    tracing::warn!(%error, "the end of the job could not be written yet");
                    tokio::time::sleep(AGAIN).await;
                }
                ended => return ended,
            }
        }
    }

    fn outcome(&self, job: &Job, result: Result<(), JobError>) -> Outcome {
        match result {
            Ok(()) => Outcome::Done,
            Err(JobError::Dead { error }) => {
                tracing::warn!(error, "the attempt failed for good");
                Outcome::Hopeless { error }
            }
            Err(JobError::PutOff { error, after: wait }) => {
                tracing::info!(error, "the attempt was put off");
                Outcome::PutOff { error, wait }
            }
            Err(JobError::Retry { error, after }) => {
                tracing::warn!(error, "the attempt failed");
                let drawn = || BACKOFF.draw(job.attempts, &self.app.entropy);
                let wait = after.unwrap_or_else(drawn);
                Outcome::Failed { error, wait }
            }
        }
    }
}

/// What metrics and people are told of an outcome.
fn told(outcome: &Outcome) -> (&'static str, Option<String>) {
    match outcome {
        Outcome::Done => ("done", None),
        Outcome::Failed { error, .. } => ("failed", Some(error.clone())),
        Outcome::PutOff { error, .. } => ("put_off", Some(error.clone())),
        Outcome::Hopeless { error } => ("hopeless", Some(error.clone())),
        Outcome::Released => ("released", None),
    }
}

/// Runs the handler; its panic is a failure like others.
async fn work(handler: &dyn Handler, job: &Job, context: &Context) -> Result<(), JobError> {
    if let Some(every) = handler.every() {
        schedule_next(&context.app, job, every).await?;
    }
    AssertUnwindSafe(handler.run(job, context))
        .catch_unwind()
        .await
        .unwrap_or_else(|panic| Err(JobError::retry(words(&*panic))))
}

/// Has recurring work run once more after this one, whatever becomes of it.
async fn schedule_next(app: &App, job: &Job, every: TimeDelta) -> Result<(), StoreError> {
    // A further attempt does not put it off.
    if job.key.is_none() || job.again_at.is_some() {
        return Ok(());
    }
    let next = NewJob::new(&job.kind)
        .key(recurring_key(&job.kind))
        .at(app.clock.now() + every);
    let store: &Store = &app.store;
    store.write(async |tx| tx.enqueue(&next).await).await?;
    Ok(())
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("the handler panicked: {}", text.unwrap_or("no words"))
}
