//! Requests whose work goes on outside, in two transactions.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set, sea_query::OnConflict};
use uuid::Uuid;

use super::in_flight::Claim;
use super::{Idempotency, IdempotentRequest, IdempotentTx, KEPT, found_in, lock_number, look};
use crate::dialect;
use crate::entities::begun_request;
use crate::error::Result;
use crate::store::{Store, Tx};

/// A request that was begun and whose work goes on outside.
#[derive(Debug)]
pub struct Outside {
    owner: Uuid,
    key: String,
    operation: String,
    fingerprint: [u8; 32],
    claim: Claim,
}

impl Store {
    /// Goes on with a request whose work outside is over, in a second transaction. The same may
    /// have been done meanwhile by another process, which the client asked again.
    ///
    /// # Errors
    /// Those of [`Store::begin`].
    pub async fn resume_idempotent(&self, outside: Outside) -> Result<Idempotency> {
        let tx = self.begin().await?;
        let request = IdempotentRequest {
            key: &outside.key,
            operation: &outside.operation,
            fingerprint: outside.fingerprint,
        };
        let found = match dialect::lock(&tx.inner, lock_number(outside.owner, &outside.key)).await {
            Ok(()) => look(&tx, outside.owner, request).await,
            Err(error) => Err(error),
        };
        found_in(tx, outside.owner, request, outside.claim, found).await
    }
}

impl IdempotentTx {
    /// What the request is about, when it was begun before and not ended.
    #[must_use]
    pub const fn subject(&self) -> Option<Uuid> {
        self.subject
    }

    /// Notes what the request is about and commits, before its work goes on outside.
    ///
    /// # Errors
    /// Those of [`Tx::commit`].
    pub async fn begin_outside(self, subject: Uuid) -> Result<Outside> {
        let row = begun_request::ActiveModel {
            owner_id: Set(self.owner),
            key: Set(self.key.clone()),
            operation: Set(self.operation.clone()),
            fingerprint: Set(self.fingerprint.to_vec()),
            subject: Set(subject),
            created_at: Set(self.tx.shared.clock.now()),
        };
        // One that is too old to count may still lie there, and a repeat notes the same.
        use begun_request::Column as Begun;
        let replace = OnConflict::columns([Begun::OwnerId, Begun::Key])
            .update_columns([
                Begun::Operation,
                Begun::Fingerprint,
                Begun::Subject,
                Begun::CreatedAt,
            ])
            .to_owned();
        begun_request::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(&self.tx.inner)
            .await?;
        self.tx.commit().await?;
        Ok(Outside {
            owner: self.owner,
            key: self.key,
            operation: self.operation,
            fingerprint: self.fingerprint,
            claim: self.claim,
        })
    }

    /// Commits what was done without an answer: the request failed, and the same one can be sent
    /// again as a new one.
    ///
    /// # Errors
    /// Those of [`Tx::commit`].
    pub async fn give_up(self) -> Result<()> {
        self.forget_begun().await?;
        self.tx.commit().await
    }

    pub(super) async fn forget_begun(&self) -> Result<()> {
        if self.subject.is_some() {
            begun_request::Entity::delete_by_id((self.owner, self.key.clone()))
                .exec(&self.tx.inner)
                .await?;
        }
        Ok(())
    }
}

pub(super) async fn find_begun(
    tx: &Tx,
    owner: Uuid,
    key: &str,
) -> Result<Option<begun_request::Model>> {
    let oldest = tx.shared.clock.now() - KEPT;
    let row = begun_request::Entity::find_by_id((owner, key.to_owned()))
        .filter(begun_request::Column::CreatedAt.gt(oldest))
        .one(&tx.inner)
        .await?;
    Ok(row)
}
