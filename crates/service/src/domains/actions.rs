//! The work on a domain.

use simpleinboxes_core::id::DomainActionId;
use simpleinboxes_server::{
    ListDomainActionsError, ListDomainActionsParams, RetryDomainActionError,
    RetryDomainActionParams,
    runtime::{
        Success,
        errors::{Conflict, NotFound},
    },
};
use simpleinboxes_store::{ActionFilter, RetryRefused};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{convert, named};
use crate::{
    app::App,
    auth::Caller,
    orders::wanted,
    transact::{self, OrFault as _},
    wire,
};

/// The answer to a step that is not the domain's.
const NO_ACTION: NotFound = NotFound::of("Domain action not found");

pub(super) async fn list(
    app: &App,
    caller: &Caller,
    params: ListDomainActionsParams,
) -> Result<Success<types::DomainActionListResponse>, ListDomainActionsError> {
    type E = ListDomainActionsError;
    let scoped = app.store.scoped(&caller.tenant);
    let (domain, _) = named::<E>(&scoped, &params.domain).await?;
    let filter = match params.status {
        types::DomainActionFilter::Open => ActionFilter::Open,
        types::DomainActionFilter::All => ActionFilter::All,
        status => ActionFilter::In(wanted::known(status.as_str())?),
    };
    let page = wire::page_request::<_, E>(&params.limit, params.cursor.as_ref())?;
    let page = scoped.domain_actions(domain.id, filter, page).await;
    let page = page.or_fault::<E>()?;
    let (data, pagination) = wire::page(page, |action| convert::action(action, &domain.name))?;
    Ok(types::DomainActionListResponse {
        success: types::SuccessFlag::default(),
        data,
        pagination,
        extra: Extra::default(),
    }
    .into())
}

pub(super) async fn retry(
    app: &App,
    caller: &Caller,
    params: RetryDomainActionParams,
) -> Result<Success<types::DomainActionResponse>, RetryDomainActionError> {
    type E = RetryDomainActionError;
    let action = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let (domain, _) = named::<E>(&scoped, &params.domain).await?;
        let id: DomainActionId = wire::path_id::<_, E>(&params.action_id, "Domain action")?;
        let retried = scoped.retry_action(domain.id, id).await;
        let retried = retried.or_fault::<E>()?.ok_or(NO_ACTION)?;
        let action = retried.map_err(refused)?;
        Ok::<_, E>(convert::action(action, &domain.name)?)
    });
    Ok(types::DomainActionResponse::from(action.await?).into())
}

fn refused(refused: RetryRefused) -> Conflict {
    match refused {
        RetryRefused::Action(refused) => Conflict::new(format!("Of this action: {refused}.")),
        RetryRefused::LetGo => Conflict::new(
            "The domain is being let go; only the actions that do that can be retried.",
        ),
        RetryRefused::Overtaken => Conflict::new(
            "Another update of the domain's nameservers is queued or running; retry once it is over.",
        ),
        RetryRefused::Domain(status) => Conflict::new(format!(
            "The domain is {status}; its actions can't be retried any more."
        )),
    }
}
