//! Everything in which SQLite and PostgreSQL differ. No other file asks which one it is.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::{
    ConnAcquireErr, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    RuntimeErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use secrecy::ExposeSecret as _;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};
use tokio::time::{Instant, sleep};

use crate::error::{Constraint, Result, StoreError};
use crate::options::{DatabaseUrl, StoreOptions};

mod checks;
mod ledger;
mod tables;

pub(crate) use checks::ledger_checks;
pub(crate) use ledger::guard_ledger;
pub(crate) use tables::{
    create_referring_later, forgo_log, lead_with_state, replace_view, sort_by_bytes,
};

/// Rows written in one statement: far within the number of values that the engines take.
pub(crate) const ROWS: usize = 400;

/// Statements that take longer are logged, without the values bound to them.
const SLOW: Duration = Duration::from_secs(1);

/// How long ago a server was heard of that is trusted to be there still: less than one needs to
/// start again.
const JUST_USED: Duration = Duration::from_millis(100);

/// How long a start waits for another that has a SQLite file, and how long between two tries.
const START_PATIENCE: Duration = Duration::from_secs(60);
const START_AGAIN: Duration = Duration::from_millis(50);

/// The lock under which a replica migrates and bootstraps; any number that is ours alone.
const STARTUP_LOCK: i64 = 0x5349_0000_0000_0001;

/// Which engine a store stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// A file beside one process.
    Sqlite,
    /// A server beside many.
    Postgres,
}

/// The connections of a store.
#[derive(Debug, Clone)]
pub(crate) struct Connections {
    pub(crate) backend: Backend,
    pub(crate) reader: DatabaseConnection,
    pub(crate) writer: DatabaseConnection,
}

impl Connections {
    pub(crate) async fn open(options: &StoreOptions) -> Result<Self> {
        match &options.database {
            DatabaseUrl::Sqlite(path) => open_sqlite(path, options).await,
            DatabaseUrl::Postgres(url) => open_postgres(url.expose_secret(), options).await,
        }
    }

    /// Begins a transaction that may write.
    ///
    /// SQLite's takes the write lock at once (`BEGIN IMMEDIATE`): a transaction that reads first
    /// and then writes could otherwise fail half way, because another had written in between.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction> {
        let options = TransactionOptions {
            sqlite_transaction_mode: match self.backend {
                Backend::Sqlite => Some(SqliteTransactionMode::Immediate),
                Backend::Postgres => None,
            },
            ..TransactionOptions::default()
        };
        Ok(self.writer.begin_with_options(options).await?)
    }

    /// Begins one that holds back other replicas that start, until its end. A slow migration
    /// elsewhere is no reason to fail at start.
    pub(crate) async fn begin_start(&self) -> Result<DatabaseTransaction> {
        let patience = Patience::new(self.backend);
        let tx = loop {
            match self.begin().await {
                Ok(tx) => break tx,
                Err(error) => patience.bear(error).await?,
            }
        };
        lock_startup(&tx).await?;
        Ok(tx)
    }

    pub(crate) async fn close(&self) -> Result<()> {
        self.reader.close_by_ref().await?;
        Ok(self.writer.close_by_ref().await?)
    }
}

async fn open_sqlite(path: &std::path::Path, options: &StoreOptions) -> Result<Connections> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder)
            .map_err(|error| StoreError::Unavailable(format!("{}: {error}", folder.display())))?;
    }
    let connect = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // NORMAL may lose the last commits when the machine loses power. An acknowledged write
        // is a promise, here about money, so each commit waits for the disk.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(options.lock_timeout)
        .foreign_keys(true)
        .pragma("trusted_schema", "off")
        .log_statements(log::LevelFilter::Trace)
        .log_slow_statements(log::LevelFilter::Warn, SLOW);
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(options.acquire_timeout)
        .idle_timeout(None)
        .max_lifetime(None)
        // A file has no other end that could be gone.
        .test_before_acquire(false)
        .after_release(|connection, _| Box::pin(is_reusable(connection)));
    // Of several that open a new file at once, one makes it a WAL database, and SQLite does not
    // let the others wait for that.
    let patience = Patience::new(Backend::Sqlite);
    let writer = loop {
        match writer.clone().connect_with(connect.clone()).await {
            Ok(writer) => break writer,
            Err(error) => patience.bear(error.into()).await?,
        }
    };
    let reader = SqlitePoolOptions::new()
        .max_connections(options.connections)
        .acquire_timeout(options.acquire_timeout)
        .test_before_acquire(false)
        .connect_lazy_with(connect.create_if_missing(false).pragma("query_only", "on"));
    Ok(Connections {
        backend: Backend::Sqlite,
        reader: reader.into(),
        writer: writer.into(),
    })
}

/// With another process that starts and has the same SQLite file.
struct Patience {
    backend: Backend,
    end: Instant,
}

impl Patience {
    fn new(backend: Backend) -> Self {
        Self {
            backend,
            end: Instant::now() + START_PATIENCE,
        }
    }

