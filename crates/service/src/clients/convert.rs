//! Between rows and the wire.

use simpleinboxes_core::status::{CredentialStatus, SendingTool};
use simpleinboxes_server::runtime::errors::{NotFound, ServerError};
use simpleinboxes_store::{Credential, Scoped, Workspace, WorkspaceTotals};
use simpleinboxes_types::{self as types, runtime::Extra};

use crate::{
    transact::{Faulty, OrFault as _},
    wire::{at, checked, state_counts},
};

/// The answer to a credential that the client does not have.
pub(super) const NO_CREDENTIAL: NotFound = NotFound::of("Credential not found");

/// The workspace of the client with this name.
///
/// # Errors
/// The caller sees none.
pub(super) async fn named<E: Faulty + From<NotFound>>(
    scoped: &Scoped<'_>,
    name: &str,
) -> Result<Workspace, E> {
    let found = scoped.workspace_named(name).await.or_fault::<E>()?;
    Ok(found.ok_or_else(|| NotFound::new("Client not found"))?)
}

/// A client with its counts.
pub(super) fn client(
    workspace: Workspace,
    totals: WorkspaceTotals,
) -> Result<types::Client, ServerError> {
    Ok(types::Client {
        name: checked(&workspace.name)?,
        workspace_id: checked(workspace.id)?,
        orders: state_counts(totals.orders),
        inboxes: state_counts(totals.inboxes),
        created_at: at(workspace.created_at),
        extra: Extra::default(),
    })
}

/// A client with its counts, read now.
///
/// # Errors
/// The database fails.
pub(super) async fn counted<E: Faulty>(
    scoped: &Scoped<'_>,
    workspace: Workspace,
) -> Result<types::Client, E> {
    let totals = scoped
        .workspace_totals(&[workspace.id])
        .await
        .or_fault::<E>()?;
    let totals = totals.get(&workspace.id).copied().unwrap_or_default();
    Ok(client(workspace, totals)?)
}

/// A saved credential, without its secret.
pub(super) fn credential(saved: Credential) -> Result<types::SendingToolCredential, ServerError> {
    Ok(types::SendingToolCredential {
        id: checked(saved.id)?,
        tool: tool_shown(saved.tool),
        label: checked(&saved.label)?,
        api_key_hint: saved.hint,
        base_url: saved.fields.base_url.map(checked).transpose()?,
        tool_workspace_id: saved.fields.tool_workspace_id.map(checked).transpose()?,
        oauth_client_id: saved.fields.oauth_client_id.map(checked).transpose()?,
        status: match saved.status {
            CredentialStatus::Untested => types::CredentialStatus::Untested,
            CredentialStatus::Valid => types::CredentialStatus::Valid,
            CredentialStatus::Invalid => types::CredentialStatus::Invalid,
        },
        status_message: saved.status_message,
        last_tested_at: saved.last_tested_at.map(at),
        created_at: at(saved.created_at),
        updated_at: at(saved.updated_at),
        extra: Extra::default(),
    })
}

/// A tool on the wire.
pub(crate) fn tool_shown(tool: SendingTool) -> types::SendingTool {
    types::SendingTool::from_wire(tool.as_str())
}

/// The tool that is asked for; requests hold known ones only.
pub(super) fn tool_wanted(tool: &types::SendingTool) -> Result<SendingTool, ServerError> {
    tool.as_str()
        .parse()
        .map_err(|_| ServerError::new("a tool of the spec that is not ours"))
}
