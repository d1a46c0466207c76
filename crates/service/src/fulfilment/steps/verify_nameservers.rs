//! Waits until a domain is delegated to the nameservers assigned to it.
//!
//! The delegation must have been seen above, and a DNS host that looks itself must have seen it as
//! well. Until then the step comes again whenever a look is due, and at once when another look has
//! seen it. A zone that the host gave up meanwhile, because it was not delegated in time, is made
//! anew; where the registration is ours, its new nameservers are set.

use async_trait::async_trait;
use chrono::{SecondsFormat, TimeDelta};
use serde_json::{Value, json};
use simpleinboxes_core::{dns::verdict::NameserverStatus, status::DomainActionType};
use simpleinboxes_providers::dns::{DnsHostError, ZoneStatus, propagation::Delegation};
use simpleinboxes_store::{ActionError, DomainDelegation, Started};

use super::{at_dns_host::Zoned, at_registrar, at_zone::gone};
use crate::{
    app::App,
    fulfilment::{Step, StepError},
    nameservers,
};

/// Between a delegation that was seen and the host's own look.
const HOST: TimeDelta = TimeDelta::minutes(5);

/// The shortest wait, whatever is due.
const SHORTEST: TimeDelta = TimeDelta::seconds(5);

/// Looks whether the delegation has propagated.
pub(super) struct VerifyNameservers;

#[async_trait]
impl Step for VerifyNameservers {
    fn kind(&self) -> DomainActionType {
        DomainActionType::VerifyNameservers
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        let domain = Zoned::of(started, app)?;
        let known = domain.delegation().await?;
        let looked = nameservers::look(app, &domain.system, &known).await?;
        let looked = looked.ok_or_else(gone)?;
        let host_agrees = domain.host_agrees(&known).await?;
        let seen = looked.seen;
        if seen.status != NameserverStatus::Propagated {
            let due = looked.kept.next_check_at.map(|at| at - app.clock.now());
            return Err(later(None, not_yet(&seen), due.unwrap_or(HOST)));
        }
        if !host_agrees {
            let host = app.vendors.dns.name().as_str().to_owned();
            let words = "The domain is delegated; the DNS host has yet to see it.";
            return Err(later(Some(host), words.to_owned(), HOST));
        }
        let checked_at = seen.checked_at.to_rfc3339_opts(SecondsFormat::Millis, true);
        Ok(json!({ "found": seen.found, "checkedAt": checked_at }))
    }
}

impl Zoned<'_> {
    /// Whether the DNS host takes the zone for delegated, where it looks itself.
    async fn host_agrees(&self, known: &DomainDelegation) -> Result<bool, StepError> {
        let host = &self.app.vendors.dns;
        let here = |zone: &&(String, String)| zone.0 == host.name().as_str();
        let Some((_, id)) = known.zone.as_ref().filter(here) else {
            return Ok(true);
        };
        if !host.capabilities().checks_delegation {
            return Ok(true);
        }
        let zone = host.zone(id).await.map_err(|error| self.failed(&error))?;
        let Some(zone) = zone else {
            self.make_anew().await?;
            return Ok(false);
        };
        if zone.status == ZoneStatus::Active {
            return Ok(true);
        }
        match host.check_activation(&zone).await {
            // It looks by itself, and may not be hurried.
            Ok(()) | Err(DnsHostError::Refused { .. }) => Ok(false),
            Err(error) => Err(self.failed(&error)),
        }
    }

    /// Makes a zone anew that the host has given up, with its records.
    async fn make_anew(&self) -> Result<(), StepError> {
        let zone = self.ensure().await?;
        tracing::warn!(domain = %self.name, "a zone was gone at the DNS host and was made anew");
        let queued = self.app.store.write(async |tx| {
            let scoped = tx.scoped(&self.system);
            scoped.queue_dns_sync(self.id).await
        });
        queued.await?;
        let name = at_registrar::name(self.name.as_str())?;
        let scoped = self.app.store.scoped(&self.system);
        let ours = scoped
            .domain(self.id)
            .await?
            .is_some_and(|domain| domain.registration.is_some());
        if !ours {
            return Ok(());
        }
        at_registrar::set_name_servers(self.app, &name, &zone.name_servers).await
    }
}

/// What stands in the way, for who has to do something about it.
fn not_yet(seen: &Delegation) -> String {
    let list = |names: &std::collections::BTreeSet<String>| {
        names.iter().cloned().collect::<Vec<_>>().join(", ")
    };
    let assigned = list(&seen.assigned);
    match seen.status {
        NameserverStatus::Unknown => {
            "The nameservers of the zone above could not be asked.".to_owned()
        }
        _ if seen.found.is_empty() => {
            format!("The domain has no nameservers; it needs {assigned}.")
        }
        _ => format!(
            "The domain has the nameservers {}; it needs {assigned} and no others.",
            list(&seen.found)
        ),
    }
}

fn later(vendor: Option<String>, message: String, wait: TimeDelta) -> StepError {
    StepError::Later {
        error: ActionError { vendor, message },
        after: Some(wait.max(SHORTEST)),
    }
}
