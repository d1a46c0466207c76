//! All registrars of customers, ready to be called.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use url::Url;

use super::credential::{CredentialError, RegistrarCredential};
use super::fields::FieldName;
use super::port::{DomainPage, OwnRegistrar, RegistrarSpec};
use super::sandbox::SandboxRegistrar;
use super::vendors::{Making, VENDORS, Vendor};
use crate::domain_name::DomainName;
use crate::http::{Http, HttpSettings, base_url};
use crate::registrar::{NameServers, RegistrarError};
use crate::state::SandboxState;
use crate::traffic::Traffic;

/// Characters of a registrar's text that are kept: the API has room for 500 with our words around.
const LONGEST_REASON: usize = 300;

/// What the operator can set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OwnRegistrarSettings {
    /// By registrar id: where to call it instead of its own address.
    pub base_urls: BTreeMap<String, String>,
    /// The IPv4 address that our calls come from, as the world sees it. Namecheap wants to be told.
    pub outbound_ipv4: Option<Ipv4Addr>,
    /// Limits of every call.
    pub http: HttpSettings,
}

/// Settings that can't be used.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// A base URL for something that has none to set.
    #[error("base_urls: {0} is not a registrar")]
    UnknownRegistrar(String),
    /// A base URL that is none.
    #[error("base_urls.{0}: must be an absolute http or https URL without query or fragment")]
    BadUrl(String),
    /// TLS could not be set up.
    #[error("the HTTP client could not be made")]
    Client(#[from] reqwest::Error),
}

/// All registrars of customers.
pub struct OwnRegistrars {
    registrars: Vec<Registrar>,
    outbound: Option<Ipv4Addr>,
}

struct Registrar {
    spec: &'static RegistrarSpec,
    at: At,
}

/// Who is called.
enum At {
    Vendor {
        base: Url,
        http: Http,
        make: fn(Making) -> Box<dyn OwnRegistrar>,
    },
    Sandbox(Arc<dyn SandboxState>),
}

impl OwnRegistrars {
    /// Makes every adapter.
    ///
    /// # Errors
    /// If a setting can't be used.
    pub fn new(settings: &OwnRegistrarSettings, traffic: &Traffic) -> Result<Self, SettingsError> {
        let mut base_urls = settings.base_urls.clone();
        let outbound = settings.outbound_ipv4;
        let registrars = VENDORS
            .iter()
            .map(
                |Vendor {
                     spec,
                     base_url: own,
                     make,
                 }| {
                    let set = base_urls.remove(spec.id);
                    let base = base_url(set.as_deref().unwrap_or(own))
                        .ok_or_else(|| SettingsError::BadUrl(spec.id.to_owned()))?;
                    Ok(Registrar {
                        spec,
                        at: At::Vendor {
                            base,
                            http: Http::trusted(spec.id, settings.http, traffic)?,
                            make: *make,
                        },
                    })
                },
            )
            .collect::<Result<_, SettingsError>>()?;
        match base_urls.into_keys().next() {
            Some(unused) => Err(SettingsError::UnknownRegistrar(unused)),
            None => Ok(Self {
                registrars,
                outbound,
            }),
        }
    }

    /// The same registrars with the embedded one in the place of each: credentials are read as for
    /// the vendors, what is set is kept in `state`, and nobody is called.
    #[must_use]
    pub fn sandbox(state: &Arc<dyn SandboxState>, outbound: Option<Ipv4Addr>) -> Self {
        let registrar = |vendor: &Vendor| Registrar {
            spec: vendor.spec,
            at: At::Sandbox(Arc::clone(state)),
        };
        Self {
            registrars: VENDORS.iter().map(registrar).collect(),
            outbound,
        }
    }

