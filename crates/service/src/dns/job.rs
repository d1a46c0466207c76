//! The queued sync of a domain's records.

use async_trait::async_trait;
use simpleinboxes_store::{Caller, DNS_SYNC_JOB, DnsRefused, DnsSyncJob, Job};

use super::{SyncError, publish};
use crate::jobs::{self, Context, Handler, JobError};

/// Publishes what was changed of a domain's records.
pub(crate) struct DnsSync;

#[async_trait]
impl Handler for DnsSync {
    fn kind(&self) -> &'static str {
        DNS_SYNC_JOB
    }

    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError> {
        let account = job.account.ok_or_else(|| JobError::dead("no account"))?;
        let DnsSyncJob { domain } = jobs::payload(job)?;
        let app = &*context.app;
        let published = publish(app, &Caller::system(account), domain).await;
        let Err(error) = published else {
            return Ok(());
        };
        let after = error.after(app.clock.now());
        match error {
            // It was let go meanwhile, and its records with it.
            SyncError::Refused(DnsRefused::NoDomain | DnsRefused::NoZone) => Ok(()),
            SyncError::Refused(refused) => Err(JobError::retry(refused)),
            SyncError::Host(error) if !error.passing => Err(JobError::dead(error.words)),
            SyncError::Host(error) => Err(match error.alone {
                Some(alone) => JobError::put_off(error.words, alone),
                None => JobError::Retry {
                    error: error.words,
                    after,
                },
            }),
            SyncError::Busy(_) => Err(JobError::Retry {
                error: "another sync of the domain is under way".to_owned(),
                after,
            }),
            SyncError::TooManyDeletions(many) => Err(JobError::dead(many)),
        }
    }
}
