//! Taking domains into the pool.

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};
use serde_json::json;
use simpleinboxes_core::dns::DomainName;
use simpleinboxes_core::fulfilment::plan_parking;
use simpleinboxes_core::id::{
    DomainId, DomainKind, RecoveryEntryId, RecoveryEntryKind, WorkspaceId,
};
use simpleinboxes_core::machine::DomainEvent;
use simpleinboxes_core::status::{
    BlocklistName, BlocklistVerdict, DomainEventType, DomainSource, DomainStatus, ForwardingStatus,
    HealthLight, MailDnsStatus, NameserverStatus, RecoveryReason, RecoveryRejection,
    RecoveryStatus,
};

use super::types::RecoveryEntry;
use crate::entities::{domain, recovery_blocklist, recovery_entry};
use crate::error::Result;
use crate::orders::parsed;
use crate::scoped::ScopedTx;

/// A domain to take in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRecovery {
    /// Its name.
    pub name: DomainName,
    /// Why it is parked.
    pub reason: RecoveryReason,
}

/// Why a domain was not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryRejected {
    /// The kind.
    pub code: RecoveryRejection,
    /// The same in words that go on after its name.
    pub why: String,
}

impl RecoveryRejected {
    fn new(code: RecoveryRejection, why: impl Into<String>) -> Self {
        Self {
            code,
            why: why.into(),
        }
    }

    /// Somebody else has it.
    fn held() -> Self {
        Self::new(RecoveryRejection::Unavailable, "can't be parked here")
    }
}

