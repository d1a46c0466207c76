//! Deleting a client.

use simpleinboxes_server::{
    DeleteClientError,
    runtime::{
        Success,
        errors::{Conflict, Forbidden, NotFound},
    },
};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::convert;
use crate::{
    app::App,
    auth::Caller,
    transact::{self, OrFault as _},
    wire::{at, checked, count},
};

pub(super) async fn delete(
    app: &App,
    caller: &Caller,
    name: &str,
) -> Result<Success<types::DeletedClientResponse>, DeleteClientError> {
    let deleted = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let found = convert::named::<DeleteClientError>(&scoped, name).await?;
        if caller.tenant.workspace.is_some() {
            let message = "A key can't delete the workspace that it is bound to.";
            return Err(DeleteClientError::from(Forbidden::new(message)));
        }
        let deleted = scoped
            .delete_workspace(found.id)
            .await
            .or_fault::<DeleteClientError>()?;
        let deleted = deleted.ok_or_else(|| NotFound::new("Client not found"))?;
        deleted.map_err(|why| Conflict::new(format!("The client can't be deleted: {why}.")).into())
    });
    let deleted = deleted.await?;
    let data = types::DeletedClient {
        name: checked(&deleted.name)?,
        workspace_id: checked(deleted.id)?,
        currency: types::Currency::Usd,
        returned_cents: deleted.returned.get().into(),
        revoked_api_key_count: count(deleted.revoked_keys),
        deleted_at: at(deleted.deleted_at),
        extra: Extra::default(),
    };
    Ok(types::DeletedClientResponse::from(data).into())
}
