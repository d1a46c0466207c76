//! Between rows and the wire.

use simpleinboxes_core::{cents::Cents, id::WorkspaceId, name::WorkspaceName, status::BillingMode};
use simpleinboxes_server::runtime::errors::{
    Conflict, Forbidden, InvalidRequest, NotFound, ServerError,
};
use simpleinboxes_store::{Constraint, Fallback, StoreError, Workspace};
use simpleinboxes_types::{self as types, runtime::Extra};

use crate::{
    transact::{self, Faulty},
    wire::{at, checked},
};

/// The answer to a workspace that the caller does not see.
pub(crate) const NOT_FOUND: NotFound = NotFound::of("Workspace not found");

/// A workspace as its owner sees it; `first` is the account's first.
pub(crate) fn workspace(
    workspace: Workspace,
    first: Option<WorkspaceId>,
) -> Result<types::Workspace, ServerError> {
    Ok(types::Workspace {
        id: checked(workspace.id)?,
        name: checked(&workspace.name)?,
        is_first: first == Some(workspace.id),
        billing_mode: mode_shown(workspace.billing_mode),
        fallback: fallback_shown(workspace.fallback),
        created_at: at(workspace.created_at),
        updated_at: at(workspace.updated_at),
        extra: Extra::default(),
    })
}

/// A fallback on the wire.
pub(crate) fn fallback_shown(fallback: Fallback) -> types::WorkspaceFallback {
    types::WorkspaceFallback {
        enabled: fallback.enabled,
        monthly_limit_cents: fallback.monthly_limit.map(|limit| limit.get().into()),
        extra: Extra::default(),
    }
}

/// A billing mode on the wire.
pub(crate) fn mode_shown(mode: BillingMode) -> types::BillingMode {
    match mode {
        BillingMode::Master => types::BillingMode::Master,
        BillingMode::Dedicated => types::BillingMode::Dedicated,
    }
}

/// The billing mode that is asked for; requests hold known ones only.
pub(crate) fn mode_wanted(mode: &types::BillingMode) -> Option<BillingMode> {
    match mode {
        types::BillingMode::Master => Some(BillingMode::Master),
        types::BillingMode::Dedicated => Some(BillingMode::Dedicated),
        types::BillingMode::Unknown(_) => None,
    }
}

/// The fallback that is asked for.
pub(crate) fn fallback_wanted(fallback: &types::WorkspaceFallbackInput) -> Fallback {
    Fallback {
        enabled: fallback.enabled,
        monthly_limit: fallback
            .monthly_limit_cents
            .map(|limit| Cents::new(limit.into())),
    }
}

/// A name for a workspace.
///
/// # Errors
/// It is not one, by rules that a pattern cannot tell.
pub(crate) fn name_wanted<E: From<InvalidRequest>>(name: &str) -> Result<WorkspaceName, E> {
    name.parse()
        .map_err(|why| InvalidRequest::field("/name", format!("{why}")).into())
}

/// The answers to what the store refuses of a workspace that is made or changed.
pub(crate) fn refuse<E: Faulty + From<Conflict>>(error: StoreError) -> E {
    match error {
        StoreError::Conflict(Constraint::WorkspaceName) => {
            Conflict::new("Another workspace of the account has this name.").into()
        }
        StoreError::Limit { max, .. } => Conflict::new(format!(
            "The account has {max} workspaces, the most there may be."
        ))
        .into(),
        other => transact::fault(other),
    }
}

/// The answer to a key that is bound to a workspace and wants to make another.
pub(crate) fn bound_key() -> Forbidden {
    Forbidden::new("A key that is bound to a workspace can't make others.")
}
