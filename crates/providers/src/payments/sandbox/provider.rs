//! The sandbox as a payment provider.

use async_trait::async_trait;
use chrono::Duration;
use secrecy::ExposeSecret;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;

use super::Sandbox;
use super::cards::{self, Behaviour};
use super::keep::{Batch, TRIES, crowded, fingerprint, invalid};
use super::portal::{TOKEN, check_url};
use super::records::{
    CHECKOUT, CUSTOMER, CheckoutRecord, CustomerRecord, INVOICE, METHOD, MethodRecord, PAYMENT,
    PORTAL, PaymentRecord, PortalRecord, SETUP, SetupRecord, Slow,
};
use super::setup::CLIENT_SECRET;
use crate::payments::{
    Capabilities, CheckoutSession, CheckoutStatus, Customer, Decline, EventKind, IdempotencyKey,
    InvoicePage, InvoiceQuery, NewCharge, NewCheckout, NewCustomer, NewPortalSession, Payment,
    PaymentError, PaymentEvent, PaymentMethod, PaymentProvider, PaymentState, PaymentStatus,
    PortalSession, ProviderName, SetupIntent, SetupOutcome, SetupStatus, TOPUP_ID, WebhookError,
};

/// The least and the most that can be paid at once, as at Stripe.
const LEAST: Cents = Cents::new(50);
const MOST: Cents = Cents::new(99_999_999);

/// How long a checkout can be open, and how long a way into the portal lasts.
const LONGEST_CHECKOUT: Duration = Duration::hours(24);
const PORTAL_LASTS: Duration = Duration::minutes(10);

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
            let record = SetupRecord {
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
            };
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
            let record = PortalRecord {
                customer: new.customer.clone(),
                return_url: new.return_url.clone(),
                created_at: self.now(),
                expires_at: self.now() + PORTAL_LASTS,
            };
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
        let mut invoices: Vec<crate::payments::Invoice> = listed
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

impl Sandbox {
    /// Refuses a customer that does not exist, as a mistake in the request.
    async fn buyer(&self, customer: &str) -> Result<(), PaymentError> {
        match self.customer(customer).await? {
            Some(_) => Ok(()),
            None => Err(PaymentError::NotFound {
                message: "no such customer".to_owned(),
            }),
        }
    }

    fn new_checkout(&self, new: &NewCheckout) -> Result<CheckoutRecord, PaymentError> {
        let now = self.now();
        let latest = now + LONGEST_CHECKOUT;
        let expires_at = new.expires_at.unwrap_or(latest);
        if expires_at <= now || expires_at > latest {
            return Err(invalid("expires_at", "must be within 24 hours from now"));
        }
        let mut metadata = new.metadata.clone();
        metadata.insert(TOPUP_ID.to_owned(), new.reference.clone());
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
                metadata,
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

    async fn new_charge(&self, new: &NewCharge) -> Result<PaymentRecord, PaymentError> {
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
        let mut metadata = new.metadata.clone();
        metadata.insert(TOPUP_ID.to_owned(), new.reference.clone());
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
                metadata,
                created_at: self.now(),
            },
            checkout: None,
            slow,
        })
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

    fn setup_intent(&self, record: &SetupRecord) -> SetupIntent {
        SetupIntent {
            client_secret: self.sealed(&record.outcome.id, CLIENT_SECRET),
            id: record.outcome.id.clone(),
            created_at: record.created_at,
        }
    }

    fn portal_session(&self, id: String, record: &PortalRecord) -> PortalSession {
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
fn charged(payment: Payment) -> Result<Payment, PaymentError> {
    match payment.failure {
        Some(decline) => Err(PaymentError::Declined(decline)),
        None => Ok(payment),
    }
}

fn check_amount(amount: Cents) -> Result<(), PaymentError> {
    if (LEAST..=MOST).contains(&amount) {
        Ok(())
    } else {
        Err(invalid("amount", "must be 50 to 99,999,999 cents"))
    }
}
