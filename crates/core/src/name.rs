//! Names of workspaces, which are also the names of clients.

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization as _;

/// The longest name, in characters.
const MAX_LENGTH: usize = 64;

/// A workspace's name: 1 to 64 characters, without space around it or control characters in
/// it, in Unicode's composed form (NFC).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WorkspaceName(String);

/// The form under which names are the same: 'Straße' and 'STRASSE' have one key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameKey(String);

/// Why a text can't be a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing is left without the space around it.
    #[error("must not be empty")]
    Empty,
    /// More than 64 characters.
    #[error("must be at most 64 characters long")]
    TooLong,
    /// A control character, a line break among them.
    #[error("must not contain control characters")]
    ControlCharacter,
}

impl WorkspaceName {
    /// The name as it is shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form under which this name is unique within an account.
    #[must_use]
    pub fn key(&self) -> NameKey {
        NameKey::of(&self.0)
    }
}

impl NameKey {
    /// The key of any text, so that a client is found by however its name is written.
    #[must_use]
    pub fn of(text: &str) -> Self {
        // Unicode's canonical caseless match (3.13, D145): folding can undo the composed form
        // and decomposing can show letters that fold again, so both stand on both sides.
        let folded = caseless::default_case_fold_str(&text.trim().nfd().collect::<String>());
        Self(folded.nfd().collect())
    }

    /// The key as it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for WorkspaceName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let name: String = text.trim().nfc().collect();
        if name.is_empty() {
            return Err(NameError::Empty);
        }
        if name.chars().any(char::is_control) {
            return Err(NameError::ControlCharacter);
        }
        if name.chars().count() > MAX_LENGTH {
            return Err(NameError::TooLong);
        }
        Ok(Self(name))
    }
}

impl fmt::Display for WorkspaceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Result<WorkspaceName, NameError> {
        text.parse()
    }

    #[test]
    fn names_are_trimmed_and_composed() {
        assert_eq!(
            name("  Northwind \t").expect("a name").as_str(),
            "Northwind"
        );
        assert_eq!(name("Cafe\u{301}").expect("a name").as_str(), "Café");
    }

    #[test]
    fn length_counts_composed_characters() {
        assert!(name(&"é".repeat(64)).is_ok());
        assert!(name(&"e\u{301}".repeat(64)).is_ok());
        assert_eq!(name(&"é".repeat(65)), Err(NameError::TooLong));
        assert_eq!(name(" \u{a0}\u{2003}"), Err(NameError::Empty));
        assert_eq!(name("a\nb"), Err(NameError::ControlCharacter));
    }

    #[test]
    fn keys_ignore_case_in_every_script() {
        for (one, other) in [
            ("Northwind", "NORTHWIND"),
            ("Straße", "STRASSE"),
            ("ΣΊΣΥΦΟΣ", "σίσυφος"),
            ("Café", "CAFE\u{301}"),
            ("ǅ", "ǆ"),
            ("α\u{345}\u{301}", "ΆΙ"),
        ] {
            assert_eq!(NameKey::of(one), NameKey::of(other), "{one} {other}");
        }
        assert_ne!(NameKey::of("Northwind"), NameKey::of("North wind"));
        assert_eq!(NameKey::of(" x "), NameKey::of("X"));
    }
}
