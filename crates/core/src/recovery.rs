//! The rules of the Recovery Pool: how long a domain rests and heals, what its light is, and when
//! blocklists are asked about it.

use chrono::TimeDelta;
use uuid::Uuid;

use crate::Timestamp;
use crate::status::{BlocklistVerdict, HealthLight, RecoveryStatus};

/// How long a domain rests at least.
pub const REST: TimeDelta = TimeDelta::hours(12);

/// How long it heals at least.
pub const HEAL: TimeDelta = TimeDelta::hours(12);

/// How often blocklists are asked about a domain in the pool.
pub const RECHECK: TimeDelta = TimeDelta::days(1);

/// Between two checks at least.
const SHORTEST: TimeDelta = TimeDelta::hours(1);

/// The verdict over what each list says: red when one blocks the domain; else green when all say
/// that it is clean; else yellow, and so is that of a domain that no list was asked about.
#[must_use]
pub fn light(verdicts: impl IntoIterator<Item = BlocklistVerdict>) -> HealthLight {
    let mut worst: Option<HealthLight> = None;
    for verdict in verdicts {
        let light = match verdict {
            BlocklistVerdict::Clean => HealthLight::Green,
            BlocklistVerdict::Warned | BlocklistVerdict::Unknown => HealthLight::Yellow,
            BlocklistVerdict::Blocked => HealthLight::Red,
        };
        worst = worst.max(Some(light));
    }
    worst.unwrap_or(HealthLight::Yellow)
}

/// When the rest of a domain is over. One that has to be delegated first rests until it is;
/// `delegated_at` is nothing as long as it is not.
#[must_use]
pub fn rests_until(
    submitted_at: Timestamp,
    is_delegated_first: bool,
    delegated_at: Option<Timestamp>,
) -> Option<Timestamp> {
    let rested = submitted_at + REST;
    if is_delegated_first {
        return delegated_at.map(|at| at.max(rested));
    }
    Some(rested)
}

/// The earliest moment at which a domain that rests or heals can be ready: nothing as long as that
/// can't be said, because a list blocks it or it is not delegated.
#[must_use]
pub fn earliest_ready(
    rests_until: Option<Timestamp>,
    healing_since: Option<Timestamp>,
    light: HealthLight,
    next_check: Option<Timestamp>,
) -> Option<Timestamp> {
    let healed = healing_since.or(rests_until)? + HEAL;
    match light {
        HealthLight::Green => Some(healed),
        // The next check can tell at the earliest that it is clean.
        HealthLight::Yellow => Some(next_check.map_or(healed, |check| check.max(healed))),
        HealthLight::Red => None,
    }
}

/// When blocklists are asked again about an entry: once a day, at a time of day that its id gives,
/// so that the checks of all entries lie spread over the day.
#[must_use]
pub fn next_check(entry: Uuid, now: Timestamp) -> Timestamp {
    let day = RECHECK.num_seconds();
    // The end of an id is drawn at random; its beginning is the time at which it was made.
    let drawn = entry.as_u128() & u128::from(u64::MAX >> 2);
    let of_day = i64::try_from(drawn % u128::from(day.unsigned_abs())).unwrap_or(0);
    let after = now + SHORTEST;
    let today = after.timestamp().rem_euclid(day);
    let ahead = (of_day - today).rem_euclid(day);
    after + TimeDelta::seconds(ahead)
}

/// Whether an entry's domain is in the pool: parked, and not taken out again.
#[must_use]
pub const fn is_open(status: RecoveryStatus) -> bool {
    !matches!(
        status,
        RecoveryStatus::Reactivated | RecoveryStatus::Removed
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use BlocklistVerdict::{Blocked, Clean, Unknown, Warned};

    use super::*;

    fn hour(hours: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + TimeDelta::hours(hours)
    }

    #[test]
    fn silence_is_never_clean() {
        for (verdicts, expected) in [
            (vec![], HealthLight::Yellow),
            (vec![Clean, Clean, Clean], HealthLight::Green),
            (vec![Clean, Unknown, Clean], HealthLight::Yellow),
            (vec![Unknown, Unknown, Unknown], HealthLight::Yellow),
            (vec![Clean, Warned, Clean], HealthLight::Yellow),
            (vec![Unknown, Warned, Blocked], HealthLight::Red),
            (vec![Blocked, Clean, Clean], HealthLight::Red),
        ] {
            assert_eq!(light(verdicts.clone()), expected, "{verdicts:?}");
        }
    }

    #[test]
    fn a_domain_of_nobody_rests_until_it_is_delegated() {
        assert_eq!(rests_until(hour(0), false, None), Some(hour(12)));
        assert_eq!(rests_until(hour(0), true, None), None);
        assert_eq!(rests_until(hour(0), true, Some(hour(3))), Some(hour(12)));
        assert_eq!(rests_until(hour(0), true, Some(hour(30))), Some(hour(30)));
    }

    #[test]
    fn it_is_told_when_a_domain_can_be_ready() {
        let (rested, check) = (Some(hour(12)), Some(hour(40)));
        let told = |since, light| earliest_ready(rested, since, light, check);
        assert_eq!(told(None, HealthLight::Green), Some(hour(24)));
        assert_eq!(told(Some(hour(20)), HealthLight::Green), Some(hour(32)));
        // What is not clean now is at the next check at the earliest.
        assert_eq!(told(None, HealthLight::Yellow), check);
        assert_eq!(told(Some(hour(50)), HealthLight::Yellow), Some(hour(62)));
        assert_eq!(told(None, HealthLight::Red), None);
        assert_eq!(earliest_ready(None, None, HealthLight::Green, check), None);
    }

    #[test]
    fn checks_are_spread_over_the_day_and_come_daily() {
        let now = hour(1_000);
        let mut hours = BTreeSet::new();
        for drawn in 0..2_000_u128 {
            // As ids of one moment are: alike but for what was drawn.
            let drawn = drawn.wrapping_mul(0x9e37_79b9_7f4a_7c15) & u128::from(u64::MAX);
            let entry = Uuid::from_u128((0x019a_u128 << 112) | drawn);
            let first = next_check(entry, now);
            assert!(first >= now + SHORTEST && first < now + SHORTEST + RECHECK);
            assert_eq!(first, next_check(entry, now), "the same each time");
            assert_eq!(next_check(entry, first), first + RECHECK);
            hours.insert(first.timestamp() / 3_600);
        }
        assert_eq!(hours.len(), 24, "{hours:?}");
    }
}
