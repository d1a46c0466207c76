//! Ten years of a wallet, written at once.
//!
//! Through the store it would take an hour. The guards of the ledger are off while the rows go in
//! and are back afterwards; what they would have checked is proved by `Store::verify_ledger`.

use chrono::TimeDelta;
use simpleinboxes_core::{clock::Clock as _, status::LedgerKind};
use simpleinboxes_store::Backend;
use simpleinboxes_tests::service::Ground;
use sqlx::{AssertSqlSafe, Connection as _, Executor, PgConnection, SqliteConnection, raw_sql};
use uuid::Uuid;

use super::fleet;

/// The time that the history takes.
const YEARS: i64 = 10;

/// Every tenth transaction is a top-up that the nine charges after it use up.
const TOPUP: &str = "i % 10 = 1";

/// How many of the first `i` transactions are top-ups.
const TOPUPS: &str = "((i + 9) / 10)";

/// A history to write.
pub(super) struct History {
    backend: Backend,
    url: String,
    pub(super) transactions: i64,
    /// When it begins, and how far its transactions are apart, in milliseconds.
    begins: i64,
    step: i64,
    account: Uuid,
    workspace: Uuid,
}

impl History {
    /// One that ends now.
    pub(super) fn of(ground: &Ground, transactions: i64) -> Self {
        let time = TimeDelta::days(365 * YEARS).num_milliseconds();
        let step = time / transactions;
        let now = ground.clock.now().timestamp_millis();
        Self {
            backend: ground.database.backend(),
            url: ground.database.url(),
            transactions,
            begins: now - step * (transactions + 1),
            step,
            account: ground.acme.id.uuid(),
            workspace: ground.acme.first.uuid(),
        }
    }

    pub(super) async fn write(&self) -> sqlx::Result<()> {
        match self.backend {
            Backend::Sqlite => self.write_sqlite().await,
            Backend::Postgres => self.write_postgres().await,
        }
    }

    async fn write_sqlite(&self) -> sqlx::Result<()> {
        let mut connection = SqliteConnection::connect(&self.url).await?;
        connection.execute("PRAGMA foreign_keys = off").await?;
        connection.execute("PRAGMA cache_size = -500000").await?;
        let guards: Vec<(String, String)> = sqlx::query_as(
            "SELECT name, sql FROM sqlite_schema \
             WHERE type = 'trigger' AND tbl_name LIKE 'ledger_%'",
        )
        .fetch_all(&mut connection)
        .await?;
        let mut tx = connection.begin_with("BEGIN IMMEDIATE").await?;
        for (name, _) in &guards {
            run(&mut *tx, format!("DROP TRIGGER {name}")).await?;
        }
        for statement in self.statements() {
            run(&mut *tx, statement).await?;
        }
        for copies in fleet::copies(self) {
            let columns = sqlx::query_scalar("SELECT name FROM pragma_table_info(?)")
                .bind(copies.table)
                .fetch_all(&mut *tx)
                .await?;
            run(&mut *tx, copies.statement(&columns)).await?;
        }
        for (_, guard) in guards {
            run(&mut *tx, guard).await?;
        }
        tx.commit().await?;
        connection.close().await
    }

    async fn write_postgres(&self) -> sqlx::Result<()> {
        let mut connection = PgConnection::connect(&self.url).await?;
        let mut tx = connection.begin().await?;
        let guards_off = "SET LOCAL session_replication_role = replica";
        tx.execute(guards_off).await?;
        for statement in self.statements() {
            run(&mut *tx, statement).await?;
        }
        for copies in fleet::copies(self) {
            let columns = sqlx::query_scalar(
                "SELECT column_name::text FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = $1",
            )
            .bind(copies.table)
            .fetch_all(&mut *tx)
            .await?;
            run(&mut *tx, copies.statement(&columns)).await?;
        }
        tx.commit().await?;
        // As the server does by itself after a while.
        connection.execute("VACUUM ANALYZE").await?;
        connection.close().await
    }

