//! SQL beside the store's own, as a hand or a bug would write it.

use uuid::Uuid;

use crate::{Backend, Store};

/// Runs statements in one transaction: committed, or refused with what the database says.
///
/// # Errors
/// The first refusal, that of the commit included.
///
/// # Panics
/// When no transaction begins.
pub async fn run(store: &Store, statements: &[String]) -> Result<(), String> {
    use sea_orm::ConnectionTrait as _;
    let tx = store.begin().await.expect("a transaction");
    for statement in statements {
        if let Err(error) = tx.inner.execute_unprepared(statement).await {
            tx.roll_back().await;
            return Err(error.to_string());
        }
    }
    tx.inner.commit().await.map_err(|error| error.to_string())
}

/// An id as the engine's SQL writes it.
#[must_use]
pub fn literal(store: &Store, id: Uuid) -> String {
    match store.backend() {
        Backend::Sqlite => format!("X'{}'", id.simple()),
        Backend::Postgres => format!("'{id}'::uuid"),
    }
}
