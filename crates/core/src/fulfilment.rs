//! The plan of a domain's fulfilment: which steps there are, and which must have succeeded before
//! which.

use crate::status::DomainActionType::{
    self, CreateMailboxes, CreateZone, DeleteMailboxes, EnableDkim, PurchaseDomain, ReleaseDomain,
    RemoveFromSendingTool, SetForwarding, SetNameservers, UploadToSendingTool, VerifyNameservers,
    WriteDns,
};
use crate::status::DomainSource;

/// A step of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is done.
    pub kind: DomainActionType,
    /// The places in the plan of the steps that must have succeeded before; all come earlier.
    pub depends_on: Vec<usize>,
    /// How many things it works on.
    pub items: u32,
    /// How often it is tried before it is given up.
    pub attempts: u32,
}

/// What a plan depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Where the domain comes from.
    pub source: DomainSource,
    /// Whether its registration is ours to change: it was bought here, now or before.
    pub registered_here: bool,
    /// How many inboxes it gets.
    pub inboxes: u32,
    /// Whether visitors are sent on.
    pub forwards: bool,
    /// Whether the inboxes are handed over to a sending tool.
    pub uploads: bool,
}

/// How often a step is tried: with waits that double up to an hour, for about half a day.
const ATTEMPTS: u32 = 20;

/// How often it is looked whether the delegation has propagated: hourly after the first hour, for
/// four days. Whoever sets nameservers by hand later than that retries the step.
const LOOKS: u32 = 100;

/// The steps by which a domain is set up.
#[must_use]
pub fn plan_setup(wanted: Wanted) -> Vec<Step> {
    let mut plan = Plan::default();
    let bought = (wanted.source == DomainSource::Purchase && !wanted.registered_here)
        .then(|| plan.add(PurchaseDomain, [], 1));
    let zone = plan.add(CreateZone, bought, 1);
    let registered = bought.is_some() || wanted.registered_here;
    let delegated = if registered {
        plan.add(SetNameservers, [zone], 1)
    } else {
        zone
    };
    let verified = plan.add_with(VerifyNameservers, [delegated], 1, LOOKS);
    let records = plan.add(WriteDns, [zone], 1);
    if wanted.forwards {
        plan.add(SetForwarding, [records], 1);
    }
    let mailboxes = plan.add(CreateMailboxes, [verified, records], wanted.inboxes);
    let signed = plan.add(EnableDkim, [mailboxes], 1);
    if wanted.uploads {
        plan.add(UploadToSendingTool, [signed], wanted.inboxes);
    }
    plan.0
}

/// The steps by which a domain is let go.
#[must_use]
pub fn plan_release(inboxes: u32, uploaded: bool) -> Vec<Step> {
    let mut plan = Plan::default();
    let removed = uploaded.then(|| plan.add(RemoveFromSendingTool, [], inboxes));
    let deleted = plan.add(DeleteMailboxes, removed, inboxes);
    plan.add(ReleaseDomain, [deleted], 1);
    plan.0
}

/// The steps by which a domain is parked that comes from elsewhere: it gets nameservers assigned,
/// and is looked at until it is delegated to them.
#[must_use]
pub fn plan_parking() -> Vec<Step> {
    let mut plan = Plan::default();
    let zone = plan.add(CreateZone, [], 1);
    plan.add_with(VerifyNameservers, [zone], 1, LOOKS);
    plan.0
}

/// The steps by which a domain comes back from the Recovery Pool: its delegation and its records
/// are looked after first, then its mailboxes, and its inboxes are handed over last.
#[must_use]
pub fn plan_return(inboxes: u32, uploads: bool) -> Vec<Step> {
    let mut plan = Plan::default();
    let verified = plan.add(VerifyNameservers, [], 1);
    let records = plan.add(WriteDns, [verified], 1);
    if inboxes == 0 {
        return plan.0;
    }
    let mailboxes = plan.add(CreateMailboxes, [records], inboxes);
    if uploads {
        plan.add(UploadToSendingTool, [mailboxes], inboxes);
    }
    plan.0
}

/// A step beside the plan, which waits for no other.
#[must_use]
pub fn extra_step(kind: DomainActionType, items: u32) -> Step {
    Step {
        kind,
        depends_on: Vec::new(),
        items: items.max(1),
        attempts: ATTEMPTS,
    }
}

