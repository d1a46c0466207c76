//! Checks in the background.

use async_trait::async_trait;
use chrono::TimeDelta;
use simpleinboxes_store::{Caller, DomainCheckJob, Job, MAIL_CHECK_JOB, NAMESERVER_CHECK_JOB};

use super::{look::look, mail::look_at_mail};
use crate::jobs::{self, Context, Handler, JobError};

/// How often it is looked for checks that are due.
const EVERY: TimeDelta = TimeDelta::minutes(1);

/// How many are queued at once: what a small deployment does in a minute.
const BATCH: u64 = 1_000;

/// Queues checks that are due.
pub(crate) struct DueChecks;

#[async_trait]
impl Handler for DueChecks {
    fn kind(&self) -> &'static str {
        "domain-checks"
    }

    fn every(&self) -> Option<TimeDelta> {
        Some(EVERY)
    }

    async fn run(&self, _: &Job, context: &Context) -> Result<(), JobError> {
        let store = &context.app.store;
        let delegations = store.queue_due_nameserver_checks(BATCH).await?;
        let mail = store.queue_due_mail_checks(BATCH).await?;
        tracing::debug!(delegations, mail, "queued checks of domains");
        Ok(())
    }
}

/// Looks at the delegation of a domain.
pub(crate) struct NameserverChecks;

#[async_trait]
impl Handler for NameserverChecks {
    fn kind(&self) -> &'static str {
        NAMESERVER_CHECK_JOB
    }

    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError> {
        let account = job.account.ok_or_else(|| JobError::dead("no account"))?;
        let DomainCheckJob { domain, if_due } = jobs::payload(job)?;
        let app = &*context.app;
        let system = Caller::system(account);
        let found = app.store.scoped(&system).delegation(domain).await?;
        let Some(found) = found else {
            return Ok(());
        };
        let is_due = found.next_check_at.is_some_and(|at| at <= app.clock.now());
        if if_due && !is_due {
            return Ok(());
        }
        let look = look(app, &system, &found).await?;
        let status = look.map(|look| look.kept.status.as_str());
        tracing::debug!(%domain, status, "looked at a delegation");
        Ok(())
    }
}

/// Looks at the mail records of a domain.
pub(crate) struct MailChecks;

#[async_trait]
impl Handler for MailChecks {
    fn kind(&self) -> &'static str {
        MAIL_CHECK_JOB
    }

    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError> {
        let account = job.account.ok_or_else(|| JobError::dead("no account"))?;
        let DomainCheckJob { domain, if_due } = jobs::payload(job)?;
        let app = &*context.app;
        let system = Caller::system(account);
        let state = app.store.scoped(&system).mail_dns(domain).await?;
        let Some(state) = state else {
            return Ok(());
        };
        let is_due = state.next_check_at.is_some_and(|at| at <= app.clock.now());
        if if_due && !is_due {
            return Ok(());
        }
        let kept = look_at_mail(app, &system, &state).await?;
        let status = kept.map(|kept| kept.status.as_str());
        tracing::debug!(%domain, status, "looked at mail records");
        Ok(())
    }
}
