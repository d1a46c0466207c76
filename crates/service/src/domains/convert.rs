//! From the store to the wire.

use serde::Deserialize;
use simpleinboxes_core::{cents::Cents, status::SendingTool};
use simpleinboxes_server::runtime::errors::ServerError;
use simpleinboxes_store::{
    Actor, Domain, DomainAction, DomainCounts, DomainEventRecord, DomainForwarding, DomainMailDns,
    DomainNameservers, DomainOverrides, DomainRegistration, DomainSendingTool, EventActor,
    EventChange,
};
use simpleinboxes_types::{self as types, runtime::Extra};

use crate::{
    clients::tool_shown,
    wire::{at, checked, count},
};

pub(super) fn domain(
    domain: Domain,
    counts: DomainCounts,
    client: &str,
) -> Result<types::Domain, ServerError> {
    let provider = domain.provider;
    Ok(types::Domain {
        id: checked(domain.id)?,
        name: checked(domain.name)?,
        workspace_id: checked(domain.workspace)?,
        client_name: checked(client)?,
        order_id: domain.order.map(checked).transpose()?,
        source: types::OrderDomainSource::from_wire(domain.source.as_str()),
        provider: provider.map(|one| types::MailboxProvider::from_wire(one.as_str())),
        status: types::DomainStatus::from_wire(domain.status.as_str()),
        nameserver_status: types::NameserverStatus::from_wire(domain.nameservers.status.as_str()),
        mail_dns_status: types::DomainMailDnsStatus::from_wire(domain.mail_dns.status.as_str()),
        inbox_count: count(counts.inboxes),
        open_action_count: count(counts.open_actions),
        failed_action_count: count(counts.failed_actions),
        failure_reason: domain.failure_reason,
        created_at: at(domain.created_at),
        activated_at: domain.activated_at.map(at),
        released_at: domain.released_at.map(at),
        extra: Extra::default(),
    })
}

pub(super) fn detail(
    one: Domain,
    counts: DomainCounts,
    client: &str,
    sending_tool: Option<types::DomainSendingTool>,
    fulfillment_settings: types::DomainFulfillmentSettings,
) -> Result<types::DomainDetail, ServerError> {
    let registration = one.registration.clone().map(registration).transpose()?;
    let nameservers = nameservers(&one.name, one.nameservers.clone())?;
    let mail_dns = mail_dns(one.mail_dns.clone())?;
    let forwarding = forwarding(&one.name, one.forwarding.clone())?;
    let shown = domain(one, counts, client)?;
    Ok(types::DomainDetail {
        id: shown.id,
        name: shown.name,
        workspace_id: shown.workspace_id,
        client_name: shown.client_name,
        order_id: shown.order_id,
        source: shown.source,
        provider: shown.provider,
        status: shown.status,
        nameserver_status: shown.nameserver_status,
        mail_dns_status: shown.mail_dns_status,
        inbox_count: shown.inbox_count,
        open_action_count: shown.open_action_count,
        failed_action_count: shown.failed_action_count,
        failure_reason: shown.failure_reason,
        created_at: shown.created_at,
        activated_at: shown.activated_at,
        released_at: shown.released_at,
        registration,
        nameservers,
        mail_dns,
        forwarding,
        sending_tool,
        fulfillment_settings,
        extra: Extra::default(),
    })
}

fn registration(one: DomainRegistration) -> Result<types::DomainRegistration, ServerError> {
    Ok(types::DomainRegistration {
        registrar: one.registrar,
        registered_at: at(one.registered_at),
        expires_at: at(one.expires_at),
        auto_renew: one.auto_renew,
        renewal_cents: one.renewal.unwrap_or(Cents::ZERO).get().into(),
        currency: types::Currency::Usd,
        extra: Extra::default(),
    })
}

fn nameservers(
    name: &str,
    one: DomainNameservers,
) -> Result<types::DomainNameservers, ServerError> {
    let hosts = |hosts: Vec<String>| hosts.into_iter().map(checked).collect::<Result<_, _>>();
    Ok(types::DomainNameservers {
        domain: checked(name)?,
        status: types::NameserverStatus::from_wire(one.status.as_str()),
        assigned: hosts(one.assigned)?,
        found: hosts(one.found)?,
        checked_at: one.checked_at.map(at),
        next_check_at: one.next_check_at.map(at),
        propagated_at: one.propagated_at.map(at),
        extra: Extra::default(),
    })
}

/// What was seen of the mail records, as it is kept.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Seen {
    mx: SeenKind,
    spf: SeenKind,
    dkim: SeenKind,
    dmarc: SeenKind,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SeenKind {
    status: Option<String>,
    expected: Vec<String>,
    found: Vec<String>,
}

fn mail_dns(one: DomainMailDns) -> Result<types::DomainMailDns, ServerError> {
    let seen = Seen::deserialize(&one.seen).map_err(ServerError::new)?;
    Ok(types::DomainMailDns {
        status: types::DomainMailDnsStatus::from_wire(one.status.as_str()),
        mx: mail_check(seen.mx),
        spf: mail_check(seen.spf),
        dkim: mail_check(seen.dkim),
        dmarc: mail_check(seen.dmarc),
        checked_at: one.checked_at.map(at),
        next_check_at: one.next_check_at.map(at),
        extra: Extra::default(),
    })
}

fn mail_check(one: SeenKind) -> types::DomainMailDnsCheck {
    let status = one.status.as_deref().unwrap_or("unknown");
    types::DomainMailDnsCheck {
        status: types::DomainMailDnsCheckStatus::from_wire(status),
        expected: one.expected,
        found: one.found,
        extra: Extra::default(),
    }
}

