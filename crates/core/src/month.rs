//! The months that an order is paid for, counted from its activation.

use chrono::Months;

use crate::Timestamp;

/// The moment `months` months after `start`: the same day and time, or the last day of a month
/// that is too short. Counted from the start each time, so that a short month in between does not
/// move the days after it.
#[must_use]
pub fn months_after(start: Timestamp, months: u32) -> Timestamp {
    start
        .checked_add_months(Months::new(months))
        .unwrap_or(start)
}

/// The end of the last month that is over when `moment` comes: the renewal in whose month it
/// lies. None for a moment within the first month, which was paid for with the order.
#[must_use]
pub fn renewal_before(start: Timestamp, moment: Timestamp) -> Option<Timestamp> {
    let mut months = 0;
    // A domain is registered for ten years at most.
    while months < 12 * 11 && months_after(start, months + 1) <= moment {
        months += 1;
    }
    (months > 0).then(|| months_after(start, months))
}

#[cfg(test)]
mod tests {
    use chrono::{TimeDelta, TimeZone as _, Utc};
    use proptest::prelude::*;

    use super::*;

    fn at(year: i32, month: u32, day: u32) -> Timestamp {
        Utc.with_ymd_and_hms(year, month, day, 10, 5, 0)
            .single()
            .expect("a moment")
    }

    #[test]
    fn months_that_are_too_short_end_on_their_last_day() {
        let start = at(2027, 1, 31);
        let ends = [
            (1, at(2027, 2, 28)),
            (2, at(2027, 3, 31)),
            (3, at(2027, 4, 30)),
            (13, at(2028, 2, 29)),
            (14, at(2028, 3, 31)),
        ];
        for (months, end) in ends {
            assert_eq!(months_after(start, months), end, "after {months}");
        }
        assert_eq!(months_after(at(2026, 11, 4), 1), at(2026, 12, 4));
    }

    #[test]
    fn a_year_is_carried_by_the_renewal_in_whose_month_it_runs_out() {
        let start = at(2026, 11, 4);
        let second = TimeDelta::seconds(1);
        assert_eq!(renewal_before(start, at(2026, 12, 4) - second), None);
        assert_eq!(
            renewal_before(start, at(2026, 12, 4)),
            Some(at(2026, 12, 4))
        );
        // Bought half an hour before the activation: the eleventh renewal pays for the next year.
        let expires = at(2027, 11, 4) - TimeDelta::minutes(30);
        assert_eq!(renewal_before(start, expires), Some(at(2027, 10, 4)));
        assert_eq!(
            renewal_before(start, at(2027, 11, 4)),
            Some(at(2027, 11, 4))
        );
    }

    proptest! {
        #[test]
        fn months_go_on_and_keep_their_time(seconds in 0i64..4_000_000_000, months in 0u32..600) {
            let start = chrono::DateTime::from_timestamp(seconds, 0).expect("a moment");
            let (this, next) = (months_after(start, months), months_after(start, months + 1));
            prop_assert!(this < next);
            prop_assert!(next - this >= TimeDelta::days(28) && next - this <= TimeDelta::days(31));
            prop_assert_eq!(this.time(), start.time());
        }
    }
}
