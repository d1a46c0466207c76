//! Stripe as a payment provider.

use async_trait::async_trait;
use simpleinboxes_core::Timestamp;

use super::client::path;
use super::failure::of_charge;
use super::wire::{self, Link};
use super::{Stripe, event, mapping, requests};
use crate::error::Outage;
use crate::payments::{
    Capabilities, CheckoutSession, Customer, Decline, DeclineReason, IdempotencyKey, InvoicePage,
    InvoiceQuery, NewCharge, NewCheckout, NewCustomer, NewPortalSession, Payment, PaymentError,
    PaymentEvent, PaymentMethod, PaymentProvider, PaymentStatus, PortalSession, ProviderName,
    SetupIntent, WebhookError,
};

#[async_trait]
impl PaymentProvider for Stripe {
    fn name(&self) -> ProviderName {
        ProviderName::Stripe
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            live: self.live,
            webhooks: true,
            own_pages: false,
        }
    }

    fn publishable_key(&self) -> &str {
        &self.publishable_key
    }

    async fn create_customer(
        &self,
        new: &NewCustomer,
        key: &IdempotencyKey,
    ) -> Result<Customer, PaymentError> {
        let form = requests::customer(new);
        let made = self.client.post("/v1/customers", form, key).await?;
        Ok(mapping::customer(made)?.ok_or(Outage::Garbage)?)
    }

    async fn customer(&self, id: &str) -> Result<Option<Customer>, PaymentError> {
        let Some(path) = there(path("customers", id))? else {
            return Ok(None);
        };
        let found = there(self.client.get(&path, <_>::default()).await)?;
        found.map_or(Ok(None), |found| Ok(mapping::customer(found)?))
    }

    async fn create_checkout(
        &self,
        new: &NewCheckout,
        key: &IdempotencyKey,
    ) -> Result<CheckoutSession, PaymentError> {
        let form = requests::checkout(new);
        let made = self.client.post("/v1/checkout/sessions", form, key).await?;
        Ok(mapping::checkout(made)?.ok_or(Outage::Garbage)?)
    }

    async fn checkout(&self, id: &str) -> Result<CheckoutSession, PaymentError> {
        let path = path("checkout/sessions", id)?;
        let query = requests::expand("payment_intent");
        let found = self.client.get(&path, query).await?;
        Ok(mapping::checkout(found)?.ok_or(Outage::Garbage)?)
    }

    async fn create_setup_intent(
        &self,
        customer: &str,
        key: &IdempotencyKey,
    ) -> Result<SetupIntent, PaymentError> {
        let form = requests::setup_intent(customer);
        let made = self.client.post("/v1/setup_intents", form, key).await?;
        Ok(mapping::setup_intent(made)?)
    }

    async fn default_payment_method(
        &self,
        customer: &str,
    ) -> Result<Option<PaymentMethod>, PaymentError> {
        let path = path("customers", customer)?;
        let query = requests::expand("invoice_settings.default_payment_method");
        let found: wire::Customer = self.client.get(&path, query).await?;
        let settings = found.invoice_settings;
        match settings.and_then(|settings| settings.default_payment_method) {
            None => Ok(None),
            Some(Link::Object(method)) => Ok(Some(mapping::payment_method(*method)?)),
            Some(Link::Id(_)) => Err(Outage::Garbage.into()),
        }
    }

    async fn payment_method(&self, id: &str) -> Result<Option<PaymentMethod>, PaymentError> {
        let Some(path) = there(path("payment_methods", id))? else {
            return Ok(None);
        };
        let found = there(self.client.get(&path, <_>::default()).await)?;
        found.map_or(Ok(None), |found| Ok(Some(mapping::payment_method(found)?)))
    }

    async fn set_default_payment_method(
        &self,
        customer: &str,
        method: &str,
        key: &IdempotencyKey,
    ) -> Result<(), PaymentError> {
        let path = path("customers", customer)?;
        let form = requests::default_payment_method(method);
        let changed: wire::Named = self.client.post(&path, form, key).await?;
        if changed.id == customer {
            Ok(())
        } else {
            Err(Outage::Garbage.into())
        }
    }

    async fn create_portal_session(
        &self,
        new: &NewPortalSession,
        key: &IdempotencyKey,
    ) -> Result<PortalSession, PaymentError> {
        let form = requests::portal_session(new);
        let made = self.client.post("/v1/billing_portal/sessions", form, key);
        Ok(mapping::portal_session(made.await?)?)
    }

    async fn charge(&self, new: &NewCharge, key: &IdempotencyKey) -> Result<Payment, PaymentError> {
        let form = requests::charge(new);
        let made = self.client.post("/v1/payment_intents", form, key).await;
        let payment = mapping::payment(made.map_err(of_charge)?)?.ok_or(Outage::Garbage)?;
        charged(payment)
    }

    async fn payment(&self, id: &str) -> Result<Payment, PaymentError> {
        let path = path("payment_intents", id)?;
        let found = self.client.get(&path, <_>::default()).await?;
        Ok(mapping::payment(found)?.ok_or(Outage::Garbage)?)
    }

    async fn invoices(&self, query: &InvoiceQuery) -> Result<InvoicePage, PaymentError> {
        let form = requests::invoices(query);
        let found: wire::List<wire::Invoice> = self.client.get("/v1/invoices", form).await?;
        let last = found.data.last().map(|invoice| invoice.id.clone());
        let mut invoices = Vec::with_capacity(found.data.len());
        for invoice in found.data {
            invoices.extend(mapping::invoice(invoice)?);
        }
        Ok(InvoicePage {
            invoices,
            next: last.filter(|_| found.has_more),
        })
    }

    fn verify_webhook(
        &self,
        body: &[u8],
        signature: Option<&str>,
        now: Timestamp,
    ) -> Result<(), WebhookError> {
        self.secrets.verify(body, signature, now)
    }

    fn parse_event(&self, body: &[u8]) -> Result<PaymentEvent, WebhookError> {
        event::event(body)
    }
}

/// A payment that waits for somebody is refused: nobody is there.
fn charged(payment: Payment) -> Result<Payment, PaymentError> {
    let (reason, message) = match payment.status {
        PaymentStatus::Succeeded | PaymentStatus::Processing => return Ok(payment),
        PaymentStatus::RequiresAction => (
            DeclineReason::AuthenticationRequired,
            "The bank wants the holder to confirm.",
        ),
        PaymentStatus::RequiresPaymentMethod | PaymentStatus::Canceled => (
            DeclineReason::CardDeclined,
            "The payment method was declined.",
        ),
    };
    let told = payment.failure.unwrap_or(Decline {
        reason,
        message: message.to_owned(),
        code: None,
        payment: Some(payment.id),
    });
    Err(PaymentError::Declined(told))
}

/// An object that may not exist.
fn there<T>(found: Result<T, PaymentError>) -> Result<Option<T>, PaymentError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(PaymentError::NotFound { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
