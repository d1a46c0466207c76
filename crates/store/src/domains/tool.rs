//! The sending tool of a domain, and uploads to it.

use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    Set,
};
use serde_json::{Value, json};
use simpleinboxes_core::id::{CredentialId, DomainActionId, DomainId, WorkspaceId};
use simpleinboxes_core::status::{
    DomainActionStatus, DomainActionType, DomainEventType, DomainStatus, InboxStatus,
};

use super::settings::SettingRefused;
use super::types::{Domain, DomainOverrides};
use crate::entities::{domain, domain_action, inbox};
use crate::error::Result;
use crate::jobs;
use crate::orders::{read_json, write_json};
use crate::scoped::{Scoped, ScopedTx};
use crate::work::{DomainAction, EventChange, action_key};

/// In the payload of an upload: it is there for inboxes that were changed.
pub const RENEWAL: &str = "renewal";

/// How many uploads of a domain that did not succeed are looked at: the latest.
const MOST_UPLOADS: u64 = 100;

impl Scoped<'_> {
    /// Whether a worker hands inboxes of a domain over at this moment, also for a step that was
    /// dropped meanwhile: what it puts into the tool comes after whatever is looked up now. One
    /// that died is counted until its job is taken back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn upload_is_under_way(&self, domain: DomainId) -> Result<bool> {
        let begun: Vec<uuid::Uuid> = self
            .steps_of(domain.uuid(), [DomainActionType::UploadToSendingTool])
            .select_only()
            .column(domain_action::Column::Id)
            .filter(domain_action::Column::StartedAt.is_not_null())
            .filter(domain_action::Column::Status.ne(DomainActionStatus::Succeeded.as_str()))
            .order_by_desc(domain_action::Column::Id)
            .limit(MOST_UPLOADS)
            .into_tuple()
            .all(&self.db)
            .await?;
        let keys = begun.into_iter().map(DomainActionId::from_uuid);
        let running = jobs::running(&self.db, keys.map(action_key).collect()).await?;
        Ok(!running.is_empty())
    }
}

