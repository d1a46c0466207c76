//! What can go wrong in the store, told apart as far as callers act on it.

use sea_orm::DbErr;

use crate::dialect;
use crate::secrets::SecretError;

/// An error of the store.
///
/// None of its texts is for clients: they name tables and hold what the database said.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A command named something that its caller can't see or that does not exist.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// The rows would break a unique constraint.
    #[error("unique constraint broken: {0:?}")]
    Conflict(Constraint),
    /// There are as many of these as there may be.
    #[error("at most {max} {what}")]
    Limit {
        /// What there are too many of.
        what: &'static str,
        /// How many there may be.
        max: u64,
    },
    /// Another holder of a lock, or all connections in use, for longer than we wait.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// No space is left for the database.
    #[error("the database's disk is full: {0}")]
    Full(String),
    /// The database can't be reached or does not work.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// A secret could not be sealed or opened.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// A row holds what no version of this program writes.
    #[error("column {column} holds an unknown value")]
    Corrupt {
        /// `table.column`
        column: &'static str,
    },
    /// Anything else: a bug of ours or of the database.
    #[error("database error: {0}")]
    Other(#[source] DbErr),
}

/// The unique constraints that a caller can meet by what a user typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Constraint {
    /// Two live workspaces of one account with the same name but for case.
    WorkspaceName,
    /// Two users with one e-mail address.
    UserEmail,
    /// Two keys with one hash: 256 random bits twice.
    ApiKeyHash,
    /// Two movements of money with one key in one account.
    LedgerKey,
    /// Two ends of one pending movement of money.
    LedgerPending,
    /// Two invoices of one account with one number.
    InvoiceNumber,
    /// Two domains with one name that are both in use.
    DomainHeld,
    /// Two inboxes of one domain with one username that are both in use.
    AddressHeld,
    /// Another one, as the database names it.
    Other(String),
}

impl StoreError {
    /// True when the same call may succeed a little later: answer 503 and let the client retry.
    #[must_use]
    pub const fn is_temporary(&self) -> bool {
        matches!(
            self,
            Self::Busy(_)
                | Self::Full(_)
                | Self::Unavailable(_)
                // A new key that this process has yet to read.
                | Self::Secret(SecretError::UnknownKey(_))
        )
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        dialect::classify(error)
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        dialect::classify_driver(&error)
            .unwrap_or_else(|| Self::Other(DbErr::Custom(error.to_string())))
    }
}

/// The result of the store's functions.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
