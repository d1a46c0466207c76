//! Who a domain is delegated to: what the last look saw, and when the next one is due.

use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Set,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{AccountId, DomainActionId, DomainId, WorkspaceId};
use simpleinboxes_core::status::{
    DomainActionStatus, DomainActionType, DomainEventType, DomainStatus, NameserverStatus,
};
use uuid::Uuid;

use super::{DomainCheckJob, EventChange, NAMESERVER_CHECK_JOB};
use crate::entities::{domain, domain_action};
use crate::error::Result;
use crate::jobs::NewJob;
use crate::orders::{parsed, read_json, write_json};
use crate::scoped::{Scoped, ScopedTx};
use crate::store::Store;

/// Domains whose checks are queued with one statement.
const BATCH: u64 = 500;

/// States in which a domain's delegation is looked up.
const CHECKED: [DomainStatus; 3] = [
    DomainStatus::Provisioning,
    DomainStatus::Active,
    DomainStatus::InRecovery,
];

/// Who a domain is delegated to, and who it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainDelegation {
    /// The domain.
    pub id: DomainId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub domain_status: DomainStatus,
    /// The verdict of the last look.
    pub status: NameserverStatus,
    /// The nameservers that it should have, in order; none before it has a zone.
    pub assigned: Vec<String>,
    /// Those that it was found to have, in order.
    pub found: Vec<String>,
    /// Those that it had when they were assigned, if that is known.
    pub before: Option<Vec<String>>,
    /// When the last look was.
    pub checked_at: Option<Timestamp>,
    /// When the next one is due.
    pub next_check_at: Option<Timestamp>,
    /// When it was first seen to be delegated as assigned.
    pub propagated_at: Option<Timestamp>,
    /// Since when it is, without a break.
    pub propagated_since: Option<Timestamp>,
    /// When its zone was made.
    pub zone_created_at: Option<Timestamp>,
    /// Its zone at the DNS host: which host, and how it calls the zone.
    pub zone: Option<(String, String)>,
}

/// What a look at a delegation saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenDelegation {
    /// The verdict.
    pub status: NameserverStatus,
    /// The nameservers that the zone above names.
    pub found: Vec<String>,
    /// The nameservers that they were compared with.
    pub assigned: Vec<String>,
    /// When the look was.
    pub checked_at: Timestamp,
    /// When the next one is due.
    pub next_check_at: Timestamp,
}

/// How many checks were queued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueuedChecks {
    /// How many domains there are to check.
    pub total: u64,
    /// For how many of them a check was queued now; the others had one.
    pub queued: u64,
}

impl Scoped<'_> {
    /// Who the domain of a name is delegated to: the domain that is held now, else the one that was
    /// released last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delegation_named(&self, name: &str) -> Result<Option<DomainDelegation>> {
        let row = self.domain_row_named(name).await?;
        row.map(record).transpose()
    }

    /// Who a domain is delegated to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delegation(&self, id: DomainId) -> Result<Option<DomainDelegation>> {
        let query = self
            .find::<domain::Entity>()
            .filter(domain::Column::Id.eq(id.uuid()));
        query.one(&self.db).await?.map(record).transpose()
    }
}

