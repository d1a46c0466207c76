//! The arithmetic of the ledger: chains of postings, who pays a charge, who gets a refund.
//!
//! Every account of the ledger has a [`Head`]: the place, balance and holds after its last
//! posting. A posting moves the head by [`Head::after`] and by nothing else; the database checks
//! the same sums with triggers, and `ledger verify` makes them once more from the first posting.

mod plan;

#[cfg(test)]
mod histories;

use crate::Timestamp;
use crate::cents::{AmountTooLarge, Cents};
use crate::status::Phase;

pub use plan::{Help, Paid, Purse, RefundPlan, RefundTooLarge, Shortage, plan_charge, plan_refund};

/// Where an account of the ledger stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Head {
    /// How many postings it has.
    pub seq: i64,
    /// The sum of those that were carried out.
    pub balance: Cents,
    /// What pending ones will take from it.
    pub held: Cents,
}

impl Head {
    /// What can be taken from it.
    ///
    /// # Errors
    /// When the difference does not fit.
    pub fn available(self) -> Result<Cents, AmountTooLarge> {
        self.balance.minus(self.held)
    }

    /// The head after one more posting.
    ///
    /// # Errors
    /// When a sum does not fit.
    pub fn after(self, phase: Phase, amount: Cents) -> Result<Self, AmountTooLarge> {
        let taken = Cents::ZERO.minus(amount)?.max(Cents::ZERO);
        let balance = match phase {
            Phase::Single | Phase::Post => self.balance.plus(amount)?,
            Phase::Pending | Phase::Void => self.balance,
        };
        let held = match phase {
            Phase::Single => self.held,
            Phase::Pending => self.held.plus(taken)?,
            Phase::Post | Phase::Void => self.held.minus(taken)?,
        };
        Ok(Self {
            seq: self.seq + 1,
            balance,
            held,
        })
    }
}

/// The calendar month of a moment in UTC, as `2026-11`.
#[must_use]
pub fn period(at: Timestamp) -> String {
    at.format("%Y-%m").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pending_debit_holds_until_it_is_posted_or_voided() {
        let start = Head {
            seq: 7,
            balance: Cents::new(1000),
            held: Cents::ZERO,
        };
        let debit = Cents::new(-300);
        let pending = start.after(Phase::Pending, debit).expect("a head");
        assert_eq!((pending.seq, pending.balance), (8, Cents::new(1000)));
        assert_eq!(pending.available(), Ok(Cents::new(700)));
        let posted = pending.after(Phase::Post, debit).expect("a head");
        assert_eq!(
            (posted.balance, posted.held),
            (Cents::new(700), Cents::ZERO)
        );
        let voided = pending.after(Phase::Void, debit).expect("a head");
        assert_eq!(
            (voided.balance, voided.held),
            (Cents::new(1000), Cents::ZERO)
        );
        let coming = start
            .after(Phase::Pending, Cents::new(300))
            .expect("a head");
        assert_eq!(coming.available(), Ok(Cents::new(1000)));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let full = Head {
            seq: 1,
            balance: Cents::new(i64::MAX),
            held: Cents::ZERO,
        };
        assert!(full.after(Phase::Single, Cents::new(1)).is_err());
        assert!(full.after(Phase::Single, Cents::new(i64::MIN)).is_err());
    }
}
