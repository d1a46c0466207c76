//! Reading the pool.

use simpleinboxes_core::id::RecoveryEntryId;
use simpleinboxes_server::{
    GetRecoveryEntryError, GetRecoveryEntryParams, ListRecoveryEntriesError,
    ListRecoveryEntriesParams, ListRecoveryNotificationsError, ListRecoveryNotificationsParams,
    runtime::{Success, errors::NotFound},
};
use simpleinboxes_store::{RecoveryEntry, RecoveryFilter, Scoped};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{NOT_FOUND, convert};
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
    params: ListRecoveryEntriesParams,
) -> Result<Success<types::RecoveryEntryListResponse>, ListRecoveryEntriesError> {
    type E = ListRecoveryEntriesError;
    let scoped = app.store.scoped(&caller.tenant);
    let (id, name) = (params.workspace_id.as_ref(), params.client_name.as_ref());
    let workspace = wanted::workspace::<E>(&scoped, id, name, FIELDS).await?;
    let (status, light) = (params.status.as_ref(), params.light.as_ref());
    let filter = RecoveryFilter {
        status: status.map(|one| wanted::known(one.as_str())).transpose()?,
        light: light.map(|one| wanted::known(one.as_str())).transpose()?,
    };
    let page = wire::page_request::<_, E>(&params.limit, params.cursor.as_ref())?;
    let page = scoped.recovery_entries(workspace.id, filter, page).await;
    let shown = |one| convert::entry(one, &workspace.name);
    let (data, pagination) = wire::page(page.or_fault::<E>()?, shown)?;
    Ok(types::RecoveryEntryListResponse {
        success: types::SuccessFlag::default(),
        data,
        pagination,
        extra: Extra::default(),
    }
    .into())
}

pub(super) async fn notifications(
    app: &App,
    caller: &Caller,
    params: ListRecoveryNotificationsParams,
) -> Result<Success<types::RecoveryNotificationListResponse>, ListRecoveryNotificationsError> {
    type E = ListRecoveryNotificationsError;
    let scoped = app.store.scoped(&caller.tenant);
    let id = params.workspace_id.as_ref();
    let workspace = wanted::workspace::<E>(&scoped, id, None, FIELDS).await?;
    let page = wire::page_request::<_, E>(&params.limit, params.cursor.as_ref())?;
    let page = scoped.recovery_notifications(workspace.id, page).await;
    let (data, pagination) = wire::page(page.or_fault::<E>()?, convert::notification)?;
    Ok(types::RecoveryNotificationListResponse {
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
    params: GetRecoveryEntryParams,
) -> Result<Success<types::RecoveryEntryResponse>, GetRecoveryEntryError> {
    type E = GetRecoveryEntryError;
    let id: RecoveryEntryId = id::<E>(&params.id)?;
    let scoped = app.store.scoped(&caller.tenant);
    let found = scoped.recovery_entry(id).await.or_fault::<E>()?;
    shown::<E>(&scoped, found.ok_or(NOT_FOUND)?)
        .await
        .map(Into::into)
}

/// The id of an entry in a path.
pub(super) fn id<E: From<NotFound>>(text: &str) -> Result<RecoveryEntryId, E> {
    text.parse().map_err(|_| NOT_FOUND.into())
}

/// An entry on the wire, with the name of its workspace.
pub(super) async fn shown<E: Faulty + From<NotFound>>(
    scoped: &Scoped<'_>,
    entry: RecoveryEntry,
) -> Result<types::RecoveryEntryResponse, E> {
    let workspace = scoped.workspace(entry.workspace).await.or_fault::<E>()?;
    let name = workspace.ok_or(NOT_FOUND)?.name;
    Ok(convert::entry(entry, &name)?.into())
}
