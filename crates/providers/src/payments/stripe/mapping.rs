//! Stripe's objects in the port's terms.
//!
//! `None` stands for an object that is fine but not ours: in another currency, or of a kind that
//! we never make.

use chrono::DateTime;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;

use super::failure::decline;
use super::requests::USD;
use super::wire::{self, Link, Named};
use crate::error::Outage;
use crate::payments::{
    CheckoutSession, CheckoutStatus, Customer, Invoice, InvoiceLine, InvoiceOrigin, InvoiceStatus,
    Party, Payment, PaymentMethod, PaymentMethodKind, PaymentState, PaymentStatus, PortalSession,
    Refund, SetupIntent, SetupOutcome, SetupStatus, TOPUP_ID,
};

pub(super) fn customer(given: wire::Customer) -> Result<Option<Customer>, Outage> {
    if given.deleted {
        return Ok(None);
    }
    let settings = given.invoice_settings;
    let default = settings.and_then(|settings| settings.default_payment_method);
    Ok(Some(Customer {
        id: given.id,
        default_payment_method: default.map(|link| match link {
            Link::Id(id) => id,
            Link::Object(method) => method.id,
        }),
        created_at: time(given.created.ok_or(Outage::Garbage)?)?,
    }))
}

pub(super) fn checkout(given: wire::Session) -> Result<Option<CheckoutSession>, Outage> {
    if given.mode != "payment" || given.currency.as_deref() != Some(USD) {
        return Ok(None);
    }
    let status = match given.status.as_str() {
        "open" => CheckoutStatus::Open,
        "complete" => CheckoutStatus::Complete,
        "expired" => CheckoutStatus::Expired,
        _ => return Err(Outage::Garbage),
    };
    let payment_state = match given.payment_status.as_str() {
        "paid" => PaymentState::Paid,
        "unpaid" => PaymentState::Unpaid,
        "no_payment_required" => PaymentState::NotRequired,
        _ => return Err(Outage::Garbage),
    };
    let (payment, payment_method, failure) = match given.payment_intent {
        None => (None, None, None),
        Some(Link::Id(id)) => (Some(id), None, None),
        Some(Link::Object(intent)) => {
            let over = status == CheckoutStatus::Complete
                && payment_state == PaymentState::Unpaid
                && matches!(
                    intent.status.as_str(),
                    "requires_payment_method" | "canceled"
                );
            let told = intent.last_payment_error.unwrap_or_default();
            let method = intent.payment_method.map(Link::into_id);
            (Some(intent.id), method, over.then(|| decline(told)))
        }
    };
    Ok(Some(CheckoutSession {
        id: given.id,
        url: given.url,
        status,
        payment_state,
        amount: Cents::new(given.amount_total.ok_or(Outage::Garbage)?),
        customer: given.customer.map(Link::into_id),
        reference: given.client_reference_id,
        payment,
        payment_method,
        failure,
        invoice: given.invoice.map(Link::into_id),
        metadata: given.metadata.unwrap_or_default(),
        created_at: time(given.created)?,
        expires_at: time(given.expires_at)?,
    }))
}

pub(super) fn payment(given: wire::PaymentIntent) -> Result<Option<Payment>, Outage> {
    if given.currency != USD {
        return Ok(None);
    }
    let status = match given.status.as_str() {
        "requires_payment_method" => PaymentStatus::RequiresPaymentMethod,
        "requires_action" | "requires_confirmation" => PaymentStatus::RequiresAction,
        "processing" => PaymentStatus::Processing,
        "succeeded" => PaymentStatus::Succeeded,
        "canceled" => PaymentStatus::Canceled,
        // `requires_capture` is for payments of a kind that we never make.
        _ => return Ok(None),
    };
    let metadata = given.metadata.unwrap_or_default();
    Ok(Some(Payment {
        failure: given.last_payment_error.map(|told| {
            let mut failure = decline(told);
            failure.payment = Some(given.id.clone());
            failure
        }),
        id: given.id,
        status,
        amount: Cents::new(given.amount),
        customer: given.customer.map(Link::into_id),
        payment_method: given.payment_method.map(Link::into_id),
        reference: metadata.get(TOPUP_ID).cloned(),
        metadata,
        created_at: time(given.created)?,
    }))
}

pub(super) fn setup_intent(given: wire::SetupIntent) -> Result<SetupIntent, Outage> {
    Ok(SetupIntent {
        id: given.id,
        client_secret: given.client_secret.ok_or(Outage::Garbage)?,
        created_at: time(given.created)?,
    })
}

pub(super) fn setup_outcome(given: wire::SetupIntent) -> Result<SetupOutcome, Outage> {
    Ok(SetupOutcome {
        id: given.id,
        customer: given.customer.map(Link::into_id),
        payment_method: given.payment_method.map(Link::into_id),
        status: match given.status.as_str() {
            "requires_payment_method" => SetupStatus::Pending,
            "requires_action" | "requires_confirmation" => SetupStatus::RequiresAction,
            "processing" => SetupStatus::Processing,
            "succeeded" => SetupStatus::Succeeded,
            "canceled" => SetupStatus::Canceled,
            _ => return Err(Outage::Garbage),
        },
        failure: given.last_setup_error.map(decline),
    })
}

