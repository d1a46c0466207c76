//! Making a key.

use simpleinboxes_core::{api_key::ApiKeySecret, power::Power};
use simpleinboxes_server::{
    CreateApiKeyError,
    runtime::{
        Context, Success,
        errors::{Forbidden, InvalidRequest, NotFound, OperationError as _},
    },
};
use simpleinboxes_store::{NewApiKey, StoreError};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::convert;
use crate::{app::App, auth::Caller, idempotent, transact, wire};

pub(super) async fn create(
    app: &App,
    cx: &Context<Caller>,
    body: types::CreateApiKeyRequest,
) -> Result<Success<types::CreatedApiKeyResponse>, CreateApiKeyError> {
    let wanted = wanted(app, &cx.caller, &body)?;
    cx.caller
        .power
        .may_grant(&wanted)
        .map_err(|more| Forbidden::new(format!("Not allowed: {more}.")))?;
    let new = NewApiKey {
        name: body.name.to_string(),
        scopes: wanted.scopes,
        workspace: wanted.workspace,
        expires_at: wanted.expires_at,
    };
    idempotent::run(&app.store, cx, async |tx| {
        let secret = ApiKeySecret::generate(app.key_mode, &app.entropy);
        let made = tx
            .scoped(&cx.caller.tenant)
            .create_api_key(&new, &secret)
            .await;
        let made = made.map_err(refuse)?;
        let created = types::CreatedApiKey {
            key: wire::checked(secret.expose())?,
            api_key: convert::api_key(made, app.clock.now())?,
            extra: Extra::default(),
        };
        Ok(types::CreatedApiKeyResponse::from(created))
    })
    .await
}

/// The power that the key shall have; what the request leaves out is the caller's.
fn wanted(
    app: &App,
    caller: &Caller,
    body: &types::CreateApiKeyRequest,
) -> Result<Power, CreateApiKeyError> {
    let workspace = match &body.workspace_id {
        Some(id) => Some(wire::field_id::<_, CreateApiKeyError>(id, "/workspaceId")?),
        None => caller.power.workspace,
    };
    let expires_at = match &body.expires_at {
        Some(at) if at.0 <= app.clock.now() => {
            return Err(InvalidRequest::field("/expiresAt", "must lie in the future").into());
        }
        Some(at) => Some(at.0),
        None => caller.power.expires_at,
    };
    let scopes = body
        .scopes
        .iter()
        .filter_map(convert::scope_wanted)
        .collect();
    Ok(Power {
        account: caller.power.account,
        workspace,
        scopes,
        expires_at,
    })
}

fn refuse(error: StoreError) -> CreateApiKeyError {
    match error {
        StoreError::NotFound(_) => NotFound::new("Workspace not found").into(),
        StoreError::Limit { max, .. } => CreateApiKeyError::conflict(format!(
            "The account has {max} active API keys, the most there may be; revoke one first."
        )),
        other => transact::fault(other),
    }
}
