//! API keys as their owners manage them.

use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, PaginatorTrait as _, QueryFilter as _, Set,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::api_key::ApiKeySecret;
use simpleinboxes_core::id::{ApiKeyId, ApiKeyKind, WorkspaceId};
use simpleinboxes_core::scope::Scopes;

use crate::entities::api_key::{ActiveModel, Column, Entity, Model};
use crate::error::{Result, StoreError};
use crate::page::{Page, PageRequest};
use crate::scoped::{Actor, Scoped, ScopedTx};

/// The most keys of an account that work at the same time.
pub const MAX_ACTIVE_KEYS: u64 = 100;

/// An API key, without the key itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Its id.
    pub id: ApiKeyId,
    /// What it is for, in its owner's words.
    pub name: String,
    /// The first characters of the key.
    pub display_prefix: String,
    /// What it may do.
    pub scopes: Scopes,
    /// The only workspace that it sees; all of the account's without one.
    pub workspace: Option<WorkspaceId>,
    /// Who made it.
    pub created_by: Actor,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it stops working.
    pub expires_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// When it was last used, exact to a minute.
    pub last_used_at: Option<Timestamp>,
}

/// Whether a key works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiKeyStatus {
    /// It does.
    Active,
    /// Its time is over.
    Expired,
    /// It was revoked.
    Revoked,
}

impl ApiKey {
    /// Whether it works at `now`.
    #[must_use]
    pub fn status(&self, now: Timestamp) -> ApiKeyStatus {
        match (self.revoked_at, self.expires_at) {
            (Some(_), _) => ApiKeyStatus::Revoked,
            (None, Some(end)) if end <= now => ApiKeyStatus::Expired,
            _ => ApiKeyStatus::Active,
        }
    }
}

/// An API key to make. That it is no mightier than its maker is checked before, by
/// [`simpleinboxes_core::power::Power::may_grant`].
#[derive(Debug, Clone)]
pub struct NewApiKey {
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub scopes: Scopes,
    /// The only workspace that it will see.
    pub workspace: Option<WorkspaceId>,
    /// When it stops working.
    pub expires_at: Option<Timestamp>,
}

/// Which keys to list.
#[derive(Debug, Clone, Copy, Default)]
pub struct ApiKeyFilter {
    /// Only those bound to this workspace.
    pub workspace: Option<WorkspaceId>,
    /// Only those in this state.
    pub status: Option<ApiKeyStatus>,
}

impl Scoped<'_> {
    /// A page of keys, newest first. A bound caller sees the keys bound to its workspace.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn api_keys(
        &self,
        filter: ApiKeyFilter,
        page: PageRequest<ApiKeyKind>,
    ) -> Result<Page<ApiKey, ApiKeyKind>> {
        let mut query = self.find::<Entity>();
        if let Some(workspace) = filter.workspace {
            query = query.filter(Column::WorkspaceId.eq(workspace.uuid()));
        }
        if let Some(status) = filter.status {
            query = query.filter(in_status(status, self.now()));
        }
        let id = |row: &Model| ApiKeyId::from_uuid(row.id);
        page.read(query, Column::Id, id, &self.db)
            .await?
            .try_map(record)
    }

    /// One key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn api_key(&self, id: ApiKeyId) -> Result<Option<ApiKey>> {
        let query = self.find::<Entity>().filter(Column::Id.eq(id.uuid()));
        query.one(&self.db).await?.map(record).transpose()
    }
}

