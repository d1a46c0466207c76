//! The rows of a round: its domains and inboxes.

use std::collections::HashMap;

use sea_orm::{EntityTrait as _, Set};
use secrecy::SecretString;
use serde_json::json;
use simpleinboxes_core::id::{DomainId, DomainKind, InboxId, InboxKind, OrderId, WorkspaceId};
use simpleinboxes_core::status::{
    DomainEventType, DomainSource, DomainStatus, ForwardingStatus, InboxPasswordStatus,
    InboxStatus, MailDnsStatus, NameserverStatus,
};
use uuid::Uuid;

use super::{DomainOffer, write_json};
use crate::dialect::ROWS;
use crate::entities::{domain, domain_event, inbox, order};
use crate::error::Result;
use crate::inboxes::InboxSecrets;
use crate::scoped::ScopedTx;

/// A domain to write.
#[derive(Debug)]
pub(super) struct RoundDomain<'a> {
    pub(super) name: &'a str,
    pub(super) source: DomainSource,
    pub(super) forwarding_url: Option<&'a str>,
    /// What it was offered for, where it is bought.
    pub(super) offer: Option<DomainOffer>,
    /// The row with its registration, where it is registered here still.
    pub(super) registered: Option<&'a domain::Model>,
    pub(super) inboxes: Vec<RoundInbox<'a>>,
}

/// An inbox to write.
#[derive(Debug)]
pub(super) struct RoundInbox<'a> {
    pub(super) first_name: &'a str,
    pub(super) last_name: &'a str,
    pub(super) username: &'a str,
    pub(super) password: &'a SecretString,
}

/// The domains of a round, as they were written.
#[derive(Debug)]
pub(crate) struct Round {
    pub(crate) domains: Vec<Written>,
    /// What their history begins with, where that is not written yet: with the work, or alone.
    pub(crate) events: Vec<domain_event::ActiveModel>,
}

/// A domain that was written.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) domain: domain::Model,
    /// How many inboxes it has.
    pub(crate) inboxes: u32,
}

