//! Records, read.

use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QueryTrait as _};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::dns::sync::{Gone, Here};
use simpleinboxes_core::dns::{DomainName, Record, RecordPurpose, RecordType, SyncStatus};
use simpleinboxes_core::id::{DnsRecordId, DnsRecordKind, DomainId};
use uuid::Uuid;

use super::row;
use crate::entities::dns_record::{Column, Entity, Model};
use crate::entities::domain;
use crate::error::Result;
use crate::orders::parsed;
use crate::page::{Page, PageRequest};
use crate::scoped::Scoped;

/// A record of a domain, and how far the DNS host has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DnsRecord {
    /// Its id.
    pub id: DnsRecordId,
    /// The domain.
    pub domain: DomainId,
    /// What it is.
    pub record: Record,
    /// What it is there for.
    pub purpose: RecordPurpose,
    /// Whether the service keeps it itself.
    pub managed: bool,
    /// Whether the DNS host has it as it stands here.
    pub sync: SyncStatus,
    /// Why it has not.
    pub sync_error: Option<String>,
    /// When it last had it.
    pub synced_at: Option<Timestamp>,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last changed here.
    pub updated_at: Timestamp,
}

/// What stands here of a domain, to be compared with what its DNS host has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SyncSides {
    /// The records.
    pub here: Vec<Here<DnsRecordId>>,
    /// Those that were deleted here and may still be at the host.
    pub gone: Vec<Gone<DnsRecordId>>,
    /// Those that were deleted before the host had them.
    pub never_there: Vec<DnsRecordId>,
    /// Those whose visitors the host sends on.
    pub forwarding: Vec<DnsRecordId>,
}

impl Scoped<'_> {
    /// A page of a domain's records, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dns_records(
        &self,
        domain: DomainId,
        kind: Option<RecordType>,
        page: PageRequest<DnsRecordKind>,
    ) -> Result<Page<DnsRecord, DnsRecordKind>> {
        let Some(name) = self.name_of_domain(domain).await? else {
            return Ok(Page {
                items: Vec::new(),
                next: None,
            });
        };
        let query = self
            .find::<Entity>()
            .filter(Column::DomainId.eq(domain.uuid()))
            .filter(Column::DeletedAt.is_null())
            .apply_if(kind, |query, kind| {
                query.filter(Column::Kind.eq(kind.as_str()))
            });
        let id = |row: &Model| DnsRecordId::from_uuid(row.id);
        page.read(query, Column::Id, id, &self.db)
            .await?
            .try_map(|row| dns_record(&row, &name))
    }

    /// One record of a domain.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dns_record(&self, domain: DomainId, id: DnsRecordId) -> Result<Option<DnsRecord>> {
        let Some(name) = self.name_of_domain(domain).await? else {
            return Ok(None);
        };
        let found = self
            .find::<Entity>()
            .filter(Column::Id.eq(id.uuid()))
            .filter(Column::DomainId.eq(domain.uuid()))
            .filter(Column::DeletedAt.is_null())
            .one(&self.db)
            .await?;
        found.map(|row| dns_record(&row, &name)).transpose()
    }

    /// All records of a domain, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all_dns_records(&self, domain: DomainId) -> Result<Vec<DnsRecord>> {
        let Some(name) = self.name_of_domain(domain).await? else {
            return Ok(Vec::new());
        };
        let rows = self.record_rows(domain.uuid()).await?;
        let live = rows.iter().filter(|row| row.deleted_at.is_none());
        live.map(|row| dns_record(row, &name)).collect()
    }

    /// What stands here of a domain, and what of it was at its DNS host.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dns_sides(&self, domain: DomainId) -> Result<SyncSides> {
        let mut sides = SyncSides::default();
        let Some(name) = self.name_of_domain(domain).await? else {
            return Ok(sides);
        };
        for row in self.record_rows(domain.uuid()).await? {
            let key = DnsRecordId::from_uuid(row.id);
            let synced = row::synced(&row, &name)?;
            let managed = row.managed;
            match (row.deleted_at, synced) {
                (None, synced) => {
                    if row.purpose == RecordPurpose::Forwarding.as_str() {
                        sides.forwarding.push(key);
                    }
                    sides.here.push(Here {
                        key,
                        record: row::record(&row, &name)?,
                        managed,
                        synced,
                    });
                }
                (Some(_), Some(synced)) => sides.gone.push(Gone {
                    key,
                    managed,
                    synced,
                }),
                (Some(_), None) => sides.never_there.push(key),
            }
        }
        Ok(sides)
    }

    /// All rows of a domain, those that were deleted among them, oldest first.
    pub(super) async fn record_rows(&self, domain: Uuid) -> Result<Vec<Model>> {
        let rows = self
            .find::<Entity>()
            .filter(Column::DomainId.eq(domain))
            .order_by_asc(Column::Id)
            .all(&self.db)
            .await?;
        Ok(rows)
    }

    async fn name_of_domain(&self, id: DomainId) -> Result<Option<DomainName>> {
        let found = self
            .find::<domain::Entity>()
            .filter(domain::Column::Id.eq(id.uuid()))
            .one(&self.db)
            .await?;
        found.as_ref().map(row::name_of).transpose()
    }
}

pub(super) fn dns_record(row: &Model, domain: &DomainName) -> Result<DnsRecord> {
    Ok(DnsRecord {
        id: DnsRecordId::from_uuid(row.id),
        domain: DomainId::from_uuid(row.domain_id),
        record: row::record(row, domain)?,
        purpose: parsed(&row.purpose, "dns_records.purpose")?,
        managed: row.managed,
        sync: parsed(&row.sync_status, "dns_records.sync_status")?,
        sync_error: row.sync_error.clone(),
        synced_at: row.synced_at,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}
