//! What operators see of jobs, and what is done with finished ones.

use chrono::TimeDelta;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _,
    QueryTrait as _,
};
use simpleinboxes_core::id::{AccountId, JobId, JobKind};

use super::end::afresh;
use super::{Job, JobState};
use crate::entities::job::{Column, Entity};
use crate::error::{Result, StoreError};
use crate::page::{Page, PageRequest};
use crate::store::{Store, Tx};

/// How long jobs that are done can be looked at.
const DONE_KEPT: TimeDelta = TimeDelta::days(7);

/// How long those that were given up can be retried.
const DEAD_KEPT: TimeDelta = TimeDelta::days(90);

/// Which jobs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobFilter {
    /// In this state.
    pub state: Option<JobState>,
    /// Of this kind.
    pub kind: Option<String>,
    /// For this account.
    pub account: Option<AccountId>,
}

/// What became of a wish to retry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retried {
    /// The job is in the queue again.
    Queued,
    /// It was not given up: it is in this state.
    Not(JobState),
    /// Another with the same key took its place.
    Replaced(JobId),
}

/// How many were forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PurgedJobs {
    /// Jobs that were done.
    pub done: u64,
    /// Jobs that were given up.
    pub dead: u64,
}

impl Store {
    /// Jobs, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn jobs(
        &self,
        filter: &JobFilter,
        page: PageRequest<JobKind>,
    ) -> Result<Page<Job, JobKind>> {
        let query = Entity::find()
            .apply_if(filter.state, |query, state| {
                query.filter(Column::State.eq(state.as_str()))
            })
            .apply_if(filter.kind.as_deref(), |query, kind| {
                query.filter(Column::Kind.eq(kind))
            })
            .apply_if(filter.account, |query, account| {
                query.filter(Column::AccountId.eq(account.uuid()))
            });
        let id = |row: &crate::entities::job::Model| JobId::from_uuid(row.id);
        let page = page
            .read(query, Column::Id, id, &self.connections.reader)
            .await?;
        page.try_map(Job::try_from)
    }

    /// One job.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn job(&self, id: JobId) -> Result<Option<Job>> {
        let row = Entity::find_by_id(id.uuid())
            .one(&self.connections.reader)
            .await?;
        row.map(Job::try_from).transpose()
    }

    /// How many jobs wait, run, and were given up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn job_counts(&self) -> Result<Vec<(JobState, u64)>> {
        let mut counts = Vec::new();
        for state in [JobState::Queued, JobState::Running, JobState::Dead] {
            let count: Option<i64> = Entity::find()
                .select_only()
                .column_as(Column::Id.count(), "count")
                .filter(Column::State.eq(state.as_str()))
                .into_tuple()
                .one(&self.connections.reader)
                .await?;
            counts.push((state, count.unwrap_or(0).unsigned_abs()));
        }
        Ok(counts)
    }

    /// Puts a job that was given up into the queue again, with all its attempts.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such job; those of the database.
    pub async fn retry_job(&self, id: JobId) -> Result<Retried> {
        self.write(async |tx| tx.retry_job(id).await).await
    }

    /// Forgets jobs that were done for seven days, and those that were given up for ninety.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn purge_jobs(&self) -> Result<PurgedJobs> {
        Ok(PurgedJobs {
            done: self.purge_finished(JobState::Done, DONE_KEPT).await?,
            dead: self.purge_finished(JobState::Dead, DEAD_KEPT).await?,
        })
    }

    async fn purge_finished(&self, state: JobState, kept: TimeDelta) -> Result<u64> {
        let purged = Entity::delete_many()
            .filter(Column::State.eq(state.as_str()))
            .filter(Column::FinishedAt.lte(self.shared.clock.now() - kept))
            .exec(&self.connections.writer)
            .await?;
        Ok(purged.rows_affected)
    }

    /// Waits until a transaction of this process has put a job into the queue, or has since the
    /// last wait.
    pub async fn job_enqueued(&self) {
        self.shared.enqueued.notified().await;
    }

    /// Wakes who waits in [`Self::job_enqueued`].
    pub fn wake_jobs(&self) {
        self.shared.enqueued.notify_one();
    }
}

impl Tx {
    async fn retry_job(&self, id: JobId) -> Result<Retried> {
        let row = Entity::find_by_id(id.uuid())
            .lock_exclusive()
            .one(&self.inner)
            .await?
            .ok_or(StoreError::NotFound("job"))?;
        let job = Job::try_from(row.clone())?;
        if job.state != JobState::Dead {
            return Ok(Retried::Not(job.state));
        }
        if let Some(key) = &job.key {
            let unfinished = [JobState::Queued.as_str(), JobState::Running.as_str()];
            let other = Entity::find()
                .filter(Column::Key.eq(key.as_str()))
                .filter(Column::State.is_in(unfinished))
                .one(&self.inner)
                .await?;
            if let Some(other) = other {
                return Ok(Retried::Replaced(JobId::from_uuid(other.id)));
            }
        }
        afresh(row, self.shared.clock.now())
            .update(&self.inner)
            .await?;
        self.enqueued
            .store(true, std::sync::atomic::Ordering::Relaxed);
        Ok(Retried::Queued)
    }
}
