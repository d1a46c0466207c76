//! What the inboxes of new orders inherit.

use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_server::{
    GetSendingToolDefaultsError, PutSendingToolDefaultsError,
    runtime::{
        Success,
        errors::{NotFound, ServerError},
    },
};
use simpleinboxes_store::{NewDefaults, SendingDefaults, StoreError};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::convert;
use crate::{
    app::App,
    auth::Caller,
    clients::tool_shown,
    transact::{self, OrFault as _},
    wire::{self, at, checked},
};

pub(super) async fn get(
    app: &App,
    caller: &Caller,
    id: WorkspaceId,
) -> Result<Success<types::SendingToolDefaultsResponse>, GetSendingToolDefaultsError> {
    let scoped = app.store.scoped(&caller.tenant);
    let defaults = scoped
        .sending_defaults(id)
        .await
        .or_fault::<GetSendingToolDefaultsError>()?;
    let data = shown(id, defaults.ok_or(convert::NOT_FOUND)?)?;
    Ok(types::SendingToolDefaultsResponse::from(data).into())
}

pub(super) async fn put(
    app: &App,
    caller: &Caller,
    id: WorkspaceId,
    body: types::PutSendingToolDefaultsRequest,
) -> Result<Success<types::SendingToolDefaultsResponse>, PutSendingToolDefaultsError> {
    let credential = body.credential_id.as_ref();
    let credential = credential
        .map(|id| wire::field_id::<_, PutSendingToolDefaultsError>(id, "/credentialId"))
        .transpose()?;
    let tags = body.tags.into_iter().flatten().map(String::from).collect();
    let new = NewDefaults {
        credential,
        tags,
        warmup_enabled: body.warmup,
    };
    let set = transact::write(&app.store, async |tx| {
        tx.scoped(&caller.tenant)
            .put_sending_defaults(id, &new)
            .await
            .map_err(refuse)
    });
    Ok(types::SendingToolDefaultsResponse::from(shown(id, set.await?)?).into())
}

fn refuse(error: StoreError) -> PutSendingToolDefaultsError {
    match error {
        StoreError::NotFound("credential") => NotFound::new("Credential not found").into(),
        StoreError::NotFound(_) => convert::NOT_FOUND.into(),
        other => transact::fault(other),
    }
}

fn shown(
    workspace: WorkspaceId,
    defaults: SendingDefaults,
) -> Result<types::SendingToolDefaults, ServerError> {
    let credential = defaults.credential.map(|credential| {
        Ok::<_, ServerError>(types::DefaultCredential {
            id: checked(credential.id)?,
            tool: tool_shown(credential.tool),
            label: checked(credential.label)?,
            extra: Extra::default(),
        })
    });
    Ok(types::SendingToolDefaults {
        workspace_id: checked(workspace)?,
        credential: credential.transpose()?,
        tags: defaults
            .tags
            .into_iter()
            .map(checked)
            .collect::<Result<_, _>>()?,
        warmup: defaults.warmup_enabled,
        updated_at: defaults.updated_at.map(at),
        extra: Extra::default(),
    })
}
