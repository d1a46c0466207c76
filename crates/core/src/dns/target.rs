//! Hosts that records point to.

use std::fmt;
use std::str::FromStr;

use idna::AsciiDenyList;
use idna::uts46::{DnsLength, Hyphens, Uts46};

use super::name::is_label;

/// The full name of a host: A-labels in lower case without a final dot, at least two of them; or the
/// root, by which an `MX` says that a name takes no mail.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Target(String);

/// Why a text can't be the name of a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// It is not made of labels, or they are too long.
    #[error("must be the full name of a host, such as mail.example.com")]
    Malformed,
    /// A single label: this is never relative to the domain.
    #[error("must be a full name, such as mail.example.com; it is not relative to the domain")]
    NotFull,
    /// An IP address, or it ends as one does.
    #[error("must be the name of a host, not an address")]
    Address,
}

impl Target {
    /// The root: no host at all.
    #[must_use]
    pub fn none() -> Self {
        Self(".".to_owned())
    }

    /// The name; `.` for no host at all.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it says that there is no host.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.0 == "."
    }
}

impl FromStr for Target {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, TargetError> {
        if text.parse::<std::net::IpAddr>().is_ok() {
            return Err(TargetError::Address);
        }
        // Underscores occur in names of hosts (DKIM by CNAME), so STD3 does not hold here.
        let name = Uts46::new()
            .to_ascii(
                text.as_bytes(),
                AsciiDenyList::EMPTY,
                Hyphens::Allow,
                DnsLength::Ignore,
            )
            .map_err(|_| TargetError::Malformed)?;
        let name = name.strip_suffix('.').unwrap_or(&name);
        if name.len() > 253 || !name.split('.').all(is_label) {
            return Err(TargetError::Malformed);
        }
        match name.rsplit_once('.') {
            None => Err(TargetError::NotFull),
            Some((_, top)) if !top.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                Err(TargetError::Address)
            }
            Some(_) => Ok(Self(name.to_owned())),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
