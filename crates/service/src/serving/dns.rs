//! The DNS server in this process, and the sandbox's registry beside it.

use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use anyhow::Context as _;
use simpleinboxes_providers::{
    dns::{
        embedded::{Answers, EmbeddedServer, EmbeddedSettings},
        propagation::{Propagation, PropagationSettings},
        registry::{RegistryServer, RegistrySettings},
    },
    registrar::marketplace::MarketplaceName,
};

use super::{RegistryServe, registry::SandboxRegistrations};
use crate::{app::App, config::Config, dns::RecentZones, vendors::StoredState};

/// Where to listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Places {
    /// Where the settings say.
    Set,
    /// At free ports, and only as far as our own looks need it: for a command that runs beside
    /// the service, or without it.
    Beside,
}

/// DNS as long as it is served. It ends when this is dropped.
#[derive(Debug)]
pub(crate) struct DnsServing {
    server: Option<EmbeddedServer>,
    registry: Option<RegistryServer>,
}

impl DnsServing {
    /// Serves the zones of the store, where this program is the DNS host; and plays the registry,
    /// where the settings ask for one, with `app` looking there from now on.
    ///
    /// # Errors
    /// An address can't be listened on, or a setting can't be used.
    pub(crate) async fn start(
        config: &Config,
        app: &mut App,
        places: Places,
    ) -> anyhow::Result<Self> {
        let mut serving = Self {
            server: None,
            registry: None,
        };
        let Some(embedded) = config.dns.embedded() else {
            return Ok(serving);
        };
        let wants_registry = wants_registry(config, app, embedded);
        if places == Places::Beside && !wants_registry {
            return Ok(serving);
        }
        let mut embedded = embedded.clone();
        if places == Places::Beside {
            embedded.listen.iter_mut().for_each(|one| one.set_port(0));
        }
        let zones = Arc::new(RecentZones::new(Arc::clone(&app.store)));
        let answers = Answers::new(&embedded, zones).context("dns.embedded")?;
        let server = EmbeddedServer::start(&embedded, answers).await;
        let server = server.context(
            "the DNS server can't listen: set dns.embedded.listen \
             (SIMPLEINBOXES_DNS__EMBEDDED__LISTEN) to an address that is free",
        )?;
        if wants_registry {
            let registry = start_registry(config, app, &embedded, &server, places).await?;
            let looks = looks(config, &registry, server.addresses());
            app.vendors.looks = Propagation::new(&looks).context("propagation")?;
            serving.registry = Some(registry);
        }
        serving.server = Some(server);
        Ok(serving)
    }

    /// The server of the zones.
    pub(crate) fn server(&self) -> Option<&EmbeddedServer> {
        self.server.as_ref()
    }

    /// Whether all that should listen does.
    pub(crate) fn is_serving(&self) -> bool {
        let registry = self
            .registry
            .as_ref()
            .is_none_or(RegistryServer::is_serving);
        registry && self.server.as_ref().is_none_or(EmbeddedServer::is_serving)
    }

    /// The registry.
    pub(crate) fn registry(&self) -> Option<&RegistryServer> {
        self.registry.as_ref()
    }
}

fn wants_registry(config: &Config, app: &App, embedded: &EmbeddedSettings) -> bool {
    let sold_here = app.vendors.marketplace.name() == MarketplaceName::Sandbox;
    has_registry(config, sold_here, embedded)
}

/// Whether the registry is played here, and looks begin there; `sold_here` is whether domains are
/// bought in the sandbox.
pub(crate) fn plays_registry(config: &Config, sold_here: bool) -> bool {
    let embedded = config.dns.embedded();
    embedded.is_some_and(|embedded| has_registry(config, sold_here, embedded))
}

fn has_registry(config: &Config, sold_here: bool, embedded: &EmbeddedSettings) -> bool {
    match config.sandbox_registry.serve {
        RegistryServe::Always => true,
        RegistryServe::Never => false,
        RegistryServe::Auto => {
            let here_alone = embedded.listen.iter().all(|one| one.ip().is_loopback());
            let roots_are_the_worlds =
                config.propagation.roots == PropagationSettings::default().roots;
            sold_here && here_alone && roots_are_the_worlds
        }
    }
}

async fn start_registry(
    config: &Config,
    app: &App,
    embedded: &EmbeddedSettings,
    server: &EmbeddedServer,
    places: Places,
) -> anyhow::Result<RegistryServer> {
    let mut listen = config.sandbox_registry.listen;
    if places == Places::Beside {
        listen.set_port(0);
    }
    let addresses = reached_at(server.addresses());
    let hosts = embedded.name_servers.iter();
    let hosts: BTreeMap<String, Vec<IpAddr>> = hosts
        .map(|host| (host.to_ascii_lowercase(), addresses.clone()))
        .collect();
    let settings = RegistrySettings {
        listen,
        limits: embedded.limits,
        hosts,
    };
    let source = SandboxRegistrations {
        store: Arc::clone(&app.store),
        marketplace: Arc::clone(&app.vendors.marketplace),
        state: Arc::new(StoredState::new(Arc::clone(&app.store))),
    };
    let registry = RegistryServer::start(settings, Arc::new(source)).await;
    registry.context(
        "the sandbox's registry can't listen: set sandbox_registry.listen \
         (SIMPLEINBOXES_SANDBOX_REGISTRY__LISTEN) to an address that is free",
    )
}

/// Addresses by which this machine reaches the server, all at the port of the first.
fn reached_at(listening: &[SocketAddr]) -> Vec<IpAddr> {
    let port = listening.first().map(SocketAddr::port);
    let same = listening.iter().filter(|one| Some(one.port()) == port);
    let addresses = same.map(|one| match one.ip() {
        IpAddr::V4(own) if own.is_unspecified() => IpAddr::from([127, 0, 0, 1]),
        IpAddr::V6(own) if own.is_unspecified() => IpAddr::from(std::net::Ipv6Addr::LOCALHOST),
        own => own,
    });
    addresses.collect()
}

/// Looks that begin at the registry.
fn looks(
    config: &Config,
    registry: &RegistryServer,
    listening: &[SocketAddr],
) -> PropagationSettings {
    let mut looks = config.propagation.clone();
    looks.roots = vec![registry.root()];
    looks.private_servers = true;
    if let Some(first) = listening.first() {
        looks.port = first.port();
    }
    looks
}
