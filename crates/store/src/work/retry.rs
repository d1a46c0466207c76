//! Steps that were given up, tried again: by hand, and by time where a domain is let go.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Set,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{AccountId, DomainActionId, DomainId};
use simpleinboxes_core::machine::{ACTION, ActionEvent, Refused, step};
use simpleinboxes_core::status::{
    DomainActionStatus, DomainActionType, DomainEventType, DomainStatus,
};
use uuid::Uuid;

use super::read::{DomainAction, LETTING_GO, record};
use super::run::{Held, depends_on, is_at_own_registrar, is_ready, status};
use crate::entities::domain_action::{ActiveModel, Column, Entity, Model};
use crate::error::Result;
use crate::orders::parsed;
use crate::scoped::{Caller, ScopedTx};
use crate::store::Store;

/// How many steps are looked at with one query.
const BATCH: u64 = 200;

/// Why a step can't be retried.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RetryRefused {
    /// Its own state forbids it.
    #[error(transparent)]
    Action(Refused<DomainActionStatus, ActionEvent>),
    /// That of its domain does.
    #[error("its domain is {0}")]
    Domain(DomainStatus),
    /// Its domain is let go, and it is none of the steps that do that.
    #[error("its domain is being let go")]
    LetGo,
    /// Another step that sets the domain's nameservers waits or runs, and would be undone.
    #[error("another update of the domain's nameservers is queued or running")]
    Overtaken,
}

impl ScopedTx<'_> {
    /// Puts a step that was given up back into the queue, its attempts counted from 0. Nothing
    /// for one that is not the domain's.
    ///
    /// # Errors
    /// When the database fails; within, why its state or that of its domain forbids it.
    pub async fn retry_action(
        &self,
        domain: DomainId,
        id: DomainActionId,
    ) -> Result<Option<Result<DomainAction, RetryRefused>>> {
        let held = self.lock_action(id).await?;
        let Some(held) = held.filter(|held| held.domain.id == domain.uuid()) else {
            return Ok(None);
        };
        let of_domain: DomainStatus = parsed(&held.domain.status, "domains.status")?;
        if matches!(of_domain, DomainStatus::Failed | DomainStatus::Released) {
            return Ok(Some(Err(RetryRefused::Domain(of_domain))));
        }
        let kind: DomainActionType = parsed(&held.row.kind, "domain_actions.kind")?;
        if !LETTING_GO.contains(&kind) && self.is_being_let_go(held.domain.id).await? {
            return Ok(Some(Err(RetryRefused::LetGo)));
        }
        if is_at_own_registrar(&held.row) && self.sets_nameservers(&held.domain).await? {
            return Ok(Some(Err(RetryRefused::Overtaken)));
        }
        match step(ACTION, status(&held.row)?, ActionEvent::Retry, &()) {
            Ok(queued) => self
                .queue_again(held, queued)
                .await
                .map(|one| Some(Ok(one))),
            Err(refused) => Ok(Some(Err(RetryRefused::Action(refused)))),
        }
    }

    async fn queue_again(&self, held: Held, queued: DomainActionStatus) -> Result<DomainAction> {
        let now = self.now();
        let id = DomainActionId::from_uuid(held.row.id);
        let kind = held.row.kind.clone();
        let mut changed: ActiveModel = held.row.into();
        changed.status = Set(queued.to_string());
        changed.attempts = Set(0);
        changed.next_attempt_at = Set(None);
        changed.finished_at = Set(None);
        changed.updated_at = Set(now);
        let row = changed.update(&self.db).await?;
        self.queue_action(id, now).await?;
        if kind == DomainActionType::SetForwarding.as_str() {
            self.retry_forwarding(&held.domain, id).await?;
        }
        let summary = format!("The step {kind} was queued again.");
        self.tell_of(&held.domain, id, DomainEventType::ActionRetried, &summary)
            .await?;
        record(row)
    }

    /// Queues a step again by which a domain is let go, unless it is none of those that do so
    /// now: dropped in favour of newer ones, or part of nothing.
    async fn go_on_letting_go(&self, id: DomainActionId) -> Result<bool> {
        let Some(held) = self.lock_action(id).await? else {
            return Ok(false);
        };
        let Ok(queued) = step(ACTION, status(&held.row)?, ActionEvent::Retry, &()) else {
            return Ok(false);
        };
        let rows = self.actions_of(held.domain.id).await?;
        if held.domain.status == DomainStatus::Released.as_str()
            || !latest_release(&rows)?.contains(&held.row.id)
            || !is_ready(&held.row, &rows)?
        {
            return Ok(false);
        }
        let domain = DomainId::from_uuid(held.domain.id);
        let error = held.row.error.clone();
        let action = self.queue_again(held, queued).await?;
        let (account, kind) = (self.caller().account, action.kind);
        tracing::warn!(
            %account, %domain, action = %id, %kind, error,
            "a domain could not be let go; the step that was given up is tried again"
        );
        Ok(true)
    }
}

/// The steps of the plan by which a domain is let go at last: its end, and what that waits for.
fn latest_release(rows: &[Model]) -> Result<Vec<Uuid>> {
    let releases = rows
        .iter()
        .filter(|row| row.kind == DomainActionType::ReleaseDomain.as_str());
    let mut plan: Vec<Uuid> = releases.map(|row| row.id).max().into_iter().collect();
    let mut place = 0;
    while let Some(id) = plan.get(place).copied() {
        for row in rows.iter().filter(|row| row.id == id) {
            plan.extend(depends_on(row)?);
        }
        place += 1;
    }
    Ok(plan)
}

impl Store {
    /// Queues steps again that were given up before `cutoff` and by which domains are let go. Tells
    /// how many. Until they succeed, mailboxes go on and the domains' names stay held.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn retry_letting_go(&self, cutoff: Timestamp) -> Result<u64> {
        let (mut after, mut queued) = (Uuid::nil(), 0);
        loop {
            let failed = self.failed_letting_go(cutoff, after).await?;
            let Some(last) = failed.last() else {
                return Ok(queued);
            };
            after = last.1;
            for (account, id) in failed {
                let caller = Caller::system(AccountId::from_uuid(account));
                let id = DomainActionId::from_uuid(id);
                let again = self
                    .write(async |tx| tx.scoped(&caller).go_on_letting_go(id).await)
                    .await?;
                queued += u64::from(again);
            }
        }
    }

    async fn failed_letting_go(&self, cutoff: Timestamp, after: Uuid) -> Result<Vec<(Uuid, Uuid)>> {
        let rows = Entity::find()
            .select_only()
            .column(Column::AccountId)
            .column(Column::Id)
            // Written out, as the index says it.
            .filter(Expr::cust("domain_actions.status = 'failed'"))
            .filter(Column::FinishedAt.lte(cutoff))
            .filter(Column::Kind.is_in(LETTING_GO.map(DomainActionType::as_str)))
            // Of domains that are let go and are not gone.
            .filter(Expr::cust(
                "EXISTS (SELECT 1 FROM domain_actions AS r \
                 WHERE r.domain_id = domain_actions.domain_id \
                 AND r.kind = 'release_domain' AND r.status <> 'succeeded')",
            ))
            .filter(Expr::cust(
                "NOT EXISTS (SELECT 1 FROM domains AS d \
                 WHERE d.id = domain_actions.domain_id AND d.status = 'released')",
            ))
            .filter(Column::Id.gt(after))
            .order_by_asc(Column::Id)
            .limit(BATCH)
            .into_tuple()
            .all(&self.connections.reader)
            .await?;
        Ok(rows)
    }
}
