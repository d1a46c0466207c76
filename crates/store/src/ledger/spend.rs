//! What was spent in which month, from sums that the database keeps with each transaction.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Months, NaiveDate, NaiveTime};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_core::ledger::period;
use simpleinboxes_core::status::{BillingCategory, TransactionReason};
use uuid::Uuid;

use super::Wallet;
use crate::entities::ledger_month::{Column, Entity, Model};
use crate::error::{Result, StoreError};
use crate::scoped::Scoped;

/// What was charged, less what was refunded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spend {
    /// Since the first of this calendar month in UTC.
    pub month_to_date: Cents,
    /// In the calendar month before.
    pub last_month: Cents,
    /// Since the beginning.
    pub total: Cents,
}

/// What one category adds to a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CategoryTotal {
    /// The category.
    pub category: BillingCategory,
    /// How many inboxes, domains or transactions it stands for.
    pub quantity: i64,
    /// What it adds, less what it takes off.
    pub amount: Cents,
}

/// What a workspace spent in a calendar month, whichever wallet paid.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MonthSpend {
    /// The month, as `2026-11`.
    pub period: String,
    /// What was charged, less discounts.
    pub charged: Cents,
    /// What was paid back, as a positive amount.
    pub refunded: Cents,
    /// How many charges, refunds and corrections it is made of.
    pub transactions: i64,
    /// The categories that are not empty, in their order. They add up to `charged - refunded`.
    pub categories: Vec<CategoryTotal>,
}

impl MonthSpend {
    /// The one less the other.
    #[must_use]
    pub fn spend(&self) -> Cents {
        Cents::new(self.charged.get() - self.refunded.get())
    }
}

/// What a wallet gave and got for one reason in a calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReasonTotal {
    /// The reason.
    pub reason: TransactionReason,
    /// What it gave.
    pub debits: Cents,
    /// What it got.
    pub credits: Cents,
}

impl Scoped<'_> {
    /// What `workspace` has spent. Without one: what all have that the caller sees, and for a
    /// caller of the whole account those that were deleted, too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spend(&self, workspace: Option<WorkspaceId>) -> Result<Spend> {
        let now = self.now();
        let (this_month, last_month) = (period(now), period(month_start(now, 1)));
        // Revenue has a category, and nothing else has.
        let mut query = self.find::<Entity>().filter(Column::Category.ne(""));
        if let Some(workspace) = workspace {
            query = query.filter(Column::WorkspaceId.eq(workspace.uuid()));
        }
        let mut spend = Spend::default();
        for row in query.all(&self.db).await? {
            let net = row.credit_cents - row.debit_cents;
            let add = |to: &mut Cents| *to = Cents::new(to.get() + net);
            add(&mut spend.total);
            if row.period == this_month {
                add(&mut spend.month_to_date);
            } else if row.period == last_month {
                add(&mut spend.last_month);
            }
        }
        Ok(spend)
    }

    /// What a workspace spent in one month (`2026-11`); an empty one where it spent nothing or
    /// the caller does not see it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn month_spend(&self, workspace: WorkspaceId, month: &str) -> Result<MonthSpend> {
        let rows = self
            .find::<Entity>()
            .filter(Column::WorkspaceId.eq(workspace.uuid()))
            .filter(Column::Category.ne(""))
            .filter(Column::Period.eq(month))
            .all(&self.db)
            .await?;
        summed(month, &rows)
    }

    /// The months before `before` (all of them without it) in which a workspace spent or got
    /// back something, newest first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spent_months(
        &self,
        workspace: WorkspaceId,
        before: Option<&str>,
        limit: u32,
    ) -> Result<Vec<MonthSpend>> {
        let mut query = self
            .find::<Entity>()
            .filter(Column::WorkspaceId.eq(workspace.uuid()))
            .filter(Column::Category.ne(""));
        if let Some(before) = before {
            query = query.filter(Column::Period.lt(before));
        }
        // A few rows a month and no more: all of a workspace's are read.
        let rows = query.order_by_desc(Column::Period).all(&self.db).await?;
        let mut months: BTreeMap<&str, Vec<Model>> = BTreeMap::new();
        for row in &rows {
            months.entry(&row.period).or_default().push(row.clone());
        }
        let newest = months.iter().rev().take(limit as usize);
        newest.map(|(month, rows)| summed(month, rows)).collect()
    }

    /// What a wallet gave and got in one month, by reason; nothing where the caller does not
    /// see the wallet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn wallet_month(&self, wallet: Wallet, month: &str) -> Result<Vec<ReasonTotal>> {
        if !self.reaches(wallet).await? {
            return Ok(Vec::new());
        }
        let account = self.ledger_account(wallet.into()).await?.id;
        let rows = Entity::find()
            .filter(Column::LedgerAccountId.eq(account))
            .filter(Column::Period.eq(month))
            .order_by_asc(Column::Reason)
            .all(&self.db)
            .await?;
        let total = |row: Model| {
            Ok(ReasonTotal {
                reason: reason(&row)?,
                debits: Cents::new(row.debit_cents),
                credits: Cents::new(row.credit_cents),
            })
        };
        rows.into_iter().map(total).collect()
    }

    /// What came into the wallet with this id as a fallback in a month.
    pub(super) async fn fallback_in(&self, own: Uuid, month: &str) -> Result<Cents> {
        let row: Option<i64> = Entity::find()
            .filter(Column::LedgerAccountId.eq(own))
            .filter(Column::Period.eq(month))
            .filter(Column::Reason.eq(TransactionReason::Fallback.as_str()))
            .select_only()
            .column(Column::CreditCents)
            .into_tuple()
            .one(&self.db)
            .await?;
        Ok(Cents::new(row.unwrap_or(0)))
    }
}

