//! The vendors that work is done at, each behind its port.
//!
//! Every port has a file here and a table in the settings. Without keys in the settings a port is
//! its sandbox, or what is built in, so that everything runs with no account anywhere.

mod blocklist_traffic;
mod blocklists;
pub mod check;
mod dns;
mod hosted;
mod looks;
mod mailboxes;
mod marketplace;
mod registrars;
mod sandbox_state;
mod sending;
mod traffic;
mod vaults;

use std::sync::Arc;

use simpleinboxes_providers::{
    Traffic,
    blocklist::Blocklists,
    dns::{DnsHost, propagation::Propagation},
    registrar::marketplace::Marketplace,
    state::SandboxState,
};
use simpleinboxes_store::Store;

pub(crate) use blocklist_traffic::{details as blocklist_details, register as register_blocklists};
pub use blocklists::{BlocklistChoice, BlocklistSettings};
pub use dns::{CloudflareAccount, DnsChoice, DnsSettings};
pub use mailboxes::{GoogleAccount, MailServers, MailboxHosts, MailboxSettings, MicrosoftAccount};
pub use marketplace::{MarketplaceChoice, MarketplaceSettings};
pub(crate) use registrars::own_registrars;
pub(crate) use sandbox_state::StoredState;
pub(crate) use sending::sending_tools;
pub(crate) use traffic::{details as traffic_details, register as register_traffic};
pub use vaults::{LinkedVault, VaultChoice, VaultSettings};

use crate::{config::Config, serve::Outside};

/// The vendors that work is done at.
#[derive(Debug)]
pub struct Vendors {
    /// Who tells whether mail with a domain in it is refused.
    pub blocklists: Arc<dyn Blocklists>,
    /// Who publishes DNS records.
    pub dns: Arc<dyn DnsHost>,
    /// Looks at the public DNS.
    pub looks: Propagation,
    /// Where the inboxes live.
    pub mailboxes: MailboxHosts,
    /// Where domains are bought.
    pub marketplace: Arc<dyn Marketplace>,
    /// The vault that credentials are pushed to, if one is linked.
    pub vault: Option<LinkedVault>,
}

impl Vendors {
    /// Those that the settings name.
    ///
    /// # Errors
    /// A setting that can't be used, or the database fails.
    pub async fn open(
        config: &Config,
        outside: &Outside,
        store: &Arc<Store>,
        traffic: &Traffic,
    ) -> anyhow::Result<Self> {
        let state: Arc<dyn SandboxState> = Arc::new(StoredState::new(Arc::clone(store)));
        Ok(Self {
            blocklists: blocklists::open(&config.blocklists, outside, &state)?,
            dns: dns::open(&config.dns, outside, store, traffic)?,
            looks: looks::open(config)?,
            mailboxes: MailboxHosts::open(config, outside, store, traffic).await?,
            marketplace: marketplace::open(&config.marketplace, outside, &state, traffic)?,
            vault: vaults::open(&config.vaults, &state, traffic)?,
        })
    }
}