pub(super) fn payment_method(given: wire::PaymentMethod) -> Result<PaymentMethod, Outage> {
    let kind = match given.kind.as_str() {
        "card" => PaymentMethodKind::Card,
        "us_bank_account" => PaymentMethodKind::UsBankAccount,
        "sepa_debit" => PaymentMethodKind::SepaDebit,
        "link" => PaymentMethodKind::Link,
        _ => PaymentMethodKind::Other,
    };
    let mut method = PaymentMethod {
        id: given.id,
        kind,
        brand: None,
        last4: None,
        exp_month: None,
        exp_year: None,
        country: None,
        holder_name: given.billing_details.and_then(|details| details.name),
        customer: given.customer.map(Link::into_id),
        created_at: time(given.created)?,
    };
    if let Some(card) = given.card {
        method.brand = card.brand;
        method.last4 = card.last4;
        method.exp_month = card.exp_month;
        method.exp_year = card.exp_year;
        method.country = card.country;
    } else if let Some(account) = given.us_bank_account.or(given.sepa_debit) {
        method.brand = account.bank_name;
        method.last4 = account.last4;
        method.country = account.country;
    }
    Ok(method)
}

pub(super) fn portal_session(given: wire::PortalSession) -> Result<PortalSession, Outage> {
    Ok(PortalSession {
        id: given.id,
        url: given.url,
        created_at: time(given.created)?,
    })
}

pub(super) fn invoice(given: wire::Invoice) -> Result<Option<Invoice>, Outage> {
    if given.currency != USD {
        return Ok(None);
    }
    let status = match given.status.as_deref() {
        None | Some("draft") => InvoiceStatus::Draft,
        Some("open") => InvoiceStatus::Open,
        Some("paid") => InvoiceStatus::Paid,
        Some("uncollectible") => InvoiceStatus::Uncollectible,
        Some("void") => InvoiceStatus::Void,
        Some(_) => return Err(Outage::Garbage),
    };
    let metadata = given.metadata.unwrap_or_default();
    let reference = metadata.get(TOPUP_ID).cloned();
    let reason = given.billing_reason.as_deref().unwrap_or_default();
    let origin = match &reference {
        _ if reason.starts_with("subscription") => InvoiceOrigin::Subscription,
        Some(_) => InvoiceOrigin::Topup,
        None => InvoiceOrigin::OneOff,
    };
    let discounts = given.total_discount_amounts.unwrap_or_default();
    let discount = sum(discounts.into_iter().map(|discount| discount.amount))?;
    // What is added to the rest, so that the figures add up. Taxes within prices are not.
    let tax = sum([given.total, -given.subtotal, discount.get()])?;
    let due = Cents::new(given.amount_remaining);
    let total = Cents::new(given.total);
    let vat = |ids: Vec<wire::TaxId>| {
        let mut vats = ids.into_iter().filter(|id| id.kind.ends_with("_vat"));
        vats.find_map(|id| id.value)
    };
    let paid_at = given.status_transitions.and_then(|known| known.paid_at);
    Ok(Some(Invoice {
        id: given.id,
        number: given.number,
        origin,
        status,
        customer: given.customer.map(Link::into_id),
        seller_name: given.account_name,
        bill_to: Party {
            name: given.customer_name,
            email: given.customer_email,
            address: given.customer_address,
            vat_number: given.customer_tax_ids.and_then(vat),
        },
        lines: given.lines.data.into_iter().map(line).collect(),
        subtotal: Cents::new(given.subtotal),
        discount,
        tax,
        total,
        paid: total.minus(due).map_err(|_| Outage::Garbage)?,
        due,
        reference,
        note: given.description,
        hosted_url: given.hosted_invoice_url,
        pdf_url: given.invoice_pdf,
        metadata,
        issued_at: time(given.created)?,
        due_at: given.due_date.map(time).transpose()?,
        paid_at: paid_at.map(time).transpose()?,
    }))
}

fn line(given: wire::Line) -> InvoiceLine {
    let quantity = given.quantity.unwrap_or(1).max(1);
    InvoiceLine {
        description: given
            .description
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| "Item".to_owned()),
        quantity,
        unit_price: Cents::new(given.amount / quantity),
        amount: Cents::new(given.amount),
    }
}

pub(super) fn refund(given: wire::Charge) -> Option<Refund> {
    (given.currency == USD).then(|| Refund {
        charge: given.id,
        payment: given.payment_intent.map(Link::<Named>::into_id),
        customer: given.customer.map(Link::into_id),
        amount: Cents::new(given.amount),
        refunded: Cents::new(given.amount_refunded),
    })
}

/// Seconds since 1970.
pub(super) fn time(seconds: i64) -> Result<Timestamp, Outage> {
    DateTime::from_timestamp(seconds, 0).ok_or(Outage::Garbage)
}

fn sum(amounts: impl IntoIterator<Item = i64>) -> Result<Cents, Outage> {
    Cents::sum(amounts.into_iter().map(Cents::new)).map_err(|_| Outage::Garbage)
}
