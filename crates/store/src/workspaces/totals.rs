//! What workspaces have, counted when asked.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait as _, FromQueryResult, PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
    QueryTrait as _, Select,
};
use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_core::status::{DomainStatus, InboxStatus, OrderStatus};
use uuid::Uuid;

use crate::entities::{credential, domain, inbox, order, workspace};
use crate::error::{Result, StoreError};
use crate::ledger::Spend;
use crate::scoped::{Scoped, Tenant};

/// How many things there are, as the API groups their states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StateCounts {
    /// In use, though perhaps suspended, past due or about to be canceled.
    pub active: u64,
    /// Unpaid, waiting or being set up.
    pub pending: u64,
    /// Canceled.
    pub canceled: u64,
    /// All, failed ones included.
    pub total: u64,
}

/// What one workspace has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WorkspaceTotals {
    /// Its orders.
    pub orders: StateCounts,
    /// Its inboxes.
    pub inboxes: StateCounts,
}

/// What one workspace has beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WorkspaceDetails {
    /// Domains, released ones left out.
    pub domains: u64,
    /// Different usernames that its inboxes have or had.
    pub usernames: u64,
    /// Saved sending-tool credentials.
    pub credentials: u64,
}

/// What all workspaces that the caller sees have together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountTotals {
    /// How many there are.
    pub workspaces: u64,
    /// Their orders and inboxes.
    pub totals: WorkspaceTotals,
    /// What was spent; for a caller of the whole account with deleted workspaces.
    pub spend: Spend,
}

/// The group of states that the API counts together; failed things are in none.
enum Group {
    Active,
    Pending,
    Canceled,
    Failed,
}

impl StateCounts {
    fn add(&mut self, group: &Group, count: u64) {
        self.total += count;
        match group {
            Group::Active => self.active += count,
            Group::Pending => self.pending += count,
            Group::Canceled => self.canceled += count,
            Group::Failed => {}
        }
    }
}

const fn order_group(status: OrderStatus) -> Group {
    match status {
        OrderStatus::Unpaid | OrderStatus::Queued | OrderStatus::Provisioning => Group::Pending,
        OrderStatus::Active | OrderStatus::PastDue | OrderStatus::CancellationQueued => {
            Group::Active
        }
        OrderStatus::Canceled => Group::Canceled,
        OrderStatus::Failed => Group::Failed,
    }
}

const fn inbox_group(status: InboxStatus) -> Group {
    match status {
        InboxStatus::Pending | InboxStatus::Provisioning => Group::Pending,
        InboxStatus::Active | InboxStatus::Suspended => Group::Active,
        InboxStatus::Canceled => Group::Canceled,
        InboxStatus::Failed => Group::Failed,
    }
}

#[derive(Debug, FromQueryResult)]
struct StatusCount {
    workspace_id: Uuid,
    status: String,
    count: i64,
}

impl Scoped<'_> {
    /// Orders and inboxes of each of these workspaces, in two queries for all of them. One that
    /// the caller does not see has none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn workspace_totals(
        &self,
        workspaces: &[WorkspaceId],
    ) -> Result<HashMap<WorkspaceId, WorkspaceTotals>> {
        let ids = || workspaces.iter().map(|id| id.uuid());
        let orders = self
            .find::<order::Entity>()
            .filter(order::Column::WorkspaceId.is_in(ids()));
        let inboxes = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::WorkspaceId.is_in(ids()));
        let mut totals: HashMap<_, _> = workspaces
            .iter()
            .map(|id| (*id, WorkspaceTotals::default()))
            .collect();
        let orders = self.by_status(orders, order::Column::WorkspaceId, order::Column::Status);
        for row in orders.await? {
            let totals = totals.entry(WorkspaceId::from_uuid(row.workspace_id));
            totals.or_default().orders.add_order(&row)?;
        }
        let inboxes = self.by_status(inboxes, inbox::Column::WorkspaceId, inbox::Column::Status);
        for row in inboxes.await? {
            let totals = totals.entry(WorkspaceId::from_uuid(row.workspace_id));
            totals.or_default().inboxes.add_inbox(&row)?;
        }
        Ok(totals)
    }

    /// Domains, usernames and credentials of one workspace.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn workspace_details(&self, id: WorkspaceId) -> Result<WorkspaceDetails> {
        let domains = self
            .find::<domain::Entity>()
            .filter(domain::Column::WorkspaceId.eq(id.uuid()))
            .filter(domain::Column::Status.ne(DomainStatus::Released.as_str()))
            .count(&self.db);
        let usernames = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::WorkspaceId.eq(id.uuid()))
            .select_only()
            .column(inbox::Column::Username)
            .distinct()
            .count(&self.db);
        let credentials = self
            .find::<credential::Entity>()
            .filter(credential::Column::WorkspaceId.eq(id.uuid()))
            .count(&self.db);
        Ok(WorkspaceDetails {
            domains: domains.await?,
            usernames: usernames.await?,
            credentials: credentials.await?,
        })
    }

    /// The sums over all workspaces that the caller sees.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_totals(&self) -> Result<AccountTotals> {
        let mut totals = WorkspaceTotals::default();
        // By their workspaces, since no index begins with the account.
        let seen = || {
            let seen = self.find::<workspace::Entity>().select_only();
            seen.column(workspace::Column::Id).into_query()
        };
        let orders = self
            .find::<order::Entity>()
            .filter(order::Column::WorkspaceId.in_subquery(seen()));
        let orders = self.by_status(orders, order::Column::WorkspaceId, order::Column::Status);
        for row in orders.await? {
            totals.orders.add_order(&row)?;
        }
        let inboxes = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::WorkspaceId.in_subquery(seen()));
        let inboxes = self.by_status(inboxes, inbox::Column::WorkspaceId, inbox::Column::Status);
        for row in inboxes.await? {
            totals.inboxes.add_inbox(&row)?;
        }
        Ok(AccountTotals {
            workspaces: self.find::<workspace::Entity>().count(&self.db).await?,
            totals,
            spend: self.spend(None).await?,
        })
    }

    async fn by_status<E: Tenant>(
        &self,
        query: Select<E>,
        workspace: E::Column,
        status: E::Column,
    ) -> Result<Vec<StatusCount>> {
        let rows = query
            .select_only()
            .column_as(workspace, "workspace_id")
            .column_as(status, "status")
            .column_as(status.count(), "count")
            .group_by(workspace)
            .group_by(status)
            .into_model::<StatusCount>()
            .all(&self.db)
            .await?;
        Ok(rows)
    }
}

impl StateCounts {
    fn add_order(&mut self, row: &StatusCount) -> Result<()> {
        let corrupt = |_| StoreError::Corrupt {
            column: "orders.status",
        };
        let status: OrderStatus = row.status.parse().map_err(corrupt)?;
        self.add(&order_group(status), row.count.unsigned_abs());
        Ok(())
    }

    fn add_inbox(&mut self, row: &StatusCount) -> Result<()> {
        let corrupt = |_| StoreError::Corrupt {
            column: "inboxes.status",
        };
        let status: InboxStatus = row.status.parse().map_err(corrupt)?;
        self.add(&inbox_group(status), row.count.unsigned_abs());
        Ok(())
    }
}
