//! Names of records.

use std::fmt;

use super::DomainName;

/// The full name of a record: lower case, no final dot, 4 to 253 characters, the domain itself or a
/// name in it. The first label may be `*`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordName(String);

/// Why a text can't be the name of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecordNameError {
    /// Characters, hyphens, dots or a `*` where none may be, or a label that is too long.
    #[error(
        "must be labels of up to 63 letters, digits, underscores and inner hyphens; the first may be *"
    )]
    Malformed,
    /// The full name has more than 253 characters.
    #[error("must be at most 253 characters long with the domain's name")]
    TooLong,
    /// A final dot says that the name is full, and it is not in the domain.
    #[error("must lie in the domain")]
    Outside,
}

impl RecordName {
    /// Reads a name as somebody wrote it. `@` is the domain itself; a name that ends in the
    /// domain's, with a final dot or without, is full; any other is relative to the domain.
    ///
    /// # Errors
    /// See [`RecordNameError`].
    pub fn read(text: &str, domain: &DomainName) -> Result<Self, RecordNameError> {
        let lower = text.to_ascii_lowercase();
        let (name, absolute) = match lower.strip_suffix('.') {
            Some(name) => (name, true),
            None => (lower.as_str(), false),
        };
        let full = if lower == "@" {
            domain.as_str().to_owned()
        } else if is_in(name, domain.as_str()) {
            name.to_owned()
        } else if absolute {
            return Err(RecordNameError::Outside);
        } else {
            format!("{name}.{domain}")
        };
        let own = full.strip_suffix(domain.as_str()).unwrap_or_default();
        if !own.is_empty() && !are_labels(own.strip_suffix('.').unwrap_or(own)) {
            return Err(RecordNameError::Malformed);
        }
        if full.len() > 253 {
            return Err(RecordNameError::TooLong);
        }
        Ok(Self(full))
    }

    /// The domain itself.
    #[must_use]
    pub fn apex(domain: &DomainName) -> Self {
        Self(domain.as_str().to_owned())
    }

    /// The full name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the domain itself.
    #[must_use]
    pub fn is_apex(&self, domain: &DomainName) -> bool {
        self.0 == domain.as_str()
    }

    /// The name relative to the domain; `@` for the domain itself.
    #[must_use]
    pub fn relative_to(&self, domain: &DomainName) -> &str {
        match self.0.strip_suffix(domain.as_str()) {
            Some("") => "@",
            Some(own) => own.strip_suffix('.').unwrap_or(own),
            None => &self.0,
        }
    }

    /// Whether this is where a DMARC record stands.
    pub(super) fn is_of_dmarc(&self) -> bool {
        self.0.starts_with("_dmarc.")
    }

    /// Whether this is where a DKIM key stands: below a `_domainkey`.
    pub(super) fn is_of_dkim(&self) -> bool {
        self.0.split('.').skip(1).any(|label| label == "_domainkey")
    }
}

impl fmt::Display for RecordName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_in(name: &str, domain: &str) -> bool {
    name.strip_suffix(domain)
        .is_some_and(|own| own.is_empty() || own.ends_with('.'))
}

fn are_labels(text: &str) -> bool {
    let mut labels = text.split('.');
    let first = labels.next().unwrap_or_default();
    (first == "*" || is_label(first)) && labels.all(is_label)
}

/// Whether a text is one label: up to 63 letters, digits, `_`, and hyphens inside.
pub(super) fn is_label(text: &str) -> bool {
    let ends = |c: char| c.is_ascii_alphanumeric() || c == '_';
    (1..=63).contains(&text.len())
        && text.starts_with(ends)
        && text.ends_with(ends)
        && text.chars().all(|c| ends(c) || c == '-')
}
