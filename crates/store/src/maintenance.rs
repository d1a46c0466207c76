//! What is done now and then, for no caller.

use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, DbBackend, EntityTrait as _, QueryFilter as _,
    Statement,
};

use crate::dialect::Backend;
use crate::entities::{begun_request, idempotency_key, session, setting};
use crate::error::Result;
use crate::idempotency::KEPT;
use crate::store::{Store, Tx};

/// Rows, of a table or an index, from which on its statistics are kept.
const LARGE: u32 = 10_000;

impl Store {
    /// Forgets answers to repeatable requests, and what such requests began, that are older than
    /// 24 hours.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn purge_idempotency_keys(&self) -> Result<u64> {
        let oldest = self.shared.clock.now() - KEPT;
        let purged = idempotency_key::Entity::delete_many()
            .filter(idempotency_key::Column::CreatedAt.lte(oldest))
            .exec(&self.connections.writer)
            .await?;
        begun_request::Entity::delete_many()
            .filter(begun_request::Column::CreatedAt.lte(oldest))
            .exec(&self.connections.writer)
            .await?;
        Ok(purged.rows_affected)
    }

    /// Forgets sessions that are over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn purge_sessions(&self) -> Result<u64> {
        let purged = session::Entity::delete_many()
            .filter(session::Column::ExpiresAt.lte(self.shared.clock.now()))
            .exec(&self.connections.writer)
            .await?;
        Ok(purged.rows_affected)
    }

    /// Brings what SQLite knows of the sizes of its tables up to date, by which it chooses indexes:
    /// it does so only when it is told to. PostgreSQL does it by itself.
    ///
    /// What is known of a small table is forgotten at once, so that SQLite takes it for a large one
    /// and uses its indexes: with statistics of one row it would read all rows of a table that has
    /// become large since.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn freshen_statistics(&self) -> Result<()> {
        if self.backend() != Backend::Sqlite {
            return Ok(());
        }
        // In one transaction, since other connections read what there is when it ends.
        let tx = self.connections.begin().await?;
        // Of all tables, as SQLite advises for connections that live long; it looks at samples.
        tx.execute_unprepared("PRAGMA optimize=0x10002").await?;
        for table in ["sqlite_stat1", "sqlite_stat4"] {
            let there = format!("SELECT 1 FROM sqlite_schema WHERE name = '{table}'");
            let there = Statement::from_string(DbBackend::Sqlite, there);
            if tx.query_one_raw(there).await?.is_some() {
                let forget = format!(
                    "DELETE FROM {table} WHERE idx NOT IN (SELECT idx FROM sqlite_stat1 \
                     WHERE CAST(stat AS integer) >= {LARGE})"
                );
                tx.execute_unprepared(&forget).await?;
            }
        }
        tx.commit().await?;
        let read_again = "ANALYZE sqlite_schema";
        self.connections
            .writer
            .execute_unprepared(read_again)
            .await?;
        Ok(())
    }

    /// A fact about the deployment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn setting(&self, name: &str) -> Result<Option<String>> {
        let row = setting::Entity::find_by_id(name)
            .one(&self.connections.reader)
            .await?;
        Ok(row.map(|row| row.value))
    }
}

impl Tx {
    /// A fact about the deployment, as this transaction sees it.
    pub(crate) async fn setting(&self, name: &str) -> Result<Option<String>> {
        let row = setting::Entity::find_by_id(name).one(&self.inner).await?;
        Ok(row.map(|row| row.value))
    }

    /// Sets a fact about the deployment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_setting(&self, name: &str, value: &str) -> Result<()> {
        let row = setting::ActiveModel {
            name: sea_orm::Set(name.to_owned()),
            value: sea_orm::Set(value.to_owned()),
        };
        let replace = sea_orm::sea_query::OnConflict::column(setting::Column::Name)
            .update_column(setting::Column::Value)
            .to_owned();
        setting::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }
}