    /// Waits before the next try, or gives the error back where that would not help.
    async fn bear(&self, error: StoreError) -> Result<()> {
        let busy = matches!(
            (self.backend, &error),
            (Backend::Sqlite, StoreError::Busy(_))
        );
        if !busy || Instant::now() >= self.end {
            return Err(error);
        }
        sleep(START_AGAIN).await;
        Ok(())
    }
}

/// Whether the one writer may be used again. After a commit that failed for want of space SQLite
/// has rolled back by itself, and the driver counts a transaction that is no more: every later
/// `BEGIN` on that connection would fail. It is closed, and the pool opens another.
async fn is_reusable(connection: &mut sqlx::SqliteConnection) -> sqlx::Result<bool> {
    // The roll-back of a dropped transaction is still in the queue; a ping comes after it.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// Whether the server is still at the other end. One that was heard of a moment ago is not asked
/// again: that would be a way there and back for each query.
async fn is_there(connection: &mut sqlx::PgConnection, idle_for: Duration) -> sqlx::Result<bool> {
    if idle_for > JUST_USED {
        connection.ping().await?;
    }
    Ok(true)
}

async fn open_postgres(url: &str, options: &StoreOptions) -> Result<Connections> {
    let milliseconds = |duration: Duration| format!("{}ms", duration.as_millis());
    let connect = url
        .parse::<PgConnectOptions>()
        .map_err(|_| StoreError::Unavailable("the PostgreSQL URL can't be read".to_owned()))?
        .application_name("simpleinboxes")
        .options([
            ("timezone", "UTC".to_owned()),
            ("lock_timeout", milliseconds(options.lock_timeout)),
            // A process that lost its way must not hold locks for ever.
            ("idle_in_transaction_session_timeout", "60s".to_owned()),
        ])
        .log_statements(log::LevelFilter::Trace)
        .log_slow_statements(log::LevelFilter::Warn, SLOW);
    let pool = PgPoolOptions::new()
        .max_connections(options.connections)
        .acquire_timeout(options.acquire_timeout)
        .test_before_acquire(false)
        .before_acquire(|connection, since| Box::pin(is_there(connection, since.idle_for)))
        .connect_with(connect)
        .await?;
    let connection = DatabaseConnection::from(pool);
    Ok(Connections {
        backend: Backend::Postgres,
        reader: connection.clone(),
        writer: connection,
    })
}

/// Holds back other replicas that start, until the end of the transaction.
pub(crate) async fn lock_startup(tx: &DatabaseTransaction) -> Result<()> {
    // SQLite's write transaction is such a lock already.
    if tx.get_database_backend() == DbBackend::Postgres {
        let lock = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT pg_advisory_xact_lock($1)",
            [STARTUP_LOCK.into()],
        );
        // A slow migration elsewhere is no reason to fail at start.
        tx.execute_unprepared("SET LOCAL lock_timeout = 0").await?;
        tx.execute_raw(lock).await?;
    }
    Ok(())
}

/// Takes the lock `number` until the end of the transaction; false when another holds it.
///
/// SQLite has one process and one writer: who would hold it is known in memory
/// ([`crate::idempotency`]), and the answer is always true.
pub(crate) async fn try_lock(tx: &DatabaseTransaction, number: i64) -> Result<bool> {
    if tx.get_database_backend() != DbBackend::Postgres {
        return Ok(true);
    }
    let lock = Statement::from_sql_and_values(
        DbBackend::Postgres,
        "SELECT pg_try_advisory_xact_lock($1)",
        [number.into()],
    );
    let row = tx.query_one_raw(lock).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("an advisory lock's answer".to_owned()))?;
    Ok(row.try_get_by_index(0)?)
}

/// Takes the lock `number` until the end of the transaction, and waits for it; see [`try_lock`].
pub(crate) async fn lock(tx: &impl ConnectionTrait, number: i64) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Postgres {
        let lock = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT pg_advisory_xact_lock($1)",
            [number.into()],
        );
        tx.execute_raw(lock).await?;
    }
    Ok(())
}

/// The unique indexes that users can meet: ours, PostgreSQL's name for it, SQLite's words.
const CONSTRAINTS: [(Constraint, &str, &str); 8] = [
    (
        Constraint::WorkspaceName,
        "workspaces_live_name",
        "workspaces.account_id, workspaces.name_key",
    ),
    (Constraint::UserEmail, "users_email", "users.email"),
    (Constraint::ApiKeyHash, "api_keys_hash", "api_keys.hash"),
    (
        Constraint::LedgerKey,
        "ledger_transactions_key",
        "ledger_transactions.account_id, ledger_transactions.key",
    ),
    (
        Constraint::LedgerPending,
        "ledger_transactions_pending",
        "ledger_transactions.pending_id",
    ),
    (
        Constraint::InvoiceNumber,
        "invoices_number",
        "invoices.account_id, invoices.number",
    ),
    (Constraint::DomainHeld, "domains_held", "domains.name"),
    (
        Constraint::AddressHeld,
        "inboxes_held",
        "inboxes.domain_id, inboxes.username",
    ),
];

