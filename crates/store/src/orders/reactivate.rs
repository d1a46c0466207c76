//! Ordering the same again.

use std::collections::{HashMap, HashSet};

use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, Set};
use secrecy::SecretString;
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_core::id::{OrderId, WorkspaceId};
use simpleinboxes_core::inbox_password;
use simpleinboxes_core::machine::OrderEvent;
use simpleinboxes_core::pricing::{DomainToPrice, PriceBook, ToPrice};
use simpleinboxes_core::status::{DomainSource, TransactionReason};
use uuid::Uuid;

use super::check::listed;
use super::pay::Payment;
use super::rows::{Round, RoundDomain, RoundInbox};
use super::{DomainOffer, OrderRefused, parsed, record, write_json};
use crate::entities::{domain, inbox, order};
use crate::error::Result;
use crate::scoped::{Scoped, ScopedTx};

impl ScopedTx<'_> {
    /// Takes a canceled order up again: the same domains and inboxes anew, at the prices of the
    /// moment: `offers` for domains that are bought again, by name, and else the book's. Nothing
    /// for one that the caller does not see.
    ///
    /// # Errors
    /// When its state forbids it, its domains are in use or not let go yet, two of its inboxes
    /// have come to have one address, or the wallet holds too little.
    pub async fn reactivate_order(
        &self,
        id: OrderId,
        offers: &HashMap<String, DomainOffer>,
        book: &PriceBook,
        entropy: &Entropy,
    ) -> Result<Option<()>, OrderRefused> {
        let Some(row) = self.lock_order_to_change(id).await? else {
            return Ok(None);
        };
        let status = record::after(&row, OrderEvent::Reactivate, self.now())?;
        let domains = self.round_domains(&row).await?;
        let inboxes = self.round_inboxes(&row).await?;
        let names = domains.iter().map(|domain| domain.name.as_str());
        let workspace = WorkspaceId::from_uuid(row.workspace_id);
        let standing = self.standing(workspace, names).await?;
        standing.require_free()?;
        let of_domain = by_domain(inboxes);
        each_address_once(of_domain.values())?;
        let to_price: Vec<_> = domains
            .iter()
            .map(|domain| self.to_price_again(domain, offers, &of_domain))
            .collect::<Result<_, OrderRefused>>()?;
        let pricing = book.quote(&ToPrice {
            provider: parsed(&row.provider, "orders.provider")?,
            domains: &to_price,
            promotion: None,
        })?;
        let registrant = standing.registrant()?;
        if registrant.is_none() && pricing.bought() > 0 {
            return Err(OrderRefused::NoRegistrant);
        }
        let round = row.round + 1;
        let reason = TransactionReason::Reactivation;
        let paying = self.lock_paying(workspace).await?;
        let payment = self
            .pay_price((id, &paying), round.unsigned_abs(), &pricing, reason)
            .await?;
        let charge = match payment {
            Payment::Paid(charge) => charge,
            Payment::Short { available, needed } => {
                return Err(OrderRefused::Insufficient { available, needed });
            }
        };
        let mut changed: order::ActiveModel = row.into();
        changed.status = Set(status.to_string());
        changed.round = Set(round);
        changed.price_book = Set(pricing.book.clone());
        changed.lines = Set(write_json(&pricing.lines)?);
        changed.inbox_subtotal_cents = Set(pricing.inboxes.get());
        changed.domain_subtotal_cents = Set(pricing.domains.get());
        changed.discount_cents = Set(0);
        changed.total_cents = Set(pricing.total.get());
        changed.refunded_cents = Set(0);
        changed.charge_id = Set(charge.map(|charge| charge.uuid()));
        changed.promo_code = Set(None);
        changed.months = Set(0);
        changed.paid_at = Set(Some(self.now()));
        changed.canceled_at = Set(None);
        changed.updated_at = Set(self.now());
        let row = changed.update(&self.db).await?;
        let offer = |domain: &domain::Model| {
            let offered = offers.get(&domain.name).copied();
            let bought = self.is_bought_again(domain);
            offered
                .or_else(|| listed(&domain.name, book))
                .filter(|_| bought)
        };
        let round = self
            .write_again(&row, &domains, offer, &of_domain, entropy)
            .await?;
        self.begin_work(round, registrant.as_ref()).await?;
        self.note_order(&row, "order_reactivated").await?;
        Ok(Some(()))
    }

    /// Writes the domains and inboxes of the last round once more, with new passwords.
    async fn write_again(
        &self,
        row: &order::Model,
        domains: &[domain::Model],
        offer: impl Fn(&domain::Model) -> Option<DomainOffer>,
        of_domain: &HashMap<Uuid, Vec<inbox::Model>>,
        entropy: &Entropy,
    ) -> Result<Round> {
        let none = Vec::new();
        let passwords: Vec<Vec<SecretString>> = domains
            .iter()
            .map(|domain| {
                let inboxes = of_domain.get(&domain.id).unwrap_or(&none);
                let made = inboxes.iter().map(|_| inbox_password::generate(entropy));
                made.collect()
            })
            .collect();
        let again = domains
            .iter()
            .zip(&passwords)
            .map(|(domain, passwords)| {
                let inboxes = of_domain.get(&domain.id).unwrap_or(&none);
                Ok(RoundDomain {
                    name: &domain.name,
                    source: parsed(&domain.source, "domains.source")?,
                    forwarding_url: domain.ordered_forwarding_url.as_deref(),
                    offer: offer(domain),
                    registered: self.is_registered(domain).then_some(domain),
                    inboxes: inboxes
                        .iter()
                        .zip(passwords)
                        .map(|(inbox, password)| RoundInbox {
                            first_name: &inbox.first_name,
                            last_name: &inbox.last_name,
                            username: &inbox.username,
                            password,
                        })
                        .collect(),
                })
            })
            .collect::<Result<Vec<_>>>()?;
        self.write_round(row, &again).await
    }
}

