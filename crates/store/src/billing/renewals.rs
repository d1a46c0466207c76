//! What will be charged by itself.

use sea_orm::sea_query::{Expr, ExprTrait as _, Func};
use sea_orm::{ColumnTrait, QueryFilter as _, QuerySelect as _, Select};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::{AmountTooLarge, Cents};
use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_core::status::{DomainStatus, OrderStatus};

use crate::entities::{domain, order};
use crate::error::{Result, StoreError};
use crate::scoped::{Scoped, Tenant};

/// Orders that renew: a renewal that could not be paid is tried again and still to come.
const RENEWING_ORDERS: [OrderStatus; 2] = [OrderStatus::Active, OrderStatus::PastDue];

/// Domains that renew: one that rests is registered, too.
const RENEWING_DOMAINS: [DomainStatus; 2] = [DomainStatus::Active, DomainStatus::InRecovery];

impl Scoped<'_> {
    /// What the renewals of a workspace's inboxes and domains cost that fall due before `until`
    /// and are not charged yet, at their present prices. Each counts once: a period is a month at
    /// least.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn upcoming_renewals(
        &self,
        workspace: WorkspaceId,
        until: Timestamp,
    ) -> Result<Cents> {
        let orders = self
            .find::<order::Entity>()
            .filter(order::Column::WorkspaceId.eq(workspace.uuid()))
            .filter(order::Column::AutoRenew.eq(true))
            .filter(order::Column::RenewsAt.lt(until))
            .filter(order::Column::Status.is_in(RENEWING_ORDERS.map(OrderStatus::as_str)));
        let domains = self
            .find::<domain::Entity>()
            .filter(domain::Column::WorkspaceId.eq(workspace.uuid()))
            .filter(domain::Column::AutoRenew.eq(true))
            .filter(domain::Column::RenewsAt.lt(until))
            .filter(domain::Column::Status.is_in(RENEWING_DOMAINS.map(DomainStatus::as_str)));
        let orders = self.sum(orders, order::Column::RenewalCents).await?;
        let domains = self.sum(domains, domain::Column::RenewalCents).await?;
        orders
            .plus(domains)
            .map_err(|AmountTooLarge| StoreError::Corrupt {
                column: "orders.renewal_cents",
            })
    }

    /// In 64 bits on both engines: PostgreSQL adds bigints up to a wider type.
    async fn sum<E: Tenant>(&self, query: Select<E>, amount: impl ColumnTrait) -> Result<Cents> {
        let sum = Expr::from(Func::sum(amount.into_expr())).cast_as("bigint");
        let sum: Option<Option<i64>> = query
            .select_only()
            .expr(sum)
            .into_tuple()
            .one(&self.db)
            .await?;
        Ok(Cents::new(sum.flatten().unwrap_or(0)))
    }
}
