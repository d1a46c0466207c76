//! Pricing and placing.

use simpleinboxes_server::{
    CreateOrderError, CreateOrderParams, CreateOrderSuccess,
    runtime::{Context, Success},
};
use simpleinboxes_types as types;

use super::{convert, offers, read, refuse::refuse, wanted};
use crate::{app::App, auth::Caller, idempotent, transact::OrFault as _};

/// `createOrder`
///
/// # Errors
/// Why the order has no price or can't be placed.
pub async fn create(
    app: &App,
    cx: &Context<Caller>,
    params: CreateOrderParams,
    body: types::CreateOrderRequest,
) -> Result<Success<CreateOrderSuccess>, CreateOrderError> {
    if !params.dry_run.0
        && let Some(known) = idempotent::kept::<_, CreateOrderError>(&app.store, cx).await?
    {
        return Ok(known);
    }
    let scoped = app.store.scoped(&cx.caller.tenant);
    let (id, name) = (body.workspace_id.as_ref(), body.client_name.as_ref());
    let fields = ("/workspaceId", "/clientName");
    let workspace = wanted::workspace::<CreateOrderError>(&scoped, id, name, fields).await?;
    let new = wanted::order::<CreateOrderError>(workspace.id, body, &app.entropy)?;
    wanted::check_destinations(&app.destinations, &new).await?;
    let place = |name: &str| {
        let place = new.domains.iter().position(|domain| domain.name == name);
        format!("/domains/{}/domain", place.unwrap_or_default())
    };
    let offered = offers::of_order(app, &new).await;
    if params.dry_run.0 {
        let offered = offered.map_err(|refused| refused.answer::<CreateOrderError>(place))?;
        let new = offers::with(&new, &offered);
        let quote = scoped.quote_order(&new, &app.prices).await;
        let quote = quote.map_err(refuse::<CreateOrderError>)?;
        let quote = types::OrderQuoteResponse::from(convert::quote(quote)?);
        return Ok(CreateOrderSuccess::Status200(quote).into());
    }
    let wrap = CreateOrderSuccess::Status201;
    idempotent::run_as(&app.store, cx, 201, wrap, async |tx| {
        // Only now, since of two that came at once the second has the answer of the first, whatever
        // became of its domains.
        let offered = offered.clone();
        let offered = offered.map_err(|refused| refused.answer::<CreateOrderError>(place))?;
        let new = offers::with(&new, &offered);
        let scoped = tx.scoped(&cx.caller.tenant);
        let id = scoped.place_order(&new, &app.prices).await;
        let id = id.map_err(refuse::<CreateOrderError>)?;
        let placed = scoped.order(id).await.or_fault::<CreateOrderError>()?;
        let placed = placed.ok_or(read::NOT_FOUND)?;
        let order = convert::order(placed, &workspace.name)?;
        Ok(types::OrderResponse::from(order))
    })
    .await
}
