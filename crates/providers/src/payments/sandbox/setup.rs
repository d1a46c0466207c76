//! Saving cards: setup intents confirmed by card, and what belongs to it.

use secrecy::SecretString;

use super::Sandbox;
use super::cards;
use super::checkout::Verdict;
use super::keep::{Batch, Kept, TRIES, crowded};
use super::records::{CUSTOMER, CustomerRecord, METHOD, MethodRecord, SETUP, SetupRecord};
use crate::payments::card::is_over;
use crate::payments::{
    Card, Decline, EventKind, PaymentError, PaymentMethod, PaymentMethodKind, SetupStatus,
};

/// What stands between the id and the secret in a client secret, as at Stripe.
pub(super) const CLIENT_SECRET: &str = "_secret_";

/// The most cards that a customer can have.
const MOST_CARDS: usize = 50;

/// What became of an attempt to save a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetupStep {
    /// The card is saved.
    Done(PaymentMethod),
    /// The bank wants the holder to confirm.
    Challenge,
    /// The card was refused; another one can be tried.
    Declined(Decline),
}

impl Sandbox {
    /// Saves a card by a setup intent. One that is done stays as it is, whatever the card.
    ///
    /// # Errors
    /// [`PaymentError::NotFound`] for a wrong client secret, or when the state can't be kept.
    pub async fn confirm_setup(
        &self,
        client_secret: &SecretString,
        card: &Card,
    ) -> Result<SetupStep, PaymentError> {
        for _ in 0..TRIES {
            let kept = self.setup(client_secret).await?;
            if let Some(done) = self.done(&kept.value).await? {
                return Ok(done);
            }
            let (tried, verdict) = match self.method_of(card) {
                Ok(tried) => {
                    let verdict = self.verdict_present(&tried);
                    (Some(tried), verdict)
                }
                Err(decline) => (None, Verdict::No(decline)),
            };
            if let Some(step) = self.advance_setup(kept, tried, verdict).await? {
                return Ok(step);
            }
        }
        Err(crowded())
    }

    /// Answers the bank's question. Where none is asked, the setup intent stays as it is.
    ///
    /// # Errors
    /// As for [`Sandbox::confirm_setup`].
    pub async fn complete_setup_challenge(
        &self,
        client_secret: &SecretString,
        confirmed: bool,
    ) -> Result<SetupStep, PaymentError> {
        for _ in 0..TRIES {
            let mut kept = self.setup(client_secret).await?;
            if let Some(done) = self.done(&kept.value).await? {
                return Ok(done);
            }
            let tried = kept.value.challenged.take();
            let verdict = if confirmed && tried.is_some() {
                Verdict::Yes
            } else {
                Verdict::No(cards::challenge_failed())
            };
            if let Some(step) = self.advance_setup(kept, tried, verdict).await? {
                return Ok(step);
            }
        }
        Err(crowded())
    }

    async fn setup(&self, client_secret: &SecretString) -> Result<Kept<SetupRecord>, PaymentError> {
        let id = self.unseal(client_secret, CLIENT_SECRET);
        let id = id.ok_or_else(|| PaymentError::NotFound {
            message: "no such setup intent".to_owned(),
        })?;
        self.need(SETUP, id).await
    }

    async fn done(&self, record: &SetupRecord) -> Result<Option<SetupStep>, PaymentError> {
        match (&record.outcome.payment_method, record.outcome.status) {
            (Some(method), SetupStatus::Succeeded) => {
                let saved = self.need::<MethodRecord>(METHOD, method).await?;
                Ok(Some(SetupStep::Done(saved.value.method)))
            }
            _ => Ok(None),
        }
    }

    async fn advance_setup(
        &self,
        kept: Kept<SetupRecord>,
        tried: Option<MethodRecord>,
        verdict: Verdict,
    ) -> Result<Option<SetupStep>, PaymentError> {
        let Kept { version, mut value } = kept;
        let mut batch = Batch::default();
        value.challenged = None;
        let step = match (verdict, tried) {
            (Verdict::Challenge, Some(tried)) => {
                value.outcome.status = SetupStatus::RequiresAction;
                value.challenged = Some(tried);
                SetupStep::Challenge
            }
            // A slow card is saved at once: what is slow is its payments.
            (Verdict::Yes | Verdict::Slow { .. }, Some(mut tried)) => {
                self.attach(&value.customer, &mut tried, &mut batch).await?;
                value.outcome.status = SetupStatus::Succeeded;
                value.outcome.failure = None;
                value.outcome.payment_method = Some(tried.method.id.clone());
                let event = EventKind::SetupSucceeded(value.outcome.clone());
                batch.report(self, "setup_intent.succeeded", event)?;
                SetupStep::Done(tried.method)
            }
            (Verdict::No(decline), _) => self.refuse_setup(&mut value, decline, &mut batch)?,
            (_, None) => self.refuse_setup(&mut value, cards::declined(), &mut batch)?,
        };
        batch.put(SETUP, &value.outcome.id, Some(version), &value)?;
        Ok(self.commit(&batch).await?.then_some(step))
    }

    fn refuse_setup(
        &self,
        record: &mut SetupRecord,
        decline: Decline,
        batch: &mut Batch,
    ) -> Result<SetupStep, PaymentError> {
        record.outcome.status = SetupStatus::Pending;
        record.outcome.failure = Some(decline.clone());
        let event = EventKind::SetupFailed(record.outcome.clone());
        batch.report(self, "setup_intent.setup_failed", event)?;
        Ok(SetupStep::Declined(decline))
    }

    /// What is kept of a card that was typed in.
    pub(super) fn method_of(&self, card: &Card) -> Result<MethodRecord, Decline> {
        let behaviour = cards::behaviour(card.number()).ok_or_else(cards::not_a_test_card)?;
        Ok(MethodRecord {
            behaviour,
            method: PaymentMethod {
                id: self.new_id("pm"),
                kind: PaymentMethodKind::Card,
                brand: Some(card.brand().as_str().to_owned()),
                last4: Some(card.last4().to_owned()),
                exp_month: Some(card.exp_month()),
                exp_year: Some(card.exp_year()),
                country: Some("US".to_owned()),
                holder_name: card.holder().map(str::to_owned),
                customer: None,
                created_at: self.now(),
            },
        })
    }

    pub(super) fn is_over(&self, card: &MethodRecord) -> bool {
        match (card.method.exp_month, card.method.exp_year) {
            (Some(month), Some(year)) => is_over(month, year, self.now()),
            _ => false,
        }
    }

    /// Saves a new card with its customer.
    pub(super) async fn attach(
        &self,
        customer: &str,
        card: &mut MethodRecord,
        batch: &mut Batch,
    ) -> Result<(), PaymentError> {
        let mut kept = self.need::<CustomerRecord>(CUSTOMER, customer).await?;
        if kept.value.methods.len() >= MOST_CARDS {
            return Err(PaymentError::invalid("customer", "has too many cards"));
        }
        card.method.customer = Some(customer.to_owned());
        kept.value.methods.push(card.method.id.clone());
        batch.put(CUSTOMER, customer, Some(kept.version), &kept.value)?;
        batch.make(METHOD, &card.method.id, card)?;
        let event = EventKind::PaymentMethodAttached(card.method.clone());
        batch.report(self, "payment_method.attached", event)
    }
}
