//! From the store to the wire.

use simpleinboxes_core::{
    cents::Cents,
    pricing::{PriceLine, Pricing, Reduction},
};
use simpleinboxes_server::runtime::errors::ServerError;
use simpleinboxes_store::{
    InboxMutation, InboxMutationDetail, InboxMutationItem, Order, OrderDetail, OrderDomain,
    OrderInbox, OrderSendingTool, PromotionState, Quote,
};
use simpleinboxes_types::{self as types, runtime::Extra};

use crate::wire::{at, checked, count};

pub(super) fn quote(quote: Quote) -> Result<types::OrderQuote, ServerError> {
    Ok(types::OrderQuote {
        workspace_id: checked(quote.workspace.id)?,
        client_name: checked(&quote.workspace.name)?,
        currency: types::Currency::Usd,
        pricing: pricing(&quote.pricing)?,
        outstanding_cents: cents(quote.outstanding),
        extra: Extra::default(),
    })
}

pub(super) fn order(detail: OrderDetail, client: &str) -> Result<types::Order, ServerError> {
    let OrderDetail { order, domains } = detail;
    Ok(types::Order {
        id: checked(order.id)?,
        workspace_id: checked(order.workspace)?,
        client_name: checked(client)?,
        provider: types::MailboxProvider::from_wire(order.provider.as_str()),
        status: types::OrderStatus::from_wire(order.status.as_str()),
        auto_renew: order.auto_renew,
        currency: types::Currency::Usd,
        pricing: pricing(&order.pricing)?,
        outstanding_cents: cents(order.outstanding),
        refunded_cents: cents(order.refunded),
        next_renewal_cents: order.next_renewal.map(cents),
        promo_code: order.promo_code.map(checked).transpose()?,
        sending_tool: order.sending_tool.map(sending_tool).transpose()?,
        domains: domains.into_iter().map(domain).collect::<Result<_, _>>()?,
        failure_reason: order.failure_reason,
        created_at: at(order.created_at),
        paid_at: order.paid_at.map(at),
        activated_at: order.activated_at.map(at),
        current_period_end: order.period_end.map(at),
        cancel_at: order.cancel_at.map(at),
        canceled_at: order.canceled_at.map(at),
        updated_at: at(order.updated_at),
        extra: Extra::default(),
    })
}

pub(super) fn summary(order: Order, client: &str) -> Result<types::OrderSummary, ServerError> {
    Ok(types::OrderSummary {
        id: checked(order.id)?,
        workspace_id: checked(order.workspace)?,
        client_name: checked(client)?,
        provider: types::MailboxProvider::from_wire(order.provider.as_str()),
        status: types::OrderStatus::from_wire(order.status.as_str()),
        auto_renew: order.auto_renew,
        currency: types::Currency::Usd,
        total_cents: cents(order.pricing.total),
        outstanding_cents: cents(order.outstanding),
        next_renewal_cents: order.next_renewal.map(cents),
        first_domain: checked(order.first_domain)?,
        domain_count: count(order.domain_count.into()),
        inbox_count: count(order.inbox_count.into()),
        created_at: at(order.created_at),
        activated_at: order.activated_at.map(at),
        current_period_end: order.period_end.map(at),
        cancel_at: order.cancel_at.map(at),
        canceled_at: order.canceled_at.map(at),
        extra: Extra::default(),
    })
}

fn pricing(price: &Pricing) -> Result<types::OrderPricing, ServerError> {
    Ok(types::OrderPricing {
        inbox_subtotal_cents: cents(price.inboxes),
        domain_subtotal_cents: cents(price.domains),
        discount_cents: cents(price.discount),
        total_cents: cents(price.total),
        lines: price.lines.iter().map(line).collect::<Result<_, _>>()?,
        extra: Extra::default(),
    })
}

fn line(line: &PriceLine) -> Result<types::OrderPriceLine, ServerError> {
    Ok(types::OrderPriceLine {
        kind: types::OrderLineKind::from_wire(line.kind.as_str()),
        description: line.description.clone(),
        domain: line.domain.as_ref().map(checked).transpose()?,
        quantity: count(line.quantity.into()),
        unit_price_cents: line.unit_price.get().into(),
        amount_cents: line.amount.get().into(),
        interval: types::OrderLineInterval::from_wire(line.interval.as_str()),
        extra: Extra::default(),
    })
}

fn sending_tool(tool: OrderSendingTool) -> Result<types::OrderSendingTool, ServerError> {
    Ok(types::OrderSendingTool {
        credential_id: checked(tool.credential)?,
        tags: tool
            .tags
            .into_iter()
            .map(checked)
            .collect::<Result<_, _>>()?,
        extra: Extra::default(),
    })
}

