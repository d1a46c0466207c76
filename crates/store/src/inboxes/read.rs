//! Inboxes, read.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _, Select,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{CredentialId, DomainId, InboxId, InboxKind, OrderId, WorkspaceId};
use simpleinboxes_core::status::{
    DomainStatus, InboxPasswordStatus, InboxStatus, MailboxProvider, NameserverStatus, SendingTool,
};
use uuid::Uuid;

use crate::entities::{domain, inbox, inbox_alias};
use crate::error::{Result, StoreError};
use crate::orders::{parsed, read_json};
use crate::page::{Page, PageRequest};
use crate::scoped::Scoped;

/// Which inboxes to list. They have to match all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InboxFilter {
    /// Only those on the domain of this name.
    pub domain: Option<String>,
    /// Only those in this state.
    pub status: Option<InboxStatus>,
    /// Only those at this provider.
    pub provider: Option<MailboxProvider>,
}

/// An inbox. Its secrets are read apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Inbox {
    /// Its id.
    pub id: InboxId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// The order that it belongs to.
    pub order: OrderId,
    /// The domain that it is on.
    pub domain: InboxDomain,
    /// Where its mailbox lives.
    pub provider: MailboxProvider,
    /// The part before the `@`.
    pub username: String,
    /// The whole address.
    pub email: String,
    /// The first name of the person that it writes as.
    pub first_name: String,
    /// The last name.
    pub last_name: String,
    /// Where it stands.
    pub status: InboxStatus,
    /// Why it failed or is suspended.
    pub failure_reason: Option<String>,
    /// Whether the password that is kept is the one that works.
    pub password_status: InboxPasswordStatus,
    /// When the provider last took one.
    pub password_changed_at: Option<Timestamp>,
    /// Whether it has a second factor.
    pub mfa_enabled: bool,
    /// Its photo: the token, and when the provider took it.
    pub photo: Option<(String, Timestamp)>,
    /// The sending tool that it is handed over to.
    pub upload: Option<InboxUpload>,
    /// Its item in the linked vault.
    pub vault: Option<InboxVault>,
    /// When it was ordered.
    pub created_at: Timestamp,
    /// When it was first in use.
    pub activated_at: Option<Timestamp>,
    /// When it was deleted.
    pub canceled_at: Option<Timestamp>,
}

/// The domain of an inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxDomain {
    /// Its id.
    pub id: DomainId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub status: DomainStatus,
    /// What was last seen of its delegation.
    pub nameserver_status: NameserverStatus,
}

/// The sending tool of an inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxUpload {
    /// The credential for it.
    pub credential: CredentialId,
    /// Which.
    pub tool: SendingTool,
    /// How far the hand-over is.
    pub status: String,
    /// The tags that it gets there.
    pub tags: Vec<String>,
    /// When the tool took it last.
    pub uploaded_at: Option<Timestamp>,
    /// What the tool said at the last failure.
    pub error: Option<String>,
    /// What it was seen to have of it, and when its accounts were last listed.
    pub drift: Option<(String, Timestamp)>,
}

/// The item of an inbox in the linked vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxVault {
    /// How it stands.
    pub status: String,
    /// What the vault is called.
    pub vault: String,
    /// How the vault calls the item.
    pub item: Option<String>,
    /// When the last push was asked for.
    pub requested_at: Timestamp,
    /// When it was last written.
    pub synced_at: Option<Timestamp>,
    /// Why the last attempt failed.
    pub error: Option<String>,
}

