//! The settings of automatic top-ups, as they are read.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait as _, Func};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::AccountId;
use simpleinboxes_core::status::{DeclineReason, TopupKind};
use uuid::Uuid;

use super::topups::wallet as wallet_of;
use crate::entities::auto_recharge::{Column, Entity, Model};
use crate::entities::topup;
use crate::error::{Result, StoreError};
use crate::ledger::Wallet;
use crate::scoped::Scoped;
use crate::store::Store;

/// Whether and how a wallet is topped up by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AutoRecharge {
    /// Whether it is.
    pub enabled: bool,
    /// Below which balance; nothing as long as it was never set.
    pub threshold: Option<Cents>,
    /// How much each time.
    pub amount: Option<Cents>,
    /// The most in a calendar month.
    pub monthly_limit: Option<Cents>,
    /// What was paid in since the first of this calendar month in UTC.
    pub charged_this_month: Cents,
    /// How often it failed since the last success or setting.
    pub consecutive_failures: u32,
    /// Why the last attempt failed.
    pub last_failure_reason: Option<DeclineReason>,
    /// When the last attempt was made.
    pub last_attempt_at: Option<Timestamp>,
    /// When the next one may be made, if it is held back.
    pub next_attempt_at: Option<Timestamp>,
    /// When it was last set, or switched off by us.
    pub updated_at: Option<Timestamp>,
}

/// A setting to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewAutoRecharge {
    /// Whether the wallet is topped up by itself.
    pub enabled: bool,
    /// Below which balance.
    pub threshold: Cents,
    /// How much each time.
    pub amount: Cents,
    /// The most in a calendar month, not less than `amount`.
    pub monthly_limit: Option<Cents>,
}

impl Scoped<'_> {
    /// How a wallet is topped up by itself; the settings of no wallet that was never set.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a wallet that the account does not have.
    pub async fn auto_recharge(&self, wallet: Wallet) -> Result<AutoRecharge> {
        let id = self.wallet_id(wallet).await?;
        let Some(row) = self.recharge_row(id).await? else {
            return Ok(AutoRecharge::default());
        };
        let charged = self.recharged_this_month(id).await?;
        record(&row, charged)
    }

    /// How the wallets are topped up by themselves that the caller sees and that were ever set.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn auto_recharges(&self) -> Result<HashMap<Wallet, AutoRecharge>> {
        let rows = self.find::<Entity>().all(&self.db).await?;
        let sums: Vec<(Uuid, Option<i64>)> = self
            .recharged()
            .column(topup::Column::WalletId)
            .expr(sum())
            .group_by(topup::Column::WalletId)
            .into_tuple()
            .all(&self.db)
            .await?;
        let charged: HashMap<_, _> = sums.into_iter().collect();
        let shown = |row: &Model| {
            let sum = charged.get(&row.wallet_id).copied().flatten();
            let shown = record(row, Cents::new(sum.unwrap_or(0)))?;
            Ok((wallet_of(row.workspace_id), shown))
        };
        rows.iter().map(shown).collect()
    }

    /// The setting of a wallet of the account. The wallet that pays for a bound caller's
    /// workspace may be the account's, and how it is topped up is shown with it.
    pub(super) async fn recharge_row(&self, wallet: Uuid) -> Result<Option<Model>> {
        let query = Entity::find_by_id(wallet).filter(Column::AccountId.eq(self.account()));
        Ok(query.one(&self.db).await?)
    }

    pub(super) async fn recharged_this_month(&self, wallet: Uuid) -> Result<Cents> {
        let sum: Option<Option<i64>> = self
            .recharged()
            .filter(topup::Column::WalletId.eq(wallet))
            .expr(sum())
            .into_tuple()
            .one(&self.db)
            .await?;
        Ok(Cents::new(sum.flatten().unwrap_or(0)))
    }

    /// What the account's automatic top-ups brought in this month.
    fn recharged(&self) -> Select<topup::Entity> {
        topup::Entity::find()
            .filter(topup::Column::AccountId.eq(self.account()))
            // Written out, as the index has it.
            .filter(Expr::cust("kind = 'auto' AND status = 'paid'"))
            .filter(topup::Column::PaidAt.gte(month_start(self.now())))
            .select_only()
    }
}

impl Store {
    /// The wallets whose automatic top-up should be looked after and may have been forgotten:
    /// due since before `before` and not held back, or begun before it and not ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn neglected_recharges(
        &self,
        before: Timestamp,
        limit: u64,
    ) -> Result<Vec<(AccountId, Wallet)>> {
        let now = self.shared.clock.now();
        let due = Entity::find()
            .filter(Column::Enabled.eq(true))
            .filter(Expr::cust("wanted_at IS NOT NULL"))
            .filter(Column::WantedAt.lt(before))
            .filter(
                Column::NextAttemptAt
                    .is_null()
                    .or(Column::NextAttemptAt.lte(now)),
            )
            .order_by_asc(Column::WantedAt)
            .limit(limit)
            .all(&self.connections.reader)
            .await?;
        let wallet = |account, workspace| (AccountId::from_uuid(account), wallet_of(workspace));
        let mut found: Vec<_> = due
            .into_iter()
            .map(|row| wallet(row.account_id, row.workspace_id))
            .collect();
        for topup in self.pending_topups(TopupKind::Auto, before, limit).await? {
            found.push((topup.account, topup.wallet));
        }
        Ok(found)
    }
}

pub(super) fn record(row: &Model, charged_this_month: Cents) -> Result<AutoRecharge> {
    let reason = row.last_failure_reason.as_deref();
    let reason = reason.map(str::parse).transpose();
    Ok(AutoRecharge {
        enabled: row.enabled,
        threshold: Some(Cents::new(row.threshold_cents)),
        amount: Some(Cents::new(row.amount_cents)),
        monthly_limit: row.monthly_limit_cents.map(Cents::new),
        charged_this_month,
        consecutive_failures: row.consecutive_failures.unsigned_abs(),
        last_failure_reason: reason.map_err(|_| StoreError::Corrupt {
            column: "auto_recharges.last_failure_reason",
        })?,
        last_attempt_at: row.last_attempt_at,
        next_attempt_at: row.next_attempt_at,
        updated_at: Some(row.updated_at),
    })
}

/// A sum in 64 bits on both engines.
fn sum() -> Expr {
    Expr::from(Func::sum(Expr::col(topup::Column::AmountCents))).cast_as("bigint")
}

/// The first moment of the calendar month of `now` in UTC.
fn month_start(now: Timestamp) -> Timestamp {
    use chrono::{Datelike as _, NaiveTime};
    let today = now.date_naive();
    let first = today.with_day(1).unwrap_or(today);
    first.and_time(NaiveTime::MIN).and_utc()
}
