//! Sets the web forwarding of a domain up, or takes it down.

use async_trait::async_trait;
use serde_json::{Value, json};
use simpleinboxes_core::{
    dns::{DomainName, RecordPurpose},
    status::DomainActionType,
};
use simpleinboxes_providers::dns::{DnsHostError, Forwarding, Zone};
use simpleinboxes_store::{Caller, DnsRefused, Domain, ManagedRecord, Started};

use super::at_zone;
use crate::{
    app::App,
    dns::HostError,
    fulfilment::{Step, StepError},
};

/// How often a forwarding that was changed meanwhile is set anew in one attempt.
const ROUNDS: usize = 5;

/// Has visitors sent where the domain says now, or nowhere.
pub(super) struct SetForwarding;

#[async_trait]
impl Step for SetForwarding {
    fn kind(&self) -> DomainActionType {
        DomainActionType::SetForwarding
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        let system = Caller::system(started.account);
        let id = started.action.domain;
        let name: DomainName = started
            .domain
            .parse()
            .map_err(|error| StepError::stuck(format!("{}: {error}.", started.domain)))?;
        let mut domain = at_zone::domain(app, &system, id).await?;
        for _ in 0..ROUNDS {
            carry_out(app, &system, &domain, &name).await?;
            let now = at_zone::domain(app, &system, id).await?;
            // Of two steps at once, the one that ends last has set what is wanted by then.
            if wanted(&now) == wanted(&domain) {
                return Ok(json!({ "url": now.forwarding.url }));
            }
            domain = now;
        }
        Err(StepError::Later {
            error: simpleinboxes_store::ActionError {
                vendor: None,
                message: "The forwarding was changed all the time.".to_owned(),
            },
            after: None,
        })
    }
}

fn wanted(domain: &Domain) -> (Option<&str>, bool, bool) {
    let forwarding = &domain.forwarding;
    let url = forwarding.url.as_deref();
    (url, forwarding.permanent, forwarding.keep_path)
}

async fn carry_out(
    app: &App,
    system: &Caller,
    domain: &Domain,
    name: &DomainName,
) -> Result<(), StepError> {
    let host = &*app.vendors.dns;
    let failed = |error: DnsHostError| at_zone::failed(HostError::new(host, &error));
    let zone = zone(app, domain).await?;
    let Some(url) = &domain.forwarding.url else {
        // Nobody is to meet a rule whose records are gone.
        host.clear_forwarding(&zone).await.map_err(failed)?;
        return write(app, system, domain, &[]).await;
    };
    let (permanent, keep_path) = (domain.forwarding.permanent, domain.forwarding.keep_path);
    let forwarding = Forwarding::new(name, url, permanent, keep_path)
        .map_err(|error| StepError::stuck(format!("The URL {error}.")))?;
    let records: Vec<ManagedRecord> = host
        .forwarding_records(name)
        .into_iter()
        .map(|record| ManagedRecord {
            purpose: RecordPurpose::Forwarding,
            record,
        })
        .collect();
    host.set_forwarding(&zone, &forwarding)
        .await
        .map_err(failed)?;
    write(app, system, domain, &records).await
}

async fn zone(app: &App, domain: &Domain) -> Result<Zone, StepError> {
    let host = &*app.vendors.dns;
    let zone = domain.zone.as_ref();
    let zone = zone.ok_or_else(|| StepError::stuck("The domain has no zone yet."))?;
    if zone.host != host.name().as_str() {
        return Err(at_zone::failed(HostError::elsewhere(&zone.host)));
    }
    let found = host.zone(&zone.id).await;
    let found = found.and_then(|found| found.ok_or(DnsHostError::NoZone));
    found.map_err(|error| at_zone::failed(HostError::new(host, &error)))
}

async fn write(
    app: &App,
    system: &Caller,
    domain: &Domain,
    records: &[ManagedRecord],
) -> Result<(), StepError> {
    let put: Result<bool, DnsRefused> = app
        .store
        .write(async |tx| {
            let scoped = tx.scoped(system);
            let purposes = [RecordPurpose::Forwarding];
            scoped
                .put_managed_records(domain.id, &purposes, records)
                .await
        })
        .await;
    put.map_err(at_zone::unwritten)?;
    at_zone::publish(app, system, domain.id).await?;
    Ok(())
}
