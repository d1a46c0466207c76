//! Money: whole cents of US dollars, with arithmetic that refuses to overflow.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount in integer cents; negative for what is owed or given back.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Cents(i64);

/// A sum that does not fit into an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the amount is too large")]
pub struct AmountTooLarge;

impl Cents {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// `cents` hundredths of a dollar.
    #[must_use]
    pub const fn new(cents: i64) -> Self {
        Self(cents)
    }

    /// The number of cents.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// `self + other`.
    ///
    /// # Errors
    /// When the sum does not fit.
    pub fn plus(self, other: Self) -> Result<Self, AmountTooLarge> {
        self.0.checked_add(other.0).map(Self).ok_or(AmountTooLarge)
    }

    /// `self - other`.
    ///
    /// # Errors
    /// When the difference does not fit.
    pub fn minus(self, other: Self) -> Result<Self, AmountTooLarge> {
        self.0.checked_sub(other.0).map(Self).ok_or(AmountTooLarge)
    }

    /// `self` times `count`.
    ///
    /// # Errors
    /// When the product does not fit.
    pub fn times(self, count: i64) -> Result<Self, AmountTooLarge> {
        self.0.checked_mul(count).map(Self).ok_or(AmountTooLarge)
    }

    /// The sum of `amounts`.
    ///
    /// # Errors
    /// When it does not fit.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, AmountTooLarge> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }
}

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        write!(f, "{sign}${}.{:02}", cents / 100, cents % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_checked() {
        assert_eq!(Cents::new(1799).plus(Cents::new(1)), Ok(Cents::new(1800)));
        assert_eq!(
            Cents::new(i64::MAX).plus(Cents::new(1)),
            Err(AmountTooLarge)
        );
        assert_eq!(
            Cents::new(i64::MIN).minus(Cents::new(1)),
            Err(AmountTooLarge)
        );
        assert_eq!(Cents::new(350).times(2), Ok(Cents::new(700)));
        assert_eq!(Cents::new(i64::MAX).times(2), Err(AmountTooLarge));
        assert_eq!(
            Cents::sum([Cents::new(2), Cents::new(-3)]),
            Ok(Cents::new(-1))
        );
    }

    #[test]
    fn amounts_print_as_dollars() {
        assert_eq!(Cents::new(1799).to_string(), "$17.99");
        assert_eq!(Cents::new(-5).to_string(), "-$0.05");
        assert_eq!(Cents::new(i64::MIN).to_string(), "-$92233720368547758.08");
    }
}
