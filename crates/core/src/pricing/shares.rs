//! What of a price belongs to which domain and which inbox, a discount shared out: what is paid
//! back of what could not be delivered.

use super::{PriceLine, Pricing};
use crate::cents::Cents;
use crate::status::{PriceLineKind, PromotionTarget};

impl Pricing {
    /// What was paid for a domain with all its inboxes. The shares of all domains together are
    /// the whole price, to a cent.
    #[must_use]
    pub fn share_of_domain(&self, domain: &str) -> Cents {
        self.shares()
            .filter(|(line, _)| line.domain.as_deref() == Some(domain))
            .fold(Cents::ZERO, |sum, (_, share)| {
                Cents::new(sum.get() + share.get())
            })
    }

    /// What was paid for `failed` of the inboxes of a domain, rounded up to a cent in favour of
    /// who paid, and for all of them exactly what was paid.
    #[must_use]
    pub fn share_of_inboxes(&self, domain: &str, failed: u32) -> Cents {
        let of_domain = |line: &PriceLine| {
            line.kind == PriceLineKind::Inbox && line.domain.as_deref() == Some(domain)
        };
        let found = self.shares().find(|(line, _)| of_domain(line));
        found.map_or(Cents::ZERO, |(line, share)| {
            let whole = i128::from(line.quantity.max(1));
            let part = i128::from(failed.min(line.quantity));
            let cents = (i128::from(share.get()) * part + whole - 1) / whole;
            i64::try_from(cents).map_or(share, Cents::new)
        })
    }

    /// The lines without the discount, with what was paid for each. Cents that do not divide are
    /// taken off the first lines.
    fn shares(&self) -> impl Iterator<Item = (&PriceLine, Cents)> {
        let lowered = self.lines.iter().find_map(|line| line.lowers);
        let is_lowered = move |line: &PriceLine| match lowered {
            None | Some(PromotionTarget::Order) => line.kind != PriceLineKind::Discount,
            Some(PromotionTarget::Inboxes) => line.kind == PriceLineKind::Inbox,
            Some(PromotionTarget::Domains) => line.kind == PriceLineKind::Domain,
        };
        let whole: i128 = self
            .lines
            .iter()
            .filter(|line| is_lowered(line))
            .map(|line| i128::from(line.amount.get()))
            .sum();
        let discount = i128::from(self.discount.get());
        // Each line bears what the lines up to it bear, less what those before it do: the sum of
        // all is the discount, without a cent left over.
        let mut up_to = 0;
        let mut borne = 0;
        self.lines
            .iter()
            .filter(|line| line.kind != PriceLineKind::Discount)
            .map(move |line| {
                let amount = line.amount.get();
                if whole == 0 || !is_lowered(line) {
                    return (line, line.amount);
                }
                up_to += i128::from(amount);
                let bears = (discount * up_to + whole - 1) / whole - borne;
                borne += bears;
                let bears = i64::try_from(bears).unwrap_or(amount);
                (line, Cents::new(amount - bears))
            })
    }
}
