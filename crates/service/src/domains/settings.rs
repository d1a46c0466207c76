//! What is set for one domain alone.

use simpleinboxes_core::{dns::DomainName, id::CredentialId};
use simpleinboxes_providers::dns::Forwarding;
use simpleinboxes_server::{
    UpdateDomainFulfillmentSettingsError, UpdateDomainFulfillmentSettingsParams,
    runtime::{
        Success,
        errors::{InvalidRequest, ServerError},
    },
};
use simpleinboxes_store::{Domain, Scoped, SettingRefused, SettingsChange};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{
    convert, named, read,
    refuse::{Refusing, refuse},
};
use crate::{app::App, auth::Caller, transact, wire};

type Error = UpdateDomainFulfillmentSettingsError;

pub(super) async fn update(
    app: &App,
    caller: &Caller,
    params: UpdateDomainFulfillmentSettingsParams,
    body: types::UpdateDomainFulfillmentSettingsRequest,
) -> Result<Success<types::DomainFulfillmentUpdateResponse>, Error> {
    let change = wanted(body)?;
    if let Some(Some(url)) = &change.forwarding_url {
        let looked = app.destinations.check(url).await;
        looked.map_err(|error| InvalidRequest::field("/forwardingUrl", error.to_string()))?;
    }
    let update = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let (domain, _) = named::<Error>(&scoped, &params.domain).await?;
        if let Some(Some(url)) = &change.forwarding_url {
            check_target(url, &domain)?;
        }
        can_do::<Error>(app, &scoped, &domain, &change).await?;
        let changed = scoped.change_domain_settings(domain.id, &change).await;
        let (domain, actions) = changed.map_err(refuse::<Error>)?;
        let settings = read::settings::<Error>(&scoped, &domain).await?;
        let actions = actions
            .into_iter()
            .map(|one| convert::action(one, &domain.name));
        Ok::<_, Error>(types::DomainFulfillmentUpdate {
            settings,
            queued_actions: actions.collect::<Result<_, _>>()?,
            extra: Extra::default(),
        })
    });
    Ok(types::DomainFulfillmentUpdateResponse::from(update.await?).into())
}

/// Refuses what nobody could carry out.
async fn can_do<E: Refusing>(
    app: &App,
    scoped: &Scoped<'_>,
    domain: &Domain,
    change: &SettingsChange,
) -> Result<(), E> {
    if let (Some(Some(_)), Some(provider)) = (&change.catch_all, domain.provider) {
        let host = app.vendors.mailboxes.of(provider);
        if !host.capabilities().catch_all {
            let words = "no inbox can get mail to unknown addresses at this mailbox provider";
            return Err(refuse(SettingRefused::InTheWay(words.to_owned())));
        }
    }
    let label = match &change.tracking_subdomain {
        Some(label) => label.as_ref(),
        None => domain.overrides.tracking_subdomain.as_ref(),
    };
    let credential = match change.credential {
        Some(credential) => credential,
        None => domain.sending_tool.as_ref().map(|tool| tool.credential),
    };
    let asked = change.tracking_subdomain.is_some() || change.credential.is_some();
    let (Some(_), Some(credential), true) = (label, credential, asked) else {
        return Ok(());
    };
    let found = scoped.credential(domain.workspace, credential).await;
    let found = found.map_err(SettingRefused::from).map_err(refuse::<E>)?;
    let tool = found.map(|found| found.tool);
    match tool.filter(|tool| app.tools.tracking_host(tool.as_str()).is_none()) {
        Some(tool) => {
            let words = format!("the host at which {tool} tracks links is not known");
            Err(refuse(SettingRefused::InTheWay(words)))
        }
        None => Ok(()),
    }
}

fn wanted(body: types::UpdateDomainFulfillmentSettingsRequest) -> Result<SettingsChange, Error> {
    let credential = match body.sending_tool_credential_id {
        None => None,
        Some(None) => Some(None),
        Some(Some(id)) => {
            let field = "/sendingToolCredentialId";
            let id: CredentialId = wire::field_id::<_, Error>(&id, field)?;
            Some(Some(id))
        }
    };
    let forwarding_url = text(body.forwarding_url);
    Ok(SettingsChange {
        forwarding_url,
        catch_all: text(body.catch_all).map(|one| one.map(|one| one.to_ascii_lowercase())),
        dmarc_policy: body
            .dmarc_policy
            .map(|policy| policy.map(|policy| policy.as_str().to_owned())),
        dmarc_rua: text(body.dmarc_rua),
        tracking_subdomain: text(body.tracking_subdomain),
        credential,
        warmup: body.warmup,
    })
}

fn text<T: Into<String>>(value: Option<Option<T>>) -> Option<Option<String>> {
    value.map(|value| value.map(Into::into))
}

/// Visitors go on being sent there as they are sent now.
fn check_target(url: &str, domain: &Domain) -> Result<(), Error> {
    let name: DomainName = domain.name.parse().map_err(ServerError::new)?;
    let now = &domain.forwarding;
    Forwarding::new(&name, url, now.permanent, now.keep_path)
        .map_err(|error| InvalidRequest::field("/forwardingUrl", error.to_string()))?;
    Ok(())
}
