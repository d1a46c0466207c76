//! What a sending tool is to the rest of the program.

use async_trait::async_trait;

use super::account::{AccountPage, Mailbox, ToolAccount};
use super::credential::Credential;
use super::error::SendingError;
use super::fields::CredentialField;
use crate::error::ProviderError;

/// A sending tool, as its adapter declares it.
#[derive(Debug, PartialEq, Eq)]
pub struct ToolSpec {
    /// Its id in the API (`instantly`).
    pub id: &'static str,
    /// Its name for people (`Instantly`).
    pub name: &'static str,
    /// What a credential for it consists of, in the order in which a form should ask.
    pub fields: &'static [CredentialField],
    /// What its API can do with accounts.
    pub capabilities: ToolCapabilities,
    /// Where a name leads under which links are tracked (CNAME), where that is known and the same
    /// for all customers.
    pub tracking_host: Option<&'static str>,
}

/// What a tool's API can do with accounts, beyond adding them. What it can't do is
/// [`SendingError::Unsupported`], and it is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToolCapabilities {
    /// How it tells whether it could sign in to a mailbox.
    pub connection: ConnectionTest,
    /// Whether accounts can be found by address.
    pub find: bool,
    /// Whether all accounts can be listed.
    pub list: bool,
    /// Whether an account can be changed: its names, its limit.
    pub update: bool,
    /// Whether a change takes another password, too. Where it does not, an account whose password
    /// changed is taken out and added anew.
    pub login: bool,
    /// Whether an account can be removed.
    pub remove: bool,
    /// Whether it takes the tags of a mailbox.
    pub tags: bool,
    /// Whether warm-up is switched as a mailbox says.
    pub warmup: bool,
    /// Whether mailboxes of Google are taken with a password.
    pub google: bool,
}

/// How a tool tells whether it could sign in to a mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectionTest {
    /// When the account is added.
    AtOnce,
    /// Some time after: check again. Its adapter must be able to [`SendingTool::check`].
    Later,
    /// Its API does not tell.
    Never,
}

/// A sending tool that can be called. Implemented once per vendor.
///
/// Texts of errors may still hold what the vendor quoted; the registry takes secrets out.
#[async_trait]
pub trait SendingTool: Send + Sync {
    /// Asks the vendor whether a credential works, without changing anything there.
    ///
    /// # Errors
    /// Tells apart who must act: see [`ProviderError`].
    async fn test_key(&self, credential: &Credential) -> Result<KeyCheck, ProviderError>;

    /// Adds a mailbox. The account's state says whether the tool could sign in.
    ///
    /// # Errors
    /// See [`SendingError`].
    async fn add(
        &self,
        credential: &Credential,
        mailbox: &Mailbox,
    ) -> Result<ToolAccount, SendingError>;

    /// Reads an account.
    ///
    /// # Errors
    /// [`SendingError::NoSuchAccount`] for one that is not there.
    async fn check(
        &self,
        _credential: &Credential,
        _id: &str,
    ) -> Result<ToolAccount, SendingError> {
        Err(SendingError::Unsupported("read an account"))
    }

    /// Finds the account of an address; nothing if there is none.
    ///
    /// # Errors
    /// See [`SendingError`].
    async fn find(
        &self,
        _credential: &Credential,
        _email: &str,
    ) -> Result<Option<ToolAccount>, SendingError> {
        Err(SendingError::Unsupported("find accounts"))
    }

    /// Changes an account to be as `mailbox` says.
    ///
    /// # Errors
    /// See [`SendingError`].
    async fn update(
        &self,
        _credential: &Credential,
        _id: &str,
        _mailbox: &Mailbox,
    ) -> Result<ToolAccount, SendingError> {
        Err(SendingError::Unsupported("change accounts"))
    }

    /// Removes an account. One that is not there is [`SendingError::NoSuchAccount`].
    ///
    /// # Errors
    /// See [`SendingError`].
    async fn remove(&self, _credential: &Credential, _id: &str) -> Result<(), SendingError> {
        Err(SendingError::Unsupported("remove accounts"))
    }

    /// Reads accounts: the first ones, or those after `page`, which came with the ones before.
    ///
    /// # Errors
    /// See [`SendingError`].
    async fn list(
        &self,
        _credential: &Credential,
        _page: Option<&str>,
    ) -> Result<AccountPage, SendingError> {
        Err(SendingError::Unsupported("list accounts"))
    }
}

/// A credential that works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyCheck {
    /// Whose it is in the vendor's words (a team, a workspace, an address), where the vendor tells.
    pub account: Option<String>,
}
