//! The first start: an account, someone who may sign in, a workspace and a key.

use sea_orm::{ActiveModelTrait as _, EntityTrait as _, PaginatorTrait as _, Set};
use secrecy::{ExposeSecret as _, SecretString};
use simpleinboxes_core::api_key::ApiKeySecret;
use simpleinboxes_core::id::{AccountId, UserId};
use simpleinboxes_core::name::WorkspaceName;
use simpleinboxes_core::scope::Scopes;

use crate::api_keys::{ApiKey, NewApiKey};
use crate::entities::{account, user};
use crate::error::Result;
use crate::ledger::begin_books;
use crate::scoped::{Actor, Caller};
use crate::store::{Store, Tx};
use crate::workspaces::{NewWorkspace, Workspace};

/// An account to make, with what is needed to begin.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The account's name.
    pub name: String,
    /// The e-mail address with which its owner signs in.
    pub email: String,
    /// The owner's password, hashed by [`simpleinboxes_core::password::hash`].
    pub password_hash: SecretString,
    /// The name of its first workspace.
    pub workspace: WorkspaceName,
    /// The name of its first key, which has every scope.
    pub key_name: String,
}

/// An account that was made.
#[derive(Debug, Clone)]
pub struct CreatedAccount {
    /// The account.
    pub account: AccountId,
    /// Its owner.
    pub user: UserId,
    /// Its first workspace.
    pub workspace: Workspace,
    /// Its first key.
    pub key: ApiKey,
}

impl Store {
    /// Makes the first account, if there is none. Of two replicas that start together one makes
    /// it and the other gets nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bootstrap(
        &self,
        new: &NewAccount,
        key: &ApiKeySecret,
    ) -> Result<Option<CreatedAccount>> {
        let tx = self.begin_start().await?;
        if account::Entity::find().count(&tx.inner).await? > 0 {
            tx.roll_back().await;
            return Ok(None);
        }
        let created = tx.create_account(new, key).await?;
        tx.commit().await?;
        Ok(Some(created))
    }

    /// Whether there is an account, so that nothing need be made for [`Store::bootstrap`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_accounts(&self) -> Result<bool> {
        let first = account::Entity::find()
            .one(&self.connections.reader)
            .await?;
        Ok(first.is_some())
    }
}

impl Tx {
    /// Makes an account, its owner, its first workspace and its first key.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] with [`crate::Constraint::UserEmail`] when the address is
    /// another user's.
    pub async fn create_account(
        &self,
        new: &NewAccount,
        key: &ApiKeySecret,
    ) -> Result<CreatedAccount> {
        let now = self.shared.clock.now();
        let account: AccountId = self.shared.ids.next();
        let row = account::ActiveModel {
            id: Set(account.uuid()),
            name: Set(new.name.clone()),
            created_at: Set(now),
        };
        row.insert(&self.inner).await?;
        begin_books(&self.inner, now, account.uuid(), None).await?;
        let user: UserId = self.shared.ids.next();
        let row = user::ActiveModel {
            id: Set(user.uuid()),
            account_id: Set(account.uuid()),
            email: Set(new.email.trim().to_lowercase()),
            password_hash: Set(new.password_hash.expose_secret().to_owned()),
            created_at: Set(now),
        };
        row.insert(&self.inner).await?;
        let owner = Caller {
            account,
            workspace: None,
            actor: Actor::System,
        };
        let scoped = self.scoped(&owner);
        let workspace = NewWorkspace::named(new.workspace.clone());
        let workspace = scoped.create_workspace(&workspace).await?;
        let new_key = NewApiKey {
            name: new.key_name.clone(),
            scopes: Scopes::all(),
            workspace: None,
            expires_at: None,
        };
        let key = scoped.create_api_key(&new_key, key).await?;
        Ok(CreatedAccount {
            account,
            user,
            workspace,
            key,
        })
    }
}