impl ScopedTx<'_> {
    /// Makes a key of which only the hash and the first characters are kept.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a workspace that the caller does not see,
    /// [`StoreError::Limit`] when the account has [`MAX_ACTIVE_KEYS`].
    pub async fn create_api_key(&self, new: &NewApiKey, secret: &ApiKeySecret) -> Result<ApiKey> {
        match (new.workspace, self.caller.workspace) {
            (Some(workspace), _) => self.require_workspace(workspace).await?,
            // What a bound caller makes without a workspace would see more than its maker.
            (None, Some(_)) => return Err(StoreError::NotFound("workspace")),
            (None, None) => {}
        }
        self.lock_account().await?;
        self.check_key_limit().await?;
        let row = ActiveModel {
            id: Set(self.shared.ids.next::<ApiKeyKind>().uuid()),
            account_id: Set(self.account()),
            workspace_id: Set(new.workspace.map(WorkspaceId::uuid)),
            name: Set(new.name.clone()),
            hash: Set(secret.hash().as_bytes().to_vec()),
            display_prefix: Set(secret.display_prefix().to_owned()),
            scopes: Set(new.scopes.to_string()),
            created_by_kind: Set(self.caller.actor.kind().to_owned()),
            created_by: Set(self.caller.actor.uuid()),
            created_at: Set(self.now()),
            expires_at: Set(new.expires_at),
            revoked_at: Set(None),
            last_used_at: Set(None),
        };
        let key = record(row.insert(&self.db).await?)?;
        self.note(key.workspace, "api_key_created", key.id, Some(&key.name))
            .await?;
        Ok(key)
    }

    /// Revokes a key; one that is revoked or expired already stays as it is. Nothing for a key
    /// that the caller does not see.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_api_key(&self, id: ApiKeyId) -> Result<Option<ApiKey>> {
        let now = self.now();
        let revoked = self
            .update_many::<Entity>()
            .col_expr(Column::RevokedAt, now.into())
            .filter(Column::Id.eq(id.uuid()))
            .filter(in_status(ApiKeyStatus::Active, now))
            .exec(&self.db)
            .await?;
        let key = self.api_key(id).await?;
        if let Some(key) = key.as_ref().filter(|_| revoked.rows_affected > 0) {
            self.note(key.workspace, "api_key_revoked", key.id, Some(&key.name))
                .await?;
        }
        Ok(key)
    }

    async fn check_key_limit(&self) -> Result<()> {
        // All of the account's keys count, also those that a bound caller does not see.
        let active = <Entity as sea_orm::EntityTrait>::find()
            .filter(Column::AccountId.eq(self.account()))
            .filter(in_status(ApiKeyStatus::Active, self.now()))
            .count(&self.db)
            .await?;
        if active >= MAX_ACTIVE_KEYS {
            return Err(StoreError::Limit {
                what: "active API keys",
                max: MAX_ACTIVE_KEYS,
            });
        }
        Ok(())
    }
}

/// The condition under which a key is in `status` at `now`.
pub(crate) fn in_status(status: ApiKeyStatus, now: Timestamp) -> Condition {
    let unrevoked = Condition::all().add(Column::RevokedAt.is_null());
    match status {
        ApiKeyStatus::Revoked => Condition::all().add(Column::RevokedAt.is_not_null()),
        ApiKeyStatus::Expired => unrevoked.add(Column::ExpiresAt.lte(now)),
        ApiKeyStatus::Active => unrevoked.add(
            Condition::any()
                .add(Column::ExpiresAt.is_null())
                .add(Column::ExpiresAt.gt(now)),
        ),
    }
}

fn record(row: Model) -> Result<ApiKey> {
    let corrupt = |column| StoreError::Corrupt { column };
    Ok(ApiKey {
        id: ApiKeyId::from_uuid(row.id),
        name: row.name,
        display_prefix: row.display_prefix,
        scopes: row.scopes.parse().map_err(|_| corrupt("api_keys.scopes"))?,
        workspace: row.workspace_id.map(WorkspaceId::from_uuid),
        created_by: Actor::from_stored(&row.created_by_kind, row.created_by)
            .ok_or_else(|| corrupt("api_keys.created_by_kind"))?,
        created_at: row.created_at,
        expires_at: row.expires_at,
        revoked_at: row.revoked_at,
        last_used_at: row.last_used_at,
    })
}
