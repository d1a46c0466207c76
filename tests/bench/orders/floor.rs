//! The rows of an order by bare SQL: copies of those of one that the store has placed.

use std::sync::Arc;

use anyhow::{Context as _, ensure};
use simpleinboxes_core::{
    clock::{Clock as _, SystemClock},
    id::{AccountId, TransactionKind, WorkspaceId},
};
use sqlx::{
    Database, Encode, Executor, IntoArguments, Transaction, Type,
    types::chrono::{DateTime, Utc},
};
use uuid::Uuid;

use crate::ledger::floor::{self, Lane, Pool};

/// How each table's copies differ from the row that they are copied from. `$1` is the id of the
/// order, `$2` that of its domain, `$3` the domain's name.
const TABLES: [Table; 7] = [
    Table {
        name: "orders",
        other: &[("id", "$1"), ("first_domain", "$3")],
    },
    Table {
        name: "domains",
        other: &[("id", "$2"), ("order_id", "$1"), ("name", "$3")],
    },
    Table {
        name: "inboxes",
        other: &[("id", "NEW"), ("order_id", "$1"), ("domain_id", "$2")],
    },
    Table {
        name: "domain_actions",
        other: &[
            ("id", "NEW"),
            ("order_id", "$1"),
            ("domain_id", "$2"),
            ("vendor_key", "TEXT"),
        ],
    },
    Table {
        name: "domain_events",
        other: &[("id", "NEW"), ("domain_id", "$2")],
    },
    Table {
        name: "jobs",
        other: &[("id", "NEW"), ("key", "TEXT")],
    },
    Table {
        name: "audit_log",
        other: &[("id", "NEW")],
    },
];

struct Table {
    name: &'static str,
    other: &'static [(&'static str, &'static str)],
}

/// What writes copies.
#[derive(Clone)]
pub(super) struct Floor {
    ledger: floor::Floor,
    statements: Arc<[String]>,
    orders: i64,
}

impl Floor {
    /// One that copies the only order that the database holds.
    pub(super) async fn open(url: &str) -> anyhow::Result<Self> {
        let ledger = floor::Floor::open(url).await?;
        let mut statements = Vec::new();
        for table in TABLES {
            statements.push(statement(&ledger.pool, &table).await?);
        }
        Ok(Self {
            ledger,
            statements: statements.into(),
            orders: 1,
        })
    }

    pub(super) async fn lane(
        &self,
        account: AccountId,
        workspace: WorkspaceId,
    ) -> anyhow::Result<Lane> {
        self.ledger.lane(account, workspace).await
    }

    /// One order, in a transaction of its own.
    pub(super) async fn place(&self, lane: &mut Lane, number: u64) -> sqlx::Result<()> {
        lane.step();
        let charge = self.ledger.ids.next::<TransactionKind>().uuid();
        let at = SystemClock.now();
        match &self.ledger.pool {
            Pool::Sqlite(pool) => {
                let mut tx = pool.begin_with("BEGIN IMMEDIATE").await?;
                floor::write(&mut tx, lane, charge, &format!("copy:{number}"), at).await?;
                self.copy(&mut tx, number).await?;
                tx.commit().await
            }
            Pool::Postgres(pool) => {
                let mut tx = pool.begin().await?;
                floor::write(&mut tx, lane, charge, &format!("copy:{number}"), at).await?;
                self.copy(&mut tx, number).await?;
                tx.commit().await
            }
        }
    }

