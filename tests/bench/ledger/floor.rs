//! The rows of a charge by bare SQL, for one who knows beforehand what to write and that it fits.

use std::{str::FromStr as _, sync::Arc};

use anyhow::bail;
use chrono::{DateTime, Utc};
use simpleinboxes_core::{
    clock::{Clock as _, SystemClock},
    entropy::Entropy,
    id::{AccountId, IdSource, TransactionKind, WorkspaceId},
};
use sqlx::{
    Database, Encode, Executor, IntoArguments, PgPool, SqlitePool, Transaction, Type,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use uuid::Uuid;

use super::{DESCRIPTION, PRICE};

const BOOK: &str = "SELECT id, seq, balance_cents FROM ledger_accounts \
                    WHERE workspace_id = $1 AND kind = $2";

const POSTINGS: &str = "\
    INSERT INTO ledger_postings (ledger_account_id, seq, transaction_id, account_id, workspace_id, \
    phase, amount_cents, category, quantity, balance_after_cents, held_after_cents, posted_at) \
    VALUES ($1, $2, $3, $4, $5, 'single', $6, NULL, NULL, $7, 0, $8), \
    ($9, $10, $3, $4, $5, 'single', $11, 'inboxes', 1, $12, 0, $8)";

const TRANSACTION: &str = "\
    INSERT INTO ledger_transactions (id, account_id, workspace_id, phase, reason, key, \
    description, created_at) VALUES ($1, $2, $3, 'single', 'order', $4, $5, $6)";

/// Connections of our own, set as the store sets its own.
#[derive(Clone)]
pub(crate) struct Floor {
    pub(crate) pool: Pool,
    pub(crate) ids: Arc<IdSource>,
}

#[derive(Clone)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// Where an account of the ledger stands.
#[derive(Clone)]
struct Book {
    id: Uuid,
    seq: i64,
    balance: i64,
}

/// A workspace that nobody else charges.
#[derive(Clone)]
pub(crate) struct Lane {
    account: Uuid,
    workspace: Uuid,
    wallet: Book,
    revenue: Book,
}

impl Lane {
    /// The next charge.
    pub(crate) fn step(&mut self) {
        self.wallet.seq += 1;
        self.wallet.balance -= PRICE.get();
        self.revenue.seq += 1;
        self.revenue.balance += PRICE.get();
    }
}

impl Floor {
    pub(crate) async fn open(url: &str) -> anyhow::Result<Self> {
        let pool = if url.starts_with("sqlite:") {
            let connect = SqliteConnectOptions::from_str(url)?
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true);
            // One writer, and tasks that wait for it in a row, as in the store.
            let options = SqlitePoolOptions::new().max_connections(1);
            let options = options.test_before_acquire(false);
            Pool::Sqlite(options.connect_with(connect).await?)
        } else {
            let options = PgPoolOptions::new().max_connections(16);
            let options = options.test_before_acquire(false);
            Pool::Postgres(options.connect(url).await?)
        };
        let ids = IdSource::new(Arc::new(SystemClock), Entropy::system());
        Ok(Self {
            pool,
            ids: Arc::new(ids),
        })
    }

    pub(crate) async fn lane(
        &self,
        account: AccountId,
        workspace: WorkspaceId,
    ) -> anyhow::Result<Lane> {
        let workspace = workspace.uuid();
        Ok(Lane {
            account: account.uuid(),
            workspace,
            wallet: self.book(workspace, "dedicated_wallet").await?,
            revenue: self.book(workspace, "revenue").await?,
        })
    }

    async fn book(&self, workspace: Uuid, kind: &str) -> anyhow::Result<Book> {
        let found: Option<(Uuid, i64, i64)> = match &self.pool {
            Pool::Sqlite(pool) => {
                let query = sqlx::query_as(BOOK).bind(workspace).bind(kind);
                query.fetch_optional(pool).await?
            }
            Pool::Postgres(pool) => {
                let query = sqlx::query_as(BOOK).bind(workspace).bind(kind);
                query.fetch_optional(pool).await?
            }
        };
        let Some((id, seq, balance)) = found else {
            bail!("no {kind}");
        };
        Ok(Book { id, seq, balance })
    }

    /// One charge, in a transaction of its own.
    pub(super) async fn charge(&self, lane: &mut Lane, key: &str) -> sqlx::Result<()> {
        lane.step();
        let id = self.ids.next::<TransactionKind>().uuid();
        let at = SystemClock.now();
        match &self.pool {
            Pool::Sqlite(pool) => {
                let mut tx = pool.begin_with("BEGIN IMMEDIATE").await?;
                write(&mut tx, lane, id, key, at).await?;
                tx.commit().await
            }
            Pool::Postgres(pool) => {
                let mut tx = pool.begin().await?;
                write(&mut tx, lane, id, key, at).await?;
                tx.commit().await
            }
        }
    }
}

/// Writes one charge into a transaction of the caller's.
pub(crate) async fn write<DB>(
    tx: &mut Transaction<'_, DB>,
    lane: &Lane,
    id: Uuid,
    key: &str,
    at: DateTime<Utc>,
) -> sqlx::Result<()>
where
    DB: Database,
    DB::Arguments: IntoArguments<DB>,
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
    for<'q> &'q str: Encode<'q, DB> + Type<DB>,
    for<'q> i64: Encode<'q, DB> + Type<DB>,
    for<'q> Uuid: Encode<'q, DB> + Type<DB>,
    for<'q> DateTime<Utc>: Encode<'q, DB> + Type<DB>,
{
    let Lane {
        wallet, revenue, ..
    } = lane;
    sqlx::query::<DB>(POSTINGS)
        .bind(wallet.id)
        .bind(wallet.seq)
        .bind(id)
        .bind(lane.account)
        .bind(lane.workspace)
        .bind(-PRICE.get())
        .bind(wallet.balance)
        .bind(at)
        .bind(revenue.id)
        .bind(revenue.seq)
        .bind(PRICE.get())
        .bind(revenue.balance)
        .execute(&mut **tx)
        .await?;
    sqlx::query::<DB>(TRANSACTION)
        .bind(id)
        .bind(lane.account)
        .bind(lane.workspace)
        .bind(key)
        .bind(DESCRIPTION)
        .bind(at)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
