//! Nameservers set at a customer's own registrar, with the credential that is saved for it.

use chrono::TimeDelta;
use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_providers::{
    DomainName, ProviderError,
    registrar::{NameServers, RegistrarError, own::RegistrarSpec},
};
use simpleinboxes_store::{ActionError, Caller};

use super::at_registrar::sentence;
use crate::{app::App, fulfilment::StepError, registrars, words};

/// Sets the nameservers of a domain.
pub(super) async fn set_name_servers(
    app: &App,
    system: &Caller,
    workspace: WorkspaceId,
    registrar: &str,
    name: &DomainName,
    hosts: &[String],
) -> Result<(), StepError> {
    let spec = app.registrars.spec(registrar);
    let spec = spec.ok_or_else(|| {
        StepError::stuck(format!("This deployment knows no registrar {registrar}."))
    })?;
    let scoped = app.store.scoped(system);
    let saved = registrars::saved(&app.registrars, &scoped, workspace, registrar).await?;
    let credential = saved.flatten().ok_or_else(|| {
        let words = format!(
            "No credentials are saved for {}: test and save them, then retry.",
            spec.name
        );
        StepError::Stuck(said(spec, words))
    })?;
    let hosts: Vec<&str> = hosts.iter().map(String::as_str).collect();
    let servers = NameServers::parse(&hosts)
        .map_err(|error| StepError::stuck(format!("The nameservers {error}.")))?;
    let set = app.registrars.set_name_servers(&credential, name, &servers);
    set.await.map_err(|error| after(spec, &error))
}

fn said(spec: &RegistrarSpec, message: impl Into<String>) -> ActionError {
    ActionError {
        vendor: Some(spec.id.to_owned()),
        message: message.into(),
    }
}

/// How to go on after an error of a customer's registrar: they can mend more of it than we can.
fn after(spec: &RegistrarSpec, error: &RegistrarError) -> StepError {
    let name = spec.name;
    let told = words::sentence(&format!("{name}: {error}"));
    let later = |after| StepError::Later {
        error: said(spec, told.clone()),
        after,
    };
    let stuck = |words: String| StepError::Stuck(said(spec, words));
    match error {
        // It says itself who must allow what.
        RegistrarError::AddressNotAllowed { .. } => stuck(sentence(error)),
        RegistrarError::AddressUnknown => stuck(format!(
            "{name} wants to be told the address that our calls come from, which the operator of \
             this deployment has not set."
        )),
        error if error.is_about_credentials() => stuck(format!(
            "{told} Test and save other credentials, or change what these may do there, then retry."
        )),
        RegistrarError::Provider(ProviderError::RateLimited { retry_after }) => {
            later(retry_after.and_then(|wait| TimeDelta::from_std(wait).ok()))
        }
        RegistrarError::Provider(_)
        | RegistrarError::Uncertain(_)
        | RegistrarError::Undecided
        | RegistrarError::State(_) => later(None),
        RegistrarError::NoSuchDomain { .. }
        | RegistrarError::NotAvailable { .. }
        | RegistrarError::PriceChanged { .. }
        | RegistrarError::InsufficientFunds { .. }
        | RegistrarError::Refused { .. } => stuck(told.clone()),
    }
}
