//! Orders that nobody pays for: how many there may be, and for how long.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{AccountId, OrderId};
use simpleinboxes_core::machine::OrderEvent;
use simpleinboxes_core::status::OrderStatus;
use uuid::Uuid;

use super::settle::impossible;
use super::{OrderRefused, record};
use crate::entities::order;
use crate::error::Result;
use crate::scoped::{Caller, Scoped, ScopedTx};
use crate::store::Store;

/// How many orders of an account may be unpaid at once. Each holds the names of its domains, for
/// all accounts. Those that are placed in several workspaces at the same moment may pass it.
pub const MAX_UNPAID: u64 = 100;

/// How many orders are ended at once.
const BATCH: u64 = 500;

impl Scoped<'_> {
    /// Fails when the account has as many unpaid orders as it may.
    pub(super) async fn may_wait_for_money(&self) -> Result<(), OrderRefused> {
        // Of the account's, since a bound caller sees those of its workspace alone.
        let unpaid = order::Entity::find()
            .filter(order::Column::AccountId.eq(self.account()))
            // Written out, as the index says it.
            .filter(Expr::cust("outstanding_cents > 0"))
            .filter(order::Column::Status.eq(OrderStatus::Unpaid.as_str()))
            .count(&self.db)
            .await?;
        if unpaid < MAX_UNPAID {
            Ok(())
        } else {
            Err(OrderRefused::TooManyUnpaid)
        }
    }
}

impl ScopedTx<'_> {
    /// Cancels an order that is unpaid, as its owner could have done at any time.
    async fn expire_order(&self, id: OrderId) -> Result<bool> {
        let row = self.lock_order_to_change(id).await?;
        let Some(row) = row.filter(|row| row.status == OrderStatus::Unpaid.as_str()) else {
            // It was paid or canceled meanwhile.
            return Ok(false);
        };
        let status = record::after(&row, OrderEvent::Cancel, self.now()).map_err(impossible)?;
        self.note_order(&row, "order_canceled").await?;
        self.end_order(row, status).await?;
        Ok(true)
    }
}

impl Store {
    /// Cancels orders that were placed before `cutoff` and are unpaid still, the oldest first: so
    /// many as are done within one job. Tells how many.
    ///
    /// # Errors
    /// When the database fails. What was canceled by then stays so.
    pub async fn expire_unpaid_orders(&self, cutoff: Timestamp) -> Result<u64> {
        let old: Vec<(Uuid, Uuid)> = order::Entity::find()
            .select_only()
            .column(order::Column::Id)
            .column(order::Column::AccountId)
            // Written out, as the index says it.
            .filter(Expr::cust("status = 'unpaid'"))
            .filter(order::Column::CreatedAt.lte(cutoff))
            .order_by_asc(order::Column::CreatedAt)
            .limit(BATCH)
            .into_tuple()
            .all(&self.connections.reader)
            .await?;
        let mut expired = 0;
        for (id, account) in old {
            let caller = Caller::system(AccountId::from_uuid(account));
            let id = OrderId::from_uuid(id);
            let gone = self
                .write(async |tx| tx.scoped(&caller).expire_order(id).await)
                .await?;
            expired += u64::from(gone);
        }
        Ok(expired)
    }
}
