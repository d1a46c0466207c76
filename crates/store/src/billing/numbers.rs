//! The numbers of our own invoices: counted within an account and a year, without gaps.

use chrono::Datelike as _;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use simpleinboxes_core::Timestamp;

use crate::entities::invoice::{Column, Entity};
use crate::error::Result;
use crate::scoped::ScopedTx;

/// A number of our own.
pub(super) struct Number {
    pub(super) series: String,
    pub(super) serial: i64,
}

impl Number {
    pub(super) fn text(&self) -> String {
        format!("{}-{:06}", self.series, self.serial)
    }
}

impl ScopedTx<'_> {
    /// The next number for an invoice of `issued_at`. The account is locked, so that no other
    /// invoice gets it; and it is given out again when this transaction is rolled back.
    pub(super) async fn next_number(&self, issued_at: Timestamp) -> Result<Number> {
        self.lock_account().await?;
        let series = format!("SI-{}", issued_at.year());
        // Of the account's, not of what the caller sees.
        let last: Option<Option<i64>> = Entity::find()
            .filter(Column::AccountId.eq(self.account()))
            .filter(Column::Series.eq(series.as_str()))
            .select_only()
            .column_as(Column::Serial.max(), "last")
            .into_tuple()
            .one(&self.db)
            .await?;
        let serial = last.flatten().unwrap_or(0) + 1;
        Ok(Number { series, serial })
    }
}
