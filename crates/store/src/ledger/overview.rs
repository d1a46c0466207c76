//! All wallets that a caller sees, at one moment.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, FromQueryResult, JoinType, QueryFilter as _, QuerySelect as _};
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_core::ledger::period;
use simpleinboxes_core::status::{LedgerKind, TransactionReason};
use uuid::Uuid;

use crate::entities::{ledger_account, ledger_month};
use crate::error::{Result, StoreError};
use crate::scoped::Scoped;

/// All wallets at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WalletFigures {
    /// The account's; none for a caller that is bound to a workspace.
    pub master: Option<MasterFigures>,
    /// The workspaces' own, deleted ones included.
    pub workspaces: HashMap<WorkspaceId, WorkspaceFigures>,
}

/// The master wallet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MasterFigures {
    /// What it holds.
    pub balance: Cents,
    /// What was charged to it this month, fallbacks included, less what was refunded to it.
    pub spend: Cents,
}

/// A workspace's own wallet, and what was spent for the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WorkspaceFigures {
    /// What it holds.
    pub balance: Cents,
    /// What was spent this month, whichever wallet paid, less refunds.
    pub spend: Cents,
    /// What the master wallet paid of it as a fallback.
    pub fallback_used: Cents,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    workspace_id: Option<Uuid>,
    kind: String,
    balance_cents: i64,
    reason: Option<String>,
    debit_cents: Option<i64>,
    credit_cents: Option<i64>,
}

impl Scoped<'_> {
    /// The balances of all wallets that the caller sees, with the sums of this calendar month,
    /// in one statement and so at one moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn wallet_figures(&self) -> Result<WalletFigures> {
        use ledger_account::{Column, Entity};
        let month = period(self.now());
        let on = Expr::col((ledger_month::Entity, ledger_month::Column::LedgerAccountId))
            .equals((Entity, Column::Id))
            .and(ledger_month::Column::Period.eq(month));
        let mut query = self.find::<Entity>().filter(Column::Kind.is_in([
            LedgerKind::MasterWallet.as_str(),
            LedgerKind::DedicatedWallet.as_str(),
            LedgerKind::Revenue.as_str(),
        ]));
        sea_orm::QueryTrait::query(&mut query).join(JoinType::LeftJoin, ledger_month::Entity, on);
        let rows = query
            .select_only()
            .column(Column::WorkspaceId)
            .column(Column::Kind)
            .column(Column::BalanceCents)
            .column(ledger_month::Column::Reason)
            .column(ledger_month::Column::DebitCents)
            .column(ledger_month::Column::CreditCents)
            .into_model::<Row>()
            .all(&self.db)
            .await?;
        let mut figures = WalletFigures::default();
        for row in rows {
            figures.add(&row)?;
        }
        Ok(figures)
    }
}

impl WalletFigures {
    fn add(&mut self, row: &Row) -> Result<()> {
        let kind: LedgerKind = row.kind.parse().map_err(|_| StoreError::Corrupt {
            column: "ledger_accounts.kind",
        })?;
        let reason = row.reason.as_deref().unwrap_or_default();
        let debit = row.debit_cents.unwrap_or(0);
        let credit = row.credit_cents.unwrap_or(0);
        let add = |to: &mut Cents, cents: i64| *to = Cents::new(to.get() + cents);
        let Some(workspace) = row.workspace_id.map(WorkspaceId::from_uuid) else {
            let master = self.master.get_or_insert_default();
            master.balance = Cents::new(row.balance_cents);
            if is_spend(reason) {
                add(&mut master.spend, debit - credit);
            }
            return Ok(());
        };
        let own = self.workspaces.entry(workspace).or_default();
        match kind {
            LedgerKind::DedicatedWallet => {
                own.balance = Cents::new(row.balance_cents);
                if reason == TransactionReason::Fallback.as_str() {
                    add(&mut own.fallback_used, credit);
                }
            }
            LedgerKind::Revenue => add(&mut own.spend, credit - debit),
            _ => {}
        }
        Ok(())
    }
}

/// Whether what moves the master wallet for this reason is spent or given back.
fn is_spend(reason: &str) -> bool {
    use TransactionReason::{
        Adjustment, DomainRenewal, Fallback, Order, Reactivation, Refund, Renewal,
    };
    [
        Order,
        Renewal,
        Reactivation,
        DomainRenewal,
        Fallback,
        Refund,
        Adjustment,
    ]
    .iter()
    .any(|one| one.as_str() == reason)
}
