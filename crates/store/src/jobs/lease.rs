//! Taking jobs to do: fair between accounts, each job by one worker, for a time.

use chrono::TimeDelta;
use sea_orm::sea_query::{Expr, LockBehavior, LockType, OnConflict};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Set, Statement,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::JobId;
use uuid::Uuid;

use super::{Job, JobState};
use crate::entities::job::{Column, Entity, Model};
use crate::entities::job_turn;
use crate::error::Result;
use crate::store::{Store, Tx};

/// Who wants how much to do.
#[derive(Debug, Clone, Copy)]
pub struct LeaseRequest {
    /// A process that works, by a number of its own.
    pub worker: Uuid,
    /// How many jobs at most.
    pub limit: u32,
    /// For how long they belong to it unless renewed.
    pub time: TimeDelta,
    /// How far the worker's clock is moved. When time was moved further meanwhile it gets nothing:
    /// its leases would have run out before they began.
    pub clock_offset: Option<TimeDelta>,
}

/// The right to end a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lease {
    /// The job.
    pub job: JobId,
    pub(crate) worker: Uuid,
    /// Which attempt, so that a worker that lost a job and got it again is told apart from itself.
    pub(crate) attempt: u32,
}

/// A job and the right to end it.
#[derive(Debug, Clone, PartialEq)]
pub struct Leased {
    /// The job.
    pub job: Job,
    /// The right.
    pub lease: Lease,
}

/// The accounts with something due, the one served longest ago first. The recursion leaps from
/// account to account along the index, however many jobs each has.
const LANES: &str = "\
WITH RECURSIVE lanes (lane) AS (
    SELECT lane FROM (SELECT lane FROM jobs WHERE state = 'queued' ORDER BY lane LIMIT 1) AS least
    UNION ALL
    SELECT (SELECT j.lane FROM jobs AS j WHERE j.state = 'queued' AND j.lane > lanes.lane
            ORDER BY j.lane LIMIT 1)
    FROM lanes WHERE lanes.lane IS NOT NULL
)
SELECT l.lane FROM lanes AS l LEFT JOIN job_turns AS t ON t.lane = l.lane
WHERE EXISTS (SELECT 1 FROM jobs AS j
              WHERE j.lane = l.lane AND j.state = 'queued' AND j.run_at <= $1)
ORDER BY COALESCE(t.served, 0), l.lane LIMIT $2";

/// When the first job is due, and when the first lease of another worker runs out. It is not asked
/// for one that is past its time: PostgreSQL would take a third of all for such, and read all that
/// wait when there is none.
const FIRST: &str = "\
SELECT (SELECT min(run_at) FROM jobs WHERE state = 'queued'),
       (SELECT min(leased_until) FROM jobs WHERE state = 'running' AND leased_by <> $1)";

/// How many accounts more to look at than there are jobs wanted: all that is due of the first may
/// be on its way to other workers.
const SPARE: usize = 16;

impl Store {
    /// Takes jobs that are due, in a short transaction.
    ///
    /// Jobs whose lease ran out are due again, but for the worker's own: it is alive.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lease_jobs(&self, request: LeaseRequest) -> Result<Vec<Leased>> {
        if request.limit == 0 || !self.has_work(request.worker).await? {
            return Ok(Vec::new());
        }
        self.write(async |tx| tx.lease_jobs(request).await).await
    }

    /// Whether there is anything to take: two looks at an index, no lock.
    async fn has_work(&self, worker: Uuid) -> Result<bool> {
        let reader = &self.connections.reader;
        let first =
            Statement::from_sql_and_values(reader.get_database_backend(), FIRST, [worker.into()]);
        let Some(row) = reader.query_one_raw(first).await? else {
            return Ok(false);
        };
        let now = self.shared.clock.now();
        let is_due = |time: Option<Timestamp>| time.is_some_and(|time| time <= now);
        Ok(is_due(row.try_get_by_index(0)?) || is_due(row.try_get_by_index(1)?))
    }

    /// Renews leases and tells which of them the worker still holds. A lease is never made
    /// shorter.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn renew_leases(&self, leases: &[Lease], time: TimeDelta) -> Result<Vec<Lease>> {
        let until = self.shared.clock.now() + time;
        let mut held = Vec::new();
        if leases.is_empty() {
            return Ok(held);
        }
        self.write(async |tx| {
            // In order of id, as others lock them.
            let mut leases = leases.to_vec();
            leases.sort_unstable_by_key(|lease| lease.job);
            for lease in leases {
                let longer = Expr::case(Column::LeasedUntil.lt(until), until)
                    .finally(Expr::col(Column::LeasedUntil));
                let renewed = Entity::update_many()
                    .col_expr(Column::LeasedUntil, longer.into())
                    .filter(held_by(lease))
                    .exec(&tx.inner)
                    .await?;
                if renewed.rows_affected > 0 {
                    held.push(lease);
                }
            }
            Ok(())
        })
        .await
        .map(|()| held)
    }
}

impl Tx {
    async fn lease_jobs(&self, request: LeaseRequest) -> Result<Vec<Leased>> {
        if let Some(offset) = request.clock_offset
            && offset != self.hold_clock_offset().await?
        {
            return Ok(Vec::new());
        }
        let now = self.shared.clock.now();
        self.reclaim(request.worker, now).await?;
        let mut leased = Vec::new();
        loop {
            let left = request.limit as usize - leased.len();
            let chosen = self.choose(left, now).await?;
            if chosen.is_empty() {
                return Ok(leased);
            }
            for row in &chosen {
                leased.push(self.take(row, request, now).await?);
            }
            self.note_turns(&chosen).await?;
        }
    }

