//! Payments that are being processed: they settle when they are asked for the second time.

use super::Sandbox;
use super::cards;
use super::keep::{Batch, TRIES, crowded};
use super::records::{CHECKOUT, CheckoutRecord, PAYMENT, PaymentRecord};
use crate::payments::{CheckoutStatus, EventKind, Payment, PaymentError, PaymentStatus};

impl Sandbox {
    /// Asks for a payment. One that is slow says once that it is processing; then it settles, and
    /// its checkout with it.
    pub(super) async fn ask(&self, id: &str) -> Result<Payment, PaymentError> {
        for _ in 0..TRIES {
            let mut kept = self.need::<PaymentRecord>(PAYMENT, id).await?;
            let Some(slow) = &mut kept.value.slow else {
                return Ok(kept.value.payment);
            };
            let mut batch = Batch::default();
            if slow.asked {
                let succeeds = slow.succeeds;
                kept.value.slow = None;
                self.settle(&mut kept.value, succeeds, &mut batch).await?;
            } else {
                slow.asked = true;
            }
            batch.put(PAYMENT, id, Some(kept.version), &kept.value)?;
            if self.commit(&batch).await? {
                return Ok(kept.value.payment);
            }
        }
        Err(crowded())
    }

    async fn settle(
        &self,
        record: &mut PaymentRecord,
        succeeds: bool,
        batch: &mut Batch,
    ) -> Result<(), PaymentError> {
        let payment = &mut record.payment;
        if succeeds {
            payment.status = PaymentStatus::Succeeded;
            let event = EventKind::PaymentSucceeded(payment.clone());
            batch.report(self, "payment_intent.succeeded", event)?;
        } else {
            let mut decline = cards::declined();
            decline.payment = Some(payment.id.clone());
            payment.status = PaymentStatus::RequiresPaymentMethod;
            payment.failure = Some(decline);
            let event = EventKind::PaymentFailed(payment.clone());
            batch.report(self, "payment_intent.payment_failed", event)?;
        }
        let Some(session) = &record.checkout else {
            return Ok(());
        };
        let mut kept = self.need::<CheckoutRecord>(CHECKOUT, session).await?;
        if kept.value.session.status != CheckoutStatus::Complete {
            return Ok(());
        }
        let (name, event) = if succeeds {
            self.paid(&mut kept.value, batch).await?;
            let shown = kept.value.session.clone();
            let name = "checkout.session.async_payment_succeeded";
            (name, EventKind::CheckoutPaid(shown))
        } else {
            kept.value
                .session
                .failure
                .clone_from(&record.payment.failure);
            let shown = kept.value.session.clone();
            let name = "checkout.session.async_payment_failed";
            (name, EventKind::CheckoutFailed(shown))
        };
        batch.put(CHECKOUT, session, Some(kept.version), &kept.value)?;
        batch.report(self, name, event)
    }
}
