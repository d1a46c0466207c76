//! Whom invoices are made out to.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_core::invoice::Party;

use crate::entities::account;
use crate::entities::billing_details::{ActiveModel, Column, Entity, Model};
use crate::error::{Result, StoreError};
use crate::scoped::{Scoped, ScopedTx};

/// Whom a workspace's invoices are made out to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillingDetails {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The company or person; nothing as long as none was saved.
    pub party: Option<Party>,
    /// When it was last saved.
    pub updated_at: Option<Timestamp>,
}

impl Scoped<'_> {
    /// The details of a workspace, empty as long as none were saved; nothing for a workspace that
    /// the caller does not see.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn billing_details(&self, workspace: WorkspaceId) -> Result<Option<BillingDetails>> {
        if self.workspace(workspace).await?.is_none() {
            return Ok(None);
        }
        let row = self
            .find::<Entity>()
            .filter(Column::WorkspaceId.eq(workspace.uuid()))
            .one(&self.db)
            .await?;
        let updated_at = row.as_ref().map(|row| row.updated_at);
        Ok(Some(BillingDetails {
            workspace,
            party: row.map(party).transpose()?,
            updated_at,
        }))
    }

    /// Whom an invoice is made out to that is made now, for a workspace or for the account as a
    /// whole: the workspace's details, else those of the account's first workspace, also for a
    /// caller that does not see it, else the account's name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invoice_recipient(&self, workspace: Option<WorkspaceId>) -> Result<Party> {
        if let Some(own) = workspace
            && let Some(party) = self.saved_party(own).await?
        {
            return Ok(party);
        }
        if let Some(first) = self.first_workspace_id().await?
            && let Some(party) = self.saved_party(first).await?
        {
            return Ok(party);
        }
        let account = account::Entity::find_by_id(self.account())
            .one(&self.db)
            .await?
            .ok_or(StoreError::NotFound("account"))?;
        Ok(Party {
            company_name: account.name,
            email: None,
            address: None,
            vat_number: None,
        })
    }

    /// Of the account's, not of the workspaces that the caller sees.
    async fn saved_party(&self, workspace: WorkspaceId) -> Result<Option<Party>> {
        let row = Entity::find_by_id(workspace.uuid())
            .filter(Column::AccountId.eq(self.account()))
            .one(&self.db)
            .await?;
        row.map(party).transpose()
    }
}

impl ScopedTx<'_> {
    /// Saves whom a workspace's invoices are made out to; what was saved before is forgotten.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a workspace that the caller does not see.
    pub async fn put_billing_details(
        &self,
        workspace: WorkspaceId,
        party: &Party,
    ) -> Result<BillingDetails> {
        self.require_workspace(workspace).await?;
        let now = self.now();
        let row = ActiveModel {
            workspace_id: Set(workspace.uuid()),
            account_id: Set(self.account()),
            party: Set(serde_json::to_value(party).map_err(|_| CORRUPT)?),
            updated_at: Set(now),
        };
        let replace = OnConflict::column(Column::WorkspaceId)
            .update_columns([Column::Party, Column::UpdatedAt])
            .to_owned();
        Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(&self.db)
            .await?;
        self.note(Some(workspace), "billing_details_set", workspace, None)
            .await?;
        Ok(BillingDetails {
            workspace,
            party: Some(party.clone()),
            updated_at: Some(now),
        })
    }
}

const CORRUPT: StoreError = StoreError::Corrupt {
    column: "billing_details.party",
};

fn party(row: Model) -> Result<Party> {
    serde_json::from_value(row.party).map_err(|_| CORRUPT)
}
