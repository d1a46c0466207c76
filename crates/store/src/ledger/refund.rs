//! Refunds: what was charged and not delivered is paid back.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{TransactionId, WorkspaceId};
use simpleinboxes_core::ledger::{RefundPlan, plan_refund};
use simpleinboxes_core::status::{BillingCategory, BillingMode, Phase, TransactionReason};

use super::books::Place;
use super::write::{Draft, Leg};
use super::{LedgerError, Posted, References, Wallet};
use crate::entities::ledger_transaction::{Column, Entity, Model};
use crate::error::{Result, StoreError};
use crate::scoped::ScopedTx;

/// A refund to make.
#[derive(Debug, Clone, Copy)]
pub struct NewRefund<'a> {
    /// The charge that is paid back.
    pub charge: TransactionId,
    /// Unique in the account: the same key refunds once.
    pub key: &'a str,
    /// What for, for people, 1 to 300 characters.
    pub description: &'a str,
    /// How much of it.
    pub amount: Cents,
    /// How many inboxes, domains or transactions it stands for.
    pub quantity: i32,
    /// What it refers to.
    pub references: References,
}

impl ScopedTx<'_> {
    /// Pays a charge back, in whole or in part: first to the master wallet what it gave as a
    /// fallback, the rest to the wallet that was charged, or to the master wallet when that is
    /// no longer in use.
    ///
    /// # Errors
    /// [`LedgerError::RefundTooLarge`] when that is more than is left of it, and
    /// [`StoreError::NotFound`] for a charge that the caller does not see.
    pub async fn refund(&self, new: &NewRefund<'_>) -> Result<Posted, LedgerError> {
        let charge = self.ledger_transaction(new.charge).await?;
        let workspace = charge.workspace_id.map(WorkspaceId::from_uuid);
        let workspace = workspace.ok_or(StoreError::NotFound("charge"))?;
        let in_use = match self.lock_paying(workspace).await {
            Ok(found) => found.billing_mode == BillingMode::Dedicated,
            // It is deleted; what it paid goes back to the account.
            Err(StoreError::NotFound(_)) => false,
            Err(error) => return Err(error.into()),
        };
        let own = Wallet::Workspace(workspace);
        let places = [Wallet::Master.into(), own.into(), Place::revenue(workspace)];
        let mut books = self.lock_books(&places).await?;
        let reason = TransactionReason::Refund;
        if let Some(before) = self.done_before(new.key, reason, Phase::Single).await? {
            return Ok(before);
        }
        let (charged, paid) = self.what_was_charged(&charge, workspace).await?;
        let lent = self.what_was_lent(&charge).await?;
        let back = self.what_went_back(new.charge).await?;
        let plan = plan_refund(charged, lent, back, new.amount)?;
        let wallet = if in_use { paid } else { Wallet::Master };
        let mut legs = Vec::with_capacity(3);
        if wallet == Wallet::Master {
            let all = plan.to_master.plus(plan.to_wallet)?;
            legs.push(Leg::new(Wallet::Master, all));
        } else {
            legs.extend(
                [(Wallet::Master, plan.to_master), (wallet, plan.to_wallet)]
                    .into_iter()
                    .filter(|(_, amount)| *amount > Cents::ZERO)
                    .map(|(wallet, amount)| Leg::new(wallet, amount)),
            );
        }
        legs.push(Leg {
            place: Place::revenue(workspace),
            amount: Cents::ZERO.minus(new.amount)?,
            of: Some((BillingCategory::Refunds, new.quantity)),
        });
        let mut draft = Draft::single(self.next_transaction(), reason, new.key, new.description);
        draft.workspace = Some(workspace);
        draft.references = new.references;
        draft.related = Some(new.charge);
        draft.legs = legs;
        self.post_one(&mut books, draft).await
    }

    /// How much, and from which wallet.
    async fn what_was_charged(
        &self,
        charge: &Model,
        workspace: WorkspaceId,
    ) -> Result<(Cents, Wallet)> {
        let posted = self.read_posted(charge.clone()).await?;
        let moved = posted.movements.first().copied();
        let moved = moved.filter(|one| one.amount < Cents::ZERO && is_charge(charge));
        let moved = moved.ok_or(StoreError::NotFound("charge"))?;
        debug_assert!(moved.wallet.workspace().is_none_or(|id| id == workspace));
        Ok((Cents::new(-moved.amount.get()), moved.wallet))
    }

    async fn what_was_lent(&self, charge: &Model) -> Result<Cents> {
        let Some(help) = charge.related_id.map(TransactionId::from_uuid) else {
            return Ok(Cents::ZERO);
        };
        let help = self.ledger_transaction_of_account(help).await?;
        let posted = self.read_posted(help).await?;
        let gave = posted
            .movements
            .iter()
            .find(|one| one.wallet == Wallet::Master);
        Ok(gave.map_or(Cents::ZERO, |one| Cents::new(-one.amount.get())))
    }

    async fn what_went_back(&self, charge: TransactionId) -> Result<RefundPlan> {
        let rows = Entity::find()
            .filter(Column::AccountId.eq(self.account()))
            .filter(Column::RelatedId.eq(charge.uuid()))
            .filter(Column::Reason.eq(TransactionReason::Refund.as_str()))
            .all(&self.db)
            .await?;
        let (mut to_master, mut to_wallet) = (0, 0);
        for row in rows {
            for moved in self.read_posted(row).await?.movements {
                match moved.wallet {
                    Wallet::Master => to_master += moved.amount.get(),
                    Wallet::Workspace(_) => to_wallet += moved.amount.get(),
                }
            }
        }
        Ok(RefundPlan {
            to_master: Cents::new(to_master),
            to_wallet: Cents::new(to_wallet),
        })
    }

    /// One transaction of the account, whether or not a bound caller sees it.
    pub(super) async fn ledger_transaction_of_account(&self, id: TransactionId) -> Result<Model> {
        let row = Entity::find()
            .filter(Column::AccountId.eq(self.account()))
            .filter(Column::Id.eq(id.uuid()))
            .one(&self.db)
            .await?;
        row.ok_or(StoreError::NotFound("transaction"))
    }
}

/// Whether it is one that can be paid back.
fn is_charge(row: &Model) -> bool {
    use TransactionReason::{DomainRenewal, Order, Reactivation, Renewal};
    [Order, Renewal, Reactivation, DomainRenewal]
        .iter()
        .any(|reason| reason.as_str() == row.reason)
}
