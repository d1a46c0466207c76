//! Between records and the wire.

use simpleinboxes_core::dns::{
    CaaTag, RecordPurpose, RecordType, SyncStatus,
    sync::{Conflict, ConflictReason},
};
use simpleinboxes_core::{id::DnsRecordId, status::ForwardingStatus};
use simpleinboxes_server::runtime::errors::ServerError;
use simpleinboxes_store::{DnsRecord, Domain};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::Report;
use crate::wire::{at, checked};

/// A record as its owner sees it.
pub(super) fn record(found: DnsRecord, domain: &str) -> Result<types::DnsRecord, ServerError> {
    let data = &found.record.data;
    Ok(types::DnsRecord {
        id: checked(found.id)?,
        domain: checked(domain)?,
        type_: kind_shown(data.kind()),
        name: checked(&found.record.name)?,
        content: checked(data.content())?,
        ttl: types::DnsTtl(wide(found.record.ttl.get())),
        priority: data.priority().map(i32::from),
        weight: data.weight().map(i32::from),
        port: data.port().map(i32::from),
        flags: data.flags().map(i32::from),
        tag: data.tag().map(tag_shown),
        purpose: purpose_shown(found.purpose),
        managed: found.managed,
        sync_status: status_shown(found.sync),
        sync_error: found.sync_error,
        synced_at: found.synced_at.map(at),
        created_at: at(found.created_at),
        updated_at: at(found.updated_at),
        extra: Extra::default(),
    })
}

/// What a sync did.
pub(super) fn report(
    report: Report,
    domain: &str,
    finished_at: simpleinboxes_core::Timestamp,
) -> Result<types::DnsSyncReport, ServerError> {
    let conflicts = report.conflicts.into_iter().map(conflict);
    let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX).min(10_000);
    Ok(types::DnsSyncReport {
        domain: checked(domain)?,
        created: count(report.created),
        updated: count(report.updated),
        deleted: count(report.deleted),
        unchanged: count(report.unchanged),
        conflicts: conflicts.flatten().collect(),
        finished_at: at(finished_at),
        extra: Extra::default(),
    })
}

/// A conflict; nothing for a record at the host whose name the API can't show.
fn conflict(one: Conflict<DnsRecordId>) -> Option<types::DnsSyncConflict> {
    Some(types::DnsSyncConflict {
        record_id: one.key.map(checked).transpose().ok()?,
        type_: one.kind,
        name: checked(one.name).ok()?,
        reason: match one.reason {
            ConflictReason::ChangedOnBothSides => types::DnsSyncConflictReason::ChangedOnBothSides,
            ConflictReason::BlockedByCname => types::DnsSyncConflictReason::BlockedByCname,
            ConflictReason::InvalidAtHost => types::DnsSyncConflictReason::InvalidAtHost,
        },
        content_here: one.here,
        content_at_host: one.at_host,
        extra: Extra::default(),
    })
}

/// Where a domain's visitors go.
pub(super) fn forwarding(domain: Domain) -> Result<types::DomainForwarding, ServerError> {
    let forwarding = domain.forwarding;
    Ok(types::DomainForwarding {
        domain: checked(domain.name)?,
        status: match forwarding.status {
            ForwardingStatus::Off => types::DomainForwardingStatus::Off,
            ForwardingStatus::Pending => types::DomainForwardingStatus::Pending,
            ForwardingStatus::Active => types::DomainForwardingStatus::Active,
            ForwardingStatus::Failed => types::DomainForwardingStatus::Failed,
        },
        url: forwarding.url.map(checked).transpose()?,
        permanent: forwarding.permanent,
        keep_path: forwarding.keep_path,
        action_id: forwarding.action.map(checked).transpose()?,
        updated_at: forwarding.updated_at.map(at),
        extra: Extra::default(),
    })
}

/// The type that is asked for.
pub(super) fn kind_wanted(kind: &types::DnsRecordType) -> Option<RecordType> {
    Some(match kind {
        types::DnsRecordType::A => RecordType::A,
        types::DnsRecordType::Aaaa => RecordType::Aaaa,
        types::DnsRecordType::Cname => RecordType::Cname,
        types::DnsRecordType::Mx => RecordType::Mx,
        types::DnsRecordType::Txt => RecordType::Txt,
        types::DnsRecordType::Srv => RecordType::Srv,
        types::DnsRecordType::Caa => RecordType::Caa,
        types::DnsRecordType::Ns => RecordType::Ns,
        types::DnsRecordType::Unknown(_) => return None,
    })
}

fn kind_shown(kind: RecordType) -> types::DnsRecordType {
    match kind {
        RecordType::A => types::DnsRecordType::A,
        RecordType::Aaaa => types::DnsRecordType::Aaaa,
        RecordType::Cname => types::DnsRecordType::Cname,
        RecordType::Mx => types::DnsRecordType::Mx,
        RecordType::Txt => types::DnsRecordType::Txt,
        RecordType::Srv => types::DnsRecordType::Srv,
        RecordType::Caa => types::DnsRecordType::Caa,
        RecordType::Ns => types::DnsRecordType::Ns,
    }
}

/// What a `CAA` is to be about.
pub(super) fn tag_wanted(tag: &types::DnsCaaTag) -> Option<CaaTag> {
    Some(match tag {
        types::DnsCaaTag::Issue => CaaTag::Issue,
        types::DnsCaaTag::Issuewild => CaaTag::Issuewild,
        types::DnsCaaTag::Issuemail => CaaTag::Issuemail,
        types::DnsCaaTag::Iodef => CaaTag::Iodef,
        types::DnsCaaTag::Unknown(_) => return None,
    })
}

fn tag_shown(tag: CaaTag) -> types::DnsCaaTag {
    match tag {
        CaaTag::Issue => types::DnsCaaTag::Issue,
        CaaTag::Issuewild => types::DnsCaaTag::Issuewild,
        CaaTag::Issuemail => types::DnsCaaTag::Issuemail,
        CaaTag::Iodef => types::DnsCaaTag::Iodef,
    }
}

fn purpose_shown(purpose: RecordPurpose) -> types::DnsRecordPurpose {
    match purpose {
        RecordPurpose::Mx => types::DnsRecordPurpose::Mx,
        RecordPurpose::Spf => types::DnsRecordPurpose::Spf,
        RecordPurpose::Dkim => types::DnsRecordPurpose::Dkim,
        RecordPurpose::Dmarc => types::DnsRecordPurpose::Dmarc,
        RecordPurpose::Verification => types::DnsRecordPurpose::Verification,
        RecordPurpose::Autodiscover => types::DnsRecordPurpose::Autodiscover,
        RecordPurpose::Tracking => types::DnsRecordPurpose::Tracking,
        RecordPurpose::Forwarding => types::DnsRecordPurpose::Forwarding,
        RecordPurpose::Custom => types::DnsRecordPurpose::Custom,
    }
}

fn status_shown(status: SyncStatus) -> types::DnsSyncStatus {
    match status {
        SyncStatus::Pending => types::DnsSyncStatus::Pending,
        SyncStatus::Synced => types::DnsSyncStatus::Synced,
        SyncStatus::Conflict => types::DnsSyncStatus::Conflict,
        SyncStatus::Failed => types::DnsSyncStatus::Failed,
    }
}

fn wide(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
