//! Pushes of inboxes' credentials to the linked vault.

use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, Set};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{InboxId, WorkspaceId};

use super::{VAULT_SYNC_JOB, VaultSyncJob};
use crate::entities::inbox;
use crate::error::Result;
use crate::jobs::NewJob;
use crate::scoped::ScopedTx;

/// How often a push is tried: with waits that double up to an hour, for about half a day.
const ATTEMPTS: u32 = 20;

/// The longest message that is kept, in characters.
const LONGEST: usize = 500;

const QUEUED: &str = "queued";

impl ScopedTx<'_> {
    /// Queues a push of an inbox to the vault of this name. One that is queued is the same one,
    /// unless the inbox was changed since, which `anew` says. False for an inbox that is not seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn request_vault_sync(&self, id: InboxId, vault: &str, anew: bool) -> Result<bool> {
        let Some(row) = self.vaulted_inbox(id).await? else {
            return Ok(false);
        };
        let waits = row.vault_status.as_deref() == Some(QUEUED);
        if waits && !anew {
            return Ok(true);
        }
        let workspace = WorkspaceId::from_uuid(row.workspace_id);
        let email = row.email.clone();
        let mut changed: inbox::ActiveModel = row.into();
        changed.vault_status = Set(Some(QUEUED.to_owned()));
        changed.vault_name = Set(Some(vault.to_owned()));
        changed.vault_requested_at = Set(Some(self.now()));
        changed.updated_at = Set(self.now());
        changed.update(&self.db).await?;
        self.queue_vault_sync(id).await?;
        self.note(Some(workspace), "vault_sync_requested", id, Some(&email))
            .await?;
        Ok(true)
    }

    /// Notes what became of the push that was asked for at `requested_at`: the item's id, or why
    /// it failed for good. One that was asked for again meanwhile stays queued.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn finish_vault_sync(
        &self,
        id: InboxId,
        requested_at: Timestamp,
        outcome: Result<String, String>,
    ) -> Result<()> {
        let Some(row) = self.vaulted_inbox(id).await? else {
            return Ok(());
        };
        let asked_again = row.vault_requested_at != Some(requested_at);
        let mut changed: inbox::ActiveModel = row.into();
        match outcome {
            Ok(item) => {
                changed.vault_item_id = Set(Some(item));
                if !asked_again {
                    changed.vault_status = Set(Some("synced".to_owned()));
                    changed.vault_synced_at = Set(Some(self.now()));
                    changed.vault_error = Set(None);
                }
            }
            Err(error) => {
                changed.vault_error = Set(Some(error.chars().take(LONGEST).collect()));
                if !asked_again {
                    changed.vault_status = Set(Some("failed".to_owned()));
                }
            }
        }
        changed.updated_at = Set(self.now());
        changed.update(&self.db).await?;
        Ok(())
    }

    /// Notes why a push failed that will be tried again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_vault_error(&self, id: InboxId, error: &str) -> Result<()> {
        let Some(row) = self.vaulted_inbox(id).await? else {
            return Ok(());
        };
        let mut changed: inbox::ActiveModel = row.into();
        changed.vault_error = Set(Some(error.chars().take(LONGEST).collect()));
        changed.update(&self.db).await?;
        Ok(())
    }

    async fn queue_vault_sync(&self, id: InboxId) -> Result<()> {
        let job = NewJob::new(VAULT_SYNC_JOB)
            .key(format!("vault:{id}"))
            .attempts(ATTEMPTS)
            .payload(&VaultSyncJob { inbox: id })?;
        self.enqueue(&job).await?;
        Ok(())
    }

    async fn vaulted_inbox(&self, id: InboxId) -> Result<Option<inbox::Model>> {
        let query = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::Id.eq(id.uuid()));
        Ok(query.one(&self.db).await?)
    }
}
