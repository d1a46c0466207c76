//! What the operator sets for the embedded host.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use simpleinboxes_core::dns::{DomainName, Target};
use thiserror::Error;

/// What the operator sets for the embedded host.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct EmbeddedSettings {
    /// Where questions are taken, by UDP and TCP.
    pub listen: Vec<SocketAddr>,
    /// The names under which this server is reached, 2 to 13: the name servers of every zone.
    pub name_servers: Vec<String>,
    /// The mail address in every SOA.
    pub contact: String,
    /// Addresses of the redirect server. Without one nobody is forwarded.
    pub web_addresses: Vec<IpAddr>,
    /// For how many seconds resolvers may keep the SOA and NS of a zone.
    pub apex_ttl: u32,
    /// For how many seconds they may remember that something is not there.
    pub negative_ttl: u32,
    /// How much is done at once.
    pub limits: ServingLimits,
}

/// How much the embedded server does at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServingLimits {
    /// Questions by UDP that are being answered; more are dropped, and come again.
    pub questions: usize,
    /// Connections by TCP; more are closed.
    pub connections: usize,
    /// Connections of one address.
    pub connections_per_client: usize,
    /// Questions on one connection, before it is closed.
    pub questions_per_connection: u32,
    /// Milliseconds for a question to come or an answer to go, before its connection is closed.
    pub idle_ms: u64,
    /// Milliseconds for an answer to be found, before it is SERVFAIL.
    pub answer_ms: u64,
    /// Records that are kept in memory.
    pub kept_records: u64,
}

/// Settings that can't be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EmbeddedSettingsError {
    /// Too few, too many, or no names.
    #[error("name_servers: must be 2 to 13 different full names of hosts")]
    NameServers,
    /// No mail address.
    #[error("contact: must be a mail address")]
    Contact,
    /// A time to live that is none.
    #[error("apex_ttl, negative_ttl: must be 1 to 604800")]
    Ttl,
    /// A limit of nothing.
    #[error("limits: none may be 0")]
    Limits,
}

impl Default for EmbeddedSettings {
    fn default() -> Self {
        Self {
            listen: vec![SocketAddr::from(([127, 0, 0, 1], 5353))],
            name_servers: Vec::new(),
            contact: String::new(),
            web_addresses: Vec::new(),
            apex_ttl: 3600,
            negative_ttl: 300,
            limits: ServingLimits::default(),
        }
    }
}

impl Default for ServingLimits {
    fn default() -> Self {
        Self {
            questions: 4096,
            connections: 512,
            connections_per_client: 32,
            questions_per_connection: 1000,
            idle_ms: 10_000,
            answer_ms: 2_000,
            kept_records: 1_000_000,
        }
    }
}

impl ServingLimits {
    pub(super) fn idle(&self) -> Duration {
        Duration::from_millis(self.idle_ms)
    }

    pub(in crate::dns) fn answer(&self) -> Duration {
        Duration::from_millis(self.answer_ms)
    }

    fn all_are_set(&self) -> bool {
        self.questions > 0
            && self.connections > 0
            && self.connections_per_client > 0
            && self.questions_per_connection > 0
            && self.idle_ms > 0
            && self.answer_ms > 0
            && self.kept_records > 0
    }
}

impl EmbeddedSettings {
    /// The name servers as they are published.
    pub(super) fn checked_name_servers(&self) -> Result<Vec<Target>, EmbeddedSettingsError> {
        let wrong = |_| EmbeddedSettingsError::NameServers;
        let names = self.name_servers.iter().map(|name| name.parse::<Target>());
        let mut names: Vec<_> = names.collect::<Result<_, _>>().map_err(wrong)?;
        names.sort();
        names.dedup();
        let good = (2..=13).contains(&names.len()) && names.len() == self.name_servers.len();
        good.then_some(names)
            .ok_or(EmbeddedSettingsError::NameServers)
    }

    /// The contact as a name: its dots before the `@` are escaped (RFC 1035, 8).
    pub(super) fn checked_contact(&self) -> Result<String, EmbeddedSettingsError> {
        let (user, host) = self
            .contact
            .split_once('@')
            .ok_or(EmbeddedSettingsError::Contact)?;
        let host: DomainName = host.parse().map_err(|_| EmbeddedSettingsError::Contact)?;
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
        if !(1..=63).contains(&user.len()) || !user.chars().all(allowed) {
            return Err(EmbeddedSettingsError::Contact);
        }
        Ok(format!("{}.{host}.", user.replace('.', "\\.")))
    }

    pub(super) fn check_numbers(&self) -> Result<(), EmbeddedSettingsError> {
        let ttl = 1..=604_800;
        if !ttl.contains(&self.apex_ttl) || !ttl.contains(&self.negative_ttl) {
            return Err(EmbeddedSettingsError::Ttl);
        }
        if !self.limits.all_are_set() {
            return Err(EmbeddedSettingsError::Limits);
        }
        Ok(())
    }
}
