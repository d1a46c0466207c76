//! Whom the domains of a workspace are registered for.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};
use serde::{Deserialize, Serialize};
use simpleinboxes_core::id::WorkspaceId;

use super::{read_json, write_json};
use crate::entities::registrant::{ActiveModel, Column, Entity};
use crate::error::Result;
use crate::scoped::{Scoped, ScopedTx};

/// A person or company that domains are registered for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registrant {
    /// The person.
    pub first_name: String,
    /// The same.
    pub last_name: String,
    /// The company.
    pub organization: Option<String>,
    /// Where registries write to.
    pub email: String,
    /// In international form.
    pub phone: String,
    /// Street and number.
    pub address_line1: String,
    /// More of it.
    pub address_line2: Option<String>,
    /// The city.
    pub city: String,
    /// The state or province.
    pub state: Option<String>,
    /// The postal code.
    pub postal_code: String,
    /// Two letters.
    pub country: String,
}

impl Scoped<'_> {
    /// Whom the workspace's domains are registered for, as it was last said.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn registrant(&self, workspace: WorkspaceId) -> Result<Option<Registrant>> {
        let row = self
            .find::<Entity>()
            .filter(Column::WorkspaceId.eq(workspace.uuid()))
            .one(&self.db)
            .await?;
        row.map(|row| read_json(&row.contact, "registrants.contact"))
            .transpose()
    }
}

impl ScopedTx<'_> {
    /// Keeps it for later orders. The caller has locked the workspace.
    pub(super) async fn keep_registrant(
        &self,
        workspace: WorkspaceId,
        registrant: &Registrant,
    ) -> Result<()> {
        let row = ActiveModel {
            workspace_id: Set(workspace.uuid()),
            account_id: Set(self.account()),
            contact: Set(write_json(registrant)?),
            updated_at: Set(self.now()),
        };
        let replace = OnConflict::column(Column::WorkspaceId)
            .update_columns([Column::Contact, Column::UpdatedAt])
            .to_owned();
        Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(&self.db)
            .await?;
        Ok(())
    }
}
