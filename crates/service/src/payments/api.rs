//! The operations of the tag.

use simpleinboxes_server::{
    ConfirmTopupError, ConfirmTopupParams, CreateCustomerPortalSessionError,
    CreateCustomerPortalSessionParams, CreateSetupIntentError, CreateSetupIntentParams,
    CreateTopupError, CreateTopupParams, GetPaymentMethodError, Payments,
    runtime::{Context, Success},
};
use simpleinboxes_types as types;

use super::{confirm, method, portal, setup, topup};
use crate::{app::App, auth::Caller};

impl Payments for App {
    type Caller = Caller;

    async fn create_topup(
        &self,
        cx: Context<Caller>,
        _params: CreateTopupParams,
        body: types::CreateTopupRequest,
    ) -> Result<Success<types::CreatedTopupResponse>, CreateTopupError> {
        topup::create(self, &cx, body).await
    }

    async fn confirm_topup(
        &self,
        cx: Context<Caller>,
        _params: ConfirmTopupParams,
        body: types::ConfirmTopupRequest,
    ) -> Result<Success<types::TopupResponse>, ConfirmTopupError> {
        confirm::confirm(self, &cx, body).await
    }

    async fn get_payment_method(
        &self,
        cx: Context<Caller>,
    ) -> Result<Success<types::PaymentMethodOnFileResponse>, GetPaymentMethodError> {
        method::get(self, &cx.caller).await
    }

    async fn create_setup_intent(
        &self,
        cx: Context<Caller>,
        _params: CreateSetupIntentParams,
    ) -> Result<Success<types::PaymentSetupIntentResponse>, CreateSetupIntentError> {
        setup::create(self, &cx).await
    }

    async fn create_customer_portal_session(
        &self,
        cx: Context<Caller>,
        _params: CreateCustomerPortalSessionParams,
    ) -> Result<Success<types::CustomerPortalSessionResponse>, CreateCustomerPortalSessionError>
    {
        portal::open(self, &cx).await
    }
}
