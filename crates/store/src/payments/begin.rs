//! Beginning a top-up: its row and its announcement in the ledger.

use chrono::TimeDelta;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{TopupId, TopupKind as TopupIdKind, WorkspaceId};
use simpleinboxes_core::status::{TopupKind, TopupStatus, TransactionReason};
use uuid::Uuid;

use super::topups::{Topup, record};
use crate::entities::{ledger_account, topup};
use crate::error::{Result, StoreError};
use crate::ledger::{LedgerError, NewCredit, References, Wallet};
use crate::scoped::{Scoped, ScopedTx};

/// How long a top-up can be paid.
const LASTS: TimeDelta = TimeDelta::hours(24);

/// A top-up to begin by hand.
#[derive(Debug, Clone)]
pub struct NewTopup {
    /// The workspace that it is asked for.
    pub workspace: Option<WorkspaceId>,
    /// The wallet that gets the money.
    pub wallet: Wallet,
    /// How much.
    pub amount: Cents,
    /// The payment provider.
    pub provider: &'static str,
    /// Where the customer goes afterwards.
    pub return_url: String,
}

impl ScopedTx<'_> {
    /// Begins a top-up by hand: nothing is paid, and nobody outside was asked yet.
    ///
    /// # Errors
    /// [`LedgerError::NotInUse`] for the wallet of a workspace on master billing, and
    /// [`StoreError::NotFound`] for one that the caller can't pay into.
    pub async fn begin_topup(&self, new: &NewTopup) -> Result<Topup, LedgerError> {
        let row = topup::ActiveModel {
            workspace_id: Set(new.workspace.map(WorkspaceId::uuid)),
            kind: Set(TopupKind::Manual.to_string()),
            provider: Set(new.provider.to_owned()),
            return_url: Set(Some(new.return_url.clone())),
            ..Default::default()
        };
        let reason = TransactionReason::Topup;
        self.announce(row, new.wallet, new.amount, reason).await
    }

    /// Writes the announcement to the ledger, and the top-up beside it.
    pub(super) async fn announce(
        &self,
        mut row: topup::ActiveModel,
        wallet: Wallet,
        amount: Cents,
        reason: TransactionReason,
    ) -> Result<Topup, LedgerError> {
        let id: TopupId = self.shared.ids.next::<TopupIdKind>();
        let key = format!("topup:{id}");
        let references = References {
            topup: Some(id),
            ..References::default()
        };
        let announced = self
            .begin_pending(&NewCredit {
                wallet,
                amount,
                key: &key,
                reason,
                description: describe(reason),
                references,
            })
            .await?;
        let now = self.now();
        row.id = Set(id.uuid());
        row.account_id = Set(self.account());
        row.wallet_id = Set(self.wallet_id(wallet).await?);
        row.wallet_workspace_id = Set(wallet.workspace().map(WorkspaceId::uuid));
        row.amount_cents = Set(amount.get());
        row.status = Set(TopupStatus::Pending.to_string());
        row.pending_id = Set(announced.transaction.uuid());
        row.created_at = Set(now);
        row.expires_at = Set(now + LASTS);
        let begun = record(row.insert(&self.db).await?)?;
        self.note(wallet.workspace(), "topup_begun", begun.id, None)
            .await?;
        Ok(begun)
    }

    /// Notes what the provider made of a top-up: its checkout session or its payment. Nothing for
    /// one that is not pending any more.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another top-up has the same.
    pub async fn link_topup(
        &self,
        id: TopupId,
        checkout: Option<&str>,
        payment: Option<&str>,
    ) -> Result<Option<Topup>> {
        let Some(row) = self.lock_topup(id).await? else {
            return Ok(None);
        };
        if row.status != TopupStatus::Pending.as_str() {
            return Ok(None);
        }
        let mut row: topup::ActiveModel = row.into();
        if let Some(checkout) = checkout {
            row.checkout_id = Set(Some(checkout.to_owned()));
        }
        if let Some(payment) = payment {
            row.payment_id = Set(Some(payment.to_owned()));
        }
        record(row.update(&self.db).await?).map(Some)
    }
}

impl Scoped<'_> {
    /// The ledger's account of a wallet.
    pub(crate) async fn wallet_id(&self, wallet: Wallet) -> Result<Uuid> {
        use ledger_account::{Column, Entity};
        let (kind, of) = match wallet {
            Wallet::Master => ("master_wallet", None),
            Wallet::Workspace(id) => ("dedicated_wallet", Some(id.uuid())),
        };
        let mut query = Entity::find()
            .filter(Column::AccountId.eq(self.account()))
            .filter(Column::Kind.eq(kind));
        query = match of {
            None => query.filter(Column::WorkspaceId.is_null()),
            Some(id) => query.filter(Column::WorkspaceId.eq(id)),
        };
        let row = query.one(&self.db).await?;
        Ok(row.ok_or(StoreError::NotFound("wallet"))?.id)
    }
}

const fn describe(reason: TransactionReason) -> &'static str {
    match reason {
        TransactionReason::AutoRecharge => "Automatic top-up",
        _ => "Top-up",
    }
}
