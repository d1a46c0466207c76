//! Rows of entries: locked, read and written together with what follows from a change.

use sea_orm::sea_query::LockType;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, QuerySelect as _, Set};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{DomainId, RecoveryEntryId, WorkspaceId};
use simpleinboxes_core::machine::{RECOVERY, RecoveryEvent, RecoveryFacts, Refused, step};
use simpleinboxes_core::recovery::{HEAL, earliest_ready, rests_until};
use simpleinboxes_core::status::{
    BlocklistName, DomainEventType, HealthLight, RecoveryStatus, RemovalState,
};
use uuid::Uuid;

use super::types::{BlocklistState, RecoveryEntry, Removal};
use crate::entities::{domain, recovery_blocklist, recovery_entry};
use crate::error::{Result, StoreError};
use crate::orders::parsed;
use crate::scoped::{Scoped, ScopedTx};

/// An entry and its domain, locked.
pub(super) struct Held {
    pub(super) domain: domain::Model,
    pub(super) row: recovery_entry::Model,
}

/// States in which a domain is not in the pool.
pub(super) const CLOSED: [&str; 2] = [
    RecoveryStatus::Reactivated.as_str(),
    RecoveryStatus::Removed.as_str(),
];

impl ScopedTx<'_> {
    /// An entry with its domain, locked in the order in which all are.
    pub(super) async fn lock_entry(&self, id: RecoveryEntryId) -> Result<Option<Held>> {
        let query = || {
            self.find::<recovery_entry::Entity>()
                .filter(recovery_entry::Column::Id.eq(id.uuid()))
        };
        let Some(found) = query().one(&self.db).await? else {
            return Ok(None);
        };
        let domain = DomainId::from_uuid(found.domain_id);
        let Some((_, domain)) = self.lock_domain(domain).await? else {
            return Ok(None);
        };
        let row = query().lock(LockType::NoKeyUpdate).one(&self.db).await?;
        Ok(row.map(|row| Held { domain, row }))
    }

    /// The entry that a domain is in the pool with. The caller has locked the domain.
    pub(super) async fn open_entry(
        &self,
        domain: &domain::Model,
    ) -> Result<Option<recovery_entry::Model>> {
        let row = self
            .find::<recovery_entry::Entity>()
            .filter(recovery_entry::Column::DomainId.eq(domain.id))
            .filter(recovery_entry::Column::Status.is_not_in(CLOSED))
            .lock(LockType::NoKeyUpdate)
            .one(&self.db)
            .await?;
        Ok(row)
    }

    /// Where an event leads an entry at this moment.
    pub(super) fn entry_after(
        &self,
        row: &recovery_entry::Model,
        event: RecoveryEvent,
    ) -> Result<Result<RecoveryStatus, Refused<RecoveryStatus, RecoveryEvent>>> {
        let status = status(row)?;
        Ok(step(RECOVERY, status, event, &facts(row, self.now())?))
    }

    /// Writes a row that was changed, with the moment at which to look at it again.
    pub(super) async fn keep_entry(
        &self,
        mut row: recovery_entry::Model,
    ) -> Result<recovery_entry::Model> {
        row.advance_at = advance_at(&row)?;
        if !is_watched(status(&row)?) {
            row.next_check_at = None;
        }
        row.updated_at = self.now();
        let changed = recovery_entry::ActiveModel {
            id: Set(row.id),
            status: Set(row.status.clone()),
            light: Set(row.light.clone()),
            delegated_at: Set(row.delegated_at),
            healing_since: Set(row.healing_since),
            ready_at: Set(row.ready_at),
            reactivated_at: Set(row.reactivated_at),
            removed_at: Set(row.removed_at),
            updated_at: Set(row.updated_at),
            next_check_at: Set(row.next_check_at),
            advance_at: Set(row.advance_at),
            work: Set(row.work.clone()),
            ..Default::default()
        };
        Ok(changed.update(&self.db).await?)
    }

    /// Tells the domain's history that it went into or out of the pool.
    pub(super) async fn tell_recovery(
        &self,
        domain: &domain::Model,
        kind: DomainEventType,
        summary: &str,
    ) -> Result<()> {
        let of = (
            WorkspaceId::from_uuid(domain.workspace_id),
            DomainId::from_uuid(domain.id),
        );
        let event = self.event(of, kind, summary, None, &[])?;
        self.tell(vec![event]).await
    }
}

