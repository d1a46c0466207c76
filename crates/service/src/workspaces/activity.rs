//! What happened in a workspace lately.

use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_server::runtime::errors::ServerError;
use simpleinboxes_store::{Actor, AuditEntry, Scoped, StoreError};
use simpleinboxes_types::{self as types, WorkspaceActivityType as Type, runtime::Extra};

use crate::wire::{at, checked};

/// How many things are told.
const LAST: u32 = 20;

/// Most characters of a sentence.
const LONGEST: usize = 500;

/// The last things that happened, newest first.
pub(super) async fn recent(
    scoped: &Scoped<'_>,
    workspace: WorkspaceId,
) -> Result<Vec<AuditEntry>, StoreError> {
    let known: Vec<&str> = Type::ALL.iter().map(Type::as_str).collect();
    scoped.recent_activity(workspace, &known, LAST).await
}

/// One of them on the wire.
pub(super) fn shown(entry: AuditEntry) -> Result<types::WorkspaceActivity, ServerError> {
    let kind = Type::from_wire(&entry.action);
    let message: String = sentence(&kind, entry.label.as_deref())
        .chars()
        .take(LONGEST)
        .collect();
    Ok(types::WorkspaceActivity {
        id: checked(entry.id)?,
        message,
        type_: kind,
        actor: actor(entry.actor, entry.actor_name),
        subject_id: entry.subject,
        occurred_at: at(entry.at),
        extra: Extra::default(),
    })
}

fn actor(actor: Actor, name: Option<String>) -> types::EventActor {
    let (kind, id) = match actor {
        Actor::Key(id) => (types::EventActorType::ApiKey, Some(id.to_string())),
        Actor::User(id) => (types::EventActorType::User, Some(id.to_string())),
        Actor::System => (types::EventActorType::System, None),
    };
    types::EventActor {
        type_: kind,
        id,
        name,
        extra: Extra::default(),
    }
}

fn sentence(kind: &Type, label: Option<&str>) -> String {
    let (thing, done) = match kind {
        Type::WorkspaceCreated => ("Workspace", "was made"),
        Type::WorkspaceUpdated => ("Workspace", "was changed"),
        Type::OrderPlaced => ("Order", "was placed"),
        Type::OrderActivated => ("Order", "is active"),
        Type::OrderCanceled => ("Order", "was canceled"),
        Type::OrderFailed => ("Order", "failed"),
        Type::DomainAdded => ("Domain", "was added"),
        Type::DomainReleased => ("Domain", "was released"),
        Type::CredentialAdded => ("Credential", "was saved"),
        Type::CredentialUpdated => ("Credential", "was changed"),
        Type::CredentialRemoved => ("Credential", "was deleted"),
        Type::ApiKeyCreated => ("API key", "was made"),
        Type::ApiKeyRevoked => ("API key", "was revoked"),
        Type::WalletFunded => ("The wallet", "was funded"),
        Type::WalletTransferred => ("Money", "was transferred"),
        Type::Unknown(action) => (action.as_str(), "happened"),
    };
    match label {
        Some(label) => format!("{thing} “{label}” {done}."),
        None => format!("{thing} {done}."),
    }
}
