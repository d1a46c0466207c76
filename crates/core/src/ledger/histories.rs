//! Random histories, beside a model that knows nothing of postings, heads and plans.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

const MASTER: usize = 0;
const OWN: usize = 1;
const REVENUE: usize = 2;
const OUTSIDE: usize = 3;

/// What the fallback gives at most, in all.
const LIMIT: i64 = 700;

#[derive(Debug, Clone, Copy)]
enum Step {
    PayIn(usize, i64),
    Charge(i64),
    /// Of the charge with this number, counted round.
    Refund(usize, i64),
    Transfer(usize, usize, i64),
    Begin(usize, i64),
    /// Of what was begun with this number, counted round.
    Settle(usize, bool),
}

fn step() -> impl Strategy<Value = Step> {
    let amount = 1..600_i64;
    let wallet = 0..2_usize;
    prop_oneof![
        (wallet.clone(), amount.clone()).prop_map(|(to, cents)| Step::PayIn(to, cents)),
        amount.clone().prop_map(Step::Charge),
        (any::<usize>(), amount.clone()).prop_map(|(of, cents)| Step::Refund(of, cents)),
        (wallet.clone(), amount.clone()).prop_map(|(a, cents)| Step::Transfer(a, 1 - a, cents)),
        // From a wallet as well, so that holds are met.
        (0..4_usize, amount).prop_map(|(from, cents)| Step::Begin(from, cents)),
        (any::<usize>(), any::<bool>()).prop_map(|(of, post)| Step::Settle(of, post)),
    ]
}

/// Balances as anyone would keep them on paper.
#[derive(Debug, Default)]
struct Model {
    has: [i64; 4],
    /// What is on its way, from where to where, by number.
    coming: BTreeMap<usize, (usize, usize, i64)>,
    lent: i64,
    /// Charges: what of each is not yet paid back to the master wallet and to the own one.
    open: Vec<[i64; 2]>,
}

impl Model {
    fn free(&self, of: usize) -> i64 {
        let held = self.coming.values().filter(|one| one.0 == of);
        self.has[of] - held.map(|one| one.2).sum::<i64>()
    }

    fn give(&mut self, from: usize, to: usize, cents: i64) {
        self.has[from] -= cents;
        self.has[to] += cents;
    }
}

/// The ledger: heads and every posting that made them.
#[derive(Debug, Default)]
struct Ledger {
    heads: [Head; 4],
    postings: Vec<(usize, Phase, i64, Head)>,
    lent: i64,
    charges: Vec<(i64, i64, RefundPlan)>,
    begun: Vec<(usize, usize, i64)>,
    settled: BTreeMap<usize, bool>,
}

impl Ledger {
    fn write(&mut self, phase: Phase, legs: &[(usize, i64)]) {
        assert_eq!(legs.iter().map(|leg| leg.1).sum::<i64>(), 0);
        for (of, cents) in legs {
            let head = self.heads[*of].after(phase, Cents::new(*cents));
            self.heads[*of] = head.expect("it fits");
            self.postings.push((*of, phase, *cents, self.heads[*of]));
        }
    }

    fn free(&self, of: usize) -> Cents {
        self.heads[of].available().expect("it fits")
    }

    fn charge(&mut self, cents: i64) -> bool {
        let help = Help {
            available: self.free(MASTER),
            monthly_limit: Some(Cents::new(LIMIT)),
            used: Cents::new(self.lent),
        };
        let purse = Purse::Dedicated(self.free(OWN), Some(help));
        let Ok(paid) = plan_charge(Cents::new(cents), purse) else {
            return false;
        };
        let lent = paid.by_fallback.get();
        if lent > 0 {
            self.write(Phase::Single, &[(MASTER, -lent), (OWN, lent)]);
        }
        self.write(Phase::Single, &[(OWN, -cents), (REVENUE, cents)]);
        self.lent += lent;
        let none = RefundPlan {
            to_master: Cents::ZERO,
            to_wallet: Cents::ZERO,
        };
        self.charges.push((cents, lent, none));
        true
    }

