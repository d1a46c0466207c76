//! The history of a domain.

use std::collections::HashMap;

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};
use serde::{Deserialize, Serialize};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{DomainActionId, DomainId, EventId, EventKind, WorkspaceId};
use simpleinboxes_core::status::DomainEventType;

use uuid::Uuid;

use crate::entities::domain_event::{ActiveModel, Column, Entity, Model};
use crate::error::{Result, StoreError};
use crate::orders::{parsed, read_json, write_json};
use crate::page::{Page, PageRequest};
use crate::scoped::{Actor, Scoped, ScopedTx};

/// Rows written in one statement.
const BATCH: usize = 1000;

/// Something that happened to a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainEventRecord {
    /// Its id.
    pub id: EventId,
    /// What.
    pub kind: DomainEventType,
    /// Who did it.
    pub actor: EventActor,
    /// How the user or the key is called.
    pub actor_name: Option<String>,
    /// The same in a sentence.
    pub summary: String,
    /// The step of work that it belongs to.
    pub action: Option<DomainActionId>,
    /// What it changed.
    pub changes: Vec<EventChange>,
    /// When.
    pub occurred_at: Timestamp,
}

/// Who did something to a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventActor {
    /// A caller, or work of ours.
    Ours(Actor),
    /// A vendor told us.
    Vendor(String),
}

/// One value that an event changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventChange {
    /// Which, as the API calls it.
    pub field: String,
    /// The value before.
    pub before: Option<String>,
    /// The value after.
    pub after: Option<String>,
}

impl EventChange {
    /// A value that was there before and after.
    pub fn new(field: &str, before: impl ToString, after: impl ToString) -> Self {
        Self {
            field: field.to_owned(),
            before: Some(before.to_string()),
            after: Some(after.to_string()),
        }
    }
}

impl Scoped<'_> {
    /// A page of a domain's history, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn domain_events(
        &self,
        domain: DomainId,
        page: PageRequest<EventKind>,
    ) -> Result<Page<DomainEventRecord, EventKind>> {
        let query = self
            .find::<Entity>()
            .filter(Column::DomainId.eq(domain.uuid()));
        let id = |row: &Model| EventId::from_uuid(row.id);
        let page = page.read(query, Column::Id, id, &self.db).await?;
        let actors = page.items.iter().filter_map(|row| row.actor_id);
        let names = self.actor_names(actors.collect()).await?;
        page.try_map(|row| record(row, &names))
    }
}

impl ScopedTx<'_> {
    /// An event of the caller's, to be written by [`Self::tell`].
    pub(crate) fn event(
        &self,
        (workspace, domain): (WorkspaceId, DomainId),
        kind: DomainEventType,
        summary: &str,
        action: Option<DomainActionId>,
        changes: &[EventChange],
    ) -> Result<ActiveModel> {
        let actor = self.caller().actor;
        Ok(ActiveModel {
            id: Set(self.shared.ids.next::<EventKind>().uuid()),
            account_id: Set(self.account()),
            workspace_id: Set(workspace.uuid()),
            domain_id: Set(domain.uuid()),
            kind: Set(kind.to_string()),
            actor_kind: Set(actor.kind().to_owned()),
            actor_id: Set(actor.uuid()),
            vendor: Set(None),
            summary: Set(summary.chars().take(500).collect()),
            action_id: Set(action.map(|action| action.uuid())),
            changes: Set(write_json(&changes)?),
            occurred_at: Set(self.now()),
        })
    }

    /// Writes events.
    pub(crate) async fn tell(&self, events: Vec<ActiveModel>) -> Result<()> {
        for rows in events.chunks(BATCH) {
            Entity::insert_many(rows.to_vec())
                .exec_without_returning(&self.db)
                .await?;
        }
        Ok(())
    }
}

fn record(row: Model, names: &HashMap<Uuid, String>) -> Result<DomainEventRecord> {
    let actor = match row.vendor {
        Some(vendor) => EventActor::Vendor(vendor),
        None => {
            let actor = Actor::from_stored(&row.actor_kind, row.actor_id);
            EventActor::Ours(actor.ok_or(StoreError::Corrupt {
                column: "domain_events.actor_kind",
            })?)
        }
    };
    Ok(DomainEventRecord {
        id: EventId::from_uuid(row.id),
        kind: parsed(&row.kind, "domain_events.kind")?,
        actor,
        actor_name: row.actor_id.and_then(|id| names.get(&id).cloned()),
        summary: row.summary,
        action: row.action_id.map(DomainActionId::from_uuid),
        changes: read_json(&row.changes, "domain_events.changes")?,
        occurred_at: row.occurred_at,
    })
}