    async fn copy<DB>(&self, tx: &mut Transaction<'_, DB>, number: u64) -> sqlx::Result<()>
    where
        DB: Database,
        DB::Arguments: IntoArguments<DB>,
        for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
        for<'q> &'q str: Encode<'q, DB> + Type<DB>,
        for<'q> Uuid: Encode<'q, DB> + Type<DB>,
        for<'q> DateTime<Utc>: Encode<'q, DB> + Type<DB>,
    {
        let (order, domain) = (self.id(), self.id());
        let name = format!("copied-{number}.com");
        for statement in self.statements.iter() {
            let query = sqlx::query::<DB>(sqlx::AssertSqlSafe(statement.as_str()));
            let query = query.bind(order).bind(domain).bind(name.as_str());
            query.execute(&mut **tx).await?;
        }
        Ok(())
    }

    fn id(&self) -> Uuid {
        self.ledger.ids.next::<TransactionKind>().uuid()
    }

    /// As many orders are there as were placed on both sides, and as many inboxes of each.
    pub(super) async fn verify(&self, each: usize) -> anyhow::Result<()> {
        let count = async |what: &str| -> anyhow::Result<i64> {
            let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {what}"));
            Ok(match &self.ledger.pool {
                Pool::Sqlite(pool) => sqlx::query_scalar(sql).fetch_one(pool).await?,
                Pool::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await?,
            })
        };
        let expected = self.orders + 2 * i64::try_from(each)?;
        let orders = count("orders").await?;
        ensure!(orders == expected, "{orders} orders and not {expected}");
        for (table, of_one) in [
            ("domains", 1),
            ("inboxes", 2),
            ("jobs", 1),
            ("audit_log", 1),
        ] {
            let rows = count(table).await?;
            ensure!(rows >= of_one * expected, "{rows} rows in {table}");
        }
        Ok(())
    }
}

/// Copies the rows of a table with other values in some of their columns.
async fn statement(pool: &Pool, table: &Table) -> anyhow::Result<String> {
    let name = table.name;
    let (columns, new, text) = match pool {
        Pool::Sqlite(pool) => {
            let sql = format!("SELECT name FROM pragma_table_info('{name}')");
            let columns: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                .fetch_all(pool)
                .await?;
            (columns, "randomblob(16)", "hex(randomblob(16))")
        }
        Pool::Postgres(pool) => {
            let sql = format!(
                "SELECT column_name::text FROM information_schema.columns \
                 WHERE table_name = '{name}' AND table_schema = current_schema()"
            );
            let columns: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                .fetch_all(pool)
                .await?;
            (columns, "gen_random_uuid()", "gen_random_uuid()::text")
        }
    };
    let ids = pattern(pool, name).await?;
    let value = |column: &String| {
        let other = table.other.iter().find(|(name, _)| name == column);
        match other.map(|(_, value)| *value) {
            Some("NEW") => new.to_owned(),
            Some("TEXT") => text.to_owned(),
            Some(parameter) => parameter.to_owned(),
            None => format!("\"{column}\""),
        }
    };
    let values: Vec<String> = columns.iter().map(value).collect();
    let quoted: Vec<String> = columns.iter().map(|one| format!("\"{one}\"")).collect();
    let (quoted, values) = (quoted.join(", "), values.join(", "));
    // All parameters are used in each, so that all can be bound in each.
    let types = match pool {
        Pool::Sqlite(_) => "$1 IS NOT NULL AND $2 IS NOT NULL AND $3 IS NOT NULL",
        Pool::Postgres(_) => {
            "$1::uuid IS NOT NULL AND $2::uuid IS NOT NULL AND $3::text IS NOT NULL"
        }
    };
    Ok(format!(
        "INSERT INTO {name} ({quoted}) SELECT {values} FROM {name} WHERE id IN ({ids}) AND {types}"
    ))
}

/// The ids of a table's rows that belong to the order, as SQL has them. At this time the database
/// holds no other order.
async fn pattern(pool: &Pool, table: &str) -> anyhow::Result<String> {
    let only = match table {
        "audit_log" => "WHERE action = 'order_placed'",
        _ => "",
    };
    let ids: Vec<String> = match pool {
        Pool::Sqlite(pool) => {
            let sql = format!("SELECT 'x''' || hex(id) || '''' FROM {table} {only}");
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                .fetch_all(pool)
                .await?
        }
        Pool::Postgres(pool) => {
            let sql = format!("SELECT quote_literal(id::text) || '::uuid' FROM {table} {only}");
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                .fetch_all(pool)
                .await?
        }
    };
    ensure!(!ids.is_empty(), "an order leaves nothing in {table}");
    let first = ids.first().context("a row")?;
    Ok(if table == "orders" {
        first.clone()
    } else {
        ids.join(", ")
    })
}
