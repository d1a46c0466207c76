//! One attempt of an automatic top-up: begun before the payment provider is asked, so that
//! whoever comes after a crash asks for the same thing and not for another.

use chrono::TimeDelta;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, Set};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::TopupId;
use simpleinboxes_core::status::{DeclineReason, TopupKind, TopupStatus, TransactionReason};
use uuid::Uuid;

use super::settle::TopupEnd;
use super::topups::{Topup, record, wallet as wallet_of};
use crate::entities::auto_recharge::{ActiveModel, Model};
use crate::entities::topup;
use crate::error::{Result, StoreError};
use crate::ledger::{LedgerError, Wallet};
use crate::scoped::ScopedTx;

/// The kind of the jobs that look after automatic top-ups; they have a `wallet` in their payload.
pub const AUTO_RECHARGE_JOB: &str = "auto-recharge";

/// How long to wait after the first failure in a row, and after the second.
const WAITS: [TimeDelta; 2] = [TimeDelta::hours(1), TimeDelta::hours(6)];

/// What is to be done for a wallet now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RechargeStep {
    /// Nothing: it is off, or nothing is due.
    Nothing,
    /// Nothing before this time.
    Later(Timestamp),
    /// An attempt was begun before and has not ended.
    UnderWay(Topup),
    /// This attempt was begun now: charge it.
    Begun(Topup),
    /// The attempt failed at once: no payment method is saved.
    Failed(RechargeFailure),
}

/// A failure that was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RechargeFailure {
    /// The wallet.
    pub wallet: Wallet,
    /// Why.
    pub reason: DeclineReason,
    /// How many there were in a row.
    pub failures: u32,
    /// When the next attempt is made; nothing when it was switched off.
    pub next_attempt_at: Option<Timestamp>,
}

/// What was done about an attempt of which nobody can tell whether it was paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LostRecharge {
    /// It has ended.
    GivenUp,
    /// It is left as it is, and no other is made.
    SwitchedOff(RechargeFailure),
}

