//! Records added, changed and deleted by their owner, and what follows from any change.

use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait as _};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, Set};
use serde_json::json;
use simpleinboxes_core::dns::{
    Present, Record, RecordName, RecordPurpose, RecordType, SyncStatus, check_addition,
    is_version_of,
};
use simpleinboxes_core::id::{DnsRecordId, DomainActionId, DomainId, WorkspaceId};
use simpleinboxes_core::status::{DomainActionType, DomainEventType};

use super::read::dns_record;
use super::{DNS_SYNC_JOB, DnsRecord, DnsRefused, DnsSyncJob, domain::may_edit, row};
use crate::entities::dns_record::{ActiveModel, Column, Entity, Model};
use crate::entities::domain;
use crate::error::Result;
use crate::jobs::NewJob;
use crate::scoped::ScopedTx;
use crate::work::EventChange;

/// An edit of a domain's records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordEdit {
    /// Writes a record: over the one that it is a new version of, else as one more.
    Upsert {
        /// The record.
        record: Record,
        /// Whether it keeps the time to live of the one that it is written over.
        keep_ttl: bool,
    },
    /// Deletes records; none there is a success.
    Delete {
        /// Of this type.
        kind: RecordType,
        /// Of this name.
        name: RecordName,
        /// And only those with this content.
        content: Option<String>,
    },
}

/// Something that happened to a record, for the domain's history.
pub(super) struct Told {
    kind: DomainEventType,
    summary: String,
    change: EventChange,
}

impl Told {
    fn new(
        kind: DomainEventType,
        row: &Model,
        before: Option<&Record>,
        after: Option<&Record>,
    ) -> Self {
        let (done, shown) = match (before, after) {
            (None, Some(after)) => ("added", after.to_string()),
            (Some(_), Some(after)) => ("changed", after.to_string()),
            (Some(before), None) => ("deleted", before.to_string()),
            (None, None) => ("looked at", String::new()),
        };
        let words = |record: &Record| format!("{record} (ttl {})", record.ttl.get());
        Self {
            kind,
            summary: format!("The record {shown} was {done}."),
            change: EventChange {
                field: format!("dnsRecords.{}", DnsRecordId::from_uuid(row.id)),
                before: before.map(words),
                after: after.map(words),
            },
        }
    }

    pub(super) fn created(row: &Model, record: &Record) -> Self {
        Self::new(DomainEventType::DnsRecordCreated, row, None, Some(record))
    }

    pub(super) fn updated(row: &Model, before: &Record, after: &Record) -> Self {
        let kind = DomainEventType::DnsRecordUpdated;
        Self::new(kind, row, Some(before), Some(after))
    }

    pub(super) fn deleted(row: &Model, record: &Record) -> Self {
        Self::new(DomainEventType::DnsRecordDeleted, row, Some(record), None)
    }
}

/// A record while edits are made.
struct Entry {
    row: Option<Model>,
    record: Record,
    managed: bool,
    changed: bool,
}

