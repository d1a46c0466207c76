//! API keys as they come in.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{AccountId, ApiKeyId, WorkspaceId};
use simpleinboxes_core::power::Power;
use simpleinboxes_core::scope::Scopes;
use simpleinboxes_core::token::TokenHash;

use super::{Auth, AuthTx};
use crate::entities::api_key;
use crate::error::{Result, StoreError};
use crate::scoped::{Actor, Caller, live_workspace};

/// The holder of a key that works.
#[derive(Debug, Clone, Copy)]
pub struct KeyIdentity {
    /// The key.
    pub key: ApiKeyId,
    /// Its account.
    pub account: AccountId,
    /// The only workspace that it sees; all of the account's without one.
    pub workspace: Option<WorkspaceId>,
    /// What it may do.
    pub scopes: Scopes,
    /// When it stops working.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, so that a use within the same minute need not be written.
    pub last_used_at: Option<Timestamp>,
}

impl KeyIdentity {
    /// The key as a caller of the store.
    #[must_use]
    pub const fn caller(&self) -> Caller {
        Caller {
            account: self.account,
            workspace: self.workspace,
            actor: Actor::Key(self.key),
        }
    }

    /// What it can do, to be compared with a key that it wants to make.
    #[must_use]
    pub const fn power(&self) -> Power {
        Power {
            account: self.account,
            workspace: self.workspace,
            scopes: self.scopes,
            expires_at: self.expires_at,
        }
    }
}

impl Auth<'_> {
    /// The key with this hash; nothing when it is unknown, revoked or expired, or bound to a
    /// workspace that was deleted. It asks the database each time, so that a revocation counts
    /// from the next request on, on every replica.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn key(&self, hash: &TokenHash) -> Result<Option<KeyIdentity>> {
        let row = api_key::Entity::find()
            .filter(api_key::Column::Hash.eq(hash.as_bytes().to_vec()))
            .filter(api_key::Column::RevokedAt.is_null())
            .filter(
                Condition::any()
                    .add(api_key::Column::ExpiresAt.is_null())
                    .add(api_key::Column::ExpiresAt.gt(self.shared.clock.now())),
            )
            .filter(
                Condition::any()
                    .add(api_key::Column::WorkspaceId.is_null())
                    .add(Expr::exists(live_workspace::<api_key::Entity>())),
            )
            .one(&self.db)
            .await?;
        let same = |row: &api_key::Model| TokenHash::from_stored(&row.hash).as_ref() == Some(hash);
        row.filter(same).map(identity).transpose()
    }
}

fn identity(row: api_key::Model) -> Result<KeyIdentity> {
    Ok(KeyIdentity {
        key: ApiKeyId::from_uuid(row.id),
        account: AccountId::from_uuid(row.account_id),
        workspace: row.workspace_id.map(WorkspaceId::from_uuid),
        scopes: row.scopes.parse().map_err(|_| StoreError::Corrupt {
            column: "api_keys.scopes",
        })?,
        expires_at: row.expires_at,
        last_used_at: row.last_used_at,
    })
}

impl AuthTx<'_> {
    /// Notes when keys were last used, many at a time; an older time never replaces a newer one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn touch_keys(&self, uses: &[(ApiKeyId, Timestamp)]) -> Result<()> {
        // One order for all replicas, so that two of them can't wait for each other's rows.
        let mut uses = uses.to_vec();
        uses.sort_unstable();
        for (key, at) in uses {
            api_key::Entity::update_many()
                .col_expr(api_key::Column::LastUsedAt, at.into())
                .filter(api_key::Column::Id.eq(key.uuid()))
                .filter(
                    Condition::any()
                        .add(api_key::Column::LastUsedAt.is_null())
                        .add(api_key::Column::LastUsedAt.lt(at)),
                )
                .exec(&self.0.db)
                .await?;
        }
        Ok(())
    }
}
