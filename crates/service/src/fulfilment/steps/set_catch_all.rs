//! Has mail to unknown addresses of a domain go to the inbox that its settings name, or be refused.

use async_trait::async_trait;
use serde_json::{Value, json};
use simpleinboxes_core::status::DomainActionType;
use simpleinboxes_providers::mailbox::MailboxError;
use simpleinboxes_store::{Caller, Domain, Started};

use super::{at_mailbox_host, at_zone, create_mailboxes};
use crate::{
    app::App,
    fulfilment::{Step, StepError},
};

/// Sets what catches.
pub(super) struct SetCatchAll;

#[async_trait]
impl Step for SetCatchAll {
    fn kind(&self) -> DomainActionType {
        DomainActionType::SetCatchAll
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        let system = Caller::system(started.account);
        let mut domain = at_zone::domain(app, &system, started.action.domain).await?;
        loop {
            set(app, &system, &domain).await?;
            // Another step may have set it meanwhile, as the settings are by now.
            let now = at_zone::domain(app, &system, domain.id).await?;
            if now.overrides.catch_all == domain.overrides.catch_all {
                return Ok(json!({ "catchAll": now.overrides.catch_all }));
            }
            domain = now;
        }
    }
}

async fn set(app: &App, system: &Caller, domain: &Domain) -> Result<(), StepError> {
    let Some(provider) = domain.provider else {
        return Ok(());
    };
    let host = &**app.vendors.mailboxes.of(provider);
    let name = at_mailbox_host::name(&domain.name)?;
    let target = match &domain.overrides.catch_all {
        None => None,
        Some(address) => {
            let scoped = app.store.scoped(system);
            let inbox = scoped.inbox_with_address(domain.id, address).await?;
            let target = inbox.as_ref().and_then(create_mailboxes::target);
            let gone = || StepError::stuck(format!("There is no inbox {address} any more."));
            Some(target.ok_or_else(gone)?)
        }
    };
    match host.set_catch_all(&name, target.as_ref()).await {
        // What it can't do it does not do now.
        Err(MailboxError::Unsupported(_)) if target.is_none() => Ok(()),
        outcome => outcome.map_err(|error| at_mailbox_host::after(host, &error)),
    }
}
