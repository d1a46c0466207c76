//! What the operator sets for looks at the public DNS.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The root servers (root hints of IANA, read in November 2026).
const ROOTS: [(&str, [u8; 4]); 13] = [
    ("a.root-servers.net", [198, 41, 0, 4]),
    ("b.root-servers.net", [170, 247, 170, 2]),
    ("c.root-servers.net", [192, 33, 4, 12]),
    ("d.root-servers.net", [199, 7, 91, 13]),
    ("e.root-servers.net", [192, 203, 230, 10]),
    ("f.root-servers.net", [192, 5, 5, 241]),
    ("g.root-servers.net", [192, 112, 36, 4]),
    ("h.root-servers.net", [198, 97, 190, 53]),
    ("i.root-servers.net", [192, 36, 148, 17]),
    ("j.root-servers.net", [192, 58, 128, 30]),
    ("k.root-servers.net", [193, 0, 14, 129]),
    ("l.root-servers.net", [199, 7, 83, 42]),
    ("m.root-servers.net", [202, 12, 27, 33]),
];

/// What the operator sets for looks at the public DNS.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct PropagationSettings {
    /// Where looks begin.
    pub roots: Vec<RootServer>,
    /// The port of all name servers.
    pub port: u16,
    /// Recursive resolvers that are asked besides, at most 4.
    pub resolvers: Vec<SocketAddr>,
    /// Milliseconds for one question to one server.
    pub timeout_ms: u64,
    /// Milliseconds for one look; what was not answered until then counts as silent.
    pub look_ms: u64,
    /// Questions that one look may ask.
    pub questions: usize,
    /// Milliseconds for which looks end at once after no root server answered one of them, so that
    /// a machine without internet does not spend its workers on waiting. Not at all with 0.
    pub roots_rest_ms: u64,
    /// Whether servers at addresses that are not public are asked.
    pub private_servers: bool,
}

/// A root server.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RootServer {
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: IpAddr,
    /// Its port, if that is not the one of all name servers.
    #[serde(default)]
    pub port: Option<u16>,
}

/// Settings that can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PropagationSettingsError {
    /// Nowhere to begin.
    #[error("roots: must not be empty")]
    Roots,
    /// Too many resolvers.
    #[error("resolvers: must be at most 4")]
    Resolvers,
    /// No time or no questions.
    #[error("timeout_ms, look_ms, questions: must not be 0")]
    Limits,
}

impl Default for PropagationSettings {
    fn default() -> Self {
        Self {
            roots: ROOTS
                .iter()
                .map(|(name, address)| RootServer {
                    name: (*name).to_owned(),
                    address: IpAddr::from(*address),
                    port: None,
                })
                .collect(),
            port: 53,
            resolvers: Vec::new(),
            timeout_ms: 5_000,
            look_ms: 15_000,
            questions: 150,
            roots_rest_ms: 10_000,
            private_servers: false,
        }
    }
}

impl PropagationSettings {
    pub(super) fn check(&self) -> Result<(), PropagationSettingsError> {
        if self.roots.is_empty() {
            return Err(PropagationSettingsError::Roots);
        }
        if self.resolvers.len() > 4 {
            return Err(PropagationSettingsError::Resolvers);
        }
        if self.timeout_ms == 0 || self.look_ms == 0 || self.questions == 0 {
            return Err(PropagationSettingsError::Limits);
        }
        Ok(())
    }

    pub(super) fn timeout(&self) -> Duration {
        Duration::from_millis(self.timeout_ms)
    }

    pub(super) fn roots_rest(&self) -> Duration {
        Duration::from_millis(self.roots_rest_ms)
    }

    pub(super) fn look(&self) -> Duration {
        Duration::from_millis(self.look_ms)
    }
}
