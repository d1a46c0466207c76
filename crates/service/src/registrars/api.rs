//! The operations of the tag.

use simpleinboxes_server::{
    GetRegistrarConnectionInfoError, ListSupportedRegistrarsError, Registrars,
    TestRegistrarCredentialsError, UpdateRegistrarNameserversError,
    runtime::{Context, Success},
};
use simpleinboxes_types as types;

use super::{list, test, update};
use crate::{app::App, auth::Caller};

impl Registrars for App {
    type Caller = Caller;

    async fn list_supported_registrars(
        &self,
        _cx: Context<Caller>,
    ) -> Result<Success<types::SupportedRegistrarsResponse>, ListSupportedRegistrarsError> {
        Ok(list::supported(&self.registrars)?.into())
    }

    async fn get_registrar_connection_info(
        &self,
        _cx: Context<Caller>,
    ) -> Result<Success<types::RegistrarConnectionInfoResponse>, GetRegistrarConnectionInfoError>
    {
        Ok(list::connection_info(&self.registrars).into())
    }

    async fn test_registrar_credentials(
        &self,
        cx: Context<Caller>,
        body: types::TestRegistrarCredentialsRequest,
    ) -> Result<Success<types::RegistrarCredentialTestResponse>, TestRegistrarCredentialsError>
    {
        test::test(self, &cx.caller, &body).await
    }

    async fn update_registrar_nameservers(
        &self,
        cx: Context<Caller>,
        body: types::UpdateRegistrarNameserversRequest,
    ) -> Result<Success<types::RegistrarUpdatesResponse>, UpdateRegistrarNameserversError> {
        update::update(self, &cx.caller, &body).await
    }
}
