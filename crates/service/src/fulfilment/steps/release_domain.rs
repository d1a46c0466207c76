//! Takes down what is left of a domain: its web forwarding and its zone. Its registration is let
//! expire.

use async_trait::async_trait;
use serde_json::{Value, json};
use simpleinboxes_core::{id::DomainId, status::DomainActionType};
use simpleinboxes_providers::dns::{DnsHost, DnsHostError};
use simpleinboxes_store::{ActionError, Caller, DomainZone, Started};

use crate::{
    app::App,
    dns::HostError,
    fulfilment::{Step, StepError},
};

/// Lets a domain go.
pub(super) struct ReleaseDomain;

#[async_trait]
impl Step for ReleaseDomain {
    fn kind(&self) -> DomainActionType {
        DomainActionType::ReleaseDomain
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        let id = started.action.domain;
        let system = Caller::system(started.account);
        let domain = app.store.scoped(&system).domain(id).await?;
        let zone = domain.and_then(|domain| domain.zone);
        let deleted = match zone {
            Some(zone) => take_down(app, id, &started.domain, &zone).await?,
            None => false,
        };
        Ok(json!({ "zoneDeleted": deleted }))
    }
}

/// Takes the zone down, unless another order has the name by now: then the zone is that one's.
async fn take_down(
    app: &App,
    id: DomainId,
    name: &str,
    zone: &DomainZone,
) -> Result<bool, StepError> {
    let host = app.vendors.dns.as_ref();
    if zone.host != host.name().as_str() {
        return Err(StepError::Stuck(ActionError {
            vendor: Some(zone.host.clone()),
            message: format!("The zone is at {}, which is not set up here.", zone.host),
        }));
    }
    if app.store.is_held_by_another(id, name).await? {
        return Ok(false);
    }
    let failed = |error: DnsHostError| failed(host, &error);
    if let Some(found) = host.zone(&zone.id).await.map_err(failed)? {
        match host.clear_forwarding(&found).await {
            // A host that forwards nothing has nothing to clear.
            Ok(()) | Err(DnsHostError::NoZone | DnsHostError::Unsupported(_)) => {}
            Err(error) => return Err(failed(error)),
        }
    }
    match host.delete_zone(&zone.id).await {
        Ok(()) | Err(DnsHostError::NoZone) => Ok(true),
        Err(error) => Err(failed(error)),
    }
}

fn failed(host: &dyn DnsHost, error: &DnsHostError) -> StepError {
    let said = HostError::new(host, error);
    let error = ActionError {
        vendor: Some(said.host),
        message: said.words,
    };
    if said.passing {
        StepError::again(error, said.alone, said.after)
    } else {
        StepError::Stuck(error)
    }
}
