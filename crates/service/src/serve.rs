//! A running service: opened, served, and ended in order.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Context as _;
use axum::{Router, middleware};
use simpleinboxes_core::{
    clock::{Clock, OffsetClock},
    entropy::Entropy,
};
use simpleinboxes_providers::dns::registry::RegistryServer;
use simpleinboxes_server::{
    BASE_PATH, api_keys_router, billing_router, clients_router, dns_records_router, domains_router,
    inboxes_router, orders_router, payments_router, recovery_pool_router, registrars_router,
    runtime::{Limits as RequestLimits, Runtime},
    wallet_router, workspaces_router,
};
use simpleinboxes_store::{Parts, Store, StoreError, StoreOptions};
use tokio::task::JoinSet;

use crate::{
    app::App,
    auth::Doorkeeper,
    clock_watch,
    config::{Config, Environment},
    first_start::{self, FirstStart, Places},
    http::{self, Health, HttpMetrics, Listener, Stop},
    inboxes,
    jobs::{Handlers, JobMetrics, Runner},
    key_watch,
    keyring::{self, Keys},
    last_used::LastUsed,
    ledger, payments,
    rate::RateGate,
    redirects,
    serving::{self, DnsServing},
    vendors,
};

/// What comes from outside the program.
#[derive(Clone, Debug)]
pub struct Outside {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Entropy,
}

/// A service that answers.
#[derive(Debug)]
pub struct Service {
    address: SocketAddr,
    store: Arc<Store>,
    dns: Arc<DnsServing>,
    redirects: Option<SocketAddr>,
    first_start: Option<FirstStart>,
    stop: Stop,
    tasks: JoinSet<()>,
}

impl Service {
    /// Opens the database, makes what a first start needs, and begins to serve.
    ///
    /// # Errors
    /// The database cannot be opened, the key not be read, the address not be bound.
    pub async fn start(config: Config, outside: Outside) -> anyhow::Result<Self> {
        Self::start_with(config, outside, Handlers::of_program()).await
    }

