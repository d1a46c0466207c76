//! The attempts at a step of work.

use chrono::TimeDelta;
use sea_orm::sea_query::LockType;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, QuerySelect as _, Set};
use serde_json::{Value, json};
use simpleinboxes_core::id::{AccountId, DomainActionId, DomainId, WorkspaceId};
use simpleinboxes_core::machine::{ACTION, ActionEvent, DomainEvent, InboxEvent, OrderEvent, step};
use simpleinboxes_core::pricing::PriceBook;
use simpleinboxes_core::status::{
    DomainActionStatus, DomainActionType, DomainEventType, DomainStatus, InboxStatus, OrderStatus,
};
use uuid::Uuid;

use super::read::{ActionError, DomainAction, LETTING_GO, record};
use crate::domains::DomainOverrides;
use crate::entities::{domain, domain_action, inbox, order};
use crate::error::{Result, StoreError};
use crate::orders::{parsed, read_json};
use crate::scoped::ScopedTx;

/// An attempt that was begun.
#[derive(Debug, Clone, PartialEq)]
pub struct Started {
    /// Whose the domain is.
    pub account: AccountId,
    /// The step.
    pub action: DomainAction,
    /// The domain's name.
    pub domain: String,
}

/// Why an attempt failed, and what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionFailure {
    /// Why.
    pub error: ActionError,
    /// How long to wait before the next attempt, if one is left.
    pub wait: TimeDelta,
}

/// A step with its domain and its order, all locked.
pub(super) struct Held {
    pub(super) order: Option<order::Model>,
    pub(super) domain: domain::Model,
    pub(super) row: domain_action::Model,
}

