//! Stripe, played by a server on loopback, and its customers, for the contract.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use serde_json::{Value, json};
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_providers::payments::stripe::{Pause, Stripe, StripeSettings};
use simpleinboxes_providers::payments::{PaymentProvider, SetupIntent};
use simpleinboxes_providers::{BreakerSettings, HttpSettings, Traffic};

use super::fake::{Books, Fake, SECRET_KEY};
use super::objects::{NOW, keep, settle};
use crate::contract::{CardKind, Customers};

pub const WEBHOOK_SECRETS: [&str; 2] = ["whsec_TheOldSecret", "whsec_TheNewSecret"];

/// Remembers how long it was asked to wait, and does not.
#[derive(Clone, Default)]
pub struct Pauses(pub Arc<Mutex<Vec<Duration>>>);

#[async_trait]
impl Pause for Pauses {
    async fn pause(&self, time: Duration) {
        self.0.lock().expect("no panic").push(time);
    }
}

pub struct World {
    pub fake: Fake,
    pub stripe: Stripe,
    pub pauses: Pauses,
}

pub fn settings(url: String) -> StripeSettings {
    StripeSettings {
        base_url: url,
        secret_key: SECRET_KEY.into(),
        publishable_key: "pk_test_51ThePublishableKey".into(),
        webhook_secrets: WEBHOOK_SECRETS.map(Into::into).into(),
        http: HttpSettings {
            connect_timeout_ms: 10_000,
            timeout_ms: 20_000,
            max_answer_bytes: 64 * 1024,
            breaker: BreakerSettings::OFF,
            ..HttpSettings::default()
        },
        ..StripeSettings::default()
    }
}

impl World {
    pub async fn open() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut StripeSettings)) -> Self {
        let fake = Fake::open().await;
        let pauses = Pauses::default();
        let mut settings = settings(fake.url());
        change(&mut settings);
        let stripe = Stripe::pausing(
            &settings,
            Entropy::seeded(1),
            pauses.clone(),
            &Traffic::default(),
        );
        Self {
            stripe: stripe.expect("usable settings"),
            fake,
            pauses,
        }
    }

    fn card(books: &mut Books, customer: &Value, kind: CardKind) -> Value {
        let id = books.new_id("pm");
        keep(
            books,
            json!({
                "id": id, "object": "payment_method", "type": "card", "created": NOW,
                "livemode": false, "customer": customer, "test_kind": format!("{kind:?}"),
                "card": {"brand": "visa", "last4": "4242", "exp_month": 8, "exp_year": 2030,
                    "country": "US", "funding": "credit", "fingerprint": "x"},
                "billing_details": {"name": "Jo Doe", "email": null, "phone": null,
                    "address": {"country": null}},
            }),
        )
    }
}

#[async_trait]
impl Customers for World {
    fn provider(&self) -> &dyn PaymentProvider {
        &self.stripe
    }

    async fn pay(&self, session: &str, card: CardKind) {
        let mut books = self.fake.books();
        let paid = books.objects[session].clone();
        assert_eq!(paid["test_saves"], "off_session");
        assert_eq!(paid["test_intent_metadata"], paid["metadata"]);
        let method = Self::card(&mut books, &paid["customer"], card);
        let id = books.new_id("pi");
        keep(
            &mut books,
            json!({
                "id": id, "object": "payment_intent", "created": NOW, "livemode": false,
                "amount": paid["amount_total"], "currency": "usd", "customer": paid["customer"],
                "payment_method": method["id"], "status": "processing",
                "last_payment_error": null, "metadata": paid["test_intent_metadata"],
            }),
        );
        let kept = books.objects.get_mut(session).expect("a session");
        kept["status"] = json!("complete");
        kept["url"] = Value::Null;
        kept["payment_intent"] = json!(id);
        if card == CardKind::Good {
            settle(&mut books, &id, true);
        }
    }

    async fn save(&self, intent: &SetupIntent, card: CardKind) -> String {
        let mut books = self.fake.books();
        let customer = books.objects[&intent.id]["customer"].clone();
        let method = Self::card(&mut books, &customer, card);
        method["id"].as_str().expect("an id").to_owned()
    }

    async fn settle(&self, payment: &str) {
        let mut books = self.fake.books();
        let method = books.objects[payment]["payment_method"].clone();
        let method = &books.objects[method.as_str().expect("an id")];
        let succeeds = method["test_kind"] != "SlowThenDeclines";
        settle(&mut books, payment, succeeds);
    }

    async fn expire(&self, session: &str) {
        let mut books = self.fake.books();
        let kept = books.objects.get_mut(session).expect("a session");
        kept["status"] = json!("expired");
        kept["url"] = Value::Null;
    }
}
