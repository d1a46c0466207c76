//! Names of domains and hosts, as vendors take them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Most characters of a name.
const LONGEST: usize = 253;
/// Most characters of one label.
const LONGEST_LABEL: usize = 63;

/// The name of a domain or a host: lower case, ASCII (labels of other scripts as `xn--…`), two
/// labels at least, no dot at its end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DomainName(String);

/// A text that is not the name of a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("must be the name of a domain")]
pub struct NotADomainName;

impl DomainName {
    /// Reads a name in any case, with or without a dot at its end.
    ///
    /// # Errors
    /// When it is not one.
    pub fn parse(text: &str) -> Result<Self, NotADomainName> {
        let text = text.strip_suffix('.').unwrap_or(text);
        let labels = text.split('.').count();
        if text.len() > LONGEST || labels < 2 || !text.split('.').all(is_label) {
            return Err(NotADomainName);
        }
        Ok(Self(text.to_ascii_lowercase()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the name ends with that people register names below: `com`, `co.uk`, `uk.com`. For a
    /// suffix that the Public Suffix List does not have, the last label.
    #[must_use]
    pub fn suffix(&self) -> &str {
        psl::suffix_str(&self.0).unwrap_or(&self.0)
    }

    /// The part of the name that somebody registered: `example.co.uk` of `www.example.co.uk`.
    /// Nothing for a name that is a suffix itself.
    #[must_use]
    pub fn registrable(&self) -> Option<Self> {
        psl::domain_str(&self.0).map(|name| Self(name.to_owned()))
    }

    /// What stands before the suffix, and the suffix: `example` and `co.uk`.
    #[must_use]
    pub fn split(&self) -> Option<(&str, &str)> {
        let suffix = self.suffix();
        let before = self.0.strip_suffix(suffix)?.strip_suffix('.')?;
        Some((before, suffix))
    }

    /// Whether it is `zone` or a name below it.
    #[must_use]
    pub fn is_within(&self, zone: &Self) -> bool {
        let below = self.0.strip_suffix(zone.as_str());
        below.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

/// Letters, digits and hyphens; no hyphen at either end.
fn is_label(label: &str) -> bool {
    (1..=LONGEST_LABEL).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for DomainName {
    type Err = NotADomainName;

    fn from_str(text: &str) -> Result<Self, NotADomainName> {
        Self::parse(text)
    }
}

impl TryFrom<String> for DomainName {
    type Error = NotADomainName;

    fn try_from(text: String) -> Result<Self, NotADomainName> {
        Self::parse(&text)
    }
}

impl From<DomainName> for String {
    fn from(name: DomainName) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> DomainName {
        DomainName::parse(text).expect("a name")
    }

    #[test]
    fn names_are_read_in_one_form() {
        assert_eq!(name("Example.COM.").as_str(), "example.com");
        assert_eq!(
            name("xn--bcher-kva.example").as_str(),
            "xn--bcher-kva.example"
        );
        let long = format!("{}.com", "a".repeat(64));
        let longer = format!("{}com", "abc.".repeat(63));
        for bad in [
            "",
            ".",
            "com",
            "a..com",
            ".com",
            "-a.com",
            "a-.com",
            "a_b.com",
            "a b.com",
            "b\u{fc}cher.de",
            "a.com..",
            "a/b.com",
            "a.com?x",
            &long,
            &longer,
        ] {
            assert_eq!(DomainName::parse(bad), Err(NotADomainName), "{bad}");
        }
    }

    #[test]
    fn suffixes_can_have_two_labels() {
        for (text, before, suffix, registrable) in [
            ("example.com", "example", "com", "example.com"),
            ("www.example.co.uk", "www.example", "co.uk", "example.co.uk"),
            ("example.uk.com", "example", "uk.com", "example.uk.com"),
            (
                "a.example.nosuchtld",
                "a.example",
                "nosuchtld",
                "example.nosuchtld",
            ),
        ] {
            let name = name(text);
            assert_eq!(name.split(), Some((before, suffix)));
            assert_eq!(name.registrable(), DomainName::parse(registrable).ok());
        }
        assert_eq!(name("co.uk").registrable(), None);
        assert_eq!(name("co.uk").split(), None);
    }

    #[test]
    fn names_lie_within_their_zones() {
        let zone = name("example.com");
        assert!(name("example.com").is_within(&zone));
        assert!(name("ns1.example.com").is_within(&zone));
        assert!(!name("anexample.com").is_within(&zone));
        assert!(!name("example.org").is_within(&zone));
    }
}
