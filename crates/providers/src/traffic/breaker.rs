//! Stays away from a vendor that is down.
//!
//! - **Closed**: calls go through. So many outages in a row (`failures`) open it. An answer of any
//!   kind but a gateway's or a crash's is none, so that a refusal, a bad key or a rate limit of
//!   one account never keeps the others out.
//! - **Open**: nothing is sent for a pause, which is `pause_ms` and up to a quarter more by chance:
//!   many processes do not come back together.
//! - **Half open**: when the pause is over one call is let through to try, and others still go
//!   nowhere. Its answer closes the breaker; another outage opens it for twice the pause, up to
//!   `longest_pause_ms`. A trial that was broken off leaves its place to the next call.
//!
//! Time comes from outside, so it needs no sleep to be tested.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use simpleinboxes_core::Timestamp;

/// When to stay away from a vendor, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BreakerSettings {
    /// Outages in a row after which nothing is sent for a pause; 0: never.
    pub failures: u32,
    /// Milliseconds of the first pause. It doubles with each trial that fails; up to a quarter is
    /// added by chance.
    pub pause_ms: u64,
    /// Milliseconds of the longest pause, before what chance adds.
    pub longest_pause_ms: u64,
}

impl BreakerSettings {
    /// Calls always go through.
    pub const OFF: Self = Self {
        failures: 0,
        pause_ms: 0,
        longest_pause_ms: 0,
    };
}

impl Default for BreakerSettings {
    fn default() -> Self {
        Self {
            failures: 5,
            pause_ms: 30_000,
            longest_pause_ms: 300_000,
        }
    }
}

/// Where a breaker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BreakerState {
    /// Calls go through.
    Closed,
    /// The pause is over: one call tries.
    HalfOpen,
    /// Nothing is sent.
    Open,
}

impl BreakerState {
    /// As it is told to people and machines.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::HalfOpen => "half_open",
            Self::Open => "open",
        }
    }
}

/// What a call that went through says of the vendor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// It answers.
    Up,
    /// It does not.
    Down,
    /// Nothing: the call was broken off, or never left.
    Nothing,
}

/// A change worth telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turned {
    Opened(TimeDelta),
    Closed,
}

#[derive(Debug, Clone, Copy)]
enum Phase {
    Closed { failures: u32 },
    Open { until: Timestamp, times: u32 },
    Trying { times: u32 },
}

/// One vendor's breaker, or one server's.
#[derive(Debug)]
pub(super) struct Breaker {
    settings: BreakerSettings,
    phase: Mutex<Phase>,
}

impl Breaker {
    pub(super) const fn new(settings: BreakerSettings) -> Self {
        Self {
            settings,
            phase: Mutex::new(Phase::Closed { failures: 0 }),
        }
    }

    /// Lets a call through, and tells whether it is a trial; else how long it is to stay away.
    /// `trial_takes` is how long a trial takes at most.
    pub(super) fn admit(&self, now: Timestamp, trial_takes: Duration) -> Result<bool, Duration> {
        let mut phase = self.phase();
        match *phase {
            Phase::Closed { .. } => Ok(false),
            Phase::Trying { .. } => Err(trial_takes),
            Phase::Open { until, times } => match self.left(until, now) {
                Some(left) => Err(left),
                None => {
                    *phase = Phase::Trying { times };
                    Ok(true)
                }
            },
        }
    }