    /// So many jobs at most, shared evenly between the accounts whose turn it is.
    async fn choose(&self, left: usize, now: Timestamp) -> Result<Vec<Model>> {
        let mut chosen = Vec::new();
        if left == 0 {
            return Ok(chosen);
        }
        let lanes = self.lanes(left + SPARE, now).await?;
        let share = left.div_ceil(lanes.len().clamp(1, left));
        for lane in lanes {
            let share = share.min(left - chosen.len());
            if share == 0 {
                break;
            }
            let due = Entity::find()
                .filter(Column::Lane.eq(lane))
                .filter(due(now))
                .order_by_asc(Column::RunAt)
                .order_by_asc(Column::Id)
                .limit(share as u64)
                .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
                .all(&self.inner)
                .await?;
            chosen.extend(due);
        }
        Ok(chosen)
    }

    async fn lanes(&self, limit: usize, now: Timestamp) -> Result<Vec<Uuid>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let lanes = Statement::from_sql_and_values(
            self.inner.get_database_backend(),
            LANES,
            [now.into(), limit.into()],
        );
        let rows = self.inner.query_all_raw(lanes).await?;
        let lanes = rows.iter().map(|row| row.try_get_by_index(0));
        Ok(lanes.collect::<Result<_, _>>()?)
    }

    async fn take(&self, row: &Model, request: LeaseRequest, now: Timestamp) -> Result<Leased> {
        let until = now + request.time;
        let attempts = row.attempts + 1;
        Entity::update_many()
            .col_expr(Column::State, JobState::Running.as_str().into())
            .col_expr(Column::Attempts, attempts.into())
            .col_expr(Column::LeasedBy, request.worker.into())
            .col_expr(Column::LeasedUntil, until.into())
            .filter(Column::Id.eq(row.id))
            .exec(&self.inner)
            .await?;
        let job = Job::try_from(Model {
            state: JobState::Running.as_str().to_owned(),
            attempts,
            leased_by: Some(request.worker),
            leased_until: Some(until),
            ..row.clone()
        })?;
        let lease = Lease {
            job: job.id,
            worker: request.worker,
            attempt: job.attempts,
        };
        Ok(Leased { job, lease })
    }

    /// Notes that these lanes were served, the first of them longest ago.
    async fn note_turns(&self, chosen: &[Model]) -> Result<()> {
        let last: Option<Option<i64>> = job_turn::Entity::find()
            .select_only()
            .column_as(job_turn::Column::Served.max(), "served")
            .into_tuple()
            .one(&self.inner)
            .await?;
        let mut turns: Vec<(Uuid, i64)> = Vec::new();
        let mut turn = last.flatten().unwrap_or(0);
        for row in chosen {
            turn += 1;
            match turns.iter_mut().find(|(lane, _)| *lane == row.lane) {
                Some(earlier) => earlier.1 = turn,
                None => turns.push((row.lane, turn)),
            }
        }
        // In order, so that two workers wait for each other and not in a circle.
        turns.sort_unstable();
        for (lane, served) in turns {
            let row = job_turn::ActiveModel {
                lane: Set(lane),
                served: Set(served),
            };
            let replace = OnConflict::column(job_turn::Column::Lane)
                .update_column(job_turn::Column::Served)
                .to_owned();
            job_turn::Entity::insert(row)
                .on_conflict(replace)
                .exec_without_returning(&self.inner)
                .await?;
        }
        Ok(())
    }
}

/// Jobs that wait and whose time has come. The state is written out, as in the index.
fn due(now: Timestamp) -> Condition {
    Condition::all()
        .add(Expr::cust("state = 'queued'"))
        .add(Column::RunAt.lte(now))
}

/// Jobs of other workers whose lease ran out.
pub(super) fn expired(worker: Uuid, now: Timestamp) -> Condition {
    Condition::all()
        .add(Expr::cust("state = 'running'"))
        .add(Column::LeasedUntil.lte(now))
        .add(Column::LeasedBy.ne(worker))
}

/// The job, if it still belongs to the lease.
pub(super) fn held_by(lease: Lease) -> Condition {
    Condition::all()
        .add(Column::Id.eq(lease.job.uuid()))
        .add(Column::State.eq(JobState::Running.as_str()))
        .add(Column::LeasedBy.eq(lease.worker))
        .add(Column::Attempts.eq(lease.attempt))
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    use super::*;
    use crate::testing;

    /// Along another index it would read and sort all that waits, each time jobs are taken.
    #[tokio::test]
    async fn sqlite_leaps_from_lane_to_lane_along_their_index() {
        let database = testing::sqlite().await;
        let store = database.open(testing::clock()).await;
        let reader = &store.connections.reader;
        let values = [store.shared.clock.now().into(), 1.into()];
        let explain = Statement::from_sql_and_values(
            reader.get_database_backend(),
            format!("EXPLAIN QUERY PLAN {LANES}"),
            values,
        );
        let plan = reader.query_all_raw(explain).await.expect("a plan");
        let looks = plan
            .iter()
            .map(|step| step.try_get_by_index(3).expect("what it does"))
            .filter(|step: &String| step.contains("INDEX jobs_"));
        let looks: Vec<_> = looks.collect();
        let along = |look: &String| look.contains("INDEX jobs_lane (state=?");
        assert_eq!(looks.len(), 3, "{looks:?}");
        assert!(looks.iter().all(along), "{looks:?}");
    }
}