fn domain(one: OrderDomain) -> Result<types::OrderDomain, ServerError> {
    Ok(types::OrderDomain {
        id: checked(one.id)?,
        name: checked(one.name)?,
        source: types::OrderDomainSource::from_wire(one.source.as_str()),
        status: types::DomainStatus::from_wire(one.status.as_str()),
        nameserver_status: types::NameserverStatus::from_wire(one.nameserver_status.as_str()),
        forwarding_url: one.forwarding_url.map(checked).transpose()?,
        inboxes: one
            .inboxes
            .into_iter()
            .map(inbox)
            .collect::<Result<_, _>>()?,
        extra: Extra::default(),
    })
}

fn inbox(one: OrderInbox) -> Result<types::OrderInbox, ServerError> {
    Ok(types::OrderInbox {
        id: checked(one.id)?,
        email: checked(one.email)?,
        first_name: checked(one.first_name)?,
        last_name: checked(one.last_name)?,
        status: types::InboxStatus::from_wire(one.status.as_str()),
        extra: Extra::default(),
    })
}

pub(super) fn promotion(state: PromotionState) -> Result<types::Promotion, ServerError> {
    let PromotionState { promotion, refusal } = state;
    let (kind, percent, amount) = match promotion.reduction {
        Reduction::Percent(percent) => ("percent", Some(i32::from(percent)), None),
        Reduction::Amount(off) => ("amount", None, Some(cents(off))),
    };
    let providers = promotion.providers.iter();
    Ok(types::Promotion {
        code: checked(promotion.code)?,
        name: promotion.name,
        kind: types::PromotionKind::from_wire(kind),
        percent_off: percent,
        amount_off_cents: amount,
        applies_to: types::PromotionTarget::from_wire(promotion.applies_to.as_str()),
        providers: providers
            .map(|provider| types::MailboxProvider::from_wire(provider.as_str()))
            .collect(),
        min_inboxes: count(promotion.min_inboxes.into()),
        starts_at: at(promotion.starts_at),
        ends_at: promotion.ends_at.map(at),
        eligible: refusal.is_none(),
        reason: refusal.map(|why| types::PromotionRefusal::from_wire(why.as_str())),
        extra: Extra::default(),
    })
}

pub(crate) fn mutation(detail: InboxMutationDetail) -> Result<types::InboxMutation, ServerError> {
    let InboxMutationDetail { mutation, items } = detail;
    Ok(types::InboxMutation {
        id: checked(mutation.id)?,
        workspace_id: checked(mutation.workspace)?,
        type_: types::InboxMutationType::from_wire(mutation.kind.as_str()),
        status: types::InboxMutationStatus::from_wire(mutation.status.as_str()),
        counts: counts(&mutation),
        items: items.into_iter().map(item).collect::<Result<_, _>>()?,
        created_at: at(mutation.created_at),
        started_at: mutation.started_at.map(at),
        finished_at: mutation.finished_at.map(at),
        extra: Extra::default(),
    })
}

pub(super) fn mutation_summary(
    mutation: InboxMutation,
) -> Result<types::InboxMutationSummary, ServerError> {
    Ok(types::InboxMutationSummary {
        id: checked(mutation.id)?,
        workspace_id: checked(mutation.workspace)?,
        type_: types::InboxMutationType::from_wire(mutation.kind.as_str()),
        status: types::InboxMutationStatus::from_wire(mutation.status.as_str()),
        counts: counts(&mutation),
        created_at: at(mutation.created_at),
        started_at: mutation.started_at.map(at),
        finished_at: mutation.finished_at.map(at),
        extra: Extra::default(),
    })
}

fn counts(mutation: &InboxMutation) -> types::InboxMutationCounts {
    types::InboxMutationCounts {
        total: count(mutation.total.into()),
        succeeded: count(mutation.succeeded.into()),
        failed: count(mutation.failed.into()),
        extra: Extra::default(),
    }
}

fn item(one: InboxMutationItem) -> Result<types::InboxMutationItem, ServerError> {
    Ok(types::InboxMutationItem {
        inbox_id: checked(one.inbox)?,
        email: checked(one.email)?,
        new_email: one.new_email.map(checked).transpose()?,
        status: types::InboxMutationItemStatus::from_wire(one.status.as_str()),
        error: one.error.map(|(code, message)| types::InboxMutationError {
            code: types::InboxMutationErrorCode::from_wire(code.as_str()),
            message,
            extra: Extra::default(),
        }),
        finished_at: one.finished_at.map(at),
        extra: Extra::default(),
    })
}

fn cents(amount: Cents) -> types::Cents {
    amount.get().into()
}
