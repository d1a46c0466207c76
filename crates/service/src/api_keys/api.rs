//! The operations of the tag.

use simpleinboxes_server::{
    ApiKeys, CreateApiKeyError, CreateApiKeyParams, ListApiKeysError, ListApiKeysParams,
    RevokeApiKeyError, RevokeApiKeyParams,
    runtime::{Context, Success, errors::NotFound},
};
use simpleinboxes_store::ApiKeyFilter;
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{convert, create};
use crate::{
    app::App,
    auth::Caller,
    transact::{self, OrFault as _},
    wire,
};

impl ApiKeys for App {
    type Caller = Caller;

    async fn list_api_keys(
        &self,
        cx: Context<Caller>,
        params: ListApiKeysParams,
    ) -> Result<Success<types::ApiKeyListResponse>, ListApiKeysError> {
        let scoped = self.store.scoped(&cx.caller.tenant);
        let mut filter = ApiKeyFilter {
            workspace: None,
            status: None,
        };
        if let Some(id) = &params.workspace_id {
            let id = wire::field_id::<_, ListApiKeysError>(id, "query.workspaceId")?;
            scoped
                .workspace(id)
                .await
                .or_fault::<ListApiKeysError>()?
                .ok_or(NO_WORKSPACE)?;
            filter.workspace = Some(id);
        }
        filter.status = params.status.as_ref().and_then(convert::wanted_status);
        let page =
            wire::page_request::<_, ListApiKeysError>(&params.limit, params.cursor.as_ref())?;
        let page = scoped
            .api_keys(filter, page)
            .await
            .or_fault::<ListApiKeysError>()?;
        let now = self.clock.now();
        let (data, pagination) = wire::page(page, |key| convert::api_key(key, now))?;
        let success = types::SuccessFlag::default();
        Ok(types::ApiKeyListResponse {
            success,
            data,
            pagination,
            extra: Extra::default(),
        }
        .into())
    }

    async fn create_api_key(
        &self,
        cx: Context<Caller>,
        _params: CreateApiKeyParams,
        body: types::CreateApiKeyRequest,
    ) -> Result<Success<types::CreatedApiKeyResponse>, CreateApiKeyError> {
        create::create(self, &cx, body).await
    }

    async fn revoke_api_key(
        &self,
        cx: Context<Caller>,
        params: RevokeApiKeyParams,
    ) -> Result<Success<types::ApiKeyResponse>, RevokeApiKeyError> {
        let id = wire::path_id::<_, RevokeApiKeyError>(&params.key_id, "API key")?;
        let revoked = transact::write(&self.store, async |tx| {
            let revoked = tx.scoped(&cx.caller.tenant).revoke_api_key(id).await;
            revoked.or_fault::<RevokeApiKeyError>()
        });
        let key = revoked
            .await?
            .ok_or_else(|| NotFound::new("API key not found"))?;
        let data = convert::api_key(key, self.clock.now())?;
        Ok(types::ApiKeyResponse::from(data).into())
    }
}

const NO_WORKSPACE: NotFound = NotFound::of("Workspace not found");
