//! The state: restarts, several processes at once, and no secrets in it.

use std::sync::Arc;

use async_trait::async_trait;
use secrecy::ExposeSecret;
use simpleinboxes_providers::payments::sandbox::{
    Document, InMemory, PayOutcome, SandboxState, StateError, Write,
};
use simpleinboxes_providers::payments::{NewPortalSession, PaymentError, PaymentProvider};
use tokio::task::yield_now;

use super::{Shop, card, key, process};

#[tokio::test]
async fn another_process_goes_on() {
    let shop = Shop::open().await;
    let session = shop.checkout(&shop.topup("top_1")).await;
    let asked = shop
        .sandbox
        .pay(&session.id, &card("4000002500003155"))
        .await;
    assert_eq!(asked, Ok(PayOutcome::Challenge));
    let intent = shop
        .sandbox
        .create_setup_intent(&shop.customer, &key("s"))
        .await;
    let intent = intent.expect("an intent");

    let other = process(shop.state.clone(), shop.clock.clone(), 2);
    let confirmed = other.complete_challenge(&session.id, true).await;
    assert!(matches!(confirmed, Ok(PayOutcome::Done { .. })));
    let card = card("4242424242424242");
    other
        .confirm_setup(&intent.client_secret, &card)
        .await
        .expect("saved");
    let read = shop.sandbox.checkout(&session.id).await.expect("there");
    assert!(read.is_paid());
    let events = other.undelivered(10).await.expect("events");
    assert_eq!(events.len(), 4);
}

/// State on which others get their turn before every step, as they do on a database.
#[derive(Debug)]
struct Shared(Arc<InMemory>);

#[async_trait]
impl SandboxState for Shared {
    async fn get(&self, kind: &'static str, id: &str) -> Result<Option<Document>, StateError> {
        yield_now().await;
        self.0.get(kind, id).await
    }

    async fn list(
        &self,
        kind: &'static str,
        prefix: &str,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<(String, Document)>, StateError> {
        self.0.list(kind, prefix, after, limit).await
    }

    async fn commit(&self, writes: Vec<Write>) -> Result<bool, StateError> {
        yield_now().await;
        self.0.commit(writes).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_make_one() {
    let shop = Arc::new(Shop::open().await);
    let new = Arc::new(shop.topup("top_1"));
    let mut tasks = Vec::new();
    for seed in 10..26 {
        let (shop, new) = (shop.clone(), new.clone());
        tasks.push(tokio::spawn(async move {
            let state = Arc::new(Shared(shop.state.clone()));
            let own = process(state, shop.clock.clone(), seed);
            let made = own.create_checkout(&new, &key("one")).await.expect("made");
            let paid = own.pay(&made.id, &card("4242424242424242")).await;
            assert!(matches!(paid, Ok(PayOutcome::Done { .. })), "{paid:?}");
            made.id
        }));
    }
    let mut sessions = Vec::new();
    for task in tasks {
        sessions.push(task.await.expect("no panic"));
    }
    sessions.dedup();
    assert_eq!(sessions.len(), 1);
    assert_eq!(
        shop.events().await,
        ["payment_intent.succeeded", "checkout.session.completed"]
    );
}

#[tokio::test]
async fn a_key_belongs_to_one_request() {
    let shop = Shop::open().await;
    let new = shop.topup("top_1");
    let first = shop.sandbox.create_checkout(&new, &key("k")).await;
    let again = shop.sandbox.create_checkout(&new, &key("k")).await;
    assert_eq!(first, again);
    let mut other = new;
    other.reference = "top_2".into();
    let refused = shop.sandbox.create_checkout(&other, &key("k")).await;
    assert_eq!(refused, Err(PaymentError::KeyReused));
    let refused = shop
        .sandbox
        .create_setup_intent(&shop.customer, &key("k"))
        .await;
    assert_eq!(refused.err(), Some(PaymentError::KeyReused));
}

#[tokio::test]
async fn nothing_kept_is_secret() {
    let shop = Shop::open().await;
    let mut new = shop.topup("top_1");
    new.save_card = true;
    let session = shop.checkout(&new).await;
    let number = "4000002500003155";
    shop.sandbox
        .pay(&session.id, &card(number))
        .await
        .expect("asked");
    let intent = shop
        .sandbox
        .create_setup_intent(&shop.customer, &key("s"))
        .await;
    let intent = intent.expect("an intent");
    let portal = NewPortalSession {
        customer: shop.customer.clone(),
        return_url: "https://app.example/billing".into(),
    };
    let portal = shop.sandbox.create_portal_session(&portal, &key("p")).await;
    let portal = portal.expect("a session");

    let mut kept = format!(
        "{:?} {intent:?} {portal:?} {:?}",
        shop.sandbox,
        card(number)
    );
    for kind in [
        "customer", "method", "checkout", "payment", "setup", "portal", "event", "key",
    ] {
        let found = shop.state.list(kind, "", None, 100).await.expect("read");
        for (id, document) in found {
            kept.push_str(&format!("{id} {}", document.value));
        }
    }
    assert!(kept.contains("3155"));
    assert!(!kept.contains(number));
    let secret = intent.client_secret.expose_secret();
    assert!(!kept.contains(&secret[secret.len() - 48..]));
    let token = portal.url.expose_secret();
    assert!(!kept.contains(&token[token.len() - 48..]));
}
