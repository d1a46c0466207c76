//! Invoices.

use simpleinboxes_core::id::TransactionId;
use simpleinboxes_server::{
    GetCustomInvoiceError,
    runtime::{
        Success,
        errors::{InvalidRequest, NotFound},
    },
};
use simpleinboxes_store::InvoiceList;
use simpleinboxes_types::{self as types, runtime::Extra};

use super::convert::{self, NO_INVOICE};
use crate::{
    app::App,
    auth::Caller,
    transact::{Faulty, OrFault as _},
    wire,
};

/// Which page of which invoices.
pub(super) struct Asked {
    pub(super) list: InvoiceList,
    pub(super) workspace: Option<types::WorkspaceId>,
    pub(super) limit: types::PageLimitValue,
    pub(super) cursor: Option<types::PageCursorValue>,
}

pub(super) async fn list<E>(
    app: &App,
    caller: &Caller,
    asked: Asked,
) -> Result<Success<types::InvoiceListResponse>, E>
where
    E: Faulty + From<NotFound> + From<InvalidRequest>,
{
    let scoped = app.store.scoped(&caller.tenant);
    let workspace = match &asked.workspace {
        Some(id) => {
            let field = "query.workspaceId";
            let found = convert::workspace_or_default::<E>(&scoped, Some(id), field);
            Some(found.await?.id)
        }
        None => None,
    };
    let page = wire::page_request::<_, E>(&asked.limit, asked.cursor.as_ref())?;
    let page = scoped.invoices(asked.list, workspace, page).await;
    let (data, pagination) = wire::page(page.or_fault::<E>()?, convert::invoice)?;
    let success = types::SuccessFlag::default();
    Ok(types::InvoiceListResponse {
        success,
        data,
        pagination,
        extra: Extra::default(),
    }
    .into())
}

pub(super) async fn get(
    app: &App,
    caller: &Caller,
    transaction: TransactionId,
) -> Result<Success<types::InvoiceResponse>, GetCustomInvoiceError> {
    type Error = GetCustomInvoiceError;
    let scoped = app.store.scoped(&caller.tenant);
    let found = scoped.custom_invoice(transaction).await;
    let found = found.or_fault::<Error>()?.ok_or(NO_INVOICE)?;
    Ok(types::InvoiceResponse::from(convert::invoice(found)?).into())
}
