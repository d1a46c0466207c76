//! How long to wait before the next attempt: exponential, capped, with full jitter.
//!
//! Full jitter draws the wait evenly from nothing to the most it may be, so that a thousand jobs
//! that failed together because one vendor was down do not come back together.

use chrono::TimeDelta;

use crate::entropy::Entropy;

/// How waits grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// The most to wait after the first failure; it doubles with each further one.
    pub base: TimeDelta,
    /// The most to wait at all.
    pub cap: TimeDelta,
}

impl Backoff {
    /// The most to wait after `failures` failures, 1 being the first.
    #[must_use]
    pub fn ceiling(self, failures: u32) -> TimeDelta {
        let doublings = failures.saturating_sub(1).min(62);
        let millis = self.base.num_milliseconds();
        let grown = millis.checked_mul(1 << doublings).unwrap_or(i64::MAX);
        TimeDelta::milliseconds(grown.clamp(0, self.cap.num_milliseconds().max(0)))
    }

    /// How long to wait after `failures` failures; `draw` chooses evenly among all waits from 0 to
    /// the ceiling.
    #[must_use]
    pub fn wait(self, failures: u32, draw: u64) -> TimeDelta {
        let ceiling = u128::from(self.ceiling(failures).num_milliseconds().unsigned_abs());
        let millis = (u128::from(draw) * (ceiling + 1)) >> 64;
        TimeDelta::milliseconds(i64::try_from(millis).unwrap_or(i64::MAX))
    }

    /// The same, drawn from `entropy`.
    #[must_use]
    pub fn draw(self, failures: u32, entropy: &Entropy) -> TimeDelta {
        self.wait(failures, u64::from_be_bytes(entropy.bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BACKOFF: Backoff = Backoff {
        base: TimeDelta::seconds(10),
        cap: TimeDelta::hours(1),
    };

    #[test]
    fn ceilings_double_up_to_the_cap() {
        let seconds = |failures| BACKOFF.ceiling(failures).num_seconds();
        let seen: Vec<_> = (0..=12).map(seconds).collect();
        let expected = [
            10, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600,
        ];
        assert_eq!(seen, expected);
        assert_eq!(seconds(u32::MAX), 3600);
    }

    #[test]
    fn a_wait_lies_between_nothing_and_the_ceiling() {
        for failures in [1, 2, 7, 40] {
            let ceiling = BACKOFF.ceiling(failures);
            assert_eq!(BACKOFF.wait(failures, 0), TimeDelta::zero());
            assert_eq!(BACKOFF.wait(failures, u64::MAX), ceiling);
            assert_eq!(BACKOFF.wait(failures, u64::MAX / 2), ceiling / 2);
        }
    }

    #[test]
    fn waits_are_spread_evenly() {
        let entropy = Entropy::seeded(5);
        let mut quarters = [0_u32; 4];
        for _ in 0..4000 {
            let share = BACKOFF.draw(1, &entropy).num_milliseconds() * 4 / 10_001;
            quarters[usize::try_from(share).expect("not negative")] += 1;
        }
        assert!(
            quarters.iter().all(|n| (850..1150).contains(n)),
            "{quarters:?}"
        );
    }

    #[test]
    fn odd_settings_wait_not_at_all() {
        let none = Backoff {
            base: TimeDelta::seconds(-5),
            cap: TimeDelta::seconds(-1),
        };
        assert_eq!(none.wait(3, u64::MAX), TimeDelta::zero());
    }
}
