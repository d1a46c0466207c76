//! The rule that a key can only make a key with the same or less power than its own.

use crate::Timestamp;
use crate::id::{AccountId, WorkspaceId};
use crate::scope::{Scope, Scopes};

/// What a key, or a signed-in user, can do: where, what, and how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Power {
    /// Never crossed.
    pub account: AccountId,
    /// The only workspace that it sees; all of the account's without one.
    pub workspace: Option<WorkspaceId>,
    /// What it may do.
    pub scopes: Scopes,
    /// When it ends; never without.
    pub expires_at: Option<Timestamp>,
}

/// What a wanted key would have more than its maker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PowerExceeded {
    /// It would belong to another account.
    #[error("the key would belong to another account")]
    Account,
    /// It would see a workspace that its maker does not see.
    #[error("the key would reach beyond the workspace of the key that makes it")]
    Workspace,
    /// It would have this scope, which its maker does not have.
    #[error("the key that makes it does not have the scope `{0}`")]
    Scope(Scope),
    /// It would live longer than its maker.
    #[error("the key would outlive the key that makes it")]
    Expiry,
}

impl Power {
    /// Everything in `account`, for ever: what an owner has who signed in.
    #[must_use]
    pub fn owner(account: AccountId) -> Self {
        Self {
            account,
            workspace: None,
            scopes: Scopes::all(),
            expires_at: None,
        }
    }

    /// Whether it has ended at `now`.
    #[must_use]
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }

    /// Whether a holder of this power may make a key with the power `wanted`.
    ///
    /// # Errors
    /// Names the first thing that `wanted` has more.
    pub fn may_grant(&self, wanted: &Self) -> Result<(), PowerExceeded> {
        if wanted.account != self.account {
            return Err(PowerExceeded::Account);
        }
        if self.workspace.is_some() && wanted.workspace != self.workspace {
            return Err(PowerExceeded::Workspace);
        }
        if let Some(scope) = wanted.scopes.iter().find(|s| !self.scopes.contains(*s)) {
            return Err(PowerExceeded::Scope(scope));
        }
        match (self.expires_at, wanted.expires_at) {
            (Some(_), None) => Err(PowerExceeded::Expiry),
            (Some(mine), Some(theirs)) if theirs > mine => Err(PowerExceeded::Expiry),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;

    fn account(n: u128) -> AccountId {
        AccountId::from_uuid(Uuid::from_u128(n))
    }

    fn workspace(n: u128) -> Option<WorkspaceId> {
        Some(WorkspaceId::from_uuid(Uuid::from_u128(n)))
    }

    fn at(seconds: i64) -> Option<Timestamp> {
        DateTime::from_timestamp(seconds, 0)
    }

    #[test]
    fn nothing_may_exceed_its_maker() {
        let maker = Power {
            account: account(1),
            workspace: workspace(1),
            scopes: [Scope::Read, Scope::Keys].into_iter().collect(),
            expires_at: at(100),
        };
        let cases = [
            (maker, Ok(())),
            (
                Power {
                    scopes: Scopes::default(),
                    ..maker
                },
                Ok(()),
            ),
            (
                Power {
                    expires_at: at(99),
                    ..maker
                },
                Ok(()),
            ),
            (
                Power {
                    account: account(2),
                    ..maker
                },
                Err(PowerExceeded::Account),
            ),
            (
                Power {
                    workspace: None,
                    ..maker
                },
                Err(PowerExceeded::Workspace),
            ),
            (
                Power {
                    workspace: workspace(2),
                    ..maker
                },
                Err(PowerExceeded::Workspace),
            ),
            (
                Power {
                    scopes: Scopes::all(),
                    ..maker
                },
                Err(PowerExceeded::Scope(Scope::Write)),
            ),
            (
                Power {
                    expires_at: at(101),
                    ..maker
                },
                Err(PowerExceeded::Expiry),
            ),
            (
                Power {
                    expires_at: None,
                    ..maker
                },
                Err(PowerExceeded::Expiry),
            ),
        ];
        for (wanted, expected) in cases {
            assert_eq!(maker.may_grant(&wanted), expected, "{wanted:?}");
            if wanted.account == maker.account {
                assert_eq!(Power::owner(account(1)).may_grant(&wanted), Ok(()));
            }
        }
    }

    #[test]
    fn power_ends_at_its_expiry() {
        let power = Power {
            expires_at: at(100),
            ..Power::owner(account(1))
        };
        assert!(!power.is_expired(at(99).expect("a time")));
        assert!(power.is_expired(at(100).expect("a time")));
        assert!(!Power::owner(account(1)).is_expired(at(i64::from(u32::MAX)).expect("a time")));
    }
}