    /// The same with other handlers of jobs than the program's.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub async fn start_with(
        config: Config,
        outside: Outside,
        handlers: Handlers,
    ) -> anyhow::Result<Self> {
        let opened = open(&config, &outside).await?;
        let (outside, clock) = (opened.outside, opened.clock);
        let store = Arc::new(opened.store);
        let first_start = first_start::prepare(&store, &config, &outside).await?;
        let listener = Listener::bind(config.listen, config.limits.clone())
            .await
            .with_context(|| format!("cannot listen on {}", config.listen))?;
        let address = listener.address()?;
        let (stop, stopping) = Stop::new();
        let last_used = Arc::new(LastUsed::new(Arc::clone(&outside.clock)));
        let mut app = App::new(&config, &outside, Arc::clone(&store), address).await?;
        let dns = DnsServing::start(&config, &mut app, serving::Places::Set).await?;
        let dns = Arc::new(dns);
        let redirects = redirects::bind(&config).await?;
        let redirects_at = redirects.as_ref().map(Listener::address).transpose()?;
        let app = Arc::new(app);
        let job_metrics = JobMetrics::default();
        let metrics = HttpMetrics::new(|registry| {
            job_metrics.register(registry);
            serving::register(&dns, registry);
            vendors::register_traffic(&app.traffic, registry);
            vendors::register_blocklists(&app.vendors.blocklists, registry);
        });
        let health = Health {
            store: Arc::clone(&store),
            stopping: stopping.clone(),
            dns: Arc::downgrade(&dns),
            traffic: app.traffic.clone(),
            blocklists: Arc::clone(&app.vendors.blocklists),
        };
        let router = router(&config, &app, &last_used, metrics, health)?;
        let runner = Runner::new(app, handlers, job_metrics, config.jobs, clock.clone());
        let patience = Duration::from_secs(config.limits.shutdown_seconds);
        let mut tasks = JoinSet::new();
        tasks.spawn(listener.serve(router, stopping.clone()));
        if let Some(listener) = redirects {
            let folder = config.redirects.acme_folder.clone();
            let router = redirects::routes(Arc::clone(&store), folder);
            tasks.spawn(listener.serve(router, stopping.clone()));
        }
        tasks.spawn(last_used.run(Arc::clone(&store), stopping.clone()));
        if config.encryption_key.is_none() {
            let path = keyring::path(&config);
            tasks.spawn(key_watch::run(path, Arc::clone(&store), stopping.clone()));
        }
        if let Some(clock) = clock {
            let store = Arc::clone(&store);
            tasks.spawn(clock_watch::run(clock, store, stopping.clone()));
        }
        tasks.spawn(ledger::watch(Arc::clone(&store), stopping.clone()));
        tasks.spawn(runner.run(patience, stopping));
        tracing::info!(%address, "listening");
        Ok(Self {
            address,
            store,
            dns,
            redirects: redirects_at,
            first_start,
            stop,
            tasks,
        })
    }

    /// The address that it listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the API is, for clients.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}{BASE_PATH}", self.address)
    }

    /// Where it answers DNS, if it does.
    #[must_use]
    pub fn dns_address(&self) -> Option<SocketAddr> {
        let server = self.dns.server()?;
        server.addresses().first().copied()
    }

    /// Where it plays the registry of a sandbox, if it does.
    #[must_use]
    pub fn registry_address(&self) -> Option<SocketAddr> {
        self.dns.registry().map(RegistryServer::address)
    }

    /// Where it sends web visitors on, if it does.
    #[must_use]
    pub fn redirects_address(&self) -> Option<SocketAddr> {
        self.redirects
    }

    /// Its database.
    #[must_use]
    pub fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// What was made because this is the first start; it holds the first key.
    #[must_use]
    pub fn first_start(&self) -> Option<&FirstStart> {
        self.first_start.as_ref()
    }

    /// Tells the person at the terminal where the service is and how to use it.
    ///
    /// # Errors
    /// Standard output is closed.
    pub fn greet(&self) -> anyhow::Result<()> {
        let places = Places {
            base_url: self.base_url(),
            address: self.address,
            dns: self.dns_address(),
            redirects: self.redirects,
        };
        first_start::greet(&places, self.first_start.as_ref())
    }

    /// Stops: nothing new is taken, what is in flight may end, what is gathered is written.
    ///
    /// # Errors
    /// The database does not close.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        self.stop.stop();
        while self.tasks.join_next().await.is_some() {}
        // What was asked until now was answered.
        drop(self.dns);
        self.store.close().await.context("closing the database")
    }
}

/// An open database and what goes with it.
#[derive(Debug)]
pub struct Opened {
    /// The database.
    pub store: Store,
    /// The keys that it takes.
    pub keys: Keys,
    /// What comes from outside, with the time of this database.
    pub outside: Outside,
    /// The clock among it, if it can be moved: in a sandbox.
    pub clock: Option<Arc<OffsetClock>>,
}

/// Opens the database that the settings name, with the keys that it takes and its time.
///
/// # Errors
/// It cannot be opened; its key can't be read, is missing, or is another than it was begun with.
pub async fn open(config: &Config, outside: &Outside) -> anyhow::Result<Opened> {
    let mut outside = outside.clone();
    let clock = (config.environment == Environment::Sandbox)
        .then(|| Arc::new(OffsetClock::over(Arc::clone(&outside.clock))));
    if let Some(clock) = &clock {
        outside.clock = Arc::<OffsetClock>::clone(clock);
    }
    let (store, keys) = open_store(config, &outside).await?;
    if let Some(clock) = &clock {
        clock.move_to(store.clock_offset().await?);
    }
    Ok(Opened {
        store,
        keys,
        outside,
        clock,
    })
}

