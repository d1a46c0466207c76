//! Changes of many inboxes at once, queued and read.

use std::collections::HashMap;

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, Set};
use secrecy::{ExposeSecret as _, SecretString};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{InboxId, InboxMutationId, InboxMutationKind, WorkspaceId};
use simpleinboxes_core::status::{
    InboxMutationErrorCode, InboxMutationItemStatus, InboxMutationStatus, InboxMutationType,
    InboxPasswordStatus, InboxStatus,
};
use uuid::Uuid;

use super::{INBOX_MUTATION_JOB, InboxMutationJob};
use crate::entities::{inbox, inbox_mutation, inbox_mutation_item};
use crate::error::{Result, StoreError};
use crate::jobs::NewJob;
use crate::orders::parsed;
use crate::page::{Page, PageRequest};
use crate::scoped::{Scoped, ScopedTx};
use crate::secrets::Place;

/// The column of passwords that are on their way.
pub(crate) const NEW_PASSWORD: &str = "inbox_mutation_items.new_password";

/// A change to queue: of inboxes of one workspace, none of them twice.
#[derive(Debug, Clone)]
pub struct NewInboxMutation {
    /// The workspace; that of the first inbox when nothing is said.
    pub workspace: Option<WorkspaceId>,
    /// What is changed.
    pub kind: InboxMutationType,
    /// The inboxes, 1 to 500.
    pub items: Vec<NewMutationItem>,
}

/// One inbox, and what it gets: what the kind of the change needs.
#[derive(Debug, Clone)]
pub struct NewMutationItem {
    /// The inbox.
    pub inbox: InboxId,
    /// Its new username, in lower case.
    pub username: Option<String>,
    /// Its new password.
    pub password: Option<SecretString>,
    /// Where its new photo is loaded from.
    pub photo_url: Option<String>,
    /// The photo that was uploaded.
    pub photo_token: Option<String>,
}

/// Inboxes that the caller does not see, or that are in another workspace, by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownInboxes(pub Vec<usize>);

/// A change of inboxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxMutation {
    /// Its id.
    pub id: InboxMutationId,
    /// Whose the inboxes are.
    pub workspace: WorkspaceId,
    /// What is changed.
    pub kind: InboxMutationType,
    /// Where it stands.
    pub status: InboxMutationStatus,
    /// How many inboxes.
    pub total: u32,
    /// How many of them were changed.
    pub succeeded: u32,
    /// How many could not be.
    pub failed: u32,
    /// When it was queued.
    pub created_at: Timestamp,
    /// When it was begun.
    pub started_at: Option<Timestamp>,
    /// When it was finished.
    pub finished_at: Option<Timestamp>,
}

/// A change with its inboxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxMutationDetail {
    /// The change.
    pub mutation: InboxMutation,
    /// Its inboxes, in the order in which they were given.
    pub items: Vec<InboxMutationItem>,
}

/// One inbox of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxMutationItem {
    /// The inbox.
    pub inbox: InboxId,
    /// Its address when the change was asked for.
    pub email: String,
    /// The address that it gets.
    pub new_email: Option<String>,
    /// Where it stands.
    pub status: InboxMutationItemStatus,
    /// Why it failed, for programs and for people.
    pub error: Option<(InboxMutationErrorCode, String)>,
    /// When it was finished.
    pub finished_at: Option<Timestamp>,
}

