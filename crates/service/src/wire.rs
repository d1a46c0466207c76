//! From rows to the wire and back, as far as tags share it.

use std::fmt::Display;

use simpleinboxes_core::{
    Timestamp,
    cursor::Cursor,
    id::{Id, Kind},
};
use simpleinboxes_server::runtime::errors::{InvalidRequest, NotFound, ServerError};
use simpleinboxes_store::{Page, PageRequest, Spend, StateCounts};
use simpleinboxes_types::{self as types, runtime::Extra};

/// A checked value of the wire from one of ours, which keeps to the same rules.
///
/// # Errors
/// It does not: a fault of ours.
pub fn checked<T>(value: impl Display) -> Result<T, ServerError>
where
    T: TryFrom<String>,
    T::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    T::try_from(value.to_string()).map_err(ServerError::new)
}

/// An id from a path. What is no id of this kind is nothing that the caller can see.
///
/// # Errors
/// It is not of the form.
pub fn path_id<K: Kind, E: From<NotFound>>(text: &str, what: &'static str) -> Result<Id<K>, E> {
    text.parse()
        .map_err(|_| NotFound::new(format!("{what} not found")).into())
}

/// An id from a body or a query, whose form was checked.
///
/// # Errors
/// The spec's pattern takes more than an id: a fault of ours, answered as what it looks like.
pub fn field_id<K: Kind, E: From<InvalidRequest>>(text: &str, field: &str) -> Result<Id<K>, E> {
    text.parse()
        .map_err(|_| InvalidRequest::field(field, "is not an id of this kind").into())
}

/// Which page of a list is asked for.
///
/// # Errors
/// The cursor was not made by this list.
pub fn page_request<K: Kind, E: From<InvalidRequest>>(
    limit: &types::PageLimitValue,
    cursor: Option<&types::PageCursorValue>,
) -> Result<PageRequest<K>, E> {
    let cursor = cursor
        .map(|cursor| Cursor::decode(cursor))
        .transpose()
        .map_err(|_| bad_cursor())?;
    Ok(PageRequest {
        limit: limit.0.unsigned_abs(),
        cursor,
    })
}

/// The answer to a cursor that no list made.
#[must_use]
pub fn bad_cursor() -> InvalidRequest {
    InvalidRequest::field("query.cursor", "is not a cursor that this list gave")
}

/// A page's items on the wire, and how to go on.
///
/// # Errors
/// The first that the conversion gives.
pub fn page<T, U, K: Kind>(
    page: Page<T, K>,
    convert: impl FnMut(T) -> Result<U, ServerError>,
) -> Result<(Vec<U>, types::Pagination), ServerError> {
    let next = page.next.map(|cursor| cursor.encode());
    let items = page
        .items
        .into_iter()
        .map(convert)
        .collect::<Result<_, _>>()?;
    Ok((items, pagination(next)))
}

/// How to go on.
#[must_use]
pub fn pagination(next_cursor: Option<String>) -> types::Pagination {
    types::Pagination {
        has_more: next_cursor.is_some(),
        next_cursor,
        extra: Extra::default(),
    }
}

/// A moment.
#[must_use]
pub fn at(moment: Timestamp) -> types::runtime::Timestamp {
    moment.into()
}

/// A count of things, which the wire bounds far above what a database of ours can hold.
#[must_use]
pub fn count(number: u64) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// Counts by state.
#[must_use]
pub fn state_counts(counts: StateCounts) -> types::StateCounts {
    types::StateCounts {
        active: count(counts.active),
        pending: count(counts.pending),
        canceled: count(counts.canceled),
        total: count(counts.total),
        extra: Extra::default(),
    }
}

/// What was spent.
#[must_use]
pub fn spend(spend: Spend) -> types::SpendSummary {
    types::SpendSummary {
        currency: types::Currency::Usd,
        month_to_date_cents: spend.month_to_date.get().into(),
        last_month_cents: spend.last_month.get().into(),
        total_cents: spend.total.get().into(),
        extra: Extra::default(),
    }
}
