//! Where new ids come from.

use std::sync::{Arc, Mutex, PoisonError};

use uuid::{Builder, Uuid};

use super::{Id, Kind};
use crate::clock::Clock;
use crate::entropy::Entropy;

/// Makes ids from a clock and randomness, each greater than the one before.
///
/// Rows that one process makes within one millisecond keep their order: the 12 bits after the
/// time count up from a random start (RFC 9562, section 6.2, method 1). When they run out, or
/// when the clock is set back, the time within the id runs ahead of the clock.
#[derive(Debug)]
pub struct IdSource {
    clock: Arc<dyn Clock>,
    entropy: Entropy,
    last: Mutex<Position>,
}

#[derive(Debug, Clone, Copy)]
struct Position {
    millis: u64,
    count: u16,
}

/// The highest value of the 12-bit counter.
const LAST_COUNT: u16 = 0xfff;

impl IdSource {
    /// A source that reads `clock` and `entropy`.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, entropy: Entropy) -> Self {
        Self {
            clock,
            entropy,
            last: Mutex::new(Position {
                millis: 0,
                count: 0,
            }),
        }
    }

    /// A new id.
    pub fn next<K: Kind>(&self) -> Id<K> {
        Id::from_uuid(self.next_uuid())
    }

    fn next_uuid(&self) -> Uuid {
        let mut random: [u8; 10] = self.entropy.bytes();
        let start = u16::from_be_bytes([random[0], random[1]]);
        let Position { millis, count } = self.step(start);
        [random[0], random[1]] = count.to_be_bytes();
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    fn step(&self, start: u16) -> Position {
        let now = u64::try_from(self.clock.now().timestamp_millis()).unwrap_or(0);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = if now > last.millis {
            // Half of the range, so that many may follow within this millisecond.
            Position {
                millis: now,
                count: start & 0x7ff,
            }
        } else if last.count < LAST_COUNT {
            Position {
                millis: last.millis,
                count: last.count + 1,
            }
        } else {
            Position {
                millis: last.millis + 1,
                count: 0,
            }
        };
        *last
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Duration};

    use super::*;
    use crate::clock::MovableClock;
    use crate::id::OrderId;

    fn source() -> (Arc<MovableClock>, IdSource) {
        let start = DateTime::from_timestamp_millis(1_793_871_000_000).expect("a time");
        let clock = Arc::new(MovableClock::at(start));
        (clock.clone(), IdSource::new(clock, Entropy::seeded(1)))
    }

    #[test]
    fn ids_grow_while_the_clock_stands_or_goes_back() {
        let (clock, source) = source();
        let mut last: OrderId = source.next();
        for round in 0..20_000 {
            if round == 10_000 {
                clock.advance(Duration::hours(-1));
            }
            let id = source.next();
            assert!(id > last, "round {round}");
            assert_eq!(id.uuid().get_version_num(), 7);
            assert_eq!(id.uuid().get_variant(), uuid::Variant::RFC4122);
            last = id;
        }
    }

    #[test]
    fn ids_carry_the_clock() {
        let (clock, source) = source();
        let id: OrderId = source.next();
        let (seconds, nanos) = id.uuid().get_timestamp().expect("a v7").to_unix();
        assert_eq!(seconds, clock.now().timestamp() as u64);
        assert_eq!(nanos, 0);
        clock.advance(Duration::days(1));
        let later: OrderId = source.next();
        let (later, _) = later.uuid().get_timestamp().expect("a v7").to_unix();
        assert_eq!(later - seconds, 86_400);
    }
}
