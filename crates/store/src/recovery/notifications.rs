//! What there is to know about domains in the pool, until somebody has dismissed it.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{NotificationId, NotificationKind, RecoveryEntryId, WorkspaceId};
use simpleinboxes_core::status::RecoveryNotificationType;

use crate::entities::recovery_entry;
use crate::entities::recovery_notification::{ActiveModel, Column, Entity, Model};
use crate::error::Result;
use crate::orders::parsed;
use crate::page::{Page, PageRequest};
use crate::scoped::{Scoped, ScopedTx};

/// The longest message, in characters.
const LONGEST: usize = 500;

/// Something to know about a domain in the pool that nobody has dismissed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryNotification {
    /// Its id.
    pub id: NotificationId,
    /// The entry.
    pub entry: RecoveryEntryId,
    /// The domain.
    pub domain: String,
    /// What there is to know.
    pub kind: RecoveryNotificationType,
    /// The same in a sentence.
    pub message: String,
    /// When it came up.
    pub created_at: Timestamp,
}

impl Scoped<'_> {
    /// A page of what a workspace has not dismissed, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recovery_notifications(
        &self,
        workspace: WorkspaceId,
        page: PageRequest<NotificationKind>,
    ) -> Result<Page<RecoveryNotification, NotificationKind>> {
        let query = self
            .find::<Entity>()
            .filter(Column::WorkspaceId.eq(workspace.uuid()))
            .filter(Column::DismissedAt.is_null());
        let id = |row: &Model| NotificationId::from_uuid(row.id);
        let page = page.read(query, Column::Id, id, &self.db).await?;
        page.try_map(|row| {
            Ok(RecoveryNotification {
                id: NotificationId::from_uuid(row.id),
                entry: RecoveryEntryId::from_uuid(row.entry_id),
                kind: parsed(&row.kind, "recovery_notifications.kind")?,
                domain: row.domain,
                message: row.message,
                created_at: row.created_at,
            })
        })
    }
}

impl ScopedTx<'_> {
    /// Dismisses what is unread of an entry. Tells how much that was, and when; nothing for an
    /// entry that is not seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dismiss_recovery(&self, id: RecoveryEntryId) -> Result<Option<(u64, Timestamp)>> {
        if self.lock_entry(id).await?.is_none() {
            return Ok(None);
        }
        let now = self.now();
        let done = self
            .update_many::<Entity>()
            .col_expr(Column::DismissedAt, Some(now).into())
            .filter(Column::EntryId.eq(id.uuid()))
            .filter(Column::DismissedAt.is_null())
            .exec(&self.db)
            .await?;
        Ok(Some((done.rows_affected, now)))
    }

    /// Notes something to know about an entry; `words` go on after the domain's name.
    pub(super) async fn notify(
        &self,
        row: &recovery_entry::Model,
        kind: RecoveryNotificationType,
        words: &str,
    ) -> Result<()> {
        let message = format!("{} {words}", row.domain);
        let new = ActiveModel {
            id: Set(self.shared.ids.next::<NotificationKind>().uuid()),
            account_id: Set(row.account_id),
            workspace_id: Set(row.workspace_id),
            entry_id: Set(row.id),
            domain: Set(row.domain.clone()),
            kind: Set(kind.to_string()),
            message: Set(message.chars().take(LONGEST).collect()),
            created_at: Set(self.now()),
            dismissed_at: Set(None),
        };
        Entity::insert(new).exec_without_returning(&self.db).await?;
        Ok(())
    }
}
