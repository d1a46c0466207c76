//! Making a client, and giving it another name.

use simpleinboxes_server::{
    CreateClientError, RenameClientError,
    runtime::{Context, Success, errors::NotFound},
};
use simpleinboxes_store::{NewWorkspace, WorkspaceChanges};
use simpleinboxes_types as types;

use super::convert;
use crate::{
    app::App,
    auth::Caller,
    idempotent, transact,
    workspaces::convert::{bound_key, name_wanted, refuse},
};

pub(super) async fn create(
    app: &App,
    cx: &Context<Caller>,
    body: types::CreateClientRequest,
) -> Result<Success<types::ClientResponse>, CreateClientError> {
    if cx.caller.tenant.workspace.is_some() {
        return Err(bound_key().into());
    }
    let new = NewWorkspace::named(name_wanted::<CreateClientError>(&body.name)?);
    idempotent::run(&app.store, cx, async |tx| {
        let scoped = tx.scoped(&cx.caller.tenant);
        let made = scoped.create_workspace(&new).await;
        let made = made.map_err(refuse::<CreateClientError>)?;
        let client = convert::counted::<CreateClientError>(&scoped, made).await?;
        Ok(types::ClientResponse::from(client))
    })
    .await
}

pub(super) async fn rename(
    app: &App,
    caller: &Caller,
    name: &str,
    body: types::RenameClientRequest,
) -> Result<Success<types::ClientResponse>, RenameClientError> {
    let new = name_wanted::<RenameClientError>(&body.name)?;
    let changes = WorkspaceChanges {
        name: Some(new),
        ..WorkspaceChanges::default()
    };
    let client = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let found = convert::named::<RenameClientError>(&scoped, name).await?;
        let changed = scoped.update_workspace(found.id, &changes).await;
        let changed = changed.map_err(refuse::<RenameClientError>)?;
        let changed = changed.ok_or_else(|| NotFound::new("Client not found"))?;
        convert::counted::<RenameClientError>(&scoped, changed).await
    });
    Ok(types::ClientResponse::from(client.await?).into())
}
