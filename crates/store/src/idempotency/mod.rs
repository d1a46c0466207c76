//! Requests that may be repeated: the first answer is kept in the transaction that has the
//! effect, so that there is never the one without the other.
//!
//! A key belongs to the API key or user that sent it. While the first request is under way a
//! second one with the same key is turned away: on PostgreSQL by a lock that lasts as long as the
//! transaction, on SQLite, which has one process, by a set in memory.
//!
//! Work that goes on outside, at a vendor, can't be done within one transaction. Such a request
//! has two: the first notes what it is about ([`IdempotentTx::begin_outside`]), the second keeps
//! the answer ([`Store::resume_idempotent`]). A repeat after a crash between them goes on with the
//! same subject, under whose name the vendor was asked.

mod in_flight;
mod outside;

use std::ops::Deref;

use chrono::TimeDelta;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, Set};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::dialect;
use crate::entities::idempotency_key::{ActiveModel, Column, Entity, Model};
use crate::error::{Result, StoreError};
use crate::scoped::Caller;
use crate::secrets::Place;
use crate::store::{Shared, Store, Tx};

pub(crate) use in_flight::InFlight;
pub use outside::Outside;

use in_flight::Claim;
use outside::find_begun;

/// How long an answer is kept.
pub(crate) const KEPT: TimeDelta = TimeDelta::hours(24);

/// The column of the sealed answers.
pub(crate) const RESPONSE: &str = "idempotency_keys.response_body";

/// A request that asks to be done at most once.
#[derive(Debug, Clone, Copy)]
pub struct IdempotentRequest<'a> {
    /// The client's key.
    pub key: &'a str,
    /// The operation that it was sent to.
    pub operation: &'a str,
    /// What the request says, in 256 bits.
    pub fingerprint: [u8; 32],
}

impl IdempotentRequest<'_> {
    /// Whether it is the same as one that was kept.
    fn is_of(&self, fingerprint: &[u8], operation: &str) -> bool {
        fingerprint == self.fingerprint.as_slice() && operation == self.operation
    }
}

/// Whether a request is to be carried out.
#[derive(Debug)]
pub enum Idempotency {
    /// It is new: do it in this transaction and finish it with the answer.
    New(IdempotentTx),
    /// It was done: answer the same.
    Done(RecordedAnswer),
    /// The key came with another request before.
    KeyReused,
    /// The same request is being carried out at this moment.
    InFlight,
}

/// An answer that was given before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedAnswer {
    /// Its HTTP status.
    pub status: u16,
    /// Its body, byte for byte.
    pub body: Vec<u8>,
}

/// A write transaction that ends with an answer to keep.
#[derive(Debug)]
pub struct IdempotentTx {
    tx: Tx,
    owner: Uuid,
    key: String,
    operation: String,
    fingerprint: [u8; 32],
    subject: Option<Uuid>,
    // After the transaction, since fields are dropped in their order: until it has ended, the
    // request is under way.
    claim: Claim,
}

impl Deref for IdempotentTx {
    type Target = Tx;

    fn deref(&self) -> &Tx {
        &self.tx
    }
}

impl Store {
    /// Begins a write transaction for a request that asks to be done at most once.
    ///
    /// # Errors
    /// Those of [`Store::begin`]; [`StoreError::NotFound`] for a caller that is no key or user.
    pub async fn begin_idempotent(
        &self,
        caller: &Caller,
        request: IdempotentRequest<'_>,
    ) -> Result<Idempotency> {
        let owner = caller.actor.uuid().ok_or(StoreError::NotFound("owner"))?;
        let Some(claim) = self.shared.in_flight.claim(owner, request.key) else {
            return Ok(Idempotency::InFlight);
        };
        let tx = self.begin().await?;
        let found = if dialect::try_lock(&tx.inner, lock_number(owner, request.key)).await? {
            look(&tx, owner, request).await
        } else {
            Ok(Found::InFlight)
        };
        found_in(tx, owner, request, claim, found).await
    }

    /// What is known of a request that was carried out before: its answer, or that its key came
    /// with another one. Nothing for one that is new or under way. It begins nothing: a look
    /// before what is dear and a repeat does not need; [`Self::begin_idempotent`] decides.
    ///
    /// # Errors
    /// When the database fails; [`StoreError::NotFound`] for a caller that is no key or user.
    pub async fn kept_answer(
        &self,
        caller: &Caller,
        request: IdempotentRequest<'_>,
    ) -> Result<Option<Idempotency>> {
        let owner = caller.actor.uuid().ok_or(StoreError::NotFound("owner"))?;
        let row = find(&self.shared, &self.connections.reader, owner, request.key).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(if request.is_of(&row.fingerprint, &row.operation) {
            Idempotency::Done(answer(&self.shared, &row)?)
        } else {
            Idempotency::KeyReused
        }))
    }
}

/// What is known of a request.
enum Found {
    Nothing,
    Begun(Uuid),
    Done(RecordedAnswer),
    KeyReused,
    InFlight,
}

