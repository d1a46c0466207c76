//! Nameservers to set at customers' own registrars.

use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use simpleinboxes_core::dns::DomainName;
use simpleinboxes_core::id::{DomainActionId, DomainId, WorkspaceId};
use simpleinboxes_core::status::{DomainActionStatus, DomainActionType};

use crate::entities::{domain, domain_action};
use crate::error::Result;
use crate::orders::{read_json, write_json};
use crate::scoped::ScopedTx;

/// What the step that sets nameservers at a customer's own registrar needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdatePayload {
    /// The registrar.
    pub registrar: String,
    /// The nameservers; nothing for those that are assigned when it is carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nameservers: Option<Vec<String>>,
}

/// Why nothing is queued for a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UpdateRejected {
    /// The workspace has no such domain.
    #[error("the workspace has no such domain")]
    NoDomain,
    /// None are assigned to it, and none were given.
    #[error("no nameservers are assigned to it")]
    NoNameservers,
    /// Another update waits or runs.
    #[error("an update is queued or running")]
    AlreadyQueued,
}

impl ScopedTx<'_> {
    /// Queues the setting of a domain's nameservers at a registrar: those that are given, else
    /// those that are assigned. Tells the step and the nameservers.
    ///
    /// # Errors
    /// When the database fails; within, why nothing is queued.
    pub async fn queue_nameserver_update(
        &self,
        workspace: WorkspaceId,
        name: &DomainName,
        update: &UpdatePayload,
    ) -> Result<Result<(DomainActionId, Vec<String>), UpdateRejected>> {
        let held = self.held_domain_row(name.as_str()).await?;
        let held = held.filter(|row| row.workspace_id == workspace.uuid());
        let Some(held) = held else {
            return Ok(Err(UpdateRejected::NoDomain));
        };
        let locked = self.lock_domain(DomainId::from_uuid(held.id)).await?;
        let Some((_, row)) = locked else {
            return Ok(Err(UpdateRejected::NoDomain));
        };
        if self.sets_nameservers(&row).await? {
            return Ok(Err(UpdateRejected::AlreadyQueued));
        }
        let nameservers = match &update.nameservers {
            Some(given) => given.clone(),
            None => read_json(&row.nameservers_assigned, "domains.nameservers_assigned")?,
        };
        if nameservers.is_empty() {
            return Ok(Err(UpdateRejected::NoNameservers));
        }
        let kind = DomainActionType::SetNameservers;
        let action = self.queue_step(&row, kind, write_json(update)?).await?;
        Ok(Ok((action, nameservers)))
    }

    /// Whether a step that sets the nameservers of a domain waits or runs.
    pub(crate) async fn sets_nameservers(&self, row: &domain::Model) -> Result<bool> {
        let open = [DomainActionStatus::Queued, DomainActionStatus::Running];
        let found = self
            .steps_of(row.id, [DomainActionType::SetNameservers])
            .filter(domain_action::Column::Status.is_in(open.map(DomainActionStatus::as_str)))
            .one(&self.db)
            .await?;
        Ok(found.is_some())
    }
}
