//! The rules that every provider keeps. Each takes a world with a provider in it.

pub mod cards;
pub mod charges;
pub mod checkouts;
pub mod customers;
pub mod invoices;

use async_trait::async_trait;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_providers::payments::{
    IdempotencyKey, Metadata, NewCheckout, NewCustomer, PaymentProvider, SetupIntent,
};

/// What a customer's card does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardKind {
    Good,
    /// Can be saved; later charges are declined.
    DeclinesLater,
    /// Can be saved; is over by the time it is charged.
    ExpiresSoon,
    /// Wants its holder.
    Secure,
    /// Is processed for a while, then succeeds.
    Slow,
    /// Is processed for a while, then fails.
    SlowThenDeclines,
}

/// A provider and its customers, who do what only they can do.
#[async_trait]
pub trait Customers: Send + Sync {
    fn provider(&self) -> &dyn PaymentProvider;

    /// Pays on the checkout's page.
    async fn pay(&self, session: &str, card: CardKind);

    /// Saves a card with the form; tells its id.
    async fn save(&self, intent: &SetupIntent, card: CardKind) -> String;

    /// Lets what is being processed come to its end.
    async fn settle(&self, payment: &str);

    /// Lets the time of a checkout run out.
    async fn expire(&self, session: &str);
}

pub fn key(text: &str) -> IdempotencyKey {
    IdempotencyKey::new(text)
}

pub async fn customer(world: &dyn Customers) -> String {
    let made = world
        .provider()
        .create_customer(&acme(), &key("acme"))
        .await;
    made.expect("a customer").id
}

pub fn acme() -> NewCustomer {
    NewCustomer {
        name: "Acme Outreach".into(),
        email: Some("billing@acme.example".into()),
        metadata: Metadata::from([("account_id".into(), "acc_1".into())]),
    }
}

pub fn topup(customer: &str, reference: &str) -> NewCheckout {
    NewCheckout {
        customer: customer.into(),
        amount: Cents::new(50_000),
        description: "Top-up of the master wallet & more".into(),
        reference: reference.into(),
        metadata: Metadata::from([("wallet".into(), "master".into())]),
        success_url: "https://app.example/billing?session={CHECKOUT_SESSION_ID}".into(),
        cancel_url: "https://app.example/billing".into(),
        expires_at: None,
        save_card: true,
        invoice: true,
    }
}

pub async fn saved(world: &dyn Customers, customer: &str, card: CardKind) -> String {
    let name = key(&format!("setup:{card:?}"));
    let intent = world.provider().create_setup_intent(customer, &name).await;
    world.save(&intent.expect("an intent"), card).await
}
