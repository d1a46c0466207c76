//! New objects of the sandbox, and what is checked of the requests for them.

use chrono::Duration;
use secrecy::ExposeSecret;
use simpleinboxes_core::cents::Cents;

use super::Sandbox;
use super::cards::{self, Behaviour};
use super::portal::TOKEN;
use super::records::{
    CheckoutRecord, METHOD, MethodRecord, PaymentRecord, PortalRecord, SetupRecord, Slow,
};
use super::setup::CLIENT_SECRET;
use crate::payments::{
    CheckoutSession, CheckoutStatus, Decline, NewCharge, NewCheckout, NewPortalSession, Payment,
    PaymentError, PaymentProvider, PaymentState, PaymentStatus, PortalSession, SetupIntent,
    SetupOutcome, SetupStatus, with_topup,
};

/// The least and the most that can be paid at once, as at Stripe.
const LEAST: Cents = Cents::new(50);
const MOST: Cents = Cents::new(99_999_999);

/// How long a checkout can be open, and how long a way into the portal lasts.
const LONGEST_CHECKOUT: Duration = Duration::hours(24);
const PORTAL_LASTS: Duration = Duration::minutes(10);

impl Sandbox {
    /// Refuses a customer that does not exist, as a mistake in the request.
    pub(super) async fn buyer(&self, customer: &str) -> Result<(), PaymentError> {
        match self.customer(customer).await? {
            Some(_) => Ok(()),
            None => Err(PaymentError::NotFound {
                message: "no such customer".to_owned(),
            }),
        }
    }

    pub(super) fn new_checkout(&self, new: &NewCheckout) -> Result<CheckoutRecord, PaymentError> {
        let now = self.now();
        let latest = now + LONGEST_CHECKOUT;
        let expires_at = new.expires_at.unwrap_or(latest);
        if expires_at <= now || expires_at > latest {
            return Err(PaymentError::invalid(
                "expires_at",
                "must be within 24 hours from now",
            ));
        }
        let id = self.new_id("cs");
        Ok(CheckoutRecord {
            session: CheckoutSession {
                url: Some(self.page(&format!("/checkout/{id}"))),
                id,
                status: CheckoutStatus::Open,
                payment_state: PaymentState::Unpaid,
                amount: new.amount,
                customer: Some(new.customer.clone()),
                reference: Some(new.reference.clone()),
                payment: None,
                payment_method: None,
                failure: None,
                invoice: None,
                metadata: with_topup(&new.metadata, &new.reference),
                created_at: now,
                expires_at,
            },
            description: new.description.clone(),
            success_url: new.success_url.clone(),
            cancel_url: new.cancel_url.clone(),
            save_card: new.save_card,
            invoice: new.invoice,
            challenged: None,
            refused: None,
        })
    }

    pub(super) async fn new_charge(&self, new: &NewCharge) -> Result<PaymentRecord, PaymentError> {
        let card = self
            .read::<MethodRecord>(METHOD, &new.payment_method)
            .await?;
        let card = card.map(|kept| kept.value);
        let (slow, failure) = match card {
            Some(card) if card.method.customer.as_deref() == Some(new.customer.as_str()) => {
                self.verdict_absent(&card)
            }
            _ => return Err(PaymentError::Declined(cards::missing())),
        };
        let id = self.new_id("pi");
        let failure = failure.map(|decline| Decline {
            payment: Some(id.clone()),
            ..decline
        });
        Ok(PaymentRecord {
            payment: Payment {
                id,
                status: match (&failure, slow) {
                    (Some(_), _) => PaymentStatus::RequiresPaymentMethod,
                    (None, Some(_)) => PaymentStatus::Processing,
                    (None, None) => PaymentStatus::Succeeded,
                },
                amount: new.amount,
                customer: Some(new.customer.clone()),
                payment_method: Some(new.payment_method.clone()),
                reference: Some(new.reference.clone()),
                failure,
                metadata: with_topup(&new.metadata, &new.reference),
                created_at: self.now(),
            },
            checkout: None,
            slow,
        })
    }

    pub(super) fn new_setup(&self, customer: &str) -> SetupRecord {
        SetupRecord {
            outcome: SetupOutcome {
                id: self.new_id("seti"),
                customer: Some(customer.to_owned()),
                payment_method: None,
                status: SetupStatus::Pending,
                failure: None,
            },
            customer: customer.to_owned(),
            created_at: self.now(),
            challenged: None,
        }
    }

    pub(super) fn new_portal(&self, new: &NewPortalSession) -> PortalRecord {
        PortalRecord {
            customer: new.customer.clone(),
            return_url: new.return_url.clone(),
            created_at: self.now(),
            expires_at: self.now() + PORTAL_LASTS,
        }
    }

    /// What a card says while its holder is not there: slow, or a refusal, or neither.
    fn verdict_absent(&self, card: &MethodRecord) -> (Option<Slow>, Option<Decline>) {
        if self.is_over(card) {
            return (None, Some(cards::expired()));
        }
        let slow = |succeeds| Slow {
            succeeds,
            asked: false,
        };
        match card.behaviour {
            Behaviour::Succeeds => (None, None),
            Behaviour::Declines | Behaviour::DeclinesLater => (None, Some(cards::declined())),
            Behaviour::LacksFunds => (None, Some(cards::lacks_funds())),
            Behaviour::Expired => (None, Some(cards::expired())),
            Behaviour::NeedsChallenge => (None, Some(cards::needs_authentication())),
            Behaviour::Slow => (Some(slow(true)), None),
            Behaviour::SlowThenDeclines => (Some(slow(false)), None),
        }
    }

    pub(super) fn setup_intent(&self, record: &SetupRecord) -> SetupIntent {
        SetupIntent {
            client_secret: self.sealed(&record.outcome.id, CLIENT_SECRET),
            id: record.outcome.id.clone(),
            created_at: record.created_at,
        }
    }

    pub(super) fn portal_session(&self, id: String, record: &PortalRecord) -> PortalSession {
        let token = self.sealed(&id, TOKEN);
        PortalSession {
            url: self
                .page(&format!("/portal/{}", token.expose_secret()))
                .into(),
            id,
            created_at: record.created_at,
        }
    }
}

/// A payment that was refused is an error.
pub(super) fn charged(payment: Payment) -> Result<Payment, PaymentError> {
    match payment.failure {
        Some(decline) => Err(PaymentError::Declined(decline)),
        None => Ok(payment),
    }
}

pub(super) fn check_amount(amount: Cents) -> Result<(), PaymentError> {
    if (LEAST..=MOST).contains(&amount) {
        Ok(())
    } else {
        Err(PaymentError::invalid(
            "amount",
            "must be 50 to 99,999,999 cents",
        ))
    }
}