impl ScopedTx<'_> {
    /// Notes which nameservers a domain had before it was given others, unless that was noted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_nameservers_before(&self, id: DomainId, before: &[String]) -> Result<()> {
        self.update_many::<domain::Entity>()
            .col_expr(
                domain::Column::NameserversBefore,
                sea_orm::sea_query::Expr::value(write_json(&before)?),
            )
            .filter(domain::Column::Id.eq(id.uuid()))
            .filter(domain::Column::NameserversBefore.is_null())
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Keeps what a look saw, and tells the domain's history when the verdict is another one. A
    /// step that waits for the delegation goes on at once. Nothing for a domain that is not seen,
    /// whose delegation is no longer looked up, or that has other nameservers by now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_delegation(
        &self,
        id: DomainId,
        seen: &SeenDelegation,
    ) -> Result<Option<DomainDelegation>> {
        let Some((_, row)) = self.lock_domain(id).await? else {
            return Ok(None);
        };
        let before = record(row.clone())?;
        let mut assigned = seen.assigned.clone();
        assigned.sort_unstable();
        let outrun = before.checked_at.is_some_and(|at| at > seen.checked_at);
        if assigned != before.assigned || outrun {
            return Ok(Some(before));
        }
        let propagated = seen.status == NameserverStatus::Propagated;
        let held = CHECKED.contains(&before.domain_status)
            || before.domain_status == DomainStatus::Pending;
        let goes_on = held && !assigned.is_empty();
        let mut found = seen.found.clone();
        found.sort_unstable();
        let mut changed: domain::ActiveModel = row.clone().into();
        changed.nameserver_status = Set(seen.status.to_string());
        changed.nameservers_found = Set(write_json(&found)?);
        changed.nameservers_checked_at = Set(Some(seen.checked_at));
        changed.nameservers_next_check_at = Set(goes_on.then_some(seen.next_check_at));
        if propagated {
            changed.propagated_at = Set(before.propagated_at.or(Some(seen.checked_at)));
            changed.propagated_since = Set(before.propagated_since.or(Some(seen.checked_at)));
        } else if seen.status != NameserverStatus::Unknown {
            // Silence breaks nothing.
            changed.propagated_since = Set(None);
        }
        let kept = changed.update(&self.db).await?;
        if seen.status != before.status {
            self.tell_verdict(&row, &before, seen).await?;
        }
        if propagated {
            self.wake_verification(&row).await?;
            self.recovery_delegated(&row, seen.checked_at).await?;
        }
        record(kept).map(Some)
    }

    async fn tell_verdict(
        &self,
        row: &domain::Model,
        before: &DomainDelegation,
        seen: &SeenDelegation,
    ) -> Result<()> {
        let of = (
            WorkspaceId::from_uuid(row.workspace_id),
            DomainId::from_uuid(row.id),
        );
        let words = match seen.status {
            NameserverStatus::Propagated => "is delegated as assigned",
            NameserverStatus::Pending => "is not delegated as assigned yet",
            NameserverStatus::Mismatch => "is delegated to other nameservers than those assigned",
            NameserverStatus::Unknown => "could not be looked up above",
        };
        let summary = format!("{} {words}.", row.name);
        let change = EventChange::new("nameserverStatus", before.status, seen.status);
        let kind = DomainEventType::NameserverStatusChanged;
        let event = self.event(of, kind, &summary, None, &[change])?;
        self.tell(vec![event]).await
    }

    /// Has the delegation of a domain looked at a minute from now, whose nameservers were set; one
    /// that is not looked at any more stays so.
    pub(super) async fn check_delegation_soon(&self, row: &domain::Model) -> Result<()> {
        let soon = self.now() + chrono::TimeDelta::minutes(1);
        self.update_many::<domain::Entity>()
            .col_expr(domain::Column::NameserversNextCheckAt, soon.into())
            .filter(domain::Column::Id.eq(row.id))
            .filter(domain::Column::NameserversNextCheckAt.gt(soon))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// A step that waits for the delegation waits no longer.
    async fn wake_verification(&self, row: &domain::Model) -> Result<()> {
        let waiting = self
            .find::<domain_action::Entity>()
            .filter(domain_action::Column::DomainId.eq(row.id))
            .filter(domain_action::Column::Kind.eq(DomainActionType::VerifyNameservers.as_str()))
            .filter(domain_action::Column::Status.eq(DomainActionStatus::Queued.as_str()))
            .filter(domain_action::Column::Attempts.gt(0))
            .all(&self.db)
            .await?;
        for step in waiting {
            let id = DomainActionId::from_uuid(step.id);
            self.queue_action(id, self.now()).await?;
        }
        Ok(())
    }

    /// Queues a check of every domain of a workspace that has nameservers assigned and is set up,
    /// in use, or recovering. A domain whose check waits or runs gets no second one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue_nameserver_checks(&self, workspace: WorkspaceId) -> Result<QueuedChecks> {
        let query = || {
            self.find::<domain::Entity>()
                .filter(domain::Column::WorkspaceId.eq(workspace.uuid()))
                .filter(domain::Column::Status.is_in(CHECKED.map(DomainStatus::as_str)))
                .filter(domain::Column::ZoneCreatedAt.is_not_null())
        };
        let mut checks = QueuedChecks {
            total: query().count(&self.db).await?,
            queued: 0,
        };
        let mut after = Uuid::nil();
        loop {
            let ids: Vec<Uuid> = query()
                .select_only()
                .column(domain::Column::Id)
                .filter(domain::Column::Id.gt(after))
                .order_by_asc(domain::Column::Id)
                .limit(BATCH)
                .into_tuple()
                .all(&self.db)
                .await?;
            let Some(last) = ids.last() else {
                return Ok(checks);
            };
            after = *last;
            let account = self.caller().account;
            let jobs = ids.into_iter().map(|id| {
                let of = (account, DomainId::from_uuid(id));
                check_job(NAMESERVER_CHECK_JOB, of, false)
            });
            let jobs: Vec<_> = jobs.collect::<Result<_>>()?;
            checks.queued += self.ensure_jobs(&jobs).await?;
        }
    }
}

