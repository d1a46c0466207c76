//! Workspaces in numbers, counted at the moment of the request.

use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_server::{GetGlobalSummaryError, GetWorkspaceSummaryError, runtime::Success};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{activity, convert};
use crate::{app::App, auth::Caller, transact::OrFault as _, wire};

pub(super) async fn global(
    app: &App,
    caller: &Caller,
) -> Result<Success<types::GlobalSummaryResponse>, GetGlobalSummaryError> {
    let scoped = app.store.scoped(&caller.tenant);
    let totals = scoped
        .account_totals()
        .await
        .or_fault::<GetGlobalSummaryError>()?;
    let data = types::GlobalSummary {
        workspace_count: wire::count(totals.workspaces),
        spend: wire::spend(totals.spend),
        orders: wire::state_counts(totals.totals.orders),
        inboxes: wire::state_counts(totals.totals.inboxes),
        extra: Extra::default(),
    };
    Ok(types::GlobalSummaryResponse::from(data).into())
}

pub(super) async fn workspace(
    app: &App,
    caller: &Caller,
    id: WorkspaceId,
) -> Result<Success<types::WorkspaceSummaryResponse>, GetWorkspaceSummaryError> {
    let scoped = app.store.scoped(&caller.tenant);
    let found = scoped
        .workspace(id)
        .await
        .or_fault::<GetWorkspaceSummaryError>()?;
    let found = found.ok_or(convert::NOT_FOUND)?;
    let first = scoped
        .first_workspace_id()
        .await
        .or_fault::<GetWorkspaceSummaryError>()?;
    let totals = scoped
        .workspace_totals(&[id])
        .await
        .or_fault::<GetWorkspaceSummaryError>()?;
    let totals = totals.get(&id).copied().unwrap_or_default();
    let spend = scoped
        .spend(Some(id))
        .await
        .or_fault::<GetWorkspaceSummaryError>()?;
    let recent = activity::recent(&scoped, id)
        .await
        .or_fault::<GetWorkspaceSummaryError>()?;
    let data = types::WorkspaceSummary {
        workspace: convert::workspace(found, first)?,
        spend: wire::spend(spend),
        orders: wire::state_counts(totals.orders),
        inboxes: wire::state_counts(totals.inboxes),
        recent_activity: recent
            .into_iter()
            .map(activity::shown)
            .collect::<Result<_, _>>()?,
        extra: Extra::default(),
    };
    Ok(types::WorkspaceSummaryResponse::from(data).into())
}
