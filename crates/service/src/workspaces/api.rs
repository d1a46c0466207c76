//! The operations of the tag.

use simpleinboxes_server::{
    CreateWorkspaceError, CreateWorkspaceParams, GetGlobalSummaryError,
    GetSendingToolDefaultsError, GetSendingToolDefaultsParams, GetWorkspaceSummaryError,
    GetWorkspaceSummaryParams, ListWorkspacesError, ListWorkspacesParams,
    PutSendingToolDefaultsError, PutSendingToolDefaultsParams, UpdateWorkspaceError,
    UpdateWorkspaceParams, Workspaces,
    runtime::{Context, Success},
};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{change, convert, create, defaults, summary};
use crate::{app::App, auth::Caller, transact::OrFault as _, wire};

impl Workspaces for App {
    type Caller = Caller;

    async fn list_workspaces(
        &self,
        cx: Context<Caller>,
        params: ListWorkspacesParams,
    ) -> Result<Success<types::WorkspaceListResponse>, ListWorkspacesError> {
        let scoped = self.store.scoped(&cx.caller.tenant);
        let page =
            wire::page_request::<_, ListWorkspacesError>(&params.limit, params.cursor.as_ref())?;
        let page = scoped
            .workspaces(page)
            .await
            .or_fault::<ListWorkspacesError>()?;
        let first = scoped
            .first_workspace_id()
            .await
            .or_fault::<ListWorkspacesError>()?;
        let (data, pagination) =
            wire::page(page, |workspace| convert::workspace(workspace, first))?;
        let success = types::SuccessFlag::default();
        Ok(types::WorkspaceListResponse {
            success,
            data,
            pagination,
            extra: Extra::default(),
        }
        .into())
    }

    async fn create_workspace(
        &self,
        cx: Context<Caller>,
        _params: CreateWorkspaceParams,
        body: types::CreateWorkspaceRequest,
    ) -> Result<Success<types::WorkspaceResponse>, CreateWorkspaceError> {
        create::create(self, &cx, body).await
    }

    async fn get_global_summary(
        &self,
        cx: Context<Caller>,
    ) -> Result<Success<types::GlobalSummaryResponse>, GetGlobalSummaryError> {
        summary::global(self, &cx.caller).await
    }

    async fn update_workspace(
        &self,
        cx: Context<Caller>,
        params: UpdateWorkspaceParams,
        body: types::UpdateWorkspaceRequest,
    ) -> Result<Success<types::WorkspaceResponse>, UpdateWorkspaceError> {
        let id = wire::path_id::<_, UpdateWorkspaceError>(&params.id, "Workspace")?;
        change::change(self, &cx.caller, id, body).await
    }

    async fn get_workspace_summary(
        &self,
        cx: Context<Caller>,
        params: GetWorkspaceSummaryParams,
    ) -> Result<Success<types::WorkspaceSummaryResponse>, GetWorkspaceSummaryError> {
        let id = wire::path_id::<_, GetWorkspaceSummaryError>(&params.id, "Workspace")?;
        summary::workspace(self, &cx.caller, id).await
    }

    async fn get_sending_tool_defaults(
        &self,
        cx: Context<Caller>,
        params: GetSendingToolDefaultsParams,
    ) -> Result<Success<types::SendingToolDefaultsResponse>, GetSendingToolDefaultsError> {
        let id = wire::path_id::<_, GetSendingToolDefaultsError>(&params.id, "Workspace")?;
        defaults::get(self, &cx.caller, id).await
    }

    async fn put_sending_tool_defaults(
        &self,
        cx: Context<Caller>,
        params: PutSendingToolDefaultsParams,
        body: types::PutSendingToolDefaultsRequest,
    ) -> Result<Success<types::SendingToolDefaultsResponse>, PutSendingToolDefaultsError> {
        let id = wire::path_id::<_, PutSendingToolDefaultsError>(&params.id, "Workspace")?;
        defaults::put(self, &cx.caller, id, body).await
    }
}