impl Scoped<'_> {
    /// A page of a workspace's inboxes, newest first, deleted ones included.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn inboxes(
        &self,
        workspace: WorkspaceId,
        filter: &InboxFilter,
        page: PageRequest<InboxKind>,
    ) -> Result<Page<Inbox, InboxKind>> {
        let query = self.inboxes_that(workspace, filter).await?;
        let id = |row: &inbox::Model| InboxId::from_uuid(row.id);
        let page = page.read(query, inbox::Column::Id, id, &self.db).await?;
        self.with_domains(page).await
    }

    /// A workspace's inboxes that match a filter.
    pub(super) async fn inboxes_that(
        &self,
        workspace: WorkspaceId,
        filter: &InboxFilter,
    ) -> Result<Select<inbox::Entity>> {
        use inbox::Column;
        let query = match &filter.domain {
            // All that ever had the name, so that the index of domains finds their inboxes.
            Some(name) => {
                let held: Vec<Uuid> = self
                    .find::<domain::Entity>()
                    .select_only()
                    .column(domain::Column::Id)
                    .filter(domain::Column::WorkspaceId.eq(workspace.uuid()))
                    .filter(domain::Column::Name.eq(name.as_str()))
                    .into_tuple()
                    .all(&self.db)
                    .await?;
                self.find_by::<inbox::Entity>(Column::DomainId, held)
            }
            None => self
                .find::<inbox::Entity>()
                .filter(Column::WorkspaceId.eq(workspace.uuid())),
        };
        Ok(query
            .apply_if(filter.status, |query, status| {
                query.filter(Column::Status.eq(status.as_str()))
            })
            .apply_if(filter.provider, |query, provider| {
                query.filter(Column::Provider.eq(provider.as_str()))
            }))
    }

    /// A page of a domain's inboxes, newest first; nothing for a domain that is not seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn domain_inboxes(
        &self,
        domain: DomainId,
        page: PageRequest<InboxKind>,
    ) -> Result<Option<Page<Inbox, InboxKind>>> {
        let found = self
            .find::<domain::Entity>()
            .filter(domain::Column::Id.eq(domain.uuid()))
            .one(&self.db)
            .await?;
        if found.is_none() {
            return Ok(None);
        }
        let query = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::DomainId.eq(domain.uuid()));
        let id = |row: &inbox::Model| InboxId::from_uuid(row.id);
        let page = page.read(query, inbox::Column::Id, id, &self.db).await?;
        self.with_domains(page).await.map(Some)
    }

    /// All inboxes of a domain, in the order in which they were asked for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all_domain_inboxes(&self, domain: DomainId) -> Result<Vec<Inbox>> {
        let rows = self.domain_inbox_rows(domain).await?;
        let domains = self.inbox_domains(&rows).await?;
        rows.into_iter().map(|row| record(row, &domains)).collect()
    }

    pub(super) async fn domain_inbox_rows(&self, domain: DomainId) -> Result<Vec<inbox::Model>> {
        let rows = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::DomainId.eq(domain.uuid()))
            .order_by_asc(inbox::Column::Position)
            .order_by_asc(inbox::Column::Id)
            .all(&self.db)
            .await?;
        Ok(rows)
    }

    /// One inbox.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn inbox(&self, id: InboxId) -> Result<Option<Inbox>> {
        let row = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::Id.eq(id.uuid()))
            .one(&self.db)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let domains = self.inbox_domains(std::slice::from_ref(&row)).await?;
        record(row, &domains).map(Some)
    }

    /// The inbox of a domain that has an address, or had it and still gets its mail; none that is
    /// canceled or failed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn inbox_with_address(&self, domain: DomainId, email: &str) -> Result<Option<Inbox>> {
        use inbox::Column;
        let over = [InboxStatus::Canceled, InboxStatus::Failed].map(InboxStatus::as_str);
        let username = email.split_once('@').map_or(email, |parts| parts.0);
        let had = self
            .find::<inbox_alias::Entity>()
            .select_only()
            .column(inbox_alias::Column::InboxId)
            .filter(inbox_alias::Column::DomainId.eq(domain.uuid()))
            .filter(inbox_alias::Column::Username.eq(username))
            .into_query();
        let either = Condition::any()
            .add(Column::Email.eq(email))
            .add(Column::Id.in_subquery(had));
        let row = self
            .find::<inbox::Entity>()
            .filter(Column::DomainId.eq(domain.uuid()))
            .filter(Column::Status.is_not_in(over))
            .filter(either)
            .one(&self.db)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let domains = self.inbox_domains(std::slice::from_ref(&row)).await?;
        record(row, &domains).map(Some)
    }

    async fn with_domains(
        &self,
        page: Page<inbox::Model, InboxKind>,
    ) -> Result<Page<Inbox, InboxKind>> {
        let domains = self.inbox_domains(&page.items).await?;
        page.try_map(|row| record(row, &domains))
    }

    pub(super) async fn inbox_domains(
        &self,
        rows: &[inbox::Model],
    ) -> Result<HashMap<Uuid, domain::Model>> {
        let mut ids: Vec<Uuid> = rows.iter().map(|row| row.domain_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let found = self
            .find_by::<domain::Entity>(domain::Column::Id, ids)
            .all(&self.db)
            .await?;
        Ok(found.into_iter().map(|row| (row.id, row)).collect())
    }
}

pub(super) fn record(row: inbox::Model, domains: &HashMap<Uuid, domain::Model>) -> Result<Inbox> {
    let domain = domains.get(&row.domain_id);
    let domain = domain.ok_or(StoreError::NotFound("domain"))?;
    Ok(Inbox {
        id: InboxId::from_uuid(row.id),
        workspace: WorkspaceId::from_uuid(row.workspace_id),
        order: OrderId::from_uuid(row.order_id),
        domain: InboxDomain {
            id: DomainId::from_uuid(domain.id),
            name: domain.name.clone(),
            status: parsed(&domain.status, "domains.status")?,
            nameserver_status: parsed(&domain.nameserver_status, "domains.nameserver_status")?,
        },
        provider: parsed(&row.provider, "inboxes.provider")?,
        status: parsed(&row.status, "inboxes.status")?,
        password_status: parsed(&row.password_status, "inboxes.password_status")?,
        password_changed_at: row.password_changed_at,
        mfa_enabled: row.mfa_enabled,
        upload: upload(&row)?,
        vault: vault(&row),
        photo: row.photo_token.zip(row.photo_updated_at),
        username: row.username,
        email: row.email,
        first_name: row.first_name,
        last_name: row.last_name,
        failure_reason: row.failure_reason,
        created_at: row.created_at,
        activated_at: row.activated_at,
        canceled_at: row.canceled_at,
    })
}

fn upload(row: &inbox::Model) -> Result<Option<InboxUpload>> {
    // A credential that was deleted took the hand-over with it.
    let (Some(credential), Some(tool), Some(status)) = (
        row.upload_credential_id,
        &row.upload_tool,
        &row.upload_status,
    ) else {
        return Ok(None);
    };
    Ok(Some(InboxUpload {
        credential: CredentialId::from_uuid(credential),
        tool: parsed(tool, "inboxes.upload_tool")?,
        status: status.clone(),
        tags: read_json(&row.upload_tags, "inboxes.upload_tags")?,
        uploaded_at: row.uploaded_at,
        error: row.upload_error.clone(),
        drift: row.upload_drift.clone().zip(row.upload_listed_at),
    }))
}

fn vault(row: &inbox::Model) -> Option<InboxVault> {
    Some(InboxVault {
        status: row.vault_status.clone()?,
        vault: row.vault_name.clone()?,
        item: row.vault_item_id.clone(),
        requested_at: row.vault_requested_at?,
        synced_at: row.vault_synced_at,
        error: row.vault_error.clone(),
    })
}
