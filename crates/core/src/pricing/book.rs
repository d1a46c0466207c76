//! The price book: a versioned file that says what inboxes and domains cost.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::promotion::{Promotion, WrittenPromotion};
use crate::cents::Cents;
use crate::status::MailboxProvider;

/// The book that comes with the program.
const DEFAULT: &str = include_str!("default.toml");

/// The most that anything in a book may cost: a million dollars. An order of 10,000 inboxes stays
/// far within what an amount can be.
const MOST: i64 = 100_000_000;

/// Most promotions in a book: as many as the API lists.
const MOST_PROMOTIONS: usize = 100;

/// What things cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceBook {
    version: String,
    inboxes: BTreeMap<&'static str, InboxPrices>,
    domains: BTreeMap<String, DomainPrice>,
    promotions: Vec<Promotion>,
}

/// What inboxes at one provider cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxPrices {
    /// What such an inbox is called on a bill.
    pub name: String,
    /// The prices, each from another number of inboxes on, the first from 1.
    pub tiers: Vec<Tier>,
}

/// A price that holds from a number of inboxes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tier {
    /// From so many on.
    pub from: u32,
    /// What one costs a month.
    pub monthly: Cents,
}

/// What a domain costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DomainPrice {
    /// The first year.
    pub first: Cents,
    /// Each further one.
    pub renewal: Cents,
}

/// What is wrong with a price book.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the price book: {0}")]
pub struct InvalidPriceBook(pub(super) String);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: String,
    inboxes: BTreeMap<String, WrittenInboxes>,
    #[serde(default)]
    domains: BTreeMap<String, WrittenDomain>,
    #[serde(default)]
    promotions: Vec<WrittenPromotion>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenInboxes {
    name: String,
    tiers: Vec<WrittenTier>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTier {
    from: u32,
    cents: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDomain {
    first: i64,
    renewal: i64,
}

impl PriceBook {
    /// Reads a book.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, InvalidPriceBook> {
        let written: Written =
            toml::from_str(text).map_err(|error| InvalidPriceBook(error.to_string()))?;
        if written.version.is_empty() || written.version.len() > 64 {
            return Err(wrong("`version` must have 1 to 64 characters"));
        }
        let mut inboxes = BTreeMap::new();
        for (provider, prices) in written.inboxes {
            let known: MailboxProvider = provider
                .parse()
                .map_err(|_| wrong(format!("`inboxes.{provider}` is no mailbox provider")))?;
            inboxes.insert(known.as_str(), prices.check(&provider)?);
        }
        if let Some(missing) = MailboxProvider::ALL
            .iter()
            .find(|provider| !inboxes.contains_key(provider.as_str()))
        {
            return Err(wrong(format!("`inboxes.{missing}` is missing")));
        }
        let mut domains = BTreeMap::new();
        for (tld, price) in written.domains {
            let price = price.check(&tld)?;
            domains.insert(tld, price);
        }
        Ok(Self {
            version: written.version,
            inboxes,
            domains,
            promotions: promotions(written.promotions)?,
        })
    }

    /// The book that comes with the program.
    ///
    /// # Errors
    /// Never: it is tested.
    pub fn embedded() -> Result<Self, InvalidPriceBook> {
        Self::parse(DEFAULT)
    }

    /// Changes with every change of a price.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What one of `count` inboxes at a provider costs a month, and what it is called.
    pub(super) fn inbox(&self, provider: MailboxProvider, count: u32) -> (&str, Cents) {
        let prices = self.inboxes.get(provider.as_str());
        prices.map_or(("inbox", Cents::ZERO), |prices| {
            let tier = prices.tiers.iter().rev().find(|tier| tier.from <= count);
            let tier = tier.or(prices.tiers.first());
            let monthly = tier.map_or(Cents::ZERO, |tier| tier.monthly);
            (prices.name.as_str(), monthly)
        })
    }

    /// The top-level domain that a name is registered below, and its price; none when that is not
    /// for sale, as below somebody's domain.
    #[must_use]
    pub fn domain<'a>(&self, name: &'a str) -> Option<(&'a str, DomainPrice)> {
        let (label, tld) = name.split_once('.')?;
        let price = self.domains.get(tld)?;
        (!label.is_empty()).then_some((tld, *price))
    }

    /// The top-level domains that are for sale, with their prices.
    pub fn tlds(&self) -> impl Iterator<Item = (&str, DomainPrice)> {
        self.domains
            .iter()
            .map(|(tld, price)| (tld.as_str(), *price))
    }

    /// All promotions, also those that do not run.
    #[must_use]
    pub fn promotions(&self) -> &[Promotion] {
        &self.promotions
    }

    /// The promotion with this code, in any case.
    #[must_use]
    pub fn promotion(&self, code: &str) -> Option<&Promotion> {
        let mut all = self.promotions.iter();
        all.find(|one| one.code.eq_ignore_ascii_case(code))
    }
}

impl WrittenInboxes {
    fn check(self, provider: &str) -> Result<InboxPrices, InvalidPriceBook> {
        let wrong = |what: &str| Err(wrong(format!("`inboxes.{provider}.{what}")));
        if self.name.is_empty() || self.name.chars().count() > 100 {
            return wrong("name` must have 1 to 100 characters");
        }
        if self.tiers.first().is_none_or(|tier| tier.from != 1) {
            return wrong("tiers` must begin with one from 1 on");
        }
        if !self.tiers.is_sorted_by(|a, b| a.from < b.from) {
            return wrong("tiers` must go up");
        }
        if self
            .tiers
            .iter()
            .any(|tier| !(1..=MOST).contains(&tier.cents))
        {
            return wrong("tiers` must cost from one cent to a million dollars");
        }
        let tier = |tier: WrittenTier| Tier {
            from: tier.from,
            monthly: Cents::new(tier.cents),
        };
        Ok(InboxPrices {
            name: self.name,
            tiers: self.tiers.into_iter().map(tier).collect(),
        })
    }
}

impl WrittenDomain {
    fn check(&self, tld: &str) -> Result<DomainPrice, InvalidPriceBook> {
        let is_label = |label: &str| {
            let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            !label.is_empty() && label.chars().all(allowed)
        };
        if tld.len() > 63 || !tld.split('.').all(is_label) {
            return Err(wrong(format!("`domains.{tld}` is no top-level domain")));
        }
        let fits = |cents| (1..=MOST).contains(&cents);
        if !fits(self.first) || !fits(self.renewal) {
            let words = "must cost from one cent to a million dollars";
            return Err(wrong(format!("`domains.{tld}` {words}")));
        }
        Ok(DomainPrice {
            first: Cents::new(self.first),
            renewal: Cents::new(self.renewal),
        })
    }
}

fn promotions(written: Vec<WrittenPromotion>) -> Result<Vec<Promotion>, InvalidPriceBook> {
    if written.len() > MOST_PROMOTIONS {
        return Err(wrong("there may be at most 100 promotions"));
    }
    let mut codes = BTreeSet::new();
    let mut promotions = Vec::with_capacity(written.len());
    for one in written {
        let one = one.check()?;
        if !codes.insert(one.code.clone()) {
            return Err(wrong(format!("the promotion {} is there twice", one.code)));
        }
        promotions.push(one);
    }
    Ok(promotions)
}

pub(super) fn wrong(what: impl Into<String>) -> InvalidPriceBook {
    InvalidPriceBook(what.into())
}
