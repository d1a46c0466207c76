//! Where the database is and how patient we are with it.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use secrecy::SecretString;

/// A database, by its place.
#[derive(Debug, Clone)]
pub enum DatabaseUrl {
    /// A SQLite file; it and the folder that it is in are made when they are not there.
    Sqlite(PathBuf),
    /// The URL of a PostgreSQL database, which may hold a password.
    Postgres(SecretString),
}

/// A text that names no database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected postgres://…, postgresql://… or sqlite:PATH")]
pub struct InvalidDatabaseUrl;

impl FromStr for DatabaseUrl {
    type Err = InvalidDatabaseUrl;

    fn from_str(text: &str) -> Result<Self, InvalidDatabaseUrl> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.into()));
        }
        let path = text.strip_prefix("sqlite:").ok_or(InvalidDatabaseUrl)?;
        let path = path.strip_prefix("//").unwrap_or(path);
        // A query would be options that we do not read; an empty path would be a lost file.
        if path.is_empty() || path.contains('?') || path == ":memory:" {
            return Err(InvalidDatabaseUrl);
        }
        Ok(Self::Sqlite(path.into()))
    }
}

/// How to open a store.
#[derive(Debug, Clone)]
pub struct StoreOptions {
    /// The database.
    pub database: DatabaseUrl,
    /// Most connections: for PostgreSQL all of them, for SQLite the readers beside one writer.
    pub connections: u32,
    /// How long to wait for a connection, which for SQLite's writer is the wait for one's turn.
    pub acquire_timeout: Duration,
    /// How long to wait for a lock that another process or transaction holds.
    pub lock_timeout: Duration,
}

impl StoreOptions {
    /// The defaults for `database`.
    #[must_use]
    pub const fn new(database: DatabaseUrl) -> Self {
        Self {
            database,
            connections: 16,
            acquire_timeout: Duration::from_secs(10),
            lock_timeout: Duration::from_secs(5),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_name_one_of_two_engines() {
        let sqlite = |text: &str| match text.parse() {
            Ok(DatabaseUrl::Sqlite(path)) => path,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(sqlite("sqlite:data/si.db"), PathBuf::from("data/si.db"));
        assert_eq!(sqlite("sqlite:///var/si.db"), PathBuf::from("/var/si.db"));
        assert!(matches!(
            "postgresql://u:p@h/d".parse(),
            Ok(DatabaseUrl::Postgres(_))
        ));
        for wrong in [
            "",
            "mysql://x",
            "sqlite:",
            "sqlite::memory:",
            "sqlite:x?mode=ro",
        ] {
            assert!(wrong.parse::<DatabaseUrl>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn passwords_do_not_print() {
        let url: DatabaseUrl = "postgres://u:hunter2@h/d".parse().expect("a url");
        assert!(!format!("{url:?}").contains("hunter2"));
    }
}
