//! What happened to a domain.

use simpleinboxes_server::{GetDomainHistoryError, GetDomainHistoryParams, runtime::Success};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{convert, named};
use crate::{app::App, auth::Caller, transact::OrFault as _, wire};

pub(super) async fn list(
    app: &App,
    caller: &Caller,
    params: GetDomainHistoryParams,
) -> Result<Success<types::DomainEventListResponse>, GetDomainHistoryError> {
    type E = GetDomainHistoryError;
    let scoped = app.store.scoped(&caller.tenant);
    let (domain, _) = named::<E>(&scoped, &params.domain).await?;
    let page = wire::page_request::<_, E>(&params.limit, params.cursor.as_ref())?;
    let page = scoped.domain_events(domain.id, page).await;
    let page = page.or_fault::<E>()?;
    let (data, pagination) = wire::page(page, |event| convert::event(event, &domain.name))?;
    Ok(types::DomainEventListResponse {
        success: types::SuccessFlag::default(),
        data,
        pagination,
        extra: Extra::default(),
    }
    .into())
}
