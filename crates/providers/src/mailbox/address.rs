//! Domains, usernames and addresses, in the one form in which they are compared.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

const LONGEST_DOMAIN: usize = 253;
const LONGEST_USERNAME: usize = 64;
const LONGEST_ADDRESS: usize = 254;

/// A domain in lower-case A-labels, without a final dot.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DomainName(String);

/// The part of an address before the `@`: letters, digits and single `.`, `_`, `-` between them, in
/// lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Username(String);

/// The address of a mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    username: Username,
    domain: DomainName,
}

/// Why a text is no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AddressError {
    /// The domain is none.
    #[error("the domain must be a name in A-labels")]
    Domain,
    /// The part before the `@` is none.
    #[error("the username must be 1 to 64 letters, digits and single . _ - between them")]
    Username,
    /// Both are right, but too long together.
    #[error("the address must be at most 254 characters long")]
    TooLong,
}

impl DomainName {
    /// The name as it stands.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for DomainName {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let name = text.to_ascii_lowercase();
        let labels: Vec<&str> = name.split('.').collect();
        let top = labels.last().copied().unwrap_or_default();
        let usable = name.len() <= LONGEST_DOMAIN
            && labels.len() >= 2
            && labels.iter().all(|label| is_label(label))
            && top.len() >= 2
            && top.starts_with(|c: char| c.is_ascii_lowercase());
        usable.then_some(Self(name)).ok_or(AddressError::Domain)
    }
}

fn is_label(label: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=63).contains(&label.len())
        && label.bytes().all(inner)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

impl Username {
    /// The name as it stands.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Username {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let name = text.to_ascii_lowercase();
        let is_word = |word: &str| {
            let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
            !word.is_empty() && word.bytes().all(inner)
        };
        let usable = name.len() <= LONGEST_USERNAME && name.split(['.', '_', '-']).all(is_word);
        usable.then_some(Self(name)).ok_or(AddressError::Username)
    }
}

impl Address {
    /// An address of its two parts.
    ///
    /// # Errors
    /// When they are too long together.
    pub fn new(username: Username, domain: DomainName) -> Result<Self, AddressError> {
        let length = username.0.len() + 1 + domain.0.len();
        if length > LONGEST_ADDRESS {
            return Err(AddressError::TooLong);
        }
        Ok(Self { username, domain })
    }

    /// The part before the `@`.
    #[must_use]
    pub fn username(&self) -> &Username {
        &self.username
    }

    /// The part after the `@`.
    #[must_use]
    pub fn domain(&self) -> &DomainName {
        &self.domain
    }

    /// The same with another part before the `@`.
    ///
    /// # Errors
    /// When that is too long.
    pub fn renamed(&self, username: Username) -> Result<Self, AddressError> {
        Self::new(username, self.domain.clone())
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let (username, domain) = text.split_once('@').ok_or(AddressError::Domain)?;
        Self::new(username.parse()?, domain.parse()?)
    }
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Username {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.username, self.domain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_one_form() {
        let address: Address = "Jane.Doe@Try-Northwind.COM".parse().expect("an address");
        assert_eq!(address.to_string(), "jane.doe@try-northwind.com");
        assert_eq!(address.username().as_str(), "jane.doe");
        assert_eq!(address.domain().as_str(), "try-northwind.com");
        let renamed = address.renamed("jd".parse().expect("a name"));
        assert_eq!(renamed.expect("short").to_string(), "jd@try-northwind.com");
    }

    #[test]
    fn what_is_no_domain_is_refused() {
        let long = format!("{}.com", "a".repeat(64));
        let whole = format!("{}com", "a.".repeat(126));
        for text in [
            "", "com", ".com", "a..com", "-a.com", "a-.com", "a.com.", "a.1om", "a.c", "ä.com",
            "a_b.com", "a b.com", "a/b.com", &long, &whole,
        ] {
            assert_eq!(
                text.parse::<DomainName>(),
                Err(AddressError::Domain),
                "{text}"
            );
        }
        assert!("xn--mnchen-3ya.de".parse::<DomainName>().is_ok());
        assert!("a.xn--p1ai".parse::<DomainName>().is_ok());
    }

    #[test]
    fn what_is_no_username_is_refused() {
        let long = "a".repeat(65);
        for text in [
            "", ".a", "a.", "a..b", "a._b", "a b", "a+b", "a'b", "ä", "a/..", &long,
        ] {
            assert_eq!(
                text.parse::<Username>(),
                Err(AddressError::Username),
                "{text}"
            );
        }
        let domain = format!("{}.com", vec!["a".repeat(60); 4].join("."));
        let together = format!("{}@{domain}", "b".repeat(60));
        assert_eq!(together.parse::<Address>(), Err(AddressError::TooLong));
        assert_eq!("jane".parse::<Address>(), Err(AddressError::Domain));
    }
}
