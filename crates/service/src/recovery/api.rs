//! The operations of the tag.

use simpleinboxes_server::{
    CheckBlacklistsError, DeleteRecoveryEntryError, DeleteRecoveryEntryParams,
    DismissRecoveryBannerError, DismissRecoveryBannerParams, GetRecoveryEntryError,
    GetRecoveryEntryParams, ListRecoveryEntriesError, ListRecoveryEntriesParams,
    ListRecoveryNotificationsError, ListRecoveryNotificationsParams, ReactivateRecoveryEntryError,
    ReactivateRecoveryEntryParams, RecoveryPool, SubmitRecoveryDomainsError,
    SubmitRecoveryDomainsParams,
    runtime::{Context, Success},
};
use simpleinboxes_types as types;

use super::{change, check, read, submit};
use crate::{app::App, auth::Caller};

impl RecoveryPool for App {
    type Caller = Caller;

    async fn list_recovery_entries(
        &self,
        cx: Context<Caller>,
        params: ListRecoveryEntriesParams,
    ) -> Result<Success<types::RecoveryEntryListResponse>, ListRecoveryEntriesError> {
        read::list(self, &cx.caller, params).await
    }

    async fn submit_recovery_domains(
        &self,
        cx: Context<Caller>,
        _params: SubmitRecoveryDomainsParams,
        body: types::SubmitRecoveryDomainsRequest,
    ) -> Result<Success<types::RecoverySubmissionsResponse>, SubmitRecoveryDomainsError> {
        submit::submit(self, &cx, body).await
    }

    async fn check_blacklists(
        &self,
        cx: Context<Caller>,
        body: types::CheckBlacklistsRequest,
    ) -> Result<Success<types::BlacklistCheckResponse>, CheckBlacklistsError> {
        check::check(self, &cx.caller, body).await
    }

    async fn list_recovery_notifications(
        &self,
        cx: Context<Caller>,
        params: ListRecoveryNotificationsParams,
    ) -> Result<Success<types::RecoveryNotificationListResponse>, ListRecoveryNotificationsError>
    {
        read::notifications(self, &cx.caller, params).await
    }

    async fn get_recovery_entry(
        &self,
        cx: Context<Caller>,
        params: GetRecoveryEntryParams,
    ) -> Result<Success<types::RecoveryEntryResponse>, GetRecoveryEntryError> {
        read::one(self, &cx.caller, params).await
    }

    async fn delete_recovery_entry(
        &self,
        cx: Context<Caller>,
        params: DeleteRecoveryEntryParams,
    ) -> Result<Success<types::RecoveryEntryResponse>, DeleteRecoveryEntryError> {
        change::delete(self, &cx.caller, params).await
    }

    async fn reactivate_recovery_entry(
        &self,
        cx: Context<Caller>,
        params: ReactivateRecoveryEntryParams,
        body: types::ReactivateRecoveryEntryRequest,
    ) -> Result<Success<types::RecoveryEntryResponse>, ReactivateRecoveryEntryError> {
        change::reactivate(self, &cx.caller, params, body).await
    }

    async fn dismiss_recovery_banner(
        &self,
        cx: Context<Caller>,
        params: DismissRecoveryBannerParams,
    ) -> Result<Success<types::BannerDismissalResponse>, DismissRecoveryBannerError> {
        change::dismiss(self, &cx.caller, params).await
    }
}
