//! Somebody else who has the database's lock.

use simpleinboxes_store::{Backend, testing::TestDatabase};
use sqlx::{Connection as _, Executor as _, PgConnection, SqliteConnection};

/// A connection of another process, as far as the service can tell, that lets nobody write.
/// Reads go on.
#[derive(Debug)]
pub enum Hold {
    /// The write lock of a SQLite file.
    Sqlite(SqliteConnection),
    /// Locks on tables.
    Postgres(PgConnection),
}

impl Hold {
    /// Takes the lock: all of SQLite, or `tables` of PostgreSQL.
    ///
    /// # Panics
    /// When it can't be taken, like all of these.
    pub async fn take(database: &TestDatabase, tables: &'static str) -> Self {
        let url = database.url();
        match database.backend() {
            Backend::Sqlite => {
                let mut connection = SqliteConnection::connect(&url).await.expect("a connection");
                connection
                    .execute("BEGIN IMMEDIATE")
                    .await
                    .expect("the lock");
                Self::Sqlite(connection)
            }
            Backend::Postgres => {
                let mut connection = PgConnection::connect(&url).await.expect("a connection");
                connection.execute("BEGIN").await.expect("a transaction");
                let lock = format!("LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE");
                connection
                    .execute(sqlx::AssertSqlSafe(lock))
                    .await
                    .expect("the locks");
                Self::Postgres(connection)
            }
        }
    }

    /// Gives it back.
    pub async fn release(self) {
        match self {
            Self::Sqlite(mut connection) => {
                connection.execute("ROLLBACK").await.expect("given back");
                connection.close().await.expect("closed");
            }
            Self::Postgres(mut connection) => {
                connection.execute("ROLLBACK").await.expect("given back");
                connection.close().await.expect("closed");
            }
        }
    }
}
