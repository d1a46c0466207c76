//! The port to vaults: where customers keep the credentials of their inboxes.
//!
//! A caller holds a [`Vault`] that is linked to one vault of one customer. Two exist:
//! [`onepassword`], a 1Password Connect server of the customer's own, and [`SandboxVault`], the
//! embedded one.
//!
//! Each inbox has one item. Its id is told when it is first written and is to be kept; without it
//! the item is found again by the inbox's id, which stands in its tags. What the customer added to
//! an item stays, and items that are not ours are never touched.

mod error;
mod item;
pub mod onepassword;
mod port;
mod sandbox;

pub use error::VaultError;
pub use item::{InboxItem, ItemId, Server};
pub use port::{StoredItem, Vault, VaultCapabilities, VaultInfo};
pub use sandbox::SandboxVault;
