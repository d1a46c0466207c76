//! The end of what was pending: posted or voided, once.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{InvoiceId, OrderId, TopupId, TransactionId, WorkspaceId};
use simpleinboxes_core::status::{BillingMode, LedgerKind, Phase, TransactionReason};

use super::books::{Books, Place, place};
use super::write::{Draft, Leg};
use super::{LedgerError, Posted, References, Wallet};
use crate::entities::ledger_transaction::{Column, Entity, Model};
use crate::entities::{ledger_account, posting};
use crate::error::{Result, StoreError};
use crate::scoped::ScopedTx;

impl ScopedTx<'_> {
    /// Carries a pending credit out. When it was for the wallet of a workspace that has gone
    /// back to master billing, or is deleted, it is voided and lands in the master wallet.
    /// Called again it gives what was done the first time.
    ///
    /// # Errors
    /// [`LedgerError::Settled`] when it was voided, and [`StoreError::NotFound`] for what is not
    /// pending or the caller does not see.
    pub async fn post_pending(&self, id: TransactionId) -> Result<Posted, LedgerError> {
        let mut open = match self.open_pending(id).await? {
            Ok(open) => open,
            Err(settled) => return self.was_posted(settled).await,
        };
        if open.in_use {
            return self.settle(&mut open, Phase::Post).await;
        }
        self.settle(&mut open, Phase::Void).await?;
        let Open {
            row,
            mut books,
            source,
            amount,
            ..
        } = open;
        let key = format!("{}:master", row.key);
        let reason = reason(&row)?;
        let mut draft = Draft::single(self.next_transaction(), reason, &key, &row.description);
        draft.references = references(&row);
        draft.related = Some(id);
        draft.legs = vec![
            Leg::new(source, Cents::ZERO.minus(amount)?),
            Leg::new(Wallet::Master, amount),
        ];
        self.post_one(&mut books, draft).await
    }

    /// Gives a pending credit up. Called again it gives what was done the first time.
    ///
    /// # Errors
    /// [`LedgerError::Settled`] when it was carried out, and [`StoreError::NotFound`] for what is
    /// not pending or the caller does not see.
    pub async fn void_pending(&self, id: TransactionId) -> Result<Posted, LedgerError> {
        match self.open_pending(id).await? {
            Ok(mut open) => self.settle(&mut open, Phase::Void).await,
            Err(settled) if settled.phase == Phase::Void.as_str() => {
                let landed = self.landed(&settled).await?;
                match landed {
                    Some(_) => Err(LedgerError::Settled),
                    None => Ok(self.read_posted(settled).await?),
                }
            }
            Err(_) => Err(LedgerError::Settled),
        }
    }

    /// Locks what a pending credit moves; what settled it, if something did.
    async fn open_pending(&self, id: TransactionId) -> Result<Result<Open, Model>> {
        let row = self.ledger_transaction(id).await?;
        if row.phase != Phase::Pending.as_str() {
            return Err(StoreError::NotFound("pending transaction"));
        }
        let legs = self.legs_of(id).await?;
        let mut in_use = true;
        let mut source = Place::EXTERNAL;
        let mut amount = Cents::ZERO;
        for (account, posting) in &legs {
            let place = place(account)?;
            if posting.amount_cents < 0 {
                source = place;
            } else {
                amount = Cents::new(posting.amount_cents);
            }
            if let (LedgerKind::DedicatedWallet, Some(of)) = (place.kind, place.workspace) {
                in_use = self.is_in_use(of).await?;
            }
        }
        let mut places = legs
            .iter()
            .map(|leg| place(&leg.0))
            .collect::<Result<Vec<_>>>()?;
        let master = Place::from(Wallet::Master);
        if !in_use && !places.contains(&master) {
            // Where it lands instead; all that is locked is locked at once.
            places.push(master);
        }
        let books = self.lock_books(&places).await?;
        let settled = Entity::find()
            .filter(Column::AccountId.eq(self.account()))
            .filter(Column::PendingId.eq(id.uuid()))
            .one(&self.db)
            .await?;
        Ok(match settled {
            Some(settled) => Err(settled),
            None => Ok(Open {
                row,
                legs,
                books,
                source,
                amount,
                in_use,
            }),
        })
    }

    async fn is_in_use(&self, id: WorkspaceId) -> Result<bool> {
        match self.hold_mode(id).await {
            Ok(found) => Ok(found.billing_mode == BillingMode::Dedicated),
            Err(StoreError::NotFound(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    async fn settle(&self, open: &mut Open, phase: Phase) -> Result<Posted, LedgerError> {
        let key = format!("{}:{phase}", open.row.key);
        let reason = reason(&open.row)?;
        let id = self.next_transaction();
        let mut draft = Draft::single(id, reason, &key, &open.row.description);
        draft.workspace = open.row.workspace_id.map(WorkspaceId::from_uuid);
        draft.phase = phase;
        draft.pending = Some(TransactionId::from_uuid(open.row.id));
        draft.references = references(&open.row);
        for (account, posting) in &open.legs {
            let amount = Cents::new(posting.amount_cents);
            draft.legs.push(Leg::new(place(account)?, amount));
        }
        self.post_one(&mut open.books, draft).await
    }

    async fn was_posted(&self, settled: Model) -> Result<Posted, LedgerError> {
        if settled.phase == Phase::Post.as_str() {
            return Ok(self.read_posted(settled).await?);
        }
        let landed = self.landed(&settled).await?;
        let landed = landed.ok_or(LedgerError::Settled)?;
        Ok(self.read_posted(landed).await?)
    }

    /// What landed in the master wallet instead of what was voided.
    async fn landed(&self, voided: &Model) -> Result<Option<Model>> {
        let row = Entity::find()
            .filter(Column::AccountId.eq(self.account()))
            .filter(Column::RelatedId.eq(voided.pending_id))
            .filter(Column::Phase.eq(Phase::Single.as_str()))
            .one(&self.db)
            .await?;
        Ok(row)
    }
}

/// A pending credit, with its accounts locked.
struct Open {
    row: Model,
    legs: Vec<(ledger_account::Model, posting::Model)>,
    books: Books,
    source: Place,
    amount: Cents,
    /// Whether the wallet that was to get it may get it.
    in_use: bool,
}

fn reason(row: &Model) -> Result<TransactionReason> {
    row.reason.parse().map_err(|_| StoreError::Corrupt {
        column: "ledger_transactions.reason",
    })
}

pub(super) fn references(row: &Model) -> References {
    References {
        order: row.order_id.map(OrderId::from_uuid),
        topup: row.topup_id.map(TopupId::from_uuid),
        invoice: row.invoice_id.map(InvoiceId::from_uuid),
    }
}