impl ScopedTx<'_> {
    /// Begins an attempt at a step. Nothing for one that is over, or that waits for others: it is
    /// queued again when they have succeeded. One that runs is begun again, since its worker is
    /// gone; that was an attempt, too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn start_action(&self, id: DomainActionId) -> Result<Option<Started>> {
        let Some(Held { order, domain, row }) = self.lock_action(id).await? else {
            return Ok(None);
        };
        let mut status = status(&row)?;
        if status == DomainActionStatus::Running {
            status = next(status, ActionEvent::Defer)?;
        }
        let Ok(running) = step(ACTION, status, ActionEvent::Start, &()) else {
            return Ok(None);
        };
        let rows = self.actions_of(domain.id).await?;
        if !is_ready(&row, &rows)? {
            return Ok(None);
        }
        if !is_beside(&row) {
            if let Some(order) = order {
                self.begin_order(order).await?;
            }
            self.try_move_domain(&domain, DomainEvent::Begin, None)
                .await?;
        }
        if row.kind == DomainActionType::CreateMailboxes.as_str() {
            self.move_inboxes(&domain, InboxEvent::Begin, None).await?;
        }
        let now = self.now();
        let attempts = row.attempts + 1;
        let mut changed: domain_action::ActiveModel = row.into();
        changed.status = Set(running.to_string());
        changed.attempts = Set(attempts);
        changed.started_at = Set(Some(now));
        changed.next_attempt_at = Set(None);
        changed.updated_at = Set(now);
        let row = changed.update(&self.db).await?;
        Ok(Some(Started {
            account: self.caller().account,
            action: record(row)?,
            domain: domain.name,
        }))
    }

    /// Notes how far a running step is, and what it has found out. False when it runs no more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_progress(
        &self,
        id: DomainActionId,
        items_done: u32,
        result: &Value,
    ) -> Result<bool> {
        let Some(Held { row, .. }) = self.lock_action(id).await? else {
            return Ok(false);
        };
        if status(&row)? != DomainActionStatus::Running {
            return Ok(false);
        }
        let total = row.items_total;
        let mut changed: domain_action::ActiveModel = row.into();
        changed.items_done = Set(i32::try_from(items_done).unwrap_or(i32::MAX).min(total));
        changed.result = Set(result.clone());
        changed.updated_at = Set(self.now());
        changed.update(&self.db).await?;
        Ok(true)
    }

    /// Ends a step that is done, and queues what waited for it. With the last step of its setup
    /// the domain is in use, and with the last domain the order. False when it runs no more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn succeed_action(
        &self,
        id: DomainActionId,
        result: &Value,
        book: &PriceBook,
    ) -> Result<bool> {
        let Some(held) = self.lock_action(id).await? else {
            return Ok(false);
        };
        let Ok(done) = step(ACTION, status(&held.row)?, ActionEvent::Succeed, &()) else {
            return Ok(false);
        };
        let Held { order, domain, row } = held;
        let kind: DomainActionType = parsed(&row.kind, "domain_actions.kind")?;
        let at_own_registrar = is_at_own_registrar(&row);
        let now = self.now();
        let total = row.items_total;
        let mut changed: domain_action::ActiveModel = row.into();
        changed.status = Set(done.to_string());
        changed.items_done = Set(total);
        changed.result = Set(result.clone());
        changed.error_vendor = Set(None);
        changed.error = Set(None);
        changed.finished_at = Set(Some(now));
        changed.updated_at = Set(now);
        changed.update(&self.db).await?;
        let summary = format!("The step {kind} succeeded.");
        self.tell_of(&domain, id, DomainEventType::ActionSucceeded, &summary)
            .await?;
        match kind {
            DomainActionType::DeleteMailboxes => self.cancel_inboxes(&domain).await?,
            DomainActionType::ReleaseDomain => self.release_domain(&domain).await?,
            DomainActionType::SetForwarding => self.end_forwarding(&domain, id, true).await?,
            DomainActionType::SetNameservers if at_own_registrar => {
                self.check_delegation_soon(&domain).await?;
            }
            _ => {}
        }
        let rows = self.actions_of(domain.id).await?;
        for waiting in &rows {
            let waits = waiting.status == DomainActionStatus::Queued.as_str()
                && depends_on(waiting)?.contains(&id.uuid());
            if waits && is_ready(waiting, &rows)? {
                self.queue_action(DomainActionId::from_uuid(waiting.id), now)
                    .await?;
            }
        }
        self.recovery_step_done(&domain, id, kind, &rows).await?;
        if !LETTING_GO.contains(&kind) {
            self.conclude_domain(order, domain, &rows, book).await?;
        }
        Ok(true)
    }

    /// Ends an attempt that failed: the step is tried again after the wait, or given up when it
    /// was tried often enough. Tells where the step stands; nothing when it runs no more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_off_action(
        &self,
        id: DomainActionId,
        failure: &ActionFailure,
    ) -> Result<Option<DomainActionStatus>> {
        let Some(held) = self.lock_action(id).await? else {
            return Ok(None);
        };
        if held.row.attempts >= held.row.max_attempts {
            return self
                .end_for_good(held, ActionEvent::GiveUp, &failure.error)
                .await;
        }
        let attempts = held.row.attempts;
        self.defer(id, held, failure, attempts).await
    }

    /// Puts off a step that could not be attempted, for a reason that is none of its own: what was
    /// begun does not count as an attempt. Tells where it stands; nothing when it runs no more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn postpone_action(
        &self,
        id: DomainActionId,
        failure: &ActionFailure,
    ) -> Result<Option<DomainActionStatus>> {
        let Some(held) = self.lock_action(id).await? else {
            return Ok(None);
        };
        let attempts = (held.row.attempts - 1).max(0);
        self.defer(id, held, failure, attempts).await
    }

    async fn defer(
        &self,
        id: DomainActionId,
        held: Held,
        failure: &ActionFailure,
        attempts: i32,
    ) -> Result<Option<DomainActionStatus>> {
        let Ok(queued) = step(ACTION, status(&held.row)?, ActionEvent::Defer, &()) else {
            return Ok(None);
        };
        let now = self.now();
        let at = now + failure.wait;
        let mut changed: domain_action::ActiveModel = held.row.into();
        changed.status = Set(queued.to_string());
        changed.attempts = Set(attempts);
        changed.next_attempt_at = Set(Some(at));
        set_error(&mut changed, &failure.error);
        changed.updated_at = Set(now);
        changed.update(&self.db).await?;
        self.queue_action(id, at).await?;
        Ok(Some(queued))
    }

    /// Ends a step that can't succeed. It can be retried by hand. Tells where it stands; nothing
    /// when it runs no more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn give_up_action(
        &self,
        id: DomainActionId,
        error: &ActionError,
    ) -> Result<Option<DomainActionStatus>> {
        match self.lock_action(id).await? {
            Some(held) => self.end_for_good(held, ActionEvent::GiveUp, error).await,
            None => Ok(None),
        }
    }

    /// The same by an event of the table that leads to a failure.
    pub(super) async fn end_for_good(
        &self,
        held: Held,
        event: ActionEvent,
        error: &ActionError,
    ) -> Result<Option<DomainActionStatus>> {
        let Ok(failed) = step(ACTION, status(&held.row)?, event, &()) else {
            return Ok(None);
        };
        let now = self.now();
        let id = DomainActionId::from_uuid(held.row.id);
        if held.row.kind == DomainActionType::SetForwarding.as_str() {
            self.end_forwarding(&held.domain, id, false).await?;
        }
        let summary = format!("The step {} failed: {}", held.row.kind, error.message);
        let mut changed: domain_action::ActiveModel = held.row.into();
        changed.status = Set(failed.to_string());
        changed.next_attempt_at = Set(None);
        set_error(&mut changed, error);
        changed.finished_at = Set(Some(now));
        changed.updated_at = Set(now);
        changed.update(&self.db).await?;
        self.tell_of(&held.domain, id, DomainEventType::ActionFailed, &summary)
            .await?;
        self.recovery_step_failed(&held.domain, id, &error.message)
            .await?;
        Ok(Some(failed))
    }

    /// A domain whose steps are all done is in use, and perhaps its order with it.
    async fn conclude_domain(
        &self,
        order: Option<order::Model>,
        domain: domain::Model,
        rows: &[domain_action::Model],
        book: &PriceBook,
    ) -> Result<()> {
        let done = |row: &domain_action::Model| row.status == "succeeded" || is_beside(row);
        if domain.status != DomainStatus::Provisioning.as_str() || !rows.iter().all(done) {
            return Ok(());
        }
        let made = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::DomainId.eq(domain.id))
            .filter(inbox::Column::Status.eq(InboxStatus::Active.as_str()))
            .one(&self.db)
            .await?;
        if made.is_none() && self.live_inboxes(domain.id).await? > 0 {
            // The handler has yet to say what became of them.
            return Ok(());
        }
        self.move_domain(&domain, DomainEvent::Activate, None)
            .await?;
        let upload = DomainActionType::UploadToSendingTool.as_str();
        let planned = |row: &domain_action::Model| {
            row.kind == upload && matches!(row.status.as_str(), "queued" | "running")
        };
        if !rows.iter().any(planned) {
            // It may have got its tool after its steps were planned.
            self.queue_upload(&domain).await?;
        }
        let overrides: DomainOverrides = read_json(&domain.overrides, "domains.overrides")?;
        if overrides.catch_all.is_some() {
            let kind = DomainActionType::SetCatchAll;
            self.queue_step(&domain, kind, json!({})).await?;
        }
        match order {
            Some(order) => self.conclude(order, "", book).await,
            None => Ok(()),
        }
    }

    async fn begin_order(&self, row: order::Model) -> Result<()> {
        if row.status != OrderStatus::Queued.as_str() {
            return Ok(());
        }
        let status = crate::orders::order_after(&row, OrderEvent::Begin, self.now())?;
        let mut changed: order::ActiveModel = row.into();
        changed.status = Set(status.to_string());
        changed.updated_at = Set(self.now());
        changed.update(&self.db).await?;
        Ok(())
    }

    pub(super) async fn lock_action(&self, id: DomainActionId) -> Result<Option<Held>> {
        let query = || {
            self.find::<domain_action::Entity>()
                .filter(domain_action::Column::Id.eq(id.uuid()))
        };
        let Some(found) = query().one(&self.db).await? else {
            return Ok(None);
        };
        let domain = DomainId::from_uuid(found.domain_id);
        let Some((order, domain)) = self.lock_domain(domain).await? else {
            return Ok(None);
        };
        let row = query().lock(LockType::NoKeyUpdate).one(&self.db).await?;
        Ok(row.map(|row| Held { order, domain, row }))
    }

    pub(super) async fn actions_of(&self, domain: Uuid) -> Result<Vec<domain_action::Model>> {
        let rows = self
            .find::<domain_action::Entity>()
            .filter(domain_action::Column::DomainId.eq(domain))
            .all(&self.db)
            .await?;
        Ok(rows)
    }

    pub(super) async fn tell_of(
        &self,
        domain: &domain::Model,
        action: DomainActionId,
        kind: DomainEventType,
        summary: &str,
    ) -> Result<()> {
        let of = (
            WorkspaceId::from_uuid(domain.workspace_id),
            DomainId::from_uuid(domain.id),
        );
        let event = self.event(of, kind, summary, Some(action), &[])?;
        self.tell(vec![event]).await
    }
}

