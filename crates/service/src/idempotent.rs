//! Commands that a client may repeat: the answer is kept in the transaction that has the effect.

use bytes::Bytes;
use serde::Serialize;
use simpleinboxes_server::runtime::{
    Context, Recorded, Success,
    errors::{Conflict, IdempotencyKeyReused, ServerError},
};
use simpleinboxes_store::{Idempotency, IdempotentRequest, RecordedAnswer, Store, Tx};

use crate::{
    auth::Caller,
    transact::{self, Faulty, OrFault as _},
};

/// What an operation that takes an `Idempotency-Key` can answer.
pub trait Repeatable: Faulty + From<Conflict> + From<IdempotencyKeyReused> {}

impl<E: Faulty + From<Conflict> + From<IdempotencyKeyReused>> Repeatable for E {}

/// Runs `work` in a write transaction. If the request carries an `Idempotency-Key`, its answer is
/// kept with the effect, and a repeat is answered with the same bytes and has no effect. A failure
/// is not kept: it had no effect, and the same request may succeed later.
///
/// # Errors
/// Those of `work`; a key that came with another request or is in use at this moment; those of the
/// transaction.
pub async fn run<T, E, F>(store: &Store, cx: &Context<Caller>, work: F) -> Result<Success<T>, E>
where
    T: Serialize,
    E: Repeatable,
    F: AsyncFnOnce(&Tx) -> Result<T, E>,
{
    let Some(idempotency) = &cx.idempotency else {
        return Ok(transact::write(store, work).await?.into());
    };
    let request = IdempotentRequest {
        key: &idempotency.key,
        operation: cx.operation.id,
        fingerprint: idempotency.fingerprint,
    };
    match store
        .begin_idempotent(&cx.caller.tenant, request)
        .await
        .or_fault::<E>()?
    {
        Idempotency::New(tx) => match answer(cx, &tx, work).await {
            Ok((success, status, bytes)) => {
                tx.finish(status, &bytes).await.or_fault::<E>()?;
                Ok(success)
            }
            Err(error) => {
                tx.roll_back().await;
                Err(error)
            }
        },
        Idempotency::Done(RecordedAnswer { body, .. }) => Ok(Success::replay(Recorded::from(body))),
        Idempotency::KeyReused => Err(IdempotencyKeyReused::default().into()),
        Idempotency::InFlight => {
            Err(Conflict::new("A request with this Idempotency-Key is being carried out.").into())
        }
    }
}

/// Does the work, and gives its answer with the status and the bytes to keep.
async fn answer<T, E, F>(
    cx: &Context<Caller>,
    tx: &Tx,
    work: F,
) -> Result<(Success<T>, u16, Bytes), E>
where
    T: Serialize,
    E: Repeatable,
    F: AsyncFnOnce(&Tx) -> Result<T, E>,
{
    let body = work(tx).await?;
    let (success, bytes) = Success::encode(&body)?;
    Ok((success, status(cx)?, bytes))
}

/// The status that the operation answers with.
fn status(cx: &Context<Caller>) -> Result<u16, ServerError> {
    match cx.operation.successes {
        [status] => Ok(*status),
        _ => Err(ServerError::new(
            "an idempotent operation has one success status",
        )),
    }
}
