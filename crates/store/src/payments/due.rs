//! Setting automatic top-ups, and the moment in which one becomes due.

use sea_orm::sea_query::{Cond, Expr, ExprTrait as _, LockType, OnConflict, Query};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _, Set};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{AccountId, WorkspaceId};
use uuid::Uuid;

use super::attempt::AUTO_RECHARGE_JOB;
use super::recharge::{AutoRecharge, NewAutoRecharge, record};
use crate::entities::auto_recharge::{ActiveModel, Column, Entity, Model};
use crate::error::{Result, StoreError};
use crate::jobs::NewJob;
use crate::ledger::Wallet;
use crate::scoped::ScopedTx;

impl ScopedTx<'_> {
    /// Sets how a wallet is topped up by itself, in place of what was set, and counts failures
    /// anew. One that is below the threshold already is topped up right away. Nothing for the
    /// wallet of a workspace on master billing, which pays for nothing.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a wallet that the account does not have.
    pub async fn set_auto_recharge(
        &self,
        wallet: Wallet,
        new: &NewAutoRecharge,
    ) -> Result<Option<AutoRecharge>> {
        // A charge that ends before this is seen here; one that comes after it sees the setting.
        let held = self.hold_wallet(wallet).await?;
        if !held.in_use {
            return Ok(None);
        }
        let now = self.now();
        let below = new.enabled && held.balance < new.threshold;
        let row = ActiveModel {
            wallet_id: Set(held.id),
            account_id: Set(self.account()),
            workspace_id: Set(wallet.workspace().map(|id| id.uuid())),
            enabled: Set(new.enabled),
            threshold_cents: Set(new.threshold.get()),
            amount_cents: Set(new.amount.get()),
            monthly_limit_cents: Set(new.monthly_limit.map(Cents::get)),
            consecutive_failures: Set(0),
            last_failure_reason: Set(None),
            last_attempt_at: Set(None),
            next_attempt_at: Set(None),
            wanted_at: Set(below.then_some(now)),
            updated_at: Set(now),
        };
        // When an attempt was made last stays true.
        let replace = OnConflict::column(Column::WalletId)
            .update_columns([
                Column::Enabled,
                Column::ThresholdCents,
                Column::AmountCents,
                Column::MonthlyLimitCents,
                Column::ConsecutiveFailures,
                Column::LastFailureReason,
                Column::NextAttemptAt,
                Column::WantedAt,
                Column::UpdatedAt,
            ])
            .to_owned();
        Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(&self.db)
            .await?;
        self.note(wallet.workspace(), "auto_recharge_set", wallet, None)
            .await?;
        if below {
            self.enqueue_recharge(held.id, now).await?;
        }
        let row = self.recharge_row(held.id).await?;
        let row = row.ok_or(StoreError::NotFound("automatic top-up"))?;
        record(&row, self.recharged_this_month(held.id).await?).map(Some)
    }

    /// Switches the automatic top-up of a workspace's own wallet off, which is used no more. The
    /// caller has locked the workspace.
    pub(crate) async fn switch_off_recharge(&self, id: WorkspaceId) -> Result<()> {
        let none = || Expr::value(Option::<Timestamp>::None);
        let off = Entity::update_many()
            .col_expr(Column::Enabled, Expr::value(false))
            .col_expr(Column::WantedAt, none())
            .col_expr(Column::NextAttemptAt, none())
            .col_expr(Column::UpdatedAt, self.now().into())
            .filter(Column::AccountId.eq(self.account()))
            .filter(Column::WorkspaceId.eq(id.uuid()))
            .filter(Column::Enabled.eq(true))
            .exec(&self.db)
            .await?;
        if off.rows_affected > 0 {
            let wallet = Wallet::Workspace(id);
            self.note(Some(id), "auto_recharge_off", wallet, None)
                .await?;
        }
        Ok(())
    }

    /// Whether a charge that left so much in these wallets makes a top-up of one of them due, for
    /// a statement that is run while their accounts of the ledger are locked.
    pub(crate) fn is_recharge_due(&self, left: &[(Uuid, Cents)]) -> Expr {
        let below = left.iter().map(|(wallet, balance)| {
            let below = Column::ThresholdCents.gt(balance.get());
            Column::WalletId.eq(*wallet).and(below)
        });
        let due = Query::select()
            .expr(Expr::val(1))
            .from(Entity)
            .and_where(Column::AccountId.eq(self.account()))
            .and_where(Column::Enabled.eq(true))
            .and_where(Column::WantedAt.is_null())
            .cond_where(below.fold(Cond::any(), Cond::add))
            .to_owned();
        Expr::exists(due)
    }

    /// Notes that a charge left so much in a wallet, whose account of the ledger is locked: below
    /// its threshold a top-up is due, in the transaction that charged. One that is due already is
    /// not due twice.
    pub(crate) async fn note_charge(&self, wallet: Uuid, balance: Cents) -> Result<()> {
        let Some(row) = self.recharge_row(wallet).await? else {
            return Ok(());
        };
        if !row.enabled || balance.get() >= row.threshold_cents || row.wanted_at.is_some() {
            return Ok(());
        }
        let now = self.now();
        let wanted = Entity::update_many()
            .col_expr(Column::WantedAt, now.into())
            .filter(Column::WalletId.eq(wallet))
            .filter(Column::Enabled.eq(true))
            .exec(&self.db)
            .await?;
        if wanted.rows_affected > 0 {
            let at = Ord::max(row.next_attempt_at.unwrap_or(now), now);
            self.enqueue_recharge(wallet, at).await?;
        }
        Ok(())
    }

    /// One setting, which nobody else changes before this transaction ends.
    pub(super) async fn lock_recharge(&self, wallet: Uuid) -> Result<Option<Model>> {
        let query = Entity::find_by_id(wallet)
            .filter(Column::AccountId.eq(self.account()))
            .lock(LockType::NoKeyUpdate);
        Ok(query.one(&self.db).await?)
    }

    /// Has the automatic top-up of a wallet looked after, at this time.
    pub(super) async fn enqueue_recharge(&self, wallet: Uuid, at: Timestamp) -> Result<()> {
        let job = recharge_job(self.caller().account, wallet)?.at(at);
        self.enqueue(&job).await.map(drop)
    }

    /// Has the automatic top-up of a wallet looked after now.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a wallet that the account does not have.
    pub async fn look_after_recharge(&self, wallet: Wallet) -> Result<()> {
        let id = self.wallet_id(wallet).await?;
        self.enqueue_recharge(id, self.now()).await
    }
}

fn recharge_job(account: AccountId, wallet: Uuid) -> Result<NewJob> {
    NewJob::new(AUTO_RECHARGE_JOB)
        .account(account)
        .key(format!("{AUTO_RECHARGE_JOB}:{wallet}"))
        .payload(&serde_json::json!({ "wallet": wallet }))
}
