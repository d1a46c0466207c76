//! For how long resolvers may keep a record.

/// 60 to 86,400 seconds, or automatic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ttl(u32);

/// A number that is no time to live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be 60 to 86,400, or 1 for automatic")]
pub struct TtlOutOfRange;

impl Ttl {
    /// The host chooses; where it does not, 300 seconds.
    pub const AUTOMATIC: Self = Self(1);

    /// A time from the number that the API has.
    ///
    /// # Errors
    /// When it is neither 1 nor 60 to 86,400.
    pub const fn new(number: u32) -> Result<Self, TtlOutOfRange> {
        match number {
            1 | 60..=86_400 => Ok(Self(number)),
            _ => Err(TtlOutOfRange),
        }
    }

    /// The number that the API has: 1 for automatic.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The seconds that are published.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        match self.0 {
            1 => 300,
            seconds => seconds,
        }
    }
}
