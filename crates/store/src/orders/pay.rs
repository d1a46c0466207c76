//! What is charged for an order, and what is paid back of it.

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{OrderId, TransactionId};
use simpleinboxes_core::pricing::Pricing;
use simpleinboxes_core::status::{BillingCategory, TransactionReason};

use crate::entities::order;
use crate::error::{Result, StoreError};
use crate::ledger::{ChargeLine, LedgerError, NewCharge, NewRefund, References};
use crate::scoped::ScopedTx;
use crate::workspaces::Workspace;

/// Whether the price of an order was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Payment {
    /// By this transaction; by none when there was nothing to pay.
    Paid(Option<TransactionId>),
    /// There is too little.
    Short {
        /// What there is.
        available: Cents,
        /// What it costs.
        needed: Cents,
    },
}

impl ScopedTx<'_> {
    /// Charges the price of an order's round to a workspace that is locked for paying.
    pub(super) async fn pay_price(
        &self,
        (order, workspace): (OrderId, &Workspace),
        round: u32,
        pricing: &Pricing,
        reason: TransactionReason,
    ) -> Result<Payment> {
        let (inboxes, domains) = (pricing.inbox_count(), pricing.bought());
        let discount = Cents::new(-pricing.discount.get());
        let lines = [
            line(BillingCategory::Inboxes, inboxes, pricing.inboxes),
            line(BillingCategory::Domains, domains, pricing.domains),
            line(BillingCategory::Discounts, 1, discount),
        ];
        let what = what_for(inboxes, domains);
        let again = match reason {
            TransactionReason::Reactivation => "Order taken up again",
            _ => "Order",
        };
        let key = format!("order:{order}:{round}");
        let description = format!("{again}: {what}");
        self.pay_lines((order, workspace), &key, reason, &description, &lines)
            .await
    }

    /// Charges lines of an order, if there is enough, to a workspace that is locked for paying.
    pub(super) async fn pay_lines(
        &self,
        (order, workspace): (OrderId, &Workspace),
        key: &str,
        reason: TransactionReason,
        description: &str,
        lines: &[ChargeLine],
    ) -> Result<Payment> {
        let lines: Vec<_> = lines
            .iter()
            .copied()
            .filter(|line| line.amount != Cents::ZERO)
            .collect();
        let total: i64 = lines.iter().map(|line| line.amount.get()).sum();
        if total == 0 {
            return Ok(Payment::Paid(None));
        }
        let charge = NewCharge {
            workspace: workspace.id,
            key,
            reason,
            description,
            lines: &lines,
            references: of_order(order),
        };
        match self.charge_locked(workspace, &charge).await {
            Ok(charged) => Ok(Payment::Paid(Some(charged.transaction))),
            Err(LedgerError::Insufficient {
                available, needed, ..
            }) => Ok(Payment::Short { available, needed }),
            Err(error) => Err(error.into()),
        }
    }

    /// Pays back a part of what an order's round cost, once under this key. The caller has
    /// locked the workspace and the order.
    pub(super) async fn pay_back(
        &self,
        row: &order::Model,
        key: &str,
        amount: Cents,
        quantity: u32,
        description: &str,
    ) -> Result<()> {
        let Some(charge) = row.charge_id.filter(|_| amount > Cents::ZERO) else {
            return Ok(());
        };
        let refund = NewRefund {
            charge: TransactionId::from_uuid(charge),
            key,
            description,
            amount,
            quantity: i32::try_from(quantity).unwrap_or(i32::MAX),
            references: of_order(OrderId::from_uuid(row.id)),
        };
        let posted = self.refund(&refund).await.map_err(StoreError::from)?;
        if posted.is_new {
            let sum = Expr::col(order::Column::RefundedCents).add(amount.get());
            self.update_many::<order::Entity>()
                .col_expr(order::Column::RefundedCents, sum)
                .filter(order::Column::Id.eq(row.id))
                .exec(&self.db)
                .await?;
        }
        Ok(())
    }
}

pub(super) fn line(category: BillingCategory, quantity: u32, amount: Cents) -> ChargeLine {
    ChargeLine {
        category,
        quantity: i32::try_from(quantity).unwrap_or(i32::MAX),
        amount,
    }
}

/// `2 inboxes and 1 domain`
pub(super) fn what_for(inboxes: u32, domains: u32) -> String {
    let some = |count: u32, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    };
    let inboxes = some(inboxes, "inbox", "inboxes");
    match domains {
        0 => inboxes,
        _ => format!("{inboxes} and {}", some(domains, "domain", "domains")),
    }
}

fn of_order(order: OrderId) -> References {
    References {
        order: Some(order),
        ..References::default()
    }
}
