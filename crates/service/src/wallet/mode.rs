//! Which wallet pays for a workspace.

use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_server::{
    SetWorkspaceFallbackError,
    runtime::{
        Context, Success,
        errors::{Forbidden, InvalidRequest, NotFound},
    },
};
use simpleinboxes_store::{ScopedTx, Workspace, WorkspaceChanges};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::read::workspace_shown;
use crate::{
    app::App,
    auth::Caller,
    idempotent::{self, Repeatable},
    transact::{self, Faulty, OrFault as _},
    wire::checked,
    workspaces::convert::{NOT_FOUND, fallback_wanted, mode_wanted},
};

/// Lets `mode` hold for a workspace. What its own wallet still has moves, once, with it.
pub(super) async fn set<E>(
    app: &App,
    cx: &Context<Caller>,
    id: WorkspaceId,
    mode: &types::BillingMode,
) -> Result<Success<types::WorkspaceBillingChangeResponse>, E>
where
    E: Repeatable + From<Forbidden> + From<InvalidRequest> + From<NotFound>,
{
    let mode = mode_wanted(mode);
    let mode = mode.ok_or_else(|| InvalidRequest::field("/mode", "is not a billing mode"))?;
    idempotent::run(&app.store, cx, async |tx| {
        let scoped = tx.scoped(&cx.caller.tenant);
        check::<E>(&scoped, id).await?;
        let change = scoped.set_billing_mode(id, mode).await;
        let change = change.or_fault::<E>()?.ok_or(NOT_FOUND)?;
        let data = types::WorkspaceBillingChange {
            workspace: workspace_shown::<E>(&scoped, change.workspace).await?,
            moved_cents: change.moved.get().into(),
            transaction_id: change.transaction.map(checked).transpose()?,
            extra: Extra::default(),
        };
        Ok(types::WorkspaceBillingChangeResponse::from(data))
    })
    .await
}

/// Sets whether and how far the master wallet helps out.
pub(super) async fn set_fallback(
    app: &App,
    caller: &Caller,
    id: WorkspaceId,
    body: &types::WorkspaceFallbackInput,
) -> Result<Success<types::WorkspaceWalletResponse>, SetWorkspaceFallbackError> {
    let changes = WorkspaceChanges {
        fallback: Some(fallback_wanted(body)),
        ..WorkspaceChanges::default()
    };
    let data = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        check::<SetWorkspaceFallbackError>(&scoped, id).await?;
        let changed = scoped.update_workspace(id, &changes).await;
        let changed = changed.or_fault::<SetWorkspaceFallbackError>()?;
        workspace_shown::<SetWorkspaceFallbackError>(&scoped, changed.ok_or(NOT_FOUND)?).await
    });
    Ok(types::WorkspaceWalletResponse::from(data.await?).into())
}

/// Whether the caller may say who pays for a workspace.
async fn check<E>(scoped: &ScopedTx<'_>, id: WorkspaceId) -> Result<Workspace, E>
where
    E: Faulty + From<Forbidden> + From<NotFound>,
{
    let seen = scoped.workspace(id).await.or_fault::<E>()?;
    let seen = seen.ok_or(NOT_FOUND)?;
    match scoped.caller().workspace {
        None => Ok(seen),
        Some(_) => Err(Forbidden::new(
            "A key that is bound to a workspace can't change which wallet pays for it.",
        )
        .into()),
    }
}
