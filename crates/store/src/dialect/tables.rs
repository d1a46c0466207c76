//! What tables need of one engine or the other, for migrations.

use sea_orm::sea_query::{PostgresQueryBuilder, SqliteQueryBuilder, TableCreateStatement};
use sea_orm::{ConnectionTrait, DbBackend, DbErr};

/// Makes a table that may lose its rows in a crash, where the engine can save work by that.
pub(crate) async fn forgo_log(db: &impl ConnectionTrait, table: &str) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared(&format!("ALTER TABLE {table} SET UNLOGGED"))
            .await?;
    }
    Ok(())
}

/// Orders a column by its bytes, whatever language the database was made for.
pub(crate) async fn sort_by_bytes(
    db: &impl ConnectionTrait,
    table: &str,
    column: &str,
) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Postgres {
        let sql = format!(r#"ALTER TABLE {table} ALTER COLUMN {column} TYPE text COLLATE "C""#);
        db.execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Makes a table whose `column` refers to `other.id`, which need not be there before the end of
/// the transaction.
pub(crate) async fn create_referring_later(
    db: &impl ConnectionTrait,
    table: &TableCreateStatement,
    column: &str,
    other: &str,
) -> Result<(), DbErr> {
    let key =
        format!("FOREIGN KEY ({column}) REFERENCES {other} (id) DEFERRABLE INITIALLY DEFERRED");
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => table.to_string(PostgresQueryBuilder),
        _ => table.to_string(SqliteQueryBuilder),
    };
    let open = sql.trim_end().strip_suffix(')').unwrap_or(&sql);
    db.execute_unprepared(&format!("{open}, {key} )")).await?;
    Ok(())
}

/// Puts the state in front of the columns of an index that has rows of one state alone, where the
/// engine would prefer an index of all states to it and read every row of that one. PostgreSQL does
/// not, and could not look by what comes after the state: it leaves a condition out that holds for
/// the whole index.
pub(crate) async fn lead_with_state(
    db: &impl ConnectionTrait,
    table: &str,
    index: &str,
    state: &str,
    columns: &str,
) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Sqlite {
        db.execute_unprepared(&format!("DROP INDEX {index}"))
            .await?;
        let sql =
            format!("CREATE INDEX {index} ON {table} (state, {columns}) WHERE state = '{state}'");
        db.execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Puts a view in the place of the one with its name and columns. Rights to it stay.
pub(crate) async fn replace_view(
    db: &impl ConnectionTrait,
    name: &str,
    select: &str,
) -> Result<(), DbErr> {
    let begins = if db.get_database_backend() == DbBackend::Postgres {
        "CREATE OR REPLACE VIEW"
    } else {
        // It knows neither rights nor this.
        db.execute_unprepared(&format!("DROP VIEW {name}")).await?;
        "CREATE VIEW"
    };
    let sql = format!("{begins} {name} AS {select}");
    db.execute_unprepared(&sql).await.map(drop)
}
