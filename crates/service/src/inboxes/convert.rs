//! From the store to the wire.

use simpleinboxes_providers::mailbox::MailServer;
use simpleinboxes_server::runtime::errors::ServerError;
use simpleinboxes_store::{Inbox, InboxDomain, InboxUpload, InboxVault};
use simpleinboxes_types::{self as types, runtime::Extra};

use crate::{
    app::App,
    wire::{at, checked},
};

pub(super) fn inbox(app: &App, inbox: Inbox, client: &str) -> Result<types::Inbox, ServerError> {
    let persona = persona(app, &inbox)?;
    let vault = inbox.vault.clone();
    Ok(types::Inbox {
        id: checked(inbox.id)?,
        email: checked(&inbox.email)?,
        username: checked(&inbox.username)?,
        provider: types::MailboxProvider::from_wire(inbox.provider.as_str()),
        status: types::InboxStatus::from_wire(inbox.status.as_str()),
        persona,
        domain: domain(inbox.domain)?,
        order_id: checked(inbox.order)?,
        workspace_id: checked(inbox.workspace)?,
        client_name: checked(client)?,
        sending_tool: inbox.upload.map(sending_tool).transpose()?,
        vault_item: vault.map(|vault| vault_item(inbox.id, vault)).transpose()?,
        mfa_enabled: inbox.mfa_enabled,
        password_status: types::InboxPasswordStatus::from_wire(inbox.password_status.as_str()),
        password_changed_at: inbox.password_changed_at.map(at),
        failure_reason: inbox.failure_reason,
        created_at: at(inbox.created_at),
        activated_at: inbox.activated_at.map(at),
        canceled_at: inbox.canceled_at.map(at),
        extra: Extra::default(),
    })
}

fn persona(app: &App, inbox: &Inbox) -> Result<types::InboxPersona, ServerError> {
    let photo = inbox.photo.as_ref();
    Ok(types::InboxPersona {
        first_name: checked(&inbox.first_name)?,
        last_name: checked(&inbox.last_name)?,
        display_name: format!("{} {}", inbox.first_name, inbox.last_name),
        photo_url: photo.map(|(token, _)| app.photos.address(token)),
        photo_updated_at: photo.map(|(_, when)| at(*when)),
        extra: Extra::default(),
    })
}

fn domain(domain: InboxDomain) -> Result<types::InboxDomain, ServerError> {
    Ok(types::InboxDomain {
        id: checked(domain.id)?,
        name: checked(&domain.name)?,
        status: types::DomainStatus::from_wire(domain.status.as_str()),
        nameserver_status: types::NameserverStatus::from_wire(domain.nameserver_status.as_str()),
        extra: Extra::default(),
    })
}

fn sending_tool(upload: InboxUpload) -> Result<types::InboxSendingTool, ServerError> {
    let drift = upload.drift.as_ref();
    let drift = types::InboxDrift {
        status: types::InboxDriftStatus::from_wire(drift.map_or("unknown", |(one, _)| one)),
        checked_at: drift.map(|(_, when)| at(*when)),
        extra: Extra::default(),
    };
    Ok(types::InboxSendingTool {
        credential_id: checked(upload.credential)?,
        tool: types::SendingTool::from_wire(upload.tool.as_str()),
        status: types::InboxHandoverStatus::from_wire(&upload.status),
        tags: upload
            .tags
            .into_iter()
            .map(checked)
            .collect::<Result<_, _>>()?,
        uploaded_at: upload.uploaded_at.map(at),
        last_error: upload.error,
        drift,
        extra: Extra::default(),
    })
}

pub(super) fn vault_item(
    inbox: simpleinboxes_core::id::InboxId,
    vault: InboxVault,
) -> Result<types::InboxVaultItem, ServerError> {
    Ok(types::InboxVaultItem {
        inbox_id: checked(inbox)?,
        status: types::InboxVaultStatus::from_wire(&vault.status),
        vault_name: vault.vault,
        item_id: vault.item,
        requested_at: at(vault.requested_at),
        synced_at: vault.synced_at.map(at),
        last_error: vault.error,
        extra: Extra::default(),
    })
}

pub(super) fn server(server: &MailServer) -> Result<types::MailServer, ServerError> {
    Ok(types::MailServer {
        host: checked(&server.host)?,
        port: server.port.into(),
        security: types::MailServerSecurity::from_wire(server.security.as_str()),
        extra: Extra::default(),
    })
}
