//! The operations of the tag.

use simpleinboxes_server::{
    CancelOrderError, CancelOrderParams, CheckNameserversError, CreateInboxMutationError,
    CreateInboxMutationParams, CreateOrderError, CreateOrderParams, CreateOrderSuccess,
    GetInboxCountError, GetInboxCountParams, GetInboxMutationError, GetInboxMutationParams,
    GetOrderError, GetOrderParams, GetPromoStatusError, GetPromoStatusParams,
    ListInboxMutationsError, ListInboxMutationsParams, ListOrdersError, ListOrdersParams,
    ListUnpaidOrdersError, ListUnpaidOrdersParams, Orders, ReactivateOrderError,
    ReactivateOrderParams, RecheckAllNameserversError, RevertOrderCancellationError,
    RevertOrderCancellationParams, SetOrderAutoRenewError, SetOrderAutoRenewParams,
    runtime::{Context, Success},
};
use simpleinboxes_types as types;

use super::{change, mutations, place, promotions, read};
use crate::{app::App, auth::Caller, nameservers};

impl Orders for App {
    type Caller = Caller;

    async fn list_orders(
        &self,
        cx: Context<Caller>,
        params: ListOrdersParams,
    ) -> Result<Success<types::OrderListResponse>, ListOrdersError> {
        read::list(self, &cx.caller, params).await
    }

    async fn create_order(
        &self,
        cx: Context<Caller>,
        params: CreateOrderParams,
        body: types::CreateOrderRequest,
    ) -> Result<Success<CreateOrderSuccess>, CreateOrderError> {
        place::create(self, &cx, params, body).await
    }

    async fn get_order(
        &self,
        cx: Context<Caller>,
        params: GetOrderParams,
    ) -> Result<Success<types::OrderResponse>, GetOrderError> {
        read::one(self, &cx.caller, params).await
    }

    async fn get_promo_status(
        &self,
        cx: Context<Caller>,
        params: GetPromoStatusParams,
    ) -> Result<Success<types::PromoStatusResponse>, GetPromoStatusError> {
        promotions::status(self, &cx.caller, params).await
    }

    async fn get_inbox_count(
        &self,
        cx: Context<Caller>,
        params: GetInboxCountParams,
    ) -> Result<Success<types::InboxCountResponse>, GetInboxCountError> {
        read::inbox_count(self, &cx.caller, params).await
    }

    async fn list_unpaid_orders(
        &self,
        cx: Context<Caller>,
        params: ListUnpaidOrdersParams,
    ) -> Result<Success<types::OrderListResponse>, ListUnpaidOrdersError> {
        read::unpaid(self, &cx.caller, params).await
    }

    async fn set_order_auto_renew(
        &self,
        cx: Context<Caller>,
        params: SetOrderAutoRenewParams,
        body: types::SetOrderAutoRenewRequest,
    ) -> Result<Success<types::OrderResponse>, SetOrderAutoRenewError> {
        change::auto_renew(self, &cx.caller, params, body).await
    }

    async fn cancel_order(
        &self,
        cx: Context<Caller>,
        params: CancelOrderParams,
    ) -> Result<Success<types::OrderResponse>, CancelOrderError> {
        change::cancel(self, &cx.caller, params).await
    }

    async fn revert_order_cancellation(
        &self,
        cx: Context<Caller>,
        params: RevertOrderCancellationParams,
    ) -> Result<Success<types::OrderResponse>, RevertOrderCancellationError> {
        change::revert(self, &cx.caller, params).await
    }

    async fn reactivate_order(
        &self,
        cx: Context<Caller>,
        params: ReactivateOrderParams,
    ) -> Result<Success<types::OrderResponse>, ReactivateOrderError> {
        change::reactivate(self, &cx, params).await
    }

    async fn list_inbox_mutations(
        &self,
        cx: Context<Caller>,
        params: ListInboxMutationsParams,
    ) -> Result<Success<types::InboxMutationListResponse>, ListInboxMutationsError> {
        mutations::list(self, &cx.caller, params).await
    }

    async fn create_inbox_mutation(
        &self,
        cx: Context<Caller>,
        _params: CreateInboxMutationParams,
        body: types::CreateInboxMutationRequest,
    ) -> Result<Success<types::InboxMutationResponse>, CreateInboxMutationError> {
        mutations::create(self, &cx, body).await
    }

    async fn get_inbox_mutation(
        &self,
        cx: Context<Caller>,
        params: GetInboxMutationParams,
    ) -> Result<Success<types::InboxMutationResponse>, GetInboxMutationError> {
        mutations::one(self, &cx.caller, params).await
    }

    async fn check_nameservers(
        &self,
        cx: Context<Caller>,
        body: types::CheckNameserversRequest,
    ) -> Result<Success<types::NameserverCheckResponse>, CheckNameserversError> {
        nameservers::check(self, &cx.caller, body).await
    }

    async fn recheck_all_nameservers(
        &self,
        cx: Context<Caller>,
        body: types::RecheckAllNameserversRequest,
    ) -> Result<Success<types::NameserverRecheckResponse>, RecheckAllNameserversError> {
        nameservers::recheck_all(self, &cx.caller, body).await
    }
}
