//! How a domain is set up, where that differs from its order and its workspace.

use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, Set};
use serde_json::json;
use simpleinboxes_core::dns::RecordPurpose;
use simpleinboxes_core::id::{CredentialId, DomainActionId, DomainId, OrderId, WorkspaceId};
use simpleinboxes_core::status::{DomainActionType, DomainEventType, DomainStatus, InboxStatus};

use super::types::{Domain, DomainOverrides};
use crate::entities::{dns_record, domain, inbox, order};
use crate::error::{Result, StoreError};
use crate::orders::{parsed, read_json, write_json};
use crate::records::{DnsRefused, NewForwarding};
use crate::scoped::ScopedTx;
use crate::work::{DomainAction, EventChange};

/// What to change: nothing leaves a setting as it is, nothing within clears it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingsChange {
    /// Where web visitors are sent.
    pub forwarding_url: Option<Option<String>>,
    /// The inbox that gets mail to unknown addresses.
    pub catch_all: Option<Option<String>>,
    /// The policy in the DMARC record.
    pub dmarc_policy: Option<Option<String>>,
    /// Where DMARC's reports go.
    pub dmarc_rua: Option<Option<String>>,
    /// The label for tracked links.
    pub tracking_subdomain: Option<Option<String>>,
    /// The credential that inboxes are uploaded with.
    pub credential: Option<Option<CredentialId>>,
    /// Whether warm-up is switched on.
    pub warmup: Option<Option<bool>>,
}

/// Why a setting of a domain, or work on it, was refused. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum SettingRefused {
    /// The caller does not see such a domain.
    #[error("there is no such domain")]
    NoDomain,
    /// The domain's workspace has no such credential.
    #[error("there is no such credential")]
    NoCredential,
    /// No inbox of the domain has this address.
    #[error("no inbox of the domain has the address")]
    NoInbox,
    /// The domain's state forbids it.
    #[error("the domain is {0}")]
    Status(DomainStatus),
    /// Something else is in the way.
    #[error("{0}")]
    InTheWay(String),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for SettingRefused {
    fn from(error: sea_orm::DbErr) -> Self {
        StoreError::from(error).into()
    }
}

impl From<DnsRefused> for SettingRefused {
    fn from(refused: DnsRefused) -> Self {
        match refused {
            DnsRefused::NoDomain => Self::NoDomain,
            DnsRefused::Status(status) => Self::Status(status),
            DnsRefused::Store(error) => error.into(),
            other => Self::InTheWay(other.to_string()),
        }
    }
}

