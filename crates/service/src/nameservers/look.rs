//! A look at the public DNS, kept.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use simpleinboxes_core::{
    Timestamp,
    dns::{DomainName, verdict},
    entropy::Entropy,
    status::NameserverStatus,
};
use simpleinboxes_providers::dns::propagation::Delegation;
use simpleinboxes_store::{Caller, DomainDelegation, SeenDelegation, StoreError};

use crate::app::App;

/// Waits from this on are cut short by chance.
const SPREAD: TimeDelta = TimeDelta::hours(1);

/// What a look saw, and what is kept of the domain since.
#[derive(Debug)]
pub(crate) struct Look {
    pub(crate) seen: Delegation,
    pub(crate) kept: DomainDelegation,
}

/// Looks at a domain's delegation and keeps what was seen. Nothing for a domain that is gone.
pub(crate) async fn look(
    app: &App,
    caller: &Caller,
    of: &DomainDelegation,
) -> Result<Option<Look>, StoreError> {
    let corrupt = |_| StoreError::Corrupt {
        column: "domains.name",
    };
    let name: DomainName = of.name.parse().map_err(corrupt)?;
    let set = |names: &[String]| -> BTreeSet<String> { names.iter().cloned().collect() };
    let assigned = set(&of.assigned);
    let before = of.before.as_deref().map(set);
    let now = app.clock.now();
    let looks = &app.vendors.looks;
    let seen = looks.delegation(&name, &assigned, before.as_ref(), now);
    let seen = seen.await;
    let status = seen.status;
    let made_at = of.zone_created_at.unwrap_or(now);
    let propagated = status == NameserverStatus::Propagated;
    let next = verdict::next_check(made_at, propagated, now);
    let keep = SeenDelegation {
        status,
        found: seen.found.iter().cloned().collect(),
        assigned: of.assigned.clone(),
        checked_at: now,
        next_check_at: spread(now, next, &app.entropy),
    };
    let kept = app
        .store
        .write(async |tx| tx.scoped(caller).keep_delegation(of.id, &keep).await)
        .await?;
    Ok(kept.map(|kept| Look { seen, kept }))
}

/// A long wait, up to a twelfth shorter: what once fell together drifts apart.
pub(crate) fn spread(now: Timestamp, next: Timestamp, entropy: &Entropy) -> Timestamp {
    let wait = next - now;
    if wait < SPREAD {
        return next;
    }
    let most = wait.num_seconds() / 12;
    let drawn = i64::from(u32::from_be_bytes(entropy.bytes()));
    next - TimeDelta::seconds(drawn % (most + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_waits_are_cut_short() {
        let entropy = Entropy::seeded(1);
        let now = Timestamp::UNIX_EPOCH;
        let minutes = |minutes: i64| now + TimeDelta::minutes(minutes);
        assert_eq!(spread(now, minutes(15), &entropy), minutes(15));
        let drawn: BTreeSet<_> = (0..200)
            .map(|_| spread(now, minutes(24 * 60), &entropy))
            .collect();
        assert!(drawn.len() > 150, "{}", drawn.len());
        assert!(
            drawn
                .iter()
                .all(|at| *at >= minutes(22 * 60) && *at <= minutes(24 * 60))
        );
    }
}
