//! The operations of the tag.

use simpleinboxes_server::{
    Billing, GetBillingDetailsError, GetBillingDetailsParams, GetBillingSummaryError,
    GetBillingSummaryParams, GetCustomInvoiceError, GetCustomInvoiceParams,
    ListBillingHistoryError, ListBillingHistoryParams, ListCustomInvoicesError,
    ListCustomInvoicesParams, ListInvoicesError, ListInvoicesParams, ListTopupInvoicesError,
    ListTopupInvoicesParams, UpdateBillingDetailsError,
    runtime::{Context, Success},
};
use simpleinboxes_store::InvoiceList;
use simpleinboxes_types as types;

use super::{
    details,
    invoices::{self, Asked},
    statements,
};
use crate::{app::App, auth::Caller, wire};

impl Billing for App {
    type Caller = Caller;

    async fn get_billing_summary(
        &self,
        cx: Context<Caller>,
        params: GetBillingSummaryParams,
    ) -> Result<Success<types::BillingSummaryResponse>, GetBillingSummaryError> {
        statements::summary(self, &cx.caller, params).await
    }

    async fn list_billing_history(
        &self,
        cx: Context<Caller>,
        params: ListBillingHistoryParams,
    ) -> Result<Success<types::BillingStatementListResponse>, ListBillingHistoryError> {
        statements::history(self, &cx.caller, params).await
    }

    async fn list_invoices(
        &self,
        cx: Context<Caller>,
        params: ListInvoicesParams,
    ) -> Result<Success<types::InvoiceListResponse>, ListInvoicesError> {
        let asked = Asked {
            list: InvoiceList::Provider,
            workspace: params.workspace_id,
            limit: params.limit,
            cursor: params.cursor,
        };
        invoices::list(self, &cx.caller, asked).await
    }

    async fn list_topup_invoices(
        &self,
        cx: Context<Caller>,
        params: ListTopupInvoicesParams,
    ) -> Result<Success<types::InvoiceListResponse>, ListTopupInvoicesError> {
        let asked = Asked {
            list: InvoiceList::Topups,
            workspace: params.workspace_id,
            limit: params.limit,
            cursor: params.cursor,
        };
        invoices::list(self, &cx.caller, asked).await
    }

    async fn list_custom_invoices(
        &self,
        cx: Context<Caller>,
        params: ListCustomInvoicesParams,
    ) -> Result<Success<types::InvoiceListResponse>, ListCustomInvoicesError> {
        let asked = Asked {
            list: InvoiceList::Custom,
            workspace: params.workspace_id,
            limit: params.limit,
            cursor: params.cursor,
        };
        invoices::list(self, &cx.caller, asked).await
    }

    async fn get_custom_invoice(
        &self,
        cx: Context<Caller>,
        params: GetCustomInvoiceParams,
    ) -> Result<Success<types::InvoiceResponse>, GetCustomInvoiceError> {
        let text = &params.transaction_id;
        let id = wire::path_id::<_, GetCustomInvoiceError>(text, "Custom invoice")?;
        invoices::get(self, &cx.caller, id).await
    }

    async fn get_billing_details(
        &self,
        cx: Context<Caller>,
        params: GetBillingDetailsParams,
    ) -> Result<Success<types::BillingDetailsResponse>, GetBillingDetailsError> {
        details::get(self, &cx.caller, params).await
    }

    async fn update_billing_details(
        &self,
        cx: Context<Caller>,
        body: types::BillingDetailsRequest,
    ) -> Result<Success<types::BillingDetailsResponse>, UpdateBillingDetailsError> {
        details::update(self, &cx.caller, body).await
    }
}