fn reason(row: &Model) -> Result<TransactionReason> {
    row.reason.parse().map_err(|_| StoreError::Corrupt {
        column: "ledger_months.reason",
    })
}

/// One month of one workspace from its rows, which are split by reason.
fn summed(month: &str, rows: &[Model]) -> Result<MonthSpend> {
    let mut spend = MonthSpend {
        period: month.to_owned(),
        ..MonthSpend::default()
    };
    let mut categories: BTreeMap<BillingCategory, CategoryTotal> = BTreeMap::new();
    for row in rows {
        let category = row.category.parse().map_err(|_| StoreError::Corrupt {
            column: "ledger_months.category",
        })?;
        let (charged, refunded) = match category {
            // Either way: what was added counts as charged, what was taken off as paid back.
            BillingCategory::Adjustments => (row.credit_cents, row.debit_cents),
            BillingCategory::Refunds => (0, row.debit_cents - row.credit_cents),
            _ => (row.credit_cents - row.debit_cents, 0),
        };
        spend.charged = Cents::new(spend.charged.get() + charged);
        spend.refunded = Cents::new(spend.refunded.get() + refunded);
        spend.transactions += row.transactions;
        let total = categories.entry(category).or_insert(CategoryTotal {
            category,
            quantity: 0,
            amount: Cents::ZERO,
        });
        total.quantity += row.quantity;
        total.amount = Cents::new(total.amount.get() + row.credit_cents - row.debit_cents);
    }
    spend.categories = categories.into_values().collect();
    Ok(spend)
}

/// The first moment of the calendar month that was `months` before that of `now`.
fn month_start(now: Timestamp, months: u32) -> Timestamp {
    let first = now.date_naive().with_day(1).unwrap_or(NaiveDate::MIN);
    first
        .checked_sub_months(Months::new(months))
        .unwrap_or(NaiveDate::MIN)
        .and_time(NaiveTime::MIN)
        .and_utc()
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;

    use super::*;

    #[test]
    fn months_begin_at_their_first_midnight() {
        let at = |y, m, d, h| chrono::Utc.with_ymd_and_hms(y, m, d, h, 0, 0).unwrap();
        assert_eq!(month_start(at(2026, 11, 30, 23), 0), at(2026, 11, 1, 0));
        assert_eq!(month_start(at(2026, 3, 31, 5), 1), at(2026, 2, 1, 0));
        assert_eq!(month_start(at(2027, 1, 1, 0), 1), at(2026, 12, 1, 0));
    }
}
