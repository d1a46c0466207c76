//! Requests counted in the database, so that all replicas count together.

use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict, Query};
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::entities::rate_window::{Column, Entity};
use crate::error::{Result, StoreError};
use crate::store::Store;

impl Store {
    /// Adds `requests` of `subject` to the window that began at `window_start` (seconds since
    /// 1970) and tells how many there are with them: one statement, atomic across replicas.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_requests(
        &self,
        subject: Uuid,
        window_start: i64,
        requests: i64,
    ) -> Result<i64> {
        let mut add = OnConflict::columns([Column::SubjectId, Column::WindowStart]);
        add.value(
            Column::Requests,
            Expr::col((Entity, Column::Requests)).add(requests),
        );
        let insert = Query::insert()
            .into_table(Entity)
            .columns([Column::SubjectId, Column::WindowStart, Column::Requests])
            .values([subject.into(), window_start.into(), requests.into()])
            .map_err(|error| StoreError::Other(sea_orm::DbErr::Custom(error.to_string())))?
            .on_conflict(add)
            .returning_col(Column::Requests)
            .to_owned();
        let row = self.connections.writer.query_one(&insert).await?;
        let row = row.ok_or(StoreError::Other(sea_orm::DbErr::RecordNotInserted))?;
        Ok(row.try_get_by_index(0)?)
    }

    /// Forgets windows that began before `window_start`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn purge_request_counts(&self, window_start: i64) -> Result<u64> {
        let purged = Entity::delete_many()
            .filter(Column::WindowStart.lt(window_start))
            .exec(&self.connections.writer)
            .await?;
        Ok(purged.rows_affected)
    }
}
