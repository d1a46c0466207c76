//! The embedded registrar: it stands in for each of the others and calls nobody.
//!
//! What a key does is told by how it begins: those with `invalid` are rejected, those with
//! `forbidden` lack a right, those with `limited` were used too often, and with `unreachable` nobody answers.
//! Every domain is in every account, but for those with the word `foreign` in their first label,
//! parted by hyphens, such as `foreign-northwind.com`. Name servers are taken as they are, but for
//! those below `unregistered.example`: the registry refuses them. What is set is kept, and whoever
//! plays the registry asks [`sandbox_name_servers`] for it.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::credential::RegistrarCredential;
use super::fields::FieldName;
use super::port::{DomainPage, ListedDomain, OwnRegistrar};
use crate::domain_name::DomainName;
use crate::error::{Lack, Outage, ProviderError};
use crate::registrar::{NameServers, RegistrarError, name_servers};
use crate::state::{SandboxState, StateError, Write};

const KIND: &str = "own_registrar_domain";
/// How often a change is tried anew when others changed the same domain meanwhile.
const TRIES: u32 = 64;
const PAGE: usize = 100;
/// Most domains that are looked through for a list.
const MOST: usize = 10_000;
/// How long a key that was used too often is to wait.
const WAIT: Duration = Duration::from_secs(60);

/// What a domain has before anything is set.
const PARKED: [&str; 2] = ["ns1.parked.sandbox.example", "ns2.parked.sandbox.example"];

pub(super) struct SandboxRegistrar {
    id: &'static str,
    state: Arc<dyn SandboxState>,
}

#[derive(Serialize, Deserialize)]
struct Record {
    registrar: String,
    name_servers: NameServers,
}

/// The name servers that were set for a domain at the sandbox of any registrar.
///
/// # Errors
/// When the state can't be read.
pub async fn sandbox_name_servers(
    state: &dyn SandboxState,
    domain: &DomainName,
) -> Result<Option<NameServers>, StateError> {
    let found = read(state, domain).await?;
    Ok(found.map(|(_, record)| record.name_servers))
}

async fn read(
    state: &dyn SandboxState,
    domain: &DomainName,
) -> Result<Option<(i64, Record)>, StateError> {
    let Some(found) = state.get(KIND, domain.as_str()).await? else {
        return Ok(None);
    };
    let record = serde_json::from_value(found.value);
    let record = record.map_err(|error| StateError(error.to_string()))?;
    Ok(Some((found.version, record)))
}

impl SandboxRegistrar {
    pub(super) fn new(id: &'static str, state: Arc<dyn SandboxState>) -> Self {
        Self { id, state }
    }

    /// What was set here for a domain, with its version; a version alone where another registrar
    /// has it.
    async fn found(
        &self,
        domain: &DomainName,
    ) -> Result<(Option<i64>, Option<NameServers>), RegistrarError> {
        let Some((version, record)) = read(&*self.state, domain).await? else {
            return Ok((None, None));
        };
        let here = record.registrar == self.id;
        Ok((Some(version), here.then_some(record.name_servers)))
    }
}

#[async_trait]
impl OwnRegistrar for SandboxRegistrar {
    async fn test(&self, credential: &RegistrarCredential) -> Result<(), RegistrarError> {
        check_key(credential)
    }

    async fn domains(
        &self,
        credential: &RegistrarCredential,
        page: Option<u32>,
    ) -> Result<DomainPage, RegistrarError> {
        check_key(credential)?;
        let page = page.unwrap_or(0);
        let skipped = (page as usize).saturating_mul(PAGE);
        let all = self.state.list(KIND, "", None, MOST).await?;
        let here = all.into_iter().filter_map(|(name, document)| {
            let record: Record = serde_json::from_value(document.value).ok()?;
            Some(ListedDomain {
                domain: DomainName::parse(&name).ok()?,
                expires_at: None,
                name_servers: (record.registrar == self.id)
                    .then(|| record.name_servers.hosts().to_vec()),
            })
        });
        let here = here.filter(|listed| listed.name_servers.is_some());
        let mut domains: Vec<_> = here.skip(skipped).take(PAGE + 1).collect();
        let more = domains.len() > PAGE;
        domains.truncate(PAGE);
        Ok(DomainPage {
            domains,
            next: more.then(|| page.saturating_add(1)),
        })
    }

    async fn name_servers(
        &self,
        credential: &RegistrarCredential,
        domain: &DomainName,
    ) -> Result<Vec<DomainName>, RegistrarError> {
        check_key(credential)?;
        check_domain(domain)?;
        let (_, set) = self.found(domain).await?;
        Ok(match set {
            Some(set) => set.hosts().to_vec(),
            None => name_servers::told(PARKED),
        })
    }

    async fn set_name_servers(
        &self,
        credential: &RegistrarCredential,
        domain: &DomainName,
        servers: &NameServers,
    ) -> Result<(), RegistrarError> {
        check_key(credential)?;
        check_domain(domain)?;
        name_servers::check_in_sandbox(servers)?;
        let record = Record {
            registrar: self.id.to_owned(),
            name_servers: servers.clone(),
        };
        let value = serde_json::to_value(record);
        let value = value.map_err(|error| RegistrarError::State(error.to_string()))?;
        for _ in 0..TRIES {
            let (expected, _) = self.found(domain).await?;
            let write = Write {
                kind: KIND,
                id: domain.as_str().to_owned(),
                expected,
                value: Some(value.clone()),
            };
            if self.state.commit(vec![write]).await? {
                return Ok(());
            }
        }
        Err(RegistrarError::State("too many changes at once".to_owned()))
    }
}

fn check_key(credential: &RegistrarCredential) -> Result<(), RegistrarError> {
    let key = credential.get(FieldName::ApiKey)?;
    if key.starts_with("invalid") {
        let reason = "the sandbox does not know this key".to_owned();
        return Err(ProviderError::Rejected { reason }.into());
    }
    if key.starts_with("forbidden") {
        return Err(ProviderError::NotAllowed {
            lack: Lack::Permission,
            reason: "the sandbox gives this key no right to domains".to_owned(),
        }
        .into());
    }
    if key.starts_with("limited") {
        let retry_after = Some(WAIT);
        return Err(ProviderError::RateLimited { retry_after }.into());
    }
    if key.starts_with("unreachable") {
        return Err(Outage::Unreachable.into());
    }
    Ok(())
}

fn check_domain(domain: &DomainName) -> Result<(), RegistrarError> {
    let label = domain.as_str().split('.').next().unwrap_or_default();
    if label.split('-').any(|word| word == "foreign") {
        return Err(RegistrarError::NoSuchDomain {
            reason: "the sandbox has it in no account".to_owned(),
        });
    }
    Ok(())
}
