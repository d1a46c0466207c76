//! Users who sign in to the dashboard, and their sessions.

use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};
use secrecy::SecretString;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{AccountId, SessionId, UserId};
use simpleinboxes_core::power::Power;
use simpleinboxes_core::token::TokenHash;

use super::{Auth, AuthTx};
use crate::entities::{session, user};
use crate::error::Result;
use crate::scoped::{Actor, Caller};

/// A user who says who they are and still has to prove it.
#[derive(Debug, Clone)]
pub struct UserLogin {
    /// The user.
    pub user: UserId,
    /// Their account.
    pub account: AccountId,
    /// What their password must hash to, in PHC form.
    pub password_hash: SecretString,
}

/// A user who is signed in.
#[derive(Debug, Clone, Copy)]
pub struct SessionIdentity {
    /// The session.
    pub session: SessionId,
    /// The user.
    pub user: UserId,
    /// Their account.
    pub account: AccountId,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A session to begin.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Whose it is.
    pub user: UserId,
    /// The user's account.
    pub account: AccountId,
    /// The hash of its token.
    pub token_hash: TokenHash,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl SessionIdentity {
    /// The user as a caller of the store.
    #[must_use]
    pub const fn caller(&self) -> Caller {
        Caller {
            account: self.account,
            workspace: None,
            actor: Actor::User(self.user),
        }
    }

    /// A user has the whole power of the account, and keys may outlive the session.
    #[must_use]
    pub fn power(&self) -> Power {
        Power::owner(self.account)
    }
}

impl Auth<'_> {
    /// The user with this e-mail address, whatever its case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn user_by_email(&self, email: &str) -> Result<Option<UserLogin>> {
        let row = user::Entity::find()
            .filter(user::Column::Email.eq(email.trim().to_lowercase()))
            .one(&self.db)
            .await?;
        Ok(row.map(|row| UserLogin {
            user: UserId::from_uuid(row.id),
            account: AccountId::from_uuid(row.account_id),
            password_hash: row.password_hash.into(),
        }))
    }

    /// The session whose token has this hash; nothing when it is unknown or over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session(&self, hash: &TokenHash) -> Result<Option<SessionIdentity>> {
        let row = session::Entity::find()
            .filter(session::Column::TokenHash.eq(hash.as_bytes().to_vec()))
            .filter(session::Column::ExpiresAt.gt(self.shared.clock.now()))
            .one(&self.db)
            .await?;
        let same =
            |row: &session::Model| TokenHash::from_stored(&row.token_hash).as_ref() == Some(hash);
        Ok(row.filter(same).map(|row| SessionIdentity {
            session: SessionId::from_uuid(row.id),
            user: UserId::from_uuid(row.user_id),
            account: AccountId::from_uuid(row.account_id),
            expires_at: row.expires_at,
        }))
    }
}

impl AuthTx<'_> {
    /// Begins a session.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_session(&self, new: &NewSession) -> Result<SessionId> {
        let id: SessionId = self.0.shared.ids.next();
        let row = session::ActiveModel {
            id: Set(id.uuid()),
            user_id: Set(new.user.uuid()),
            account_id: Set(new.account.uuid()),
            token_hash: Set(new.token_hash.as_bytes().to_vec()),
            created_at: Set(self.0.shared.clock.now()),
            expires_at: Set(new.expires_at),
        };
        row.insert(&self.0.db).await?;
        Ok(id)
    }

    /// Ends the session whose token has this hash; false when there was none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session(&self, hash: &TokenHash) -> Result<bool> {
        let ended = session::Entity::delete_many()
            .filter(session::Column::TokenHash.eq(hash.as_bytes().to_vec()))
            .exec(&self.0.db)
            .await?;
        Ok(ended.rows_affected > 0)
    }
}
