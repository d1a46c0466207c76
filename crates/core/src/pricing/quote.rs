//! What an order costs.

use super::{DomainPrice, PriceBook, PriceLine, Pricing, Promotion};
use crate::cents::{AmountTooLarge, Cents};
use crate::status::{MailboxProvider, PriceInterval, PriceLineKind, PromotionTarget};

/// An order to price.
#[derive(Debug, Clone, Copy)]
pub struct ToPrice<'a> {
    /// Where its mailboxes shall live.
    pub provider: MailboxProvider,
    /// Its domains.
    pub domains: &'a [DomainToPrice],
    /// The promotion that it shall use; that who orders may use it was checked.
    pub promotion: Option<&'a Promotion>,
}

/// A domain of an order to price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainToPrice {
    /// Its name.
    pub name: String,
    /// Whether it is to be bought.
    pub buy: bool,
    /// What it was offered for; by the book when nothing is said.
    pub offer: Option<DomainPrice>,
    /// How many inboxes it shall have.
    pub inboxes: u32,
}

/// Why an order has no price.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuoteRefused {
    /// The domain at this place can't be bought: its top-level domain is not for sale.
    #[error("domain {0}: its top-level domain is not for sale")]
    NotForSale(usize),
    /// The promotion is not for orders of this provider.
    #[error("the promotion is not for this provider")]
    OtherProvider,
    /// The promotion is for orders with more inboxes.
    #[error("the promotion needs at least {0} inboxes")]
    TooFewInboxes(u32),
    /// There is nothing that the promotion would lower.
    #[error("there is nothing in the order that the promotion lowers")]
    NothingToLower,
    /// The sum does not fit.
    #[error(transparent)]
    TooLarge(#[from] AmountTooLarge),
}

/// What the next month of an order costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renewal {
    /// How many inboxes.
    pub inboxes: u32,
    /// What they cost together.
    pub amount: Cents,
}

impl PriceBook {
    /// What an order costs at present, line by line.
    ///
    /// # Errors
    /// Why it has no price.
    pub fn quote(&self, order: &ToPrice<'_>) -> Result<Pricing, QuoteRefused> {
        let count: u32 = order.domains.iter().map(|domain| domain.inboxes).sum();
        let (name, monthly) = self.inbox(order.provider, count);
        let mut lines = Vec::with_capacity(order.domains.len() * 2 + 1);
        for (place, domain) in order.domains.iter().enumerate() {
            let line = |kind, description: String, quantity: u32, unit_price: Cents, interval| {
                Ok::<_, AmountTooLarge>(PriceLine {
                    kind,
                    description,
                    domain: Some(domain.name.clone()),
                    quantity,
                    unit_price,
                    amount: unit_price.times(i64::from(quantity))?,
                    interval,
                    lowers: None,
                })
            };
            lines.push(line(
                PriceLineKind::Inbox,
                name.to_owned(),
                domain.inboxes,
                monthly,
                PriceInterval::Monthly,
            )?);
            if domain.buy {
                let listed = self.domain(&domain.name).map(|(_, price)| price);
                let price = domain.offer.or(listed);
                let price = price.ok_or(QuoteRefused::NotForSale(place))?;
                let tld = domain.name.split_once('.').map_or("", |(_, tld)| tld);
                lines.push(line(
                    PriceLineKind::Domain,
                    format!("Registration of a .{tld} domain"),
                    1,
                    price.first,
                    PriceInterval::Yearly,
                )?);
            }
        }
        let undiscounted = Pricing::of(self.version().to_owned(), lines)?;
        match order.promotion {
            Some(promotion) => discounted(undiscounted, order.provider, count, promotion),
            None => Ok(undiscounted),
        }
    }

    /// What the next month of so many inboxes costs.
    ///
    /// # Errors
    /// When it does not fit.
    pub fn renewal(
        &self,
        provider: MailboxProvider,
        inboxes: u32,
    ) -> Result<Renewal, AmountTooLarge> {
        let (_, monthly) = self.inbox(provider, inboxes);
        Ok(Renewal {
            inboxes,
            amount: monthly.times(i64::from(inboxes))?,
        })
    }
}

fn discounted(
    pricing: Pricing,
    provider: MailboxProvider,
    inboxes: u32,
    promotion: &Promotion,
) -> Result<Pricing, QuoteRefused> {
    if !promotion.providers.contains(&provider) {
        return Err(QuoteRefused::OtherProvider);
    }
    if inboxes < promotion.min_inboxes {
        return Err(QuoteRefused::TooFewInboxes(promotion.min_inboxes));
    }
    let lowered = match promotion.applies_to {
        PromotionTarget::Inboxes => pricing.inboxes,
        PromotionTarget::Domains => pricing.domains,
        PromotionTarget::Order => pricing.total,
    };
    let off = promotion.reduction.of(lowered)?;
    if off <= Cents::ZERO {
        return Err(QuoteRefused::NothingToLower);
    }
    let off = Cents::ZERO.minus(off)?;
    let mut lines = pricing.lines;
    lines.push(PriceLine {
        kind: PriceLineKind::Discount,
        description: format!("{}: {}", promotion.code, promotion.name),
        domain: None,
        quantity: 1,
        unit_price: off,
        amount: off,
        interval: PriceInterval::Once,
        lowers: Some(promotion.applies_to),
    });
    Ok(Pricing::of(pricing.book, lines)?)
}
