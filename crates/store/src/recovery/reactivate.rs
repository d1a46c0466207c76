//! Bringing domains back into use, by steps of work.

use sea_orm::{ColumnTrait as _, QueryFilter as _};
use simpleinboxes_core::fulfilment::plan_return;
use simpleinboxes_core::id::{DomainActionId, DomainId, RecoveryEntryId, WorkspaceId};
use simpleinboxes_core::machine::{DomainEvent, InboxEvent, RecoveryEvent, Refused};
use simpleinboxes_core::recovery;
use simpleinboxes_core::status::{
    DomainActionStatus, DomainActionType, DomainEventType, DomainStatus, InboxStatus,
    RecoveryNotificationType, RecoveryStatus,
};
use uuid::Uuid;

use super::entry::Held;
use super::types::RecoveryEntry;
use crate::entities::{domain, domain_action, inbox, recovery_entry};
use crate::error::Result;
use crate::orders::{read_json, write_json};
use crate::scoped::ScopedTx;

/// Why an entry can't be moved.
pub type RecoveryRefused = Refused<RecoveryStatus, RecoveryEvent>;

impl ScopedTx<'_> {
    /// Brings a domain back: queues the steps that look after its delegation and its records,
    /// resume its inboxes and hand them over to the sending tool. With `force` also one that is
    /// not ready. Nothing for an entry that is not seen.
    ///
    /// # Errors
    /// When the database fails; within, why its state forbids it.
    pub async fn reactivate_recovery(
        &self,
        id: RecoveryEntryId,
        force: bool,
    ) -> Result<Option<Result<RecoveryEntry, RecoveryRefused>>> {
        let Some(Held { domain, mut row }) = self.lock_entry(id).await? else {
            return Ok(None);
        };
        let event = match force {
            true => RecoveryEvent::Force,
            false => RecoveryEvent::Reactivate,
        };
        let after = match self.entry_after(&row, event)? {
            Ok(after) => after,
            Err(refused) => return Ok(Some(Err(refused))),
        };
        // What is not out of the sending tool yet may stay there.
        let removes = DomainActionType::RemoveFromSendingTool.as_str();
        let why = "The domain is being reactivated.";
        self.drop_actions_that(&domain, why, |action| action.kind == removes)
            .await?;
        let suspended = self.inboxes_in(&domain, InboxStatus::Suspended).await?;
        let count = u32::try_from(suspended.len()).unwrap_or(u32::MAX);
        let uploads = domain.sending_tool_credential_id.is_some();
        let plan = plan_return(count, uploads);
        let work = self.queue_plan(&domain, &plan, None).await?;
        let work: Vec<Uuid> = work.into_iter().map(|id| id.uuid()).collect();
        row.status = after.to_string();
        row.work = write_json(&work)?;
        let row = self.keep_entry(row).await?;
        let workspace = WorkspaceId::from_uuid(row.workspace_id);
        self.note(
            Some(workspace),
            "recovery_reactivating",
            id,
            Some(&domain.name),
        )
        .await?;
        self.whole(row).await.map(|entry| Some(Ok(entry)))
    }

    /// A step of a domain succeeded. Its inboxes are resumed once their mailboxes were looked
    /// after, and with the last step of an entry's work the domain is back in use. The caller has
    /// locked the domain; `rows` are all of its steps.
    pub(crate) async fn recovery_step_done(
        &self,
        domain: &domain::Model,
        id: DomainActionId,
        kind: DomainActionType,
        rows: &[domain_action::Model],
    ) -> Result<()> {
        let Some((mut row, work)) = self.brought_back_by(domain, id).await? else {
            return Ok(());
        };
        if kind == DomainActionType::CreateMailboxes {
            self.move_inboxes(domain, InboxEvent::Resume, None).await?;
        }
        let done = |row: &domain_action::Model| {
            row.status == DomainActionStatus::Succeeded.as_str() || !work.contains(&row.id)
        };
        if !rows.iter().all(done) {
            return Ok(());
        }
        let Ok(after) = self.entry_after(&row, RecoveryEvent::Succeed)? else {
            return Ok(());
        };
        row.status = after.to_string();
        row.reactivated_at = Some(self.now());
        let row = self.keep_entry(row).await?;
        self.move_domain(domain, DomainEvent::Return, None).await?;
        let summary = format!("{} came back from the Recovery Pool.", domain.name);
        self.tell_recovery(domain, DomainEventType::RecoveryLeft, &summary)
            .await?;
        let kind = RecoveryNotificationType::Reactivated;
        self.notify(&row, kind, "is back in use.").await
    }

    /// A step of a domain was given up. Where it was to bring the domain back, the entry is ready
    /// again, and what the steps before it have done is undone. The caller has locked the domain.
    pub(crate) async fn recovery_step_failed(
        &self,
        domain: &domain::Model,
        id: DomainActionId,
        reason: &str,
    ) -> Result<()> {
        let Some((mut row, work)) = self.brought_back_by(domain, id).await? else {
            return Ok(());
        };
        let Ok(after) = self.entry_after(&row, RecoveryEvent::Fail)? else {
            return Ok(());
        };
        let why = "The domain could not be reactivated.";
        self.drop_actions_that(domain, why, |action| work.contains(&action.id))
            .await?;
        self.suspend(domain).await?;
        row.status = after.to_string();
        row.ready_at = row.ready_at.or(Some(self.now()));
        row.next_check_at = Some(recovery::next_check(row.id, self.now()));
        let row = self.keep_entry(row).await?;
        let kind = RecoveryNotificationType::ReactivationFailed;
        let words = format!("could not be reactivated: {reason}");
        self.notify(&row, kind, &words).await
    }

    /// Suspends the inboxes of a domain, and queues that they are taken out of the sending tool.
    pub(super) async fn suspend(&self, domain: &domain::Model) -> Result<()> {
        self.move_inboxes(domain, InboxEvent::Suspend, None).await?;
        // What an upload puts there at this moment is known by no reference yet.
        let id = DomainId::from_uuid(domain.id);
        let under_way = self.upload_is_under_way(id).await?;
        let uploads = DomainActionType::UploadToSendingTool.as_str();
        let why = "The domain went into the Recovery Pool.";
        self.drop_actions_that(domain, why, |action| action.kind == uploads)
            .await?;
        let suspended = self.inboxes_in(domain, InboxStatus::Suspended).await?;
        let handed_over = suspended.iter().filter(|inbox| {
            let known = inbox.upload_reference.is_some();
            match inbox.upload_status.as_deref() {
                None | Some("removed") => false,
                Some(_) => known || under_way,
            }
        });
        let count = u32::try_from(handed_over.count()).unwrap_or(u32::MAX);
        if count > 0 {
            let kind = DomainActionType::RemoveFromSendingTool;
            let step = simpleinboxes_core::fulfilment::extra_step(kind, count);
            self.queue_plan(domain, &[step], None).await?;
        }
        Ok(())
    }

    /// The entry that a step brings back, with all steps that do.
    async fn brought_back_by(
        &self,
        domain: &domain::Model,
        id: DomainActionId,
    ) -> Result<Option<(recovery_entry::Model, Vec<Uuid>)>> {
        if domain.status != DomainStatus::InRecovery.as_str() {
            return Ok(None);
        }
        let Some(row) = self.open_entry(domain).await? else {
            return Ok(None);
        };
        let work: Vec<Uuid> = read_json(&row.work, "recovery_entries.work")?;
        let reactivating = row.status == RecoveryStatus::Reactivating.as_str();
        Ok((reactivating && work.contains(&id.uuid())).then_some((row, work)))
    }

    async fn inboxes_in(
        &self,
        domain: &domain::Model,
        status: InboxStatus,
    ) -> Result<Vec<inbox::Model>> {
        let rows = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::DomainId.eq(domain.id))
            .filter(inbox::Column::Status.eq(status.as_str()))
            .all(&self.db)
            .await?;
        Ok(rows)
    }
}
