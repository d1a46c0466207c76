//! Promotions: what they take off, and who may use them.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::book::{InvalidPriceBook, wrong};
use crate::Timestamp;
use crate::cents::{AmountTooLarge, Cents};
use crate::id::AccountId;
use crate::status::{MailboxProvider, PromotionRefusal, PromotionTarget};

/// Something that lowers the price of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promotion {
    /// Its code, in upper case.
    pub code: String,
    /// What it is, for people.
    pub name: String,
    /// By how much.
    pub reduction: Reduction,
    /// What it lowers.
    pub applies_to: PromotionTarget,
    /// The providers whose orders it is for.
    pub providers: Vec<MailboxProvider>,
    /// How many inboxes an order needs at least.
    pub min_inboxes: u32,
    /// When it began.
    pub starts_at: Timestamp,
    /// When it ends, if that is known.
    pub ends_at: Option<Timestamp>,
    /// How often a workspace may use it.
    pub uses_per_workspace: u32,
    /// How often all together may.
    pub max_uses: Option<u64>,
    /// Whether it is for accounts alone that never had an active order.
    pub new_customers_only: bool,
    /// The accounts that it is for; all when empty.
    pub accounts: Vec<AccountId>,
}

/// By how much a price falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reduction {
    /// By so many percent, 1 to 100.
    Percent(u8),
    /// By an amount, and never below nothing.
    Amount(Cents),
}

/// What is known of who wants to use a promotion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromotionUses {
    /// The account.
    pub account: AccountId,
    /// How often the workspace has used it.
    pub by_workspace: u64,
    /// How often all have.
    pub by_all: u64,
    /// Whether the account ever had an active order.
    pub is_customer: bool,
}

impl Promotion {
    /// Whether it runs at this moment.
    #[must_use]
    pub fn runs(&self, now: Timestamp) -> bool {
        self.starts_at <= now && self.ends_at.is_none_or(|end| now < end)
    }

    /// Why who was described can't use it; nothing when they can.
    #[must_use]
    pub fn refusal(&self, uses: &PromotionUses) -> Option<PromotionRefusal> {
        if !self.accounts.is_empty() && !self.accounts.contains(&uses.account) {
            return Some(PromotionRefusal::NotForThisAccount);
        }
        if uses.by_workspace >= u64::from(self.uses_per_workspace) {
            return Some(PromotionRefusal::AlreadyUsed);
        }
        if self.new_customers_only && uses.is_customer {
            return Some(PromotionRefusal::NewCustomersOnly);
        }
        let used_up = self.max_uses.is_some_and(|max| uses.by_all >= max);
        used_up.then_some(PromotionRefusal::FullyRedeemed)
    }
}

impl Reduction {
    /// What it takes off `amount`: never more than that, and rounded up to a cent, in favour of
    /// who pays.
    ///
    /// # Errors
    /// When the amount is too large to reckon with.
    pub fn of(self, amount: Cents) -> Result<Cents, AmountTooLarge> {
        match self {
            Self::Percent(percent) => {
                let hundredths = amount.times(i64::from(percent))?.get();
                let up = i64::from(hundredths % 100 > 0);
                Ok(Cents::new(hundredths / 100 + up).min(amount))
            }
            Self::Amount(off) => Ok(off.min(amount)),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenPromotion {
    code: String,
    name: String,
    percent_off: Option<u8>,
    amount_off_cents: Option<i64>,
    applies_to: String,
    providers: Option<Vec<String>>,
    min_inboxes: Option<u32>,
    starts_at: String,
    ends_at: Option<String>,
    uses_per_workspace: Option<u32>,
    max_uses: Option<u64>,
    #[serde(default)]
    new_customers_only: bool,
    #[serde(default)]
    accounts: Vec<String>,
}

impl WrittenPromotion {
    pub(super) fn check(self) -> Result<Promotion, InvalidPriceBook> {
        let code = self.code.to_ascii_uppercase();
        if !is_code(&code) {
            return Err(wrong(format!("{:?} is no code of a promotion", self.code)));
        }
        let bad = |what: &str| wrong(format!("the promotion {code}: {what}"));
        let reduction = match (self.percent_off, self.amount_off_cents) {
            (Some(percent @ 1..=100), None) => Reduction::Percent(percent),
            (None, Some(cents @ 1..=100_000_000)) => Reduction::Amount(Cents::new(cents)),
            _ => return Err(bad("needs `percent_off` (1 to 100) or `amount_off_cents`")),
        };
        if self.name.is_empty() || self.name.chars().count() > 100 {
            return Err(bad("`name` must have 1 to 100 characters"));
        }
        let providers = match self.providers {
            None => MailboxProvider::ALL.to_vec(),
            Some(names) => names
                .iter()
                .map(|name| {
                    name.parse()
                        .map_err(|_| bad("`providers` has an unknown one"))
                })
                .collect::<Result<_, _>>()?,
        };
        if providers.is_empty() || has_twice(&providers) {
            return Err(bad("`providers` must name some, each once"));
        }
        let min_inboxes = self.min_inboxes.unwrap_or(1);
        if !(1..=10_000).contains(&min_inboxes) {
            return Err(bad("`min_inboxes` must be 1 to 10,000"));
        }
        let moment = |text: &str| {
            let moment = DateTime::parse_from_rfc3339(text).map(|at| at.with_timezone(&Utc));
            moment.map_err(|_| bad("its times must be such as 2026-09-01T00:00:00Z"))
        };
        let account = |id: &String| id.parse().map_err(|_| bad("`accounts` has what is no id"));
        Ok(Promotion {
            reduction,
            applies_to: self
                .applies_to
                .parse()
                .map_err(|_| bad("`applies_to` must be inboxes, domains or order"))?,
            providers,
            min_inboxes,
            starts_at: moment(&self.starts_at)?,
            ends_at: self.ends_at.as_deref().map(moment).transpose()?,
            uses_per_workspace: self.uses_per_workspace.unwrap_or(1),
            max_uses: self.max_uses,
            new_customers_only: self.new_customers_only,
            accounts: self
                .accounts
                .iter()
                .map(account)
                .collect::<Result<_, _>>()?,
            name: self.name,
            code,
        })
    }
}

/// 3 to 32 letters, digits, `_` and `-`, the first a letter or digit.
fn is_code(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    (3..=32).contains(&text.len())
        && text.bytes().all(allowed)
        && text.as_bytes()[0].is_ascii_alphanumeric()
}

fn has_twice(providers: &[MailboxProvider]) -> bool {
    let mut sorted = providers.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.len() < providers.len()
}
