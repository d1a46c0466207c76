//! The name servers of a domain.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::RegistrarError;
use crate::domain_name::DomainName;

/// Fewest and most name servers that can be set: a zone may have 13 assigned to it. How many
/// users may name is the API's to say.
const COUNT: std::ops::RangeInclusive<usize> = 2..=13;

/// Name servers to set: 2 to 13, all different, in the order given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<DomainName>", into = "Vec<DomainName>")]
pub struct NameServers(Vec<DomainName>);

/// Names that can't be set as name servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadNameServers {
    /// Too few or too many.
    #[error("must be 2 to 13 name servers")]
    Count,
    /// One twice.
    #[error("must be different name servers")]
    Repeated,
    /// One that is not a name.
    #[error("must be names of hosts")]
    NotAName,
}

impl NameServers {
    /// Checks the names.
    ///
    /// # Errors
    /// When they can't be set.
    pub fn new(hosts: Vec<DomainName>) -> Result<Self, BadNameServers> {
        if !COUNT.contains(&hosts.len()) {
            return Err(BadNameServers::Count);
        }
        let mut sorted: Vec<_> = hosts.iter().collect();
        sorted.sort();
        sorted.dedup();
        if sorted.len() != hosts.len() {
            return Err(BadNameServers::Repeated);
        }
        Ok(Self(hosts))
    }

    /// Reads and checks names.
    ///
    /// # Errors
    /// When they can't be set.
    pub fn parse(hosts: &[&str]) -> Result<Self, BadNameServers> {
        let hosts = hosts.iter().map(|host| DomainName::parse(host));
        let hosts = hosts.collect::<Result<_, _>>();
        Self::new(hosts.map_err(|_| BadNameServers::NotAName)?)
    }

    /// The names, in the order given.
    #[must_use]
    pub fn hosts(&self) -> &[DomainName] {
        &self.0
    }

    /// Whether a domain with the name servers `found` has these: order says nothing.
    #[must_use]
    pub fn are(&self, found: &[DomainName]) -> bool {
        found.len() == self.0.len() && self.0.iter().all(|host| found.contains(host))
    }

    /// The names as texts.
    pub(super) fn texts(&self) -> Vec<&str> {
        self.0.iter().map(DomainName::as_str).collect()
    }
}

impl TryFrom<Vec<DomainName>> for NameServers {
    type Error = BadNameServers;

    fn try_from(hosts: Vec<DomainName>) -> Result<Self, BadNameServers> {
        Self::new(hosts)
    }
}

impl From<NameServers> for Vec<DomainName> {
    fn from(servers: NameServers) -> Self {
        servers.0
    }
}

/// Name servers as a registrar tells them; texts that are no names are left out.
pub(super) fn told<T: AsRef<str>>(hosts: impl IntoIterator<Item = T>) -> Vec<DomainName> {
    let names = hosts
        .into_iter()
        .map(|host| DomainName::parse(host.as_ref().trim()));
    names.filter_map(Result::ok).collect()
}

/// Name servers below this are refused by the sandboxes of registrars.
const UNREGISTERED: &str = ".unregistered.example";

/// Takes name servers as the sandboxes of registrars do.
///
/// # Errors
/// For one that their registry does not know.
pub(super) fn check_in_sandbox(servers: &NameServers) -> Result<(), RegistrarError> {
    let is_unknown = |host: &&DomainName| host.as_str().ends_with(UNREGISTERED);
    match servers.hosts().iter().find(is_unknown) {
        Some(host) => Err(RegistrarError::Refused {
            reason: format!("'{host}' needs to be registered before it can be used"),
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_settable_ones_are_taken() {
        let one = ["ns1.example.net"];
        let many: Vec<String> = (0..14).map(|n| format!("ns{n}.example.net")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        for (hosts, expected) in [
            (&one[..], BadNameServers::Count),
            (&many[..], BadNameServers::Count),
            (
                &["a.example.net", "A.example.net."],
                BadNameServers::Repeated,
            ),
            (&["a.example.net", "nohost"], BadNameServers::NotAName),
        ] {
            assert_eq!(NameServers::parse(hosts), Err(expected));
        }
        assert!(NameServers::parse(&many[..13]).is_ok());
    }

    #[test]
    fn order_and_case_say_nothing() {
        let set = NameServers::parse(&["a.example.net", "b.example.net"]).expect("two");
        assert!(set.are(&told(["B.example.net.", "a.example.net"])));
        assert!(!set.are(&told(["a.example.net"])));
        assert!(!set.are(&told(["a.example.net", "c.example.net"])));
        assert!(!set.are(&told(["a.example.net", "b.example.net", "old.example.net"])));
    }
}
