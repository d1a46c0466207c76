//! Commands that a client may repeat: the answer is kept in the transaction that has the effect.

use bytes::Bytes;
use http::StatusCode;
use serde::Serialize;
use simpleinboxes_server::runtime::{
    Context, Idempotency as ClientKey, Recorded, Success,
    errors::{Conflict, IdempotencyKeyReused, ServerError},
};
use simpleinboxes_store::{
    Idempotency, IdempotentRequest, IdempotentTx, RecordedAnswer, Store, Tx,
};
use uuid::Uuid;

use crate::{
    auth::Caller,
    transact::{self, Faulty, OrFault as _},
};

/// What an operation that takes an `Idempotency-Key` can answer.
pub trait Repeatable: Faulty + From<Conflict> + From<IdempotencyKeyReused> {}

impl<E: Faulty + From<Conflict> + From<IdempotencyKeyReused>> Repeatable for E {}

/// The answer to a repeat of a request that was carried out, before vendors are asked for it.
/// Nothing for a new one: whether it is one is decided where its effect is, by [`run`].
///
/// # Errors
/// The key came with another request; those of the database.
pub async fn kept<T, E: Repeatable>(
    store: &Store,
    cx: &Context<Caller>,
) -> Result<Option<Success<T>>, E> {
    let Some(idempotency) = &cx.idempotency else {
        return Ok(None);
    };
    let request = request(cx, idempotency);
    let known = store.kept_answer(&cx.caller.tenant, request).await;
    known.or_fault::<E>()?.map(answered).transpose()
}

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
    let request = request(cx, idempotency);
    let begun = store.begin_idempotent(&cx.caller.tenant, request).await;
    match begun.or_fault::<E>()? {
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
        known => answered(known),
    }
}

/// The same for an operation that can succeed in several ways: this one with `status` and a body
/// that `wrap` makes the answer of.
///
/// # Errors
/// As [`run`].
pub async fn run_as<B, T, E, F>(
    store: &Store,
    cx: &Context<Caller>,
    status: u16,
    wrap: fn(B) -> T,
    work: F,
) -> Result<Success<T>, E>
where
    B: Serialize,
    E: Repeatable,
    F: AsyncFnOnce(&Tx) -> Result<B, E>,
{
    let Some(idempotency) = &cx.idempotency else {
        return Ok(wrap(transact::write(store, work).await?).into());
    };
    let request = request(cx, idempotency);
    let begun = store.begin_idempotent(&cx.caller.tenant, request).await;
    let tx = match begun.or_fault::<E>()? {
        Idempotency::New(tx) => tx,
        known => return answered(known),
    };
    let body = match work(&tx).await {
        Ok(body) => body,
        Err(error) => {
            tx.roll_back().await;
            return Err(error);
        }
    };
    // The answer is encoded once more when it is sent, into the same bytes.
    let (_, bytes) = Success::encode(&body)?;
    tx.finish(status, &bytes).await.or_fault::<E>()?;
    Ok(wrap(body).into())
}

/// Runs a command whose middle goes on outside, at a vendor, where no transaction may wait for it.
///
/// - `begin` notes in a transaction what is to be done, and names it.
/// - `call` asks the vendor under that name, with no transaction open.
/// - `end` notes in a second transaction what came of it, and gives the answer. When it gives an
///   error within `Ok`, what it noted of the failure lasts.
///
/// This is safe because each step can be lost without harm. The name is written before the vendor
/// is asked, and the vendor is asked under that name alone, so that however often it is asked one
/// thing comes of it. If the process dies after the first transaction, a repeat with the same
/// `Idempotency-Key` finds the name and goes on with `call`; if nobody repeats it, what `begin`
/// noted stands as begun until a job clears it away. The answer is kept in the transaction of its
/// effect. Two processes that go on with the same name at once ask the vendor for the same thing,
/// and the second one finds the answer of the first.
///
/// # Errors
/// Those of the steps; a key that came with another request or is in use at this moment; those of
/// the transactions.
pub async fn around<T, O, E>(
    store: &Store,
    cx: &Context<Caller>,
    begin: impl AsyncFnOnce(&Tx) -> Result<Uuid, E>,
    call: impl AsyncFnOnce(Uuid) -> Result<O, E>,
    end: impl AsyncFnOnce(&Tx, Uuid, Result<O, E>) -> Result<Result<T, E>, E>,
) -> Result<Success<T>, E>
where
    T: Serialize,
    E: Repeatable,
{
    let Some(idempotency) = &cx.idempotency else {
        let subject = transact::write(store, begin).await?;
        let outcome = call(subject).await;
        let ended = transact::write(store, async |tx| end(tx, subject, outcome).await).await?;
        return Ok(ended?.into());
    };
    let request = request(cx, idempotency);
    let begun = store.begin_idempotent(&cx.caller.tenant, request).await;
    let tx = match begun.or_fault::<E>()? {
        Idempotency::New(tx) => tx,
        known => return answered(known),
    };
    let subject = match tx.subject() {
        Some(subject) => subject,
        None => match begin(&tx).await {
            Ok(subject) => subject,
            Err(error) => {
                tx.roll_back().await;
                return Err(error);
            }
        },
    };
    let outside = tx.begin_outside(subject).await.or_fault::<E>()?;
    let outcome = call(subject).await;
    let resumed = store.resume_idempotent(outside).await.or_fault::<E>()?;
    match resumed {
        Idempotency::New(tx) => {
            let ended = end(&tx, subject, outcome).await;
            finish(cx, tx, ended).await
        }
        known => answered(known),
    }
}

/// Ends the second transaction.
async fn finish<T: Serialize, E: Repeatable>(
    cx: &Context<Caller>,
    tx: IdempotentTx,
    ended: Result<Result<T, E>, E>,
) -> Result<Success<T>, E> {
    let body = match ended {
        Ok(Ok(body)) => body,
        Ok(Err(failed)) => {
            tx.give_up().await.or_fault::<E>()?;
            return Err(failed);
        }
        Err(error) => {
            tx.roll_back().await;
            return Err(error);
        }
    };
    let (success, bytes) = Success::encode(&body)?;
    tx.finish(status(cx)?, &bytes).await.or_fault::<E>()?;
    Ok(success)
}

fn request<'a>(cx: &Context<Caller>, idempotency: &'a ClientKey) -> IdempotentRequest<'a> {
    IdempotentRequest {
        key: &idempotency.key,
        operation: cx.operation.id,
        fingerprint: idempotency.fingerprint,
    }
}

/// The answer to a request that is not to be carried out.
fn answered<T, E: Repeatable>(known: Idempotency) -> Result<Success<T>, E> {
    match known {
        Idempotency::Done(RecordedAnswer { status, body }) => Ok(Success::replay(Recorded {
            status: StatusCode::from_u16(status).ok(),
            body: body.into(),
        })),
        Idempotency::KeyReused => Err(IdempotencyKeyReused::default().into()),
        Idempotency::New(_) | Idempotency::InFlight => {
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
