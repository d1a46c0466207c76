//! Domains whose records are to be changed.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, Select,
};
use simpleinboxes_core::dns::DomainName;
use simpleinboxes_core::id::DomainId;
use simpleinboxes_core::status::DomainStatus;

use super::DnsRefused;
use crate::domains::{self, Domain};
use crate::entities::domain::{Column, Entity, Model};
use crate::entities::workspace;
use crate::error::Result;
use crate::orders::parsed;
use crate::scoped::{Scoped, ScopedTx};

impl Scoped<'_> {
    /// The domain of a name: the one that is in use, else the last one that was.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn domain_of_name(&self, name: &DomainName) -> Result<Option<Domain>> {
        let named = |query: Select<Entity>| query.filter(Column::Name.eq(name.as_str()));
        // Written out, as the index says it.
        let held = named(self.find::<Entity>())
            .filter(Expr::cust("status NOT IN ('failed', 'released')"))
            .one(&self.db)
            .await?;
        if let Some(held) = held {
            return domains::domain(held).map(Some);
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
        last.map(domains::domain).transpose()
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
