//! Work to be done later: put into the queue in the transaction that wants it done, leased in
//! short ones by whoever has time, done at least once.
//!
//! - A job is taken under a [`Lease`] that must be renewed. One that ran out is taken again: a
//!   killed process loses no job. Only the holder of the lease ends the job.
//! - Among accounts that have something due, the one served longest ago comes first, so that one
//!   with 10,000 jobs does not hold up another's one. Work of no account is such an account too.
//! - A job with a key is there once among the unfinished. See [`NewJob::key`].
//! - Time is the store's clock alone, never the database's.

mod end;
mod enqueue;
mod fate;
mod lease;
mod operator;

use serde_json::Value;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{AccountId, JobId};
use uuid::Uuid;

pub use end::Outcome;
pub use enqueue::NewJob;
pub(crate) use fate::{Fate, fate, running, unfinished};
pub use lease::{Lease, LeaseRequest, Leased};
pub use operator::{JobFilter, PurgedJobs, Retried};
pub use simpleinboxes_core::status::JobState;

use crate::entities::job;
use crate::error::{Result, StoreError};

/// A job as it lies in the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// For whom; nothing for work of the deployment itself.
    pub account: Option<AccountId>,
    /// What is to be done.
    pub kind: String,
    /// What it needs to know.
    pub payload: Value,
    /// How far it is.
    pub state: JobState,
    /// What makes it the only one among the unfinished.
    pub key: Option<String>,
    /// Not before this time.
    pub run_at: Timestamp,
    /// When it will be run once more, asked for while it runs.
    pub again_at: Option<Timestamp>,
    /// How often it was begun.
    pub attempts: u32,
    /// How often it may be begun.
    pub max_attempts: u32,
    /// Until when it belongs to the one who runs it.
    pub leased_until: Option<Timestamp>,
    /// Why it failed the last time.
    pub last_error: Option<String>,
    /// When it was put into the queue.
    pub created_at: Timestamp,
    /// When it was done or given up.
    pub finished_at: Option<Timestamp>,
}

impl TryFrom<job::Model> for Job {
    type Error = StoreError;

    fn try_from(row: job::Model) -> Result<Self> {
        let state = row.state.parse().map_err(|_| StoreError::Corrupt {
            column: "jobs.state",
        })?;
        Ok(Self {
            id: JobId::from_uuid(row.id),
            account: row.account_id.map(AccountId::from_uuid),
            kind: row.kind,
            payload: row.payload,
            state,
            key: row.key,
            run_at: row.run_at,
            again_at: row.again_at,
            attempts: row.attempts.unsigned_abs(),
            max_attempts: row.max_attempts.unsigned_abs(),
            leased_until: row.leased_until,
            last_error: row.last_error,
            created_at: row.created_at,
            finished_at: row.finished_at,
        })
    }
}

/// The lane of an account, or of no account.
fn lane(account: Option<AccountId>) -> Uuid {
    account.map_or(Uuid::nil(), AccountId::uuid)
}
