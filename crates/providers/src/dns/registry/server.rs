//! The registry while it listens.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use super::answers::Answers;
use super::source::Registrations;
use crate::dns::embedded::{EmbeddedServer, ListenError, ServingLimits};
use crate::dns::propagation::RootServer;

/// What the registry calls itself.
pub(super) const NAME: &str = "registry.sandbox.example";

/// What the registry goes by.
#[derive(Debug, Clone)]
pub struct RegistrySettings {
    /// Where it listens, by UDP and TCP. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// How much it does at once.
    pub limits: ServingLimits,
    /// The addresses of hosts that domains are delegated to, by name.
    pub hosts: BTreeMap<String, Vec<IpAddr>>,
}

/// The registry while it listens. It ends when this is dropped.
#[derive(Debug)]
pub struct RegistryServer {
    server: EmbeddedServer,
    listen: SocketAddr,
}

impl RegistryServer {
    /// Listens.
    ///
    /// # Errors
    /// When the address can't be listened on.
    pub async fn start(
        settings: RegistrySettings,
        source: Arc<dyn Registrations>,
    ) -> Result<Self, ListenError> {
        let RegistrySettings {
            listen,
            limits,
            hosts,
        } = settings;
        let answers = Answers::new(source, limits, &hosts);
        let server = EmbeddedServer::listen(&[listen], limits, answers).await?;
        Ok(Self { server, listen })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        let own = self.server.addresses().first();
        own.copied().unwrap_or(self.listen)
    }

    /// Whether it listens still.
    #[must_use]
    pub fn is_serving(&self) -> bool {
        self.server.is_serving()
    }

    /// The root server that looks begin at.
    #[must_use]
    pub fn root(&self) -> RootServer {
        let address = self.address();
        RootServer {
            name: NAME.to_owned(),
            address: address.ip(),
            port: Some(address.port()),
        }
    }
}
