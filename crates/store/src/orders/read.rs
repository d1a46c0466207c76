//! Orders, read.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait as _, Func};
use sea_orm::{
    ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{OrderId, OrderKind, WorkspaceId};
use simpleinboxes_core::status::OrderStatus;
use uuid::Uuid;

use super::record;
use super::types::{Order, OrderDetail};
use crate::entities::{domain, inbox, order};
use crate::error::Result;
use crate::page::{Page, PageRequest};
use crate::scoped::Scoped;

/// Which orders to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OrderFilter {
    /// Only those in this state.
    pub status: Option<OrderStatus>,
    /// Only those that still have something to be paid.
    pub owing: bool,
}

impl Scoped<'_> {
    /// A page of a workspace's orders, newest first; nothing where the caller does not see it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn orders(
        &self,
        workspace: WorkspaceId,
        filter: OrderFilter,
        page: PageRequest<OrderKind>,
    ) -> Result<Page<Order, OrderKind>> {
        let query = self
            .find::<order::Entity>()
            .filter(order::Column::WorkspaceId.eq(workspace.uuid()))
            .apply_if(filter.status, |query, status| {
                query.filter(order::Column::Status.eq(status.as_str()))
            })
            .apply_if(filter.owing.then_some(()), |query, ()| {
                // Written out, as the index says it.
                query.filter(Expr::cust("outstanding_cents > 0"))
            });
        let id = |row: &order::Model| OrderId::from_uuid(row.id);
        let page = page.read(query, order::Column::Id, id, &self.db).await?;
        let renewals = self.domain_renewals(&page.items).await?;
        page.try_map(|row| {
            let domains = renewals.get(&row.id).copied().unwrap_or(0);
            record::order(row, domains)
        })
    }

    /// One order with its domains and inboxes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn order(&self, id: OrderId) -> Result<Option<OrderDetail>> {
        let query = self
            .find::<order::Entity>()
            .filter(order::Column::Id.eq(id.uuid()));
        let Some(row) = query.one(&self.db).await? else {
            return Ok(None);
        };
        let mut inboxes: HashMap<Uuid, Vec<inbox::Model>> = HashMap::new();
        let domains = self.round_domains(&row).await?;
        for inbox in self.round_inboxes(&row).await? {
            inboxes.entry(inbox.domain_id).or_default().push(inbox);
        }
        let domains = domains
            .into_iter()
            .map(|domain| {
                let mut inboxes = inboxes.remove(&domain.id).unwrap_or_default();
                inboxes.sort_unstable_by_key(|inbox| inbox.position);
                let inboxes = inboxes.into_iter().map(record::order_inbox);
                record::order_domain(domain, inboxes.collect::<Result<_>>()?)
            })
            .collect::<Result<_>>()?;
        let renewals = self.domain_renewals(std::slice::from_ref(&row)).await?;
        let carried = renewals.get(&row.id).copied().unwrap_or(0);
        Ok(Some(OrderDetail {
            order: record::order(row, carried)?,
            domains,
        }))
    }

    /// The domains of an order's present round, in their places.
    pub(crate) async fn round_domains(&self, row: &order::Model) -> Result<Vec<domain::Model>> {
        let rows = self
            .find::<domain::Entity>()
            .filter(domain::Column::OrderId.eq(row.id))
            .filter(domain::Column::Round.eq(row.round))
            .order_by_asc(domain::Column::Position)
            .all(&self.db)
            .await?;
        Ok(rows)
    }

    /// The inboxes of an order's present round.
    pub(crate) async fn round_inboxes(&self, row: &order::Model) -> Result<Vec<inbox::Model>> {
        let domains = self
            .find::<domain::Entity>()
            .select_only()
            .column(domain::Column::Id)
            .filter(domain::Column::OrderId.eq(row.id))
            .filter(domain::Column::Round.eq(row.round))
            .into_query();
        let rows = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::OrderId.eq(row.id))
            .filter(inbox::Column::DomainId.in_subquery(domains))
            .all(&self.db)
            .await?;
        Ok(rows)
    }

    /// What the next renewal of each order carries for domains whose year runs out in its month.
    async fn domain_renewals(&self, orders: &[order::Model]) -> Result<HashMap<Uuid, i64>> {
        let sum = Expr::from(Func::sum(Expr::col(domain::Column::RenewalCents)));
        let ids = orders.iter().map(|order| order.id);
        let rows: Vec<(Uuid, Timestamp, Option<i64>)> = self
            .find_by::<domain::Entity>(domain::Column::OrderId, ids)
            .select_only()
            .column(domain::Column::OrderId)
            .column(domain::Column::RenewsAt)
            .expr(sum.cast_as("bigint"))
            .filter(domain::Column::AutoRenew.eq(true))
            .filter(domain::Column::RenewsAt.is_not_null())
            .group_by(domain::Column::OrderId)
            .group_by(domain::Column::RenewsAt)
            .into_tuple()
            .all(&self.db)
            .await?;
        let mut sums: HashMap<Uuid, i64> = HashMap::new();
        for order in orders {
            let of_order = rows.iter().filter(|row| row.0 == order.id);
            let carried = of_order.filter(|row| order.renews_at.is_some_and(|end| row.1 <= end));
            let sum = carried.filter_map(|row| row.2).sum();
            sums.insert(order.id, sum);
        }
        Ok(sums)
    }
}