    fn refund(&mut self, of: usize, cents: i64) -> bool {
        let (charged, lent, before) = self.charges[of];
        let plan = plan_refund(
            Cents::new(charged),
            Cents::new(lent),
            before,
            Cents::new(cents),
        );
        let Ok(plan) = plan else { return false };
        let (master, own) = (plan.to_master.get(), plan.to_wallet.get());
        self.write(
            Phase::Single,
            &[(MASTER, master), (OWN, own), (REVENUE, -cents)],
        );
        let back = &mut self.charges[of].2;
        back.to_master = back.to_master.plus(plan.to_master).expect("it fits");
        back.to_wallet = back.to_wallet.plus(plan.to_wallet).expect("it fits");
        true
    }
}

/// Does one step in both; whether both do it.
fn both(model: &mut Model, ledger: &mut Ledger, step: Step) {
    match step {
        Step::PayIn(to, cents) => {
            model.give(OUTSIDE, to, cents);
            ledger.write(Phase::Single, &[(OUTSIDE, -cents), (to, cents)]);
        }
        Step::Charge(cents) => {
            let lacking = (cents - model.free(OWN)).max(0);
            let can = lacking == 0 || lacking <= model.free(MASTER).min(LIMIT - model.lent);
            assert_eq!(ledger.charge(cents), can);
            if can {
                model.give(MASTER, OWN, lacking);
                model.give(OWN, REVENUE, cents);
                model.lent += lacking;
                model.open.push([lacking, cents - lacking]);
            }
        }
        Step::Refund(of, cents) if !model.open.is_empty() => {
            let of = of % model.open.len();
            let [lent, own] = model.open[of];
            let can = cents <= lent + own;
            assert_eq!(ledger.refund(of, cents), can);
            if can {
                let master = cents.min(lent);
                model.give(REVENUE, MASTER, master);
                model.give(REVENUE, OWN, cents - master);
                model.open[of] = [lent - master, own - (cents - master)];
            }
        }
        Step::Transfer(from, to, cents) => {
            let can = cents <= model.free(from);
            assert_eq!(Cents::new(cents) <= ledger.free(from), can);
            if can {
                model.give(from, to, cents);
                ledger.write(Phase::Single, &[(from, -cents), (to, cents)]);
            }
        }
        Step::Begin(from, cents) => {
            let to = (from + 1) % 4;
            if from == OUTSIDE || cents <= model.free(from) {
                model.coming.insert(ledger.begun.len(), (from, to, cents));
                ledger.begun.push((from, to, cents));
                ledger.write(Phase::Pending, &[(from, -cents), (to, cents)]);
            }
        }
        Step::Settle(of, post) if !ledger.begun.is_empty() => {
            let of = of % ledger.begun.len();
            let (from, to, cents) = ledger.begun[of];
            if let Some((from, to, cents)) = model.coming.remove(&of).filter(|_| post) {
                model.give(from, to, cents);
            }
            if let std::collections::btree_map::Entry::Vacant(entry) = ledger.settled.entry(of) {
                entry.insert(post);
                let phase = if post { Phase::Post } else { Phase::Void };
                ledger.write(phase, &[(from, -cents), (to, cents)]);
            }
        }
        Step::Refund(..) | Step::Settle(..) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(512)
    })]

    #[test]
    fn any_history_agrees_with_paper(steps in prop::collection::vec(step(), 1..120)) {
        let (mut model, mut ledger) = (Model::default(), Ledger::default());
        for step in steps {
            both(&mut model, &mut ledger, step);
            for of in 0..4 {
                prop_assert_eq!(ledger.heads[of].balance.get(), model.has[of]);
                prop_assert_eq!(ledger.free(of).get(), model.free(of));
            }
            prop_assert!(model.free(MASTER) >= 0 && model.free(OWN) >= 0);
            prop_assert_eq!(model.has.iter().sum::<i64>(), 0);
        }
        // Every head is the last posting, and the chain has no gap.
        let mut chains = [Head::default(); 4];
        for (of, phase, cents, head) in &ledger.postings {
            chains[*of] = chains[*of].after(*phase, Cents::new(*cents)).expect("it fits");
            prop_assert_eq!(chains[*of], *head);
        }
        prop_assert_eq!(chains, ledger.heads);
    }
}