    /// What each registrar declares, in alphabetical order.
    pub fn specs(&self) -> impl Iterator<Item = &'static RegistrarSpec> {
        self.registrars.iter().map(|registrar| registrar.spec)
    }

    /// What one registrar declares.
    #[must_use]
    pub fn spec(&self, registrar: &str) -> Option<&'static RegistrarSpec> {
        self.specs().find(|spec| spec.id == registrar)
    }

    /// Where one registrar is called; nowhere in a sandbox.
    #[must_use]
    pub fn base_url(&self, registrar: &str) -> Option<&Url> {
        let found = self
            .registrars
            .iter()
            .find(|found| found.spec.id == registrar);
        match &found?.at {
            At::Vendor { base, .. } => Some(base),
            At::Sandbox(_) => None,
        }
    }

    /// The address that our calls come from, if the operator set it.
    #[must_use]
    pub fn outbound_ipv4(&self) -> Option<Ipv4Addr> {
        self.outbound
    }

    /// Reads a credential from fields, new or saved ones, without calling anyone.
    ///
    /// # Errors
    /// With every field that is wrong.
    pub fn credential(
        &self,
        registrar: &str,
        fields: impl IntoIterator<Item = (FieldName, SecretString)>,
    ) -> Result<RegistrarCredential, CredentialError> {
        let spec = self
            .spec(registrar)
            .ok_or_else(|| CredentialError::UnknownRegistrar(registrar.to_owned()))?;
        RegistrarCredential::read(spec, fields).map_err(CredentialError::Fields)
    }

    /// Asks whether a credential works, without changing anything.
    ///
    /// # Errors
    /// What is the credential's own fault is told by [`RegistrarError::is_about_credentials`].
    pub async fn test(&self, credential: &RegistrarCredential) -> Result<(), RegistrarError> {
        let outcome = self.adapter(credential).test(credential).await;
        outcome.map_err(|error| tidied(error, credential))
    }

    /// Reads domains of the account: the first ones, or those at `page`.
    ///
    /// # Errors
    /// See [`RegistrarError`].
    pub async fn domains(
        &self,
        credential: &RegistrarCredential,
        page: Option<u32>,
    ) -> Result<DomainPage, RegistrarError> {
        let outcome = self.adapter(credential).domains(credential, page).await;
        outcome.map_err(|error| tidied(error, credential))
    }

    /// Reads the name servers that the registrar has for a domain.
    ///
    /// # Errors
    /// See [`RegistrarError`].
    pub async fn name_servers(
        &self,
        credential: &RegistrarCredential,
        domain: &DomainName,
    ) -> Result<Vec<DomainName>, RegistrarError> {
        let outcome = self
            .adapter(credential)
            .name_servers(credential, domain)
            .await;
        outcome.map_err(|error| tidied(error, credential))
    }

    /// Sets the name servers of a domain. Doing it twice does no harm. When the answer is lost,
    /// they are read again: showing the new ones is a success.
    ///
    /// # Errors
    /// See [`RegistrarError`].
    pub async fn set_name_servers(
        &self,
        credential: &RegistrarCredential,
        domain: &DomainName,
        servers: &NameServers,
    ) -> Result<(), RegistrarError> {
        check_count(credential.registrar(), servers)?;
        let adapter = self.adapter(credential);
        let outcome = adapter.set_name_servers(credential, domain, servers).await;
        match outcome {
            Err(error) if error.may_have_happened() => {
                match adapter.name_servers(credential, domain).await {
                    Ok(found) if servers.are(&found) => Ok(()),
                    _ => Err(tidied(error, credential)),
                }
            }
            outcome => outcome.map_err(|error| tidied(error, credential)),
        }
    }

    /// The adapter, for the turns of the credential's account.
    fn adapter(&self, credential: &RegistrarCredential) -> Box<dyn OwnRegistrar> {
        let registrar = self
            .registrars
            .iter()
            .find(|registrar| registrar.spec.id == credential.registrar().id)
            .expect("credentials are made of the specs in the list of vendors, as this is");
        match &registrar.at {
            At::Vendor { base, http, make } => {
                let account = credential.values().map(|(_, value)| value.expose_secret());
                make(Making {
                    http: http.of_account(account),
                    base: base.clone(),
                    outbound: self.outbound,
                })
            }
            At::Sandbox(state) => {
                let id = credential.registrar().id;
                Box::new(SandboxRegistrar::new(id, Arc::clone(state)))
            }
        }
    }
}

/// Spares the registrar more name servers than it documents to take.
fn check_count(spec: &RegistrarSpec, servers: &NameServers) -> Result<(), RegistrarError> {
    match spec.most_name_servers {
        Some(most) if servers.hosts().len() > most => Err(RegistrarError::Refused {
            reason: format!("it takes at most {most} name servers"),
        }),
        _ => Ok(()),
    }
}

fn tidied(error: RegistrarError, credential: &RegistrarCredential) -> RegistrarError {
    error.edit_reason(|text| credential.tidy(&text, LONGEST_REASON))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(most_name_servers: Option<usize>) -> RegistrarSpec {
        RegistrarSpec {
            id: "example",
            name: "Example",
            fields: &[],
            needs_ip_allowlist: false,
            documentation_url: "https://docs.example",
            most_name_servers,
        }
    }

    #[test]
    fn only_documented_bounds_are_kept_here() {
        let hosts: Vec<String> = (0..13).map(|n| format!("ns{n}.example.net")).collect();
        let hosts: Vec<&str> = hosts.iter().map(String::as_str).collect();
        let servers = NameServers::parse(&hosts).expect("13");
        assert_eq!(check_count(&spec(None), &servers), Ok(()));
        assert_eq!(check_count(&spec(Some(13)), &servers), Ok(()));
        let refused = check_count(&spec(Some(12)), &servers);
        assert!(
            matches!(&refused, Err(RegistrarError::Refused { reason }) if reason.contains("12")),
            "{refused:?}"
        );
    }
}
