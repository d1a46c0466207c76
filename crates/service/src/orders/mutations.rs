//! Changes of many inboxes at once.

use std::collections::HashSet;

use simpleinboxes_core::{
    entropy::Entropy,
    id::{InboxMutationId, WorkspaceId},
    status::InboxMutationType,
};
use simpleinboxes_server::{
    CreateInboxMutationError, GetInboxMutationError, GetInboxMutationParams,
    ListInboxMutationsError, ListInboxMutationsParams,
    runtime::{
        Context, Detail, Success,
        errors::{InvalidRequest, NotFound},
    },
};
use simpleinboxes_store::{NewInboxMutation, NewMutationItem, UnknownInboxes};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{convert, wanted};
use crate::{
    app::App, auth::Caller, idempotent, transact::OrFault as _, wire,
    workspaces::convert::NOT_FOUND,
};

const NO_MUTATION: NotFound = NotFound::of("Inbox mutation not found");

/// `createInboxMutation`
///
/// # Errors
/// Something of it is wrong, or an inbox is not seen or elsewhere.
pub async fn create(
    app: &App,
    cx: &Context<Caller>,
    body: types::CreateInboxMutationRequest,
) -> Result<Success<types::InboxMutationResponse>, CreateInboxMutationError> {
    type E = CreateInboxMutationError;
    let new = wanted_mutation(body, &app.entropy)?;
    idempotent::run(&app.store, cx, async |tx| {
        let scoped = tx.scoped(&cx.caller.tenant);
        if let Some(workspace) = new.workspace {
            let found = scoped.workspace(workspace).await.or_fault::<E>()?;
            found.ok_or(NOT_FOUND)?;
        }
        let made = scoped.create_inbox_mutation(&new).await.or_fault::<E>()?;
        let id = made.map_err(unknown)?;
        let found = scoped.inbox_mutation(id).await.or_fault::<E>()?;
        let found = convert::mutation(found.ok_or(NO_MUTATION)?)?;
        Ok(types::InboxMutationResponse::from(found))
    })
    .await
}

/// `getInboxMutation`
///
/// # Errors
/// It is not seen.
pub async fn one(
    app: &App,
    caller: &Caller,
    params: GetInboxMutationParams,
) -> Result<Success<types::InboxMutationResponse>, GetInboxMutationError> {
    type E = GetInboxMutationError;
    let id: InboxMutationId = wire::path_id::<_, E>(&params.id, "Inbox mutation")?;
    let scoped = app.store.scoped(&caller.tenant);
    let found = scoped.inbox_mutation(id).await.or_fault::<E>()?;
    let found = convert::mutation(found.ok_or(NO_MUTATION)?)?;
    Ok(types::InboxMutationResponse::from(found).into())
}

/// `listInboxMutations`
///
/// # Errors
/// The workspace is not seen, or the cursor is none.
pub async fn list(
    app: &App,
    caller: &Caller,
    params: ListInboxMutationsParams,
) -> Result<Success<types::InboxMutationListResponse>, ListInboxMutationsError> {
    type E = ListInboxMutationsError;
    let scoped = app.store.scoped(&caller.tenant);
    let id = params.workspace_id.as_ref();
    let fields = ("query.workspaceId", "query.clientName");
    let workspace = wanted::workspace::<E>(&scoped, id, None, fields).await?;
    let page = wire::page_request::<_, E>(&params.limit, params.cursor.as_ref())?;
    let page = scoped.inbox_mutations(workspace.id, page).await;
    let page = page.or_fault::<E>()?;
    let (data, pagination) = wire::page(page, convert::mutation_summary)?;
    Ok(types::InboxMutationListResponse {
        success: types::SuccessFlag::default(),
        data,
        pagination,
        extra: Extra::default(),
    }
    .into())
}

fn unknown(UnknownInboxes(places): UnknownInboxes) -> NotFound {
    let detail = |place: &usize| {
        let field = format!("/items/{place}/inboxId");
        Detail::new(field, "is no inbox that you can see in the workspace")
    };
    NotFound::of("Inbox not found").with_details(places.iter().map(detail).collect())
}

/// The change that is asked for. Everything that is wrong with it is told at once.
fn wanted_mutation(
    body: types::CreateInboxMutationRequest,
    entropy: &Entropy,
) -> Result<NewInboxMutation, CreateInboxMutationError> {
    type E = CreateInboxMutationError;
    let kind: InboxMutationType = wanted::known(body.type_.as_str())?;
    let workspace = body.workspace_id.as_ref();
    let workspace = workspace
        .map(|id| wire::field_id::<_, E>(id, "/workspaceId"))
        .transpose()?
        .map(|id: WorkspaceId| id);
    let mut wrong = Vec::new();
    let mut seen = HashSet::new();
    let mut items = Vec::with_capacity(body.items.len());
    for (place, item) in body.items.into_iter().enumerate() {
        let field = |name: &str| format!("/items/{place}/{name}");
        let inbox = wire::field_id::<_, E>(&item.inbox_id, &field("inboxId"))?;
        if !seen.insert(inbox) {
            wrong.push(Detail::new(field("inboxId"), "stands in the request twice"));
        }
        let given = [
            (
                "username",
                InboxMutationType::Rename,
                item.username.is_some(),
            ),
            (
                "password",
                InboxMutationType::Password,
                item.password.is_some(),
            ),
            (
                "photoUrl",
                InboxMutationType::Photo,
                item.photo_url.is_some(),
            ),
        ];
        for (name, of, is_there) in given {
            if is_there && of != kind {
                let words = format!("does not belong to a job of the type {kind}");
                wrong.push(Detail::new(field(name), words));
            }
            // A password is made up.
            if !is_there && of == kind && kind != InboxMutationType::Password {
                wrong.push(Detail::new(field(name), format!("is needed for a {kind}")));
            }
        }
        let password = (kind == InboxMutationType::Password).then(|| {
            let password = item.password.as_ref();
            wanted::password(password, &field("password"), entropy, &mut wrong)
        });
        items.push(NewMutationItem {
            inbox,
            username: item.username.map(|name| name.to_ascii_lowercase()),
            password,
            photo_url: item.photo_url,
            photo_token: None,
        });
    }
    if !wrong.is_empty() {
        return Err(InvalidRequest::from(wrong).into());
    }
    Ok(NewInboxMutation {
        workspace,
        kind,
        items,
    })
}
