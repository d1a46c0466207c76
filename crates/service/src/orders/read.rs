//! Reading orders.

use simpleinboxes_core::id::{OrderId, OrderKind};
use simpleinboxes_server::{
    GetInboxCountError, GetInboxCountParams, GetOrderError, GetOrderParams, ListOrdersError,
    ListOrdersParams, ListUnpaidOrdersError, ListUnpaidOrdersParams,
    runtime::{
        Success,
        errors::{InvalidRequest, NotFound, ServerError},
    },
};
use simpleinboxes_store::{OrderFilter, PageRequest, Scoped, Workspace};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{convert, wanted};
use crate::{
    app::App,
    auth::Caller,
    transact::{Faulty, OrFault as _},
    wire,
};

/// The answer to an order that the caller does not see.
pub(super) const NOT_FOUND: NotFound = NotFound::of("Order not found");

/// Where the workspace stands in a query.
const FIELDS: (&str, &str) = ("query.workspaceId", "query.clientName");

/// `listOrders`
///
/// # Errors
/// The workspace is not seen, or the cursor is none.
pub async fn list(
    app: &App,
    caller: &Caller,
    params: ListOrdersParams,
) -> Result<Success<types::OrderListResponse>, ListOrdersError> {
    let scoped = app.store.scoped(&caller.tenant);
    let (id, name) = (params.workspace_id.as_ref(), params.client_name.as_ref());
    let workspace = wanted::workspace::<ListOrdersError>(&scoped, id, name, FIELDS).await?;
    let status = params.status.as_ref();
    let status = status.map(|status| wanted::known(status.as_str()));
    let filter = OrderFilter {
        status: status.transpose()?,
        owing: false,
    };
    let page = wire::page_request::<_, ListOrdersError>(&params.limit, params.cursor.as_ref())?;
    page_of::<ListOrdersError>(&scoped, &workspace, filter, page).await
}

/// `listUnpaidOrders`
///
/// # Errors
/// As [`list`].
pub async fn unpaid(
    app: &App,
    caller: &Caller,
    params: ListUnpaidOrdersParams,
) -> Result<Success<types::OrderListResponse>, ListUnpaidOrdersError> {
    let scoped = app.store.scoped(&caller.tenant);
    let id = params.workspace_id.as_ref();
    let workspace = wanted::workspace::<ListUnpaidOrdersError>(&scoped, id, None, FIELDS).await?;
    let filter = OrderFilter {
        status: None,
        owing: true,
    };
    let cursor = params.cursor.as_ref();
    let page = wire::page_request::<_, ListUnpaidOrdersError>(&params.limit, cursor)?;
    page_of::<ListUnpaidOrdersError>(&scoped, &workspace, filter, page).await
}

async fn page_of<E: Faulty + From<InvalidRequest>>(
    scoped: &Scoped<'_>,
    workspace: &Workspace,
    filter: OrderFilter,
    page: PageRequest<OrderKind>,
) -> Result<Success<types::OrderListResponse>, E> {
    let page = scoped.orders(workspace.id, filter, page).await;
    let page = page.or_fault::<E>()?;
    let shown = |order| convert::summary(order, &workspace.name);
    let (data, pagination) = wire::page(page, shown)?;
    Ok(types::OrderListResponse {
        success: types::SuccessFlag::default(),
        data,
        pagination,
        extra: Extra::default(),
    }
    .into())
}

/// `getOrder`
///
/// # Errors
/// The order is not seen.
pub async fn one(
    app: &App,
    caller: &Caller,
    params: GetOrderParams,
) -> Result<Success<types::OrderResponse>, GetOrderError> {
    let id = wire::path_id::<_, GetOrderError>(&params.order_id, "Order")?;
    let scoped = app.store.scoped(&caller.tenant);
    Ok(shown::<GetOrderError>(&scoped, id).await?.into())
}

/// An order as it is now.
pub(super) async fn shown<E: Faulty + From<NotFound>>(
    scoped: &Scoped<'_>,
    id: OrderId,
) -> Result<types::OrderResponse, E> {
    let found = scoped.order(id).await.or_fault::<E>()?;
    let found = found.ok_or(NOT_FOUND)?;
    let workspace = scoped.workspace(found.order.workspace).await;
    let workspace = workspace.or_fault::<E>()?.ok_or(NOT_FOUND)?;
    let order = convert::order(found, &workspace.name)?;
    Ok(types::OrderResponse::from(order))
}

/// `getInboxCount`
///
/// # Errors
/// The workspace is not seen.
pub async fn inbox_count(
    app: &App,
    caller: &Caller,
    params: GetInboxCountParams,
) -> Result<Success<types::InboxCountResponse>, GetInboxCountError> {
    let scoped = app.store.scoped(&caller.tenant);
    let id = params.workspace_id.as_ref();
    let workspace = wanted::workspace::<GetInboxCountError>(&scoped, id, None, FIELDS).await?;
    let totals = scoped.workspace_totals(&[workspace.id]).await;
    let totals = totals.or_fault::<GetInboxCountError>()?;
    let totals = totals.get(&workspace.id);
    let totals = totals.ok_or_else(|| ServerError::new("a workspace that was asked for"))?;
    let counts = wire::state_counts(totals.inboxes);
    Ok(types::InboxCountResponse::from(counts).into())
}
