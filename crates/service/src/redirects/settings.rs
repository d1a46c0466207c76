//! What the operator sets for the redirect server.

use std::{net::SocketAddr, path::PathBuf};

use serde::{Deserialize, Serialize};

use crate::config::Limits;

/// The redirect server. It runs where the server in this program publishes DNS records and has
/// web addresses to publish (`dns.embedded.web_addresses`): those must lead here, at port 80.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct RedirectSettings {
    /// The address to listen on.
    pub listen: SocketAddr,
    /// Where an ACME client puts its challenges; absent: there are none.
    pub acme_folder: Option<PathBuf>,
    /// The largest head of a request in bytes.
    pub head_bytes: usize,
    /// How long a head may take to arrive, and a connection be idle, in seconds.
    pub head_seconds: u64,
    /// The most connections at once; others wait.
    pub connections: usize,
}

impl Default for RedirectSettings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8480)),
            acme_folder: None,
            head_bytes: 8 * 1024,
            head_seconds: 5,
            connections: 1_000,
        }
    }
}

impl RedirectSettings {
    /// The limits of its listener.
    pub(crate) fn limits(&self, shutdown_seconds: u64) -> Limits {
        Limits {
            head_bytes: self.head_bytes,
            headers: 64,
            head_seconds: self.head_seconds,
            connections: self.connections,
            shutdown_seconds,
            ..Limits::default()
        }
    }
}
