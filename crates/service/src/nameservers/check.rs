//! A look that is asked for.

use simpleinboxes_core::dns::DomainName;
use simpleinboxes_providers::dns::propagation::ServerAnswer;
use simpleinboxes_server::{
    CheckNameserversError,
    runtime::{
        Success,
        errors::{InvalidRequest, ServerError},
    },
};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{
    get::hosts,
    look::{Look, look},
};
use crate::{
    app::App,
    auth::Caller,
    domains::NOT_FOUND,
    transact::OrFault as _,
    wire::{at, checked},
};

/// `checkNameservers`
///
/// # Errors
/// What was sent is no domain's name, or the domain is not seen.
pub async fn check(
    app: &App,
    caller: &Caller,
    body: types::CheckNameserversRequest,
) -> Result<Success<types::NameserverCheckResponse>, CheckNameserversError> {
    type E = CheckNameserversError;
    let name: Result<DomainName, _> = body.domain.parse();
    let name = name.map_err(|error| InvalidRequest::field("/domain", error.to_string()))?;
    let scoped = app.store.scoped(&caller.tenant);
    let found = scoped.delegation_named(name.as_str()).await;
    let found = found.or_fault::<E>()?.ok_or(NOT_FOUND)?;
    let look = look(app, &caller.tenant, &found).await.or_fault::<E>()?;
    // It may have been deleted meanwhile.
    let look = look.ok_or(NOT_FOUND)?;
    Ok(types::NameserverCheckResponse::from(shown(look)?).into())
}

fn shown(look: Look) -> Result<types::NameserverCheck, ServerError> {
    let Look { seen, kept } = look;
    let answers = seen.answers.into_iter().map(answer);
    let propagated = seen.status.as_str() == "propagated";
    Ok(types::NameserverCheck {
        domain: checked(kept.name)?,
        domain_id: checked(kept.id)?,
        status: types::NameserverStatus::from_wire(seen.status.as_str()),
        assigned: hosts(seen.assigned)?,
        found: hosts(seen.found)?,
        answers: answers.collect::<Result<_, _>>()?,
        checked_at: at(seen.checked_at),
        propagated_at: kept.propagated_since.filter(|_| propagated).map(at),
        extra: Extra::default(),
    })
}

fn answer(answer: ServerAnswer) -> Result<types::NameserverCheckAnswer, ServerError> {
    Ok(types::NameserverCheckAnswer {
        // A resolver is known by its address, and names of hosts have no colons.
        server: checked(answer.server.replace(':', "-"))?,
        role: types::NameserverCheckRole::from_wire(answer.role.as_str()),
        outcome: types::NameserverCheckOutcome::from_wire(answer.outcome.as_str()),
        nameservers: hosts(answer.nameservers)?,
        extra: Extra::default(),
    })
}
