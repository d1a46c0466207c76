//! What a customer's own registrar is to the rest of the program.

use async_trait::async_trait;
use simpleinboxes_core::Timestamp;

use super::credential::RegistrarCredential;
use super::fields::CredentialField;
use crate::domain_name::DomainName;
use crate::registrar::{NameServers, RegistrarError};

/// A registrar, as its adapter declares it.
#[derive(Debug, PartialEq, Eq)]
pub struct RegistrarSpec {
    /// Its id in the API (`porkbun`).
    pub id: &'static str,
    /// Its name for people (`Porkbun`).
    pub name: &'static str,
    /// What a credential for it consists of, in the order in which a form should ask.
    pub fields: &'static [CredentialField],
    /// Whether it only takes calls from addresses that the account's owner allowed.
    pub needs_ip_allowlist: bool,
    /// Where it documents its API.
    pub documentation_url: &'static str,
    /// How many name servers it takes for a domain at most, where its documentation tells. Where it
    /// tells nothing the registrar is asked, and says itself what is too many.
    pub most_name_servers: Option<usize>,
}

/// A registrar that can be called. Implemented once per registrar.
///
/// Errors may still hold what the vendor quoted; the registry takes secrets out.
#[async_trait]
pub trait OwnRegistrar: Send + Sync {
    /// Asks whether a credential works, without changing anything.
    ///
    /// # Errors
    /// See [`RegistrarError`].
    async fn test(&self, credential: &RegistrarCredential) -> Result<(), RegistrarError>;

    /// Reads domains of the account: the first ones, or those after `page`, which came with the
    /// ones before.
    ///
    /// # Errors
    /// See [`RegistrarError`].
    async fn domains(
        &self,
        credential: &RegistrarCredential,
        page: Option<u32>,
    ) -> Result<DomainPage, RegistrarError>;

    /// Reads the name servers that the registrar has for a domain.
    ///
    /// # Errors
    /// [`RegistrarError::NoSuchDomain`] for a domain that is not in the account.
    async fn name_servers(
        &self,
        credential: &RegistrarCredential,
        domain: &DomainName,
    ) -> Result<Vec<DomainName>, RegistrarError>;

    /// Sets the name servers of a domain. Doing it twice does no harm.
    ///
    /// # Errors
    /// [`RegistrarError::NoSuchDomain`] for a domain that is not in the account;
    /// [`RegistrarError::Uncertain`] when the answer is not usable.
    async fn set_name_servers(
        &self,
        credential: &RegistrarCredential,
        domain: &DomainName,
        servers: &NameServers,
    ) -> Result<(), RegistrarError>;
}

/// Domains of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainPage {
    /// The domains, in the registrar's order.
    pub domains: Vec<ListedDomain>,
    /// Where to go on; nothing when these were the last.
    pub next: Option<u32>,
}

/// A domain in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedDomain {
    /// The domain.
    pub domain: DomainName,
    /// Until when it is paid for, if the list tells.
    pub expires_at: Option<Timestamp>,
    /// Its name servers, if the list tells.
    pub name_servers: Option<Vec<DomainName>>,
}