pub(super) fn status(row: &domain_action::Model) -> Result<DomainActionStatus> {
    parsed(&row.status, "domain_actions.status")
}

fn next(status: DomainActionStatus, event: ActionEvent) -> Result<DomainActionStatus> {
    step(ACTION, status, event, &()).map_err(|_| StoreError::Corrupt {
        column: "domain_actions.status",
    })
}

/// Whether a step is none of a domain's setup: it is in use without, and not set up by it.
fn is_beside(row: &domain_action::Model) -> bool {
    let is = |kind: DomainActionType| row.kind == kind.as_str();
    is(DomainActionType::UploadToSendingTool)
        || is(DomainActionType::SetCatchAll)
        || is(DomainActionType::SetForwarding)
        || is_at_own_registrar(row)
        // What was edited in bulk.
        || (is(DomainActionType::WriteDns) && row.payload["publish"] == true)
}

/// Whether a step sets nameservers at the registrar of a customer.
pub(super) fn is_at_own_registrar(row: &domain_action::Model) -> bool {
    let sets = row.kind == DomainActionType::SetNameservers.as_str();
    sets && row.payload.get("registrar").is_some()
}

pub(super) fn depends_on(row: &domain_action::Model) -> Result<Vec<Uuid>> {
    read_json(&row.depends_on, "domain_actions.depends_on")
}

/// Whether all that a step waits for has succeeded.
pub(super) fn is_ready(row: &domain_action::Model, rows: &[domain_action::Model]) -> Result<bool> {
    let succeeded = |id: &Uuid| {
        let found = rows.iter().find(|row| row.id == *id);
        found.is_some_and(|row| row.status == DomainActionStatus::Succeeded.as_str())
    };
    Ok(depends_on(row)?.iter().all(succeeded))
}

fn set_error(row: &mut domain_action::ActiveModel, error: &ActionError) {
    row.error_vendor = Set(error.vendor.clone());
    row.error = Set(Some(error.message.chars().take(500).collect()));
}
