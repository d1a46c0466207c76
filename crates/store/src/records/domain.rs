//! Domains, as far as their records are concerned.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, Select,
};
use serde_json::Value;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::dns::DomainName;
use simpleinboxes_core::id::{DomainActionId, DomainId, OrderId, WorkspaceId};
use simpleinboxes_core::status::{DomainStatus, ForwardingStatus, MailboxProvider};

use super::{DnsRefused, row};
use crate::entities::domain::{Column, Entity, Model};
use crate::entities::workspace;
use crate::error::Result;
use crate::orders::parsed;
use crate::scoped::{Scoped, ScopedTx};

/// A domain, as far as its records are concerned.
#[derive(Debug, Clone, PartialEq)]
pub struct DnsDomain {
    /// Its id.
    pub id: DomainId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Its order.
    pub order: Option<OrderId>,
    /// Its name.
    pub name: DomainName,
    /// Where its mailboxes are, if it has any.
    pub provider: Option<MailboxProvider>,
    /// Its state.
    pub status: DomainStatus,
    /// Which DNS host has its zone.
    pub host: Option<String>,
    /// How that calls the zone.
    pub zone: Option<String>,
    /// What was set for it alone.
    pub overrides: Value,
    /// Where the order said that visitors go.
    pub ordered_forwarding: Option<String>,
    /// Where they go.
    pub forwarding: DomainForwarding,
}

/// Where a domain's web visitors go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainForwarding {
    /// How the last change stands.
    pub status: ForwardingStatus,
    /// Where to; nowhere without.
    pub url: Option<String>,
    /// Whether browsers may remember it.
    pub permanent: bool,
    /// Whether the path goes along.
    pub keep_path: bool,
    /// What carries the last change out.
    pub action: Option<DomainActionId>,
    /// When it was last set.
    pub updated_at: Option<Timestamp>,
}

impl Scoped<'_> {
    /// A domain.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dns_domain(&self, id: DomainId) -> Result<Option<DnsDomain>> {
        let query = self.find::<Entity>().filter(Column::Id.eq(id.uuid()));
        query.one(&self.db).await?.map(dns_domain).transpose()
    }

    /// The domain of a name: the one that is in use, else the last one that was.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dns_domain_named(&self, name: &DomainName) -> Result<Option<DnsDomain>> {
        let named = |query: Select<Entity>| query.filter(Column::Name.eq(name.as_str()));
        // Written out, as the index says it.
        let held = named(self.find::<Entity>())
            .filter(Expr::cust("status NOT IN ('failed', 'released')"))
            .one(&self.db)
            .await?;
        if let Some(held) = held {
            return dns_domain(held).map(Some);
        }
        let workspaces = self
            .find::<workspace::Entity>()
            .select_only()
            .column(workspace::Column::Id)
            .into_query();
        let last = named(self.find::<Entity>())
            .filter(Column::WorkspaceId.in_subquery(workspaces))
            .order_by_desc(Column::Id)
            .one(&self.db)
            .await?;
        last.map(dns_domain).transpose()
    }
}

impl ScopedTx<'_> {
    /// A domain with a zone, locked.
    pub(super) async fn lock_zone(&self, id: DomainId) -> Result<Model, DnsRefused> {
        let found = self.lock_domain(id).await?;
        let (_, row) = found.ok_or(DnsRefused::NoDomain)?;
        match row.zone_id {
            Some(_) => Ok(row),
            None => Err(DnsRefused::NoZone),
        }
    }

    /// A domain whose records its owner may change, locked.
    pub(super) async fn lock_editable(&self, id: DomainId) -> Result<Model, DnsRefused> {
        let found = self.lock_domain(id).await?;
        let (_, row) = found.ok_or(DnsRefused::NoDomain)?;
        may_edit(&row)?;
        Ok(row)
    }
}

/// Whether the owner of a domain may change its records.
pub(super) fn may_edit(row: &Model) -> Result<(), DnsRefused> {
    let status: DomainStatus = parsed(&row.status, "domains.status")?;
    if !matches!(status, DomainStatus::Provisioning | DomainStatus::Active) {
        return Err(DnsRefused::Status(status));
    }
    if row.zone_id.is_none() {
        return Err(DnsRefused::NoZone);
    }
    Ok(())
}

pub(super) fn dns_domain(row: Model) -> Result<DnsDomain> {
    let provider = row.provider.as_deref();
    Ok(DnsDomain {
        id: DomainId::from_uuid(row.id),
        workspace: WorkspaceId::from_uuid(row.workspace_id),
        order: row.order_id.map(OrderId::from_uuid),
        name: row::name_of(&row)?,
        provider: provider
            .map(|provider| parsed(provider, "domains.provider"))
            .transpose()?,
        status: parsed(&row.status, "domains.status")?,
        host: row.dns_host,
        zone: row.zone_id,
        overrides: row.overrides,
        ordered_forwarding: row.ordered_forwarding_url,
        forwarding: DomainForwarding {
            status: parsed(&row.forwarding_status, "domains.forwarding_status")?,
            url: row.forwarding_url,
            permanent: row.forwarding_permanent,
            keep_path: row.forwarding_keep_path,
            action: row.forwarding_action_id.map(DomainActionId::from_uuid),
            updated_at: row.forwarding_updated_at,
        },
    })
}
