//! Entries, what blocklists say, and notifications on the wire.

use simpleinboxes_core::status::{BlocklistVerdict, HealthLight};
use simpleinboxes_providers::blocklist::Finding;
use simpleinboxes_server::runtime::errors::ServerError;
use simpleinboxes_store::{BlocklistFinding, BlocklistState, RecoveryEntry, RecoveryNotification};
use simpleinboxes_types::{self as types, runtime::Extra};

use crate::{
    orders::wanted::known,
    wire::{at, checked},
};

/// An entry of a workspace of this name.
pub(super) fn entry(
    entry: RecoveryEntry,
    workspace: &str,
) -> Result<types::RecoveryEntry, ServerError> {
    Ok(types::RecoveryEntry {
        id: checked(entry.id)?,
        workspace_id: checked(entry.workspace)?,
        client_name: checked(workspace)?,
        domain: checked(entry.domain)?,
        domain_id: checked(entry.domain_id)?,
        status: types::RecoveryStatus::from_wire(entry.status.as_str()),
        reason: types::RecoveryReason::from_wire(entry.reason.as_str()),
        health: health(entry.light, entry.blocklists)?,
        submitted_at: at(entry.submitted_at),
        ready_at: entry.ready_at.map(at),
        reactivated_at: entry.reactivated_at.map(at),
        removed_at: entry.removed_at.map(at),
        extra: Extra::default(),
    })
}

/// The health of a domain.
pub(super) fn health(
    light: HealthLight,
    lists: Vec<BlocklistState>,
) -> Result<types::RecoveryHealth, ServerError> {
    Ok(types::RecoveryHealth {
        light: types::HealthLight::from_wire(light.as_str()),
        blocklists: lists.into_iter().map(list).collect::<Result<_, _>>()?,
        extra: Extra::default(),
    })
}

fn list(state: BlocklistState) -> Result<types::BlocklistResult, ServerError> {
    let code = state.return_code.map(|code| code.parse());
    let status = match state.verdict {
        BlocklistVerdict::Clean => types::BlocklistStatus::Clean,
        BlocklistVerdict::Warned | BlocklistVerdict::Blocked => types::BlocklistStatus::Listed,
        BlocklistVerdict::Unknown => types::BlocklistStatus::UnknownValue,
    };
    Ok(types::BlocklistResult {
        name: types::BlocklistName::from_wire(state.list.as_str()),
        status,
        listed: state.verdict.is_listed(),
        return_code: code.transpose().map_err(ServerError::new)?,
        reason: state.reason,
        checked_at: state.checked_at.map(at),
        removal_requested_at: state.removal.and_then(|one| one.requested_at).map(at),
        extra: Extra::default(),
    })
}

/// What a list said, as it is kept.
pub(super) fn finding(found: &Finding) -> Result<BlocklistFinding, ServerError> {
    Ok(BlocklistFinding {
        list: known(found.list.as_str())?,
        verdict: found.told(),
        return_code: found.return_code.map(|code| code.to_string()),
        reason: found.reason(),
        checked_at: found.checked_at,
    })
}

/// The same where nothing is kept of it.
pub(super) fn state(found: BlocklistFinding) -> BlocklistState {
    BlocklistState {
        list: found.list,
        verdict: found.verdict,
        return_code: found.return_code,
        reason: found.reason,
        checked_at: found.checked_at,
        removal: None,
    }
}

/// A notification.
pub(super) fn notification(
    one: RecoveryNotification,
) -> Result<types::RecoveryNotification, ServerError> {
    Ok(types::RecoveryNotification {
        id: checked(one.id)?,
        entry_id: checked(one.entry)?,
        domain: checked(one.domain)?,
        type_: types::RecoveryNotificationType::from_wire(one.kind.as_str()),
        message: one.message,
        created_at: at(one.created_at),
        extra: Extra::default(),
    })
}
