//! Reading clients.

use simpleinboxes_core::cursor::TextCursor;
use simpleinboxes_server::{
    GetClientError, ListClientUsernamesError, ListClientUsernamesParams, ListClientsError,
    ListClientsParams,
    runtime::{Success, errors::ServerError},
};
use simpleinboxes_store::UsernameUse;
use simpleinboxes_types::{self as types, runtime::Extra};

use super::convert;
use crate::{
    app::App,
    auth::Caller,
    transact::OrFault as _,
    wire::{self, at, checked, count},
    workspaces,
};

pub(super) async fn clients(
    app: &App,
    caller: &Caller,
    params: ListClientsParams,
) -> Result<Success<types::ClientListResponse>, ListClientsError> {
    let scoped = app.store.scoped(&caller.tenant);
    let page = wire::page_request::<_, ListClientsError>(&params.limit, params.cursor.as_ref())?;
    let page = scoped
        .workspaces(page)
        .await
        .or_fault::<ListClientsError>()?;
    let ids: Vec<_> = page.items.iter().map(|workspace| workspace.id).collect();
    let totals = scoped
        .workspace_totals(&ids)
        .await
        .or_fault::<ListClientsError>()?;
    let (data, pagination) = wire::page(page, |workspace| {
        let totals = totals.get(&workspace.id).copied().unwrap_or_default();
        convert::client(workspace, totals)
    })?;
    let success = types::SuccessFlag::default();
    Ok(types::ClientListResponse {
        success,
        data,
        pagination,
        extra: Extra::default(),
    }
    .into())
}

pub(super) async fn detail(
    app: &App,
    caller: &Caller,
    name: &str,
) -> Result<Success<types::ClientDetailResponse>, GetClientError> {
    let scoped = app.store.scoped(&caller.tenant);
    let found = convert::named::<GetClientError>(&scoped, name).await?;
    let details = scoped
        .workspace_details(found.id)
        .await
        .or_fault::<GetClientError>()?;
    let totals = scoped
        .workspace_totals(&[found.id])
        .await
        .or_fault::<GetClientError>()?;
    let totals = totals.get(&found.id).copied().unwrap_or_default();
    let spend = scoped
        .spend(Some(found.id))
        .await
        .or_fault::<GetClientError>()?;
    let data = types::ClientDetail {
        name: checked(&found.name)?,
        workspace_id: checked(found.id)?,
        billing_mode: workspaces::convert::mode_shown(found.billing_mode),
        orders: wire::state_counts(totals.orders),
        inboxes: wire::state_counts(totals.inboxes),
        domain_count: count(details.domains),
        username_count: count(details.usernames),
        credential_count: count(details.credentials),
        spend: wire::spend(spend),
        created_at: at(found.created_at),
        updated_at: at(found.updated_at),
        extra: Extra::default(),
    };
    Ok(types::ClientDetailResponse::from(data).into())
}

pub(super) async fn usernames(
    app: &App,
    caller: &Caller,
    params: ListClientUsernamesParams,
) -> Result<Success<types::ClientUsernameListResponse>, ListClientUsernamesError> {
    let scoped = app.store.scoped(&caller.tenant);
    let found = convert::named::<ListClientUsernamesError>(&scoped, &params.client_name).await?;
    let cursor = params
        .cursor
        .as_ref()
        .map(|cursor| TextCursor::decode(cursor));
    let cursor = cursor.transpose().map_err(|_| wire::bad_cursor())?;
    let limit = params.limit.0.unsigned_abs();
    let page = scoped.usernames(found.id, limit, cursor.as_ref()).await;
    let page = page.or_fault::<ListClientUsernamesError>()?;
    let pagination = wire::pagination(page.next.map(|cursor| cursor.encode()));
    let data = page
        .items
        .into_iter()
        .map(username)
        .collect::<Result<_, _>>()?;
    let success = types::SuccessFlag::default();
    Ok(types::ClientUsernameListResponse {
        success,
        data,
        pagination,
        extra: Extra::default(),
    }
    .into())
}

fn username(used: UsernameUse) -> Result<types::ClientUsername, ServerError> {
    Ok(types::ClientUsername {
        username: checked(&used.username)?,
        inbox_count: count(used.inbox_count.unsigned_abs()),
        last_ordered_at: at(used.last_ordered_at),
        extra: Extra::default(),
    })
}
