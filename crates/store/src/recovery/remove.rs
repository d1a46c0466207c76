//! Taking domains out of the pool for good.

use sea_orm::{ColumnTrait as _, QueryFilter as _};
use simpleinboxes_core::id::{RecoveryEntryId, WorkspaceId};
use simpleinboxes_core::machine::RecoveryEvent;
use simpleinboxes_core::status::{DomainEventType, RecoveryStatus};

use super::entry::{Held, status};
use super::reactivate::RecoveryRefused;
use super::types::RecoveryEntry;
use crate::entities::{domain, inbox, recovery_entry};
use crate::error::Result;
use crate::scoped::ScopedTx;

impl ScopedTx<'_> {
    /// Takes a domain out of the pool for good: it is let go by queued work, which deletes its
    /// inboxes. Nothing for an entry that is not seen.
    ///
    /// # Errors
    /// When the database fails; within, why its state forbids it.
    pub async fn remove_recovery(
        &self,
        id: RecoveryEntryId,
    ) -> Result<Option<Result<RecoveryEntry, RecoveryRefused>>> {
        let Some(Held { domain, row }) = self.lock_entry(id).await? else {
            return Ok(None);
        };
        let after = match self.entry_after(&row, RecoveryEvent::Remove)? {
            Ok(after) => after,
            Err(refused) => return Ok(Some(Err(refused))),
        };
        let row = self.close(&domain, row, after).await?;
        let inboxes = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::DomainId.eq(domain.id))
            .all(&self.db)
            .await?;
        let why = "The domain was taken out of the Recovery Pool for good.";
        self.let_go(&domain, inboxes.iter(), why).await?;
        let workspace = WorkspaceId::from_uuid(row.workspace_id);
        let name = row.domain.clone();
        self.note(Some(workspace), "recovery_removed", id, Some(&name))
            .await?;
        self.whole(row).await.map(|entry| Some(Ok(entry)))
    }

    /// A domain is let go, and with it its entry, if it is in the pool. The caller has locked the
    /// domain.
    pub(crate) async fn recovery_let_go(&self, domain: &domain::Model) -> Result<()> {
        let Some(row) = self.open_entry(domain).await? else {
            return Ok(());
        };
        if let Ok(after) = self.entry_after(&row, RecoveryEvent::LetGo)? {
            self.close(domain, row, after).await?;
        }
        Ok(())
    }

    async fn close(
        &self,
        domain: &domain::Model,
        mut row: recovery_entry::Model,
        after: RecoveryStatus,
    ) -> Result<recovery_entry::Model> {
        let before = status(&row)?;
        row.status = after.to_string();
        row.removed_at = Some(self.now());
        if matches!(before, RecoveryStatus::Resting | RecoveryStatus::Healing) {
            row.ready_at = None;
        }
        let row = self.keep_entry(row).await?;
        let summary = format!("{} was taken out of the Recovery Pool.", domain.name);
        self.tell_recovery(domain, DomainEventType::RecoveryLeft, &summary)
            .await?;
        Ok(row)
    }
}
