//! Queueing the steps of a plan.

use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, Set};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::fulfilment::{Step, Wanted, extra_step, plan_setup};
use simpleinboxes_core::id::{AccountId, DomainActionId, DomainActionKind, DomainId, WorkspaceId};
use simpleinboxes_core::status::{DomainActionStatus, DomainActionType, DomainEventType};
use uuid::Uuid;

use super::{ActionJob, DOMAIN_ACTION_JOB};
use crate::dialect::ROWS;
use crate::entities::{domain, domain_action, domain_event, inbox};
use crate::error::Result;
use crate::jobs::NewJob;
use crate::orders::{Registrant, Round, Written, parsed, write_json};
use crate::scoped::ScopedTx;

/// What the step that buys a domain needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchasePayload {
    /// Whom it is registered for.
    pub registrant: Registrant,
    /// For how many years.
    pub years: u8,
    /// The most that the registrar may be paid, in cents.
    pub most_cents: i64,
    /// Whether it was offered as a name that the registry sells at a price of its own.
    pub premium: bool,
}

/// Work that was planned, to be written at once.
#[derive(Debug, Default)]
struct Planned {
    steps: Vec<domain_action::ActiveModel>,
    events: Vec<domain_event::ActiveModel>,
    jobs: Vec<NewJob>,
}

impl ScopedTx<'_> {
    /// Plans the work of an order that was paid and queues its first steps; writes what the
    /// domains' history begins with, too.
    pub(crate) async fn begin_work(
        &self,
        round: Round,
        registrant: Option<&Registrant>,
    ) -> Result<()> {
        let mut planned = Planned {
            events: round.events,
            ..Planned::default()
        };
        for Written { domain, inboxes } in &round.domains {
            let wanted = Wanted {
                source: parsed(&domain.source, "domains.source")?,
                registered_here: self.is_registered(domain),
                inboxes: *inboxes,
                forwards: domain.forwarding_url.is_some(),
                uploads: domain.sending_tool_credential_id.is_some(),
            };
            if wanted.uploads {
                self.ask_first_uploads(domain).await?;
            }
            self.plan(&mut planned, domain, &plan_setup(wanted), registrant)?;
        }
        self.queue(planned).await
    }

    /// Writes the steps of a plan and queues those that wait for nothing. Gives their ids.
    pub(crate) async fn queue_plan(
        &self,
        domain: &domain::Model,
        steps: &[Step],
        registrant: Option<&Registrant>,
    ) -> Result<Vec<DomainActionId>> {
        let mut planned = Planned::default();
        let ids = self.plan(&mut planned, domain, steps, registrant)?;
        self.queue(planned).await?;
        Ok(ids)
    }

    /// Adds the steps of a domain's plan to what is to be written.
    fn plan(
        &self,
        planned: &mut Planned,
        domain: &domain::Model,
        steps: &[Step],
        registrant: Option<&Registrant>,
    ) -> Result<Vec<DomainActionId>> {
        let ids: Vec<DomainActionId> = steps
            .iter()
            .map(|_| self.shared.ids.next::<DomainActionKind>())
            .collect();
        for (place, (step, id)) in steps.iter().zip(&ids).enumerate() {
            let before = step.depends_on.iter().filter_map(|place| ids.get(*place));
            let before: Vec<Uuid> = before.map(|id| id.uuid()).collect();
            let payload = match (step.kind, registrant) {
                (DomainActionType::PurchaseDomain, Some(registrant)) => {
                    write_json(&PurchasePayload {
                        registrant: registrant.clone(),
                        years: 1,
                        most_cents: domain.purchase_most_cents.unwrap_or(0),
                        premium: domain.premium,
                    })?
                }
                _ => json!({}),
            };
            let row = self.action_row(domain, *id, place, step, &before, payload)?;
            planned.steps.push(row);
            planned
                .events
                .push(self.step_queued(domain, *id, step.kind)?);
            if step.depends_on.is_empty() {
                planned.jobs.push(self.action_job(*id, self.now())?);
            }
        }
        Ok(ids)
    }

    async fn queue(&self, planned: Planned) -> Result<()> {
        for rows in planned.steps.chunks(ROWS) {
            domain_action::Entity::insert_many(rows.to_vec())
                .exec_without_returning(&self.db)
                .await?;
        }
        self.tell(planned.events).await?;
        for jobs in planned.jobs.chunks(ROWS) {
            self.ensure_jobs(jobs).await?;
        }
        Ok(())
    }

    fn step_queued(
        &self,
        domain: &domain::Model,
        id: DomainActionId,
        kind: DomainActionType,
    ) -> Result<domain_event::ActiveModel> {
        let of = (
            WorkspaceId::from_uuid(domain.workspace_id),
            DomainId::from_uuid(domain.id),
        );
        let summary = format!("The step {kind} was queued.");
        let queued = DomainEventType::ActionQueued;
        self.event(of, queued, &summary, Some(id), &[])
    }

    /// Queues one more step of a domain, which waits for no other.
    pub(crate) async fn queue_step(
        &self,
        domain: &domain::Model,
        kind: DomainActionType,
        payload: Value,
    ) -> Result<DomainActionId> {
        let step = extra_step(kind, 1);
        let id = self.shared.ids.next::<DomainActionKind>();
        let planned = Planned {
            steps: vec![self.action_row(domain, id, 0, &step, &[], payload)?],
            events: vec![self.step_queued(domain, id, kind)?],
            jobs: vec![self.action_job(id, self.now())?],
        };
        self.queue(planned).await?;
        Ok(id)
    }

    fn action_row(
        &self,
        domain: &domain::Model,
        id: DomainActionId,
        place: usize,
        step: &Step,
        before: &[Uuid],
        payload: Value,
    ) -> Result<domain_action::ActiveModel> {
        let now = self.now();
        let number = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
        Ok(domain_action::ActiveModel {
            id: Set(id.uuid()),
            account_id: Set(domain.account_id),
            workspace_id: Set(domain.workspace_id),
            domain_id: Set(domain.id),
            order_id: Set(domain.order_id),
            kind: Set(step.kind.to_string()),
            status: Set(DomainActionStatus::Queued.to_string()),
            position: Set(i32::try_from(place).unwrap_or(i32::MAX)),
            depends_on: Set(write_json(&before)?),
            items_done: Set(0),
            items_total: Set(number(step.items)),
            attempts: Set(0),
            max_attempts: Set(number(step.attempts)),
            payload: Set(payload),
            result: Set(json!({})),
            vendor_key: Set(id.to_string()),
            created_at: Set(now),
            updated_at: Set(now),
            ..Default::default()
        })
    }

    /// Puts the job of a step into the queue.
    pub(super) async fn queue_action(&self, id: DomainActionId, at: Timestamp) -> Result<()> {
        self.enqueue(&self.action_job(id, at)?).await?;
        Ok(())
    }

    fn action_job(&self, id: DomainActionId, at: Timestamp) -> Result<NewJob> {
        let job = NewJob::new(DOMAIN_ACTION_JOB)
            .account(AccountId::from_uuid(self.account()))
            .key(action_key(id))
            .at(at);
        job.payload(&ActionJob { action: id })
    }

    /// How many inboxes of a domain are neither canceled nor failed.
    pub(super) async fn live_inboxes(&self, domain: Uuid) -> Result<u64> {
        let over = ["canceled", "failed"];
        let count = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::DomainId.eq(domain))
            .filter(inbox::Column::Status.is_not_in(over))
            .count(&self.db)
            .await?;
        Ok(count)
    }
}

/// The key of a step's job.
pub(crate) fn action_key(id: DomainActionId) -> String {
    format!("action:{id}")
}
