//! Events, kind by kind.

use serde_json::{Value, json};
use simpleinboxes_core::cents::Cents;
use simpleinboxes_providers::payments::{
    DeclineReason, EventKind, InvoiceOrigin, InvoiceStatus, PaymentEvent, PaymentProvider,
    SetupStatus,
};

use super::objects::{NOW, invoice};
use super::world::World;

fn body(name: &str, object: &Value) -> Vec<u8> {
    json!({"id": "evt_1", "object": "event", "api_version": "2026-07-29.dahlia", "type": name,
        "created": NOW, "livemode": true, "pending_webhooks": 1, "data": {"object": object},
        "request": {"id": null, "idempotency_key": null}})
    .to_string()
    .into_bytes()
}

async fn event(name: &str, object: &Value) -> EventKind {
    let stripe = World::open().await.stripe;
    let event = stripe.parse_event(&body(name, object)).expect("an event");
    assert_eq!(event.name, name);
    assert!(event.live);
    let kept = serde_json::to_string(&event).expect("JSON");
    let read: PaymentEvent = serde_json::from_str(&kept).expect("the same");
    assert_eq!(read, event);
    event.kind
}

fn session() -> Value {
    json!({"id": "cs_1", "object": "checkout.session", "mode": "payment", "status": "complete",
        "payment_status": "paid", "amount_total": 50_000, "currency": "usd", "customer": "cus_1",
        "client_reference_id": "top_1", "payment_intent": "pi_1", "invoice": null, "url": null,
        "metadata": {"topup_id": "top_1"}, "created": NOW, "expires_at": NOW + 86_400})
}

fn intent() -> Value {
    json!({"id": "pi_1", "object": "payment_intent", "status": "requires_payment_method",
        "amount": 50_000, "currency": "usd", "customer": "cus_1", "payment_method": null,
        "created": NOW, "client_secret": "pi_1_secret_x", "metadata": {"topup_id": "top_1"},
        "last_payment_error": {"type": "card_error", "code": "card_declined",
            "decline_code": "insufficient_funds", "message": "Your card has insufficient funds."}})
}

#[tokio::test]
async fn checkouts_are_told() {
    for (name, kind) in [
        (
            "checkout.session.completed",
            EventKind::CheckoutCompleted as fn(_) -> _,
        ),
        (
            "checkout.session.async_payment_succeeded",
            EventKind::CheckoutPaid,
        ),
        (
            "checkout.session.async_payment_failed",
            EventKind::CheckoutFailed,
        ),
        ("checkout.session.expired", EventKind::CheckoutExpired),
    ] {
        let EventKind::CheckoutCompleted(told) =
            event("checkout.session.completed", &session()).await
        else {
            panic!("{name}");
        };
        assert!(told.is_paid());
        assert_eq!(told.amount, Cents::new(50_000));
        assert_eq!(told.reference.as_deref(), Some("top_1"));
        assert_eq!(told.payment.as_deref(), Some("pi_1"));
        assert_eq!(event(name, &session()).await, kind(told));
    }
}

#[tokio::test]
async fn payments_are_told() {
    let EventKind::PaymentFailed(told) = event("payment_intent.payment_failed", &intent()).await
    else {
        panic!("another kind");
    };
    let failure = told.failure.clone().expect("a reason");
    assert_eq!(failure.reason, DeclineReason::CardDeclined);
    assert_eq!(failure.code.as_deref(), Some("insufficient_funds"));
    assert_eq!(told.reference.as_deref(), Some("top_1"));
    let paid = event("payment_intent.succeeded", &intent()).await;
    assert_eq!(paid, EventKind::PaymentSucceeded(told));
}

#[tokio::test]
async fn cards_and_customers_are_told() {
    let setup = json!({"id": "seti_1", "object": "setup_intent", "status": "succeeded",
        "client_secret": "seti_1_secret_x", "customer": "cus_1", "payment_method": "pm_1",
        "last_setup_error": null, "created": NOW});
    let EventKind::SetupSucceeded(told) = event("setup_intent.succeeded", &setup).await else {
        panic!("another kind");
    };
    assert_eq!(told.status, SetupStatus::Succeeded);
    assert_eq!(told.payment_method.as_deref(), Some("pm_1"));
    let failed = event("setup_intent.setup_failed", &setup).await;
    assert_eq!(failed, EventKind::SetupFailed(told));

    let method = json!({"id": "pm_1", "object": "payment_method", "type": "card", "created": NOW,
        "card": {"brand": "amex", "last4": "0005", "exp_month": 12, "exp_year": 2031,
            "country": "DE"}, "billing_details": {"name": null}, "customer": null});
    let EventKind::PaymentMethodDetached(told) = event("payment_method.detached", &method).await
    else {
        panic!("another kind");
    };
    assert_eq!(
        (told.brand.as_deref(), told.customer.as_deref()),
        (Some("amex"), None)
    );
    let attached = event("payment_method.attached", &method).await;
    assert_eq!(attached, EventKind::PaymentMethodAttached(told));

    let customer = json!({"id": "cus_1", "object": "customer", "created": NOW,
        "invoice_settings": {"default_payment_method": "pm_1"}});
    let EventKind::CustomerUpdated(told) = event("customer.updated", &customer).await else {
        panic!("another kind");
    };
    assert_eq!(told.default_payment_method.as_deref(), Some("pm_1"));
}