impl Scoped<'_> {
    /// What each list said last of a few entries.
    pub(super) async fn list_rows(
        &self,
        entries: &[Uuid],
    ) -> Result<Vec<recovery_blocklist::Model>> {
        if entries.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self
            .find::<recovery_blocklist::Entity>()
            .filter(recovery_blocklist::Column::EntryId.is_in(entries.iter().copied()))
            .all(&self.db)
            .await?;
        Ok(rows)
    }

    /// An entry with what its lists said.
    pub(super) async fn whole(&self, row: recovery_entry::Model) -> Result<RecoveryEntry> {
        let lists = self.list_rows(&[row.id]).await?;
        record(row, lists)
    }
}

pub(super) fn status(row: &recovery_entry::Model) -> Result<RecoveryStatus> {
    parsed(&row.status, "recovery_entries.status")
}

pub(super) fn light(row: &recovery_entry::Model) -> Result<HealthLight> {
    parsed(&row.light, "recovery_entries.light")
}

/// When the rest of an entry is over.
pub(super) fn rest_of(row: &recovery_entry::Model) -> Option<Timestamp> {
    rests_until(row.submitted_at, row.delegated_first, row.delegated_at)
}

/// Whether blocklists are asked about an entry in this state.
const fn is_watched(status: RecoveryStatus) -> bool {
    matches!(
        status,
        RecoveryStatus::Resting | RecoveryStatus::Healing | RecoveryStatus::Ready
    )
}

fn facts(row: &recovery_entry::Model, now: Timestamp) -> Result<RecoveryFacts> {
    Ok(RecoveryFacts {
        now,
        rests_until: rest_of(row),
        healing_since: row.healing_since,
        light: light(row)?,
        check_is_due: row.next_check_at.is_some_and(|at| at <= now),
    })
}

/// When time alone may move an entry on.
fn advance_at(row: &recovery_entry::Model) -> Result<Option<Timestamp>> {
    Ok(match status(row)? {
        RecoveryStatus::Resting => rest_of(row),
        RecoveryStatus::Healing if light(row)? == HealthLight::Green => {
            row.healing_since.map(|since| since + HEAL)
        }
        _ => None,
    })
}

/// From rows to an entry; its lists in the order of the enumeration.
pub(super) fn record(
    row: recovery_entry::Model,
    lists: Vec<recovery_blocklist::Model>,
) -> Result<RecoveryEntry> {
    let status = status(&row)?;
    let light = light(&row)?;
    let ready_at = match status {
        RecoveryStatus::Resting | RecoveryStatus::Healing => {
            earliest_ready(rest_of(&row), row.healing_since, light, row.next_check_at)
        }
        _ => row.ready_at,
    };
    let mut blocklists: Vec<BlocklistState> = lists
        .into_iter()
        .map(blocklist)
        .collect::<Result<_, StoreError>>()?;
    blocklists.sort_unstable_by_key(|list| list.list);
    Ok(RecoveryEntry {
        id: RecoveryEntryId::from_uuid(row.id),
        workspace: WorkspaceId::from_uuid(row.workspace_id),
        domain_id: DomainId::from_uuid(row.domain_id),
        domain: row.domain,
        status,
        reason: parsed(&row.reason, "recovery_entries.reason")?,
        light,
        blocklists,
        submitted_at: row.submitted_at,
        ready_at,
        reactivated_at: row.reactivated_at,
        removed_at: row.removed_at,
    })
}

fn blocklist(row: recovery_blocklist::Model) -> Result<BlocklistState> {
    let list: BlocklistName = parsed(&row.list, "recovery_blocklists.list")?;
    let removal = match (row.removal_state.as_deref(), row.removal_opened_at) {
        (Some(state), Some(opened_at)) => {
            let state: RemovalState = parsed(state, "recovery_blocklists.removal_state")?;
            Some(Removal {
                state,
                url: row.removal_url,
                opened_at,
                requested_at: row.removal_requested_at,
            })
        }
        _ => None,
    };
    Ok(BlocklistState {
        list,
        verdict: parsed(&row.verdict, "recovery_blocklists.verdict")?,
        return_code: row.return_code,
        reason: row.reason,
        checked_at: row.checked_at,
        removal,
    })
}
