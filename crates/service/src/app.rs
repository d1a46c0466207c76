//! What every command works with.

use std::{net::SocketAddr, sync::Arc};

use simpleinboxes_core::{
    api_key::KeyMode, clock::Clock, entropy::Entropy, invoice::Party, pricing::PriceBook,
};
use simpleinboxes_providers::{
    Traffic,
    outbound::{Destinations, GuardedResolver, OutboundPolicy},
    registrar::own::OwnRegistrars,
    sending::SendingTools,
};
use simpleinboxes_store::Store;

use crate::{
    config::Config,
    first_start,
    inboxes::Photos,
    payments::Cashier,
    serve::Outside,
    vendors::{self, Vendors},
};

/// The service behind the API's traits.
pub struct App {
    /// The database.
    pub store: Arc<Store>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Entropy,
    /// Which kind of keys this deployment makes.
    pub key_mode: KeyMode,
    /// The sending tools.
    pub tools: SendingTools,
    /// The customers' own registrars.
    pub registrars: OwnRegistrars,
    /// Who makes invoices out.
    pub seller: Party,
    /// Who takes the customers' money.
    pub cashier: Cashier,
    /// What things cost.
    pub prices: PriceBook,
    /// The vendors that work is done at.
    pub vendors: Vendors,
    /// Profile photos.
    pub photos: Photos,
    /// Where names lead that visitors of a domain are to be sent to.
    pub destinations: Destinations,
    /// What goes on between us and the vendors.
    pub traffic: Traffic,
}

impl App {
    /// Puts it together. `address` is where the service listens, or would.
    ///
    /// # Errors
    /// A base URL in the settings is none, or names no vendor; the seller can't stand on an
    /// invoice; the price book is none; a key of a vendor is none; the database fails.
    pub async fn new(
        config: &Config,
        outside: &Outside,
        store: Arc<Store>,
        address: SocketAddr,
    ) -> anyhow::Result<Self> {
        let policy = OutboundPolicy {
            allow_private: config.outbound.allow_private,
        };
        let guard = GuardedResolver::new(policy);
        let traffic = Traffic::new(Arc::clone(&outside.clock), outside.entropy.clone());
        let cashier = Cashier::open(config, outside, &store, address, &traffic).await?;
        let photos = Photos::open(policy, outside.entropy.clone(), &cashier)?;
        let tools = vendors::sending_tools(config, policy, guard, &store, &traffic)?;
        let registrars = vendors::own_registrars(config, &store, &traffic)?;
        let vendors = Vendors::open(config, outside, &store, &traffic).await?;
        Ok(Self {
            store,
            clock: Arc::clone(&outside.clock),
            entropy: outside.entropy.clone(),
            key_mode: first_start::mode(config),
            tools,
            registrars,
            seller: config.billing.party()?,
            cashier,
            prices: config.prices.open()?,
            vendors,
            photos,
            destinations: Destinations::new(&config.outbound.destinations),
            traffic,
        })
    }
}
