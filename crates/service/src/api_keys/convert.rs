//! Between rows and the wire.

use simpleinboxes_core::{Timestamp, scope::Scope};
use simpleinboxes_server::runtime::errors::ServerError;
use simpleinboxes_store::{ApiKey, ApiKeyStatus};
use simpleinboxes_types::{self as types, runtime::Extra};

use crate::wire::{at, checked};

/// A key as its owner sees it at `now`.
pub(super) fn api_key(key: ApiKey, now: Timestamp) -> Result<types::ApiKey, ServerError> {
    let status = key.status(now);
    Ok(types::ApiKey {
        id: checked(key.id)?,
        name: checked(&key.name)?,
        prefix: checked(&key.display_prefix)?,
        scopes: key.scopes.iter().map(scope_shown).collect(),
        status: match status {
            ApiKeyStatus::Active => types::ApiKeyStatus::Active,
            ApiKeyStatus::Expired => types::ApiKeyStatus::Expired,
            ApiKeyStatus::Revoked => types::ApiKeyStatus::Revoked,
        },
        workspace_id: key.workspace.map(checked).transpose()?,
        created_at: at(key.created_at),
        last_used_at: key.last_used_at.map(at),
        expires_at: key.expires_at.map(at),
        revoked_at: key.revoked_at.map(at),
        extra: Extra::default(),
    })
}

fn scope_shown(scope: Scope) -> types::ApiKeyScope {
    match scope {
        Scope::Read => types::ApiKeyScope::Read,
        Scope::Write => types::ApiKeyScope::Write,
        Scope::Billing => types::ApiKeyScope::Billing,
        Scope::Keys => types::ApiKeyScope::Keys,
    }
}

/// The scope that is asked for; requests hold known ones only.
pub(super) fn scope_wanted(scope: &types::ApiKeyScope) -> Option<Scope> {
    match scope {
        types::ApiKeyScope::Read => Some(Scope::Read),
        types::ApiKeyScope::Write => Some(Scope::Write),
        types::ApiKeyScope::Billing => Some(Scope::Billing),
        types::ApiKeyScope::Keys => Some(Scope::Keys),
        types::ApiKeyScope::Unknown(_) => None,
    }
}

/// The state that a list is limited to; requests hold known ones only.
pub(super) fn wanted_status(status: &types::ApiKeyStatus) -> Option<ApiKeyStatus> {
    match status {
        types::ApiKeyStatus::Active => Some(ApiKeyStatus::Active),
        types::ApiKeyStatus::Expired => Some(ApiKeyStatus::Expired),
        types::ApiKeyStatus::Revoked => Some(ApiKeyStatus::Revoked),
        types::ApiKeyStatus::Unknown(_) => None,
    }
}
