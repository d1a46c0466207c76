//! Putting a job into the queue, in the transaction that wants it done.

use std::slice;
use std::sync::atomic::{AtomicBool, Ordering};

use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait as _, InsertStatement, OnConflict, Query};
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use serde_json::Value;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{AccountId, JobId, JobKind};

use super::{JobState, lane};
use crate::entities::job::{Column, Entity};
use crate::error::{Result, StoreError};
use crate::scoped::ScopedTx;
use crate::store::{Shared, Tx};

/// How often a job may be begun, unless it says otherwise.
const ATTEMPTS: u32 = 10;

/// A job to put into the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    kind: String,
    account: Option<AccountId>,
    key: Option<String>,
    run_at: Option<Timestamp>,
    max_attempts: u32,
    payload: Value,
}

impl NewJob {
    /// A job of this kind, for no account, to be done at once and tried ten times.
    #[must_use]
    pub fn new(kind: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            account: None,
            key: None,
            run_at: None,
            max_attempts: ATTEMPTS,
            payload: Value::Object(serde_json::Map::new()),
        }
    }

    /// For this account.
    #[must_use]
    pub fn account(mut self, account: AccountId) -> Self {
        self.account = Some(account);
        self
    }

    /// With a key that no two unfinished jobs have. Put into the queue again while it waits, it
    /// waits for the earlier of both times, but a back-off after a failure is kept; while it runs,
    /// it is run once more afterwards. In both cases the newer payload counts.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Not before this time.
    #[must_use]
    pub fn at(mut self, time: Timestamp) -> Self {
        self.run_at = Some(time);
        self
    }

    /// To be begun so many times at most, at least once.
    #[must_use]
    pub fn attempts(mut self, max: u32) -> Self {
        self.max_attempts = Ord::max(max, 1);
        self
    }

    /// With what it needs to know. No secrets: operators see it.
    ///
    /// # Errors
    /// When it can't be JSON.
    pub fn payload(mut self, payload: &impl Serialize) -> Result<Self> {
        self.payload = serde_json::to_value(payload).map_err(|_| StoreError::Corrupt {
            column: "jobs.payload",
        })?;
        Ok(self)
    }
}

impl Tx {
    /// Puts a job into the queue: it is there if this transaction commits. Gives the id of the
    /// job that will be run, which is an older one when that has the same key.
    ///
    /// # Errors
    /// When there is no such account or the database fails.
    pub async fn enqueue(&self, job: &NewJob) -> Result<JobId> {
        enqueue(&self.shared, &self.inner, &self.enqueued, job).await
    }

    /// Puts a job into the queue unless an unfinished one with its key is there, which is left as
    /// it is. Tells whether it was put there.
    ///
    /// # Errors
    /// As [`Self::enqueue`].
    pub async fn ensure_job(&self, job: &NewJob) -> Result<bool> {
        let jobs = slice::from_ref(job);
        let put = ensure(&self.shared, &self.inner, &self.enqueued, jobs).await?;
        Ok(put > 0)
    }

    /// The same for many, each with a key of its own. Tells how many were put there.
    ///
    /// # Errors
    /// As [`Self::enqueue`].
    pub(crate) async fn ensure_jobs(&self, jobs: &[NewJob]) -> Result<u64> {
        ensure(&self.shared, &self.inner, &self.enqueued, jobs).await
    }
}

impl ScopedTx<'_> {
    /// Puts jobs into the queue, as [`Tx::ensure_jobs`] does.
    pub(crate) async fn ensure_jobs(&self, jobs: &[NewJob]) -> Result<u64> {
        ensure(self.shared, &self.db, self.enqueued, jobs).await
    }

    /// Puts a job of the caller's account into the queue, as [`Tx::enqueue`] does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enqueue(&self, job: &NewJob) -> Result<JobId> {
        let job = job.clone().account(self.caller.account);
        enqueue(self.shared, &self.db, self.enqueued, &job).await
    }
}

async fn enqueue(
    shared: &Shared,
    db: &impl ConnectionTrait,
    enqueued: &AtomicBool,
    job: &NewJob,
) -> Result<JobId> {
    let mut insert = insert(shared, [job])?;
    if job.key.is_some() {
        insert.on_conflict(merge());
    }
    let row = db.query_one(&insert).await?;
    let row = row.ok_or(StoreError::Other(DbErr::RecordNotInserted))?;
    enqueued.store(true, Ordering::Relaxed);
    Ok(JobId::from_uuid(row.try_get_by_index(0)?))
}

async fn ensure(
    shared: &Shared,
    db: &impl ConnectionTrait,
    enqueued: &AtomicBool,
    jobs: &[NewJob],
) -> Result<u64> {
    if jobs.is_empty() {
        return Ok(0);
    }
    let unless_there = OnConflict::column(Column::Key)
        .target_and_where(unfinished())
        .do_nothing()
        .to_owned();
    let mut insert = insert(shared, jobs)?;
    let rows = db.query_all(insert.on_conflict(unless_there)).await?;
    enqueued.fetch_or(!rows.is_empty(), Ordering::Relaxed);
    Ok(u64::try_from(rows.len()).unwrap_or(u64::MAX))
}

/// An insert that gives the ids back.
fn insert<'j>(
    shared: &Shared,
    jobs: impl IntoIterator<Item = &'j NewJob>,
) -> Result<InsertStatement> {
    let now = shared.clock.now();
    let mut insert = Query::insert()
        .into_table(Entity)
        .columns([
            Column::Id,
            Column::AccountId,
            Column::Lane,
            Column::Kind,
            Column::Payload,
            Column::State,
            Column::Key,
            Column::RunAt,
            Column::Attempts,
            Column::MaxAttempts,
            Column::CreatedAt,
        ])
        .returning_col(Column::Id)
        .to_owned();
    for job in jobs {
        let attempts = i32::try_from(job.max_attempts).unwrap_or(i32::MAX);
        insert
            .values([
                shared.ids.next::<JobKind>().uuid().into(),
                job.account.map(AccountId::uuid).into(),
                lane(job.account).into(),
                job.kind.clone().into(),
                job.payload.clone().into(),
                JobState::Queued.as_str().into(),
                job.key.clone().into(),
                job.run_at.unwrap_or(now).into(),
                0.into(),
                attempts.into(),
                now.into(),
            ])
            .map_err(|error| StoreError::Other(DbErr::Custom(error.to_string())))?;
    }
    Ok(insert)
}

/// Where a key is unique: the condition of its index, word for word.
pub(super) fn unfinished() -> Expr {
    Expr::cust("state IN ('queued', 'running')")
}

/// What becomes of the unfinished job with the same key.
fn merge() -> OnConflict {
    let old = |column: Column| Expr::col((Entity, column));
    let new = |column: Column| Expr::col(("excluded", column));
    let is = |state: JobState| old(Column::State).eq(state.as_str());
    let fresh = is(JobState::Queued)
        .and(old(Column::Attempts).eq(0))
        .and(new(Column::RunAt).lt(old(Column::RunAt)));
    let sooner = is(JobState::Running).and(
        old(Column::AgainAt)
            .is_null()
            .or(new(Column::RunAt).lt(old(Column::AgainAt))),
    );
    let either = |condition: Expr, target: Column| {
        CaseStatement::new()
            .case(condition, new(Column::RunAt))
            .finally(old(target))
    };
    OnConflict::column(Column::Key)
        .target_and_where(unfinished())
        .value(Column::RunAt, either(fresh, Column::RunAt))
        .value(Column::AgainAt, either(sooner, Column::AgainAt))
        .update_column(Column::Payload)
        .to_owned()
}
