//! Records that a mailbox host wants, as the service keeps them.

use simpleinboxes_core::dns::{DomainName, FieldError, RecordInput, RecordPurpose, RecordType};
use simpleinboxes_providers::mailbox::{DnsRecord, RecordKind};
use simpleinboxes_store::ManagedRecord;

/// How long a record may be kept where the host does not say, in seconds.
const TTL: u32 = 3600;

/// A record that a mailbox host wants for a domain, checked.
///
/// # Errors
/// When no DNS host takes it.
pub fn managed(
    domain: &DomainName,
    purpose: RecordPurpose,
    wanted: &DnsRecord,
) -> Result<ManagedRecord, Vec<FieldError>> {
    let (kind, priority) = match wanted.kind {
        RecordKind::Txt => (RecordType::Txt, None),
        RecordKind::Mx { priority } => (RecordType::Mx, Some(priority)),
        RecordKind::Cname => (RecordType::Cname, None),
    };
    let input = RecordInput {
        kind,
        name: &wanted.name,
        content: &wanted.content,
        ttl: wanted.ttl.unwrap_or(TTL).clamp(60, 86_400),
        priority,
        weight: None,
        port: None,
        flags: None,
        tag: None,
    };
    let record = input.check(domain)?;
    Ok(ManagedRecord { purpose, record })
}
