//! Stripe's events in the port's terms.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::wire::{self, Event};
use super::{mapping, mapping as map};
use crate::error::Outage;
use crate::payments::{CheckoutSession, EventKind, Invoice, Payment, PaymentEvent, WebhookError};

/// Reads an event.
pub(super) fn event(body: &[u8]) -> Result<PaymentEvent, WebhookError> {
    let event: Event = serde_json::from_slice(body).map_err(|_| WebhookError::NotAnEvent)?;
    if event.object != "event" || !wire::is_id(&event.id) {
        return Err(WebhookError::NotAnEvent);
    }
    let known = kind(&event.name, event.data.object);
    Ok(PaymentEvent {
        kind: known.map_err(|_| WebhookError::NotAnEvent)?,
        id: event.id,
        created_at: mapping::time(event.created).map_err(|_| WebhookError::NotAnEvent)?,
        name: event.name,
        live: event.livemode,
    })
}

fn kind(name: &str, object: Value) -> Result<EventKind, Outage> {
    Ok(match name {
        "checkout.session.completed" => checkout(object, EventKind::CheckoutCompleted)?,
        "checkout.session.async_payment_succeeded" => checkout(object, EventKind::CheckoutPaid)?,
        "checkout.session.async_payment_failed" => checkout(object, EventKind::CheckoutFailed)?,
        "checkout.session.expired" => checkout(object, EventKind::CheckoutExpired)?,
        "payment_intent.succeeded" => payment(object, EventKind::PaymentSucceeded)?,
        "payment_intent.payment_failed" => payment(object, EventKind::PaymentFailed)?,
        "setup_intent.succeeded" => EventKind::SetupSucceeded(map::setup_outcome(read(object)?)?),
        "setup_intent.setup_failed" => EventKind::SetupFailed(map::setup_outcome(read(object)?)?),
        "invoice.paid" => invoice(object, EventKind::InvoicePaid)?,
        "invoice.payment_failed" => invoice(object, EventKind::InvoicePaymentFailed)?,
        "invoice.finalized" => invoice(object, EventKind::InvoiceFinalized)?,
        "charge.refunded" => {
            map::refund(read(object)?).map_or(EventKind::Other, EventKind::ChargeRefunded)
        }
        "payment_method.attached" => {
            EventKind::PaymentMethodAttached(map::payment_method(read(object)?)?)
        }
        "payment_method.detached" => {
            EventKind::PaymentMethodDetached(map::payment_method(read(object)?)?)
        }
        "customer.updated" => {
            map::customer(read(object)?)?.map_or(EventKind::Other, EventKind::CustomerUpdated)
        }
        _ => EventKind::Other,
    })
}

fn checkout(object: Value, kind: fn(CheckoutSession) -> EventKind) -> Result<EventKind, Outage> {
    Ok(map::checkout(read(object)?)?.map_or(EventKind::Other, kind))
}

fn payment(object: Value, kind: fn(Payment) -> EventKind) -> Result<EventKind, Outage> {
    Ok(map::payment(read(object)?)?.map_or(EventKind::Other, kind))
}

fn invoice(object: Value, kind: fn(Box<Invoice>) -> EventKind) -> Result<EventKind, Outage> {
    let found = map::invoice(read(object)?)?.map(Box::new);
    Ok(found.map_or(EventKind::Other, kind))
}

fn read<T: DeserializeOwned>(object: Value) -> Result<T, Outage> {
    serde_json::from_value(object).map_err(|_| Outage::Garbage)
}
