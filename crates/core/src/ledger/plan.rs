//! Who pays a charge, and who gets a refund.

use crate::cents::{AmountTooLarge, Cents};

/// What may pay for a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purse {
    /// The master wallet, with so much to take.
    Master(Cents),
    /// The workspace's own wallet, with so much to take, and perhaps help.
    Dedicated(Cents, Option<Help>),
}

/// The master wallet as a fallback.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Help {
    /// What can be taken from it.
    pub available: Cents,
    /// The most that it gives to this workspace in a calendar month.
    pub monthly_limit: Option<Cents>,
    /// What it gave in this one.
    pub used: Cents,
}

/// How a charge is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paid {
    /// What the master wallet gives to the workspace's own first, as a fallback.
    pub by_fallback: Cents,
}

/// There is not enough to pay with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{available} of {needed} are there")]
pub struct Shortage {
    /// What could be paid, a fallback included.
    pub available: Cents,
    /// What was to be paid.
    pub needed: Cents,
}

/// Plans the payment of `amount`: from the wallet, and what it lacks from the help.
///
/// # Errors
/// When it can't be paid in full.
pub fn plan_charge(amount: Cents, purse: Purse) -> Result<Paid, Shortage> {
    let short = |available| Shortage {
        available,
        needed: amount,
    };
    let (own, help) = match purse {
        Purse::Master(own) => (own, None),
        Purse::Dedicated(own, help) => (own, help),
    };
    if amount <= own {
        return Ok(Paid {
            by_fallback: Cents::ZERO,
        });
    }
    let most = help.map_or(Ok(Cents::ZERO), Help::most);
    let most = most.map_err(|_| short(own))?;
    let all = own.plus(most).map_err(|_| short(own))?;
    if amount > all {
        return Err(short(all));
    }
    let lacking = amount.minus(own).map_err(|_| short(all))?;
    Ok(Paid {
        by_fallback: lacking,
    })
}

impl Help {
    /// What it can give at most.
    fn most(self) -> Result<Cents, AmountTooLarge> {
        let within = match self.monthly_limit {
            Some(limit) => limit.minus(self.used)?.min(self.available),
            None => self.available,
        };
        Ok(within.max(Cents::ZERO))
    }
}

/// Where a refund goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefundPlan {
    /// Back to the master wallet for what it gave as a fallback.
    pub to_master: Cents,
    /// Back to the wallet that was charged.
    pub to_wallet: Cents,
}

/// More was to be paid back than is left of what was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("only {left} are left to be paid back")]
pub struct RefundTooLarge {
    /// What is left.
    pub left: Cents,
}

/// Plans a refund of `amount` of a charge of `charged`, of which a fallback gave `by_fallback`
/// and which was refunded before as `before` says. What came last goes back first: the fallback.
///
/// # Errors
/// When it is more than is left.
pub fn plan_refund(
    charged: Cents,
    by_fallback: Cents,
    before: RefundPlan,
    amount: Cents,
) -> Result<RefundPlan, RefundTooLarge> {
    let none = RefundTooLarge { left: Cents::ZERO };
    let back = before.to_master.plus(before.to_wallet).map_err(|_| none)?;
    let left = charged.minus(back).map_err(|_| none)?;
    if amount <= Cents::ZERO || amount > left {
        return Err(RefundTooLarge { left });
    }
    let owed = by_fallback.minus(before.to_master).map_err(|_| none)?;
    let to_master = owed.max(Cents::ZERO).min(amount);
    let to_wallet = amount.minus(to_master).map_err(|_| none)?;
    Ok(RefundPlan {
        to_master,
        to_wallet,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help(available: i64, limit: Option<i64>, used: i64) -> Option<Help> {
        Some(Help {
            available: Cents::new(available),
            monthly_limit: limit.map(Cents::new),
            used: Cents::new(used),
        })
    }

    #[test]
    fn a_fallback_pays_what_is_lacking_within_its_limit() {
        let plan = |amount, own, help| {
            plan_charge(Cents::new(amount), Purse::Dedicated(Cents::new(own), help))
                .map(|paid| paid.by_fallback.get())
                .map_err(|short| short.available.get())
        };
        assert_eq!(plan(500, 500, None), Ok(0));
        assert_eq!(plan(501, 500, None), Err(500));
        assert_eq!(plan(700, 500, help(200, None, 0)), Ok(200));
        assert_eq!(plan(701, 500, help(200, None, 0)), Err(700));
        assert_eq!(plan(700, 500, help(900, Some(300), 100)), Ok(200));
        assert_eq!(plan(701, 500, help(900, Some(300), 100)), Err(700));
        // A limit that was lowered below what is used already gives nothing, and takes nothing.
        assert_eq!(plan(501, 500, help(900, Some(300), 400)), Err(500));
        assert_eq!(
            plan_charge(Cents::new(2), Purse::Master(Cents::new(1))),
            Err(Shortage {
                available: Cents::new(1),
                needed: Cents::new(2)
            })
        );
    }

    #[test]
    fn a_refund_pays_the_fallback_back_first_and_never_more_than_was_paid() {
        let mut before = RefundPlan {
            to_master: Cents::ZERO,
            to_wallet: Cents::ZERO,
        };
        let (charged, lent) = (Cents::new(1000), Cents::new(300));
        for (amount, to_master, to_wallet) in [(200, 200, 0), (200, 100, 100), (600, 0, 600)] {
            let plan = plan_refund(charged, lent, before, Cents::new(amount)).expect("a refund");
            let expected = (Cents::new(to_master), Cents::new(to_wallet));
            assert_eq!((plan.to_master, plan.to_wallet), expected);
            before.to_master = before.to_master.plus(plan.to_master).expect("a sum");
            before.to_wallet = before.to_wallet.plus(plan.to_wallet).expect("a sum");
        }
        let more = plan_refund(charged, lent, before, Cents::new(1));
        assert_eq!(more, Err(RefundTooLarge { left: Cents::ZERO }));
    }
}
