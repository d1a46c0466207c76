//! Deleting a workspace: what it owned goes, what was paid stays.

use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_core::status::{DomainStatus, InboxStatus, OrderStatus};

use crate::api_keys::{ApiKeyStatus, in_status};
use crate::entities::{
    api_key, credential, domain, inbox, order, registrar_credential, sending_defaults, workspace,
};
use crate::error::{Result, StoreError};
use crate::scoped::ScopedTx;

/// A workspace that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeletedWorkspace {
    /// Its id.
    pub id: WorkspaceId,
    /// Its name, which is free again.
    pub name: String,
    /// What was left in its wallet and moved to the master wallet.
    pub returned: Cents,
    /// How many keys were bound to it and worked.
    pub revoked_keys: u64,
    /// When it was deleted.
    pub deleted_at: Timestamp,
}

/// Why a workspace can't be deleted. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeletionRefused {
    /// It has so many orders that are being carried out or cost money.
    #[error("it has {0} orders that are not canceled")]
    LiveOrders(u64),
    /// So many of its domains are in the Recovery Pool.
    #[error("{0} of its domains are in the Recovery Pool")]
    DomainsInRecovery(u64),
    /// It is the last workspace of the account.
    #[error("it is the last workspace of the account")]
    LastWorkspace,
}

impl ScopedTx<'_> {
    /// Deletes a workspace with its credentials and defaults, cancels its unpaid orders and
    /// revokes the keys that are bound to it. The row stays, for the ledger and the invoices.
    /// Nothing for one that the caller does not see.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_workspace(
        &self,
        id: WorkspaceId,
    ) -> Result<Option<Result<DeletedWorkspace, DeletionRefused>>> {
        // Two deletions at once could each leave the other's workspace as the last one.
        self.lock_account().await?;
        let query = self.find::<workspace::Entity>();
        let query = query.filter(workspace::Column::Id.eq(id.uuid()));
        // The lock also holds back an order that is just being placed: its row refers to this.
        let Some(row) = query.lock_exclusive().one(&self.db).await? else {
            return Ok(None);
        };
        if let Some(refused) = self.why_not_delete(id).await? {
            return Ok(Some(Err(refused)));
        }
        let now = self.now();
        self.cancel_unpaid_orders(id, now).await?;
        self.forget_credentials(id).await?;
        let revoked_keys = self.revoke_bound_keys(id, now).await?;
        let moved = self.empty_wallet(id).await.map_err(StoreError::from)?;
        let returned = moved.map_or(Cents::ZERO, |moved| moved.1);
        self.note(Some(id), "workspace_deleted", id, Some(&row.name))
            .await?;
        self.update_many::<workspace::Entity>()
            .col_expr(workspace::Column::DeletedAt, now.into())
            .filter(workspace::Column::Id.eq(id.uuid()))
            .exec(&self.db)
            .await?;
        Ok(Some(Ok(DeletedWorkspace {
            id,
            name: row.name,
            returned,
            revoked_keys,
            deleted_at: now,
        })))
    }

    async fn why_not_delete(&self, id: WorkspaceId) -> Result<Option<DeletionRefused>> {
        let harmless = [
            OrderStatus::Unpaid,
            OrderStatus::Canceled,
            OrderStatus::Failed,
        ];
        let orders = self
            .find::<order::Entity>()
            .filter(order::Column::WorkspaceId.eq(id.uuid()))
            .filter(order::Column::Status.is_not_in(harmless.map(OrderStatus::as_str)))
            .count(&self.db)
            .await?;
        if orders > 0 {
            return Ok(Some(DeletionRefused::LiveOrders(orders)));
        }
        let resting = self
            .find::<domain::Entity>()
            .filter(domain::Column::WorkspaceId.eq(id.uuid()))
            .filter(domain::Column::Status.eq(DomainStatus::InRecovery.as_str()))
            .count(&self.db)
            .await?;
        if resting > 0 {
            return Ok(Some(DeletionRefused::DomainsInRecovery(resting)));
        }
        // Of the account's, since a bound caller sees but one.
        let left = <workspace::Entity as sea_orm::EntityTrait>::find()
            .filter(workspace::Column::AccountId.eq(self.account()))
            .filter(workspace::Column::DeletedAt.is_null())
            .count(&self.db)
            .await?;
        Ok((left <= 1).then_some(DeletionRefused::LastWorkspace))
    }

    /// Nothing exists of what they are for: their rows alone are let go of.
    async fn cancel_unpaid_orders(&self, id: WorkspaceId, now: Timestamp) -> Result<()> {
        let unpaid = || {
            Query::select()
                .column(order::Column::Id)
                .from(order::Entity)
                .and_where(order::Column::WorkspaceId.eq(id.uuid()))
                .and_where(order::Column::Status.eq(OrderStatus::Unpaid.as_str()))
                .to_owned()
        };
        let pending = inbox::Column::Status.eq(InboxStatus::Pending.as_str());
        self.update_many::<inbox::Entity>()
            .col_expr(inbox::Column::Status, InboxStatus::Canceled.as_str().into())
            .col_expr(inbox::Column::Secrets, Option::<Vec<u8>>::None.into())
            .col_expr(inbox::Column::SecretsKeyVersion, Option::<i32>::None.into())
            .col_expr(inbox::Column::CanceledAt, now.into())
            .col_expr(inbox::Column::UpdatedAt, now.into())
            .filter(inbox::Column::OrderId.in_subquery(unpaid()))
            .filter(pending)
            .exec(&self.db)
            .await?;
        let pending = domain::Column::Status.eq(DomainStatus::Pending.as_str());
        self.update_many::<domain::Entity>()
            .col_expr(
                domain::Column::Status,
                DomainStatus::Released.as_str().into(),
            )
            .col_expr(domain::Column::ReleasedAt, now.into())
            .col_expr(domain::Column::UpdatedAt, now.into())
            .filter(domain::Column::OrderId.in_subquery(unpaid()))
            .filter(pending)
            .exec(&self.db)
            .await?;
        self.update_many::<order::Entity>()
            .col_expr(order::Column::Status, OrderStatus::Canceled.as_str().into())
            .col_expr(order::Column::OutstandingCents, 0.into())
            .col_expr(order::Column::CanceledAt, now.into())
            .col_expr(order::Column::UpdatedAt, now.into())
            .filter(order::Column::WorkspaceId.eq(id.uuid()))
            .filter(order::Column::Status.eq(OrderStatus::Unpaid.as_str()))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    async fn forget_credentials(&self, id: WorkspaceId) -> Result<()> {
        self.delete_many::<sending_defaults::Entity>()
            .filter(sending_defaults::Column::WorkspaceId.eq(id.uuid()))
            .exec(&self.db)
            .await?;
        self.delete_many::<credential::Entity>()
            .filter(credential::Column::WorkspaceId.eq(id.uuid()))
            .exec(&self.db)
            .await?;
        self.delete_many::<registrar_credential::Entity>()
            .filter(registrar_credential::Column::WorkspaceId.eq(id.uuid()))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    async fn revoke_bound_keys(&self, id: WorkspaceId, now: Timestamp) -> Result<u64> {
        let revoked = self
            .update_many::<api_key::Entity>()
            .col_expr(api_key::Column::RevokedAt, now.into())
            .filter(api_key::Column::WorkspaceId.eq(id.uuid()))
            .filter(in_status(ApiKeyStatus::Active, now))
            .exec(&self.db)
            .await?;
        Ok(revoked.rows_affected)
    }
}