/// Tells the errors apart that callers act on.
pub(crate) fn classify(error: DbErr) -> StoreError {
    match &error {
        DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => {
            StoreError::Busy("all connections are in use".to_owned())
        }
        DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed) => {
            StoreError::Unavailable("the store is closed".to_owned())
        }
        _ => driver_error(&error)
            .and_then(|driver| classify_driver(&driver))
            .unwrap_or(StoreError::Other(error)),
    }
}

fn driver_error(error: &DbErr) -> Option<Arc<sqlx::Error>> {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(driver))
        | DbErr::Exec(RuntimeErr::SqlxError(driver))
        | DbErr::Query(RuntimeErr::SqlxError(driver)) => Some(driver.clone()),
        _ => None,
    }
}

/// The same for what the driver says; nothing for an error that only a programmer can mend.
pub(crate) fn classify_driver(error: &sqlx::Error) -> Option<StoreError> {
    match error {
        sqlx::Error::Database(database) => {
            let code = database.code().unwrap_or_default();
            match database.try_downcast_ref::<sqlx::postgres::PgDatabaseError>() {
                Some(postgres) => classify_postgres(&code, postgres),
                None => classify_sqlite(&code, database.message()),
            }
        }
        sqlx::Error::PoolTimedOut => Some(StoreError::Busy(error.to_string())),
        sqlx::Error::Io(io) if io.kind() == std::io::ErrorKind::StorageFull => {
            Some(StoreError::Full(error.to_string()))
        }
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::BeginFailed => Some(StoreError::Unavailable(error.to_string())),
        _ => None,
    }
}

fn classify_postgres(code: &str, error: &sqlx::postgres::PgDatabaseError) -> Option<StoreError> {
    let message = || error.message().to_owned();
    match code {
        "23505" => {
            let name = error.constraint().unwrap_or_default();
            let known = CONSTRAINTS.into_iter().find(|(_, index, _)| *index == name);
            let constraint = known.map_or_else(|| Constraint::Other(name.to_owned()), |row| row.0);
            Some(StoreError::Conflict(constraint))
        }
        "23503" => Some(StoreError::NotFound("referenced row")),
        // lock_not_available, serialization_failure, deadlock_detected, query_canceled by a
        // time limit, too_many_connections
        "55P03" | "40001" | "40P01" | "57014" | "53300" => Some(StoreError::Busy(message())),
        "53100" => Some(StoreError::Full(message())),
        // connection exceptions, out of memory, operator intervention, I/O errors, read-only
        _ if code.starts_with("08")
            || code.starts_with("53")
            || code.starts_with("57P")
            || code.starts_with("58")
            || code == "25006"
            || code == "25P03" =>
        {
            Some(StoreError::Unavailable(message()))
        }
        _ => None,
    }
}

fn classify_sqlite(code: &str, message: &str) -> Option<StoreError> {
    let extended: u32 = code.parse().ok()?;
    let owned = || format!("{message} ({extended})");
    // The low byte is the primary code, https://www.sqlite.org/rescode.html.
    match (extended, extended & 0xff) {
        // SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE
        (1555 | 2067, _) => {
            let place = message.rsplit(": ").next().unwrap_or_default();
            let known = CONSTRAINTS
                .into_iter()
                .find(|(_, _, words)| *words == place);
            let constraint = known.map_or_else(|| Constraint::Other(place.to_owned()), |row| row.0);
            Some(StoreError::Conflict(constraint))
        }
        // SQLITE_CONSTRAINT_FOREIGNKEY
        (787, _) => Some(StoreError::NotFound("referenced row")),
        // SQLITE_BUSY, SQLITE_LOCKED
        (_, 5 | 6) => Some(StoreError::Busy(owned())),
        // SQLITE_FULL; SQLITE_IOERR_SHMSIZE is a full disk met by the WAL's index
        (_, 13) | (4874, _) => Some(StoreError::Full(owned())),
        // SQLITE_NOMEM, SQLITE_READONLY, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_CANTOPEN,
        // SQLITE_NOTADB
        (_, 7 | 8 | 10 | 11 | 14 | 26) => Some(StoreError::Unavailable(owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_codes_are_told_apart() {
        let classify = |code: &str| classify_sqlite(code, "words");
        assert!(matches!(classify("5"), Some(StoreError::Busy(_))));
        assert!(matches!(classify("517"), Some(StoreError::Busy(_))));
        assert!(matches!(classify("13"), Some(StoreError::Full(_))));
        assert!(matches!(classify("4874"), Some(StoreError::Full(_))));
        assert!(matches!(classify("778"), Some(StoreError::Unavailable(_))));
        assert!(classify("1").is_none());
        let unique = classify_sqlite("2067", "UNIQUE constraint failed: users.email");
        assert!(matches!(
            unique,
            Some(StoreError::Conflict(Constraint::UserEmail))
        ));
    }
}
