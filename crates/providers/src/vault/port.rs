//! What a vault is to the rest of the program.

use std::fmt;

use async_trait::async_trait;

use super::{InboxItem, ItemId, VaultError};

/// What a vault can do beyond the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VaultCapabilities {
    /// Whether it keeps what it is given where the customer can see it.
    pub live: bool,
    /// Whether it shows the current one-time password.
    pub one_time_passwords: bool,
}

/// A vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultInfo {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
}

/// An item that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredItem {
    /// Its id, to be kept.
    pub id: ItemId,
    /// Its version, which grows with each change.
    pub version: i64,
}

/// A vault that a customer linked. Implemented once per vendor.
#[async_trait]
pub trait Vault: Send + Sync + fmt::Debug {
    /// What it can do.
    fn capabilities(&self) -> VaultCapabilities;

    /// Asks whether the link works, without changing anything, and what the vault is called.
    ///
    /// # Errors
    /// See [`VaultError`].
    async fn test(&self) -> Result<VaultInfo, VaultError>;

    /// Writes an inbox's item: in place of the one `known`, else of one that is found by the
    /// inbox's id, else a new one. Doing it twice does no harm.
    ///
    /// # Errors
    /// See [`VaultError`].
    async fn put(&self, known: Option<&ItemId>, item: &InboxItem)
    -> Result<StoredItem, VaultError>;

    /// Removes an item. One that is not there is a success.
    ///
    /// # Errors
    /// See [`VaultError`].
    async fn remove(&self, id: &ItemId) -> Result<(), VaultError>;
}
