//! Reading inboxes.

use simpleinboxes_core::{
    dns::DomainName,
    id::{DomainId, InboxKind},
};
use simpleinboxes_server::{
    GetInboxError, GetInboxParams, ListDomainInboxesError, ListDomainInboxesParams,
    ListInboxesError, ListInboxesParams,
    runtime::{
        Success,
        errors::{InvalidRequest, NotFound, ServerError},
    },
};
use simpleinboxes_store::{Inbox, InboxFilter, Page};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::convert;
use crate::{
    app::App, auth::Caller, orders::wanted, transact::OrFault as _, wire,
    workspaces::convert::NOT_FOUND as NO_WORKSPACE,
};

/// Where the workspace stands in a query.
const FIELDS: (&str, &str) = ("query.workspaceId", "query.clientName");

/// `listInboxes`
///
/// # Errors
/// The workspace is not seen, the domain is none, or the cursor is none.
pub(super) async fn list(
    app: &App,
    caller: &Caller,
    params: ListInboxesParams,
) -> Result<Success<types::InboxListResponse>, ListInboxesError> {
    type E = ListInboxesError;
    let scoped = app.store.scoped(&caller.tenant);
    let (id, name) = (params.workspace_id.as_ref(), params.client_name.as_ref());
    let workspace = wanted::workspace::<E>(&scoped, id, name, FIELDS).await?;
    let domain = params.domain.as_ref().map(|domain| {
        domain.parse::<DomainName>().map_err(|error| {
            let words = error.to_string();
            InvalidRequest::field("query.domain", words)
        })
    });
    let status = params.status.as_ref();
    let status = status.map(|status| wanted::known(status.as_str()));
    let provider = params.provider.as_ref();
    let provider = provider.map(|provider| wanted::known(provider.as_str()));
    let filter = InboxFilter {
        domain: domain.transpose()?.map(|domain| domain.to_string()),
        status: status.transpose()?,
        provider: provider.transpose()?,
        prefix: params.q.map(|prefix| prefix.to_ascii_lowercase()),
    };
    let page = wire::page_request::<_, E>(&params.limit, params.cursor.as_ref())?;
    let page = scoped.inboxes(workspace.id, &filter, page).await;
    Ok(answer(app, page.or_fault::<E>()?, workspace.name.as_str())?)
}

/// `listDomainInboxes`, of the domain that was found by its name.
///
/// # Errors
/// The domain is not seen, or the cursor is none.
pub async fn of_domain(
    app: &App,
    caller: &Caller,
    id: DomainId,
    params: &ListDomainInboxesParams,
) -> Result<Success<types::InboxListResponse>, ListDomainInboxesError> {
    type E = ListDomainInboxesError;
    const NO_DOMAIN: NotFound = NotFound::of("Domain not found");
    let scoped = app.store.scoped(&caller.tenant);
    let page = wire::page_request::<_, E>(&params.limit, params.cursor.as_ref())?;
    let page = scoped.domain_inboxes(id, page).await.or_fault::<E>()?;
    let page = page.ok_or(NO_DOMAIN)?;
    let client = match page.items.first() {
        Some(inbox) => {
            let workspace = scoped.workspace(inbox.workspace).await.or_fault::<E>()?;
            workspace.ok_or(NO_DOMAIN)?.name.to_string()
        }
        None => String::new(),
    };
    Ok(answer(app, page, &client)?)
}

/// `getInbox`
///
/// # Errors
/// It is not seen.
pub(super) async fn one(
    app: &App,
    caller: &Caller,
    params: GetInboxParams,
) -> Result<Success<types::InboxResponse>, GetInboxError> {
    type E = GetInboxError;
    let scoped = app.store.scoped(&caller.tenant);
    let inbox = super::find::<E>(&scoped, &params.inbox_id).await?;
    let workspace = scoped.workspace(inbox.workspace).await.or_fault::<E>()?;
    let workspace = workspace.ok_or(NO_WORKSPACE)?;
    let inbox = convert::inbox(app, inbox, workspace.name.as_str())?;
    Ok(types::InboxResponse::from(inbox).into())
}

fn answer(
    app: &App,
    page: Page<Inbox, InboxKind>,
    client: &str,
) -> Result<Success<types::InboxListResponse>, ServerError> {
    let (data, pagination) = wire::page(page, |inbox| convert::inbox(app, inbox, client))?;
    Ok(types::InboxListResponse {
        success: types::SuccessFlag::default(),
        data,
        pagination,
        extra: Extra::default(),
    }
    .into())
}
