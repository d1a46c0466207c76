//! The end of an attempt, told by whoever holds the lease.

use std::sync::atomic::Ordering;

use chrono::TimeDelta;
use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{
    ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Set,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{JobId, JobKind};
use uuid::Uuid;

use super::lease::{expired, held_by};
use super::{JobState, Lease};
use crate::entities::job::{ActiveModel, Column, Entity, Model};
use crate::error::Result;
use crate::store::{Store, Tx};

/// The longest error that is kept, in bytes.
const LONGEST_ERROR: usize = 2000;

/// What is kept when the worker did not live to tell.
const LOST: &str = "its worker was lost";

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The work is done.
    Done,
    /// It failed, and is to be tried again after a while unless it was tried often enough.
    Failed {
        /// Why, for operators; no secrets.
        error: String,
        /// How long to wait.
        wait: TimeDelta,
    },
    /// It can't be made yet, for a reason that is none of the job's: no attempt is counted.
    PutOff {
        /// Why, for operators; no secrets.
        error: String,
        /// How long to wait.
        wait: TimeDelta,
    },
    /// It can't succeed: no further attempt.
    Hopeless {
        /// Why, for operators; no secrets.
        error: String,
    },
    /// It was not carried through, and is for another worker: no attempt is counted.
    Released,
}

impl Outcome {
    pub(super) fn lost() -> Self {
        Self::Failed {
            error: LOST.to_owned(),
            wait: TimeDelta::zero(),
        }
    }
}

impl Store {
    /// Ends an attempt and tells what the job is then; nothing when the lease was lost meanwhile,
    /// and then nothing is changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_job(&self, lease: &Lease, outcome: Outcome) -> Result<Option<JobState>> {
        self.write(async |tx| tx.end_job(lease, outcome).await)
            .await
    }
}

impl Tx {
    /// Ends an attempt together with its effects, as [`Store::end_job`] does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_job(&self, lease: &Lease, outcome: Outcome) -> Result<Option<JobState>> {
        let row = Entity::find()
            .filter(held_by(*lease))
            .lock_exclusive()
            .one(&self.inner)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let now = self.shared.clock.now();
        let (ended, state) = end(row.clone(), outcome, now);
        ended.update(&self.inner).await?;
        // A job that was asked for while this one ran does not go down with it.
        if let (JobState::Dead, Some(again_at)) = (state, row.again_at) {
            let id = self.shared.ids.next::<JobKind>().uuid();
            let again = afresh(row, again_at);
            let again = ActiveModel {
                id: Set(id),
                created_at: Set(now),
                last_error: Set(None),
                ..again.reset_all()
            };
            Entity::insert(again)
                .exec_without_returning(&self.inner)
                .await?;
        }
        if state == JobState::Queued || state == JobState::Dead {
            self.enqueued.store(true, Ordering::Relaxed);
        }
        Ok(Some(state))
    }

    /// Takes back what belongs to workers that are gone: to be begun again, or given up where it
    /// was begun often enough. What kills its worker each time must come to an end.
    pub(super) async fn reclaim(&self, worker: Uuid, now: Timestamp) -> Result<()> {
        let lost = Entity::find()
            .filter(expired(worker, now))
            .order_by_asc(Column::Id)
            .limit(100)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .all(&self.inner)
            .await?;
        for row in lost {
            let lease = Lease {
                job: JobId::from_uuid(row.id),
                worker: row.leased_by.unwrap_or_default(),
                attempt: row.attempts.unsigned_abs(),
            };
            self.end_job(&lease, Outcome::lost()).await?;
        }
        Ok(())
    }
}

/// The row as it is after the attempt, and its state.
fn end(row: Model, outcome: Outcome, now: Timestamp) -> (ActiveModel, JobState) {
    let used_up = row.attempts >= row.max_attempts;
    match outcome {
        Outcome::Done => match row.again_at {
            Some(again_at) => {
                let mut again = afresh(row, again_at);
                again.last_error = Set(None);
                (again, JobState::Queued)
            }
            None => finished(row, JobState::Done, None, now),
        },
        Outcome::Failed { error, wait } if !used_up => {
            let mut waiting = released(row);
            waiting.run_at = Set(now + wait);
            waiting.last_error = Set(Some(shortened(error)));
            (waiting, JobState::Queued)
        }
        Outcome::PutOff { error, wait } => {
            let attempts = row.attempts - 1;
            let mut waiting = released(row);
            waiting.attempts = Set(attempts);
            waiting.run_at = Set(now + wait);
            waiting.last_error = Set(Some(shortened(error)));
            (waiting, JobState::Queued)
        }
        Outcome::Failed { error, .. } | Outcome::Hopeless { error } => {
            finished(row, JobState::Dead, Some(error), now)
        }
        Outcome::Released => {
            let attempts = row.attempts - 1;
            let mut waiting = released(row);
            waiting.attempts = Set(attempts);
            (waiting, JobState::Queued)
        }
    }
}

/// The row in the queue, and nobody's.
fn released(row: Model) -> ActiveModel {
    let mut waiting = row.into_active_model();
    waiting.state = Set(JobState::Queued.as_str().to_owned());
    waiting.leased_by = Set(None);
    waiting.leased_until = Set(None);
    waiting
}

/// The row as it is before a first attempt.
pub(super) fn afresh(row: Model, run_at: Timestamp) -> ActiveModel {
    let mut fresh = row.into_active_model();
    fresh.state = Set(JobState::Queued.as_str().to_owned());
    fresh.run_at = Set(run_at);
    fresh.again_at = Set(None);
    fresh.attempts = Set(0);
    fresh.leased_by = Set(None);
    fresh.leased_until = Set(None);
    fresh.finished_at = Set(None);
    fresh
}

fn finished(
    row: Model,
    state: JobState,
    error: Option<String>,
    now: Timestamp,
) -> (ActiveModel, JobState) {
    let mut finished = row.into_active_model();
    finished.state = Set(state.as_str().to_owned());
    finished.again_at = Set(None);
    finished.leased_by = Set(None);
    finished.leased_until = Set(None);
    finished.finished_at = Set(Some(now));
    if let Some(error) = error {
        finished.last_error = Set(Some(shortened(error)));
    }
    (finished, state)
}

fn shortened(mut error: String) -> String {
    error.truncate(error.floor_char_boundary(LONGEST_ERROR));
    // PostgreSQL's texts can't hold it.
    error.replace('\0', "\u{fffd}")
}
