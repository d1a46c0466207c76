//! What a payment provider is to the rest of the program.

use std::fmt;

use async_trait::async_trait;
use simpleinboxes_core::Timestamp;

use super::{
    CheckoutSession, Customer, IdempotencyKey, InvoicePage, InvoiceQuery, NewCharge, NewCheckout,
    NewCustomer, NewPortalSession, Payment, PaymentError, PaymentEvent, PaymentMethod,
    PortalSession, SetupIntent, WebhookError,
};

/// Who carries payments out: the values of `PaymentProviderName` in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProviderName {
    /// Stripe.
    Stripe,
    /// The embedded one.
    Sandbox,
}

impl ProviderName {
    /// As it is in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stripe => "stripe",
            Self::Sandbox => "sandbox",
        }
    }
}

/// What a provider can do beyond the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether it moves real money with the key that it has.
    pub live: bool,
    /// Whether it reports by signed webhooks. One that does not hands its events over itself.
    pub webhooks: bool,
    /// Whether its checkout page is one of ours to serve.
    pub own_pages: bool,
}

/// A payment provider that can be called. Implemented once per provider.
///
/// Amounts are US dollars. Calls end within the time set for them, and what they answer is what
/// the provider has at that moment.
#[async_trait]
pub trait PaymentProvider: Send + Sync + fmt::Debug {
    /// Who it is.
    fn name(&self) -> ProviderName;

    /// What it can do.
    fn capabilities(&self) -> Capabilities;

    /// The key that its form on a page is loaded with. No secret.
    fn publishable_key(&self) -> &str;

    /// Asks whether our account works, without changing anything.
    ///
    /// # Errors
    /// See [`PaymentError`].
    async fn test(&self) -> Result<(), PaymentError> {
        // Nobody: to be told so takes a key that may read customers.
        self.customer("cus_0").await.map(drop)
    }

    /// Makes a customer.
    ///
    /// # Errors
    /// See [`PaymentError`].
    async fn create_customer(
        &self,
        new: &NewCustomer,
        key: &IdempotencyKey,
    ) -> Result<Customer, PaymentError>;

    /// Reads a customer; nothing for one that does not exist or was deleted.
    ///
    /// # Errors
    /// See [`PaymentError`].
    async fn customer(&self, id: &str) -> Result<Option<Customer>, PaymentError>;

    /// The customer `known` if there still is one, else a new one.
    ///
    /// # Errors
    /// See [`PaymentError`].
    async fn ensure_customer(
        &self,
        known: Option<&str>,
        new: &NewCustomer,
        key: &IdempotencyKey,
    ) -> Result<Customer, PaymentError> {
        if let Some(id) = known
            && let Some(customer) = self.customer(id).await?
        {
            return Ok(customer);
        }
        self.create_customer(new, key).await
    }

    /// Makes a checkout session, on whose page the customer pays.
    ///
    /// # Errors
    /// See [`PaymentError`].
    async fn create_checkout(
        &self,
        new: &NewCheckout,
        key: &IdempotencyKey,
    ) -> Result<CheckoutSession, PaymentError>;

    /// Reads a checkout session, with its payment method and the reason of a failure.
    ///
    /// # Errors
    /// See [`PaymentError`].
    async fn checkout(&self, id: &str) -> Result<CheckoutSession, PaymentError>;

    /// Begins to save a payment method of `customer` for charges without the customer.
    ///
    /// # Errors
    /// See [`PaymentError`].
    async fn create_setup_intent(
        &self,
        customer: &str,
        key: &IdempotencyKey,
    ) -> Result<SetupIntent, PaymentError>;

    /// Reads the default payment method of a customer; nothing when none is set.
    ///
    /// # Errors
    /// See [`PaymentError`].
    async fn default_payment_method(
        &self,
        customer: &str,
    ) -> Result<Option<PaymentMethod>, PaymentError>;

    /// Reads a payment method; nothing for one that does not exist.
    ///
    /// # Errors
    /// See [`PaymentError`].
    async fn payment_method(&self, id: &str) -> Result<Option<PaymentMethod>, PaymentError>;

    /// Makes a saved payment method the default one of its customer.
    ///
    /// # Errors
    /// See [`PaymentError`].
    async fn set_default_payment_method(
        &self,
        customer: &str,
        method: &str,
        key: &IdempotencyKey,
    ) -> Result<(), PaymentError>;

    /// Makes a way into the customer portal.
    ///
    /// # Errors
    /// See [`PaymentError`].
    async fn create_portal_session(
        &self,
        new: &NewPortalSession,
        key: &IdempotencyKey,
    ) -> Result<PortalSession, PaymentError>;

    /// Charges a saved payment method without the customer. The payment that is answered has
    /// succeeded or is being processed; everything else is an error.
    ///
    /// # Errors
    /// [`PaymentError::Declined`] when nothing was paid and asking again does not help. After an
    /// error of which [`PaymentError::may_have_happened`] is true, ask again with the same key.
    async fn charge(&self, new: &NewCharge, key: &IdempotencyKey) -> Result<Payment, PaymentError>;

    /// Reads a payment.
    ///
    /// # Errors
    /// See [`PaymentError`].
    async fn payment(&self, id: &str) -> Result<Payment, PaymentError>;

    /// Reads invoices of a customer, newest first.
    ///
    /// # Errors
    /// See [`PaymentError`].
    async fn invoices(&self, query: &InvoiceQuery) -> Result<InvoicePage, PaymentError>;

    /// Checks that `body`, exactly as it was received, was signed by the provider, and not long
    /// from `now`. `signature` is the value of the header `Stripe-Signature`.
    ///
    /// # Errors
    /// See [`WebhookError`].
    fn verify_webhook(
        &self,
        body: &[u8],
        signature: Option<&str>,
        now: Timestamp,
    ) -> Result<(), WebhookError>;

    /// Reads an event from a body that was verified, perhaps some time ago.
    ///
    /// # Errors
    /// [`WebhookError::NotAnEvent`].
    fn parse_event(&self, body: &[u8]) -> Result<PaymentEvent, WebhookError>;

    /// Verifies, then parses.
    ///
    /// # Errors
    /// See [`WebhookError`].
    fn receive_webhook(
        &self,
        body: &[u8],
        signature: Option<&str>,
        now: Timestamp,
    ) -> Result<PaymentEvent, WebhookError> {
        self.verify_webhook(body, signature, now)?;
        self.parse_event(body)
    }
}
