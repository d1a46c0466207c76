//! Reading domains.

use simpleinboxes_server::{
    GetDomainError, GetDomainParams, ListDomainsError, ListDomainsParams,
    runtime::{
        Success,
        errors::{NotFound, ServerError},
    },
};
use simpleinboxes_store::{Domain, DomainCounts, Scoped, Workspace};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{NOT_FOUND, convert, named};
use crate::{
    app::App,
    auth::Caller,
    orders::wanted,
    transact::{Faulty, OrFault as _},
    wire,
};

/// Where the workspace stands in a query.
const FIELDS: (&str, &str) = ("query.workspaceId", "query.clientName");

pub(super) async fn list(
    app: &App,
    caller: &Caller,
    params: ListDomainsParams,
) -> Result<Success<types::DomainListResponse>, ListDomainsError> {
    type E = ListDomainsError;
    let scoped = app.store.scoped(&caller.tenant);
    let (id, name) = (params.workspace_id.as_ref(), params.client_name.as_ref());
    let workspace = wanted::workspace::<E>(&scoped, id, name, FIELDS).await?;
    let status = params.status.as_ref();
    let status = status.map(|status| wanted::known(status.as_str()));
    let page = wire::page_request::<_, E>(&params.limit, params.cursor.as_ref())?;
    let page = scoped.domains(workspace.id, status.transpose()?, page);
    let page = page.await.or_fault::<E>()?;
    let shown = |(domain, counts)| convert::domain(domain, counts, &workspace.name);
    let (data, pagination) = wire::page(page, shown)?;
    Ok(types::DomainListResponse {
        success: types::SuccessFlag::default(),
        data,
        pagination,
        extra: Extra::default(),
    }
    .into())
}

pub(super) async fn one(
    app: &App,
    caller: &Caller,
    params: GetDomainParams,
) -> Result<Success<types::DomainDetailResponse>, GetDomainError> {
    type E = GetDomainError;
    let scoped = app.store.scoped(&caller.tenant);
    let (domain, counts) = named::<E>(&scoped, &params.domain).await?;
    let detail = detail::<E>(&scoped, domain, counts).await?;
    Ok(types::DomainDetailResponse::from(detail).into())
}

async fn detail<E: Faulty + From<NotFound>>(
    scoped: &Scoped<'_>,
    domain: Domain,
    counts: DomainCounts,
) -> Result<types::DomainDetail, E> {
    let workspace = workspace::<E>(scoped, &domain).await?;
    let tool = sending_tool::<E>(scoped, &domain).await?;
    let settings = settings::<E>(scoped, &domain).await?;
    Ok(convert::detail(
        domain,
        counts,
        &workspace.name,
        tool,
        settings,
    )?)
}

async fn workspace<E: Faulty + From<NotFound>>(
    scoped: &Scoped<'_>,
    domain: &Domain,
) -> Result<Workspace, E> {
    let found = scoped.workspace(domain.workspace).await.or_fault::<E>()?;
    Ok(found.ok_or(NOT_FOUND)?)
}

/// The sending tool of a domain on the wire.
pub(super) async fn sending_tool<E: Faulty>(
    scoped: &Scoped<'_>,
    domain: &Domain,
) -> Result<Option<types::DomainSendingTool>, E> {
    let Some(tool) = &domain.sending_tool else {
        return Ok(None);
    };
    let found = scoped.credential(domain.workspace, tool.credential).await;
    let found = found.or_fault::<E>()?;
    // A credential that is deleted takes itself out of its domains.
    let found = found.ok_or_else(|| ServerError::new("a credential of a domain is missing"))?;
    Ok(Some(convert::sending_tool(tool.clone(), found.tool)?))
}

/// How a domain is set up, with what it inherits.
pub(super) async fn settings<E: Faulty>(
    scoped: &Scoped<'_>,
    domain: &Domain,
) -> Result<types::DomainFulfillmentSettings, E> {
    let defaults = scoped.sending_defaults(domain.workspace).await;
    let defaults = defaults.or_fault::<E>()?;
    let warmup = defaults.is_some_and(|defaults| defaults.warmup_enabled);
    Ok(convert::settings(domain, warmup)?)
}
