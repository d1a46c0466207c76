//! Making a workspace.

use simpleinboxes_core::status::BillingMode;
use simpleinboxes_server::{
    CreateWorkspaceError,
    runtime::{Context, Success},
};
use simpleinboxes_store::{Fallback, NewWorkspace};
use simpleinboxes_types as types;

use super::{change::check_billing, convert};
use crate::{app::App, auth::Caller, idempotent, transact::OrFault as _};

pub(super) async fn create(
    app: &App,
    cx: &Context<Caller>,
    body: types::CreateWorkspaceRequest,
) -> Result<Success<types::WorkspaceResponse>, CreateWorkspaceError> {
    if cx.caller.tenant.workspace.is_some() {
        return Err(convert::bound_key().into());
    }
    if body.billing_mode.is_some() || body.fallback.is_some() {
        check_billing(&cx.caller)?;
    }
    let mode = body.billing_mode.as_ref().and_then(convert::mode_wanted);
    let new = NewWorkspace {
        name: convert::name_wanted::<CreateWorkspaceError>(&body.name)?,
        billing_mode: mode.unwrap_or(BillingMode::Master),
        fallback: body
            .fallback
            .as_ref()
            .map_or_else(Fallback::default, convert::fallback_wanted),
    };
    idempotent::run(&app.store, cx, async |tx| {
        let scoped = tx.scoped(&cx.caller.tenant);
        let made = scoped.create_workspace(&new).await;
        let made = made.map_err(convert::refuse::<CreateWorkspaceError>)?;
        let first = scoped
            .first_workspace_id()
            .await
            .or_fault::<CreateWorkspaceError>()?;
        Ok(types::WorkspaceResponse::from(convert::workspace(
            made, first,
        )?))
    })
    .await
}
