//! Sets the nameservers of a domain that we registered.

use async_trait::async_trait;
use serde_json::{Value, json};
use simpleinboxes_core::status::DomainActionType;
use simpleinboxes_store::{Caller, Started};

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
        at_registrar::set_name_servers(app, &name, &assigned).await?;
        Ok(json!({ "nameservers": assigned }))
    }
}
