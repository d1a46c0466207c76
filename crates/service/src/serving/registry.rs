//! What the sandbox's registry refers where.
//!
//! 1. A domain that was bought in the sandbox, and is still held there, is referred to the name
//!    servers that were set there.
//! 2. A domain whose name servers were set at the sandbox of its owner's registrar is referred to
//!    those.
//! 3. Any other domain that this deployment holds is at a registrar of its owner's, who is played
//!    here and has done as asked: it is referred to the name servers assigned to it. A word in its
//!    first label, parted by hyphens, says otherwise, such as in `undelegated-northwind.com`:
//!    - `undelegated`: it has no name servers;
//!    - `elsewhere`: its old ones are still in place;
//!    - `halfway`: one of the assigned ones is in place, and an old one.
//! 4. Nothing else exists.

use std::sync::Arc;

use async_trait::async_trait;
use simpleinboxes_core::dns::DomainName;
use simpleinboxes_providers::{
    DomainName as VendorName,
    dns::{
        embedded::SourceError,
        registry::{Registered, Registrations},
    },
    registrar::{marketplace::Marketplace, own::sandbox_name_servers},
    state::SandboxState,
};
use simpleinboxes_store::{HeldDomain, Store};

/// Name servers that are not ours.
const OTHERS: [&str; 2] = ["ns1.elsewhere.example", "ns2.elsewhere.example"];

/// The domains that are sold and held here.
#[derive(Debug)]
pub(super) struct SandboxRegistrations {
    pub(super) store: Arc<Store>,
    pub(super) marketplace: Arc<dyn Marketplace>,
    pub(super) state: Arc<dyn SandboxState>,
}

#[async_trait]
impl Registrations for SandboxRegistrations {
    async fn find(&self, names: &[&str]) -> Result<Option<Registered>, SourceError> {
        let held = self.store.held_domains(names).await.map_err(|error| {
            tracing::warn!(%error, "the domains that are held could not be read");
            SourceError
        })?;
        for name in names {
            let Ok(domain) = name.parse::<DomainName>() else {
                continue;
            };
            let own = held.iter().find(|held| held.name == *name);
            let delegated = match (self.bought(name).await?, own) {
                (Some(bought), _) => Some(bought),
                (None, Some(own)) => {
                    let set = self.set_by_its_owner(name).await?;
                    Some(set.unwrap_or_else(|| by_its_owner(own)))
                }
                (None, None) => None,
            };
            if let Some(name_servers) = delegated {
                return Ok(Some(Registered {
                    domain,
                    name_servers,
                }));
            }
        }
        Ok(None)
    }
}

impl SandboxRegistrations {
    /// The name servers of a domain that was bought.
    async fn bought(&self, name: &str) -> Result<Option<Vec<String>>, SourceError> {
        let Ok(name) = VendorName::parse(name) else {
            return Ok(None);
        };
        let owned = self.marketplace.domain(&name).await.map_err(|error| {
            tracing::warn!(%error, "the domains that were bought could not be read");
            SourceError
        })?;
        Ok(owned.map(|owned| texts(&owned.name_servers)))
    }

    /// The name servers that were set for a domain at the sandbox of its owner's registrar.
    async fn set_by_its_owner(&self, name: &str) -> Result<Option<Vec<String>>, SourceError> {
        let Ok(name) = VendorName::parse(name) else {
            return Ok(None);
        };
        let set = sandbox_name_servers(&*self.state, &name).await;
        let set = set.map_err(|error| {
            tracing::warn!(%error, "what was set at sandboxes of registrars could not be read");
            SourceError
        })?;
        Ok(set.map(|set| texts(set.hosts())))
    }
}

fn texts(names: &[VendorName]) -> Vec<String> {
    names.iter().map(|one| one.as_str().to_owned()).collect()
}

/// The name servers that the owner of a domain is taken to have set.
fn by_its_owner(held: &HeldDomain) -> Vec<String> {
    let label = held.name.split('.').next().unwrap_or_default();
    let says = |word: &str| label.split('-').any(|one| one == word);
    let others = || OTHERS.iter().map(|other| (*other).to_owned());
    if says("undelegated") {
        Vec::new()
    } else if says("elsewhere") {
        others().collect()
    } else if says("halfway") {
        let first = held.assigned.iter().take(1).cloned();
        first.chain(others().take(1)).collect()
    } else {
        held.assigned.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_do_as_asked_unless_the_name_says_otherwise() {
        let set = |name: &str| {
            let held = HeldDomain {
                name: name.to_owned(),
                assigned: vec!["ns1.ours.example".to_owned(), "ns2.ours.example".to_owned()],
            };
            by_its_owner(&held)
        };
        for name in ["northwind.com", "xundelegated.com", "a.elsewhere.com"] {
            assert_eq!(
                set(name),
                ["ns1.ours.example", "ns2.ours.example"],
                "{name}"
            );
        }
        assert!(set("get-undelegated.com").is_empty());
        assert_eq!(set("elsewhere-northwind.com"), OTHERS);
        let halfway = ["ns1.ours.example", "ns1.elsewhere.example"];
        assert_eq!(set("halfway.com"), halfway);
    }
}
