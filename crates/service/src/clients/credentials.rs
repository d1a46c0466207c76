//! Saved sending-tool credentials.

use simpleinboxes_core::secrecy::SecretString;
use simpleinboxes_server::{
    CreateClientCredentialError, DeleteClientCredentialError, DeleteClientCredentialParams,
    ListClientCredentialsError, ListClientCredentialsParams, UpdateClientCredentialError,
    UpdateClientCredentialParams,
    runtime::{Context, Success, errors::OperationError as _},
};
use simpleinboxes_store::{CredentialChanges, NewCredential, StoreError};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{
    convert::{self, NO_CREDENTIAL},
    tool_fields::Fields,
};
use crate::{
    app::App,
    auth::Caller,
    idempotent,
    transact::{self, OrFault as _},
    wire::{self, at, checked},
};

pub(super) async fn list(
    app: &App,
    caller: &Caller,
    params: ListClientCredentialsParams,
) -> Result<Success<types::CredentialListResponse>, ListClientCredentialsError> {
    type Error = ListClientCredentialsError;
    let scoped = app.store.scoped(&caller.tenant);
    let found = convert::named::<Error>(&scoped, &params.client_name).await?;
    let tool = params.tool.as_ref().map(convert::tool_wanted).transpose()?;
    let page = wire::page_request::<_, Error>(&params.limit, params.cursor.as_ref())?;
    let page = scoped
        .credentials(found.id, tool, page)
        .await
        .or_fault::<Error>()?;
    let (data, pagination) = wire::page(page, convert::credential)?;
    let success = types::SuccessFlag::default();
    Ok(types::CredentialListResponse {
        success,
        data,
        pagination,
        extra: Extra::default(),
    }
    .into())
}

pub(super) async fn create(
    app: &App,
    cx: &Context<Caller>,
    client: &str,
    body: types::CreateClientCredentialRequest,
) -> Result<Success<types::CredentialResponse>, CreateClientCredentialError> {
    type Error = CreateClientCredentialError;
    let tool = convert::tool_wanted(&body.tool)?;
    let fields = Fields {
        secret: SecretString::from(body.api_key.expose()),
        base_url: body.base_url.as_deref(),
        tool_workspace_id: body.tool_workspace_id.as_deref(),
        oauth_client_id: body.oauth_client_id.as_deref(),
    };
    let checked = fields.check::<Error>(&app.tools, tool)?;
    let new = NewCredential {
        tool,
        label: body
            .label
            .map_or_else(|| checked.tool().name.to_owned(), String::from),
        fields: fields.stored(),
        secret: fields.secret,
    };
    idempotent::run(&app.store, cx, async |tx| {
        let scoped = tx.scoped(&cx.caller.tenant);
        let found = convert::named::<Error>(&scoped, client).await?;
        let saved = scoped
            .create_credential(found.id, &new)
            .await
            .map_err(refuse)?;
        Ok(types::CredentialResponse::from(convert::credential(saved)?))
    })
    .await
}

fn refuse(error: StoreError) -> CreateClientCredentialError {
    match error {
        StoreError::Limit { max, .. } => CreateClientCredentialError::conflict(format!(
            "The client has {max} credentials, the most there may be; delete one first."
        )),
        other => transact::fault(other),
    }
}

pub(super) async fn update(
    app: &App,
    caller: &Caller,
    params: UpdateClientCredentialParams,
    body: types::UpdateClientCredentialRequest,
) -> Result<Success<types::CredentialResponse>, UpdateClientCredentialError> {
    type Error = UpdateClientCredentialError;
    let saved = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let found = convert::named::<Error>(&scoped, &params.client_name).await?;
        let id = wire::path_id::<_, Error>(&params.credential_id, "Credential")?;
        let before = scoped
            .credential_with_secret(found.id, id)
            .await
            .or_fault::<Error>()?;
        let (before, secret) = before.ok_or(NO_CREDENTIAL)?;
        merged(&body, secret, &before.fields).check::<Error>(&app.tools, before.tool)?;
        let changed = scoped
            .update_credential(found.id, id, &changes(&body))
            .await;
        Ok::<_, Error>(changed.or_fault::<Error>()?.ok_or(NO_CREDENTIAL)?)
    });
    Ok(types::CredentialResponse::from(convert::credential(saved.await?)?).into())
}

/// What is saved, with what the request changes.
fn merged<'a>(
    body: &'a types::UpdateClientCredentialRequest,
    secret: SecretString,
    saved: &'a simpleinboxes_store::ToolFields,
) -> Fields<'a> {
    let saved = Fields::saved(secret, saved);
    Fields {
        secret: body
            .api_key
            .as_ref()
            .map_or(saved.secret, |key| key.expose().into()),
        base_url: body.base_url.as_deref().or(saved.base_url),
        tool_workspace_id: body
            .tool_workspace_id
            .as_deref()
            .or(saved.tool_workspace_id),
        oauth_client_id: body.oauth_client_id.as_deref().or(saved.oauth_client_id),
    }
}

fn changes(body: &types::UpdateClientCredentialRequest) -> CredentialChanges {
    CredentialChanges {
        label: body.label.as_ref().map(ToString::to_string),
        secret: body.api_key.as_ref().map(|key| key.expose().into()),
        base_url: body.base_url.as_ref().map(ToString::to_string),
        tool_workspace_id: body.tool_workspace_id.as_ref().map(ToString::to_string),
        oauth_client_id: body.oauth_client_id.as_ref().map(ToString::to_string),
    }
}

pub(super) async fn delete(
    app: &App,
    caller: &Caller,
    params: DeleteClientCredentialParams,
) -> Result<Success<types::DeletedCredentialResponse>, DeleteClientCredentialError> {
    type Error = DeleteClientCredentialError;
    let deleted = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let found = convert::named::<Error>(&scoped, &params.client_name).await?;
        let id = wire::path_id::<_, Error>(&params.credential_id, "Credential")?;
        let deleted = scoped
            .delete_credential(found.id, id)
            .await
            .or_fault::<Error>()?;
        Ok::<_, Error>(deleted.ok_or(NO_CREDENTIAL)?)
    });
    let deleted = deleted.await?;
    let data = types::DeletedCredential {
        id: checked(deleted.id)?,
        tool: convert::tool_shown(deleted.tool),
        was_default: deleted.was_default,
        deleted_at: at(deleted.deleted_at),
        extra: Extra::default(),
    };
    Ok(types::DeletedCredentialResponse::from(data).into())
}
