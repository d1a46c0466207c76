//! The name of a change, so that asking for it twice makes it once.

use std::fmt;

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

    /// Whether providers take it.
    pub(super) fn is_usable(&self) -> bool {
        (1..=255).contains(&self.0.len()) && self.0.bytes().all(|byte| byte.is_ascii_graphic())
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
