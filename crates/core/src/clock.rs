//! Time as a dependency: the program reads the system's clock, tests move their own.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, SubsecRound, Utc};

use crate::Timestamp;

/// Where time comes from.
///
/// A clock's resolution is one millisecond, the resolution of our ids and of the API, so that
/// a time that went through a database or through JSON still equals the one that was read here.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present moment, whole milliseconds.
    fn now(&self) -> Timestamp;
}

/// The operating system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Utc::now().trunc_subsecs(3)
    }
}

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct MovableClock(Mutex<Timestamp>);

impl MovableClock {
    /// A clock that shows `start`.
    #[must_use]
    pub fn at(start: DateTime<Utc>) -> Self {
        Self(Mutex::new(start.trunc_subsecs(3)))
    }

    /// Moves the clock; a negative duration moves it back.
    pub fn advance(&self, by: Duration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now = (*now + by).trunc_subsecs(3);
    }

    /// Sets the clock to `to`.
    pub fn set(&self, to: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = to.trunc_subsecs(3);
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Another clock, moved forward: how a sandbox lets weeks pass in a moment.
#[derive(Debug)]
pub struct OffsetClock {
    under: Arc<dyn Clock>,
    millis: AtomicI64,
}

impl OffsetClock {
    /// The furthest that a clock can be moved.
    pub const MAX: Duration = Duration::days(36_525);

    /// A clock that shows what `under` shows until it is moved.
    #[must_use]
    pub fn over(under: Arc<dyn Clock>) -> Self {
        Self {
            under,
            millis: AtomicI64::new(0),
        }
    }

    /// How far it was moved.
    #[must_use]
    pub fn offset(&self) -> Duration {
        Duration::milliseconds(self.millis.load(Ordering::Acquire))
    }

    /// Moves it to `offset` before the other clock, and tells whether that was a move: it never
    /// goes back, and no further than [`Self::MAX`].
    pub fn move_to(&self, offset: Duration) -> bool {
        let to = offset.min(Self::MAX).num_milliseconds();
        self.millis.fetch_max(to, Ordering::AcqRel) < to
    }
}

impl Clock for OffsetClock {
    fn now(&self) -> Timestamp {
        self.under.now() + self.offset()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_movable_clock_stands_still_until_moved() {
        let start = DateTime::from_timestamp_micros(1_793_871_000_123_456).expect("valid");
        let clock = MovableClock::at(start);
        assert_eq!(clock.now().timestamp_subsec_micros(), 123_000);
        assert_eq!(clock.now(), clock.now());
        clock.advance(Duration::days(35));
        assert_eq!(clock.now() - start.trunc_subsecs(3), Duration::days(35));
    }

    #[test]
    fn an_offset_clock_only_moves_forward() {
        let start = DateTime::from_timestamp_millis(1_793_871_000_000).expect("valid");
        let under = Arc::new(MovableClock::at(start));
        let clock = OffsetClock::over(under.clone());
        assert_eq!(clock.now(), start);
        assert!(clock.move_to(Duration::days(35)));
        assert!(!clock.move_to(Duration::days(35)));
        assert!(!clock.move_to(Duration::days(1)));
        under.advance(Duration::hours(1));
        assert_eq!(clock.now() - start, Duration::days(35) + Duration::hours(1));
        assert!(clock.move_to(Duration::MAX));
        assert_eq!(clock.offset(), OffsetClock::MAX);
    }

    #[test]
    fn the_system_clock_has_whole_milliseconds() {
        assert_eq!(SystemClock.now().timestamp_subsec_nanos() % 1_000_000, 0);
    }
}
