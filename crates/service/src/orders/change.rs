//! Canceling, taking that back, renewing or not, and ordering the same again.

use simpleinboxes_core::id::OrderId;
use simpleinboxes_server::{
    CancelOrderError, CancelOrderParams, ReactivateOrderError, ReactivateOrderParams,
    RevertOrderCancellationError, RevertOrderCancellationParams, SetOrderAutoRenewError,
    SetOrderAutoRenewParams,
    runtime::{
        Context, Success,
        errors::{Conflict, InsufficientFunds, NotFound, UpstreamError},
    },
};
use simpleinboxes_store::{OrderRefused, StoreError};
use simpleinboxes_types as types;

use super::{
    offers::{self, NotOffered},
    read::{self, NOT_FOUND},
    refuse::address_twice,
};
use crate::{
    app::App,
    auth::Caller,
    idempotent,
    transact::{self, Faulty, OrFault as _},
    wire,
};

/// `cancelOrder`
///
/// # Errors
/// The order is not seen, or its state forbids it.
pub async fn cancel(
    app: &App,
    caller: &Caller,
    params: CancelOrderParams,
) -> Result<Success<types::OrderResponse>, CancelOrderError> {
    let id: OrderId = wire::path_id::<_, CancelOrderError>(&params.order_id, "Order")?;
    let order = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let done = scoped.cancel_order(id).await;
        done.map_err(refuse::<CancelOrderError>)?.ok_or(NOT_FOUND)?;
        read::shown::<CancelOrderError>(&scoped, id).await
    });
    Ok(order.await?.into())
}

/// `revertOrderCancellation`
///
/// # Errors
/// The order is not seen, or its state forbids it.
pub async fn revert(
    app: &App,
    caller: &Caller,
    params: RevertOrderCancellationParams,
) -> Result<Success<types::OrderResponse>, RevertOrderCancellationError> {
    type E = RevertOrderCancellationError;
    let id: OrderId = wire::path_id::<_, E>(&params.order_id, "Order")?;
    let order = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let done = scoped.revert_cancellation(id).await;
        done.map_err(refuse::<E>)?.ok_or(NOT_FOUND)?;
        read::shown::<E>(&scoped, id).await
    });
    Ok(order.await?.into())
}

/// `setOrderAutoRenew`
///
/// # Errors
/// The order is not seen, or its state forbids it.
pub async fn auto_renew(
    app: &App,
    caller: &Caller,
    params: SetOrderAutoRenewParams,
    body: types::SetOrderAutoRenewRequest,
) -> Result<Success<types::OrderResponse>, SetOrderAutoRenewError> {
    type E = SetOrderAutoRenewError;
    let id: OrderId = wire::path_id::<_, E>(&params.order_id, "Order")?;
    let order = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let done = scoped.set_auto_renew(id, body.auto_renew).await;
        let done = done.or_fault::<E>()?.ok_or(NOT_FOUND)?;
        done.map_err(|status| {
            Conflict::new(format!(
                "The order is {status}; revert the cancellation or reactivate it instead."
            ))
        })?;
        read::shown::<E>(&scoped, id).await
    });
    Ok(order.await?.into())
}

/// `reactivateOrder`
///
/// # Errors
/// The order is not seen, its state forbids it, its domains are in use, or there is too little
/// money.
pub async fn reactivate(
    app: &App,
    cx: &Context<Caller>,
    params: ReactivateOrderParams,
) -> Result<Success<types::OrderResponse>, ReactivateOrderError> {
    type E = ReactivateOrderError;
    let id: OrderId = wire::path_id::<_, E>(&params.order_id, "Order")?;
    if let Some(known) = idempotent::kept::<_, E>(&app.store, cx).await? {
        return Ok(known);
    }
    let scoped = app.store.scoped(&cx.caller.tenant);
    let again = scoped.domains_to_buy_again(id).await.or_fault::<E>()?;
    let offered = offers::look_up(app, again.iter().map(String::as_str)).await;
    idempotent::run(&app.store, cx, async |tx| {
        // The second of two that came at once has its answer before it comes to this.
        let offered = offered.clone().map_err(not_offered::<E>)?;
        let scoped = tx.scoped(&cx.caller.tenant);
        let done = scoped
            .reactivate_order(id, &offered, &app.prices, &app.entropy)
            .await;
        let done = match done {
            Err(OrderRefused::Insufficient { available, needed }) => {
                return Err(InsufficientFunds::new(format!(
                    "It costs {needed} and the wallet can pay {available}; nothing was changed."
                ))
                .into());
            }
            done => done.map_err(refuse::<E>)?,
        };
        done.ok_or(NOT_FOUND)?;
        read::shown::<E>(&scoped, id).await
    })
    .await
}

/// The answer to a domain that can't be bought again.
fn not_offered<E: From<Conflict> + From<UpstreamError>>(refused: NotOffered) -> E {
    match refused {
        NotOffered::Taken(name) | NotOffered::NotForSale(name) => Conflict::new(format!(
            "The order can't be made again: {name} can't be bought any more."
        ))
        .into(),
        NotOffered::Upstream(error) => error.into(),
    }
}

/// The answers to what is refused of an order that is there.
fn refuse<E: Faulty + From<Conflict> + From<NotFound>>(refused: OrderRefused) -> E {
    match refused {
        OrderRefused::State(refused) => Conflict::new(format!("Of this order: {refused}.")).into(),
        OrderRefused::Store(StoreError::NotFound(_)) => NOT_FOUND.into(),
        OrderRefused::Store(error) => transact::fault(error),
        OrderRefused::DomainHeld(name) => Conflict::new(format!(
            "Another order holds {name}, or it is not let go yet."
        ))
        .into(),
        OrderRefused::AddressTwice(address) => address_twice(&address).into(),
        // A domain that was sold is not sold any more, or its registration is over.
        other => Conflict::new(format!("The order can't be made again: {other}.")).into(),
    }
}
