//! Reading inboxes.

use simpleinboxes_core::{
    cursor::{Cursor, OrderedCursor},
    dns::DomainName,
    id::DomainId,
};
use simpleinboxes_server::{
    GetInboxError, GetInboxParams, ListDomainInboxesError, ListDomainInboxesParams,
    ListInboxesError, ListInboxesParams,
    runtime::{
        Success,
        errors::{InvalidRequest, NotFound, ServerError},
    },
};
use simpleinboxes_store::{Inbox, InboxFilter};
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
    };
    let client = workspace.name.as_str();
    if let Some(prefix) = &params.q {
        let prefix = prefix.to_ascii_lowercase();
        let cursor = params.cursor.as_ref();
        let cursor = cursor.map(|cursor| OrderedCursor::decode(cursor));
        let cursor = cursor.transpose().map_err(|_| wire::bad_cursor())?;
        let limit = params.limit.0.unsigned_abs();
        let page = scoped
            .inboxes_by_address(workspace.id, &prefix, &filter, limit, cursor.as_ref())
            .await
            .or_fault::<E>()?;
        let next = page.next.map(|cursor| cursor.encode());
        return Ok(answer(app, page.items, next, client)?);
    }
    let page = wire::page_request::<_, E>(&params.limit, params.cursor.as_ref())?;
    let page = scoped.inboxes(workspace.id, &filter, page).await;
    let page = page.or_fault::<E>()?;
    let next = page.next.map(Cursor::encode);
    Ok(answer(app, page.items, next, client)?)
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
    let next = page.next.map(Cursor::encode);
    Ok(answer(app, page.items, next, &client)?)
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
    inboxes: Vec<Inbox>,
    next: Option<String>,
    client: &str,
) -> Result<Success<types::InboxListResponse>, ServerError> {
    let inboxes = inboxes.into_iter();
    let data = inboxes.map(|inbox| convert::inbox(app, inbox, client));
    let data = data.collect::<Result<_, _>>()?;
    Ok(types::InboxListResponse {
        success: types::SuccessFlag::default(),
        data,
        pagination: wire::pagination(next),
        extra: Extra::default(),
    }
    .into())
}
