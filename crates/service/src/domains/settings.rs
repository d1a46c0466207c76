//! What is set for one domain alone.

use simpleinboxes_core::id::CredentialId;
use simpleinboxes_server::{
    UpdateDomainFulfillmentSettingsError, UpdateDomainFulfillmentSettingsParams,
    runtime::{Detail, Success, errors::InvalidRequest},
};
use simpleinboxes_store::{Domain, Scoped, SettingRefused, SettingsChange};
use simpleinboxes_types::{self as types, runtime::Extra};
use url::Url;

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
    let update = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let (domain, _) = named::<Error>(&scoped, &params.domain).await?;
        if let Some(Some(url)) = &change.forwarding_url {
            check_target(url, &domain.name)?;
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
    if let Some(Some(url)) = &forwarding_url {
        check_url(url)?;
    }
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

/// Visitors are sent to it by their browsers; nobody here ever calls it.
fn check_url(url: &str) -> Result<(), InvalidRequest> {
    let refused = |issue: &'static str| Detail::new("/forwardingUrl", issue);
    let Ok(url) = url.parse::<Url>() else {
        return Err(vec![refused("must be an absolute URL")].into());
    };
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(vec![refused("must be an absolute http or https URL")].into());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(vec![refused("may hold no user name and no password")].into());
    }
    Ok(())
}

/// Visitors must not be sent in a circle.
fn check_target(url: &str, domain: &str) -> Result<(), InvalidRequest> {
    let host = url.parse::<Url>().ok();
    let host = host.as_ref().and_then(Url::host_str).unwrap_or_default();
    let host = host.trim_end_matches('.');
    let below = host.strip_suffix(domain);
    if below.is_some_and(|rest| rest.is_empty() || rest.ends_with('.')) {
        let issue = "may not lie in the domain itself";
        return Err(InvalidRequest::field("/forwardingUrl", issue));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visitors_are_sent_to_web_pages_elsewhere() {
        for (url, taken) in [
            ("https://www.northwind.com/a?b#c", true),
            ("http://127.0.0.1:8080", true),
            ("ftp://northwind.com/", false),
            ("https://user@northwind.com/", false),
            ("https://:pass@northwind.com/", false),
            ("no url", false),
        ] {
            assert_eq!(check_url(url).is_ok(), taken, "{url}");
        }
        for (url, taken) in [
            ("https://try-northwind.com/", false),
            ("https://www.Try-Northwind.com./", false),
            ("https://nottry-northwind.com/", true),
            ("https://northwind.com/", true),
        ] {
            assert_eq!(
                check_target(url, "try-northwind.com").is_ok(),
                taken,
                "{url}"
            );
        }
    }
}
