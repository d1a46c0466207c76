//! Entries that time moves, and those whose lists are to be asked.

use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{AccountId, RecoveryEntryId};
use simpleinboxes_core::machine::RecoveryEvent;
use simpleinboxes_core::status::{HealthLight, RecoveryNotificationType, RecoveryStatus};
use uuid::Uuid;

use super::entry::{Held, light, rest_of, status};
use super::{RECOVERY_CHECK_JOB, RecoveryJob};
use crate::entities::{domain, recovery_entry};
use crate::error::Result;
use crate::jobs::NewJob;
use crate::scoped::{Caller, ScopedTx};
use crate::store::Store;

/// Jobs put into the queue with one statement.
const BATCH: usize = 500;

impl ScopedTx<'_> {
    /// Moves an entry on as far as time and its health allow, and keeps it. What became ready is
    /// told in the same transaction, and so once.
    pub(super) async fn advance(
        &self,
        mut row: recovery_entry::Model,
    ) -> Result<recovery_entry::Model> {
        loop {
            let event = match status(&row)? {
                RecoveryStatus::Resting => RecoveryEvent::Heal,
                RecoveryStatus::Healing => RecoveryEvent::Recover,
                RecoveryStatus::Ready if light(&row)? == HealthLight::Red => RecoveryEvent::Relapse,
                _ => break,
            };
            let Ok(after) = self.entry_after(&row, event)? else {
                break;
            };
            row.status = after.to_string();
            match event {
                RecoveryEvent::Heal => row.healing_since = rest_of(&row),
                RecoveryEvent::Recover => {
                    row.ready_at = Some(self.now());
                    let words = "has healed and can be reactivated.";
                    let kind = RecoveryNotificationType::ReadyToReactivate;
                    self.notify(&row, kind, words).await?;
                }
                _ => {
                    row.healing_since = Some(self.now());
                    row.ready_at = None;
                }
            }
        }
        self.keep_entry(row).await
    }

    /// Looks whether time moves an entry on. False for one that is not seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn advance_recovery(&self, id: RecoveryEntryId) -> Result<bool> {
        let Some(Held { row, .. }) = self.lock_entry(id).await? else {
            return Ok(false);
        };
        self.advance(row).await?;
        Ok(true)
    }

    /// A domain was seen to be delegated as assigned: one that waited for it begins to heal. The
    /// caller has locked it.
    pub(crate) async fn recovery_delegated(
        &self,
        domain: &domain::Model,
        seen_at: Timestamp,
    ) -> Result<()> {
        let Some(mut row) = self.open_entry(domain).await? else {
            return Ok(());
        };
        if !row.delegated_first || row.delegated_at.is_some() {
            return Ok(());
        }
        row.delegated_at = Some(seen_at);
        self.advance(row).await?;
        Ok(())
    }

    /// Puts the job that asks blocklists about an entry into the queue.
    pub(super) async fn queue_recovery_check(&self, id: RecoveryEntryId) -> Result<()> {
        self.enqueue(&check_job(self.caller().account, id)?).await?;
        Ok(())
    }
}

impl Store {
    /// Queues checks of entries that are due, those that wait longest first. Tells how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue_due_recovery_checks(&self, limit: u64) -> Result<u64> {
        let due = recovery_entry::Column::NextCheckAt;
        let rows: Vec<(Uuid, Uuid)> = due_rows(due, self.shared.clock.now(), limit)
            .into_tuple()
            .all(&self.connections.reader)
            .await?;
        let jobs = rows.into_iter().map(|(account, id)| {
            let entry = RecoveryEntryId::from_uuid(id);
            check_job(AccountId::from_uuid(account), entry)
        });
        let jobs: Vec<_> = jobs.collect::<Result<_>>()?;
        let mut queued = 0;
        for jobs in jobs.chunks(BATCH) {
            queued += self.write(async |tx| tx.ensure_jobs(jobs).await).await?;
        }
        Ok(queued)
    }

    /// Moves entries on whose time has come, unless their lists are to be asked first. Tells how
    /// many were looked at.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn advance_due_recoveries(&self, limit: u64) -> Result<u64> {
        let now = self.shared.clock.now();
        let rows: Vec<(Uuid, Uuid)> = due_rows(recovery_entry::Column::AdvanceAt, now, limit)
            .filter(
                Condition::any()
                    .add(recovery_entry::Column::NextCheckAt.gt(now))
                    .add(recovery_entry::Column::Status.eq(RecoveryStatus::Resting.as_str())),
            )
            .into_tuple()
            .all(&self.connections.reader)
            .await?;
        let count = u64::try_from(rows.len()).unwrap_or(u64::MAX);
        for (account, id) in rows {
            let caller = Caller::system(AccountId::from_uuid(account));
            let id = RecoveryEntryId::from_uuid(id);
            self.write(async |tx| tx.scoped(&caller).advance_recovery(id).await)
                .await?;
        }
        Ok(count)
    }
}

/// Account and id of entries that are due, by the column that says when.
fn due_rows(
    due: recovery_entry::Column,
    now: Timestamp,
    limit: u64,
) -> sea_orm::Select<recovery_entry::Entity> {
    recovery_entry::Entity::find()
        .select_only()
        .column(recovery_entry::Column::AccountId)
        .column(recovery_entry::Column::Id)
        .filter(due.is_not_null())
        .filter(due.lte(now))
        .order_by_asc(due)
        .limit(limit)
}

fn check_job(account: AccountId, entry: RecoveryEntryId) -> Result<NewJob> {
    NewJob::new(RECOVERY_CHECK_JOB)
        .key(format!("{RECOVERY_CHECK_JOB}:{entry}"))
        .account(account)
        .payload(&RecoveryJob { entry })
}
