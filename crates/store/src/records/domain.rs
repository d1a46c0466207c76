//! Domains whose records are to be changed.

use simpleinboxes_core::id::DomainId;
use simpleinboxes_core::status::DomainStatus;

use super::DnsRefused;
use crate::entities::domain::Model;
use crate::orders::parsed;
use crate::scoped::ScopedTx;

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
