//! What an order goes by: what its workspace has set, and whether its domains are free.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _,
    QuerySelect as _, QueryTrait as _,
};
use serde_json::Value;
use simpleinboxes_core::id::{CredentialId, WorkspaceId};
use uuid::Uuid;

use super::{OrderRefused, OrderSendingTool, Registrant, read_json};
use crate::entities::{domain, registrant, sending_defaults, workspace};
use crate::error::{Result, StoreError};
use crate::scoped::Scoped;

/// What it goes by, read with one statement.
#[derive(Debug, FromQueryResult)]
pub(super) struct Standing {
    credential_id: Option<Uuid>,
    tags: Option<Value>,
    contact: Option<Value>,
    held: Option<String>,
}

impl Scoped<'_> {
    /// What an order of domains of these names goes by in a workspace.
    pub(super) async fn standing<'n>(
        &self,
        id: WorkspaceId,
        names: impl Iterator<Item = &'n str>,
    ) -> Result<Standing> {
        // Whosever they are.
        let held = domain::Entity::find()
            .select_only()
            .expr(domain::Column::Name.min())
            .filter(domain::Column::Name.is_in(names))
            .filter(Expr::cust(domain::HELD))
            .into_query();
        let of_defaults = workspace::Entity::belongs_to(sending_defaults::Entity)
            .from(workspace::Column::Id)
            .to(sending_defaults::Column::WorkspaceId);
        let of_registrant = workspace::Entity::belongs_to(registrant::Entity)
            .from(workspace::Column::Id)
            .to(registrant::Column::WorkspaceId);
        let found = self
            .find::<workspace::Entity>()
            .filter(workspace::Column::Id.eq(id.uuid()))
            .select_only()
            .column(sending_defaults::Column::CredentialId)
            .column(sending_defaults::Column::Tags)
            .column(registrant::Column::Contact)
            .expr_as(held, "held")
            .join(JoinType::LeftJoin, of_defaults.into())
            .join(JoinType::LeftJoin, of_registrant.into())
            .into_model()
            .one(&self.db)
            .await?;
        found.ok_or(StoreError::NotFound("workspace"))
    }
}

impl Standing {
    /// Fails when one of the domains is in use.
    pub(super) fn require_free(&self) -> Result<(), OrderRefused> {
        match &self.held {
            Some(name) => Err(OrderRefused::DomainHeld(name.clone())),
            None => Ok(()),
        }
    }

    /// The sending tool that new orders inherit.
    pub(super) fn sending_tool(&self) -> Result<Option<OrderSendingTool>> {
        let (Some(id), Some(tags)) = (self.credential_id, &self.tags) else {
            return Ok(None);
        };
        Ok(Some(OrderSendingTool {
            credential: CredentialId::from_uuid(id),
            tags: read_json(tags, "sending_tool_defaults.tags")?,
        }))
    }

    /// Whom domains are registered for.
    pub(super) fn registrant(&self) -> Result<Option<Registrant>> {
        let contact = self.contact.as_ref();
        contact
            .map(|contact| read_json(contact, "registrants.contact"))
            .transpose()
    }
}
