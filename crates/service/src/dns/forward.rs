//! Setting where web visitors of a domain are sent.

use simpleinboxes_core::dns::DomainName;
use simpleinboxes_providers::dns::Forwarding;
use simpleinboxes_server::{
    SetDomainForwardingError as Error,
    runtime::{Detail, Success, errors::InvalidRequest},
};
use simpleinboxes_store::NewForwarding;
use simpleinboxes_types as types;

use super::{convert, refuse::refuse, wanted};
use crate::{app::App, auth::Caller, domains, transact};

pub(super) async fn set(
    app: &App,
    caller: &Caller,
    domain: &str,
    body: &types::SetDomainForwardingRequest,
) -> Result<Success<types::DomainForwardingResponse>, Error> {
    let scoped = app.store.scoped(&caller.tenant);
    let domain = domains::of_name::<Error>(&scoped, domain).await?;
    let name = wanted::name_of::<Error>(&domain)?;
    let wanted = forwarding(body, &name)?;
    if let Some(wanted) = &wanted {
        let looked = app.destinations.check(&wanted.url).await;
        looked.map_err(|error| InvalidRequest::field("/url", error.to_string()))?;
    }
    let set = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let set = scoped.set_forwarding(domain.id, wanted.as_ref()).await;
        set.map_err(refuse::<Error>)
    });
    let data = convert::forwarding(set.await?)?;
    Ok(types::DomainForwardingResponse::from(data).into())
}

/// The forwarding that is asked for; nothing where visitors are to go nowhere.
fn forwarding(
    body: &types::SetDomainForwardingRequest,
    domain: &DomainName,
) -> Result<Option<NewForwarding>, InvalidRequest> {
    if !body.enabled {
        let given = [
            ("/url", body.url.is_some()),
            ("/permanent", body.permanent),
            ("/keepPath", body.keep_path),
        ];
        let wrong = given.into_iter().filter(|(_, given)| *given);
        let wrong: Vec<Detail> = wrong
            .map(|(field, _)| Detail::new(field, "must be left out when enabled is false"))
            .collect();
        if !wrong.is_empty() {
            return Err(wrong.into());
        }
        return Ok(None);
    }
    let Some(url) = &body.url else {
        let issue = "is required when enabled is true";
        return Err(InvalidRequest::field("/url", issue));
    };
    Forwarding::new(domain, url, body.permanent, body.keep_path)
        .map_err(|error| InvalidRequest::field("/url", error.to_string()))?;
    Ok(Some(NewForwarding {
        url: url.to_string(),
        permanent: body.permanent,
        keep_path: body.keep_path,
    }))
}
