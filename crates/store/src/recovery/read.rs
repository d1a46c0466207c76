//! Entries, listed and found.

use std::collections::HashMap;

use sea_orm::{ColumnTrait as _, QueryFilter as _};
use simpleinboxes_core::id::{RecoveryEntryId, RecoveryEntryKind, WorkspaceId};
use simpleinboxes_core::status::{HealthLight, RecoveryStatus};
use uuid::Uuid;

use super::entry::{CLOSED, record};
use super::types::RecoveryEntry;
use crate::entities::recovery_entry::{Column, Entity, Model};
use crate::error::Result;
use crate::page::{Page, PageRequest};
use crate::scoped::Scoped;

/// Which entries of a workspace.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RecoveryFilter {
    /// Those in this state; without it all that were not removed.
    pub status: Option<RecoveryStatus>,
    /// Those with this light.
    pub light: Option<HealthLight>,
}

impl Scoped<'_> {
    /// A page of a workspace's entries, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recovery_entries(
        &self,
        workspace: WorkspaceId,
        filter: RecoveryFilter,
        page: PageRequest<RecoveryEntryKind>,
    ) -> Result<Page<RecoveryEntry, RecoveryEntryKind>> {
        let mut query = self
            .find::<Entity>()
            .filter(Column::WorkspaceId.eq(workspace.uuid()));
        query = match filter.status {
            Some(status) => query.filter(Column::Status.eq(status.as_str())),
            None => query.filter(Column::Status.ne(RecoveryStatus::Removed.as_str())),
        };
        if let Some(light) = filter.light {
            query = query.filter(Column::Light.eq(light.as_str()));
        }
        let id = |row: &Model| RecoveryEntryId::from_uuid(row.id);
        let page = page.read(query, Column::Id, id, &self.db).await?;
        let ids: Vec<Uuid> = page.items.iter().map(|row| row.id).collect();
        let mut lists: HashMap<Uuid, Vec<_>> = HashMap::new();
        for row in self.list_rows(&ids).await? {
            lists.entry(row.entry_id).or_default().push(row);
        }
        page.try_map(|row| {
            let of = lists.remove(&row.id).unwrap_or_default();
            record(row, of)
        })
    }

    /// One entry.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recovery_entry(&self, id: RecoveryEntryId) -> Result<Option<RecoveryEntry>> {
        let query = self.find::<Entity>().filter(Column::Id.eq(id.uuid()));
        match query.one(&self.db).await? {
            Some(row) => self.whole(row).await.map(Some),
            None => Ok(None),
        }
    }

    /// The entries that domains of these names are in the pool with.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_recoveries(
        &self,
        names: &[&str],
    ) -> Result<HashMap<String, RecoveryEntryId>> {
        let rows = self
            .find::<Entity>()
            .filter(Column::Domain.is_in(names.iter().copied()))
            .filter(Column::Status.is_not_in(CLOSED))
            .all(&self.db)
            .await?;
        let entries = rows.into_iter();
        Ok(entries
            .map(|row| (row.domain, RecoveryEntryId::from_uuid(row.id)))
            .collect())
    }
}
