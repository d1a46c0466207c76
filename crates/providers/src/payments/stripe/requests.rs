//! The port's requests in Stripe's terms.

use super::form::Form;
use crate::payments::{
    InvoiceQuery, NewCharge, NewCheckout, NewCustomer, NewPortalSession, with_topup,
};

/// The only currency.
pub(super) const USD: &str = "usd";

pub(super) fn customer(new: &NewCustomer) -> Form {
    Form::default()
        .with("name", &new.name)
        .with_some("email", new.email.as_ref())
        .with_metadata("metadata", &new.metadata)
}

pub(super) fn checkout(new: &NewCheckout) -> Form {
    let metadata = with_topup(&new.metadata, &new.reference);
    let expires_at = new.expires_at.map(|at| at.timestamp());
    let mut form = Form::default()
        .with("mode", "payment")
        .with("customer", &new.customer)
        .with("client_reference_id", &new.reference)
        .with("line_items[0][quantity]", 1)
        .with("line_items[0][price_data][currency]", USD)
        .with("line_items[0][price_data][unit_amount]", new.amount.get())
        .with(
            "line_items[0][price_data][product_data][name]",
            &new.description,
        )
        .with("success_url", &new.success_url)
        .with("cancel_url", &new.cancel_url)
        .with_some("expires_at", expires_at)
        .with_metadata("metadata", &metadata)
        .with("payment_intent_data[description]", &new.description)
        .with_metadata("payment_intent_data[metadata]", &metadata);
    if new.save_card {
        form = form.with("payment_intent_data[setup_future_usage]", "off_session");
    }
    if new.invoice {
        form = form
            .with("invoice_creation[enabled]", true)
            .with_metadata("invoice_creation[invoice_data][metadata]", &metadata);
    }
    form
}

pub(super) fn setup_intent(customer: &str) -> Form {
    Form::default()
        .with("customer", customer)
        .with("usage", "off_session")
        .with("automatic_payment_methods[enabled]", true)
}

pub(super) fn default_payment_method(method: &str) -> Form {
    Form::default().with("invoice_settings[default_payment_method]", method)
}

pub(super) fn portal_session(new: &NewPortalSession) -> Form {
    Form::default()
        .with("customer", &new.customer)
        .with("return_url", &new.return_url)
}

pub(super) fn charge(new: &NewCharge) -> Form {
    let metadata = with_topup(&new.metadata, &new.reference);
    Form::default()
        .with("amount", new.amount.get())
        .with("currency", USD)
        .with("customer", &new.customer)
        .with("payment_method", &new.payment_method)
        .with("off_session", true)
        .with("confirm", true)
        .with("automatic_payment_methods[enabled]", true)
        .with("automatic_payment_methods[allow_redirects]", "never")
        .with("description", &new.description)
        .with_metadata("metadata", &metadata)
}

pub(super) fn invoices(query: &InvoiceQuery) -> Form {
    Form::default()
        .with("customer", &query.customer)
        .with("limit", query.limit.clamp(1, 100))
        .with_some("starting_after", query.after.as_ref())
}

pub(super) fn expand(member: &str) -> Form {
    Form::default().with("expand[0]", member)
}