impl ScopedTx<'_> {
    /// Writes the domains and inboxes of an order's present round.
    pub(super) async fn write_round(
        &self,
        order: &order::Model,
        domains: &[RoundDomain<'_>],
    ) -> Result<Round> {
        let mut domain_rows = Vec::with_capacity(domains.len());
        let mut inbox_rows = Vec::new();
        let mut events = Vec::with_capacity(domains.len());
        for (position, one) in domains.iter().enumerate() {
            let id = self.shared.ids.next::<DomainKind>();
            domain_rows.push(self.domain_row(order, id, position, one)?);
            events.push(self.domain_created(order, id, one.name)?);
            for (place, inbox) in one.inboxes.iter().enumerate() {
                inbox_rows.push(self.inbox_row(order, (id, one.name), place, inbox)?);
            }
        }
        let mut written = Vec::with_capacity(domains.len());
        for rows in domain_rows.chunks(ROWS) {
            let rows = domain::Entity::insert_many(rows.to_vec());
            written.extend(rows.exec_with_returning(&self.db).await?);
        }
        written.sort_by_key(|row| row.position);
        for rows in inbox_rows.chunks(ROWS) {
            inbox::Entity::insert_many(rows.to_vec())
                .exec_without_returning(&self.db)
                .await?;
        }
        let count = |row: &domain::Model| {
            let asked = usize::try_from(row.position).ok();
            let asked = asked.and_then(|place| domains.get(place));
            u32::try_from(asked.map_or(0, |asked| asked.inboxes.len())).unwrap_or(u32::MAX)
        };
        let written = written.into_iter().map(|domain| Written {
            inboxes: count(&domain),
            domain,
        });
        Ok(Round {
            domains: written.collect(),
            events,
        })
    }

    /// The same of a round that was written before.
    pub(super) async fn written_round(&self, order: &order::Model) -> Result<Round> {
        let mut counts: HashMap<Uuid, u32> = HashMap::new();
        for inbox in self.round_inboxes(order).await? {
            *counts.entry(inbox.domain_id).or_default() += 1;
        }
        let domains = self.round_domains(order).await?.into_iter();
        let written = domains.map(|domain| Written {
            inboxes: counts.get(&domain.id).copied().unwrap_or(0),
            domain,
        });
        Ok(Round {
            domains: written.collect(),
            events: Vec::new(),
        })
    }

    fn domain_row(
        &self,
        order: &order::Model,
        id: DomainId,
        position: usize,
        one: &RoundDomain<'_>,
    ) -> Result<domain::ActiveModel> {
        let now = self.now();
        let forwarding = one.forwarding_url.map(str::to_owned);
        let forwards = match forwarding {
            Some(_) => ForwardingStatus::Pending,
            None => ForwardingStatus::Off,
        };
        let uploads = order.sending_tool_credential_id;
        let registered = one.registered;
        let offered = one.offer.map(|offer| offer.price.renewal.get());
        let renewal = offered.or(registered.and_then(|row| row.renewal_cents));
        let premium = match one.offer {
            Some(offer) => offer.premium,
            None => registered.is_some_and(|row| row.premium),
        };
        Ok(domain::ActiveModel {
            id: Set(id.uuid()),
            account_id: Set(order.account_id),
            workspace_id: Set(order.workspace_id),
            order_id: Set(Some(order.id)),
            round: Set(order.round),
            position: Set(i32::try_from(position).unwrap_or(i32::MAX)),
            name: Set(one.name.to_owned()),
            source: Set(one.source.to_string()),
            provider: Set(Some(order.provider.clone())),
            status: Set(DomainStatus::Pending.to_string()),
            ordered_forwarding_url: Set(forwarding.clone()),
            forwarding_status: Set(forwards.to_string()),
            forwarding_updated_at: Set(forwarding.as_ref().map(|_| now)),
            forwarding_url: Set(forwarding),
            forwarding_permanent: Set(false),
            forwarding_keep_path: Set(false),
            nameserver_status: Set(NameserverStatus::Unknown.to_string()),
            nameservers_assigned: Set(json!([])),
            nameservers_found: Set(json!([])),
            mail_dns_status: Set(MailDnsStatus::Unknown.to_string()),
            mail_dns: Set(json!({})),
            zone_serial: Set(0),
            registrar: Set(registered.and_then(|row| row.registrar.clone())),
            registrar_reference: Set(registered.and_then(|row| row.registrar_reference.clone())),
            registered_at: Set(registered.and_then(|row| row.registered_at)),
            expires_at: Set(registered.and_then(|row| row.expires_at)),
            renewal_cents: Set(renewal),
            purchase_most_cents: Set(one.offer.map(|offer| offer.most.get())),
            premium: Set(premium),
            auto_renew: Set(order.auto_renew),
            sending_tool_credential_id: Set(uploads),
            sending_tool_tags: Set(order.sending_tool_tags.clone()),
            sending_tool_attached_at: Set(uploads.map(|_| now)),
            overrides: Set(json!({})),
            created_at: Set(now),
            updated_at: Set(now),
            ..Default::default()
        })
    }

    fn inbox_row(
        &self,
        order: &order::Model,
        domain: (DomainId, &str),
        place: usize,
        one: &RoundInbox<'_>,
    ) -> Result<inbox::ActiveModel> {
        let id: InboxId = self.shared.ids.next::<InboxKind>();
        let now = self.now();
        let secrets = InboxSecrets {
            password: Some(one.password.clone()),
            ..InboxSecrets::default()
        };
        let sealed = self.seal_inbox(id, &secrets)?;
        Ok(inbox::ActiveModel {
            id: Set(id.uuid()),
            account_id: Set(order.account_id),
            workspace_id: Set(order.workspace_id),
            order_id: Set(order.id),
            domain_id: Set(domain.0.uuid()),
            position: Set(i32::try_from(place).unwrap_or(i32::MAX)),
            provider: Set(order.provider.clone()),
            username: Set(one.username.to_owned()),
            email: Set(format!("{}@{}", one.username, domain.1)),
            first_name: Set(one.first_name.to_owned()),
            last_name: Set(one.last_name.to_owned()),
            status: Set(InboxStatus::Pending.to_string()),
            secrets: Set(Some(sealed.bytes)),
            secrets_key_version: Set(Some(sealed.key_version)),
            password_status: Set(InboxPasswordStatus::None.to_string()),
            mfa_enabled: Set(false),
            upload_tags: Set(write_json(&Vec::<String>::new())?),
            upload_asked: Set(0),
            upload_answered: Set(0),
            created_at: Set(now),
            updated_at: Set(now),
            ..Default::default()
        })
    }

    fn domain_created(
        &self,
        order: &order::Model,
        id: DomainId,
        name: &str,
    ) -> Result<domain_event::ActiveModel> {
        let summary = format!("{name} was ordered with {}.", OrderId::from_uuid(order.id));
        let workspace = WorkspaceId::from_uuid(order.workspace_id);
        let kind = DomainEventType::DomainCreated;
        self.event((workspace, id), kind, &summary, None, &[])
    }
}