async fn found_in(
    tx: Tx,
    owner: Uuid,
    request: IdempotentRequest<'_>,
    claim: Claim,
    found: Result<Found>,
) -> Result<Idempotency> {
    let known = match found {
        Ok(Found::Nothing) => Ok(None),
        Ok(Found::Begun(subject)) => Ok(Some(subject)),
        Ok(Found::Done(answer)) => Err(Ok(Idempotency::Done(answer))),
        Ok(Found::KeyReused) => Err(Ok(Idempotency::KeyReused)),
        Ok(Found::InFlight) => Err(Ok(Idempotency::InFlight)),
        Err(error) => Err(Err(error)),
    };
    match known {
        Ok(subject) => Ok(Idempotency::New(IdempotentTx {
            tx,
            owner,
            key: request.key.to_owned(),
            operation: request.operation.to_owned(),
            fingerprint: request.fingerprint,
            subject,
            claim,
        })),
        Err(known) => {
            // Waited for, so that a repeat right after this one does not meet our own lock.
            tx.roll_back().await;
            known
        }
    }
}

async fn look(tx: &Tx, owner: Uuid, request: IdempotentRequest<'_>) -> Result<Found> {
    if let Some(row) = find(&tx.shared, &tx.inner, owner, request.key).await? {
        return Ok(if request.is_of(&row.fingerprint, &row.operation) {
            Found::Done(answer(&tx.shared, &row)?)
        } else {
            Found::KeyReused
        });
    }
    Ok(match find_begun(tx, owner, request.key).await? {
        None => Found::Nothing,
        Some(row) if request.is_of(&row.fingerprint, &row.operation) => Found::Begun(row.subject),
        Some(_) => Found::KeyReused,
    })
}

impl IdempotentTx {
    /// Keeps the answer and commits it together with the effect.
    ///
    /// # Errors
    /// Those of [`Tx::commit`].
    pub async fn finish(self, status: u16, body: &[u8]) -> Result<()> {
        self.forget_begun().await?;
        let row_key = row_key(self.owner, &self.key);
        let place = Place {
            column: RESPONSE,
            row: &row_key,
        };
        let sealed = self.shared.secrets.seal(place, body)?;
        let row = ActiveModel {
            owner_id: Set(self.owner),
            key: Set(self.key),
            operation: Set(self.operation),
            fingerprint: Set(self.fingerprint.to_vec()),
            response_status: Set(i16::try_from(status).unwrap_or(i16::MAX)),
            response_body: Set(sealed.bytes),
            response_key_version: Set(sealed.key_version),
            created_at: Set(self.tx.shared.clock.now()),
        };
        // An answer that is too old to count may still lie there.
        let replace = OnConflict::columns([Column::OwnerId, Column::Key])
            .update_columns([
                Column::Operation,
                Column::Fingerprint,
                Column::ResponseStatus,
                Column::ResponseBody,
                Column::ResponseKeyVersion,
                Column::CreatedAt,
            ])
            .to_owned();
        Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(&self.tx.inner)
            .await?;
        self.tx.commit().await
    }

    /// Undoes everything and keeps no answer, so that the same request can be sent again. To
    /// drop it does the same, but a moment later: until then, a repeat is told to wait.
    pub async fn roll_back(self) {
        self.tx.roll_back().await;
    }
}

async fn find(
    shared: &Shared,
    db: &impl ConnectionTrait,
    owner: Uuid,
    key: &str,
) -> Result<Option<Model>> {
    let oldest = shared.clock.now() - KEPT;
    let row = Entity::find_by_id((owner, key.to_owned()))
        .filter(Column::CreatedAt.gt(oldest))
        .one(db)
        .await?;
    Ok(row)
}

fn answer(shared: &Shared, row: &Model) -> Result<RecordedAnswer> {
    let row_key = row_key(row.owner_id, &row.key);
    let place = Place {
        column: RESPONSE,
        row: &row_key,
    };
    let body = shared.secrets.open(place, &row.response_body)?;
    let status = u16::try_from(row.response_status).map_err(|_| StoreError::Corrupt {
        column: "idempotency_keys.response_status",
    })?;
    Ok(RecordedAnswer {
        status,
        body: body.to_vec(),
    })
}

/// The row's key as bytes, to which its sealed answer is bound.
pub(crate) fn row_key(owner: Uuid, key: &str) -> Vec<u8> {
    [&owner.as_bytes()[..], key.as_bytes()].concat()
}

/// A number for the lock. Two requests that share one by chance, one in 2^64, would at worst
/// have one of them told to come back later.
fn lock_number(owner: Uuid, key: &str) -> i64 {
    let hash: [u8; 32] = Sha256::digest(row_key(owner, key)).into();
    let (first, _) = hash.split_first_chunk::<8>().unwrap_or((&[0; 8], &[]));
    i64::from_be_bytes(*first)
}
