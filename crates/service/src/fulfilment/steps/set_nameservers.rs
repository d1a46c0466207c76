//! Sets the nameservers of a domain that we registered.

use async_trait::async_trait;
use serde_json::{Value, json};
use simpleinboxes_core::status::DomainActionType;
use simpleinboxes_providers::registrar::NameServers;
use simpleinboxes_store::{ActionError, Caller, Started};

use super::at_registrar;
use crate::{
    app::App,
    fulfilment::{Step, StepError},
};

/// Sets the nameservers that the DNS host assigned.
pub(super) struct SetNameservers;

#[async_trait]
impl Step for SetNameservers {
    fn kind(&self) -> DomainActionType {
        DomainActionType::SetNameservers
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        let name = at_registrar::name(&started.domain)?;
        let system = Caller::system(started.account);
        let scoped = app.store.scoped(&system);
        let found = scoped.domain(started.action.domain).await?;
        let assigned = found.map(|domain| domain.nameservers.assigned);
        let assigned = assigned.unwrap_or_default();
        let hosts: Vec<&str> = assigned.iter().map(String::as_str).collect();
        let servers = NameServers::parse(&hosts).map_err(|error| {
            StepError::Stuck(ActionError {
                vendor: None,
                message: format!("The nameservers of the zone {error}."),
            })
        })?;
        let market = &app.vendors.marketplace;
        let set = market.set_name_servers(&name, &servers).await;
        set.map_err(|error| at_registrar::after(app, &error))?;
        Ok(json!({ "nameservers": assigned }))
    }
}