impl Scoped<'_> {
    /// A page of a workspace's changes, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn inbox_mutations(
        &self,
        workspace: WorkspaceId,
        page: PageRequest<InboxMutationKind>,
    ) -> Result<Page<InboxMutation, InboxMutationKind>> {
        let query = self
            .find::<inbox_mutation::Entity>()
            .filter(inbox_mutation::Column::WorkspaceId.eq(workspace.uuid()));
        let id = |row: &inbox_mutation::Model| InboxMutationId::from_uuid(row.id);
        page.read(query, inbox_mutation::Column::Id, id, &self.db)
            .await?
            .try_map(record)
    }

    /// One change with its inboxes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn inbox_mutation(&self, id: InboxMutationId) -> Result<Option<InboxMutationDetail>> {
        let query = self
            .find::<inbox_mutation::Entity>()
            .filter(inbox_mutation::Column::Id.eq(id.uuid()));
        let Some(row) = query.one(&self.db).await? else {
            return Ok(None);
        };
        let items = self
            .find::<inbox_mutation_item::Entity>()
            .filter(inbox_mutation_item::Column::MutationId.eq(id.uuid()))
            .order_by_asc(inbox_mutation_item::Column::Position)
            .all(&self.db)
            .await?;
        Ok(Some(InboxMutationDetail {
            mutation: record(row)?,
            items: items.into_iter().map(item).collect::<Result<_>>()?,
        }))
    }
}

impl ScopedTx<'_> {
    /// Queues a change of inboxes.
    ///
    /// # Errors
    /// When the database fails; within, which inboxes can't be seen or are elsewhere.
    pub async fn create_inbox_mutation(
        &self,
        new: &NewInboxMutation,
    ) -> Result<Result<InboxMutationId, UnknownInboxes>> {
        let ids = new.items.iter().map(|item| item.inbox.uuid());
        let rows: HashMap<Uuid, inbox::Model> = self
            .find_by::<inbox::Entity>(inbox::Column::Id, ids)
            .all(&self.db)
            .await?
            .into_iter()
            .map(|row| (row.id, row))
            .collect();
        let first = new
            .items
            .first()
            .and_then(|item| rows.get(&item.inbox.uuid()));
        let workspace = new
            .workspace
            .map(WorkspaceId::uuid)
            .or(first.map(|row| row.workspace_id));
        let is_known = |item: &NewMutationItem| {
            let row = rows.get(&item.inbox.uuid());
            row.is_some_and(|row| Some(row.workspace_id) == workspace)
        };
        let places = new.items.iter().enumerate();
        let unknown: Vec<_> = places
            .filter(|(_, item)| !is_known(item))
            .map(|(place, _)| place)
            .collect();
        let Some(workspace) = workspace.filter(|_| unknown.is_empty()) else {
            return Ok(Err(UnknownInboxes(unknown)));
        };
        let id = self.shared.ids.next::<InboxMutationKind>();
        let now = self.now();
        let actor = self.caller().actor;
        let row = inbox_mutation::ActiveModel {
            id: Set(id.uuid()),
            account_id: Set(self.account()),
            workspace_id: Set(workspace),
            kind: Set(new.kind.to_string()),
            status: Set(InboxMutationStatus::Queued.to_string()),
            total: Set(i32::try_from(new.items.len()).unwrap_or(i32::MAX)),
            succeeded: Set(0),
            failed: Set(0),
            actor_kind: Set(actor.kind().to_owned()),
            actor_id: Set(actor.uuid()),
            created_at: Set(now),
            ..Default::default()
        };
        inbox_mutation::Entity::insert(row)
            .exec_without_returning(&self.db)
            .await?;
        let items = new.items.iter().enumerate().map(|(place, item)| {
            let row = rows.get(&item.inbox.uuid());
            let row = row.ok_or(StoreError::NotFound("inbox"))?;
            self.item_row(id, place, item, row)
        });
        let items = items.collect::<Result<Vec<_>>>()?;
        inbox_mutation_item::Entity::insert_many(items)
            .exec_without_returning(&self.db)
            .await?;
        if new.kind == InboxMutationType::Password {
            self.say_changing(new).await?;
        }
        self.queue_mutation(id).await?;
        let workspace = WorkspaceId::from_uuid(workspace);
        let label = Some(new.kind.as_str());
        self.note(Some(workspace), "inbox_mutation_queued", id, label)
            .await?;
        Ok(Ok(id))
    }

    fn item_row(
        &self,
        mutation: InboxMutationId,
        place: usize,
        item: &NewMutationItem,
        inbox: &inbox::Model,
    ) -> Result<inbox_mutation_item::ActiveModel> {
        // Ids of one process go up, so that those of one inbox tell which was asked for first.
        let id = self.shared.ids.next::<InboxMutationKind>().uuid();
        let sealed = match &item.password {
            Some(password) => {
                let place = Place {
                    column: NEW_PASSWORD,
                    row: id.as_bytes(),
                };
                let secret = password.expose_secret().as_bytes();
                Some(self.shared.secrets.seal(place, secret)?)
            }
            None => None,
        };
        let version = sealed.as_ref().map(|sealed| sealed.key_version);
        let host = inbox.email.split_once('@').map_or("", |parts| parts.1);
        let new_email = item.username.as_ref().map(|name| format!("{name}@{host}"));
        Ok(inbox_mutation_item::ActiveModel {
            id: Set(id),
            account_id: Set(inbox.account_id),
            workspace_id: Set(inbox.workspace_id),
            mutation_id: Set(mutation.uuid()),
            inbox_id: Set(inbox.id),
            position: Set(i32::try_from(place).unwrap_or(i32::MAX)),
            email: Set(inbox.email.clone()),
            new_username: Set(item.username.clone()),
            new_email: Set(new_email),
            new_password: Set(sealed.map(|sealed| sealed.bytes)),
            new_password_key_version: Set(version),
            photo_url: Set(item.photo_url.clone()),
            photo_token: Set(item.photo_token.clone()),
            status: Set(InboxMutationItemStatus::Queued.to_string()),
            attempts: Set(0),
            ..Default::default()
        })
    }

    /// Until the provider has the new passwords, the old ones work.
    async fn say_changing(&self, new: &NewInboxMutation) -> Result<()> {
        let in_use = [InboxStatus::Active, InboxStatus::Suspended].map(InboxStatus::as_str);
        let changing = InboxPasswordStatus::Changing.as_str();
        let ids = new.items.iter().map(|item| item.inbox.uuid());
        self.update_by::<inbox::Entity>(inbox::Column::Id, ids)
            .col_expr(inbox::Column::PasswordStatus, changing.into())
            .filter(inbox::Column::Status.is_in(in_use))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    pub(super) async fn queue_mutation(&self, id: InboxMutationId) -> Result<()> {
        let job = NewJob::new(INBOX_MUTATION_JOB)
            .key(mutation_key(id))
            .payload(&InboxMutationJob { mutation: id })?;
        self.enqueue(&job).await?;
        Ok(())
    }
}

