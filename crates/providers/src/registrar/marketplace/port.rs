//! What a registrar where we buy is to the rest of the program.

use std::fmt;

use async_trait::async_trait;

use super::{
    Contact, ContactId, MOST_NAMES, Offer, OwnedDomain, Purchase, Registration, Renewal, Renewed,
    TldPrice, candidates,
};
use crate::domain_name::DomainName;
use crate::registrar::{NameServers, RegistrarError};

/// Who sells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarketplaceName {
    /// Dynadot.
    Dynadot,
    /// The embedded one.
    Sandbox,
}

impl MarketplaceName {
    /// As settings and records have it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dynadot => "dynadot",
            Self::Sandbox => "sandbox",
        }
    }
}

/// What a marketplace can do beyond the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarketplaceCapabilities {
    /// Whether it sells real domains for real money.
    pub live: bool,
    /// How many names it looks up in one call; more are split.
    pub names_per_call: usize,
    /// Whether it sells premium names.
    pub premium: bool,
}

/// A registrar where we buy. Implemented once per registrar.
///
/// Amounts are US dollars.
#[async_trait]
pub trait Marketplace: Send + Sync + fmt::Debug {
    /// Who it is.
    fn name(&self) -> MarketplaceName;

    /// What it can do.
    fn capabilities(&self) -> MarketplaceCapabilities;

    /// Asks whether our account works, without changing anything.
    ///
    /// # Errors
    /// See [`RegistrarError`].
    async fn test(&self) -> Result<(), RegistrarError>;

    /// Looks up up to [`MOST_NAMES`] names and answers for each of them, in their order. Names
    /// beyond that are refused.
    ///
    /// # Errors
    /// See [`RegistrarError`].
    async fn search_many(&self, domains: &[DomainName]) -> Result<Vec<Offer>, RegistrarError>;

    /// Looks up one name.
    ///
    /// # Errors
    /// See [`RegistrarError`].
    async fn search(&self, domain: &DomainName) -> Result<Offer, RegistrarError> {
        let found = self.search_many(std::slice::from_ref(domain)).await?;
        let offer = found.into_iter().next();
        offer.ok_or_else(|| crate::error::Outage::Garbage.into())
    }

    /// Looks up names like `query` under `tlds`, at most `limit` of them, the best match first.
    ///
    /// # Errors
    /// See [`RegistrarError`].
    async fn suggest(
        &self,
        query: &str,
        tlds: &[String],
        limit: usize,
    ) -> Result<Vec<Offer>, RegistrarError> {
        let names = candidates(query, tlds, limit.min(MOST_NAMES));
        if names.is_empty() {
            return Ok(Vec::new());
        }
        self.search_many(&names).await
    }

    /// What domains cost that are not premium, for those of `tlds` that are sold here.
    ///
    /// # Errors
    /// See [`RegistrarError`].
    async fn prices(&self, tlds: &[String]) -> Result<Vec<TldPrice>, RegistrarError>;

    /// Keeps a contact and tells its id. The same contact has the same id, as far as the registrar
    /// can find it again; keeping it twice does no harm.
    ///
    /// # Errors
    /// See [`RegistrarError`].
    async fn save_contact(&self, contact: &Contact) -> Result<ContactId, RegistrarError>;

    /// Reads a contact; nothing for one that does not exist.
    ///
    /// # Errors
    /// See [`RegistrarError`].
    async fn contact(&self, id: &ContactId) -> Result<Option<Contact>, RegistrarError>;

    /// Buys a domain, unless it is ours already.
    ///
    /// # Errors
    /// After one of which [`RegistrarError::may_have_happened`] is true, ask again with
    /// [`Purchase::after_unknown`].
    async fn register(&self, purchase: &Purchase) -> Result<Registration, RegistrarError>;

    /// Reads a domain of ours; nothing for one that is not in our account.
    ///
    /// # Errors
    /// See [`RegistrarError`].
    async fn domain(&self, domain: &DomainName) -> Result<Option<OwnedDomain>, RegistrarError>;

    /// Sets the name servers of a domain of ours. Doing it twice does no harm.
    ///
    /// # Errors
    /// [`RegistrarError::NoSuchDomain`] for a domain that is not in our account.
    async fn set_name_servers(
        &self,
        domain: &DomainName,
        servers: &NameServers,
    ) -> Result<(), RegistrarError>;

    /// Renews a domain of ours, unless it was renewed since [`Renewal::from`].
    ///
    /// # Errors
    /// After one of which [`RegistrarError::may_have_happened`] is true, ask again with the same
    /// renewal.
    async fn renew(&self, renewal: &Renewal) -> Result<Renewed, RegistrarError>;
}
