//! Texts of `TXT` records.

use std::fmt;
use std::str::FromStr;

/// The most bytes of one string on the wire.
const STRING: usize = 255;

/// The text of a `TXT` record as a whole: 1 to 2,048 bytes of UTF-8 without control characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text(String);

/// Why a text can't stand in a `TXT` record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing.
    #[error("must not be empty")]
    Empty,
    /// More than 2,048 bytes.
    #[error("must be at most 2,048 bytes long")]
    TooLong,
    /// A control character, a line break among them.
    #[error("must not contain control characters")]
    ControlCharacter,
    /// Quotes around it, as zone files write texts.
    #[error("must be the text itself, without quotes around it")]
    Quoted,
}

impl Text {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The strings that it is published as, 255 bytes each but the last.
    pub fn strings(&self) -> impl Iterator<Item = &[u8]> {
        self.0.as_bytes().chunks(STRING)
    }
}

impl FromStr for Text {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        if text.len() > 2048 {
            return Err(TextError::TooLong);
        }
        if text.chars().any(|c| c.is_ascii_control()) {
            return Err(TextError::ControlCharacter);
        }
        if text.len() > 1 && text.starts_with('"') && text.ends_with('"') {
            return Err(TextError::Quoted);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
