//! What time asks of an order: its renewal, another attempt at it, or its end.

use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use sea_orm::{QueryOrder as _, QuerySelect as _, Set};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{AccountId, OrderId};
use simpleinboxes_core::machine::OrderEvent;
use simpleinboxes_core::pricing::PriceBook;
use simpleinboxes_core::status::OrderStatus;
use uuid::Uuid;

use super::cancel::order_job;
use super::record;
use super::settle::impossible;
use crate::entities::order;
use crate::error::{Result, StoreError};
use crate::scoped::ScopedTx;
use crate::store::Store;

/// How many forgotten orders are looked for at once.
const BATCH: u64 = 500;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing is due any more.
    Nothing,
    /// Nothing is due before this moment.
    NotBefore(Timestamp),
    /// The next month was paid.
    Renewed,
    /// It could not be paid, and is tried again.
    PastDue,
    /// The order has ended.
    Ended,
}

impl ScopedTx<'_> {
    /// Does what is due of an order at this moment. Called again it finds nothing to do.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn order_due(&self, id: OrderId, book: &PriceBook) -> Result<Due> {
        let Some(row) = self.lock_order_to_change(id).await? else {
            return Ok(Due::Nothing);
        };
        let now = self.now();
        match row.due_at {
            None => return Ok(Due::Nothing),
            Some(due) if now < due => {
                self.wake_order_at(id, due).await?;
                return Ok(Due::NotBefore(due));
            }
            Some(_) => {}
        }
        match record::status(&row)? {
            OrderStatus::Active if row.auto_renew => self.renew(row, book).await,
            OrderStatus::Active => {
                let row = self.queue_end(row).await?;
                self.end_in_time(row).await
            }
            OrderStatus::PastDue => self.try_renewal(row, book).await,
            OrderStatus::CancellationQueued => self.end_in_time(row).await,
            _ => Ok(Due::Nothing),
        }
    }

    /// An order that does not renew itself is canceled at the end of its month, as if its owner
    /// had done so at the last moment.
    async fn queue_end(&self, row: order::Model) -> Result<order::Model> {
        let status = record::after(&row, OrderEvent::Cancel, self.now()).map_err(impossible)?;
        let end = row.renews_at.ok_or(StoreError::Corrupt {
            column: "orders.renews_at",
        })?;
        let mut changed: order::ActiveModel = row.into();
        changed.status = Set(status.to_string());
        changed.cancel_at = Set(Some(end));
        Ok(changed.update(&self.db).await?)
    }

    async fn end_in_time(&self, row: order::Model) -> Result<Due> {
        let status = record::after(&row, OrderEvent::End, self.now()).map_err(impossible)?;
        self.note_order(&row, "order_ended").await?;
        self.end_order(row, status).await?;
        Ok(Due::Ended)
    }
}

impl Store {
    /// Puts jobs into the queue for orders of which something is due and that have none: what was
    /// lost when jobs were given up or cleared away. Tells how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue_forgotten_orders(&self) -> Result<u64> {
        let now = self.shared.clock.now();
        let due: Vec<(Uuid, Uuid)> = order::Entity::find()
            .select_only()
            .column(order::Column::Id)
            .column(order::Column::AccountId)
            .filter(order::Column::DueAt.is_not_null())
            .filter(order::Column::DueAt.lte(now))
            .order_by_asc(order::Column::DueAt)
            .limit(BATCH)
            .into_tuple()
            .all(&self.connections.reader)
            .await?;
        let mut queued = 0;
        self.write(async |tx| {
            for (id, account) in due {
                let job = order_job(OrderId::from_uuid(id), now)?;
                let job = job.account(AccountId::from_uuid(account));
                queued += u64::from(tx.ensure_job(&job).await?);
            }
            Ok::<_, StoreError>(())
        })
        .await?;
        Ok(queued)
    }
}