fn forwarding(name: &str, one: DomainForwarding) -> Result<types::DomainForwarding, ServerError> {
    Ok(types::DomainForwarding {
        domain: checked(name)?,
        status: types::DomainForwardingStatus::from_wire(one.status.as_str()),
        url: one.url.map(checked).transpose()?,
        permanent: one.permanent,
        keep_path: one.keep_path,
        action_id: one.action.map(checked).transpose()?,
        updated_at: one.updated_at.map(at),
        extra: Extra::default(),
    })
}

pub(super) fn sending_tool(
    one: DomainSendingTool,
    tool: SendingTool,
) -> Result<types::DomainSendingTool, ServerError> {
    Ok(types::DomainSendingTool {
        credential_id: checked(one.credential)?,
        tool: tool_shown(tool),
        tags: one
            .tags
            .into_iter()
            .map(checked)
            .collect::<Result<_, _>>()?,
        attached_at: at(one.attached_at),
        extra: Extra::default(),
    })
}

/// How a domain is set up. `warmup` is what its workspace says.
pub(super) fn settings(
    domain: &Domain,
    warmup: bool,
) -> Result<types::DomainFulfillmentSettings, ServerError> {
    let own = &domain.overrides;
    let policy = own.dmarc_policy.as_deref().unwrap_or("none");
    let tool = domain.sending_tool.as_ref();
    let effective = types::DomainFulfillmentEffective {
        forwarding_url: domain.forwarding.url.as_ref().map(checked).transpose()?,
        catch_all: own.catch_all.as_ref().map(checked).transpose()?,
        dmarc_policy: types::DomainDmarcPolicy::from_wire(policy),
        dmarc_rua: own.dmarc_rua.as_ref().map(checked).transpose()?,
        tracking_subdomain: own.tracking_subdomain.as_ref().map(checked).transpose()?,
        sending_tool_credential_id: tool.map(|tool| checked(tool.credential)).transpose()?,
        warmup: own.warmup.unwrap_or(warmup),
        extra: Extra::default(),
    };
    Ok(types::DomainFulfillmentSettings {
        overrides: overrides(own)?,
        effective,
        updated_at: domain.overrides_updated_at.map(at),
        extra: Extra::default(),
    })
}

fn overrides(own: &DomainOverrides) -> Result<types::DomainFulfillmentOverrides, ServerError> {
    let policy = own.dmarc_policy.as_deref();
    let credential = own.sending_tool_credential_id;
    Ok(types::DomainFulfillmentOverrides {
        forwarding_url: own.forwarding_url.as_ref().map(checked).transpose()?,
        catch_all: own.catch_all.as_ref().map(checked).transpose()?,
        dmarc_policy: policy.map(types::DomainDmarcPolicy::from_wire),
        dmarc_rua: own.dmarc_rua.as_ref().map(checked).transpose()?,
        tracking_subdomain: own.tracking_subdomain.as_ref().map(checked).transpose()?,
        sending_tool_credential_id: credential.map(checked).transpose()?,
        warmup: own.warmup,
        extra: Extra::default(),
    })
}

pub(crate) fn action(one: DomainAction, name: &str) -> Result<types::DomainAction, ServerError> {
    let error = one.error.map(|error| types::DomainActionError {
        vendor: error.vendor,
        message: error.message,
        extra: Extra::default(),
    });
    Ok(types::DomainAction {
        id: checked(one.id)?,
        domain: checked(name)?,
        type_: types::DomainActionType::from_wire(one.kind.as_str()),
        status: types::DomainActionStatus::from_wire(one.status.as_str()),
        depends_on: one
            .depends_on
            .into_iter()
            .map(checked)
            .collect::<Result<_, _>>()?,
        items_done: count(one.items_done.into()),
        items_total: count(one.items_total.into()),
        attempts: count(one.attempts.into()),
        max_attempts: count(one.max_attempts.into()),
        error,
        created_at: at(one.created_at),
        started_at: one.started_at.map(at),
        next_attempt_at: one.next_attempt_at.map(at),
        finished_at: one.finished_at.map(at),
        extra: Extra::default(),
    })
}

pub(super) fn event(one: DomainEventRecord, name: &str) -> Result<types::DomainEvent, ServerError> {
    Ok(types::DomainEvent {
        id: checked(one.id)?,
        domain: checked(name)?,
        type_: types::DomainEventType::from_wire(one.kind.as_str()),
        actor: actor(one.actor, one.actor_name),
        summary: one.summary,
        action_id: one.action.map(checked).transpose()?,
        changes: one.changes.into_iter().map(change).collect(),
        occurred_at: at(one.occurred_at),
        extra: Extra::default(),
    })
}

fn actor(actor: EventActor, name: Option<String>) -> types::EventActor {
    let (kind, id, name) = match actor {
        EventActor::Ours(Actor::Key(id)) => {
            (types::EventActorType::ApiKey, Some(id.to_string()), name)
        }
        EventActor::Ours(Actor::User(id)) => {
            (types::EventActorType::User, Some(id.to_string()), name)
        }
        EventActor::Ours(Actor::System) => (types::EventActorType::System, None, None),
        EventActor::Vendor(vendor) => (types::EventActorType::Vendor, None, Some(vendor)),
    };
    types::EventActor {
        type_: kind,
        id,
        name,
        extra: Extra::default(),
    }
}

fn change(one: EventChange) -> types::DomainEventChange {
    types::DomainEventChange {
        field: one.field,
        before: one.before,
        after: one.after,
        extra: Extra::default(),
    }
}
