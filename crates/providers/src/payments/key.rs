//! The name of a change, so that asking for it twice makes it once.

use std::fmt;

use super::error::PaymentError;

/// The name of a change at the provider, given by the caller: the same key with the same request
/// does nothing new and answers as the first time. At most 255 visible ASCII characters; a longer
/// one is refused by the call it is used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// A key; best made of the id of the caller's own object, `topup:top_…`.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Refuses what providers do not take.
    pub(super) fn check(&self) -> Result<(), PaymentError> {
        let is_usable =
            (1..=255).contains(&self.0.len()) && self.0.bytes().all(|byte| byte.is_ascii_graphic());
        if is_usable {
            Ok(())
        } else {
            Err(PaymentError::invalid(
                "Idempotency-Key",
                "must be 1 to 255 visible characters",
            ))
        }
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
