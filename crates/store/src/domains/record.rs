//! From rows to domains.

use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{CredentialId, DomainActionId, DomainId, OrderId, WorkspaceId};

use super::types::{
    Domain, DomainForwarding, DomainMailDns, DomainNameservers, DomainRegistration,
    DomainSendingTool,
};
use crate::entities::domain;
use crate::error::Result;
use crate::orders::{parsed, read_json};
use crate::work::DomainZone;

pub(crate) fn domain(row: domain::Model) -> Result<Domain> {
    let provider = row.provider.as_deref();
    Ok(Domain {
        id: DomainId::from_uuid(row.id),
        workspace: WorkspaceId::from_uuid(row.workspace_id),
        order: row.order_id.map(OrderId::from_uuid),
        source: parsed(&row.source, "domains.source")?,
        provider: provider
            .map(|provider| parsed(provider, "domains.provider"))
            .transpose()?,
        status: parsed(&row.status, "domains.status")?,
        registration: registration(&row),
        zone: zone(&row)?,
        zone_created_at: row.zone_created_at,
        nameservers: nameservers(&row)?,
        forwarding: forwarding(&row)?,
        sending_tool: sending_tool(&row)?,
        overrides: read_json(&row.overrides, "domains.overrides")?,
        overrides_updated_at: row.overrides_updated_at,
        created_at: row.created_at,
        activated_at: row.activated_at,
        released_at: row.released_at,
        mail_dns: DomainMailDns {
            status: parsed(&row.mail_dns_status, "domains.mail_dns_status")?,
            seen: row.mail_dns,
            written_at: row.mail_dns_written_at,
            ready_at: row.mail_dns_ready_at,
            checked_at: row.mail_dns_checked_at,
            next_check_at: row.mail_dns_next_check_at,
        },
        failure_reason: row.failure_reason,
        name: row.name,
    })
}

fn registration(row: &domain::Model) -> Option<DomainRegistration> {
    Some(DomainRegistration {
        registrar: row.registrar.clone()?,
        reference: row.registrar_reference.clone(),
        registered_at: row.registered_at?,
        expires_at: row.expires_at?,
        auto_renew: row.auto_renew,
        renewal: row.renewal_cents.map(Cents::new),
    })
}

fn zone(row: &domain::Model) -> Result<Option<DomainZone>> {
    let (Some(host), Some(id)) = (&row.dns_host, &row.zone_id) else {
        return Ok(None);
    };
    Ok(Some(DomainZone {
        host: host.clone(),
        id: id.clone(),
        nameservers: read_json(&row.nameservers_assigned, "domains.nameservers_assigned")?,
    }))
}

fn nameservers(row: &domain::Model) -> Result<DomainNameservers> {
    Ok(DomainNameservers {
        status: parsed(&row.nameserver_status, "domains.nameserver_status")?,
        assigned: read_json(&row.nameservers_assigned, "domains.nameservers_assigned")?,
        found: read_json(&row.nameservers_found, "domains.nameservers_found")?,
        checked_at: row.nameservers_checked_at,
        next_check_at: row.nameservers_next_check_at,
        propagated_at: row.propagated_at,
        propagated_since: row.propagated_since,
    })
}

fn forwarding(row: &domain::Model) -> Result<DomainForwarding> {
    Ok(DomainForwarding {
        status: parsed(&row.forwarding_status, "domains.forwarding_status")?,
        url: row.forwarding_url.clone(),
        ordered_url: row.ordered_forwarding_url.clone(),
        permanent: row.forwarding_permanent,
        keep_path: row.forwarding_keep_path,
        action: row.forwarding_action_id.map(DomainActionId::from_uuid),
        updated_at: row.forwarding_updated_at,
    })
}

fn sending_tool(row: &domain::Model) -> Result<Option<DomainSendingTool>> {
    let Some(credential) = row.sending_tool_credential_id else {
        return Ok(None);
    };
    Ok(Some(DomainSendingTool {
        credential: CredentialId::from_uuid(credential),
        tags: read_json(&row.sending_tool_tags, "domains.sending_tool_tags")?,
        attached_at: row.sending_tool_attached_at.unwrap_or(row.created_at),
    }))
}