#[derive(Default)]
struct Plan(Vec<Step>);

impl Plan {
    fn add(
        &mut self,
        kind: DomainActionType,
        depends_on: impl IntoIterator<Item = usize>,
        items: u32,
    ) -> usize {
        self.add_with(kind, depends_on, items, ATTEMPTS)
    }

    fn add_with(
        &mut self,
        kind: DomainActionType,
        depends_on: impl IntoIterator<Item = usize>,
        items: u32,
        attempts: u32,
    ) -> usize {
        self.0.push(Step {
            kind,
            depends_on: depends_on.into_iter().collect(),
            items: items.max(1),
            attempts,
        });
        self.0.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(source: DomainSource, registered_here: bool) -> Wanted {
        Wanted {
            source,
            registered_here,
            inboxes: 3,
            forwards: true,
            uploads: true,
        }
    }

    fn kinds(plan: &[Step]) -> Vec<DomainActionType> {
        plan.iter().map(|step| step.kind).collect()
    }

    #[test]
    fn a_bought_domain_takes_every_step_in_order() {
        let plan = plan_setup(wanted(DomainSource::Purchase, false));
        let expected = [
            (PurchaseDomain, vec![]),
            (CreateZone, vec![0]),
            (SetNameservers, vec![1]),
            (VerifyNameservers, vec![2]),
            (WriteDns, vec![1]),
            (SetForwarding, vec![4]),
            (CreateMailboxes, vec![3, 4]),
            (EnableDkim, vec![6]),
            (UploadToSendingTool, vec![7]),
        ];
        let found: Vec<_> = plan
            .iter()
            .map(|step| (step.kind, step.depends_on.clone()))
            .collect();
        assert_eq!(found, expected);
        assert_eq!(plan[6].items, 3);
    }

    #[test]
    fn what_is_there_already_or_not_wanted_is_left_out() {
        let kept = plan_setup(wanted(DomainSource::Existing, true));
        assert!(!kinds(&kept).contains(&PurchaseDomain));
        assert!(kinds(&kept).contains(&SetNameservers));
        // Bought here in an earlier round, and still registered.
        let again = plan_setup(wanted(DomainSource::Purchase, true));
        assert!(!kinds(&again).contains(&PurchaseDomain));
        let owned = plan_setup(Wanted {
            forwards: false,
            uploads: false,
            ..wanted(DomainSource::Owned, false)
        });
        let expected = [
            CreateZone,
            VerifyNameservers,
            WriteDns,
            CreateMailboxes,
            EnableDkim,
        ];
        assert_eq!(kinds(&owned), expected);
        assert_eq!(owned[1].depends_on, [0]);
    }

    #[test]
    fn a_release_goes_backwards() {
        let all = plan_release(3, true);
        let expected = [RemoveFromSendingTool, DeleteMailboxes, ReleaseDomain];
        assert_eq!(kinds(&all), expected);
        assert_eq!(kinds(&plan_release(3, false)), expected[1..]);
    }

    #[test]
    fn a_domain_without_inboxes_comes_back_with_its_records_alone() {
        let all = plan_return(3, true);
        let expected = [
            VerifyNameservers,
            WriteDns,
            CreateMailboxes,
            UploadToSendingTool,
        ];
        assert_eq!(kinds(&all), expected);
        let each_after_another = all.iter().enumerate().all(|(place, step)| {
            let before: Vec<usize> = place.checked_sub(1).into_iter().collect();
            step.depends_on == before
        });
        assert!(each_after_another);
        assert_eq!(kinds(&plan_return(3, false)), expected[..3]);
        assert_eq!(kinds(&plan_return(0, true)), expected[..2]);
        assert_eq!(kinds(&plan_parking()), [CreateZone, VerifyNameservers]);
    }

    #[test]
    fn steps_depend_on_earlier_ones_alone() {
        for source in DomainSource::ALL {
            for registered in [false, true] {
                for (place, step) in plan_setup(wanted(*source, registered)).iter().enumerate() {
                    assert!(step.depends_on.iter().all(|before| *before < place));
                    assert!(step.depends_on.len() <= 20 && (1..=100).contains(&step.attempts));
                }
            }
        }
    }
}