/// The job that looks at a domain.
pub(super) fn check_job(
    kind: &'static str,
    (account, domain): (AccountId, DomainId),
    if_due: bool,
) -> Result<NewJob> {
    NewJob::new(kind)
        .key(format!("{kind}:{domain}"))
        .account(account)
        .attempts(3)
        .payload(&DomainCheckJob { domain, if_due })
}

impl Store {
    /// Queues checks of delegations that are due, those that wait longest first. Tells how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue_due_nameserver_checks(&self, limit: u64) -> Result<u64> {
        let column = domain::Column::NameserversNextCheckAt;
        self.queue_due_checks(NAMESERVER_CHECK_JOB, column, limit)
            .await
    }

    pub(super) async fn queue_due_checks(
        &self,
        kind: &'static str,
        due: domain::Column,
        limit: u64,
    ) -> Result<u64> {
        let now = self.shared.clock.now();
        let rows: Vec<(Uuid, Uuid)> = domain::Entity::find()
            .select_only()
            .column(domain::Column::AccountId)
            .column(domain::Column::Id)
            .filter(due.is_not_null())
            .filter(due.lte(now))
            .order_by_asc(due)
            .limit(limit)
            .into_tuple()
            .all(&self.connections.reader)
            .await?;
        let jobs = rows.into_iter().map(|(account, id)| {
            let of = (AccountId::from_uuid(account), DomainId::from_uuid(id));
            check_job(kind, of, true)
        });
        let jobs: Vec<_> = jobs.collect::<Result<_>>()?;
        let mut queued = 0;
        for jobs in jobs.chunks(usize::try_from(BATCH).unwrap_or(usize::MAX)) {
            queued += self.write(async |tx| tx.ensure_jobs(jobs).await).await?;
        }
        Ok(queued)
    }
}

fn record(row: domain::Model) -> Result<DomainDelegation> {
    let before = row.nameservers_before.as_ref();
    let before = before.map(|before| read_json(before, "domains.nameservers_before"));
    Ok(DomainDelegation {
        id: DomainId::from_uuid(row.id),
        name: row.name,
        domain_status: parsed(&row.status, "domains.status")?,
        status: parsed(&row.nameserver_status, "domains.nameserver_status")?,
        assigned: read_json(&row.nameservers_assigned, "domains.nameservers_assigned")?,
        found: read_json(&row.nameservers_found, "domains.nameservers_found")?,
        before: before.transpose()?,
        checked_at: row.nameservers_checked_at,
        next_check_at: row.nameservers_next_check_at,
        propagated_at: row.propagated_at,
        propagated_since: row.propagated_since,
        zone_created_at: row.zone_created_at,
        zone: row.dns_host.zip(row.zone_id),
    })
}
