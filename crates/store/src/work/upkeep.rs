//! Steps that nobody will end: their worker died too often, or their job was lost.

use std::collections::HashSet;

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use serde_json::Value;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{AccountId, DomainActionId};
use simpleinboxes_core::machine::ActionEvent;
use simpleinboxes_core::status::DomainActionStatus;
use uuid::Uuid;

use super::plan::action_key;
use super::read::ActionError;
use super::run::{is_ready, status};
use crate::entities::domain_action::{Column, Entity};
use crate::error::Result;
use crate::jobs::{self, Fate};
use crate::orders::read_json;
use crate::scoped::{Caller, ScopedTx};
use crate::store::Store;

/// How many steps are looked at with one query.
const BATCH: u64 = 200;

/// What is said of work whose job was given up.
pub(crate) const CUT_OFF: &str = "The work on it was cut off again and again, and was given up.";

/// What was done about work that nobody would have ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mended {
    /// How much got a job again.
    pub queued: u64,
    /// How much has failed, since its job was given up.
    pub failed: u64,
}

impl Mended {
    pub(crate) fn count(&mut self, end: Option<Mending>) {
        match end {
            Some(Mending::Queued) => self.queued += 1,
            Some(Mending::Failed) => self.failed += 1,
            None => {}
        }
    }
}

/// What was done about one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mending {
    Queued,
    Failed,
}

/// A step that may have no job.
struct Open {
    account: Uuid,
    id: Uuid,
    updated_at: Timestamp,
    status: String,
    depends_on: Vec<Uuid>,
}

impl Store {
    /// Looks after steps that are not done and of which nothing was heard since `cutoff`. One
    /// whose job was given up has failed: it can be retried by hand, and its domain does not wait
    /// for it for ever. One that could go on and has no job gets one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mend_actions(&self, cutoff: Timestamp) -> Result<Mended> {
        let mut mended = Mended::default();
        let mut after = None;
        loop {
            let open = self.open_actions(cutoff, after).await?;
            let Some(last) = open.last() else {
                return Ok(mended);
            };
            after = Some((last.updated_at, last.id));
            for (account, id) in self.without_job(open).await? {
                let caller = Caller::system(account);
                let end = self
                    .write(async |tx| tx.scoped(&caller).mend_action(id, cutoff).await)
                    .await?;
                mended.count(end);
            }
        }
    }

    /// Those that are not done, the one first of which nothing was heard for longest.
    async fn open_actions(
        &self,
        cutoff: Timestamp,
        after: Option<(Timestamp, Uuid)>,
    ) -> Result<Vec<Open>> {
        let mut query = Entity::find()
            .select_only()
            .column(Column::AccountId)
            .column(Column::Id)
            .column(Column::UpdatedAt)
            .column(Column::Status)
            .column(Column::DependsOn)
            // Written out, as the index says it.
            .filter(Expr::cust("status IN ('queued', 'running')"))
            .filter(Column::UpdatedAt.lte(cutoff))
            .order_by_asc(Column::UpdatedAt)
            .order_by_asc(Column::Id)
            .limit(BATCH);
        if let Some((at, id)) = after {
            let same = Column::UpdatedAt.eq(at).and(Column::Id.gt(id));
            let later = Condition::any().add(Column::UpdatedAt.gt(at)).add(same);
            // The first condition is for the index.
            query = query.filter(Column::UpdatedAt.gte(at)).filter(later);
        }
        let rows: Vec<(Uuid, Uuid, Timestamp, String, Value)> =
            query.into_tuple().all(&self.connections.reader).await?;
        rows.into_iter()
            .map(|(account, id, updated_at, status, depends_on)| {
                Ok(Open {
                    account,
                    id,
                    updated_at,
                    status,
                    depends_on: read_json(&depends_on, "domain_actions.depends_on")?,
                })
            })
            .collect()
    }

    /// Those that could go on, or were begun, and that no job in the queue is about.
    async fn without_job(&self, open: Vec<Open>) -> Result<Vec<(AccountId, DomainActionId)>> {
        let reader = &self.connections.reader;
        let key = |one: &Open| action_key(DomainActionId::from_uuid(one.id));
        let keys: Vec<_> = open.iter().map(key).collect();
        let busy = jobs::unfinished(reader, keys).await?;
        let mut open: Vec<_> = open
            .into_iter()
            .filter(|one| !busy.contains(&key(one)))
            .collect();
        let before: HashSet<Uuid> = open
            .iter()
            .flat_map(|one| &one.depends_on)
            .copied()
            .collect();
        let done: HashSet<Uuid> = if before.is_empty() {
            HashSet::new()
        } else {
            let succeeded = DomainActionStatus::Succeeded.as_str();
            let done: Vec<Uuid> = Entity::find()
                .select_only()
                .column(Column::Id)
                .filter(Column::Id.is_in(before))
                .filter(Column::Status.eq(succeeded))
                .into_tuple()
                .all(reader)
                .await?;
            done.into_iter().collect()
        };
        let running = DomainActionStatus::Running.as_str();
        open.retain(|one| {
            one.status == running || one.depends_on.iter().all(|id| done.contains(id))
        });
        let ids = open.into_iter().map(|one| {
            let account = AccountId::from_uuid(one.account);
            (account, DomainActionId::from_uuid(one.id))
        });
        Ok(ids.collect())
    }
}

impl ScopedTx<'_> {
    async fn mend_action(&self, id: DomainActionId, cutoff: Timestamp) -> Result<Option<Mending>> {
        let Some(held) = self.lock_action(id).await? else {
            return Ok(None);
        };
        let event = match status(&held.row)? {
            DomainActionStatus::Queued => ActionEvent::Drop,
            DomainActionStatus::Running => ActionEvent::GiveUp,
            DomainActionStatus::Succeeded | DomainActionStatus::Failed => return Ok(None),
        };
        let since = held.row.updated_at;
        let rows = self.actions_of(held.domain.id).await?;
        if since > cutoff || !is_ready(&held.row, &rows)? {
            return Ok(None);
        }
        let (account, kind) = (self.caller().account, held.row.kind.clone());
        match jobs::fate(&self.db, &action_key(id), since).await? {
            Fate::Unfinished => Ok(None),
            Fate::GivenUp => {
                let error = ActionError {
                    vendor: None,
                    message: CUT_OFF.to_owned(),
                };
                self.end_for_good(held, event, &error).await?;
                tracing::warn!(%account, action = %id, kind, "a step's job was given up");
                Ok(Some(Mending::Failed))
            }
            Fate::Gone => {
                let at = held.row.next_attempt_at.unwrap_or_else(|| self.now());
                self.queue_action(id, at).await?;
                tracing::warn!(%account, action = %id, kind, "a step had no job");
                Ok(Some(Mending::Queued))
            }
        }
    }
}
