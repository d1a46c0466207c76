//! What the checkout page does: pay by card, confirm at the bank, give up.

use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;

use super::Sandbox;
use super::cards::{self, Behaviour};
use super::keep::{Batch, Kept, TRIES, crowded};
use super::records::{CHECKOUT, CheckoutRecord, MethodRecord, Slow};
use crate::payments::{Card, CheckoutStatus, Decline, EventKind, PaymentError};

/// What the checkout page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckoutView {
    /// The session.
    pub id: String,
    /// Which page it is.
    pub state: PageState,
    /// How much.
    pub amount: Cents,
    /// What is bought.
    pub description: String,
    /// Whether the card will be kept.
    pub saves_card: bool,
    /// Where to go once paid.
    pub success_url: String,
    /// Where to go when giving up.
    pub cancel_url: String,
    /// Until when it can be paid.
    pub expires_at: Timestamp,
}

/// Which page a checkout shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageState {
    /// The form for a card, perhaps with why the last one was refused.
    Form {
        /// Why the last card was refused.
        refused: Option<Decline>,
    },
    /// The bank's question whether it is the holder.
    Challenge {
        /// The card's last four digits.
        last4: Option<String>,
    },
    /// Nothing is left to do here.
    Done,
    /// Its time is over.
    Expired,
}

/// What became of an attempt to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayOutcome {
    /// The customer is done: the money is there or under way, see the session.
    Done {
        /// Where to send the customer.
        redirect: String,
    },
    /// The bank wants the holder to confirm.
    Challenge,
    /// The card was refused; another one can be tried.
    Declined(Decline),
    /// The session's time is over.
    Expired,
}

/// What a card says to a request to pay or to be saved.
pub(super) enum Verdict {
    Yes,
    Challenge,
    Slow { succeeds: bool },
    No(Decline),
}

impl Sandbox {
    /// What the checkout page shows.
    ///
    /// # Errors
    /// [`PaymentError::NotFound`], or when the state can't be read.
    pub async fn view_checkout(&self, session: &str) -> Result<CheckoutView, PaymentError> {
        let record = self.open_checkout(session).await?.value;
        let state = match (record.session.status, &record.challenged) {
            (CheckoutStatus::Complete, _) => PageState::Done,
            (CheckoutStatus::Expired, _) => PageState::Expired,
            (CheckoutStatus::Open, Some(card)) => PageState::Challenge {
                last4: card.method.last4.clone(),
            },
            (CheckoutStatus::Open, None) => PageState::Form {
                refused: record.refused.clone(),
            },
        };
        Ok(CheckoutView {
            state,
            amount: record.session.amount,
            success_url: record.redirect(),
            id: record.session.id,
            description: record.description,
            saves_card: record.save_card,
            cancel_url: record.cancel_url,
            expires_at: record.session.expires_at,
        })
    }

    /// Pays a checkout by card. One that is paid stays as it is, whatever the card.
    ///
    /// # Errors
    /// [`PaymentError::NotFound`], or when the state can't be kept.
    pub async fn pay(&self, session: &str, card: &Card) -> Result<PayOutcome, PaymentError> {
        for _ in 0..TRIES {
            let kept = self.open_checkout(session).await?;
            if let Some(outcome) = kept.value.closed() {
                return Ok(outcome);
            }
            let tried = match self.method_of(card) {
                Ok(tried) => tried,
                Err(decline) => return self.refuse(kept, decline).await,
            };
            let verdict = self.verdict_present(&tried);
            if let Some(outcome) = self.advance(kept, tried, verdict).await? {
                return Ok(outcome);
            }
        }
        Err(crowded())
    }

    /// Answers the bank's question. Where none is asked, the checkout stays as it is.
    ///
    /// # Errors
    /// [`PaymentError::NotFound`], or when the state can't be kept.
    pub async fn complete_challenge(
        &self,
        session: &str,
        confirmed: bool,
    ) -> Result<PayOutcome, PaymentError> {
        for _ in 0..TRIES {
            let mut kept = self.open_checkout(session).await?;
            if let Some(outcome) = kept.value.closed() {
                return Ok(outcome);
            }
            let Some(tried) = kept.value.challenged.take() else {
                let refused = kept.value.refused.unwrap_or_else(cards::challenge_failed);
                return Ok(PayOutcome::Declined(refused));
            };
            let verdict = if confirmed {
                Verdict::Yes
            } else {
                Verdict::No(cards::challenge_failed())
            };
            if let Some(outcome) = self.advance(kept, tried, verdict).await? {
                return Ok(outcome);
            }
        }
        Err(crowded())
    }

