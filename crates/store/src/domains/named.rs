//! Domains by their names: the one place that says which of several is meant.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use simpleinboxes_core::dns::DomainName;

use super::record;
use super::types::{Domain, DomainCounts};
use crate::entities::domain::{Column, Entity, HELD, Model};
use crate::error::Result;
use crate::scoped::Scoped;

/// Most rows of one name that are looked through.
const ROUNDS: u64 = 100;

impl Scoped<'_> {
    /// The domain of a name: the one that is held now, else the one that was let go last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn domain_of_name(&self, name: &DomainName) -> Result<Option<Domain>> {
        let row = self.domain_row_named(name.as_str()).await?;
        row.map(record::domain).transpose()
    }

    /// The same, with what there is of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn domain_named(&self, name: &DomainName) -> Result<Option<(Domain, DomainCounts)>> {
        let Some(row) = self.domain_row_named(name.as_str()).await? else {
            return Ok(None);
        };
        let counts = self.domain_counts(&[row.id]).await?;
        let of = counts.get(&row.id).copied().unwrap_or_default();
        Ok(Some((record::domain(row)?, of)))
    }

    /// The row of a name that is held now.
    pub(crate) async fn held_domain_row(&self, name: &str) -> Result<Option<Model>> {
        let held = self
            .find::<Entity>()
            .filter(Column::Name.eq(name))
            .filter(Expr::cust(HELD));
        Ok(held.one(&self.db).await?)
    }

    /// The row of a name.
    pub(crate) async fn domain_row_named(&self, name: &str) -> Result<Option<Model>> {
        if let Some(held) = self.held_domain_row(name).await? {
            return Ok(Some(held));
        }
        let gone = self
            .find::<Entity>()
            .filter(Column::Name.eq(name))
            .order_by_desc(Column::Id)
            .limit(ROUNDS)
            .all(&self.db)
            .await?;
        // One that failed was never anybody's.
        let last = |row: &Model| (row.released_at, row.id);
        Ok(gone.into_iter().max_by_key(last))
    }
}
