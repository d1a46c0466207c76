//! Who did what: written by every command, read as a workspace's recent activity.

use std::collections::HashMap;
use std::fmt;

use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Set,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{EventId, WorkspaceId};
use uuid::Uuid;

use crate::entities::{api_key, audit_entry, user};
use crate::error::{Result, StoreError};
use crate::scoped::{Actor, Scoped, ScopedTx};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its id.
    pub id: EventId,
    /// Where; nothing for what concerns the whole account.
    pub workspace: Option<WorkspaceId>,
    /// Who did it.
    pub actor: Actor,
    /// The user's e-mail address or the key's name.
    pub actor_name: Option<String>,
    /// What was done, such as `workspace_created`.
    pub action: String,
    /// The id of the thing that it was done to.
    pub subject: Option<String>,
    /// The name of that thing at the time.
    pub label: Option<String>,
    /// When.
    pub at: Timestamp,
}

impl ScopedTx<'_> {
    /// Notes that the caller did `action` to `subject`, which was called `label`. Commands of
    /// the store do it by themselves.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note(
        &self,
        workspace: Option<WorkspaceId>,
        action: &str,
        subject: impl fmt::Display,
        label: Option<&str>,
    ) -> Result<()> {
        let actor = self.caller.actor;
        let row = audit_entry::ActiveModel {
            id: Set(self
                .shared
                .ids
                .next::<simpleinboxes_core::id::EventKind>()
                .uuid()),
            account_id: Set(self.account()),
            workspace_id: Set(workspace.map(WorkspaceId::uuid)),
            actor_kind: Set(actor.kind().to_owned()),
            actor_id: Set(actor.uuid()),
            action: Set(action.to_owned()),
            subject: Set(Some(subject.to_string())),
            label: Set(label.map(str::to_owned)),
            at: Set(self.now()),
        };
        audit_entry::Entity::insert(row)
            .exec_without_returning(&self.db)
            .await?;
        Ok(())
    }
}

impl Scoped<'_> {
    /// The last `limit` things that happened in `workspace` and are among `actions`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recent_activity(
        &self,
        workspace: WorkspaceId,
        actions: &[&str],
        limit: u32,
    ) -> Result<Vec<AuditEntry>> {
        let rows = self
            .find::<audit_entry::Entity>()
            .filter(audit_entry::Column::WorkspaceId.eq(workspace.uuid()))
            .filter(audit_entry::Column::Action.is_in(actions.iter().copied()))
            .order_by_desc(audit_entry::Column::Id)
            .limit(u64::from(limit))
            .all(&self.db)
            .await?;
        let actors = rows.iter().filter_map(|row| row.actor_id);
        let names = self.actor_names(actors.collect()).await?;
        rows.into_iter().map(|row| entry(row, &names)).collect()
    }

    /// The names of users and keys, by their ids. Of the account's, not of the workspace's: what
    /// a key of the whole account did in a workspace is no secret there, and neither is its name.
    pub(crate) async fn actor_names(&self, ids: Vec<Uuid>) -> Result<HashMap<Uuid, String>> {
        let keys: Vec<(Uuid, String)> = api_key::Entity::find()
            .select_only()
            .columns([api_key::Column::Id, api_key::Column::Name])
            .filter(api_key::Column::AccountId.eq(self.account()))
            .filter(api_key::Column::Id.is_in(ids.iter().copied()))
            .into_tuple()
            .all(&self.db)
            .await?;
        let users: Vec<(Uuid, String)> = user::Entity::find()
            .select_only()
            .columns([user::Column::Id, user::Column::Email])
            .filter(user::Column::AccountId.eq(self.account()))
            .filter(user::Column::Id.is_in(ids))
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(keys.into_iter().chain(users).collect())
    }
}

fn entry(row: audit_entry::Model, names: &HashMap<Uuid, String>) -> Result<AuditEntry> {
    let actor = Actor::from_stored(&row.actor_kind, row.actor_id).ok_or(StoreError::Corrupt {
        column: "audit_log.actor_kind",
    })?;
    Ok(AuditEntry {
        id: EventId::from_uuid(row.id),
        workspace: row.workspace_id.map(WorkspaceId::from_uuid),
        actor,
        actor_name: row.actor_id.and_then(|id| names.get(&id).cloned()),
        action: row.action,
        subject: row.subject,
        label: row.label,
        at: row.at,
    })
}
