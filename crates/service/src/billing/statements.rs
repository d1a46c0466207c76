//! What was spent in which month.

use std::collections::HashMap;

use simpleinboxes_core::{
    cents::AmountTooLarge, cursor::PeriodCursor, id::WorkspaceId, period::Period,
};
use simpleinboxes_server::{
    GetBillingSummaryError, GetBillingSummaryParams, ListBillingHistoryError,
    ListBillingHistoryParams,
    runtime::{Success, errors::ServerError},
};
use simpleinboxes_store::MonthSpend;
use simpleinboxes_types::{self as types, runtime::Extra};

use super::convert;
use crate::{
    app::App,
    auth::Caller,
    transact::OrFault as _,
    wire::{self, at, checked},
};

pub(super) async fn summary(
    app: &App,
    caller: &Caller,
    params: GetBillingSummaryParams,
) -> Result<Success<types::BillingSummaryResponse>, GetBillingSummaryError> {
    type Error = GetBillingSummaryError;
    let scoped = app.store.scoped(&caller.tenant);
    let named = params.workspace_id.as_ref();
    let workspace =
        convert::workspace_or_default::<Error>(&scoped, named, "query.workspaceId").await?;
    let now = app.clock.now();
    let month = Period::of(now);
    let spent = scoped
        .month_spend(workspace.id, &month.to_string())
        .await
        .or_fault::<Error>()?;
    let upcoming = scoped
        .upcoming_renewals(workspace.id, month.end())
        .await
        .or_fault::<Error>()?;
    let too_large = |AmountTooLarge| ServerError::new(AmountTooLarge);
    let projected = spent.spend().plus(upcoming).map_err(too_large)?;
    let (period, starts_at, ends_at) = convert::period(month)?;
    let data = types::BillingSummary {
        workspace_id: checked(workspace.id)?,
        period,
        starts_at,
        ends_at,
        as_of_at: at(now),
        currency: types::Currency::Usd,
        charged_cents: spent.charged.get().into(),
        refunded_cents: spent.refunded.get().into(),
        spend_cents: spent.spend().get().into(),
        upcoming_cents: upcoming.get().into(),
        projected_cents: projected.get().into(),
        breakdown: spent.categories.iter().map(convert::breakdown).collect(),
        extra: Extra::default(),
    };
    Ok(types::BillingSummaryResponse::from(data).into())
}

pub(super) async fn history(
    app: &App,
    caller: &Caller,
    params: ListBillingHistoryParams,
) -> Result<Success<types::BillingStatementListResponse>, ListBillingHistoryError> {
    type Error = ListBillingHistoryError;
    let scoped = app.store.scoped(&caller.tenant);
    let named = params.workspace_id.as_ref();
    let workspace =
        convert::workspace_or_default::<Error>(&scoped, named, "query.workspaceId").await?;
    let cursor = params
        .cursor
        .as_ref()
        .map(|text| PeriodCursor::decode(text));
    let cursor = cursor.transpose().map_err(|_| wire::bad_cursor())?;
    let (limit, first) = (
        params.limit.0.unsigned_abs(),
        Period::of(workspace.created_at),
    );
    let (months, next) = page(Period::of(app.clock.now()), first, cursor, limit);
    // Those on the page come first of those that are not empty.
    let before = months.first().map(|newest| newest.next().to_string());
    let spent = scoped
        .spent_months(workspace.id, before.as_deref(), limit)
        .await
        .or_fault::<Error>()?;
    let mut spent: HashMap<String, MonthSpend> = spent
        .into_iter()
        .map(|spend| (spend.period.clone(), spend))
        .collect();
    let data = months
        .into_iter()
        .map(|month| {
            let spend = spent.remove(&month.to_string()).unwrap_or_default();
            statement(workspace.id, month, &spend)
        })
        .collect::<Result<_, _>>()?;
    Ok(types::BillingStatementListResponse {
        success: types::SuccessFlag::default(),
        data,
        pagination: wire::pagination(next.map(PeriodCursor::encode)),
        extra: Extra::default(),
    }
    .into())
}

/// The months of a page, newest first, and where the next page begins: those that are over, from
/// the one after `cursor` back to `first`.
fn page(
    present: Period,
    first: Period,
    cursor: Option<PeriodCursor>,
    limit: u32,
) -> (Vec<Period>, Option<PeriodCursor>) {
    let newest = match cursor {
        Some(cursor) => cursor.period().min(present).previous(),
        None => present.previous(),
    };
    let months: Vec<Period> = newest.back_to(first).take(limit as usize).collect();
    let last = months.last().filter(|last| **last > first);
    let next = last.map(|last| PeriodCursor::after(*last));
    (months, next)
}

fn statement(
    workspace: WorkspaceId,
    month: Period,
    spend: &MonthSpend,
) -> Result<types::BillingStatement, ServerError> {
    let (period, starts_at, ends_at) = convert::period(month)?;
    Ok(types::BillingStatement {
        workspace_id: checked(workspace)?,
        period,
        starts_at,
        ends_at,
        currency: types::Currency::Usd,
        charged_cents: spend.charged.get().into(),
        refunded_cents: spend.refunded.get().into(),
        spend_cents: spend.spend().get().into(),
        transaction_count: wire::count(spend.transactions.unsigned_abs()),
        breakdown: spend.categories.iter().map(convert::breakdown).collect(),
        extra: Extra::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().expect(text)
    }

    fn months(present: &str, first: &str, cursor: Option<&str>, limit: u32) -> (String, bool) {
        let cursor = cursor.map(|text| PeriodCursor::after(period(text)));
        let (months, next) = page(period(present), period(first), cursor, limit);
        let texts: Vec<String> = months.iter().map(Period::to_string).collect();
        assert!(next.is_none_or(|next| Some(next.period()) == months.last().copied()));
        (texts.join(" "), next.is_some())
    }

    #[test]
    fn pages_hold_the_months_that_are_over() {
        let all = ("2026-10 2026-09 2026-08".to_owned(), false);
        assert_eq!(months("2026-11", "2026-08", None, 25), all);
        assert_eq!(months("2026-11", "2026-08", None, 3), all);
        let two = ("2026-10 2026-09".to_owned(), true);
        assert_eq!(months("2026-11", "2026-08", None, 2), two);
        let rest = ("2026-08".to_owned(), false);
        assert_eq!(months("2026-11", "2026-08", Some("2026-09"), 2), rest);
        // One made this month has none yet, and a cursor of a month to come changes nothing.
        assert_eq!(
            months("2026-11", "2026-11", None, 25),
            (String::new(), false)
        );
        assert_eq!(months("2026-11", "2026-08", Some("2030-01"), 3), all);
        let none = (String::new(), false);
        assert_eq!(months("2026-11", "2026-08", Some("2026-08"), 3), none);
    }
}
