//! What an order's owner may do to it: cancel it, take that back, and have it renew or not.

use sea_orm::sea_query::LockType;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, QuerySelect as _, Set};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{OrderId, WorkspaceId};
use simpleinboxes_core::machine::OrderEvent;
use simpleinboxes_core::status::OrderStatus;

use super::{ORDER_JOB, OrderJob, OrderRefused, record};
use crate::entities::{domain, order};
use crate::error::{Result, StoreError};
use crate::jobs::NewJob;
use crate::scoped::ScopedTx;

impl ScopedTx<'_> {
    /// Cancels an order: an active one at the end of the month that is paid for, one that owes
    /// something at once. Nothing for one that the caller does not see.
    ///
    /// # Errors
    /// When its state forbids it.
    pub async fn cancel_order(&self, id: OrderId) -> Result<Option<()>, OrderRefused> {
        let Some(row) = self.lock_order_to_change(id).await? else {
            return Ok(None);
        };
        let status = record::after(&row, OrderEvent::Cancel, self.now())?;
        self.note_order(&row, "order_canceled").await?;
        if status == OrderStatus::Canceled {
            self.end_order(row, status).await?;
            return Ok(Some(()));
        }
        let end = row.renews_at.ok_or(StoreError::Corrupt {
            column: "orders.renews_at",
        })?;
        let mut changed: order::ActiveModel = row.into();
        changed.status = Set(status.to_string());
        changed.cancel_at = Set(Some(end));
        changed.updated_at = Set(self.now());
        let row = changed.update(&self.db).await?;
        self.renew_domains(&row, false).await?;
        self.wake_order(&row).await?;
        Ok(Some(()))
    }

    /// Takes back a cancellation that is queued. Nothing for an order that the caller does not
    /// see.
    ///
    /// # Errors
    /// When its state forbids it, or its time has come.
    pub async fn revert_cancellation(&self, id: OrderId) -> Result<Option<()>, OrderRefused> {
        let Some(row) = self.lock_order_to_change(id).await? else {
            return Ok(None);
        };
        let status = record::after(&row, OrderEvent::Revert, self.now())?;
        self.note_order(&row, "order_cancellation_reverted").await?;
        let mut changed: order::ActiveModel = row.into();
        changed.status = Set(status.to_string());
        changed.cancel_at = Set(None);
        changed.updated_at = Set(self.now());
        let row = changed.update(&self.db).await?;
        self.renew_domains(&row, row.auto_renew).await?;
        self.wake_order(&row).await?;
        Ok(Some(()))
    }

    /// Sets whether an order renews itself; what is set already changes nothing. Nothing for one
    /// that the caller does not see.
    ///
    /// # Errors
    /// When it is about to end or has ended.
    pub async fn set_auto_renew(
        &self,
        id: OrderId,
        auto_renew: bool,
    ) -> Result<Option<Result<(), OrderStatus>>> {
        let Some(row) = self.lock_order_to_change(id).await? else {
            return Ok(None);
        };
        let status = record::status(&row)?;
        if status == OrderStatus::CancellationQueued || status.is_over() {
            return Ok(Some(Err(status)));
        }
        if row.auto_renew == auto_renew {
            return Ok(Some(Ok(())));
        }
        self.note_order(&row, "order_auto_renew_set").await?;
        let mut changed: order::ActiveModel = row.into();
        changed.auto_renew = Set(auto_renew);
        changed.updated_at = Set(self.now());
        let row = changed.update(&self.db).await?;
        self.renew_domains(&row, auto_renew).await?;
        Ok(Some(Ok(())))
    }

    /// The workspace, then the order, both locked. Nothing for an order that is not seen.
    pub(super) async fn lock_order_to_change(&self, id: OrderId) -> Result<Option<order::Model>> {
        let query = self
            .find::<order::Entity>()
            .filter(order::Column::Id.eq(id.uuid()));
        let Some(row) = query.one(&self.db).await? else {
            return Ok(None);
        };
        self.hold_workspace(WorkspaceId::from_uuid(row.workspace_id))
            .await?;
        self.lock_order(id).await
    }

    /// Locks a workspace as a charge does; one that is deleted needs no lock.
    pub(crate) async fn hold_workspace(&self, id: WorkspaceId) -> Result<()> {
        match self.lock_paying(id).await {
            Ok(_) | Err(StoreError::NotFound(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// An order, locked until the transaction ends.
    pub(crate) async fn lock_order(&self, id: OrderId) -> Result<Option<order::Model>> {
        let row = self
            .find::<order::Entity>()
            .filter(order::Column::Id.eq(id.uuid()))
            .lock(LockType::NoKeyUpdate)
            .one(&self.db)
            .await?;
        Ok(row)
    }

    /// A domain's registration is renewed as long as its order is.
    async fn renew_domains(&self, row: &order::Model, auto_renew: bool) -> Result<()> {
        self.update_many::<domain::Entity>()
            .col_expr(domain::Column::AutoRenew, auto_renew.into())
            .filter(domain::Column::OrderId.eq(row.id))
            .filter(domain::Column::Round.eq(row.round))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Puts the job into the queue that does what is due of the order next.
    pub(super) async fn wake_order(&self, row: &order::Model) -> Result<()> {
        match row.due_at {
            Some(due) => self.wake_order_at(OrderId::from_uuid(row.id), due).await,
            None => Ok(()),
        }
    }

    pub(super) async fn wake_order_at(&self, order: OrderId, due: Timestamp) -> Result<()> {
        let job = order_job(order, due)?;
        self.enqueue(&job).await?;
        Ok(())
    }

    pub(super) async fn note_order(&self, row: &order::Model, action: &str) -> Result<()> {
        let workspace = WorkspaceId::from_uuid(row.workspace_id);
        let id = OrderId::from_uuid(row.id);
        self.note(Some(workspace), action, id, Some(&row.first_domain))
            .await
    }
}

pub(super) fn order_job(order: OrderId, due: Timestamp) -> Result<NewJob> {
    NewJob::new(ORDER_JOB)
        .key(format!("order:{order}"))
        .at(due)
        .payload(&OrderJob { order })
}
