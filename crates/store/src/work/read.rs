//! Steps of work, read.

use sea_orm::{ColumnTrait as _, QueryFilter as _, Select};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{DomainActionId, DomainActionKind, DomainId, OrderId, WorkspaceId};
use simpleinboxes_core::status::{DomainActionStatus, DomainActionType};
use uuid::Uuid;

use crate::entities::domain_action::{Column, Entity, Model};
use crate::error::Result;
use crate::orders::{parsed, read_json};
use crate::page::{Page, PageRequest};
use crate::scoped::Scoped;

/// A step of work on a domain.
#[derive(Debug, Clone, PartialEq)]
pub struct DomainAction {
    /// Its id.
    pub id: DomainActionId,
    /// Whose the domain is.
    pub workspace: WorkspaceId,
    /// The domain.
    pub domain: DomainId,
    /// The order that it belongs to.
    pub order: Option<OrderId>,
    /// What is done.
    pub kind: DomainActionType,
    /// How far it is.
    pub status: DomainActionStatus,
    /// What must have succeeded before.
    pub depends_on: Vec<DomainActionId>,
    /// How many of the things that it works on are done.
    pub items_done: u32,
    /// How many there are.
    pub items_total: u32,
    /// How often it was tried.
    pub attempts: u32,
    /// How often it is tried at most.
    pub max_attempts: u32,
    /// Why the last attempt failed.
    pub error: Option<ActionError>,
    /// What it needs to know.
    pub payload: serde_json::Value,
    /// What it has found out so far.
    pub result: serde_json::Value,
    /// Under which the vendor is asked, so that it does the same thing once.
    pub vendor_key: String,
    /// When it was queued first.
    pub created_at: Timestamp,
    /// When its last attempt began.
    pub started_at: Option<Timestamp>,
    /// When it is tried next.
    pub next_attempt_at: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}

/// Why an attempt failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionError {
    /// The vendor that failed, when one did.
    pub vendor: Option<String>,
    /// What it said, for people.
    pub message: String,
}

/// The steps by which a domain is let go.
pub(crate) const LETTING_GO: [DomainActionType; 3] = [
    DomainActionType::RemoveFromSendingTool,
    DomainActionType::DeleteMailboxes,
    DomainActionType::ReleaseDomain,
];

/// Which steps to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ActionFilter {
    /// Those that are not done.
    #[default]
    Open,
    /// Those in one state.
    In(DomainActionStatus),
    /// All.
    All,
}

impl Scoped<'_> {
    /// The steps of these kinds that a domain has or had.
    pub(crate) fn steps_of(
        &self,
        domain: Uuid,
        kinds: impl IntoIterator<Item = DomainActionType>,
    ) -> Select<Entity> {
        let kinds = kinds.into_iter().map(DomainActionType::as_str);
        self.find::<Entity>()
            .filter(Column::DomainId.eq(domain))
            .filter(Column::Kind.is_in(kinds))
    }

    /// Whether a domain is being let go, or was: its order has ended, or it was taken out of the
    /// Recovery Pool for good. It does not come back from that; who orders it again gets another
    /// row. Work that sets it up or changes it is refused from then on.
    pub(crate) async fn is_being_let_go(&self, domain: Uuid) -> Result<bool> {
        // Every plan of letting go ends with this step, and no other plan has it.
        let released = self.steps_of(domain, [DomainActionType::ReleaseDomain]);
        Ok(released.one(&self.db).await?.is_some())
    }

    /// A page of a domain's steps of work, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn domain_actions(
        &self,
        domain: DomainId,
        filter: ActionFilter,
        page: PageRequest<DomainActionKind>,
    ) -> Result<Page<DomainAction, DomainActionKind>> {
        let query = self
            .find::<Entity>()
            .filter(Column::DomainId.eq(domain.uuid()));
        let query = match filter {
            ActionFilter::All => query,
            ActionFilter::In(status) => query.filter(Column::Status.eq(status.as_str())),
            ActionFilter::Open => {
                query.filter(Column::Status.ne(DomainActionStatus::Succeeded.as_str()))
            }
        };
        let id = |row: &Model| DomainActionId::from_uuid(row.id);
        page.read(query, Column::Id, id, &self.db)
            .await?
            .try_map(record)
    }

    /// One step.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn domain_action(&self, id: DomainActionId) -> Result<Option<DomainAction>> {
        let query = self.find::<Entity>().filter(Column::Id.eq(id.uuid()));
        query.one(&self.db).await?.map(record).transpose()
    }
}

pub(super) fn record(row: Model) -> Result<DomainAction> {
    let depends_on: Vec<Uuid> = read_json(&row.depends_on, "domain_actions.depends_on")?;
    let vendor = row.error_vendor;
    Ok(DomainAction {
        id: DomainActionId::from_uuid(row.id),
        workspace: WorkspaceId::from_uuid(row.workspace_id),
        domain: DomainId::from_uuid(row.domain_id),
        order: row.order_id.map(OrderId::from_uuid),
        kind: parsed(&row.kind, "domain_actions.kind")?,
        status: parsed(&row.status, "domain_actions.status")?,
        depends_on: depends_on
            .into_iter()
            .map(DomainActionId::from_uuid)
            .collect(),
        items_done: row.items_done.unsigned_abs(),
        items_total: row.items_total.unsigned_abs(),
        attempts: row.attempts.unsigned_abs(),
        max_attempts: row.max_attempts.unsigned_abs(),
        error: row.error.map(|message| ActionError { vendor, message }),
        payload: row.payload,
        result: row.result,
        vendor_key: row.vendor_key,
        created_at: row.created_at,
        started_at: row.started_at,
        next_attempt_at: row.next_attempt_at,
        finished_at: row.finished_at,
    })
}
