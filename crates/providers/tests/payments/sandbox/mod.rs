//! What the sandbox's pages do, card by card.

mod checkout;
mod keeping;
mod requests;
mod saving;
pub mod world;

use std::sync::Arc;

use chrono::Duration;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::clock::MovableClock;
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_providers::payments::sandbox::{InMemory, Sandbox, SandboxState};
use simpleinboxes_providers::payments::{
    Card, CheckoutSession, Metadata, NewCheckout, NewCustomer, PaymentProvider,
};

pub use crate::contract::key;

/// A sandbox with a customer.
pub struct Shop {
    pub clock: Arc<MovableClock>,
    pub state: Arc<InMemory>,
    pub sandbox: Sandbox,
    pub customer: String,
}

pub fn card(number: &str) -> Card {
    let cvc = if number.starts_with('3') {
        "1234"
    } else {
        "123"
    };
    Card::read(number, 8, 2030, cvc, Some("Jo Doe")).expect("a card")
}

/// Another process's sandbox over the same state.
pub fn process(state: Arc<dyn SandboxState>, clock: Arc<MovableClock>, seed: u64) -> Sandbox {
    let pages = "http://localhost:8080/sandbox".parse().expect("a URL");
    Sandbox::new(state, clock, Entropy::seeded(seed), pages, &[7; 32])
}

impl Shop {
    pub async fn open() -> Self {
        let start: Timestamp = "2026-11-25T12:00:00Z".parse().expect("a time");
        let clock = Arc::new(MovableClock::at(start));
        let state = Arc::new(InMemory::default());
        let sandbox = process(state.clone(), clock.clone(), 1);
        let new = NewCustomer {
            name: "Acme Outreach".into(),
            email: Some("billing@acme.example".into()),
            metadata: Metadata::new(),
        };
        let made = sandbox.create_customer(&new, &key("customer")).await;
        let customer = made.expect("a customer").id;
        Self {
            clock,
            state,
            sandbox,
            customer,
        }
    }

    pub fn topup(&self, reference: &str) -> NewCheckout {
        NewCheckout {
            customer: self.customer.clone(),
            amount: Cents::new(50_000),
            description: "Top-up of the master wallet".into(),
            reference: reference.into(),
            metadata: Metadata::new(),
            success_url: "https://app.example/billing?session={CHECKOUT_SESSION_ID}".into(),
            cancel_url: "https://app.example/billing".into(),
            expires_at: None,
            save_card: false,
            invoice: false,
        }
    }

    pub async fn checkout(&self, new: &NewCheckout) -> CheckoutSession {
        let key = key(&format!("topup:{}", new.reference));
        let made = self.sandbox.create_checkout(new, &key).await;
        made.expect("a session")
    }

    /// The names of all events until now, which are then delivered.
    pub async fn events(&self) -> Vec<String> {
        let events = self.sandbox.undelivered(100).await.expect("events");
        let mut names = Vec::new();
        for event in events {
            names.push(event.name);
            self.sandbox.delivered(&event.id).await.expect("kept");
            self.sandbox.delivered(&event.id).await.expect("again");
        }
        names
    }

    pub fn wait(&self, by: Duration) {
        self.clock.advance(by);
    }
}
