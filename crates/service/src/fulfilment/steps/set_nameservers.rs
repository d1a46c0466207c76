//! Sets the nameservers of a domain: at the registrar where we bought it, or at its owner's own.

use async_trait::async_trait;
use serde_json::{Value, json};
use simpleinboxes_core::status::DomainActionType;
use simpleinboxes_store::{Caller, Started, UpdatePayload};

use super::{at_own_registrar, at_registrar, at_zone};
use crate::{
    app::App,
    fulfilment::{Step, StepError},
};

/// Sets the nameservers that the DNS host assigned, or others where they were asked for.
pub(super) struct SetNameservers;

#[async_trait]
impl Step for SetNameservers {
    fn kind(&self) -> DomainActionType {
        DomainActionType::SetNameservers
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        let name = at_registrar::name(&started.domain)?;
        let system = Caller::system(started.account);
        let domain = at_zone::domain(app, &system, started.action.domain).await?;
        let assigned = domain.nameservers.assigned;
        let Some(update) = update(started)? else {
            at_registrar::set_name_servers(app, &name, &assigned).await?;
            return Ok(json!({ "nameservers": assigned }));
        };
        let hosts = update.nameservers.unwrap_or(assigned);
        let registrar = &update.registrar;
        at_own_registrar::set_name_servers(
            app,
            &system,
            domain.workspace,
            registrar,
            &name,
            &hosts,
        )
        .await?;
        Ok(json!({ "registrar": registrar, "nameservers": hosts }))
    }
}

/// What was asked for at the owner's own registrar, if it is there.
fn update(started: &Started) -> Result<Option<UpdatePayload>, StepError> {
    let payload = &started.action.payload;
    if payload.get("registrar").is_none() {
        return Ok(None);
    }
    let update = serde_json::from_value(payload.clone());
    update
        .map(Some)
        .map_err(|_| StepError::stuck("What was asked for can't be read any more."))
}
