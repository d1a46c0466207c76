//! Where the web visitors of a domain are sent: set here, carried out by a step of work.

use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, Set};
use serde_json::json;
use simpleinboxes_core::id::{DomainActionId, DomainId, WorkspaceId};
use simpleinboxes_core::status::{DomainActionType, DomainEventType, ForwardingStatus};

use super::{DnsRefused, row};
use crate::domains::{Domain, DomainOverrides};
use crate::entities::{dns_record, domain};
use crate::error::Result;
use crate::orders::{read_json, write_json};
use crate::scoped::ScopedTx;
use crate::work::EventChange;

/// Where visitors are to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewForwarding {
    /// Where to.
    pub url: String,
    /// Whether browsers may remember it.
    pub permanent: bool,
    /// Whether the path goes along.
    pub keep_path: bool,
}

impl NewForwarding {
    fn of(row: &domain::Model) -> Option<Self> {
        Some(Self {
            url: row.forwarding_url.clone()?,
            permanent: row.forwarding_permanent,
            keep_path: row.forwarding_keep_path,
        })
    }
}

impl ScopedTx<'_> {
    /// Sets where the web visitors of a domain and of its `www` are sent, or that they are sent
    /// nowhere, and queues the step that carries it out; nothing where it is so already.
    ///
    /// # Errors
    /// When there is no such domain, its state forbids it, or its `www` has a record of the
    /// owner's.
    pub async fn set_forwarding(
        &self,
        id: DomainId,
        wanted: Option<&NewForwarding>,
    ) -> Result<Domain, DnsRefused> {
        let row = self.lock_editable(id).await?;
        if wanted.is_some() {
            self.check_www(&row).await?;
        }
        let before = NewForwarding::of(&row);
        let failed = row.forwarding_status == ForwardingStatus::Failed.as_str();
        let mut overrides: DomainOverrides = read_json(&row.overrides, "domains.overrides")?;
        let url = wanted.map(|wanted| wanted.url.clone());
        let kept = overrides.forwarding_url == url;
        if before.as_ref() == wanted && !failed && kept {
            return Ok(crate::domains::domain(row)?);
        }
        overrides.forwarding_url.clone_from(&url);
        let now = self.now();
        let mut changed: domain::ActiveModel = row.clone().into();
        changed.overrides = Set(write_json(&overrides)?);
        if !kept {
            changed.overrides_updated_at = Set(Some(now));
        }
        changed.updated_at = Set(now);
        if before.as_ref() != wanted || failed {
            let kind = DomainActionType::SetForwarding;
            let action = self.queue_step(&row, kind, json!({})).await?;
            changed.forwarding_url = Set(url.clone());
            changed.forwarding_permanent = Set(wanted.is_some_and(|one| one.permanent));
            changed.forwarding_keep_path = Set(wanted.is_some_and(|one| one.keep_path));
            changed.forwarding_status = Set(ForwardingStatus::Pending.to_string());
            changed.forwarding_action_id = Set(Some(action.uuid()));
            changed.forwarding_updated_at = Set(Some(now));
            self.tell_forwarding(&row, before.map(|one| one.url), url, action)
                .await?;
        }
        Ok(crate::domains::domain(changed.update(&self.db).await?)?)
    }

    /// Notes how the step ended that carries out the last change; one that was overtaken by a
    /// later change has nothing to say.
    pub(crate) async fn end_forwarding(
        &self,
        domain: &domain::Model,
        action: DomainActionId,
        done: bool,
    ) -> Result<()> {
        let status = match (done, &domain.forwarding_url) {
            (false, _) => ForwardingStatus::Failed,
            (true, Some(_)) => ForwardingStatus::Active,
            (true, None) => ForwardingStatus::Off,
        };
        self.set_forwarding_status(domain, action, status).await
    }

    /// Notes that the step that carries out the last change was queued once more.
    pub(crate) async fn retry_forwarding(
        &self,
        domain: &domain::Model,
        action: DomainActionId,
    ) -> Result<()> {
        self.set_forwarding_status(domain, action, ForwardingStatus::Pending)
            .await
    }

    async fn set_forwarding_status(
        &self,
        domain: &domain::Model,
        action: DomainActionId,
        status: ForwardingStatus,
    ) -> Result<()> {
        if domain
            .forwarding_action_id
            .is_some_and(|last| last != action.uuid())
        {
            return Ok(());
        }
        self.update_many::<domain::Entity>()
            .set(domain::ActiveModel {
                forwarding_status: Set(status.to_string()),
                ..Default::default()
            })
            .filter(domain::Column::Id.eq(domain.id))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// The owner's own record of a `www` and forwarding exclude each other.
    async fn check_www(&self, row: &domain::Model) -> Result<(), DnsRefused> {
        let own = self
            .find::<dns_record::Entity>()
            .filter(dns_record::Column::DomainId.eq(row.id))
            .filter(dns_record::Column::Name.eq(format!("www.{}", row.name)))
            .filter(dns_record::Column::Managed.eq(false))
            .filter(dns_record::Column::DeletedAt.is_null())
            .one(&self.db)
            .await?;
        match own {
            None => Ok(()),
            Some(own) => {
                let record = row::record(&own, &row::name_of(row)?)?;
                let words = format!("`www` has a record of its own ({record})");
                Err(DnsRefused::Clash(words))
            }
        }
    }

    async fn tell_forwarding(
        &self,
        domain: &domain::Model,
        before: Option<String>,
        after: Option<String>,
        action: DomainActionId,
    ) -> Result<()> {
        let of = (
            WorkspaceId::from_uuid(domain.workspace_id),
            DomainId::from_uuid(domain.id),
        );
        let summary = match &after {
            Some(url) => format!("Visitors of {} are to be sent to {url}.", domain.name),
            None => format!("Visitors of {} are to be sent nowhere.", domain.name),
        };
        let change = EventChange {
            field: "forwarding.url".to_owned(),
            before,
            after,
        };
        let kind = DomainEventType::ForwardingChanged;
        let event = self.event(of, kind, &summary, Some(action), &[change])?;
        self.tell(vec![event]).await
    }
}
