//! Prices: what an order costs by a price book, line by line in integer cents, and what of that
//! belongs to which domain.
//!
//! A price is worked out once and kept with its order. Nothing here looks at a clock or a
//! database: who asks says which moment it is and what was used before.

mod book;
mod promotion;
mod quote;
mod shares;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::cents::{AmountTooLarge, Cents};
use crate::status::{PriceInterval, PriceLineKind, PromotionTarget};

pub use book::{DomainPrice, InboxPrices, InvalidPriceBook, PriceBook, Tier};
pub use promotion::{Promotion, PromotionUses, Reduction};
pub use quote::{DomainToPrice, QuoteRefused, Renewal, ToPrice};

/// One line of a price: `quantity` times `unit_price`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceLine {
    /// What it is for.
    pub kind: PriceLineKind,
    /// The same for people, 1 to 200 characters.
    pub description: String,
    /// The domain that it belongs to; none for what is taken off the whole order.
    pub domain: Option<String>,
    /// How many; years for a domain.
    pub quantity: u32,
    /// What one costs; negative for a discount.
    pub unit_price: Cents,
    /// What it comes to.
    pub amount: Cents,
    /// How often.
    pub interval: PriceInterval,
    /// What a discount lowers; nothing for other lines.
    pub lowers: Option<PromotionTarget>,
}

/// What an order costs to begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pricing {
    /// The version of the price book.
    pub book: String,
    /// The first month of the inboxes.
    pub inboxes: Cents,
    /// The first year of the domains that are bought.
    pub domains: Cents,
    /// What a promotion takes off; not negative.
    pub discount: Cents,
    /// The first two less the third, and the sum of the lines.
    pub total: Cents,
    /// The lines in the order of the domains, a discount last.
    pub lines: Vec<PriceLine>,
}

impl Pricing {
    /// Adds up lines.
    ///
    /// # Errors
    /// When a sum does not fit.
    pub fn of(book: String, lines: Vec<PriceLine>) -> Result<Self, AmountTooLarge> {
        let of = |kind| {
            let lines = lines.iter().filter(move |line| line.kind == kind);
            Cents::sum(lines.map(|line| line.amount))
        };
        let inboxes = of(PriceLineKind::Inbox)?;
        let domains = of(PriceLineKind::Domain)?;
        let discount = Cents::ZERO.minus(of(PriceLineKind::Discount)?)?;
        Ok(Self {
            book,
            inboxes,
            domains,
            discount,
            total: inboxes.plus(domains)?.minus(discount)?,
            lines,
        })
    }

    /// How many domains are bought.
    #[must_use]
    pub fn bought(&self) -> u32 {
        self.count(PriceLineKind::Domain)
    }

    /// How many inboxes there are.
    #[must_use]
    pub fn inbox_count(&self) -> u32 {
        self.count(PriceLineKind::Inbox)
    }

    fn count(&self, kind: PriceLineKind) -> u32 {
        let lines = self.lines.iter().filter(|line| line.kind == kind);
        lines.map(|line| line.quantity).sum()
    }
}

/// A line as it is kept with its order.
#[derive(Debug, Serialize, Deserialize)]
struct KeptLine {
    kind: String,
    description: String,
    domain: Option<String>,
    quantity: u32,
    unit_price_cents: i64,
    amount_cents: i64,
    interval: String,
    lowers: Option<String>,
}

impl Serialize for PriceLine {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let kept = KeptLine {
            kind: self.kind.to_string(),
            description: self.description.clone(),
            domain: self.domain.clone(),
            quantity: self.quantity,
            unit_price_cents: self.unit_price.get(),
            amount_cents: self.amount.get(),
            interval: self.interval.to_string(),
            lowers: self.lowers.map(|target| target.to_string()),
        };
        kept.serialize(to)
    }
}

impl<'de> Deserialize<'de> for PriceLine {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let kept = KeptLine::deserialize(from)?;
        Ok(Self {
            kind: kept.kind.parse().map_err(serde::de::Error::custom)?,
            description: kept.description,
            domain: kept.domain,
            quantity: kept.quantity,
            unit_price: Cents::new(kept.unit_price_cents),
            amount: Cents::new(kept.amount_cents),
            interval: kept.interval.parse().map_err(serde::de::Error::custom)?,
            lowers: kept
                .lowers
                .map(|target| target.parse())
                .transpose()
                .map_err(serde::de::Error::custom)?,
        })
    }
}
