//! The operations of the tag.

use simpleinboxes_server::{
    GetInboxCredentialsError, GetInboxCredentialsParams, GetInboxError, GetInboxMfaError,
    GetInboxMfaParams, GetInboxParams, Inboxes, ListInboxesError, ListInboxesParams,
    RotateInboxPasswordError, RotateInboxPasswordParams, SyncInboxTo1PasswordError,
    SyncInboxTo1PasswordParams, UpdateInboxProfilePhotoError, UpdateInboxProfilePhotoForm,
    UpdateInboxProfilePhotoParams,
    runtime::{Context, Success},
};
use simpleinboxes_types as types;

use super::{change, list, secrets, vault};
use crate::{app::App, auth::Caller};

impl Inboxes for App {
    type Caller = Caller;

    async fn list_inboxes(
        &self,
        cx: Context<Caller>,
        params: ListInboxesParams,
    ) -> Result<Success<types::InboxListResponse>, ListInboxesError> {
        list::list(self, &cx.caller, params).await
    }

    async fn get_inbox(
        &self,
        cx: Context<Caller>,
        params: GetInboxParams,
    ) -> Result<Success<types::InboxResponse>, GetInboxError> {
        list::one(self, &cx.caller, params).await
    }

    async fn get_inbox_credentials(
        &self,
        cx: Context<Caller>,
        params: GetInboxCredentialsParams,
    ) -> Result<Success<types::InboxCredentialsResponse>, GetInboxCredentialsError> {
        secrets::credentials(self, &cx.caller, params).await
    }

    async fn get_inbox_mfa(
        &self,
        cx: Context<Caller>,
        params: GetInboxMfaParams,
    ) -> Result<Success<types::InboxMfaResponse>, GetInboxMfaError> {
        secrets::mfa(self, &cx.caller, params).await
    }

    async fn sync_inbox_to1_password(
        &self,
        cx: Context<Caller>,
        params: SyncInboxTo1PasswordParams,
    ) -> Result<Success<types::InboxVaultItemResponse>, SyncInboxTo1PasswordError> {
        vault::sync(self, &cx.caller, params).await
    }

    async fn update_inbox_profile_photo(
        &self,
        cx: Context<Caller>,
        params: UpdateInboxProfilePhotoParams,
        body: UpdateInboxProfilePhotoForm,
    ) -> Result<Success<types::InboxMutationResponse>, UpdateInboxProfilePhotoError> {
        change::photo(self, &cx.caller, params, body).await
    }

    async fn rotate_inbox_password(
        &self,
        cx: Context<Caller>,
        params: RotateInboxPasswordParams,
        body: types::RotateInboxPasswordRequest,
    ) -> Result<Success<types::InboxMutationResponse>, RotateInboxPasswordError> {
        change::password(self, &cx.caller, params, body).await
    }
}