#[tokio::test]
async fn invoices_are_told_with_figures_that_add_up() {
    let session = json!({"amount_total": 20_000, "test_invoice_metadata": {}});
    let customer = json!({"id": "cus_1", "name": "Acme", "email": "a@acme.example"});
    let mut given = invoice("in_1", &session, &customer);
    given["billing_reason"] = json!("subscription_cycle");
    given["status"] = json!("open");
    given["total_discount_amounts"] = json!([{"amount": 1_500, "discount": "di_1"}]);
    given["total"] = json!(22_015);
    given["amount_remaining"] = json!(22_000);
    given["due_date"] = json!(NOW + 86_400);
    given["customer_tax_ids"] = json!([{"type": "us_ein", "value": "12-3456789"},
        {"type": "eu_vat", "value": "DE123456789"}]);
    given["customer_address"] = json!({"line1": "1 Main St", "line2": null, "city": "Berlin",
        "state": null, "postal_code": "10115", "country": "DE"});
    given["lines"]["data"][0]["quantity"] = json!(4);
    let EventKind::InvoiceFinalized(told) = event("invoice.finalized", &given).await else {
        panic!("another kind");
    };
    assert_eq!(told.origin, InvoiceOrigin::Subscription);
    assert_eq!(told.status, InvoiceStatus::Open);
    let figures = [
        told.subtotal,
        told.discount,
        told.tax,
        told.total,
        told.paid,
        told.due,
    ];
    assert_eq!(
        figures.map(Cents::get),
        [20_000, 1_500, 3_515, 22_015, 15, 22_000]
    );
    assert_eq!(
        (told.lines[0].quantity, told.lines[0].unit_price),
        (4, Cents::new(5_000))
    );
    assert_eq!(told.bill_to.vat_number.as_deref(), Some("DE123456789"));
    let address = told.bill_to.address.as_ref().expect("one");
    assert_eq!(address.city.as_deref(), Some("Berlin"));
    assert!(told.due_at.is_some());
    for (name, kind) in [
        ("invoice.paid", EventKind::InvoicePaid as fn(_) -> _),
        ("invoice.payment_failed", EventKind::InvoicePaymentFailed),
    ] {
        assert_eq!(event(name, &given).await, kind(told.clone()));
    }
}

#[tokio::test]
async fn refunds_are_told() {
    let charge = json!({"id": "ch_1", "object": "charge", "amount": 50_000, "amount_refunded": 500,
        "currency": "usd", "customer": "cus_1", "payment_intent": "pi_1", "refunded": false});
    let EventKind::ChargeRefunded(told) = event("charge.refunded", &charge).await else {
        panic!("another kind");
    };
    assert_eq!(
        (told.amount, told.refunded),
        (Cents::new(50_000), Cents::new(500))
    );
    assert_eq!(told.payment.as_deref(), Some("pi_1"));
}

/// An account can have more at Stripe than ours: it must not stop the webhook.
#[tokio::test]
async fn what_is_not_ours_is_left_alone() {
    let mut euros = session();
    euros["currency"] = json!("eur");
    let mut setup = session();
    setup["mode"] = json!("setup");
    setup["amount_total"] = Value::Null;
    setup["currency"] = Value::Null;
    let mut yen = intent();
    yen["currency"] = json!("jpy");
    let mut held = intent();
    held["status"] = json!("requires_capture");
    for (name, object) in [
        ("checkout.session.completed", euros),
        ("checkout.session.completed", setup),
        ("payment_intent.succeeded", yen),
        ("payment_intent.succeeded", held),
        (
            "customer.subscription.trial_will_end",
            json!({"anything": true}),
        ),
        ("customer.updated", json!({"id": "cus_1", "deleted": true})),
    ] {
        assert_eq!(event(name, &object).await, EventKind::Other, "{name}");
    }
}
