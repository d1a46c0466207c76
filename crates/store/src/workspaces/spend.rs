//! What was spent, added up from postings.

use chrono::{Datelike as _, Months, NaiveDate, NaiveTime};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait as _, Func};
use sea_orm::{ColumnTrait as _, FromQueryResult, QueryFilter as _, QuerySelect as _};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::WorkspaceId;

use crate::entities::posting::{Column, Entity};
use crate::error::Result;
use crate::scoped::Scoped;

/// The ledger account to which charges are positive and refunds negative.
const REVENUE: &str = "revenue";

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

#[derive(Debug, FromQueryResult)]
struct Sums {
    this_month: Option<i64>,
    last_month: Option<i64>,
    total: Option<i64>,
}

impl Scoped<'_> {
    /// What `workspace` has spent. Without one: what all have that the caller sees, and for a
    /// caller of the whole account those that were deleted, too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spend(&self, workspace: Option<WorkspaceId>) -> Result<Spend> {
        let now = self.now();
        let (this_month, last_month) = (month_start(now, 0), month_start(now, 1));
        let in_this_month = Column::PostedAt.gte(this_month);
        let in_last_month = Column::PostedAt
            .gte(last_month)
            .and(Column::PostedAt.lt(this_month));
        let mut query = self
            .find::<Entity>()
            .filter(Column::LedgerAccount.eq(REVENUE));
        if let Some(workspace) = workspace {
            query = query.filter(Column::WorkspaceId.eq(workspace.uuid()));
        }
        let sums = query
            .select_only()
            .column_as(sum_where(in_this_month), "this_month")
            .column_as(sum_where(in_last_month), "last_month")
            .column_as(sum(Column::AmountCents.into_expr()), "total")
            .into_model::<Sums>()
            .one(&self.db)
            .await?;
        let cents = |sum: Option<i64>| Cents::new(sum.unwrap_or(0));
        Ok(sums.map_or_else(Spend::default, |sums| Spend {
            month_to_date: cents(sums.this_month),
            last_month: cents(sums.last_month),
            total: cents(sums.total),
        }))
    }
}

/// The sum of the amounts in the rows where `condition` holds.
fn sum_where(condition: Expr) -> Expr {
    let amount = CaseStatement::new().case(condition, Column::AmountCents.into_expr());
    sum(amount.finally(0_i64).into())
}

/// A sum in 64 bits on both engines: PostgreSQL adds bigints up to a wider type.
fn sum(amounts: Expr) -> Expr {
    Expr::from(Func::sum(amounts)).cast_as("bigint")
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
