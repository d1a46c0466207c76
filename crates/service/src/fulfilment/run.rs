//! The job around a step.

use async_trait::async_trait;
use chrono::TimeDelta;
use serde_json::Value;
use simpleinboxes_core::{backoff::Backoff, id::DomainId};
use simpleinboxes_store::{ActionFailure, ActionJob, Caller, DOMAIN_ACTION_JOB, Job, Started};

use super::{StepError, Steps};
use crate::{
    app::App,
    jobs::{self, Context, Handler, JobError},
};

/// How long to wait after an attempt that failed: the wait doubles up to an hour.
const BACKOFF: Backoff = Backoff {
    base: TimeDelta::seconds(10),
    cap: TimeDelta::hours(1),
};

/// Carries out steps of work on domains.
pub struct DomainActions {
    steps: Steps,
}

impl DomainActions {
    /// With these, each for its type.
    #[must_use]
    pub const fn new(steps: Steps) -> Self {
        Self { steps }
    }
}

#[async_trait]
impl Handler for DomainActions {
    fn kind(&self) -> &'static str {
        DOMAIN_ACTION_JOB
    }

    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError> {
        let account = job.account.ok_or_else(|| JobError::dead("no account"))?;
        let ActionJob { action } = jobs::payload(job)?;
        let app = &*context.app;
        let system = Caller::system(account);
        let started = app
            .store
            .write(async |tx| tx.scoped(&system).start_action(action).await)
            .await?;
        let Some(started) = started else {
            return Ok(());
        };
        let outcome = match self.steps.of(started.action.kind) {
            Some(step) => step.attempt(&started, app).await,
            None => Err(StepError::stuck(
                "This deployment has nothing that carries out this step.",
            )),
        };
        end(app, &system, &started, outcome).await
    }
}

async fn end(
    app: &App,
    system: &Caller,
    started: &Started,
    outcome: Result<Value, StepError>,
) -> Result<(), JobError> {
    let id = started.action.id;
    let domain: DomainId = started.action.domain;
    app.store
        .write(async |tx| {
            let scoped = tx.scoped(system);
            match outcome {
                Ok(result) => {
                    scoped.succeed_action(id, &result, &app.prices).await?;
                }
                Err(StepError::Later { error, after }) => {
                    let attempts = started.action.attempts;
                    let drawn = || BACKOFF.draw(attempts, &app.entropy);
                    let wait = after.unwrap_or_else(drawn);
                    let failure = ActionFailure { error, wait };
                    scoped.put_off_action(id, &failure).await?;
                }
                Err(StepError::PutOff { error, after: wait }) => {
                    let failure = ActionFailure { error, wait };
                    scoped.postpone_action(id, &failure).await?;
                }
                Err(StepError::Stuck(error)) => {
                    scoped.give_up_action(id, &error).await?;
                }
                Err(StepError::Lost(error)) => {
                    scoped.give_up_action(id, &error).await?;
                    let reason = error.message.as_str();
                    scoped.fail_domain(domain, reason, &app.prices).await?;
                }
            }
            Ok(())
        })
        .await
}