impl ScopedTx<'_> {
    /// Adds a record of the owner's own and queues its sync.
    ///
    /// # Errors
    /// When there is no such domain, its state forbids it, or the record does not go together with
    /// those that are there.
    pub async fn add_dns_record(
        &self,
        domain: DomainId,
        record: &Record,
    ) -> Result<DnsRecord, DnsRefused> {
        let domain = self.lock_editable(domain).await?;
        let name = row::name_of(&domain)?;
        let entries = self.entries(&domain).await?;
        may_stand(&entries, None, record)?;
        let row = self.new_record(&domain, record, RecordPurpose::Custom, false);
        let row = row.insert(&self.db).await?;
        let told = [Told::created(&row, record)];
        self.records_changed(&domain, &told).await?;
        Ok(dns_record(&row, &name)?)
    }

    /// Deletes a record of the owner's own and queues its deletion at the DNS host. Tells what it
    /// was.
    ///
    /// # Errors
    /// When there is no such domain or record, the service keeps it, or the domain's state forbids
    /// it.
    pub async fn delete_dns_record(
        &self,
        domain: DomainId,
        id: DnsRecordId,
    ) -> Result<DnsRecord, DnsRefused> {
        let found = self.lock_domain(domain).await?;
        let (_, domain) = found.ok_or(DnsRefused::NoDomain)?;
        let name = row::name_of(&domain)?;
        let found = self
            .find::<Entity>()
            .filter(Column::Id.eq(id.uuid()))
            .filter(Column::DomainId.eq(domain.id))
            .filter(Column::DeletedAt.is_null())
            .one(&self.db)
            .await?;
        let row = found.ok_or(DnsRefused::NoRecord)?;
        may_edit(&domain)?;
        let was = dns_record(&row, &name)?;
        if was.managed {
            return Err(DnsRefused::Managed(was.record.to_string()));
        }
        let told = [Told::deleted(&row, &was.record)];
        self.bury(row).await?;
        self.records_changed(&domain, &told).await?;
        Ok(DnsRecord {
            sync: SyncStatus::Pending,
            sync_error: None,
            ..was
        })
    }

    /// Makes edits in their order, all of them or none, and queues the step of work that publishes
    /// them.
    ///
    /// # Errors
    /// As [`Self::add_dns_record`]; when a managed record would be written over or deleted.
    pub async fn edit_dns_records(
        &self,
        domain: DomainId,
        edits: &[RecordEdit],
    ) -> Result<DomainActionId, DnsRefused> {
        let domain = self.lock_editable(domain).await?;
        let mut entries = self.entries(&domain).await?;
        let mut deleted = Vec::new();
        for edit in edits {
            match edit {
                RecordEdit::Upsert { record, keep_ttl } => upsert(&mut entries, record, *keep_ttl)?,
                RecordEdit::Delete {
                    kind,
                    name,
                    content,
                } => delete(
                    &mut entries,
                    &mut deleted,
                    (*kind, name, content.as_deref()),
                )?,
            }
        }
        let name = row::name_of(&domain)?;
        let mut told = Vec::new();
        for one in deleted {
            if let Some(row) = one.row {
                told.push(Told::deleted(&row, &row::record(&row, &name)?));
                self.bury(row).await?;
            }
        }
        for one in entries.into_iter().filter(|one| one.changed) {
            match one.row {
                Some(row) => {
                    let before = row::record(&row, &name)?;
                    let mut changed: ActiveModel = row.into();
                    row::set_record(&mut changed, &one.record);
                    changed.sync_status = Set(SyncStatus::Pending.to_string());
                    changed.sync_error = Set(None);
                    changed.updated_at = Set(self.now());
                    let row = changed.update(&self.db).await?;
                    told.push(Told::updated(&row, &before, &one.record));
                }
                None => {
                    let row = self.new_record(&domain, &one.record, RecordPurpose::Custom, false);
                    let row = row.insert(&self.db).await?;
                    told.push(Told::created(&row, &one.record));
                }
            }
        }
        if !told.is_empty() {
            self.raise_serial(&domain).await?;
            self.tell_records(&domain, &told).await?;
        }
        let kind = DomainActionType::WriteDns;
        let action = self.queue_step(&domain, kind, json!({ "publish": true }));
        Ok(action.await?)
    }

    async fn entries(&self, domain: &domain::Model) -> Result<Vec<Entry>> {
        let name = row::name_of(domain)?;
        let rows = self.record_rows(domain.id).await?;
        let live = rows.into_iter().filter(|row| row.deleted_at.is_none());
        live.map(|row| {
            Ok(Entry {
                record: row::record(&row, &name)?,
                managed: row.managed,
                changed: false,
                row: Some(row),
            })
        })
        .collect()
    }

    /// What follows from changed records: a new serial, the history, and a sync in the queue.
    pub(super) async fn records_changed(
        &self,
        domain: &domain::Model,
        told: &[Told],
    ) -> Result<()> {
        if told.is_empty() {
            return Ok(());
        }
        self.raise_serial(domain).await?;
        self.tell_records(domain, told).await?;
        self.queue_dns_sync(DomainId::from_uuid(domain.id)).await
    }

    /// Puts a sync of a domain's records into the queue.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue_dns_sync(&self, domain: DomainId) -> Result<()> {
        let job = NewJob::new(DNS_SYNC_JOB)
            .key(format!("dns:{domain}"))
            .payload(&DnsSyncJob { domain })?;
        self.enqueue(&job).await?;
        Ok(())
    }

    /// Gives a zone a serial that no zone of this name had before.
    pub(super) async fn raise_serial(&self, domain: &domain::Model) -> Result<()> {
        let now = self.now().timestamp();
        let serial = || Expr::col(domain::Column::ZoneSerial);
        let raised = CaseStatement::new()
            .case(serial().lt(now), now)
            .finally(serial().add(1));
        self.update_many::<domain::Entity>()
            .col_expr(domain::Column::ZoneSerial, raised.into())
            .filter(domain::Column::Id.eq(domain.id))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    pub(super) async fn tell_records(&self, domain: &domain::Model, told: &[Told]) -> Result<()> {
        let of = (
            WorkspaceId::from_uuid(domain.workspace_id),
            DomainId::from_uuid(domain.id),
        );
        let mut events = Vec::with_capacity(told.len());
        for one in told {
            let changes = std::slice::from_ref(&one.change);
            events.push(self.event(of, one.kind, &one.summary, None, changes)?);
        }
        self.tell(events).await
    }
}

fn upsert(entries: &mut Vec<Entry>, new: &Record, keep_ttl: bool) -> Result<(), DnsRefused> {
    let found = entries
        .iter()
        .position(|one| is_version_of(new, &one.record));
    let Some(found) = found else {
        may_stand(entries, None, new)?;
        entries.push(Entry {
            row: None,
            record: new.clone(),
            managed: false,
            changed: true,
        });
        return Ok(());
    };
    let mut record = new.clone();
    let old = &entries[found];
    if old.managed {
        return Err(DnsRefused::Managed(old.record.to_string()));
    }
    if keep_ttl {
        record.ttl = old.record.ttl;
    }
    if record != old.record {
        may_stand(entries, Some(found), &record)?;
        let old = &mut entries[found];
        old.record = record;
        old.changed = true;
    }
    Ok(())
}

fn delete(
    entries: &mut Vec<Entry>,
    deleted: &mut Vec<Entry>,
    (kind, name, content): (RecordType, &RecordName, Option<&str>),
) -> Result<(), DnsRefused> {
    let is_meant = |one: &Entry| {
        one.record.kind() == kind
            && one.record.name == *name
            && content.is_none_or(|content| one.record.data.content() == content)
    };
    if let Some(kept) = entries.iter().find(|one| one.managed && is_meant(one)) {
        return Err(DnsRefused::Managed(kept.record.to_string()));
    }
    deleted.extend(entries.extract_if(.., |one| is_meant(one)));
    Ok(())
}

/// Whether a record of the owner's can stand among the others.
fn may_stand(entries: &[Entry], itself: Option<usize>, new: &Record) -> Result<(), DnsRefused> {
    let others = entries.iter().enumerate();
    let others = others.filter(|(place, _)| Some(*place) != itself);
    let present = others.map(|(_, one)| Present {
        record: &one.record,
        managed: one.managed,
    });
    let new = Present {
        record: new,
        managed: false,
    };
    check_addition(present, new).map_err(|clash| DnsRefused::Clash(clash.to_string()))
}
