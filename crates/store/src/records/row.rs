//! Records as they lie in their rows.

use sea_orm::Set;
use serde::{Deserialize, Serialize};
use simpleinboxes_core::dns::sync::Synced;
use simpleinboxes_core::dns::{
    DomainName, Record, RecordInput, RecordPurpose, RecordType, SyncStatus,
};
use simpleinboxes_core::id::DnsRecordKind;

use crate::entities::dns_record::{ActiveModel, Model};
use crate::entities::domain;
use crate::error::{Result, StoreError};
use crate::orders::{parsed, read_json, write_json};
use crate::scoped::ScopedTx;

/// A record in plain values: its columns, and what both sides last agreed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Plain {
    kind: String,
    name: String,
    content: String,
    ttl: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    priority: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    weight: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    port: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    flags: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tag: Option<String>,
}

impl Plain {
    fn of(record: &Record) -> Self {
        Self {
            kind: record.kind().to_string(),
            name: record.name.to_string(),
            content: record.data.content().into_owned(),
            ttl: record.ttl.get(),
            priority: record.data.priority(),
            weight: record.data.weight(),
            port: record.data.port(),
            flags: record.data.flags(),
            tag: record.data.tag().map(|tag| tag.to_string()),
        }
    }

    /// The record. Names end in the domain's, so that they are read as full ones.
    fn read(&self, domain: &DomainName, column: &'static str) -> Result<Record> {
        let kind: RecordType = parsed(&self.kind, column)?;
        let tag = self.tag.as_deref().map(|tag| parsed(tag, column));
        let input = RecordInput {
            kind,
            name: &self.name,
            content: &self.content,
            ttl: self.ttl,
            priority: self.priority,
            weight: self.weight,
            port: self.port,
            flags: self.flags,
            tag: tag.transpose()?,
        };
        input
            .check(domain)
            .map_err(|_| StoreError::Corrupt { column })
    }
}

/// The record of a row.
pub(super) fn record(row: &Model, domain: &DomainName) -> Result<Record> {
    let column = "dns_records.content";
    let wrong = |_| StoreError::Corrupt { column };
    let small = |number: Option<i32>| number.map(u16::try_from).transpose().map_err(wrong);
    let plain = Plain {
        kind: row.kind.clone(),
        name: row.name.clone(),
        content: row.content.clone(),
        ttl: row.ttl.unsigned_abs(),
        priority: small(row.priority)?,
        weight: small(row.weight)?,
        port: small(row.port)?,
        flags: row.flags.map(u8::try_from).transpose().map_err(wrong)?,
        tag: row.tag.clone(),
    };
    plain.read(domain, column)
}

/// What both sides last agreed on.
pub(super) fn synced(row: &Model, domain: &DomainName) -> Result<Option<Synced>> {
    let column = "dns_records.synced";
    let (Some(plain), Some(host_id)) = (&row.synced, &row.host_record_id) else {
        return Ok(None);
    };
    let plain: Plain = read_json(plain, column)?;
    Ok(Some(Synced {
        record: plain.read(domain, column)?,
        host_id: host_id.clone(),
    }))
}

/// The name of a domain's row.
pub(super) fn name_of(row: &domain::Model) -> Result<DomainName> {
    parsed(&row.name, "domains.name")
}

/// Writes a record into its columns.
pub(super) fn set_record(row: &mut ActiveModel, record: &Record) {
    let plain = Plain::of(record);
    let wide = |number: Option<u16>| number.map(i32::from);
    row.kind = Set(plain.kind);
    row.name = Set(plain.name);
    row.content = Set(plain.content);
    row.ttl = Set(i32::try_from(plain.ttl).unwrap_or(i32::MAX));
    row.priority = Set(wide(plain.priority));
    row.weight = Set(wide(plain.weight));
    row.port = Set(wide(plain.port));
    row.flags = Set(plain.flags.map(i32::from));
    row.tag = Set(plain.tag);
}

/// Notes what both sides have.
pub(super) fn set_synced(row: &mut ActiveModel, synced: &Synced) -> Result<()> {
    row.synced = Set(Some(write_json(&Plain::of(&synced.record))?));
    row.host_record_id = Set(Some(synced.host_id.clone()));
    Ok(())
}

impl ScopedTx<'_> {
    /// A row for a new record of a domain.
    pub(super) fn new_record(
        &self,
        domain: &domain::Model,
        record: &Record,
        purpose: RecordPurpose,
        managed: bool,
    ) -> ActiveModel {
        let now = self.now();
        let mut row = ActiveModel {
            id: Set(self.shared.ids.next::<DnsRecordKind>().uuid()),
            account_id: Set(domain.account_id),
            workspace_id: Set(domain.workspace_id),
            domain_id: Set(domain.id),
            purpose: Set(purpose.to_string()),
            managed: Set(managed),
            sync_status: Set(SyncStatus::Pending.to_string()),
            created_at: Set(now),
            updated_at: Set(now),
            ..Default::default()
        };
        set_record(&mut row, record);
        row
    }
}