async fn open_store(config: &Config, outside: &Outside) -> anyhow::Result<(Store, Keys)> {
    let url = config.database_url();
    let options = StoreOptions::new(url.parse().context("database_url")?);
    let found = keyring::find(config)?;
    let new = found.is_none();
    let mut keys = found.unwrap_or_else(|| Keys::generate(&outside.entropy));
    let parts = Parts {
        clock: Arc::clone(&outside.clock),
        entropy: outside.entropy.clone(),
        keyring: keys.keyring()?,
    };
    let store = Store::open(&options, parts)
        .await
        .context("the database cannot be opened")?;
    if new {
        keys = first_keys(config, &store, keys).await?;
        store.replace_keyring(keys.keyring()?);
    }
    match store.check_keyring().await {
        Err(StoreError::Secret(error)) => Err(error).context(
            "the encryption key is not the one that this database was begun with: give every \
             replica the same key, the one from the first start or from the last rotation",
        ),
        checked => checked
            .context("the encryption key could not be checked")
            .map(|()| (store, keys)),
    }
}

/// Keeps the keys of a first start. A database that has seen a key before wants that one, and a
/// new file would only hide that it is lost.
async fn first_keys(config: &Config, store: &Store, new: Keys) -> anyhow::Result<Keys> {
    if store.has_keyring().await? {
        // Another process may have made both since we looked for the file.
        return keyring::find(config)?.with_context(|| {
            format!(
                "the encryption key is missing: there is no {}, and this database holds what was \
                 encrypted with it; bring the file back or set encryption_key",
                keyring::path(config).display()
            )
        });
    }
    keyring::keep(config, new)
}

fn router(
    config: &Config,
    app: &Arc<App>,
    last_used: &Arc<LastUsed>,
    metrics: HttpMetrics,
    health: Health,
) -> anyhow::Result<Router> {
    let store = &app.store;
    let doorkeeper = Doorkeeper::new(Arc::clone(store), Arc::clone(last_used));
    let gate = RateGate::new(config.rate_limit.clone(), Arc::clone(&app.clock), store);
    let limits = RequestLimits {
        body: config.limits.body_bytes,
        headers: config.limits.head_bytes,
        target: config.limits.head_bytes,
        timeout: Duration::from_secs(config.limits.request_seconds),
    };
    let runtime = Arc::new(Runtime::new(doorkeeper, gate, limits));
    let api = Router::new()
        .merge(api_keys_router(Arc::clone(app), Arc::clone(&runtime)))
        .merge(billing_router(Arc::clone(app), Arc::clone(&runtime)))
        .merge(clients_router(Arc::clone(app), Arc::clone(&runtime)))
        .merge(domains_router(Arc::clone(app), Arc::clone(&runtime)))
        .merge(orders_router(Arc::clone(app), Arc::clone(&runtime)))
        .merge(inboxes_router(Arc::clone(app), Arc::clone(&runtime)))
        .merge(dns_records_router(Arc::clone(app), Arc::clone(&runtime)))
        .merge(payments_router(Arc::clone(app), Arc::clone(&runtime)))
        .merge(recovery_pool_router(Arc::clone(app), Arc::clone(&runtime)))
        .merge(registrars_router(Arc::clone(app), Arc::clone(&runtime)))
        .merge(wallet_router(Arc::clone(app), Arc::clone(&runtime)))
        .merge(workspaces_router(Arc::clone(app), Arc::clone(&runtime)));
    let beside = http::docs_routes()?
        .merge(http::health_routes(health))
        .merge(http::metrics_routes(metrics.clone()))
        .merge(inboxes::photo_routes(Arc::clone(app)))
        .merge(payments::page_routes(Arc::clone(app)))
        .merge(payments::webhook_routes(Arc::clone(app)));
    let observe = middleware::from_fn_with_state(metrics, http::observe);
    Ok(runtime
        .app(api.merge(beside))
        .layer(observe)
        .layer(middleware::from_fn(http::trace)))
}
