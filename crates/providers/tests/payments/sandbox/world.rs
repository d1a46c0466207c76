//! The sandbox and its customers, for the contract.

use async_trait::async_trait;
use chrono::Duration;
use simpleinboxes_providers::payments::sandbox::{PayOutcome, SetupStep};
use simpleinboxes_providers::payments::{Card, PaymentProvider, SetupIntent};

use super::{Shop, card};
use crate::contract::{CardKind, Customers};

pub struct World(Shop);

impl World {
    pub async fn open() -> Self {
        Self(Shop::open().await)
    }
}

fn of(kind: CardKind) -> Card {
    match kind {
        CardKind::Good => card("4242424242424242"),
        CardKind::DeclinesLater => card("4000000000000341"),
        CardKind::Secure => card("4000002500003155"),
        CardKind::Slow => card("4000000000006009"),
        CardKind::SlowThenDeclines => card("4000000000007007"),
        CardKind::ExpiresSoon => {
            Card::read("4242424242424242", 11, 2026, "123", None).expect("a card")
        }
    }
}

#[async_trait]
impl Customers for World {
    fn provider(&self) -> &dyn PaymentProvider {
        &self.0.sandbox
    }

    async fn pay(&self, session: &str, card: CardKind) {
        let mut outcome = self.0.sandbox.pay(session, &of(card)).await;
        if outcome == Ok(PayOutcome::Challenge) {
            outcome = self.0.sandbox.complete_challenge(session, true).await;
        }
        assert!(
            matches!(outcome, Ok(PayOutcome::Done { .. })),
            "{outcome:?}"
        );
    }

    async fn save(&self, intent: &SetupIntent, card: CardKind) -> String {
        let (sandbox, secret) = (&self.0.sandbox, &intent.client_secret);
        let mut step = sandbox.confirm_setup(secret, &of(card)).await;
        if step == Ok(SetupStep::Challenge) {
            step = sandbox.complete_setup_challenge(secret, true).await;
        }
        if card == CardKind::ExpiresSoon {
            self.0.wait(Duration::days(40));
        }
        match step {
            Ok(SetupStep::Done(method)) => method.id,
            other => panic!("{other:?}"),
        }
    }

    /// Nothing is to be done: being asked does it.
    async fn settle(&self, _payment: &str) {}

    async fn expire(&self, _session: &str) {
        self.0.wait(Duration::hours(24));
    }
}
