//! The operations of the tag.

use simpleinboxes_server::{
    Clients, CreateClientCredentialError, CreateClientCredentialParams, CreateClientError,
    CreateClientParams, DeleteClientCredentialError, DeleteClientCredentialParams,
    DeleteClientError, DeleteClientParams, GetClientError, GetClientParams,
    ListClientCredentialsError, ListClientCredentialsParams, ListClientUsernamesError,
    ListClientUsernamesParams, ListClientsError, ListClientsParams, RenameClientError,
    RenameClientParams, TestClientCredentialError, TestClientCredentialParams,
    UpdateClientCredentialError, UpdateClientCredentialParams,
    runtime::{Context, Success},
};
use simpleinboxes_types as types;

use super::{create, credentials, delete, list, test};
use crate::{app::App, auth::Caller};

impl Clients for App {
    type Caller = Caller;

    async fn list_clients(
        &self,
        cx: Context<Caller>,
        params: ListClientsParams,
    ) -> Result<Success<types::ClientListResponse>, ListClientsError> {
        list::clients(self, &cx.caller, params).await
    }

    async fn create_client(
        &self,
        cx: Context<Caller>,
        _params: CreateClientParams,
        body: types::CreateClientRequest,
    ) -> Result<Success<types::ClientResponse>, CreateClientError> {
        create::create(self, &cx, body).await
    }

    async fn get_client(
        &self,
        cx: Context<Caller>,
        params: GetClientParams,
    ) -> Result<Success<types::ClientDetailResponse>, GetClientError> {
        list::detail(self, &cx.caller, &params.client_name).await
    }

    async fn rename_client(
        &self,
        cx: Context<Caller>,
        params: RenameClientParams,
        body: types::RenameClientRequest,
    ) -> Result<Success<types::ClientResponse>, RenameClientError> {
        create::rename(self, &cx.caller, &params.client_name, body).await
    }

    async fn delete_client(
        &self,
        cx: Context<Caller>,
        params: DeleteClientParams,
    ) -> Result<Success<types::DeletedClientResponse>, DeleteClientError> {
        delete::delete(self, &cx.caller, &params.client_name).await
    }

    async fn list_client_usernames(
        &self,
        cx: Context<Caller>,
        params: ListClientUsernamesParams,
    ) -> Result<Success<types::ClientUsernameListResponse>, ListClientUsernamesError> {
        list::usernames(self, &cx.caller, params).await
    }

    async fn list_client_credentials(
        &self,
        cx: Context<Caller>,
        params: ListClientCredentialsParams,
    ) -> Result<Success<types::CredentialListResponse>, ListClientCredentialsError> {
        credentials::list(self, &cx.caller, params).await
    }

    async fn create_client_credential(
        &self,
        cx: Context<Caller>,
        params: CreateClientCredentialParams,
        body: types::CreateClientCredentialRequest,
    ) -> Result<Success<types::CredentialResponse>, CreateClientCredentialError> {
        credentials::create(self, &cx, &params.client_name, body).await
    }

    async fn test_client_credential(
        &self,
        cx: Context<Caller>,
        params: TestClientCredentialParams,
        body: types::TestClientCredentialRequest,
    ) -> Result<Success<types::CredentialTestResponse>, TestClientCredentialError> {
        test::test(self, &cx.caller, &params.client_name, body).await
    }

    async fn update_client_credential(
        &self,
        cx: Context<Caller>,
        params: UpdateClientCredentialParams,
        body: types::UpdateClientCredentialRequest,
    ) -> Result<Success<types::CredentialResponse>, UpdateClientCredentialError> {
        credentials::update(self, &cx.caller, params, body).await
    }

    async fn delete_client_credential(
        &self,
        cx: Context<Caller>,
        params: DeleteClientCredentialParams,
    ) -> Result<Success<types::DeletedCredentialResponse>, DeleteClientCredentialError> {
        credentials::delete(self, &cx.caller, params).await
    }
}
