//! Whom invoices are made out to.

use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_server::{
    GetBillingDetailsError, GetBillingDetailsParams, UpdateBillingDetailsError,
    runtime::{
        Success,
        errors::{InvalidRequest, NotFound},
    },
};
use simpleinboxes_store::{Scoped, StoreError};
use simpleinboxes_types as types;

use super::convert;
use crate::{
    app::App,
    auth::Caller,
    transact::{self, Faulty, OrFault as _},
    workspaces::convert::NOT_FOUND,
};

/// What an operation that saves details must be able to answer.
pub(crate) trait Saver: Faulty + From<NotFound> + From<InvalidRequest> {}

impl<E: Faulty + From<NotFound> + From<InvalidRequest>> Saver for E {}

pub(super) async fn get(
    app: &App,
    caller: &Caller,
    params: GetBillingDetailsParams,
) -> Result<Success<types::BillingDetailsResponse>, GetBillingDetailsError> {
    type Error = GetBillingDetailsError;
    let scoped = app.store.scoped(&caller.tenant);
    let named = params.workspace_id.as_ref();
    let found = convert::workspace_or_default::<Error>(&scoped, named, "query.workspaceId").await?;
    let details = scoped.billing_details(found.id).await.or_fault::<Error>()?;
    let data = convert::details(details.ok_or(NOT_FOUND)?)?;
    Ok(types::BillingDetailsResponse::from(data).into())
}

pub(super) async fn update(
    app: &App,
    caller: &Caller,
    body: types::BillingDetailsRequest,
) -> Result<Success<types::BillingDetailsResponse>, UpdateBillingDetailsError> {
    save(app, caller, None, body).await
}

/// Saves the details of `workspace`, or of the one that the body names, or of the one that is
/// meant without.
///
/// # Errors
/// The body names another workspace than `workspace`; the caller does not see it; the VAT number
/// is none of the address's country.
pub(crate) async fn save<E: Saver>(
    app: &App,
    caller: &Caller,
    workspace: Option<WorkspaceId>,
    body: types::BillingDetailsRequest,
) -> Result<Success<types::BillingDetailsResponse>, E> {
    let named = body.workspace_id.clone();
    let saved = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let id = meant::<E>(&scoped, workspace, named.as_ref()).await?;
        let party = convert::party_wanted(body)?;
        let saved = scoped.put_billing_details(id, &party).await;
        saved.map_err(refuse::<E>)
    });
    let data = convert::details(saved.await?)?;
    Ok(types::BillingDetailsResponse::from(data).into())
}

/// The workspace of the path, or else the one that the body names.
async fn meant<E: Saver>(
    scoped: &Scoped<'_>,
    path: Option<WorkspaceId>,
    named: Option<&types::WorkspaceId>,
) -> Result<WorkspaceId, E> {
    let Some(path) = path else {
        let found = convert::workspace_or_default::<E>(scoped, named, "/workspaceId");
        return Ok(found.await?.id);
    };
    let seen = scoped.workspace(path).await.or_fault::<E>()?;
    seen.ok_or(NOT_FOUND)?;
    if named.is_some() {
        let found = convert::workspace_or_default::<E>(scoped, named, "/workspaceId");
        if found.await?.id != path {
            let issue = "must be the workspace of the path, or left out";
            return Err(InvalidRequest::field("/workspaceId", issue).into());
        }
    }
    Ok(path)
}

fn refuse<E: Saver>(error: StoreError) -> E {
    match error {
        StoreError::NotFound(_) => NOT_FOUND.into(),
        other => transact::fault(other),
    }
}
