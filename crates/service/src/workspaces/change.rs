//! Changing a workspace.

use simpleinboxes_core::{id::WorkspaceId, scope::Scope};
use simpleinboxes_server::{
    UpdateWorkspaceError,
    runtime::{Success, errors::Forbidden},
};
use simpleinboxes_store::WorkspaceChanges;
use simpleinboxes_types as types;

use super::convert;
use crate::{
    app::App,
    auth::Caller,
    transact::{self, OrFault as _},
};

pub(super) async fn change(
    app: &App,
    caller: &Caller,
    id: WorkspaceId,
    body: types::UpdateWorkspaceRequest,
) -> Result<Success<types::WorkspaceResponse>, UpdateWorkspaceError> {
    let changes = changes(&body)?;
    let data = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        // What the caller does not see is 404 before anything else is said of it.
        let seen = scoped
            .workspace(id)
            .await
            .or_fault::<UpdateWorkspaceError>()?;
        seen.ok_or(convert::NOT_FOUND)?;
        if changes.billing_mode.is_some() || changes.fallback.is_some() {
            check_billing(caller)?;
        }
        let changed = scoped.update_workspace(id, &changes).await;
        let changed = changed.map_err(convert::refuse::<UpdateWorkspaceError>)?;
        let first = scoped
            .first_workspace_id()
            .await
            .or_fault::<UpdateWorkspaceError>()?;
        let workspace = changed.ok_or(convert::NOT_FOUND)?;
        Ok::<_, UpdateWorkspaceError>(convert::workspace(workspace, first)?)
    });
    Ok(types::WorkspaceResponse::from(data.await?).into())
}

fn changes(body: &types::UpdateWorkspaceRequest) -> Result<WorkspaceChanges, UpdateWorkspaceError> {
    let name = body
        .name
        .as_ref()
        .map(|name| convert::name_wanted::<UpdateWorkspaceError>(name));
    Ok(WorkspaceChanges {
        name: name.transpose()?,
        billing_mode: body.billing_mode.as_ref().and_then(convert::mode_wanted),
        fallback: body.fallback.as_ref().map(convert::fallback_wanted),
    })
}

/// Whether the caller may change how a workspace is paid for.
///
/// # Errors
/// It lacks the scope, or is bound to a workspace.
pub(super) fn check_billing(caller: &Caller) -> Result<(), Forbidden> {
    if !caller.power.scopes.contains(Scope::Billing) {
        return Err(Forbidden::new(
            "Setting billingMode or fallback also needs the scope `billing`.",
        ));
    }
    if caller.tenant.workspace.is_some() {
        return Err(Forbidden::new(
            "A key that is bound to a workspace can't change which wallet pays for it.",
        ));
    }
    Ok(())
}