    /// Notes what came of a call that was let through; `draw` is chance.
    pub(super) fn ended(
        &self,
        trial: bool,
        says: Says,
        now: Timestamp,
        draw: u16,
    ) -> Option<Turned> {
        let mut phase = self.phase();
        match (*phase, says) {
            (Phase::Trying { times }, _) if trial => match says {
                Says::Up => {
                    *phase = Phase::Closed { failures: 0 };
                    Some(Turned::Closed)
                }
                Says::Down => Some(self.open(&mut phase, times, now, draw)),
                Says::Nothing => {
                    *phase = Phase::Open { until: now, times };
                    None
                }
            },
            (Phase::Closed { failures }, Says::Down) => {
                let failures = failures.saturating_add(1);
                if self.settings.failures != 0 && failures >= self.settings.failures {
                    return Some(self.open(&mut phase, 0, now, draw));
                }
                *phase = Phase::Closed { failures };
                None
            }
            (Phase::Closed { .. }, Says::Up) => {
                *phase = Phase::Closed { failures: 0 };
                None
            }
            // Calls that were on their way when it opened say nothing new.
            (Phase::Closed { .. } | Phase::Open { .. } | Phase::Trying { .. }, _) => None,
        }
    }

    /// Where it stands, and how long until the next trial.
    pub(super) fn state(&self, now: Timestamp) -> (BreakerState, Option<Duration>) {
        match *self.phase() {
            Phase::Closed { .. } => (BreakerState::Closed, None),
            Phase::Trying { .. } => (BreakerState::HalfOpen, None),
            Phase::Open { until, .. } => match self.left(until, now) {
                Some(left) => (BreakerState::Open, Some(left)),
                None => (BreakerState::HalfOpen, None),
            },
        }
    }

    fn open(&self, phase: &mut Phase, times: u32, now: Timestamp, draw: u16) -> Turned {
        let millis = self.settings.pause_ms.saturating_mul(1 << times.min(32));
        let millis = millis.min(self.settings.longest_pause_ms);
        let chance = (u128::from(millis) * u128::from(draw) / u128::from(u16::MAX)) / 4;
        let millis = millis.saturating_add(u64::try_from(chance).unwrap_or(u64::MAX));
        let pause = TimeDelta::milliseconds(i64::try_from(millis).unwrap_or(i64::MAX / 2));
        *phase = Phase::Open {
            until: now + pause,
            times: times.saturating_add(1),
        };
        Turned::Opened(pause)
    }

    /// What is left of a pause. A clock that was set back does not make it longer.
    fn left(&self, until: Timestamp, now: Timestamp) -> Option<Duration> {
        let left = (until - now).to_std().ok().filter(|left| !left.is_zero())?;
        let longest = self.settings.pause_ms.max(self.settings.longest_pause_ms);
        let longest = Duration::from_millis(longest.saturating_mul(2));
        (left <= longest).then_some(left)
    }

    fn phase(&self) -> MutexGuard<'_, Phase> {
        self.phase.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    const SETTINGS: BreakerSettings = BreakerSettings {
        failures: 3,
        pause_ms: 1_000,
        longest_pause_ms: 3_000,
    };
    const TRIAL: Duration = Duration::from_secs(15);

    fn at(millis: i64) -> Timestamp {
        DateTime::from_timestamp_millis(1_793_871_000_000 + millis).expect("valid")
    }

    fn call(breaker: &Breaker, now: i64, says: Says) -> Option<Turned> {
        let trial = breaker.admit(at(now), TRIAL).expect("let through");
        breaker.ended(trial, says, at(now), 0)
    }

    fn opened(millis: i64) -> Option<Turned> {
        Some(Turned::Opened(TimeDelta::milliseconds(millis)))
    }

    fn open_at_zero() -> Breaker {
        let breaker = Breaker::new(SETTINGS);
        for _ in 0..2 {
            assert_eq!(call(&breaker, 0, Says::Down), None);
        }
        assert_eq!(call(&breaker, 0, Says::Down), opened(1_000));
        breaker
    }

    #[test]
    fn only_outages_in_a_row_open_it() {
        let breaker = Breaker::new(SETTINGS);
        for says in [Says::Down, Says::Down, Says::Up, Says::Down, Says::Down] {
            assert_eq!(call(&breaker, 0, says), None);
        }
        assert_eq!(call(&breaker, 0, Says::Nothing), None);
        assert_eq!(call(&breaker, 0, Says::Down), opened(1_000));
        assert_eq!(
            breaker.admit(at(400), TRIAL),
            Err(Duration::from_millis(600))
        );
        assert_eq!(
            breaker.state(at(400)),
            (BreakerState::Open, Some(Duration::from_millis(600)))
        );
    }

