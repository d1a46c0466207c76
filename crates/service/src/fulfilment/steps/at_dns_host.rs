//! Zones at the DNS host, as steps need them.

use simpleinboxes_core::{dns::DomainName, id::DomainId};
use simpleinboxes_providers::dns::{
    DnsHostError, Zone,
    propagation::{Outcome, Role},
};
use simpleinboxes_store::{Caller, DomainDelegation, DomainZone};

use super::at_zone::{self, gone};
use crate::{app::App, dns::HostError, fulfilment::StepError};

/// A domain whose zone is asked for.
pub(super) struct Zoned<'a> {
    pub(super) app: &'a App,
    pub(super) system: Caller,
    pub(super) id: DomainId,
    pub(super) name: DomainName,
}

impl<'a> Zoned<'a> {
    /// The domain of a step.
    pub(super) fn of(
        started: &simpleinboxes_store::Started,
        app: &'a App,
    ) -> Result<Self, StepError> {
        let name = started.domain.parse();
        let name =
            name.map_err(|error| StepError::stuck(format!("{}: {error}.", started.domain)))?;
        Ok(Self {
            app,
            system: Caller::system(started.account),
            id: started.action.domain,
            name,
        })
    }

    /// What is known of its delegation.
    pub(super) async fn delegation(&self) -> Result<DomainDelegation, StepError> {
        let scoped = self.app.store.scoped(&self.system);
        scoped.delegation(self.id).await?.ok_or_else(gone)
    }

    /// Notes who the domain is delegated to before it gets other nameservers: what is still seen
    /// later is told from what somebody set instead. Where the public DNS is silent, nothing is
    /// noted, and any other nameservers count as the old ones.
    pub(super) async fn note_before(&self) -> Result<(), StepError> {
        if self.delegation().await?.before.is_some() {
            return Ok(());
        }
        let looks = &self.app.vendors.looks;
        let nobody = std::collections::BTreeSet::new();
        let now = self.app.clock.now();
        let look = looks.delegation(&self.name, &nobody, None, now).await;
        let told = look.answers.iter().any(|answer| {
            answer.role == Role::Parent
                && matches!(answer.outcome, Outcome::Answered | Outcome::NoDelegation)
        });
        if told {
            let before: Vec<String> = look.found.into_iter().collect();
            let noted = self.app.store.write(async |tx| {
                let scoped = tx.scoped(&self.system);
                scoped.note_nameservers_before(self.id, &before).await
            });
            noted.await?;
        }
        Ok(())
    }

    /// The domain's zone: the one that is there, else a new one; kept with its nameservers.
    pub(super) async fn ensure(&self) -> Result<Zone, StepError> {
        let host = &self.app.vendors.dns;
        if host.capabilities().publishes_ours {
            let domain = at_zone::domain(self.app, &self.system, self.id).await?;
            // There is a zone as soon as the store says so. Where it does, the nameservers that
            // it tells are not to be gone for a moment.
            if domain.zone.is_none() {
                self.keep(self.name.as_str(), Vec::new()).await?;
            }
        }
        let zone = host.ensure_zone(&self.name).await;
        let zone = zone.map_err(|error| self.failed(&error))?;
        self.keep(&zone.id, zone.name_servers.clone()).await?;
        Ok(zone)
    }

    async fn keep(&self, id: &str, nameservers: Vec<String>) -> Result<(), StepError> {
        let zone = DomainZone {
            host: self.app.vendors.dns.name().as_str().to_owned(),
            id: id.to_owned(),
            nameservers,
        };
        let kept = self.app.store.write(async |tx| {
            let scoped = tx.scoped(&self.system);
            scoped.set_domain_zone(self.id, &zone).await
        });
        if kept.await? { Ok(()) } else { Err(gone()) }
    }

    /// How to go on after an error of the DNS host.
    pub(super) fn failed(&self, error: &DnsHostError) -> StepError {
        at_zone::failed(HostError::new(&*self.app.vendors.dns, error))
    }
}
