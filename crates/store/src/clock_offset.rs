//! How far a sandbox's time was moved, the same for all processes on one database.

use chrono::TimeDelta;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use simpleinboxes_core::clock::OffsetClock;

use crate::dialect;
use crate::entities::{job, setting};
use crate::error::{Result, StoreError};
use crate::jobs::JobState;
use crate::store::{Store, Tx};

/// The setting, in milliseconds.
const NAME: &str = "clock_offset_ms";

impl Store {
    /// How far time was moved.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn clock_offset(&self) -> Result<TimeDelta> {
        parse(self.setting(NAME).await?.as_deref())
    }

    /// Lets `by` pass and tells how far time was moved altogether. What is being worked on stays
    /// with whoever works on it: leases move along.
    ///
    /// # Errors
    /// [`StoreError::Limit`] when it would go further than [`OffsetClock::MAX`], or back; those of
    /// the database.
    pub async fn advance_clock(&self, by: TimeDelta) -> Result<TimeDelta> {
        self.write(async |tx| tx.advance_clock(by).await).await
    }
}

impl Tx {
    async fn advance_clock(&self, by: TimeDelta) -> Result<TimeDelta> {
        // One after the other, also the first two.
        dialect::lock_startup(&self.inner).await?;
        let offset = parse(self.setting(NAME).await?.as_deref())?;
        let to = offset
            .checked_add(&by)
            .filter(|to| by > TimeDelta::zero() && *to <= OffsetClock::MAX)
            .ok_or(StoreError::Limit {
                what: "days forward",
                max: OffsetClock::MAX.num_days().unsigned_abs(),
            })?;
        self.set_setting(NAME, &to.num_milliseconds().to_string())
            .await?;
        let running = job::Entity::find()
            .filter(job::Column::State.eq(JobState::Running.as_str()))
            .lock_exclusive()
            .all(&self.inner)
            .await?;
        for row in running {
            let until = row.leased_until.map(|until| until + by);
            job::Entity::update_many()
                .col_expr(job::Column::LeasedUntil, until.into())
                .filter(job::Column::Id.eq(row.id))
                .exec(&self.inner)
                .await?;
        }
        Ok(to)
    }

    /// How far time was moved; it is not moved further before the end of this transaction.
    pub(crate) async fn hold_clock_offset(&self) -> Result<TimeDelta> {
        let row = setting::Entity::find_by_id(NAME)
            .lock_shared()
            .one(&self.inner)
            .await?;
        parse(row.as_ref().map(|row| row.value.as_str()))
    }
}

fn parse(value: Option<&str>) -> Result<TimeDelta> {
    value
        .map_or(Ok(0), str::parse)
        .map(TimeDelta::milliseconds)
        .map_err(|_| StoreError::Corrupt {
            column: "settings.value",
        })
}
