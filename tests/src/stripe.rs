//! Stripe, played by the server that its adapter is tested against, and its reports.

#![allow(
    dead_code,
    missing_docs,
    reason = "it is the stub of the adapter's own tests"
)]

#[path = "../../crates/providers/tests/payments/stripe/documented.rs"]
mod documented;
#[path = "../../crates/providers/tests/payments/stripe/fake.rs"]
pub mod fake;
#[path = "../../crates/providers/tests/payments/stripe/objects.rs"]
pub mod objects;

use self::{
    fake::{Fake, SECRET_KEY},
    objects::{NOW, keep, settle},
};
use crate::{
    api::{Answer, Api},
    service::Ground,
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use simpleinboxes_core::clock::Clock as _;

pub const OLD_SECRET: &str = "whsec_TheOldSecret";
pub const NEW_SECRET: &str = "whsec_TheNewSecret";

/// Sets a service up to call the fake.
pub fn configure(ground: &mut Ground, fake: &Fake) {
    let payments = &mut ground.config.payments;
    payments.stripe_secret_key = Some(SECRET_KEY.to_owned().into());
    payments.stripe_publishable_key = Some("pk_test_51ThePublishableKey".to_owned());
    payments.stripe_webhook_secrets = [OLD_SECRET, NEW_SECRET]
        .map(|secret| secret.to_owned().into())
        .into();
    payments.stripe_base_url = Some(fake.url());
}

/// The only session of a top-up.
pub fn session(fake: &Fake, topup: &Value) -> String {
    let books = fake.books();
    let mut of = books
        .objects
        .iter()
        .filter(|(_, object)| object["client_reference_id"] == topup["topupId"]);
    let (id, _) = of.next().expect("a session");
    assert!(of.next().is_none(), "two sessions");
    id.clone()
}

/// A customer pays on Stripe's page; the money comes at once or is under way.
pub fn pay(fake: &Fake, session: &str, at_once: bool) {
    let mut books = fake.books();
    let paid = books.objects[session].clone();
    let id = books.new_id("pi");
    keep(
        &mut books,
        json!({
            "id": id, "object": "payment_intent", "created": NOW, "livemode": false,
            "amount": paid["amount_total"], "currency": "usd", "customer": paid["customer"],
            "payment_method": null, "status": "processing",
            "last_payment_error": null, "metadata": paid["test_intent_metadata"],
        }),
    );
    let kept = books.objects.get_mut(session).expect("a session");
    kept["status"] = json!("complete");
    kept["url"] = Value::Null;
    kept["payment_intent"] = json!(id);
    if at_once {
        settle(&mut books, &id, true);
    }
}

/// A card of a customer of the fake; `kind` says what it does.
pub fn card(fake: &Fake, customer: &str, kind: &str) -> String {
    let mut books = fake.books();
    let id = books.new_id("pm");
    keep(
        &mut books,
        json!({
            "id": id, "object": "payment_method", "type": "card", "created": NOW,
            "livemode": false, "customer": customer, "test_kind": kind,
            "card": {"brand": "visa", "last4": "4242", "exp_month": 8, "exp_year": 2030,
                "country": "US", "funding": "credit", "fingerprint": "x"},
            "billing_details": {"name": "Jo Doe", "email": null, "phone": null,
                "address": {"country": null}},
        }),
    );
    id
}

/// An object as the fake has it now.
pub fn object(fake: &Fake, id: &str) -> Value {
    fake.books().objects[id].clone()
}

/// How many objects of this kind there are.
pub fn count(fake: &Fake, kind: &str) -> usize {
    let books = fake.books();
    books
        .objects
        .values()
        .filter(|object| object["object"] == kind)
        .count()
}

pub fn event(id: &str, name: &str, object: &Value) -> String {
    json!({
        "id": id, "object": "event", "type": name, "api_version": "2026-07-29.dahlia",
        "created": NOW, "livemode": false, "pending_webhooks": 1,
        "request": {"id": null, "idempotency_key": null}, "data": {"object": object},
    })
    .to_string()
}

/// Stripe reports, signed at the time of the service.
pub async fn report(api: &Api, ground: &Ground, body: &str) -> Answer {
    let time = ground.clock.now().timestamp();
    let signed = signature(NEW_SECRET, time, body);
    send(api, Some(&format!("t={time},v1={signed}")), body).await
}

pub async fn send(api: &Api, signature: Option<&str>, body: &str) -> Answer {
    let mut call = api.plain(reqwest::Method::POST, "/webhooks/stripe");
    if let Some(signature) = signature {
        call = call.header("stripe-signature", signature);
    }
    call.bytes(body).await
}

pub fn signature(secret: &str, time: i64, body: &str) -> String {
    let code = hmac(secret.as_bytes(), format!("{time}.{body}").as_bytes());
    code.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// RFC 2104 with SHA-256, apart from the code that is tested.
fn hmac(secret: &[u8], message: &[u8]) -> [u8; 32] {
    assert!(secret.len() <= 64);
    let pad = |with: u8| {
        let mut block = [with; 64];
        for (byte, secret) in block.iter_mut().zip(secret) {
            *byte ^= secret;
        }
        block
    };
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(message);
    let outer = Sha256::new().chain_update(pad(0x5c));
    outer.chain_update(inner.finalize()).finalize().into()
}