    #[test]
    fn one_call_tries_and_its_answer_closes() {
        let breaker = open_at_zero();
        assert_eq!(breaker.state(at(1_000)).0, BreakerState::HalfOpen);
        assert_eq!(breaker.admit(at(1_000), TRIAL), Ok(true));
        assert_eq!(breaker.admit(at(1_000), TRIAL), Err(TRIAL), "one at a time");
        assert_eq!(breaker.state(at(1_000)).0, BreakerState::HalfOpen);
        let closed = breaker.ended(true, Says::Up, at(1_500), 0);
        assert_eq!(closed, Some(Turned::Closed));
        assert_eq!(breaker.admit(at(1_500), TRIAL), Ok(false));
    }

    #[test]
    fn pauses_double_up_to_the_longest() {
        let breaker = open_at_zero();
        assert_eq!(call(&breaker, 1_000, Says::Down), opened(2_000));
        assert_eq!(call(&breaker, 3_000, Says::Down), opened(3_000));
        assert_eq!(call(&breaker, 6_000, Says::Down), opened(3_000));
        assert_eq!(call(&breaker, 9_000, Says::Up), Some(Turned::Closed));
        for _ in 0..2 {
            assert_eq!(call(&breaker, 9_000, Says::Down), None);
        }
        let again = call(&breaker, 9_000, Says::Down);
        assert_eq!(again, opened(1_000), "it begins anew");
    }

    #[test]
    fn a_trial_broken_off_leaves_its_place() {
        let breaker = open_at_zero();
        assert_eq!(call(&breaker, 1_000, Says::Nothing), None);
        assert_eq!(breaker.admit(at(1_000), TRIAL), Ok(true));
    }

    #[test]
    fn calls_from_before_it_opened_say_nothing() {
        let breaker = open_at_zero();
        assert_eq!(breaker.ended(false, Says::Up, at(10), 0), None);
        assert_eq!(breaker.ended(false, Says::Down, at(10), 0), None);
        assert_eq!(breaker.state(at(10)).0, BreakerState::Open);
        assert_eq!(breaker.admit(at(1_000), TRIAL), Ok(true));
        assert_eq!(breaker.ended(false, Says::Up, at(1_000), 0), None);
        assert_eq!(breaker.admit(at(1_000), TRIAL), Err(TRIAL), "still trying");
    }

    #[test]
    fn chance_adds_a_quarter_at_most() {
        for (draw, millis) in [(0, 1_000), (u16::MAX / 2, 1_124), (u16::MAX, 1_250)] {
            let breaker = Breaker::new(BreakerSettings {
                failures: 1,
                ..SETTINGS
            });
            let turned = breaker.ended(false, Says::Down, at(0), draw);
            assert_eq!(turned, opened(millis));
        }
    }

    #[test]
    fn it_can_be_off_and_bears_odd_settings() {
        let off = Breaker::new(BreakerSettings {
            failures: 0,
            ..SETTINGS
        });
        for _ in 0..100 {
            assert_eq!(call(&off, 0, Says::Down), None);
        }
        let odd = Breaker::new(BreakerSettings {
            failures: 1,
            pause_ms: u64::MAX,
            longest_pause_ms: 0,
        });
        assert_eq!(call(&odd, 0, Says::Down), opened(0));
        assert_eq!(odd.admit(at(0), TRIAL), Ok(true));
    }

    #[test]
    fn a_clock_set_back_does_not_lengthen_the_pause() {
        let breaker = open_at_zero();
        assert_eq!(breaker.admit(at(-86_400_000), TRIAL), Ok(true));
    }
}
