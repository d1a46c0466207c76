//! Everything that a database holds, to be compared before and after.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait as _, Statement};

use crate::{Backend, Store};

/// The rows of every table, as text, by the table's name.
pub type Snapshot = BTreeMap<String, Vec<String>>;

/// All rows of all tables.
///
/// # Panics
/// When they can't be read.
pub async fn snapshot(store: &Store) -> Snapshot {
    let tables = match store.backend() {
        Backend::Sqlite => {
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        }
        Backend::Postgres => {
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' \
             AND table_type = 'BASE TABLE'"
        }
    };
    let mut snapshot = Snapshot::new();
    for table in texts(store, tables).await {
        let rows = match store.backend() {
            Backend::Sqlite => sqlite_rows(store, &table).await,
            Backend::Postgres => format!("SELECT to_jsonb(t)::text FROM {table} t ORDER BY 1"),
        };
        let rows = texts(store, &rows).await;
        snapshot.insert(table, rows);
    }
    snapshot
}

/// A query for the rows of a table with their values as SQL would write them.
async fn sqlite_rows(store: &Store, table: &str) -> String {
    let columns = format!("SELECT name FROM pragma_table_info('{table}')");
    let quoted: Vec<String> = texts(store, &columns)
        .await
        .into_iter()
        .map(|column| format!("'{column}=' || quote(\"{column}\")"))
        .collect();
    format!(
        "SELECT {} FROM {table} ORDER BY 1",
        quoted.join(" || ' ' || ")
    )
}

/// The first column of what a query gives, which is text.
///
/// # Panics
/// When it can't be read.
pub async fn texts(store: &Store, sql: &str) -> Vec<String> {
    let reader = &store.connections.reader;
    let statement = Statement::from_string(reader.get_database_backend(), sql);
    let rows = reader.query_all_raw(statement).await.expect("rows");
    rows.iter()
        .map(|row| row.try_get_by_index(0).expect("a text"))
        .collect()
}
