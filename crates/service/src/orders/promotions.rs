//! Promotions.

use simpleinboxes_server::{
    GetPromoStatusError, GetPromoStatusParams,
    runtime::{Success, errors::ServerError},
};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{convert, wanted};
use crate::{app::App, auth::Caller, transact::OrFault as _, wire::checked};

/// `getPromoStatus`
///
/// # Errors
/// The workspace is not seen.
pub async fn status(
    app: &App,
    caller: &Caller,
    params: GetPromoStatusParams,
) -> Result<Success<types::PromoStatusResponse>, GetPromoStatusError> {
    type E = GetPromoStatusError;
    let scoped = app.store.scoped(&caller.tenant);
    let id = params.workspace_id.as_ref();
    let fields = ("query.workspaceId", "query.clientName");
    let workspace = wanted::workspace::<E>(&scoped, id, None, fields).await?;
    let states = scoped.promotions(workspace.id, &app.prices).await;
    let states = states.or_fault::<E>()?;
    let promotions = states
        .into_iter()
        .map(convert::promotion)
        .collect::<Result<Vec<_>, ServerError>>()?;
    let status = types::PromoStatus {
        workspace_id: checked(workspace.id)?,
        eligible: promotions.iter().any(|promotion| promotion.eligible),
        promotions,
        extra: Extra::default(),
    };
    Ok(types::PromoStatusResponse::from(status).into())
}