    /// The moment of transaction `i`, in milliseconds.
    fn millis(&self) -> String {
        self.millis_of("i")
    }

    fn millis_of(&self, number: &str) -> String {
        format!("({} + {number} * {})", self.begins, self.step)
    }

    /// An id of version 7 for transaction `i`, or what belongs to it.
    pub(super) fn id(&self) -> String {
        self.id_of("i")
    }

    pub(super) fn id_of(&self, number: &str) -> String {
        let millis = self.millis_of(number);
        match self.backend {
            Backend::Sqlite => format!("unhex(printf('%012x70008000%012x', {millis}, {number}))"),
            Backend::Postgres => format!(
                "(lpad(to_hex({millis}), 12, '0') || '70008000' \
                 || lpad(to_hex({number}), 12, '0'))::uuid"
            ),
        }
    }

    fn time(&self, millis: &str) -> String {
        match self.backend {
            Backend::Sqlite => {
                format!("strftime('%Y-%m-%dT%H:%M:%S+00:00', {millis} / 1000, 'unixepoch')")
            }
            Backend::Postgres => format!("to_timestamp({millis} / 1000)"),
        }
    }

    fn literal(&self, id: Uuid) -> String {
        match self.backend {
            Backend::Sqlite => format!("X'{}'", id.simple()),
            Backend::Postgres => format!("'{id}'::uuid"),
        }
    }

    /// The id of an account of the ledger.
    fn book(&self, kind: LedgerKind) -> String {
        let of = match kind {
            LedgerKind::Revenue => format!("workspace_id = {}", self.literal(self.workspace)),
            _ => format!("account_id = {}", self.literal(self.account)),
        };
        format!("(SELECT id FROM ledger_accounts WHERE {of} AND kind = '{kind}')")
    }

    /// Rows for every number `i` from 1 to `to`.
    pub(super) fn insert(to: i64, into: &str, values: &str, from: &str) -> String {
        format!(
            "WITH RECURSIVE counted(i) AS (SELECT CAST(1 AS bigint) \
             UNION ALL SELECT i + 1 FROM counted WHERE i < {to}) \
             INSERT INTO {into} SELECT {values} FROM {from}"
        )
    }

    fn statements(&self) -> [String; 9] {
        let topups = (self.transactions + 9) / 10;
        let charges = self.transactions - topups;
        [
            self.ledger_transactions(),
            self.wallet_postings(),
            self.counter_postings(),
            self.head(
                LedgerKind::MasterWallet,
                self.transactions,
                topups * 9 - charges,
            ),
            self.head(LedgerKind::External, topups, -9 * topups),
            self.head(LedgerKind::Revenue, charges, charges),
            self.months(),
            self.invoices(),
            self.beginning(),
        ]
    }

    fn ledger_transactions(&self) -> String {
        let (id, at) = (self.id(), self.time(&self.millis()));
        let (account, workspace) = (self.literal(self.account), self.literal(self.workspace));
        let into = "ledger_transactions (id, account_id, workspace_id, phase, reason, key, \
                    description, created_at)";
        let values = format!(
            "{id}, {account}, CASE WHEN {TOPUP} THEN NULL ELSE {workspace} END, 'single', \
             CASE WHEN {TOPUP} THEN 'topup' ELSE 'order' END, 'history:' || i, 'An order', {at}"
        );
        Self::insert(self.transactions, into, &values, "counted")
    }

    /// What a top-up brings is used up by the charges that come after it.
    fn wallet_postings(&self) -> String {
        let wallet = self.book(LedgerKind::MasterWallet);
        let after = format!("10 * {TOPUPS} - i");
        self.postings(&wallet, "i", ["9", "-1"], ["NULL", "NULL"], &after)
    }

