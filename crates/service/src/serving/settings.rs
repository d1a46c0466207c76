//! What the operator sets for the sandbox's registry.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

/// The sandbox's registry: a DNS server that plays the root, and refers the domains of this
/// deployment to their name servers. Looks at the public DNS begin there.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct SandboxRegistrySettings {
    /// Whether there is one.
    pub serve: RegistryServe,
    /// Where it listens.
    pub listen: SocketAddr,
}

/// Whether there is a registry of the sandbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RegistryServe {
    /// Where nobody outside could look: domains are bought in the sandbox, the server in this
    /// program publishes their records, it listens on this machine alone, and no root servers
    /// were set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Default for SandboxRegistrySettings {
    fn default() -> Self {
        Self {
            serve: RegistryServe::default(),
            listen: SocketAddr::from(([127, 0, 0, 1], 5301)),
        }
    }
}