impl ScopedTx<'_> {
    /// Queues an upload of all active inboxes of a domain to its sending tool.
    ///
    /// # Errors
    /// When the domain is not in use or is being let go, has no inbox in use or no sending tool, or
    /// is being uploaded.
    pub async fn upload_domain(&self, id: DomainId) -> Result<DomainAction, SettingRefused> {
        let found = self.lock_domain(id).await?;
        let (_, row) = found.ok_or(SettingRefused::NoDomain)?;
        if row.status != DomainStatus::Active.as_str() {
            let status = crate::orders::parsed(&row.status, "domains.status")?;
            return Err(SettingRefused::Status(status));
        }
        self.none_letting_go(&row).await?;
        if row.sending_tool_credential_id.is_none() {
            let words = "the domain has no sending tool";
            return Err(SettingRefused::InTheWay(words.to_owned()));
        }
        self.none_uploading(&row).await?;
        match self.queue_upload(&row).await? {
            Some(action) => Ok(action),
            None => {
                let words = "the domain has no active inbox";
                Err(SettingRefused::InTheWay(words.to_owned()))
            }
        }
    }

    /// Attaches a sending tool to a domain in place of any other, and queues an upload of its
    /// active inboxes if that is wanted and there are some.
    ///
    /// # Errors
    /// When the credential is not the workspace's, or the domain's state forbids it.
    pub async fn attach_sending_tool(
        &self,
        id: DomainId,
        credential: CredentialId,
        tags: &[String],
        upload: bool,
    ) -> Result<(Domain, Option<DomainAction>), SettingRefused> {
        let row = self.lock_settable(id).await?;
        let workspace = WorkspaceId::from_uuid(row.workspace_id);
        let found = self.credential(workspace, credential).await?;
        found.ok_or(SettingRefused::NoCredential)?;
        self.none_uploading(&row).await?;
        let mut overrides: DomainOverrides = read_json(&row.overrides, "domains.overrides")?;
        let now = self.now();
        let mut changed: domain::ActiveModel = row.clone().into();
        if overrides.sending_tool_credential_id != Some(credential) {
            overrides.sending_tool_credential_id = Some(credential);
            changed.overrides = Set(write_json(&overrides)?);
            changed.overrides_updated_at = Set(Some(now));
        }
        if row.sending_tool_credential_id != Some(credential.uuid()) {
            changed.sending_tool_credential_id = Set(Some(credential.uuid()));
            changed.sending_tool_attached_at = Set(Some(now));
        }
        changed.sending_tool_tags = Set(write_json(&tags)?);
        changed.updated_at = Set(now);
        let after = changed.update(&self.db).await?;
        self.tell_attached(&row, credential).await?;
        let other_tool = row.sending_tool_credential_id != after.sending_tool_credential_id;
        let tracks = overrides.tracking_subdomain.is_some() && other_tool;
        if tracks && row.mail_dns_written_at.is_some() {
            let kind = DomainActionType::WriteDns;
            self.queue_step(&after, kind, json!({})).await?;
        }
        let action = match upload {
            true => self.queue_upload(&after).await?,
            false => None,
        };
        Ok((super::domain(after)?, action))
    }

    /// Fails while an upload of the domain waits or runs.
    async fn none_uploading(&self, row: &domain::Model) -> Result<(), SettingRefused> {
        let open = [DomainActionStatus::Queued, DomainActionStatus::Running];
        let found = self.open_uploads(row, &open).await?;
        match found {
            None => Ok(()),
            Some(_) => {
                let words = "an upload of the domain is queued or running";
                Err(SettingRefused::InTheWay(words.to_owned()))
            }
        }
    }

    async fn open_uploads(
        &self,
        row: &domain::Model,
        open: &[DomainActionStatus],
    ) -> Result<Option<domain_action::Model>> {
        let open = open.iter().map(|status| status.as_str());
        let found = self
            .steps_of(row.id, [DomainActionType::UploadToSendingTool])
            .filter(domain_action::Column::Status.is_in(open))
            .one(&self.db)
            .await?;
        Ok(found)
    }

    /// Whether an upload of a domain was ever begun.
    pub(crate) async fn upload_began(&self, domain: uuid::Uuid) -> Result<bool> {
        let begun = self
            .steps_of(domain, [DomainActionType::UploadToSendingTool])
            .filter(domain_action::Column::StartedAt.is_not_null())
            .one(&self.db)
            .await?;
        Ok(begun.is_some())
    }

    /// Queues an upload of all active inboxes of a domain to its tool; none where there are none.
    pub(crate) async fn queue_upload(&self, row: &domain::Model) -> Result<Option<DomainAction>> {
        let inboxes = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::DomainId.eq(row.id))
            .filter(inbox::Column::Status.eq(InboxStatus::Active.as_str()))
            .all(&self.db)
            .await?;
        let Some(to) = self.upload_target(row).await? else {
            return Ok(None);
        };
        let count = inboxes.len();
        if count == 0 {
            return Ok(None);
        }
        for inbox in inboxes {
            self.ask_upload(inbox, &to).await?;
        }
        let id = self.queue_upload_of(row, count, json!({})).await?;
        self.domain_action(id).await
    }

    /// Has inboxes of a domain that were changed handed over again, unless an upload of it waits,
    /// which does that. One that runs may have been there already.
    pub(crate) async fn queue_renewal(&self, row: &domain::Model) -> Result<()> {
        let waiting = self
            .open_uploads(row, &[DomainActionStatus::Queued])
            .await?;
        if waiting.is_some() {
            return Ok(());
        }
        let payload = json!({ RENEWAL: true });
        self.queue_upload_of(row, 1, payload).await?;
        Ok(())
    }

    async fn queue_upload_of(
        &self,
        row: &domain::Model,
        count: usize,
        payload: Value,
    ) -> Result<DomainActionId> {
        let kind = DomainActionType::UploadToSendingTool;
        let id = self.queue_step(row, kind, payload).await?;
        let sized = domain_action::ActiveModel {
            id: Set(id.uuid()),
            items_total: Set(i32::try_from(count).unwrap_or(i32::MAX)),
            ..Default::default()
        };
        sized.update(&self.db).await?;
        Ok(id)
    }

    async fn tell_attached(&self, row: &domain::Model, credential: CredentialId) -> Result<()> {
        let of = (
            WorkspaceId::from_uuid(row.workspace_id),
            DomainId::from_uuid(row.id),
        );
        let before = row.sending_tool_credential_id.map(CredentialId::from_uuid);
        let change = EventChange {
            field: "sendingTool.credentialId".to_owned(),
            before: before.map(|id| id.to_string()),
            after: Some(credential.to_string()),
        };
        let summary = format!("A sending tool was attached to {}.", row.name);
        let kind = DomainEventType::SendingToolAttached;
        let event = self.event(of, kind, &summary, None, &[change])?;
        self.tell(vec![event]).await
    }
}
