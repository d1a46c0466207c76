//! Names of domains, in the one form in which they are compared and stored.

use std::fmt;
use std::str::FromStr;

use idna::AsciiDenyList;
use idna::uts46::{DnsLength, Hyphens, Uts46};

/// A domain's name in lower-case A-labels, 4 to 253 characters in at least two labels, no final dot.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DomainName(String);

/// Why a text can't be a domain's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DomainNameError {
    /// More than 253 characters once it is in A-labels, or a label of more than 63.
    #[error("must be at most 253 characters long, each label at most 63")]
    TooLong,
    /// Characters, hyphens or dots where none may be.
    #[error("must be a domain name such as example.com")]
    Malformed,
}

impl DomainName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for DomainName {
    type Err = DomainNameError;

    fn from_str(text: &str) -> Result<Self, DomainNameError> {
        let text = text.strip_suffix('.').unwrap_or(text);
        let name = Uts46::new()
            .to_ascii(
                text.as_bytes(),
                AsciiDenyList::STD3,
                // Names with hyphens in third and fourth place are registered.
                Hyphens::CheckFirstLast,
                DnsLength::Ignore,
            )
            .map_err(|_| DomainNameError::Malformed)?;
        if name.len() > 253 || name.split('.').any(|label| label.len() > 63) {
            return Err(DomainNameError::TooLong);
        }
        let mut labels = name.rsplit('.');
        let top = labels.next().unwrap_or_default();
        let top_is_one = top.len() >= 2 && top.starts_with(|c: char| c.is_ascii_alphabetic());
        if !top_is_one || labels.clone().next().is_none() || labels.any(str::is_empty) {
            return Err(DomainNameError::Malformed);
        }
        Ok(Self(name.into_owned()))
    }
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Result<String, DomainNameError> {
        text.parse::<DomainName>().map(|name| name.0)
    }

    #[test]
    fn names_come_in_one_form() {
        for (text, expected) in [
            ("try-northwind.com", "try-northwind.com"),
            ("Try-Northwind.COM.", "try-northwind.com"),
            ("bücher.example", "xn--bcher-kva.example"),
            ("BU\u{308}CHER.example", "xn--bcher-kva.example"),
            ("xn--bcher-kva.example", "xn--bcher-kva.example"),
            ("ab--cd.co.uk", "ab--cd.co.uk"),
            ("a。example", "a.example"),
            ("x.xn--p1ai", "x.xn--p1ai"),
        ] {
            assert_eq!(name(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_domain_is_refused() {
        for text in [
            "",
            ".",
            "com",
            ".com",
            "a..com",
            "a.com..",
            "-a.com",
            "a-.com",
            "a_b.com",
            "a b.com",
            "a.c",
            "192.0.2.1",
            "a.1com",
            "*.a.com",
            "xn--a.com",
            "a\u{0}.com",
        ] {
            assert_eq!(name(text), Err(DomainNameError::Malformed), "{text:?}");
        }
        let label = "a".repeat(63);
        assert!(name(&format!("{label}.com")).is_ok());
        let long = format!("{label}a.com");
        assert_eq!(name(&long), Err(DomainNameError::TooLong));
        let most = format!("{label}.{label}.{label}.{}.com", "a".repeat(57));
        assert_eq!(most.len(), 253);
        assert!(name(&most).is_ok());
        assert_eq!(name(&format!("a{most}")), Err(DomainNameError::TooLong));
    }
}
