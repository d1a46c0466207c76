//! What the customer portal does: show the cards, add one, take one off, choose the default.

use secrecy::SecretString;

use super::Sandbox;
use super::checkout::Verdict;
use super::keep::{Batch, Kept, TRIES, crowded};
use super::records::{CUSTOMER, CustomerRecord, METHOD, MethodRecord, PORTAL, PortalRecord};
use super::setup::SetupStep;
use crate::payments::{Card, EventKind, PaymentError, PaymentMethod};

/// What stands between the id and the secret in a portal's token.
pub(super) const TOKEN: &str = "_t_";

/// What the portal shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalView {
    /// Whose.
    pub customer: String,
    /// The name of the customer.
    pub name: String,
    /// The saved cards, oldest first.
    pub cards: Vec<PaymentMethod>,
    /// Which of them is charged without asking.
    pub default: Option<String>,
    /// Where the way back leads.
    pub return_url: String,
}

impl Sandbox {
    /// What the portal shows. `token` is the end of the portal's URL.
    ///
    /// # Errors
    /// [`PaymentError::NotFound`] for a wrong token or one whose time is over.
    pub async fn view_portal(&self, token: &SecretString) -> Result<PortalView, PaymentError> {
        let portal = self.portal(token).await?;
        let found = self.need::<CustomerRecord>(CUSTOMER, &portal.customer);
        let record = found.await?.value;
        let mut cards = Vec::new();
        for id in &record.methods {
            cards.push(self.need::<MethodRecord>(METHOD, id).await?.value.method);
        }
        Ok(PortalView {
            customer: portal.customer,
            name: record.name,
            cards,
            default: record.customer.default_payment_method,
            return_url: portal.return_url,
        })
    }

    /// Saves a card. The first one becomes the default. The bank asks no question here: it does
    /// when the card is charged.
    ///
    /// # Errors
    /// As for [`Sandbox::view_portal`], or when the state can't be kept.
    pub async fn add_card(
        &self,
        token: &SecretString,
        card: &Card,
    ) -> Result<SetupStep, PaymentError> {
        let portal = self.portal(token).await?;
        let tried = match self.method_of(card) {
            Ok(tried) => tried,
            Err(decline) => return Ok(SetupStep::Declined(decline)),
        };
        if let Verdict::No(decline) = self.verdict_present(&tried) {
            return Ok(SetupStep::Declined(decline));
        }
        for _ in 0..TRIES {
            let mut card = tried.clone();
            let mut batch = Batch::default();
            self.attach(&portal.customer, &mut card, &mut batch).await?;
            if self.commit(&batch).await? {
                self.first_is_default(&portal.customer, &card.method.id)
                    .await?;
                return Ok(SetupStep::Done(card.method));
            }
        }
        Err(crowded())
    }

    /// Takes a card off. Nothing is the default then, if it was.
    ///
    /// # Errors
    /// As for [`Sandbox::view_portal`]; [`PaymentError::NotFound`] for a card that is not there.
    pub async fn remove_card(
        &self,
        token: &SecretString,
        method: &str,
    ) -> Result<(), PaymentError> {
        let portal = self.portal(token).await?;
        for _ in 0..TRIES {
            let mut owner = self.owner(&portal.customer, method).await?;
            let mut card = self.need::<MethodRecord>(METHOD, method).await?;
            let mut batch = Batch::default();
            owner.value.methods.retain(|id| id != method);
            let customer = &mut owner.value.customer;
            let was_default = customer.default_payment_method.as_deref() == Some(method);
            if was_default {
                customer.default_payment_method = None;
            }
            card.value.method.customer = None;
            batch.put(METHOD, method, Some(card.version), &card.value)?;
            let event = EventKind::PaymentMethodDetached(card.value.method);
            batch.report(self, "payment_method.detached", event)?;
            self.put_customer(owner, was_default, &mut batch)?;
            if self.commit(&batch).await? {
                return Ok(());
            }
        }
        Err(crowded())
    }

    /// Makes a card the default one.
    ///
    /// # Errors
    /// As for [`Sandbox::remove_card`].
    pub async fn choose_default(
        &self,
        token: &SecretString,
        method: &str,
    ) -> Result<(), PaymentError> {
        let portal = self.portal(token).await?;
        self.make_default(&portal.customer, method).await
    }

    pub(super) async fn make_default(
        &self,
        customer: &str,
        method: &str,
    ) -> Result<(), PaymentError> {
        for _ in 0..TRIES {
            let mut owner = self.owner(customer, method).await?;
            let default = &mut owner.value.customer.default_payment_method;
            if default.as_deref() == Some(method) {
                return Ok(());
            }
            *default = Some(method.to_owned());
            let mut batch = Batch::default();
            self.put_customer(owner, true, &mut batch)?;
            if self.commit(&batch).await? {
                return Ok(());
            }
        }
        Err(crowded())
    }

    async fn first_is_default(&self, customer: &str, method: &str) -> Result<(), PaymentError> {
        let found = self.need::<CustomerRecord>(CUSTOMER, customer).await?;
        match found.value.customer.default_payment_method {
            None => self.make_default(customer, method).await,
            Some(_) => Ok(()),
        }
    }

    fn put_customer(
        &self,
        owner: Kept<CustomerRecord>,
        report: bool,
        batch: &mut Batch,
    ) -> Result<(), PaymentError> {
        let id = owner.value.customer.id.clone();
        batch.put(CUSTOMER, &id, Some(owner.version), &owner.value)?;
        if report {
            let event = EventKind::CustomerUpdated(owner.value.customer);
            batch.report(self, "customer.updated", event)?;
        }
        Ok(())
    }

    /// The customer, if the card is saved with it.
    async fn owner(
        &self,
        customer: &str,
        method: &str,
    ) -> Result<Kept<CustomerRecord>, PaymentError> {
        let owner = self.need::<CustomerRecord>(CUSTOMER, customer).await?;
        if owner.value.methods.iter().any(|id| id == method) {
            Ok(owner)
        } else {
            Err(PaymentError::NotFound {
                message: "no such payment method".to_owned(),
            })
        }
    }

    async fn portal(&self, token: &SecretString) -> Result<PortalRecord, PaymentError> {
        let gone = || PaymentError::NotFound {
            message: "no such portal session".to_owned(),
        };
        let id = self.unseal(token, TOKEN).ok_or_else(gone)?;
        let portal = self.need::<PortalRecord>(PORTAL, id).await?.value;
        if self.now() < portal.expires_at {
            Ok(portal)
        } else {
            Err(gone())
        }
    }
}

/// What is wrong with a URL to go back to, if anything.
pub(super) fn check_url(field: &'static str, text: &str) -> Result<(), PaymentError> {
    match url::Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(()),
        _ => Err(PaymentError::invalid(
            field,
            "must be an absolute http or https URL",
        )),
    }
}
