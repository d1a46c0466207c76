//! The sandbox as a payment provider.

use async_trait::async_trait;
use simpleinboxes_core::Timestamp;

use super::Sandbox;
use super::keep::{Batch, TRIES, crowded, fingerprint};
use super::making::{charged, check_amount};
use super::portal::check_url;
use super::records::{
    CHECKOUT, CUSTOMER, CheckoutRecord, CustomerRecord, INVOICE, METHOD, MethodRecord, PAYMENT,
    PORTAL, PaymentRecord, PortalRecord, SETUP, SetupRecord,
};
use crate::payments::{
    Capabilities, CheckoutSession, Customer, EventKind, IdempotencyKey, Invoice, InvoicePage,
    InvoiceQuery, NewCharge, NewCheckout, NewCustomer, NewPortalSession, Payment, PaymentError,
    PaymentEvent, PaymentMethod, PaymentProvider, PaymentState, PaymentStatus, PortalSession,
    ProviderName, SetupIntent, WebhookError,
};

#[async_trait]
impl PaymentProvider for Sandbox {
    fn name(&self) -> ProviderName {
        ProviderName::Sandbox
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            live: false,
            webhooks: false,
            own_pages: true,
        }
    }

    fn publishable_key(&self) -> &str {
        "pk_sandbox"
    }

    async fn create_customer(
        &self,
        new: &NewCustomer,
        key: &IdempotencyKey,
    ) -> Result<Customer, PaymentError> {
        let request = fingerprint("customer", new, key)?;
        for _ in 0..TRIES {
            if let Some(id) = self.made_before(key, &request).await? {
                let made = self.need::<CustomerRecord>(CUSTOMER, &id).await?;
                return Ok(made.value.customer);
            }
            let customer = Customer {
                id: self.new_id("cus"),
                default_payment_method: None,
                created_at: self.now(),
            };
            let record = CustomerRecord {
                customer: customer.clone(),
                name: new.name.clone(),
                email: new.email.clone(),
                metadata: new.metadata.clone(),
                methods: Vec::new(),
            };
            let mut batch = Batch::default();
            batch.claim(key, &request, &customer.id)?;
            batch.make(CUSTOMER, &customer.id, &record)?;
            if self.commit(&batch).await? {
                return Ok(customer);
            }
        }
        Err(crowded())
    }

    async fn customer(&self, id: &str) -> Result<Option<Customer>, PaymentError> {
        let found = self.read::<CustomerRecord>(CUSTOMER, id).await?;
        Ok(found.map(|kept| kept.value.customer))
    }

    async fn create_checkout(
        &self,
        new: &NewCheckout,
        key: &IdempotencyKey,
    ) -> Result<CheckoutSession, PaymentError> {
        let request = fingerprint("checkout", new, key)?;
        check_amount(new.amount)?;
        check_url("success_url", &new.success_url.replace(['{', '}'], ""))?;
        check_url("cancel_url", &new.cancel_url)?;
        for _ in 0..TRIES {
            if let Some(id) = self.made_before(key, &request).await? {
                let made = self.need::<CheckoutRecord>(CHECKOUT, &id).await?;
                return Ok(made.value.session);
            }
            self.buyer(&new.customer).await?;
            let record = self.new_checkout(new)?;
            let mut batch = Batch::default();
            batch.claim(key, &request, &record.session.id)?;
            batch.make(CHECKOUT, &record.session.id, &record)?;
            if self.commit(&batch).await? {
                return Ok(record.session);
            }
        }
        Err(crowded())
    }

    async fn checkout(&self, id: &str) -> Result<CheckoutSession, PaymentError> {
        let session = self.open_checkout(id).await?.value.session;
        match (&session.payment, session.payment_state) {
            (Some(payment), PaymentState::Unpaid) => {
                self.ask(payment).await?;
                let asked = self.need::<CheckoutRecord>(CHECKOUT, id).await?;
                Ok(asked.value.session)
            }
            _ => Ok(session),
        }
    }

    async fn create_setup_intent(
        &self,
        customer: &str,
        key: &IdempotencyKey,
    ) -> Result<SetupIntent, PaymentError> {
        let request = fingerprint("setup", &customer, key)?;
        for _ in 0..TRIES {
            if let Some(id) = self.made_before(key, &request).await? {
                let made = self.need::<SetupRecord>(SETUP, &id).await?;
                return Ok(self.setup_intent(&made.value));
            }
            self.buyer(customer).await?;
            let record = self.new_setup(customer);
            let mut batch = Batch::default();
            batch.claim(key, &request, &record.outcome.id)?;
            batch.make(SETUP, &record.outcome.id, &record)?;
            if self.commit(&batch).await? {
                return Ok(self.setup_intent(&record));
            }
        }
        Err(crowded())
    }

    async fn default_payment_method(
        &self,
        customer: &str,
    ) -> Result<Option<PaymentMethod>, PaymentError> {
        let found = self.need::<CustomerRecord>(CUSTOMER, customer).await?;
        match found.value.customer.default_payment_method {
            None => Ok(None),
            Some(method) => self.payment_method(&method).await,
        }
    }

    async fn payment_method(&self, id: &str) -> Result<Option<PaymentMethod>, PaymentError> {
        let found = self.read::<MethodRecord>(METHOD, id).await?;
        Ok(found.map(|kept| kept.value.method))
    }

    async fn set_default_payment_method(
        &self,
        customer: &str,
        method: &str,
        key: &IdempotencyKey,
    ) -> Result<(), PaymentError> {
        // Doing it twice does no harm, so the key need not be kept.
        fingerprint("default", &(customer, method), key)?;
        self.make_default(customer, method).await
    }

    async fn create_portal_session(
        &self,
        new: &NewPortalSession,
        key: &IdempotencyKey,
    ) -> Result<PortalSession, PaymentError> {
        let request = fingerprint("portal", new, key)?;
        check_url("return_url", &new.return_url)?;
        for _ in 0..TRIES {
            if let Some(id) = self.made_before(key, &request).await? {
                let made = self.need::<PortalRecord>(PORTAL, &id).await?;
                return Ok(self.portal_session(id, &made.value));
            }
            self.buyer(&new.customer).await?;
            let id = self.new_id("bps");
            let record = self.new_portal(new);
            let mut batch = Batch::default();
            batch.claim(key, &request, &id)?;
            batch.make(PORTAL, &id, &record)?;
            if self.commit(&batch).await? {
                return Ok(self.portal_session(id, &record));
            }
        }
        Err(crowded())
    }

    async fn charge(&self, new: &NewCharge, key: &IdempotencyKey) -> Result<Payment, PaymentError> {
        let request = fingerprint("charge", new, key)?;
        check_amount(new.amount)?;
        for _ in 0..TRIES {
            if let Some(id) = self.made_before(key, &request).await? {
                let made = self.need::<PaymentRecord>(PAYMENT, &id).await?;
                return charged(made.value.payment);
            }
            self.buyer(&new.customer).await?;
            let record = self.new_charge(new).await?;
            let payment = record.payment.clone();
            let mut batch = Batch::default();
            batch.claim(key, &request, &payment.id)?;
            batch.make(PAYMENT, &payment.id, &record)?;
            match payment.status {
                PaymentStatus::Succeeded => {
                    let event = EventKind::PaymentSucceeded(payment.clone());
                    batch.report(self, "payment_intent.succeeded", event)?;
                }
                PaymentStatus::Processing => {}
                PaymentStatus::RequiresPaymentMethod
                | PaymentStatus::RequiresAction
                | PaymentStatus::Canceled => {
                    let event = EventKind::PaymentFailed(payment.clone());
                    batch.report(self, "payment_intent.payment_failed", event)?;
                }
            }
            if self.commit(&batch).await? {
                return charged(payment);
            }
        }
        Err(crowded())
    }

    async fn payment(&self, id: &str) -> Result<Payment, PaymentError> {
        self.ask(id).await
    }

    async fn invoices(&self, query: &InvoiceQuery) -> Result<InvoicePage, PaymentError> {
        let limit = query.limit.clamp(1, 100) as usize;
        let prefix = format!("{}/", query.customer);
        let after = query.after.as_ref().map(|id| format!("{prefix}{id}"));
        let listed = self
            .state
            .list(INVOICE, &prefix, after.as_deref(), limit + 1);
        let mut invoices: Vec<Invoice> = listed
            .await?
            .into_iter()
            .map(|(_, document)| {
                serde_json::from_value(document.value)
                    .map_err(|error| PaymentError::State(error.to_string()))
            })
            .collect::<Result<_, _>>()?;
        let more = invoices.len() > limit;
        invoices.truncate(limit);
        let last = invoices.last().map(|invoice| invoice.id.clone());
        Ok(InvoicePage {
            invoices,
            next: last.filter(|_| more),
        })
    }

    fn verify_webhook(
        &self,
        _body: &[u8],
        _signature: Option<&str>,
        _now: Timestamp,
    ) -> Result<(), WebhookError> {
        Err(WebhookError::Unsupported)
    }

    /// Reads an event that was kept as JSON.
    fn parse_event(&self, body: &[u8]) -> Result<PaymentEvent, WebhookError> {
        serde_json::from_slice(body).map_err(|_| WebhookError::NotAnEvent)
    }
}
