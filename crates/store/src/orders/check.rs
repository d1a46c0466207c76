//! What is checked of an order before it has a price.

use std::collections::{HashMap, HashSet};

use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::pricing::{DomainToPrice, PriceBook, Pricing, ToPrice};
use simpleinboxes_core::status::DomainSource;

use super::standing::Standing;
use super::types::{DomainOffer, NewOrder, NewOrderDomain, OrderSendingTool};
use super::{OrderRefused, Registrant};
use crate::entities::domain;
use crate::error::{Result, StoreError};
use crate::scoped::Scoped;
use crate::workspaces::Workspace;

/// What an order would cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Whose it would be.
    pub workspace: Workspace,
    /// The price.
    pub pricing: Pricing,
    /// What would stay unpaid.
    pub outstanding: Cents,
}

/// An order that can be placed.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) workspace: Workspace,
    pub(super) pricing: Pricing,
    /// The promotion's code as it is written.
    pub(super) promo_code: Option<String>,
    pub(super) sending_tool: Option<OrderSendingTool>,
    /// The last rows of the domains that were here before, by name.
    pub(super) before: HashMap<String, domain::Model>,
    /// Whom domains are registered for, where some are.
    pub(super) registrant: Option<Registrant>,
    is_new_registrant: bool,
}

impl Checked {
    /// Whom domains are registered for from now on.
    pub(super) fn new_registrant(&self) -> Option<&Registrant> {
        self.registrant.as_ref().filter(|_| self.is_new_registrant)
    }
}

impl Scoped<'_> {
    /// What an order would cost if it were placed now, with every check that placing makes.
    ///
    /// # Errors
    /// Why it could not be placed.
    pub async fn quote_order(
        &self,
        new: &NewOrder,
        book: &PriceBook,
    ) -> Result<Quote, OrderRefused> {
        let workspace = self.workspace(new.workspace).await?;
        let workspace = workspace.ok_or(StoreError::NotFound("workspace"))?;
        let checked = self.check_order(workspace, new, book).await?;
        let quote = self.quote(&checked).await?;
        if quote.outstanding > Cents::ZERO {
            self.may_wait_for_money().await?;
        }
        expected(new, quote)
    }

    pub(super) async fn quote(&self, checked: &Checked) -> Result<Quote> {
        let total = checked.pricing.total;
        let pays = self.could_pay(&checked.workspace, total).await?;
        Ok(Quote {
            workspace: checked.workspace.clone(),
            pricing: checked.pricing.clone(),
            outstanding: if pays { Cents::ZERO } else { total },
        })
    }

    pub(super) async fn check_order(
        &self,
        workspace: Workspace,
        new: &NewOrder,
        book: &PriceBook,
    ) -> Result<Checked, OrderRefused> {
        each_once(new)?;
        let names = new.domains.iter().map(|domain| domain.name.as_str());
        let standing = self.standing(new.workspace, names).await?;
        let sending_tool = self.order_tool(new, &standing).await?;
        let before = self.domains_before(new).await?;
        let promotion = match &new.promo_code {
            Some(code) => Some(self.usable(new.workspace, code, book).await?),
            None => None,
        };
        let domains: Vec<_> = new.domains.iter().map(to_price).collect();
        let pricing = book.quote(&ToPrice {
            provider: new.provider,
            domains: &domains,
            promotion,
        })?;
        let saved = standing.registrant()?;
        let is_new_registrant = new.registrant.is_some() && new.registrant != saved;
        let registrant = new.registrant.clone().or(saved);
        if registrant.is_none() && pricing.bought() > 0 {
            return Err(OrderRefused::NoRegistrant);
        }
        standing.require_free()?;
        Ok(Checked {
            workspace,
            pricing,
            promo_code: promotion.map(|promotion| promotion.code.clone()),
            sending_tool,
            before,
            registrant,
            is_new_registrant,
        })
    }

    /// The sending tool that was asked for, or the workspace's default.
    async fn order_tool(
        &self,
        new: &NewOrder,
        standing: &Standing,
    ) -> Result<Option<OrderSendingTool>, OrderRefused> {
        let Some(tool) = &new.sending_tool else {
            return Ok(standing.sending_tool()?);
        };
        let found = self.credential(new.workspace, tool.credential).await?;
        found.ok_or(OrderRefused::NoCredential)?;
        Ok(Some(tool.clone()))
    }

    /// The last rows of the domains that are said to have been here before.
    async fn domains_before(
        &self,
        new: &NewOrder,
    ) -> Result<HashMap<String, domain::Model>, OrderRefused> {
        let existing = || {
            let domains = new.domains.iter().enumerate();
            domains.filter(|(_, domain)| domain.source == DomainSource::Existing)
        };
        if existing().next().is_none() {
            return Ok(HashMap::new());
        }
        let rows = self
            .find::<domain::Entity>()
            .filter(domain::Column::WorkspaceId.eq(new.workspace.uuid()))
            .filter(domain::Column::Name.is_in(existing().map(|(_, one)| one.name.as_str())))
            .order_by_asc(domain::Column::Id)
            .all(&self.db)
            .await?;
        // Of those of one name the newest is left.
        let rows: HashMap<_, _> = rows
            .into_iter()
            .map(|row| (row.name.clone(), row))
            .collect();
        for (place, domain) in existing() {
            let row = rows.get(&domain.name);
            let row = row.ok_or(OrderRefused::NoSuchDomain(place))?;
            let is_over = row.expires_at.is_some_and(|end| end <= self.now());
            if row.registrar.is_some() && is_over {
                return Err(OrderRefused::RegistrationOver(domain.name.clone()));
            }
        }
        Ok(rows)
    }
}

/// The quote, if it is what was reckoned with.
pub(super) fn expected(new: &NewOrder, quote: Quote) -> Result<Quote, OrderRefused> {
    match new.expected_total {
        Some(expected) if expected != quote.pricing.total => {
            Err(OrderRefused::PriceChanged(Box::new(quote)))
        }
        _ => Ok(quote),
    }
}

fn to_price(domain: &NewOrderDomain) -> DomainToPrice {
    DomainToPrice {
        name: domain.name.clone(),
        buy: domain.source == DomainSource::Purchase,
        offer: domain.offer.map(|offer| offer.price),
        inboxes: u32::try_from(domain.inboxes.len()).unwrap_or(u32::MAX),
    }
}

/// What a domain that is bought was offered for, if not by the registrar then by the book.
pub(super) fn offer(domain: &NewOrderDomain, book: &PriceBook) -> Option<DomainOffer> {
    if domain.source != DomainSource::Purchase {
        return None;
    }
    domain.offer.or_else(|| listed(&domain.name, book))
}

/// What the book says that a domain costs.
pub(super) fn listed(name: &str, book: &PriceBook) -> Option<DomainOffer> {
    let (_, price) = book.domain(name)?;
    Some(DomainOffer {
        price,
        most: price.first,
        premium: false,
    })
}

fn each_once(new: &NewOrder) -> Result<(), OrderRefused> {
    let mut names = HashSet::new();
    for (place, domain) in new.domains.iter().enumerate() {
        if !names.insert(domain.name.as_str()) {
            return Err(OrderRefused::DomainTwice(place));
        }
        let mut usernames = HashSet::new();
        for (number, inbox) in domain.inboxes.iter().enumerate() {
            if !usernames.insert(inbox.username.as_str()) {
                return Err(OrderRefused::UsernameTwice(place, number));
            }
        }
    }
    Ok(())
}
