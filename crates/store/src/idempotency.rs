//! Requests that may be repeated: the first answer is kept in the transaction that has the
//! effect, so that there is never the one without the other.
//!
//! A key belongs to the API key or user that sent it. While the first request is under way a
//! second one with the same key is turned away: on PostgreSQL by a lock that lasts as long as the
//! transaction, on SQLite, which has one process, by a set in memory.

use std::collections::HashSet;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::TimeDelta;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set, sea_query::OnConflict};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::dialect;
use crate::entities::idempotency_key::{ActiveModel, Column, Entity, Model};
use crate::error::{Result, StoreError};
use crate::scoped::Caller;
use crate::secrets::Place;
use crate::store::{Shared, Store, Tx};

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
    // After the transaction, since fields are dropped in their order: until it has ended, the
    // request is under way.
    _claim: Claim,
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
        let known = match look(&tx, owner, request).await {
            Ok(None) => {
                return Ok(Idempotency::New(IdempotentTx {
                    tx,
                    owner,
                    key: request.key.to_owned(),
                    operation: request.operation.to_owned(),
                    fingerprint: request.fingerprint,
                    _claim: claim,
                }));
            }
            Ok(Some(known)) => Ok(known),
            Err(error) => Err(error),
        };
        // Waited for, so that a repeat right after this one does not meet our own lock.
        tx.roll_back().await;
        known
    }
}

/// What is known of a request already; nothing of a new one, which is locked then.
async fn look(tx: &Tx, owner: Uuid, request: IdempotentRequest<'_>) -> Result<Option<Idempotency>> {
    if !dialect::try_lock(&tx.inner, lock_number(owner, request.key)).await? {
        return Ok(Some(Idempotency::InFlight));
    }
    let Some(row) = find(tx, owner, request.key).await? else {
        return Ok(None);
    };
    let same = row.fingerprint == request.fingerprint && row.operation == request.operation;
    Ok(Some(if same {
        Idempotency::Done(answer(&tx.shared, &row)?)
    } else {
        Idempotency::KeyReused
    }))
}

impl IdempotentTx {
    /// Keeps the answer and commits it together with the effect.
    ///
    /// # Errors
    /// Those of [`Tx::commit`].
    pub async fn finish(self, status: u16, body: &[u8]) -> Result<()> {
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

async fn find(tx: &Tx, owner: Uuid, key: &str) -> Result<Option<Model>> {
    let oldest = tx.shared.clock.now() - KEPT;
    let row = Entity::find_by_id((owner, key.to_owned()))
        .filter(Column::CreatedAt.gt(oldest))
        .one(&tx.inner)
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

/// The requests of this process that are under way.
#[derive(Debug, Clone, Default)]
pub(crate) struct InFlight(Arc<Mutex<HashSet<(Uuid, String)>>>);

/// Says that a request is under way, until it is dropped.
#[derive(Debug)]
struct Claim {
    in_flight: InFlight,
    entry: (Uuid, String),
}

impl InFlight {
    fn claim(&self, owner: Uuid, key: &str) -> Option<Claim> {
        let entry = (owner, key.to_owned());
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.insert(entry.clone()).then(|| Claim {
            in_flight: self.clone(),
            entry,
        })
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        let mut entries = self
            .in_flight
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        entries.remove(&self.entry);
    }
}
