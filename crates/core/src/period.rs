//! Calendar months in UTC, by which spend is added up.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime};

use crate::Timestamp;

/// A calendar month in UTC, written as `2026-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period(
    /// Months since the beginning of the year 0.
    i32,
);

/// Text that is no calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a calendar month: expected a year and a month, such as `2026-11`")]
pub struct InvalidPeriod;

impl Period {
    /// The month that `moment` is in.
    #[must_use]
    pub fn of(moment: Timestamp) -> Self {
        let month = i32::try_from(moment.month0()).unwrap_or_default();
        Self(moment.year() * 12 + month)
    }

    /// The month after.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The month before.
    #[must_use]
    pub const fn previous(self) -> Self {
        Self(self.0 - 1)
    }

    /// Its first moment.
    #[must_use]
    pub fn start(self) -> Timestamp {
        let month = self.0.rem_euclid(12).unsigned_abs() + 1;
        NaiveDate::from_ymd_opt(self.0.div_euclid(12), month, 1)
            .map_or(DateTime::UNIX_EPOCH, |first| {
                first.and_time(NaiveTime::MIN).and_utc()
            })
    }

    /// The moment at which it is over, which is the first of the next one.
    #[must_use]
    pub fn end(self) -> Timestamp {
        self.next().start()
    }

    /// This month and those before it down to `oldest`, newest first; none when it is older.
    pub fn back_to(self, oldest: Self) -> impl Iterator<Item = Self> {
        (oldest.0..=self.0).rev().map(Self)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.0.div_euclid(12), self.0.rem_euclid(12) + 1);
        write!(f, "{year:04}-{month:02}")
    }
}

impl FromStr for Period {
    type Err = InvalidPeriod;

    fn from_str(text: &str) -> Result<Self, InvalidPeriod> {
        let digits = |text: &str, length: usize| {
            let is_number = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| text.parse::<i32>().ok()).flatten()
        };
        let (year, month) = text.split_once('-').ok_or(InvalidPeriod)?;
        let year = digits(year, 4).ok_or(InvalidPeriod)?;
        let month = digits(month, 2).filter(|month| (1..=12).contains(month));
        Ok(Self(year * 12 + month.ok_or(InvalidPeriod)? - 1))
    }
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone as _, Utc};

    use super::*;

    fn at(year: i32, month: u32, day: u32, hour: u32) -> Timestamp {
        Utc.with_ymd_and_hms(year, month, day, hour, 0, 0)
            .single()
            .expect("a moment")
    }

    fn period(text: &str) -> Period {
        text.parse().expect(text)
    }

    #[test]
    fn months_begin_at_their_first_midnight_and_end_where_the_next_begins() {
        assert_eq!(Period::of(at(2026, 11, 30, 23)), period("2026-11"));
        assert_eq!(period("2026-11").start(), at(2026, 11, 1, 0));
        assert_eq!(period("2026-12").end(), at(2027, 1, 1, 0));
        assert_eq!(Period::of(at(2027, 1, 1, 0)).previous(), period("2026-12"));
        assert_eq!(period("2028-02").end() - period("2028-02").start(), {
            chrono::TimeDelta::days(29)
        });
        let last = Period::of(period("2026-12").end() - chrono::TimeDelta::milliseconds(1));
        assert_eq!(last, period("2026-12"));
    }

    #[test]
    fn text_and_value_round_trip() {
        for text in ["0000-01", "1999-12", "2026-11", "9999-12"] {
            assert_eq!(period(text).to_string(), text);
        }
        for wrong in [
            "",
            "2026",
            "2026-1",
            "2026-00",
            "2026-13",
            "226-11",
            "2026-11-01",
            "+026-11",
            "2026-+1",
            "2026–11",
        ] {
            assert_eq!(wrong.parse::<Period>(), Err(InvalidPeriod), "{wrong}");
        }
    }

    #[test]
    fn they_sort_by_time_and_are_listed_backwards() {
        assert!(period("2026-12") < period("2027-01"));
        let listed: Vec<String> = period("2027-02")
            .back_to(period("2026-11"))
            .map(|period| period.to_string())
            .collect();
        assert_eq!(listed, ["2027-02", "2027-01", "2026-12", "2026-11"]);
        assert_eq!(period("2026-10").back_to(period("2026-11")).count(), 0);
    }
}