impl ScopedTx<'_> {
    /// Changes settings of a domain, and queues the steps that carry them out.
    ///
    /// # Errors
    /// Why nothing was changed.
    pub async fn change_domain_settings(
        &self,
        id: DomainId,
        change: &SettingsChange,
    ) -> Result<(Domain, Vec<DomainAction>), SettingRefused> {
        let row = self.lock_settable(id).await?;
        let before: DomainOverrides = read_json(&row.overrides, "domains.overrides")?;
        self.check_settings(&row, change).await?;
        let mut queued = Vec::new();
        if let Some(url) = &change.forwarding_url {
            queued.extend(self.change_forwarding(&row, url.as_deref()).await?);
        }
        let after = apply(&before, change);
        if after == before {
            return self.settings_now(id, queued).await;
        }
        let tool_before = row.sending_tool_credential_id;
        let mut changed = domain::ActiveModel {
            id: Set(row.id),
            overrides: Set(write_json(&after)?),
            overrides_updated_at: Set(Some(self.now())),
            updated_at: Set(self.now()),
            ..Default::default()
        };
        if after.sending_tool_credential_id != before.sending_tool_credential_id {
            self.set_tool(&row, after.sending_tool_credential_id, &mut changed)
                .await?;
        }
        let row = changed.update(&self.db).await?;
        if after.sending_tool_credential_id != before.sending_tool_credential_id {
            self.redirect_uploads(&row).await?;
        }
        let other_tool = row.sending_tool_credential_id != tool_before;
        let tracks = after.tracking_subdomain.is_some() && other_tool;
        let writes = (
            &before.dmarc_policy,
            &before.dmarc_rua,
            &before.tracking_subdomain,
        ) != (
            &after.dmarc_policy,
            &after.dmarc_rua,
            &after.tracking_subdomain,
        );
        // Without a zone the records are written once there is one.
        if (writes || tracks) && row.mail_dns_written_at.is_some() {
            let kind = DomainActionType::WriteDns;
            queued.push(self.queue_step(&row, kind, json!({})).await?);
        }
        // Before that there is no mailbox for it; it is set once there are all.
        if before.catch_all != after.catch_all && row.status == DomainStatus::Active.as_str() {
            let kind = DomainActionType::SetCatchAll;
            queued.push(self.queue_step(&row, kind, json!({})).await?);
        }
        self.tell_settings(&row, &before, &after).await?;
        self.settings_now(id, queued).await
    }

    /// A domain whose settings may be changed, locked: one that is set up or in use, and not being
    /// let go.
    pub(super) async fn lock_settable(
        &self,
        id: DomainId,
    ) -> Result<domain::Model, SettingRefused> {
        let found = self.lock_domain(id).await?;
        let (_, row) = found.ok_or(SettingRefused::NoDomain)?;
        let status: DomainStatus = parsed(&row.status, "domains.status")?;
        match status {
            DomainStatus::Pending | DomainStatus::Provisioning | DomainStatus::Active => {
                self.none_letting_go(&row).await?;
                Ok(row)
            }
            DomainStatus::InRecovery | DomainStatus::Failed | DomainStatus::Released => {
                Err(SettingRefused::Status(status))
            }
        }
    }

    /// Fails for a domain that is being let go.
    pub(super) async fn none_letting_go(&self, row: &domain::Model) -> Result<(), SettingRefused> {
        if self.is_being_let_go(row.id).await? {
            let words = "the domain is being let go";
            return Err(SettingRefused::InTheWay(words.to_owned()));
        }
        Ok(())
    }

    async fn check_settings(
        &self,
        row: &domain::Model,
        change: &SettingsChange,
    ) -> Result<(), SettingRefused> {
        let workspace = WorkspaceId::from_uuid(row.workspace_id);
        if let Some(Some(credential)) = change.credential {
            let found = self.credential(workspace, credential).await?;
            found.ok_or(SettingRefused::NoCredential)?;
        }
        if let Some(Some(address)) = &change.catch_all {
            let over = [InboxStatus::Canceled, InboxStatus::Failed].map(InboxStatus::as_str);
            let found = self
                .find::<inbox::Entity>()
                .filter(inbox::Column::DomainId.eq(row.id))
                .filter(inbox::Column::Email.eq(address.as_str()))
                .filter(inbox::Column::Status.is_not_in(over))
                .one(&self.db)
                .await?;
            found.ok_or(SettingRefused::NoInbox)?;
        }
        if let Some(Some(label)) = &change.tracking_subdomain {
            let found = self
                .find::<dns_record::Entity>()
                .filter(dns_record::Column::DomainId.eq(row.id))
                .filter(dns_record::Column::Name.eq(format!("{label}.{}", row.name)))
                .filter(dns_record::Column::DeletedAt.is_null())
                .filter(dns_record::Column::Purpose.ne(RecordPurpose::Tracking.as_str()))
                .one(&self.db)
                .await?;
            if found.is_some() {
                let words = format!("`{label}` has another record");
                return Err(SettingRefused::InTheWay(words));
            }
        }
        Ok(())
    }

    /// Sends visitors to `url`, or where the order says, as they were sent before.
    async fn change_forwarding(
        &self,
        row: &domain::Model,
        url: Option<&str>,
    ) -> Result<Option<DomainActionId>, SettingRefused> {
        let url = url.or(row.ordered_forwarding_url.as_deref());
        let wanted = url.map(|url| NewForwarding {
            url: url.to_owned(),
            permanent: row.forwarding_permanent,
            keep_path: row.forwarding_keep_path,
        });
        let id = DomainId::from_uuid(row.id);
        let now = self.set_forwarding(id, wanted.as_ref()).await?;
        let before = row.forwarding_action_id.map(DomainActionId::from_uuid);
        Ok(now
            .forwarding
            .action
            .filter(|_| now.forwarding.action != before))
    }

    /// Puts the credential that holds into a domain: its own, else its order's, else that of its
    /// workspace's defaults.
    async fn set_tool(
        &self,
        row: &domain::Model,
        own: Option<CredentialId>,
        changed: &mut domain::ActiveModel,
    ) -> Result<()> {
        let (credential, tags) = match own {
            Some(own) => (Some(own.uuid()), row.sending_tool_tags.clone()),
            None => self.inherited_tool(row).await?,
        };
        if credential != row.sending_tool_credential_id {
            changed.sending_tool_credential_id = Set(credential);
            changed.sending_tool_attached_at = Set(credential.map(|_| self.now()));
        }
        changed.sending_tool_tags = Set(tags);
        Ok(())
    }

    async fn inherited_tool(
        &self,
        row: &domain::Model,
    ) -> Result<(Option<uuid::Uuid>, serde_json::Value)> {
        if let Some(order) = row.order_id {
            let id = OrderId::from_uuid(order);
            let query = self
                .find::<order::Entity>()
                .filter(order::Column::Id.eq(id.uuid()));
            let order = query.one(&self.db).await?;
            if let Some(order) = order.filter(|one| one.sending_tool_credential_id.is_some()) {
                return Ok((order.sending_tool_credential_id, order.sending_tool_tags));
            }
        }
        let workspace = WorkspaceId::from_uuid(row.workspace_id);
        let defaults = self.sending_defaults(workspace).await?;
        let Some(defaults) = defaults else {
            return Ok((None, json!([])));
        };
        let credential = defaults.credential.map(|credential| credential.id.uuid());
        Ok((credential, write_json(&defaults.tags)?))
    }

    async fn tell_settings(
        &self,
        row: &domain::Model,
        before: &DomainOverrides,
        after: &DomainOverrides,
    ) -> Result<()> {
        let (before, after) = (write_json(before)?, write_json(after)?);
        let fields = before.as_object().into_iter().chain(after.as_object());
        let mut names: Vec<&String> = fields.flat_map(|fields| fields.keys()).collect();
        names.sort_unstable();
        names.dedup();
        let shown = |value: Option<&serde_json::Value>| match value {
            Some(serde_json::Value::String(text)) => Some(text.clone()),
            value => value.map(ToString::to_string),
        };
        let changes: Vec<_> = names
            .into_iter()
            .filter(|name| before.get(*name) != after.get(*name))
            .map(|name| EventChange {
                field: format!("fulfillmentSettings.overrides.{name}"),
                before: shown(before.get(name)),
                after: shown(after.get(name)),
            })
            .collect();
        let of = (
            WorkspaceId::from_uuid(row.workspace_id),
            DomainId::from_uuid(row.id),
        );
        let kind = DomainEventType::FulfillmentSettingsChanged;
        let summary = format!("The settings of {} were changed.", row.name);
        let event = self.event(of, kind, &summary, None, &changes)?;
        self.tell(vec![event]).await
    }

    async fn settings_now(
        &self,
        id: DomainId,
        queued: Vec<DomainActionId>,
    ) -> Result<(Domain, Vec<DomainAction>), SettingRefused> {
        let domain = self.domain(id).await?.ok_or(SettingRefused::NoDomain)?;
        let mut actions = Vec::with_capacity(queued.len());
        for id in queued {
            actions.extend(self.domain_action(id).await?);
        }
        Ok((domain, actions))
    }
}

fn apply(before: &DomainOverrides, change: &SettingsChange) -> DomainOverrides {
    fn set<T: Clone>(before: &Option<T>, change: &Option<Option<T>>) -> Option<T> {
        change.clone().unwrap_or_else(|| before.clone())
    }
    DomainOverrides {
        forwarding_url: set(&before.forwarding_url, &change.forwarding_url),
        catch_all: set(&before.catch_all, &change.catch_all),
        dmarc_policy: set(&before.dmarc_policy, &change.dmarc_policy),
        dmarc_rua: set(&before.dmarc_rua, &change.dmarc_rua),
        tracking_subdomain: set(&before.tracking_subdomain, &change.tracking_subdomain),
        sending_tool_credential_id: set(&before.sending_tool_credential_id, &change.credential),
        warmup: set(&before.warmup, &change.warmup),
    }
}