impl ScopedTx<'_> {
    /// Begins an attempt, if one is due for this wallet and may be made now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_recharge(
        &self,
        wallet: Uuid,
        provider: &str,
    ) -> Result<RechargeStep, LedgerError> {
        let Some(seen) = self.recharge_row(wallet).await? else {
            return Ok(RechargeStep::Nothing);
        };
        if let Some(topup) = self.pending_recharge(wallet).await? {
            return Ok(RechargeStep::UnderWay(topup));
        }
        let whose = wallet_of(seen.workspace_id);
        // The ledger before the setting, as whoever charges does it.
        let held = match self.hold_wallet(whose).await {
            Ok(held) if held.in_use => held,
            // The wallet of a workspace that is deleted or on master billing pays for nothing.
            Ok(_) | Err(StoreError::NotFound(_)) => return Ok(RechargeStep::Nothing),
            Err(error) => return Err(error.into()),
        };
        let Some(row) = self.lock_recharge(wallet).await? else {
            return Ok(RechargeStep::Nothing);
        };
        if let Some(topup) = self.pending_recharge(wallet).await? {
            return Ok(RechargeStep::UnderWay(topup));
        }
        let now = self.now();
        if !row.enabled || row.wanted_at.is_none() {
            return Ok(RechargeStep::Nothing);
        }
        if let Some(next) = row.next_attempt_at.filter(|next| *next > now) {
            return Ok(RechargeStep::Later(next));
        }
        if held.balance.get() >= row.threshold_cents || self.beyond_limit(&row).await? {
            self.unwant(row).await?;
            return Ok(RechargeStep::Nothing);
        }
        let Some(method) = self.payment_method(provider).await? else {
            let failed = self
                .count_failure(row, DeclineReason::PaymentMethodMissing)
                .await?;
            return Ok(RechargeStep::Failed(failed));
        };
        let amount = Cents::new(row.amount_cents);
        let mut begun: ActiveModel = row.into();
        begun.wanted_at = Set(None);
        begun.next_attempt_at = Set(None);
        begun.last_attempt_at = Set(Some(now));
        begun.update(&self.db).await?;
        let row = topup::ActiveModel {
            workspace_id: Set(whose.workspace().map(|id| id.uuid())),
            kind: Set(TopupKind::Auto.to_string()),
            provider: Set(provider.to_owned()),
            payment_method_id: Set(Some(method.id)),
            ..Default::default()
        };
        let reason = TransactionReason::AutoRecharge;
        let topup = self.announce(row, whose, amount, reason).await?;
        Ok(RechargeStep::Begun(topup))
    }

    /// Ends an attempt that was refused, counts the failure, and has the next attempt made after
    /// a while or, after the third in a row, none. Nothing for one that has ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fail_recharge(
        &self,
        id: TopupId,
        reason: DeclineReason,
        message: &str,
    ) -> Result<Option<RechargeFailure>, LedgerError> {
        let Some(row) = self.lock_topup(id).await? else {
            return Ok(None);
        };
        if row.status != TopupStatus::Pending.as_str() {
            return Ok(None);
        }
        let wallet = row.wallet_id;
        let end = TopupEnd::Failed {
            reason: message.to_owned(),
        };
        self.give_up(row, &end).await?;
        let Some(row) = self.lock_recharge(wallet).await? else {
            return Ok(None);
        };
        Ok(Some(self.count_failure(row, reason).await?))
    }

    /// Deals with an attempt of which nobody can tell any more whether it was paid. To charge anew
    /// could charge twice, so the automatic top-up is switched off, and the attempt is left as it
    /// is: a late report still brings its money. Once its owner has set the automatic top-up anew,
    /// from `unknown_since` on, the attempt is given up. Nothing when there is nothing to do.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lose_recharge(
        &self,
        id: TopupId,
        unknown_since: Timestamp,
    ) -> Result<Option<LostRecharge>, LedgerError> {
        let Some(row) = self.lock_topup(id).await? else {
            return Ok(None);
        };
        if row.status != TopupStatus::Pending.as_str() {
            return Ok(Some(LostRecharge::GivenUp));
        }
        let Some(seen) = self.recharge_row(row.wallet_id).await? else {
            return Ok(None);
        };
        if !seen.enabled {
            return Ok(None);
        }
        if seen.updated_at >= unknown_since {
            let reason = "The payment provider did not tell whether it was paid.".to_owned();
            self.give_up(row, &TopupEnd::Failed { reason }).await?;
            return Ok(Some(LostRecharge::GivenUp));
        }
        let Some(row) = self.lock_recharge(row.wallet_id).await? else {
            return Ok(None);
        };
        let reason = DeclineReason::ProviderError;
        let last = Model {
            consecutive_failures: i32::try_from(WAITS.len()).unwrap_or(i32::MAX),
            ..row
        };
        let failed = self.count_failure(last, reason).await?;
        Ok(Some(LostRecharge::SwitchedOff(failed)))
    }

    /// Notes that an attempt brought its money. What a charge made due meanwhile is due still,
    /// unless the money was enough.
    pub(super) async fn recharged(&self, wallet: Wallet) -> Result<()> {
        let held = match self.hold_wallet(wallet).await {
            Ok(held) => held,
            Err(StoreError::NotFound(_)) => return Ok(()),
            Err(error) => return Err(error),
        };
        let Some(row) = self.lock_recharge(held.id).await? else {
            return Ok(());
        };
        let due = row.wanted_at.is_some() && row.enabled;
        let enough = held.balance.get() >= row.threshold_cents;
        let mut succeeded: ActiveModel = row.into();
        succeeded.consecutive_failures = Set(0);
        succeeded.last_failure_reason = Set(None);
        succeeded.next_attempt_at = Set(None);
        if enough {
            succeeded.wanted_at = Set(None);
        }
        succeeded.update(&self.db).await?;
        if due && !enough {
            self.enqueue_recharge(held.id, self.now()).await?;
        }
        Ok(())
    }

    async fn pending_recharge(&self, wallet: Uuid) -> Result<Option<Topup>> {
        use topup::{Column, Entity};
        let row = self
            .find::<Entity>()
            .filter(Column::WalletId.eq(wallet))
            // Written out, as the index has it by which there is one at a time.
            .filter(Expr::cust("kind = 'auto' AND status = 'pending'"))
            .one(&self.db)
            .await?;
        row.map(record).transpose()
    }

    /// Whether one more top-up would go beyond what may be paid in this month.
    async fn beyond_limit(&self, row: &Model) -> Result<bool> {
        let Some(limit) = row.monthly_limit_cents else {
            return Ok(false);
        };
        let charged = self.recharged_this_month(row.wallet_id).await?;
        let after = charged.plus(Cents::new(row.amount_cents));
        Ok(after.map_or(true, |after| after.get() > limit))
    }

    /// What was due is left out.
    async fn unwant(&self, row: Model) -> Result<()> {
        let mut row: ActiveModel = row.into();
        row.wanted_at = Set(None);
        row.next_attempt_at = Set(None);
        row.update(&self.db).await?;
        Ok(())
    }

    async fn count_failure(&self, row: Model, reason: DeclineReason) -> Result<RechargeFailure> {
        let now = self.now();
        let before = usize::try_from(row.consecutive_failures).unwrap_or(0);
        let wallet = wallet_of(row.workspace_id);
        let id = row.wallet_id;
        // Set anew while the attempt was under way, and off then: there is nothing to hold back.
        let next = WAITS.get(before).map(|wait| now + *wait);
        let next = next.filter(|_| row.enabled);
        let failures = (before + 1).min(WAITS.len() + 1);
        let off = row.enabled && next.is_none();
        let still_due = next.map(|_| row.wanted_at.unwrap_or(now));
        let mut failed: ActiveModel = row.into();
        failed.consecutive_failures = Set(i32::try_from(failures).unwrap_or(i32::MAX));
        failed.last_failure_reason = Set(Some(reason.to_string()));
        failed.last_attempt_at = Set(Some(now));
        failed.next_attempt_at = Set(next);
        failed.wanted_at = Set(still_due);
        if off {
            failed.enabled = Set(false);
            failed.updated_at = Set(now);
        }
        failed.update(&self.db).await?;
        if let Some(next) = next {
            self.enqueue_recharge(id, next).await?;
        }
        if off {
            let label = Some(reason.as_str());
            self.note(wallet.workspace(), "auto_recharge_off", wallet, label)
                .await?;
        }
        Ok(RechargeFailure {
            wallet,
            reason,
            failures: u32::try_from(failures).unwrap_or(u32::MAX),
            next_attempt_at: next,
        })
    }
}