impl Scoped<'_> {
    /// Whether a domain was bought here and is registered still.
    pub(crate) fn is_registered(&self, domain: &domain::Model) -> bool {
        domain.registrar.is_some() && domain.expires_at.is_some_and(|end| self.now() < end)
    }

    /// Whether a domain has to be bought once more when its order is taken up again.
    fn is_bought_again(&self, domain: &domain::Model) -> bool {
        domain.source == DomainSource::Purchase.as_str() && !self.is_registered(domain)
    }

    /// The names of an order's domains that have to be bought once more when it is taken up again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn domains_to_buy_again(&self, id: OrderId) -> Result<Vec<String>> {
        let query = self
            .find::<order::Entity>()
            .filter(order::Column::Id.eq(id.uuid()));
        let Some(row) = query.one(&self.db).await? else {
            return Ok(Vec::new());
        };
        let domains = self.round_domains(&row).await?;
        let bought = domains.into_iter().filter(|one| self.is_bought_again(one));
        Ok(bought.map(|domain| domain.name).collect())
    }

    fn to_price_again(
        &self,
        domain: &domain::Model,
        offers: &HashMap<String, DomainOffer>,
        of_domain: &HashMap<Uuid, Vec<inbox::Model>>,
    ) -> Result<DomainToPrice, OrderRefused> {
        let source: DomainSource = parsed(&domain.source, "domains.source")?;
        let registered = self.is_registered(domain);
        if source == DomainSource::Existing && domain.registrar.is_some() && !registered {
            return Err(OrderRefused::RegistrationOver(domain.name.clone()));
        }
        let inboxes = of_domain.get(&domain.id).map_or(0, Vec::len);
        Ok(DomainToPrice {
            name: domain.name.clone(),
            buy: source == DomainSource::Purchase && !registered,
            offer: offers.get(&domain.name).map(|offer| offer.price),
            inboxes: u32::try_from(inboxes).unwrap_or(u32::MAX),
        })
    }
}

/// Fails when two inboxes have one address: where one failed, another may have been renamed to
/// what it was to be called.
fn each_address_once<'a>(
    domains: impl Iterator<Item = &'a Vec<inbox::Model>>,
) -> Result<(), OrderRefused> {
    for inboxes in domains {
        let mut usernames = HashSet::new();
        for inbox in inboxes {
            if !usernames.insert(inbox.username.as_str()) {
                return Err(OrderRefused::AddressTwice(inbox.email.clone()));
            }
        }
    }
    Ok(())
}

/// The inboxes of each domain, in their places.
fn by_domain(inboxes: Vec<inbox::Model>) -> HashMap<Uuid, Vec<inbox::Model>> {
    let mut of_domain: HashMap<Uuid, Vec<inbox::Model>> = HashMap::new();
    for inbox in inboxes {
        of_domain.entry(inbox.domain_id).or_default().push(inbox);
    }
    for inboxes in of_domain.values_mut() {
        inboxes.sort_unstable_by_key(|inbox| inbox.position);
    }
    of_domain
}