    /// Gives up: where to send the customer. The session can be paid until its time is over, as at
    /// Stripe; a question of the bank is dropped.
    ///
    /// # Errors
    /// [`PaymentError::NotFound`], or when the state can't be kept.
    pub async fn cancel_checkout(&self, session: &str) -> Result<String, PaymentError> {
        for _ in 0..TRIES {
            let mut kept = self.open_checkout(session).await?;
            let back = kept.value.cancel_url.clone();
            if kept.value.challenged.take().is_none() {
                return Ok(back);
            }
            let mut batch = Batch::default();
            batch.put(CHECKOUT, session, Some(kept.version), &kept.value)?;
            if self.commit(&batch).await? {
                return Ok(back);
            }
        }
        Err(crowded())
    }

    /// The session, closed if its time is over.
    pub(super) async fn open_checkout(
        &self,
        session: &str,
    ) -> Result<Kept<CheckoutRecord>, PaymentError> {
        for _ in 0..TRIES {
            let mut kept = self.need::<CheckoutRecord>(CHECKOUT, session).await?;
            let shown = &mut kept.value.session;
            if shown.status != CheckoutStatus::Open || self.now() < shown.expires_at {
                return Ok(kept);
            }
            shown.status = CheckoutStatus::Expired;
            shown.url = None;
            let mut batch = Batch::default();
            let event = EventKind::CheckoutExpired(shown.clone());
            batch.put(CHECKOUT, session, Some(kept.version), &kept.value)?;
            batch.report(self, "checkout.session.expired", event)?;
            if self.commit(&batch).await? {
                kept.version += 1;
                return Ok(kept);
            }
        }
        Err(crowded())
    }

    /// What a card says while its holder is there.
    pub(super) fn verdict_present(&self, card: &MethodRecord) -> Verdict {
        if self.is_over(card) {
            return Verdict::No(cards::expired());
        }
        match card.behaviour {
            Behaviour::Succeeds | Behaviour::DeclinesLater => Verdict::Yes,
            Behaviour::Declines => Verdict::No(cards::declined()),
            Behaviour::LacksFunds => Verdict::No(cards::lacks_funds()),
            Behaviour::Expired => Verdict::No(cards::expired()),
            Behaviour::NeedsChallenge => Verdict::Challenge,
            Behaviour::Slow => Verdict::Slow { succeeds: true },
            Behaviour::SlowThenDeclines => Verdict::Slow { succeeds: false },
        }
    }

    /// Brings the checkout on by one step; nothing when others changed it meanwhile.
    async fn advance(
        &self,
        kept: Kept<CheckoutRecord>,
        tried: MethodRecord,
        verdict: Verdict,
    ) -> Result<Option<PayOutcome>, PaymentError> {
        let Kept { version, mut value } = kept;
        let mut batch = Batch::default();
        let outcome = match verdict {
            Verdict::No(decline) => {
                value.challenged = None;
                value.refused = Some(decline.clone());
                PayOutcome::Declined(decline)
            }
            Verdict::Challenge => {
                value.refused = None;
                value.challenged = Some(tried);
                PayOutcome::Challenge
            }
            Verdict::Yes => {
                self.complete(&mut value, tried, None, &mut batch).await?;
                PayOutcome::Done {
                    redirect: value.redirect(),
                }
            }
            Verdict::Slow { succeeds } => {
                let slow = Slow {
                    succeeds,
                    asked: false,
                };
                self.complete(&mut value, tried, Some(slow), &mut batch)
                    .await?;
                PayOutcome::Done {
                    redirect: value.redirect(),
                }
            }
        };
        batch.put(CHECKOUT, &value.session.id, Some(version), &value)?;
        Ok(self.commit(&batch).await?.then_some(outcome))
    }

    async fn refuse(
        &self,
        kept: Kept<CheckoutRecord>,
        decline: Decline,
    ) -> Result<PayOutcome, PaymentError> {
        let Kept { version, mut value } = kept;
        value.challenged = None;
        value.refused = Some(decline.clone());
        let mut batch = Batch::default();
        batch.put(CHECKOUT, &value.session.id, Some(version), &value)?;
        // When others changed it meanwhile, their result stands and this card is refused still.
        self.commit(&batch).await?;
        Ok(PayOutcome::Declined(decline))
    }
}

impl CheckoutRecord {
    /// Where the customer goes once paid.
    fn redirect(&self) -> String {
        self.success_url
            .replace("{CHECKOUT_SESSION_ID}", &self.session.id)
    }

    /// What an attempt to pay comes to when nothing is left to do.
    fn closed(&self) -> Option<PayOutcome> {
        match self.session.status {
            CheckoutStatus::Open => None,
            CheckoutStatus::Complete => Some(PayOutcome::Done {
                redirect: self.redirect(),
            }),
            CheckoutStatus::Expired => Some(PayOutcome::Expired),
        }
    }
}