/// The key of a change's job.
pub(super) fn mutation_key(id: InboxMutationId) -> String {
    format!("inbox_mutation:{id}")
}

fn record(row: inbox_mutation::Model) -> Result<InboxMutation> {
    Ok(InboxMutation {
        id: InboxMutationId::from_uuid(row.id),
        workspace: WorkspaceId::from_uuid(row.workspace_id),
        kind: parsed(&row.kind, "inbox_mutations.kind")?,
        status: parsed(&row.status, "inbox_mutations.status")?,
        total: row.total.unsigned_abs(),
        succeeded: row.succeeded.unsigned_abs(),
        failed: row.failed.unsigned_abs(),
        created_at: row.created_at,
        started_at: row.started_at,
        finished_at: row.finished_at,
    })
}

fn item(row: inbox_mutation_item::Model) -> Result<InboxMutationItem> {
    let error = match (row.error_code, row.error) {
        (Some(code), Some(message)) => {
            Some((parsed(&code, "inbox_mutation_items.error_code")?, message))
        }
        _ => None,
    };
    Ok(InboxMutationItem {
        inbox: InboxId::from_uuid(row.inbox_id),
        email: row.email,
        new_email: row.new_email,
        status: parsed(&row.status, "inbox_mutation_items.status")?,
        error,
        finished_at: row.finished_at,
    })
}