    /// The other end of each: outside, or revenue.
    fn counter_postings(&self) -> String {
        let (external, revenue) = (
            self.book(LedgerKind::External),
            self.book(LedgerKind::Revenue),
        );
        let either =
            |topup: &str, charge: &str| format!("CASE WHEN {TOPUP} THEN {topup} ELSE {charge} END");
        let book = either(&external, &revenue);
        let seq = either(TOPUPS, &format!("i - {TOPUPS}"));
        let of = [either("NULL", "'inboxes'"), either("NULL", "1")];
        let after = either(&format!("-9 * {TOPUPS}"), &format!("i - {TOPUPS}"));
        self.postings(&book, &seq, ["-9", "1"], [&of[0], &of[1]], &after)
    }

    fn postings(
        &self,
        book: &str,
        seq: &str,
        [topup, charge]: [&str; 2],
        [category, quantity]: [&str; 2],
        after: &str,
    ) -> String {
        let (id, at) = (self.id(), self.time(&self.millis()));
        let (account, workspace) = (self.literal(self.account), self.literal(self.workspace));
        let into = "ledger_postings (ledger_account_id, seq, transaction_id, account_id, \
                    workspace_id, phase, amount_cents, category, quantity, balance_after_cents, \
                    held_after_cents, posted_at)";
        let values = format!(
            "{book}, {seq}, {id}, {account}, \
             CASE WHEN {TOPUP} THEN NULL ELSE {workspace} END, 'single', \
             CASE WHEN {TOPUP} THEN {topup} ELSE {charge} END, {category}, {quantity}, {after}, \
             0, {at}"
        );
        Self::insert(self.transactions, into, &values, "counted")
    }

    fn head(&self, kind: LedgerKind, seq: i64, balance: i64) -> String {
        let book = self.book(kind);
        format!(
            "UPDATE ledger_accounts SET seq = {seq}, balance_cents = {balance} WHERE id = {book}"
        )
    }

    /// What the guards would have counted.
    fn months(&self) -> String {
        let month = match self.backend {
            Backend::Sqlite => "substr(t.created_at, 1, 7)",
            Backend::Postgres => "to_char(t.created_at AT TIME ZONE 'UTC', 'YYYY-MM')",
        };
        format!(
            "INSERT INTO ledger_months (ledger_account_id, period, reason, category, account_id, \
             workspace_id, transactions, quantity, debit_cents, credit_cents) \
             SELECT p.ledger_account_id, {month}, t.reason, coalesce(p.category, ''), \
             p.account_id, a.workspace_id, count(*), sum(coalesce(p.quantity, 0)), \
             sum(CASE WHEN p.amount_cents < 0 THEN -p.amount_cents ELSE 0 END), \
             sum(CASE WHEN p.amount_cents > 0 THEN p.amount_cents ELSE 0 END) \
             FROM ledger_postings p JOIN ledger_transactions t ON t.id = p.transaction_id \
             JOIN ledger_accounts a ON a.id = p.ledger_account_id GROUP BY 1, 2, 3, 4, 5, 6"
        )
    }

    /// Copies of the invoice that is there, one for each top-up.
    fn invoices(&self) -> String {
        let (id, at) = (self.id(), self.time(&self.millis()));
        let same = "account_id, workspace_id, kind, is_custom, status, document, subtotal_cents, \
                    discount_cents, tax_cents, total_cents, paid_cents, due_at";
        let into = format!("invoices (id, number, issued_at, {same})");
        let values = format!("{id}, 'H-' || i, {at}, {same}");
        let from = "counted CROSS JOIN (SELECT * FROM invoices LIMIT 1) one";
        Self::insert((self.transactions + 9) / 10, &into, &values, from)
    }

    /// The workspace is as old as its history.
    fn beginning(&self) -> String {
        let begins = self.time(&self.begins.to_string());
        let workspace = self.literal(self.workspace);
        format!("UPDATE workspaces SET created_at = {begins} WHERE id = {workspace}")
    }
}

async fn run<'c, E: Executor<'c>>(executor: E, statement: String) -> sqlx::Result<()> {
    executor.execute(raw_sql(AssertSqlSafe(statement))).await?;
    Ok(())
}
