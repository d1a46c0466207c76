//! The operations of the tag.

use simpleinboxes_server::{
    ConfigureAutoRechargeError, GetWalletError, GetWalletOverviewError, GetWalletParams,
    ListWalletTransactionsError, ListWalletTransactionsParams, SetWorkspaceBillingDetailsError,
    SetWorkspaceBillingDetailsParams, SetWorkspaceBillingModeError, SetWorkspaceBillingModeParams,
    SetWorkspaceFallbackError, SetWorkspaceFallbackParams, TransferFundsError, TransferFundsParams,
    UseMasterBillingError, UseMasterBillingParams, Wallet,
    runtime::{Context, Success},
};
use simpleinboxes_types as types;

use super::{mode, read, recharge, transfer};
use crate::{app::App, auth::Caller, billing, wire};

impl Wallet for App {
    type Caller = Caller;

    async fn get_wallet(
        &self,
        cx: Context<Caller>,
        params: GetWalletParams,
    ) -> Result<Success<types::WalletResponse>, GetWalletError> {
        read::wallet(self, &cx.caller, params).await
    }

    async fn list_wallet_transactions(
        &self,
        cx: Context<Caller>,
        params: ListWalletTransactionsParams,
    ) -> Result<Success<types::WalletTransactionListResponse>, ListWalletTransactionsError> {
        read::transactions(self, &cx.caller, params).await
    }

    async fn get_wallet_overview(
        &self,
        cx: Context<Caller>,
    ) -> Result<Success<types::WalletOverviewResponse>, GetWalletOverviewError> {
        read::overview(self, &cx.caller).await
    }

    async fn configure_auto_recharge(
        &self,
        cx: Context<Caller>,
        body: types::ConfigureAutoRechargeRequest,
    ) -> Result<Success<types::WalletResponse>, ConfigureAutoRechargeError> {
        recharge::configure(self, &cx.caller, body).await
    }

    async fn set_workspace_billing_mode(
        &self,
        cx: Context<Caller>,
        params: SetWorkspaceBillingModeParams,
        body: types::SetWorkspaceBillingModeRequest,
    ) -> Result<Success<types::WorkspaceBillingChangeResponse>, SetWorkspaceBillingModeError> {
        let id =
            wire::path_id::<_, SetWorkspaceBillingModeError>(&params.workspace_id, "Workspace")?;
        mode::set(self, &cx, id, &body.mode).await
    }

    async fn set_workspace_fallback(
        &self,
        cx: Context<Caller>,
        params: SetWorkspaceFallbackParams,
        body: types::WorkspaceFallbackInput,
    ) -> Result<Success<types::WorkspaceWalletResponse>, SetWorkspaceFallbackError> {
        let id = wire::path_id::<_, SetWorkspaceFallbackError>(&params.workspace_id, "Workspace")?;
        mode::set_fallback(self, &cx.caller, id, &body).await
    }

    async fn use_master_billing(
        &self,
        cx: Context<Caller>,
        params: UseMasterBillingParams,
    ) -> Result<Success<types::WorkspaceBillingChangeResponse>, UseMasterBillingError> {
        let id = wire::path_id::<_, UseMasterBillingError>(&params.workspace_id, "Workspace")?;
        mode::set(self, &cx, id, &types::BillingMode::Master).await
    }

    async fn set_workspace_billing_details(
        &self,
        cx: Context<Caller>,
        params: SetWorkspaceBillingDetailsParams,
        body: types::BillingDetailsRequest,
    ) -> Result<Success<types::BillingDetailsResponse>, SetWorkspaceBillingDetailsError> {
        let id =
            wire::path_id::<_, SetWorkspaceBillingDetailsError>(&params.workspace_id, "Workspace")?;
        billing::save_details(self, &cx.caller, Some(id), body).await
    }

    async fn transfer_funds(
        &self,
        cx: Context<Caller>,
        params: TransferFundsParams,
        body: types::TransferFundsRequest,
    ) -> Result<Success<types::WalletTransferResponse>, TransferFundsError> {
        // The key is in the context already.
        drop(params);
        transfer::transfer(self, &cx, body).await
    }
}
