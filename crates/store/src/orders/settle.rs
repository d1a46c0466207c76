//! What is owed is paid once money is there: oldest first, each in full or not at all.

use std::collections::BTreeSet;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Set,
};
use simpleinboxes_core::id::{AccountId, OrderId, WorkspaceId};
use simpleinboxes_core::machine::OrderEvent;
use simpleinboxes_core::pricing::PriceBook;
use simpleinboxes_core::status::{OrderStatus, TransactionReason};
use uuid::Uuid;

use super::pay::Payment;
use super::{OrderRefused, SETTLE_JOB, record};
use crate::entities::order;
use crate::error::{Result, StoreError};
use crate::jobs::NewJob;
use crate::ledger::Wallet;
use crate::scoped::{Caller, ScopedTx};
use crate::store::Store;
use crate::workspaces::Workspace;

/// How many orders that owe something are read at once.
const BATCH: u64 = 50;

/// What came of paying what is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SettledOrders {
    /// How many orders were paid.
    pub paid: u64,
    /// How many still owe something.
    pub owing: u64,
}

enum Outcome {
    Paid,
    /// This wallet holds too little for it, and so for those after it.
    Short(Wallet),
    /// It owes nothing any more, or can't be paid for at present.
    Gone,
}

impl Store {
    /// Pays what the orders of an account owe as far as there is money, oldest first, each in a
    /// transaction of its own. Of orders that one wallet pays for none is paid before an older
    /// one.
    ///
    /// # Errors
    /// When the database fails. What was paid by then stays paid.
    pub async fn settle_orders(
        &self,
        account: AccountId,
        book: &PriceBook,
    ) -> Result<SettledOrders> {
        let caller = Caller::system(account);
        let mut settled = SettledOrders::default();
        let mut short = BTreeSet::new();
        let mut after = Uuid::nil();
        loop {
            let owing = self.owing_orders(account, after).await?;
            let Some(last) = owing.last() else {
                return Ok(settled);
            };
            after = last.0;
            for (order, workspace) in owing {
                let order = (OrderId::from_uuid(order), WorkspaceId::from_uuid(workspace));
                let outcome = self
                    .write(async |tx| tx.scoped(&caller).settle_order(order, &short, book).await)
                    .await?;
                match outcome {
                    Outcome::Paid => settled.paid += 1,
                    Outcome::Short(wallet) => {
                        short.insert(wallet);
                        settled.owing += 1;
                    }
                    Outcome::Gone => {}
                }
            }
        }
    }

    /// The next orders of an account that owe something, the oldest first, with their workspaces.
    async fn owing_orders(&self, account: AccountId, after: Uuid) -> Result<Vec<(Uuid, Uuid)>> {
        let rows = order::Entity::find()
            .select_only()
            .column(order::Column::Id)
            .column(order::Column::WorkspaceId)
            .filter(order::Column::AccountId.eq(account.uuid()))
            .filter(Expr::cust("outstanding_cents > 0"))
            .filter(order::Column::Id.gt(after))
            .order_by_asc(order::Column::Id)
            .limit(BATCH)
            .into_tuple()
            .all(&self.connections.reader)
            .await?;
        Ok(rows)
    }
}

impl ScopedTx<'_> {
    /// Puts the job into the queue that pays what the account owes, if it owes anything.
    pub(crate) async fn settle_soon(&self) -> Result<()> {
        let owing = order::Entity::find()
            .filter(order::Column::AccountId.eq(self.account()))
            .filter(Expr::cust("outstanding_cents > 0"))
            .limit(1)
            .one(&self.db)
            .await?;
        if owing.is_some() {
            let key = format!("settle:{}", self.caller().account);
            self.enqueue(&NewJob::new(SETTLE_JOB).key(key)).await?;
        }
        Ok(())
    }

    async fn settle_order(
        &self,
        (id, workspace): (OrderId, WorkspaceId),
        short: &BTreeSet<Wallet>,
        book: &PriceBook,
    ) -> Result<Outcome> {
        let workspace = match self.lock_paying(workspace).await {
            Ok(workspace) => workspace,
            Err(StoreError::NotFound(_)) => return Ok(Outcome::Gone),
            Err(error) => return Err(error),
        };
        let wallet = workspace.pays();
        if short.contains(&wallet) {
            return Ok(Outcome::Short(wallet));
        }
        let row = self.lock_order(id).await?;
        let Some(row) = row.filter(|row| row.outstanding_cents > 0) else {
            return Ok(Outcome::Gone);
        };
        let paid = match record::status(&row)? {
            OrderStatus::Unpaid => self.settle_unpaid(&workspace, row).await?,
            _ => self.settle_past_due(row, book).await?,
        };
        Ok(if paid {
            Outcome::Paid
        } else {
            Outcome::Short(wallet)
        })
    }

    async fn settle_unpaid(&self, workspace: &Workspace, row: order::Model) -> Result<bool> {
        let status = record::after(&row, OrderEvent::Pay, self.now()).map_err(impossible)?;
        let pricing = record::pricing(&row)?;
        let of = (OrderId::from_uuid(row.id), workspace);
        // Before the books, as whoever places an order takes them.
        if let Some(code) = &row.promo_code {
            self.lock_promotion(code).await?;
        }
        let reason = TransactionReason::Order;
        let payment = self
            .pay_price(of, row.round.unsigned_abs(), &pricing, reason)
            .await?;
        let Payment::Paid(charge) = payment else {
            return Ok(false);
        };
        let mut changed: order::ActiveModel = row.into();
        changed.status = Set(status.to_string());
        changed.outstanding_cents = Set(0);
        changed.charge_id = Set(charge.map(|charge| charge.uuid()));
        changed.paid_at = Set(Some(self.now()));
        changed.updated_at = Set(self.now());
        let row = changed.update(&self.db).await?;
        self.use_promotion(&row).await?;
        let registrant = self.registrant(workspace.id).await?;
        let round = self.written_round(&row).await?;
        self.begin_work(round, registrant.as_ref()).await?;
        Ok(true)
    }
}

/// For what the table of states can't refuse: that it does is a fault in the row.
pub(super) fn impossible(refused: OrderRefused) -> StoreError {
    match refused {
        OrderRefused::Store(error) => error,
        _ => StoreError::Corrupt {
            column: "orders.status",
        },
    }
}
