//! The sending tool of a domain, and uploads to it.

use simpleinboxes_core::id::CredentialId;
use simpleinboxes_server::{
    AddDomainSendingToolError, AddDomainSendingToolParams, ReuploadDomainError,
    ReuploadDomainParams,
    runtime::{Context, Success, errors::ServerError},
};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{convert, named, read, refuse::refuse};
use crate::{app::App, auth::Caller, idempotent, wire};

pub(super) async fn reupload(
    app: &App,
    cx: &Context<Caller>,
    params: ReuploadDomainParams,
) -> Result<Success<types::DomainActionResponse>, ReuploadDomainError> {
    type E = ReuploadDomainError;
    idempotent::run(&app.store, cx, async |tx| {
        let scoped = tx.scoped(&cx.caller.tenant);
        let (domain, _) = named::<E>(&scoped, &params.domain).await?;
        let action = scoped.upload_domain(domain.id).await.map_err(refuse::<E>)?;
        let action = convert::action(action, &domain.name)?;
        Ok(types::DomainActionResponse::from(action))
    })
    .await
}

pub(super) async fn attach(
    app: &App,
    cx: &Context<Caller>,
    params: AddDomainSendingToolParams,
    body: types::AddDomainSendingToolRequest,
) -> Result<Success<types::DomainSendingToolChangeResponse>, AddDomainSendingToolError> {
    type E = AddDomainSendingToolError;
    let credential: CredentialId = wire::field_id::<_, E>(&body.credential_id, "/credentialId")?;
    let tags: Vec<String> = body.tags.into_iter().flatten().map(String::from).collect();
    idempotent::run(&app.store, cx, async |tx| {
        let scoped = tx.scoped(&cx.caller.tenant);
        let (domain, _) = named::<E>(&scoped, &params.domain).await?;
        let attached = scoped
            .attach_sending_tool(domain.id, credential, &tags, body.upload_existing)
            .await;
        let (domain, action) = attached.map_err(refuse::<E>)?;
        let tool = read::sending_tool::<E>(&scoped, &domain).await?;
        let tool = tool.ok_or_else(|| ServerError::new("a tool that was attached is missing"))?;
        let action = action.map(|action| convert::action(action, &domain.name));
        Ok(types::DomainSendingToolChangeResponse::from(
            types::DomainSendingToolChange {
                sending_tool: tool,
                upload_action: action.transpose()?,
                extra: Extra::default(),
            },
        ))
    })
    .await
}
