//! Nameservers to set, queued.

use std::collections::HashSet;

use simpleinboxes_core::{dns::DomainName, id::DomainActionId};
use simpleinboxes_providers::registrar::own::RegistrarSpec;
use simpleinboxes_server::{
    UpdateRegistrarNameserversError as Error,
    runtime::{
        Detail, Success,
        errors::{Conflict, InvalidRequest, ServerError},
    },
};
use simpleinboxes_store::{UpdatePayload, UpdateRejected};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::list;
use crate::{
    app::App,
    auth::Caller,
    orders,
    transact::{self, OrFault as _},
    wire::{checked, count},
};

/// A domain whose nameservers are to be set.
struct Wanted {
    domain: DomainName,
    update: UpdatePayload,
}

pub(super) async fn update(
    app: &App,
    caller: &Caller,
    body: &types::UpdateRegistrarNameserversRequest,
) -> Result<Success<types::RegistrarUpdatesResponse>, Error> {
    let spec = app.registrars.spec(body.registrar.as_str());
    let spec = spec.ok_or_else(|| ServerError::new("a registrar of the spec that is not ours"))?;
    let wanted = wanted(spec, body)?;
    let scoped = app.store.scoped(&caller.tenant);
    let id = body.workspace_id.as_ref();
    let workspace = orders::workspace::<Error>(&scoped, id, None, ("/workspaceId", "")).await?;
    let results = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let saved = scoped.registrar_credential(workspace.id, spec.id).await;
        saved.or_fault::<Error>()?.ok_or_else(|| unsaved(spec))?;
        let mut results = Vec::with_capacity(wanted.len());
        // Locked by their names, whatever the order of the request, so that two wait for each
        // other and not in a circle.
        let mut by_name: Vec<_> = wanted.iter().enumerate().collect();
        by_name.sort_unstable_by_key(|(_, one)| one.domain.as_str());
        for (place, Wanted { domain, update }) in by_name {
            let queued = scoped
                .queue_nameserver_update(workspace.id, domain, update)
                .await;
            results.push((place, result(domain, queued.or_fault::<Error>()?)?));
        }
        results.sort_unstable_by_key(|(place, _)| *place);
        Ok::<_, Error>(results.into_iter().map(|(_, one)| one).collect::<Vec<_>>())
    })
    .await?;
    let queued = results.iter().filter(|one| one.queued).count();
    let data = types::RegistrarUpdates {
        registrar: list::name(spec),
        queued_count: count(queued as u64),
        rejected_count: count((results.len() - queued) as u64),
        results,
        extra: Extra::default(),
    };
    Ok(types::RegistrarUpdatesResponse::from(data).into())
}

fn unsaved(spec: &RegistrarSpec) -> Conflict {
    Conflict::new(format!(
        "The workspace has no saved credentials for {}; test them with `save: true` first.",
        spec.name
    ))
}

/// What is asked for. Everything that is wrong with it is told at once.
fn wanted(
    spec: &RegistrarSpec,
    body: &types::UpdateRegistrarNameserversRequest,
) -> Result<Vec<Wanted>, InvalidRequest> {
    let (mut all, mut wrong) = (Vec::with_capacity(body.domains.len()), Vec::new());
    let mut seen = HashSet::new();
    for (place, one) in body.domains.iter().enumerate() {
        let place = format!("/domains/{place}");
        let domain = match name(&one.domain, format!("{place}/domain")) {
            Ok(domain) if seen.insert(domain.clone()) => Some(domain),
            Ok(_) => {
                let field = format!("{place}/domain");
                wrong.push(Detail::new(field, "is in the list already"));
                None
            }
            Err(detail) => {
                wrong.push(detail);
                None
            }
        };
        let given = one.nameservers.as_deref();
        let nameservers = given.map(|given| nameservers(given, &place, &mut wrong));
        all.extend(domain.map(|domain| Wanted {
            domain,
            update: UpdatePayload {
                registrar: spec.id.to_owned(),
                nameservers,
            },
        }));
    }
    if wrong.is_empty() {
        Ok(all)
    } else {
        Err(wrong.into())
    }
}

/// Nameservers as they are compared: those that differ in their spelling alone are the same.
fn nameservers(
    given: &[types::DomainNameInput],
    place: &str,
    wrong: &mut Vec<Detail>,
) -> Vec<String> {
    let mut hosts: Vec<String> = Vec::with_capacity(given.len());
    for (index, host) in given.iter().enumerate() {
        let field = format!("{place}/nameservers/{index}");
        match name(host, field.clone()) {
            Ok(host) if hosts.iter().any(|one| one == host.as_str()) => {
                wrong.push(Detail::new(field, "is in the list already"));
            }
            Ok(host) => hosts.push(host.as_str().to_owned()),
            Err(detail) => wrong.push(detail),
        }
    }
    hosts
}

fn name(text: &str, field: String) -> Result<DomainName, Detail> {
    let name = text.parse::<DomainName>();
    name.map_err(|error| Detail::new(field, error.to_string()))
}

fn result(
    domain: &DomainName,
    queued: Result<(DomainActionId, Vec<String>), UpdateRejected>,
) -> Result<types::RegistrarUpdate, ServerError> {
    let (action, nameservers, rejection) = match queued {
        Ok((action, nameservers)) => (Some(action), nameservers, None),
        Err(why) => (None, Vec::new(), Some(rejection(why))),
    };
    Ok(types::RegistrarUpdate {
        domain: checked(domain.as_str())?,
        queued: action.is_some(),
        action_id: action.map(checked).transpose()?,
        nameservers: nameservers.iter().map(checked).collect::<Result<_, _>>()?,
        rejection,
        extra: Extra::default(),
    })
}

const fn rejection(why: UpdateRejected) -> types::RegistrarUpdateRejection {
    match why {
        UpdateRejected::NoDomain => types::RegistrarUpdateRejection::DomainNotFound,
        UpdateRejected::NoNameservers => types::RegistrarUpdateRejection::NoNameserversAssigned,
        UpdateRejected::AlreadyQueued => types::RegistrarUpdateRejection::AlreadyQueued,
    }
}
