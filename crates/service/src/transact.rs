//! Commands in a transaction, and what the store's errors are to callers.

use simpleinboxes_server::runtime::errors::{ServerError, ServiceUnavailable};
use simpleinboxes_store::{Store, StoreError, Tx};

/// What every operation can answer, whatever it does.
pub trait Faulty: From<ServerError> + From<ServiceUnavailable> {}

impl<E: From<ServerError> + From<ServiceUnavailable>> Faulty for E {}

/// The answer to an error of the store that the caller has no part in.
pub fn fault<E: Faulty>(error: StoreError) -> E {
    if error.is_temporary() {
        ServiceUnavailable::new(error).into()
    } else {
        ServerError::new(error).into()
    }
}

/// Turns the store's errors into answers.
pub trait OrFault<T> {
    /// The value, or the answer to the error.
    ///
    /// # Errors
    /// 503 where the same may succeed a little later, else 500.
    fn or_fault<E: Faulty>(self) -> Result<T, E>;
}

impl<T> OrFault<T> for Result<T, StoreError> {
    fn or_fault<E: Faulty>(self) -> Result<T, E> {
        self.map_err(fault)
    }
}

/// Runs `work` in a write transaction: committed if it gives `Ok`, else rolled back.
///
/// # Errors
/// Those of `work`, and those of the transaction.
pub async fn write<T, E, F>(store: &Store, work: F) -> Result<T, E>
where
    E: Faulty,
    F: AsyncFnOnce(&Tx) -> Result<T, E>,
{
    let tx = store.begin().await.or_fault::<E>()?;
    match work(&tx).await {
        Ok(value) => {
            tx.commit().await.or_fault::<E>()?;
            Ok(value)
        }
        Err(error) => {
            tx.roll_back().await;
            Err(error)
        }
    }
}