impl ScopedTx<'_> {
    /// Takes a domain into the pool: an active one of the workspace with its inboxes, or one that
    /// nobody has here, which is added without an order.
    ///
    /// # Errors
    /// When the database fails; within, why this domain can't be taken in.
    pub async fn submit_recovery(
        &self,
        workspace: WorkspaceId,
        new: &NewRecovery,
    ) -> Result<Result<RecoveryEntry, RecoveryRejected>> {
        self.hold_workspace(workspace).await?;
        let held = domain::Entity::find()
            .filter(domain::Column::Name.eq(new.name.as_str()))
            .filter(Expr::cust(domain::HELD))
            .one(&self.db)
            .await?;
        let domain = match held {
            Some(row)
                if (row.account_id, row.workspace_id) != (self.account(), workspace.uuid()) =>
            {
                return Ok(Err(RecoveryRejected::held()));
            }
            Some(row) => match self.rest(DomainId::from_uuid(row.id)).await? {
                Ok(row) => row,
                Err(rejected) => return Ok(Err(rejected)),
            },
            None => match self.park(workspace, &new.name).await? {
                Some(row) => row,
                None => return Ok(Err(RecoveryRejected::held())),
            },
        };
        self.enter(&domain, new.reason).await.map(Ok)
    }

    /// Takes a domain of the workspace out of use.
    async fn rest(&self, id: DomainId) -> Result<Result<domain::Model, RecoveryRejected>> {
        let Some((_, row)) = self.lock_domain(id).await? else {
            return Ok(Err(RecoveryRejected::held()));
        };
        let status: DomainStatus = parsed(&row.status, "domains.status")?;
        match status {
            DomainStatus::Active => {}
            DomainStatus::InRecovery => {
                let code = RecoveryRejection::AlreadyInPool;
                let why = match self.open_entry(&row).await? {
                    Some(_) => "is in the Recovery Pool",
                    None => "was taken out of the Recovery Pool and is being let go",
                };
                return Ok(Err(RecoveryRejected::new(code, why)));
            }
            other => {
                let why = format!("is {other}, and only active domains can be parked");
                let code = RecoveryRejection::NotActive;
                return Ok(Err(RecoveryRejected::new(code, why)));
            }
        }
        if self.is_being_let_go(row.id).await? {
            let code = RecoveryRejection::NotActive;
            return Ok(Err(RecoveryRejected::new(code, "is being let go")));
        }
        self.move_domain(&row, DomainEvent::Rest, None).await?;
        self.suspend(&row).await?;
        Ok(Ok(row))
    }

    /// Adds a domain without an order, and queues that it gets nameservers. Nothing where somebody
    /// else was faster.
    async fn park(
        &self,
        workspace: WorkspaceId,
        name: &DomainName,
    ) -> Result<Option<domain::Model>> {
        let id: DomainId = self.shared.ids.next::<DomainKind>();
        let now = self.now();
        let row = domain::ActiveModel {
            id: Set(id.uuid()),
            account_id: Set(self.account()),
            workspace_id: Set(workspace.uuid()),
            order_id: Set(None),
            round: Set(0),
            position: Set(0),
            name: Set(name.as_str().to_owned()),
            source: Set(DomainSource::Owned.to_string()),
            status: Set(DomainStatus::InRecovery.to_string()),
            forwarding_status: Set(ForwardingStatus::Off.to_string()),
            forwarding_permanent: Set(false),
            forwarding_keep_path: Set(false),
            nameserver_status: Set(NameserverStatus::Unknown.to_string()),
            nameservers_assigned: Set(json!([])),
            nameservers_found: Set(json!([])),
            mail_dns_status: Set(MailDnsStatus::Unknown.to_string()),
            mail_dns: Set(json!({})),
            zone_serial: Set(0),
            premium: Set(false),
            auto_renew: Set(false),
            sending_tool_tags: Set(json!([])),
            overrides: Set(json!({})),
            created_at: Set(now),
            updated_at: Set(now),
            ..Default::default()
        };
        let unless_held = OnConflict::column(domain::Column::Name)
            .target_and_where(Expr::cust(domain::HELD))
            .do_nothing()
            .to_owned();
        domain::Entity::insert(row)
            .on_conflict(unless_held)
            .exec_without_returning(&self.db)
            .await?;
        let Some((_, row)) = self.lock_domain(id).await? else {
            return Ok(None);
        };
        let summary = format!("{} was added to be parked, without an order.", row.name);
        self.tell_recovery(&row, DomainEventType::DomainCreated, &summary)
            .await?;
        self.queue_plan(&row, &plan_parking(), None).await?;
        Ok(Some(row))
    }

    /// Writes the entry of a domain that was taken in, and has blocklists asked about it.
    async fn enter(&self, domain: &domain::Model, reason: RecoveryReason) -> Result<RecoveryEntry> {
        let id: RecoveryEntryId = self.shared.ids.next::<RecoveryEntryKind>();
        let now = self.now();
        let row = recovery_entry::ActiveModel {
            id: Set(id.uuid()),
            account_id: Set(domain.account_id),
            workspace_id: Set(domain.workspace_id),
            domain_id: Set(domain.id),
            domain: Set(domain.name.clone()),
            status: Set(RecoveryStatus::Resting.to_string()),
            reason: Set(reason.to_string()),
            light: Set(HealthLight::Yellow.to_string()),
            delegated_first: Set(domain.order_id.is_none() && domain.propagated_at.is_none()),
            submitted_at: Set(now),
            updated_at: Set(now),
            next_check_at: Set(Some(now)),
            work: Set(json!([])),
            ..Default::default()
        };
        let row = row.insert(&self.db).await?;
        let lists = BlocklistName::ALL
            .iter()
            .map(|list| recovery_blocklist::ActiveModel {
                id: Set(self.shared.ids.next::<RecoveryEntryKind>().uuid()),
                account_id: Set(domain.account_id),
                workspace_id: Set(domain.workspace_id),
                entry_id: Set(id.uuid()),
                list: Set(list.to_string()),
                verdict: Set(BlocklistVerdict::Unknown.to_string()),
                ..Default::default()
            });
        recovery_blocklist::Entity::insert_many(lists)
            .exec_without_returning(&self.db)
            .await?;
        let summary = format!("{} went into the Recovery Pool.", domain.name);
        self.tell_recovery(domain, DomainEventType::RecoveryEntered, &summary)
            .await?;
        let workspace = WorkspaceId::from_uuid(domain.workspace_id);
        self.note(
            Some(workspace),
            "recovery_submitted",
            id,
            Some(&domain.name),
        )
        .await?;
        self.queue_recovery_check(id).await?;
        let row = self.keep_entry(row).await?;
        self.whole(row).await
    }
}
