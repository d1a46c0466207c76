//! From rows to orders.

use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{
    CredentialId, DomainId, InboxId, OrderId, TransactionId, WorkspaceId,
};
use simpleinboxes_core::machine::{ORDER, OrderEvent, OrderFacts, step};
use simpleinboxes_core::pricing::Pricing;
use simpleinboxes_core::status::OrderStatus;

use super::types::{Order, OrderDomain, OrderInbox, OrderSendingTool};
use super::{OrderRefused, parsed, read_json};
use crate::entities::{domain, inbox, order};
use crate::error::{Result, StoreError};

/// An order; `domain_renewals` is what the renewal at its period's end carries for domains.
pub(super) fn order(row: order::Model, domain_renewals: i64) -> Result<Order> {
    let status = status(&row)?;
    let renews = row.auto_renew && matches!(status, OrderStatus::Active | OrderStatus::PastDue);
    let next_renewal = row
        .renewal_cents
        .filter(|_| renews)
        .map(|inboxes| Cents::new(inboxes + domain_renewals));
    Ok(Order {
        id: OrderId::from_uuid(row.id),
        workspace: WorkspaceId::from_uuid(row.workspace_id),
        provider: parsed(&row.provider, "orders.provider")?,
        status,
        round: row.round.unsigned_abs(),
        pricing: pricing(&row)?,
        outstanding: Cents::new(row.outstanding_cents),
        refunded: Cents::new(row.refunded_cents),
        next_renewal,
        promo_code: row.promo_code,
        sending_tool: sending_tool(row.sending_tool_credential_id, &row.sending_tool_tags)?,
        first_domain: row.first_domain,
        domain_count: row.domain_count.unsigned_abs(),
        inbox_count: row.inbox_count.unsigned_abs(),
        auto_renew: row.auto_renew,
        charge: row.charge_id.map(TransactionId::from_uuid),
        renewal_attempts: row.renewal_attempts.unsigned_abs(),
        failure_reason: row.failure_reason,
        created_at: row.created_at,
        paid_at: row.paid_at,
        activated_at: row.activated_at,
        period_end: row.renews_at,
        cancel_at: row.cancel_at,
        canceled_at: row.canceled_at,
        updated_at: row.updated_at,
    })
}

pub(super) fn status(row: &order::Model) -> Result<OrderStatus> {
    parsed(&row.status, "orders.status")
}

pub(super) fn pricing(row: &order::Model) -> Result<Pricing> {
    let lines = read_json(&row.lines, "orders.lines")?;
    let pricing = Pricing::of(row.price_book.clone(), lines);
    pricing.map_err(|_| StoreError::Corrupt {
        column: "orders.lines",
    })
}

pub(super) fn sending_tool(
    credential: Option<uuid::Uuid>,
    tags: &serde_json::Value,
) -> Result<Option<OrderSendingTool>> {
    let Some(credential) = credential else {
        return Ok(None);
    };
    Ok(Some(OrderSendingTool {
        credential: CredentialId::from_uuid(credential),
        tags: read_json(tags, "orders.sending_tool_tags")?,
    }))
}

pub(super) fn order_domain(row: domain::Model, inboxes: Vec<OrderInbox>) -> Result<OrderDomain> {
    Ok(OrderDomain {
        id: DomainId::from_uuid(row.id),
        name: row.name,
        source: parsed(&row.source, "domains.source")?,
        status: parsed(&row.status, "domains.status")?,
        nameserver_status: parsed(&row.nameserver_status, "domains.nameserver_status")?,
        forwarding_url: row.forwarding_url,
        inboxes,
    })
}

pub(super) fn order_inbox(row: inbox::Model) -> Result<OrderInbox> {
    Ok(OrderInbox {
        id: InboxId::from_uuid(row.id),
        email: row.email,
        first_name: row.first_name,
        last_name: row.last_name,
        status: parsed(&row.status, "inboxes.status")?,
    })
}

/// Where `event` leads an order, by the table of its states.
pub(super) fn after(
    row: &order::Model,
    event: OrderEvent,
    now: Timestamp,
) -> Result<OrderStatus, OrderRefused> {
    let facts = OrderFacts {
        now,
        auto_renew: row.auto_renew,
        renews_at: row.renews_at,
        cancel_at: row.cancel_at,
        renewal_attempts: row.renewal_attempts.unsigned_abs(),
    };
    Ok(step(ORDER, status(row)?, event, &facts)?)
}
