//! What time and blocklists ask of the pool.

use async_trait::async_trait;
use chrono::TimeDelta;
use simpleinboxes_providers::{
    DomainName,
    blocklist::{Blocklist, RemovalRequest},
};
use simpleinboxes_store::{
    Caller, Job, RECOVERY_CHECK_JOB, RECOVERY_REMOVAL_JOB, RecoveryJob, RemovalStep,
};

use super::convert;
use crate::jobs::{self, Context, Handler, JobError};

/// How often it is looked for what is due.
const EVERY: TimeDelta = TimeDelta::minutes(1);

/// How many entries are moved on or queued at once.
const BATCH: u64 = 1_000;

/// Queues checks that are due, and moves entries on whose time has come.
pub(crate) struct RecoveryUpkeep;

#[async_trait]
impl Handler for RecoveryUpkeep {
    fn kind(&self) -> &'static str {
        "recovery-upkeep"
    }

    fn every(&self) -> Option<TimeDelta> {
        Some(EVERY)
    }

    async fn run(&self, _: &Job, context: &Context) -> Result<(), JobError> {
        let store = &context.app.store;
        let checks = store.queue_due_recovery_checks(BATCH).await?;
        let moved = store.advance_due_recoveries(BATCH).await?;
        tracing::debug!(checks, moved, "looked after the Recovery Pool");
        Ok(())
    }
}

/// Asks blocklists about an entry.
pub(crate) struct RecoveryChecks;

#[async_trait]
impl Handler for RecoveryChecks {
    fn kind(&self) -> &'static str {
        RECOVERY_CHECK_JOB
    }

    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError> {
        let account = job.account.ok_or_else(|| JobError::dead("no account"))?;
        let RecoveryJob { entry } = jobs::payload(job)?;
        let app = &*context.app;
        let system = Caller::system(account);
        let found = app.store.scoped(&system).recovery_entry(entry).await?;
        let Some(found) = found.filter(|one| simpleinboxes_core::recovery::is_open(one.status))
        else {
            return Ok(());
        };
        let name = DomainName::parse(&found.domain).map_err(JobError::dead)?;
        let findings = app.vendors.blocklists.check(&name).await;
        let findings = findings.iter().map(convert::finding);
        let findings: Vec<_> = findings
            .collect::<Result<_, _>>()
            .map_err(|error| JobError::dead(format!("{error:?}")))?;
        let kept = app
            .store
            .write(async |tx| tx.scoped(&system).keep_blocklists(entry, &findings).await)
            .await?;
        let light = kept.map(|kept| kept.light.as_str());
        tracing::debug!(%entry, light, "asked blocklists");
        Ok(())
    }
}

/// Asks for an entry's domain to be taken off the lists that block it.
pub(crate) struct RecoveryRemovals;

#[async_trait]
impl Handler for RecoveryRemovals {
    fn kind(&self) -> &'static str {
        RECOVERY_REMOVAL_JOB
    }

    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError> {
        let account = job.account.ok_or_else(|| JobError::dead("no account"))?;
        let RecoveryJob { entry } = jobs::payload(job)?;
        let app = &*context.app;
        let system = Caller::system(account);
        let wanted = app.store.scoped(&system).wanted_removals(entry).await?;
        let Some((domain, wanted)) = wanted else {
            return Ok(());
        };
        let name = DomainName::parse(&domain).map_err(JobError::dead)?;
        let lists = Blocklist::ALL;
        for (list, asked) in wanted.into_iter().filter_map(|list| {
            let asked = lists.iter().find(|one| one.as_str() == list.as_str())?;
            Some((list, *asked))
        }) {
            let came = app.vendors.blocklists.request_removal(asked, &name).await;
            let came = match came.map_err(JobError::retry)? {
                RemovalRequest::Taken => RemovalStep::Requested,
                RemovalRequest::ByHand => RemovalStep::ByHand {
                    url: asked.removal_url().to_owned(),
                },
            };
            app.store
                .write(async |tx| tx.scoped(&system).note_removal(entry, list, &came).await)
                .await?;
        }
        Ok(())
    }
}
